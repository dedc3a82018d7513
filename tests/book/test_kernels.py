"""Kernels that are copies of one process: alone with their own state, and gone at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from microdrama.book import kernels
from microdrama.book.kernels import CAN_FORK, Nursery

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="kernels are copied on Linux only")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


def run(
    managers: type[AsyncKernelManager], cwd: Path, *cells: str, **environment: str
) -> list[str]:
    """Run cells in a kernel and return what each prints."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook,
        timeout=60,
        kernel_manager_class=managers,
        resources={"metadata": {"path": str(cwd)}},
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute(env={**os.environ, **environment})
    return ["".join(out.get("text", "") for out in cell.outputs) for cell in notebook.cells]


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def ends(pid: int) -> bool:
    """Wait a moment for a process to be gone."""
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def test_a_kernel_has_the_folder_and_the_environment_it_was_given(nursery, tmp_path):
    code = "import os\nprint(os.getcwd(), os.environ['WORD'], os.environ.get('OTHER'))"
    (printed,) = run(nursery.manager(), tmp_path, code, WORD="one")
    assert printed.split() == [str(tmp_path), "one", "None"]
    # Nothing of it is left for the next.
    (printed,) = run(nursery.manager(), tmp_path.parent, code, WORD="two", OTHER="more")
    assert printed.split() == [str(tmp_path.parent), "two", "more"]


def test_a_kernel_has_the_libraries_and_nothing_of_the_book(nursery, tmp_path):
    code = "import sys\nprint([name.partition('.')[0] for name in sys.modules])"
    (printed,) = run(nursery.manager(), tmp_path, code)
    assert {"'altair'", "'pandas'"} <= set(printed.strip("[]\n").split(", "))
    assert "microdrama" not in printed


def test_kernels_share_no_state(nursery, tmp_path):
    change = "import pandas\npandas.options.display.precision = 3\nanswer = 42"
    run(nursery.manager(), tmp_path, change)
    ask = "import pandas\nprint(pandas.options.display.precision, 'answer' in globals())"
    (printed,) = run(nursery.manager(), tmp_path, ask)
    assert printed.split() == ["6", "False"]


def test_modules_named_like_those_of_the_book_are_pythons_own(nursery, tmp_path):
    # The folder of the script that the process runs has a trace.py too.
    (printed,) = run(nursery.manager(), tmp_path, "import trace\nprint(trace.Trace.__module__)")
    assert printed.strip() == "trace"


def test_a_kernel_that_prints_below_python_does_not_disturb_the_others(nursery, tmp_path):
    noise = "import os\nos.write(1, b'12345\\n')\nos.system('echo 678')\nprint('done')"
    assert "done" in run(nursery.manager(), tmp_path, noise)[0]
    assert run(nursery.manager(), tmp_path, "print('still here')") == ["still here\n"]


def test_kernels_start_side_by_side(nursery, tmp_path):
    def one(number: int) -> list[str]:
        return run(nursery.manager(), tmp_path, f"import time\ntime.sleep(.2)\nprint({number})")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))) == [[f"{number}\n"] for number in range(4)]


def test_a_kernel_can_have_processes_of_its_own(nursery, tmp_path):
    code = "import subprocess\nprint(subprocess.run(['false']).returncode)"
    assert run(nursery.manager(), tmp_path, code) == ["1\n"]


def test_what_a_kernel_does_at_its_end_is_done(nursery, tmp_path):
    code = f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path / 'end')!r}).touch)"
    (printed,) = run(nursery.manager(), tmp_path, f"{code}\nimport os\nprint(os.getpid())")
    assert ends(int(printed))
    assert (tmp_path / "end").exists()


def test_a_kernel_that_dies_is_noticed(nursery, tmp_path):
    with pytest.raises(DeadKernelError):
        run(nursery.manager(), tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    assert run(nursery.manager(), tmp_path, "print('the next one lives')")


def test_a_kernel_ends_when_its_nursery_is_killed(tmp_path):
    nursery = Nursery()
    manager = nursery.manager()(kernel_name="python3")

    async def start() -> int:
        await manager.start_kernel(cwd=str(tmp_path), env=dict(os.environ))
        return manager.provisioner.pid

    import asyncio

    pid = asyncio.run(start())
    assert is_running(pid)
    nursery._process.kill()
    nursery._process.communicate()
    assert ends(pid)


def test_without_a_nursery_kernels_start_in_the_usual_way(tmp_path):
    nursery = Nursery()
    nursery._process.kill()
    nursery._process.wait()
    assert run(nursery.manager(), tmp_path, "print('here')") == ["here\n"]


def test_a_library_that_is_not_there_is_left_to_the_chapter(tmp_path, monkeypatch):
    source = kernels._WARM.read_text("utf-8")
    assert '"networkx"' in source
    warm = tmp_path / "warm.py"
    warm.write_text(source.replace('"networkx"', '"no_such_library"'), "utf-8")
    monkeypatch.setattr(kernels, "_WARM", warm)
    with Nursery() as nursery:
        assert run(nursery.manager(), tmp_path, "print('here')") == ["here\n"]


def test_the_warm_process_imports_nothing_of_the_book():
    # What it imports would count as used by every chapter, or be missed as such.
    code = kernels._WARM.read_text("utf-8").split('"""', 2)[2]
    assert "microdrama" not in code
