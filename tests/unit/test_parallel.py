"""The same draws everywhere: here, in processes, on a real cluster of which a worker dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import run_python
from microdrama import cli, parallel
from microdrama.ecosystem import bootstrap, compatible
from microdrama.parallel import Block, blocks, gather

pytestmark = pytest.mark.slow

# ---- blocks --------------------------------------------------------------------------------


@given(st.integers(1, 5000), st.integers(1, 700), st.integers(0, 2**64))
def test_blocks_hold_all_draws_and_none_is_empty_or_too_large(count, size, seed):
    cut = blocks(count, size, seed)
    assert sum(block.count for block in cut) == count
    assert all(block.count == size for block in cut[:-1])
    assert 1 <= cut[-1].count <= size


def test_every_block_has_random_numbers_of_its_own():
    first = [float(block.rng().random()) for block in blocks(1000, 10, 7)]
    assert len(set(first)) == 100
    # Asked twice, a block starts again; so it can be done again by another worker.
    again = [float(block.rng().random()) for block in blocks(1000, 10, 7)]
    assert first == again
    assert first != [float(block.rng().random()) for block in blocks(1000, 10, 8)]


def test_the_first_blocks_of_many_draws_are_those_of_fewer():
    few, more = blocks(25, 10, 3), blocks(1000, 10, 3)
    assert [block.rng().random() for block in few] == [block.rng().random() for block in more[:3]]


@pytest.mark.parametrize(("count", "size"), [(0, 10), (-1, 10), (10, 0)])
def test_nothing_to_cut_is_refused(count, size):
    with pytest.raises(ValueError, match=f"{count} draws cannot be cut into blocks of {size}"):
        blocks(count, size, 1)


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="a seed is a whole number from 0 upwards, not -1"):
        blocks(1, 1, -1)


# ---- here and in processes -----------------------------------------------------------------


def mean(block: Block) -> float:
    return float(block.rng().random(block.count).mean())


def refuse(block: Block) -> float:
    raise ValueError(f"nothing can be done with {block.count}")


def die(block: Block) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


CUT = blocks(1005, 10, 11)


def test_results_come_in_the_order_of_the_blocks():
    assert gather(mean, CUT) == [mean(block) for block in CUT]
    assert gather(mean, []) == []


@pytest.mark.parametrize("processes", [1, 3])
def test_processes_give_the_same_results(processes):
    assert gather(mean, CUT, processes=processes) == gather(mean, CUT)


def test_what_a_block_raises_in_a_process_is_raised_here():
    with pytest.raises(ValueError, match="nothing can be done with 10"):
        gather(refuse, CUT[:2], processes=2)


def test_a_process_that_is_ended_from_outside_is_said_to_be():
    with pytest.raises(ChildProcessError, match="a process ended before its work was done"):
        gather(die, CUT[:2], processes=2)


@pytest.mark.parametrize("processes", [0, -2])
def test_no_processes_are_refused(processes):
    with pytest.raises(ValueError, match=f"{processes} processes can do nothing"):
        gather(mean, CUT, processes=processes)


def test_a_cluster_and_processes_at_once_are_refused():
    with pytest.raises(ValueError, match="not both"):
        gather(mean, CUT, scheduler="tcp://127.0.0.1:1", processes=2)


# ---- on a cluster --------------------------------------------------------------------------

#: A cluster of two workers that says its address and runs until its input is closed.
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, processes=True,
                      dashboard_address=None, silence_logs=50) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def started(folder: Path, workers: int) -> tuple[subprocess.Popen[str], str]:
    """Start a cluster in a process of its own, as a lab's would be; return it and its address."""
    script = folder / f"cluster{workers}.py"
    script.write_text(CLUSTER, "utf-8")
    # The workers find the functions of this file as ours do.
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    cluster = subprocess.Popen(
        [sys.executable, str(script), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
    )
    return cluster, cluster.stdout.readline().strip()


def ended(cluster: subprocess.Popen[str]) -> None:
    cluster.stdin.close()
    cluster.wait(timeout=30)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    cluster, address = started(tmp_path_factory.mktemp("cluster"), workers=2)
    yield address
    ended(cluster)


def test_a_cluster_gives_the_same_results(scheduler):
    assert gather(mean, CUT, scheduler=scheduler) == gather(mean, CUT)
    assert gather(mean, [], scheduler=scheduler) == []


def test_what_a_block_raises_on_a_cluster_is_raised_here(scheduler):
    with pytest.raises(ValueError, match="nothing can be done with 10"):
        gather(refuse, CUT[:2], scheduler=scheduler)


def slowly(block: tuple[int, Block], folder: str) -> tuple[int, float, int]:
    """Leave a note when starting, take a while, and return number, result and process."""
    number, own = block
    with (Path(folder) / "notes").open("a", encoding="utf-8") as notes:
        notes.write(f"{number} {os.getpid()}\n")
    time.sleep(0.1)
    return number, mean(own), os.getpid()


def noted(folder: Path) -> list[tuple[int, int]]:
    notes = folder / "notes"
    lines = notes.read_text("utf-8").splitlines() if notes.exists() else []
    return [tuple(map(int, line.split())) for line in lines]


def killed_half_way(folder: Path, after: int) -> list[int]:
    """Wait until some blocks have started, and kill the worker of the last."""
    victims: list[int] = []

    def kill() -> None:
        while len(noted(folder)) < after:
            time.sleep(0.01)
        victims.append(noted(folder)[-1][1])
        os.kill(victims[0], signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    return victims


def test_a_worker_that_dies_half_way_loses_nothing_and_counts_nothing_twice(scheduler, tmp_path):
    numbered = list(enumerate(CUT[:40]))
    victims = killed_half_way(tmp_path, after=12)
    found = gather(partial(slowly, folder=str(tmp_path)), numbered, scheduler=scheduler)
    # Every block once, in order, with the result that it has here.
    assert [number for number, _, _ in found] == list(range(40))
    assert [result for _, result, _ in found] == [mean(block) for block in CUT[:40]]
    # A worker died: some of its blocks were started again, by others.
    [victim] = victims
    starts = Counter(number for number, _ in noted(tmp_path))
    assert set(starts) == set(range(40))
    assert max(starts.values()) > 1
    assert any(process != victim for _, _, process in found)


def survey(n: int = 428, digits: int | None = None) -> np.ndarray:
    x, m, y = np.random.default_rng(n).normal(size=(3, n))
    m = m + 0.5 * x
    found = np.stack([x, m, y + 0.3 * x + 0.4 * m])
    return found if digits is None else found.round(digits)


@pytest.fixture
def kill_a_worker(scheduler, monkeypatch):
    """Return a function that has a worker killed once a cluster has begun with a computation."""
    from distributed import Client

    def soon() -> threading.Event:
        done = threading.Event()

        def kill() -> None:
            with Client(scheduler, set_as_default=False) as client:
                deadline = time.monotonic() + 60
                while time.monotonic() < deadline:
                    busy = {worker for worker, tasks in client.processing().items() if tasks}
                    if busy:
                        pids = client.run(os.getpid)
                        os.kill(pids[sorted(busy)[0]], signal.SIGKILL)
                        done.set()
                        return
                    time.sleep(0.005)

        threading.Thread(target=kill, daemon=True).start()
        return done

    return soon


@pytest.mark.parametrize("digits", [None, 0])
def test_bootstrap_draws_are_the_same_bit_by_bit_everywhere(scheduler, digits):
    # Without digits everybody differs, and respondents are drawn; else their groups are.
    columns = survey(20_000 if digits == 0 else 428, digits)
    here = bootstrap.indirect(*columns, draws=1700, seed=5)
    two = bootstrap.indirect(*columns, draws=1700, seed=5, processes=2)
    there = bootstrap.indirect(*columns, draws=1700, seed=5, scheduler=scheduler)
    assert here.draws.tobytes() == two.draws.tobytes() == there.draws.tobytes()
    assert len(here.draws) == 1700
    assert (here.estimate, here.a, here.b) == (there.estimate, there.a, there.b)


@pytest.mark.parametrize("prior", compatible.PRIORS)
def test_compatible_surveys_are_the_same_bit_by_bit_everywhere(scheduler, prior):
    count = compatible.BLOCK + 123
    here = compatible.sample(count, prior, seed=9)
    two = compatible.sample(count, prior, seed=9, processes=2)
    there = compatible.sample(count, prior, seed=9, scheduler=scheduler)
    assert len(here) == count
    assert here.to_numpy().tobytes() == two.to_numpy().tobytes() == there.to_numpy().tobytes()


def test_the_command_draws_on_a_cluster_what_it_draws_here(scheduler, capsys):
    arguments = [
        "survey",
        "compatible",
        "--prior",
        "positive",
        "--count",
        "50000",
        "--seed",
        "3",
        "--json",
    ]
    assert cli.main(arguments) == 0
    here = capsys.readouterr().out
    assert cli.main([*arguments, "--scheduler", scheduler]) == 0
    assert capsys.readouterr().out == here
    assert json.loads(here)["count"] == 50_000


def test_a_worker_that_dies_changes_neither_bootstrap_nor_surveys(scheduler, kill_a_worker):
    columns = survey(40_000)
    here = bootstrap.indirect(*columns, draws=2000, seed=2)
    done = kill_a_worker()
    there = bootstrap.indirect(*columns, draws=2000, seed=2, scheduler=scheduler)
    assert done.is_set(), "no worker was killed while it worked"
    assert here.draws.tobytes() == there.draws.tobytes()
    count = 25 * compatible.BLOCK
    here = compatible.surveys(count, "uniform", seed=2)
    done = kill_a_worker()
    there = compatible.surveys(count, "uniform", seed=2, scheduler=scheduler)
    assert done.is_set(), "no worker was killed while it worked"
    assert here.equals(there)


# ---- what a cluster can lack ---------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(parallel, "PATIENCE", 1)


def test_a_scheduler_that_does_not_answer_is_named(impatient):
    with pytest.raises(ConnectionError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        gather(mean, CUT, scheduler="tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "foo",
        "localhost",
        "http://x",
        "http://x:80",
        "nonsense://x",
        "tcp://host:port",
        "tcp://host",
        "tcp://:8786",
        "tcp://host:99999",
        "tcp://[::1",
    ],
)
def test_what_is_no_address_is_refused(impatient, address):
    with pytest.raises(ValueError) as refused:
        gather(mean, CUT, scheduler=address)
    assert str(refused.value) == (
        f"“{address}” is no address of a scheduler; write it as tcp://HOST:PORT"
    )


def test_encryption_that_dask_is_not_set_up_for_is_named():
    with pytest.raises(ValueError, match="asks for encryption; name a certificate in Dask's"):
        gather(mean, CUT, scheduler="tls://127.0.0.1:9")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("foo", "“foo” is no address of a scheduler; write it as tcp://HOST:PORT"),
        ("localhost", "“localhost” is no address of a scheduler; write it as tcp://HOST:PORT"),
        ("http://x", "“http://x” is no address of a scheduler; write it as tcp://HOST:PORT"),
        ("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9"),
    ],
)
def test_a_command_says_a_bad_address_in_one_line_and_leaves_nothing_behind(address, said):
    # In a process of its own, because a client that never started complains when it goes away.
    command = (
        "from microdrama import cli, parallel; "
        "parallel.PATIENCE = 1; "
        "import sys; sys.exit(cli.main(sys.argv[1:]))"
    )
    done = run_python(command, "survey", "compatible", "--count", "10", "--scheduler", address)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{said}\n")


def test_a_scheduler_without_workers_is_named(impatient, tmp_path):
    cluster, address = started(tmp_path, workers=0)
    with pytest.raises(ConnectionError, match=f"the scheduler at {address} has no workers"):
        gather(mean, CUT, scheduler=address)
    ended(cluster)


def test_a_block_that_kills_every_worker_is_said_to(tmp_path):
    cluster, address = started(tmp_path, workers=2)
    with pytest.raises(ConnectionError, match="died again and again at the same block"):
        gather(die, CUT[:1], scheduler=address)
    ended(cluster)


def test_a_scheduler_that_is_lost_half_way_is_named(tmp_path):
    cluster, address = started(tmp_path, workers=1)

    def kill() -> None:
        while len(noted(tmp_path)) < 2:
            time.sleep(0.01)
        cluster.kill()

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(ConnectionError, match=f"the scheduler at {address} was lost half way"):
        gather(partial(slowly, folder=str(tmp_path)), list(enumerate(CUT)), scheduler=address)
    cluster.wait(timeout=30)


def test_without_distributed_the_extra_to_install_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"pip install 'microdrama\[cluster\]'"):
        gather(mean, CUT, scheduler="tcp://127.0.0.1:9")
