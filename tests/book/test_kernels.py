"""Kernels that are forked with their libraries loaded behave as kernels that are started."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from books import wait_until
from microdrama.book import kernels

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def server() -> Iterator[kernels.Server]:
    """Return a server that has one small library, and cannot have another."""
    running = kernels.Server(("ipykernel.kernelapp", "fractions", "no_such_library"))
    yield running
    running.close()


def run(server: kernels.Server, folder: Path, *cells: str, env: dict[str, str]) -> list[str]:
    """Run cells in a kernel of the server; return what each of them shows."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    client = NotebookClient(
        notebook,
        km=kernels.manager(server, "python3"),
        resources={"metadata": {"path": str(folder)}},
        shutdown_kernel="graceful",
    )
    client.execute(env={**os.environ, **env}, cleanup_kc=True)
    return [output.get("text", "").strip() for cell in notebook.cells for output in cell.outputs]


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_kernel_has_its_folder_its_environment_and_the_libraries(server, tmp_path):
    said = run(
        server,
        tmp_path,
        "import sys; print('fractions' in sys.modules)",
        "import os; print(os.getcwd())",
        "print(os.environ['TEA'], 'HOME' in os.environ)",
        "print(__name__, os.getpid() == os.getpgid(0))",
        env={"TEA": "jade"},
    )
    home = "HOME" in os.environ
    assert said == ["True", str(tmp_path), f"jade {home}", "__main__ True"]


def test_two_kernels_of_one_server_know_nothing_of_each_other(server, tmp_path):
    assert run(server, tmp_path, "tea = 1; import os; os.environ['TEA'] = 'x'", env={}) == []
    ask = "import os; print('tea' in globals(), 'TEA' in os.environ)"
    assert run(server, tmp_path, ask, env={}) == ["False False"]


def test_what_a_kernel_has_to_do_at_its_end_is_done(server, tmp_path):
    run(
        server,
        tmp_path,
        "import atexit, pathlib; atexit.register(pathlib.Path('end').write_text, 'reached')",
        env={},
    )
    assert (tmp_path / "end").read_text() == "reached"


def test_an_interrupt_reaches_the_kernel_and_not_the_server(server, tmp_path):
    said = run(
        server,
        tmp_path,
        "import os, signal, time\ntry:\n    os.killpg(0, signal.SIGINT); time.sleep(60)\n"
        "except KeyboardInterrupt:\n    print('stopped')",
        env={},
    )
    assert said == ["stopped"]
    assert run(server, tmp_path, "print('still here')", env={}) == ["still here"]


def test_a_kernel_ends_when_its_server_has_gone(tmp_path):
    server = kernels.Server(("ipykernel.kernelapp",))
    manager = kernels.manager(server, "python3")
    command = [*manager.kernel_spec.argv[:3], "-f", str(tmp_path / "connection.json")]
    pid = server.start(command, str(tmp_path), dict(os.environ))
    assert not gone(pid)
    server.close()
    try:
        wait_until(lambda: gone(pid), "the kernel ends", 30)
    finally:
        if not gone(pid):
            os.kill(pid, signal.SIGKILL)


def test_one_chapter_more_than_runs_at_once_is_worth_a_server(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with kernels.preloaded(2) as none:
        assert none is None
    assert kernels.manager(None, "python3") is None
    with kernels.preloaded(3) as server:
        assert server is not None


@pytest.mark.parametrize("forked", [True, False])
def test_a_kernel_ends_at_once_with_what_it_has_started_when_the_build_is_stopped(
    server, tmp_path, forked
):
    pids = tmp_path / "pids"
    code = (
        "import os, subprocess, time\nfrom pathlib import Path\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        f"Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child.pid}}.')\ntime.sleep(600)"
    )
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code)],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    manager = kernels.manager(server if forked else None, "python3")
    client = NotebookClient(notebook, km=manager, resources={"metadata": {"path": str(tmp_path)}})
    raised = []

    def execute() -> None:
        try:
            client.execute(cleanup_kc=True)
        except DeadKernelError as error:
            raised.append(error)

    waiting = threading.Thread(target=execute)
    waiting.start()
    wait_until(lambda: pids.is_file() and pids.read_text().endswith("."), "the cell runs")
    kernels.kill(client.km)
    waiting.join(20)
    assert not waiting.is_alive(), "whoever waits for the kernel notices"
    assert raised
    for pid in pids.read_text().rstrip(".").split():
        wait_until(lambda pid=pid: is_over(int(pid)), "the process ends", 10)


def is_over(pid: int) -> bool:
    """Tell whether a process has ended, even if nobody has asked how."""
    if gone(pid):
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.is_file() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_kernel_that_has_not_started_is_left_alone(server):
    kernels.kill(kernels.manager(server, "python3"))
    kernels.kill(None)
