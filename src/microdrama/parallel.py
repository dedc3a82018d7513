"""The same draws on one process, on several, or on a cluster.

Work is cut into blocks before anyone knows who will do it. Each block carries its own seed, so
who does it, in what order, and how often it had to be started again leaves no trace in what
comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import numpy as np

Result = TypeVar("Result")

#: Where random numbers start if nobody says otherwise.
SEED = 1

#: Seconds that a scheduler, and then its first worker, have to answer.
PATIENCE = 10


@dataclass(frozen=True)
class Block:
    """A part of the draws that is done in one piece.

    Parameters
    ----------
    count : int
        Draws in it.
    seed : numpy.random.SeedSequence
        Its own, independent of every other block's.
    """

    count: int
    seed: np.random.SeedSequence

    def rng(self) -> np.random.Generator:
        """Return its random numbers, from their start."""
        import numpy as np

        return np.random.default_rng(self.seed)


def blocks(count: int, size: int, seed: int = SEED) -> list[Block]:
    """Cut draws into blocks that do not depend on who will do them.

    Parameters
    ----------
    count : int
        All draws.
    size : int
        Draws in a block; the last may have fewer.
    seed : int
        Not negative. The seeds of the blocks are spawned from it [1]_.

    Returns
    -------
    list of Block
        The first blocks of many draws are those of fewer.

    Raises
    ------
    ValueError
        If there is nothing to cut, or the seed is negative.

    References
    ----------
    .. [1] NumPy reference, "Parallel random number generation", on ``SeedSequence.spawn``.
    """
    import numpy as np

    if count < 1 or size < 1:
        raise ValueError(f"{count} draws cannot be cut into blocks of {size}")
    if seed < 0:
        raise ValueError(f"a seed is a whole number from 0 upwards, not {seed}")
    seeds = np.random.SeedSequence(seed).spawn(-(-count // size))
    return [
        Block(min(size, count - start), own)
        for start, own in zip(range(0, count, size), seeds, strict=True)
    ]


def gather(
    function: Callable[[Any], Result],
    blocks: Sequence[Any],
    scheduler: str | None = None,
    processes: int | None = None,
) -> list[Result]:
    """Apply a function to blocks: here, in processes of this machine, or on a cluster.

    Parameters
    ----------
    function : callable
        Pure, and known by name to other processes (a module's function, or a
        ``functools.partial`` of one). What it holds is sent once a process, not once a block.
    blocks : sequence
        What it is applied to.
    scheduler : str, optional
        Address of a running Dask scheduler, such as ``tcp://10.0.0.1:8786``.
    processes : int, optional
        Processes to start on this machine. Without either the work is done in this one.

    Returns
    -------
    list
        One result a block, in the order of the blocks. A worker that dies loses nothing: the
        scheduler gives its blocks to others, and each block is counted once.

    Raises
    ------
    ValueError
        If both helpers are asked for, or no process, or Dask is not installed, or the scheduler's
        address is none.
    ConnectionError
        If the scheduler does not answer, has no workers, or loses them again and again.
    ChildProcessError
        If a process of this machine is ended from outside.
    """
    if scheduler is not None and processes is not None:
        raise ValueError("give the address of a scheduler or a number of processes, not both")
    if processes is not None and processes < 1:
        raise ValueError(f"{processes} processes can do nothing; give 1 or more")
    if scheduler is not None:
        return _on_cluster(function, blocks, scheduler)
    if processes is not None and processes > 1:
        return _in_processes(function, blocks, processes)
    return [function(block) for block in blocks]


#: What a process was started for; set once, in that process only.
_function: list[Callable[[Any], Any]] = []


def _start_with(function: Callable[[Any], Any]) -> None:
    _function[:] = [function]


def _apply_here(block: Any) -> Any:
    return _function[0](block)


def _in_processes(
    function: Callable[[Any], Result], blocks: Sequence[Any], processes: int
) -> list[Result]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A fresh start rather than a fork: a forked copy of a process with threads may hang.
    fresh = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(processes, fresh, _start_with, (function,)) as pool:
            return list(pool.map(_apply_here, blocks))
    except BrokenProcessPool as error:
        raise ChildProcessError(
            "a process ended before its work was done; memory may be short, or a script may "
            'start its work outside of if __name__ == "__main__"'
        ) from error


def _same(value: Result) -> Result:
    return value


def _apply(function: Callable[[Any], Result], block: Any) -> Result:
    return function(block)


def _on_cluster(
    function: Callable[[Any], Result], blocks: Sequence[Any], scheduler: str
) -> list[Result]:
    try:
        from distributed import CancelledError, KilledWorker
    except ImportError as error:
        raise ValueError(
            "a scheduler needs the package distributed; install it with "
            "pip install 'microdrama[cluster]'"
        ) from error
    with _client(scheduler) as client:
        try:
            # The function travels as a task and not as scattered data, because a task can be
            # done again when the worker that holds its result dies.
            remote = client.submit(_same, function, pure=False)
            return client.gather(client.map(_apply, [remote] * len(blocks), blocks, pure=False))
        except KilledWorker as error:
            raise ConnectionError(
                f"the workers of {scheduler} died again and again at the same block; "
                "they may be short of memory"
            ) from error
        except CancelledError as error:
            raise ConnectionError(f"the scheduler at {scheduler} was lost half way") from error


def _client(scheduler: str) -> Any:
    """Return a client of a scheduler that has at least one worker."""
    from distributed import Client

    _check_address(scheduler)
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise ConnectionError(f"no Dask scheduler answers at {scheduler}") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise ConnectionError(f"the scheduler at {scheduler} has no workers") from error
    return client


def _check_address(scheduler: str) -> None:
    """Refuse what is no address, because a client that cannot start takes long to go away.

    Raises
    ------
    ValueError
        If it is none, or asks for encryption that Dask is not set up for.
    """
    from distributed.security import Security

    try:
        # Dask reads an address without a scheme as one of TCP.
        parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
        complete = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:  # the port is no number, or a bracket stands open
        complete = False
    if not complete:
        raise ValueError(f"“{scheduler}” is no address of a scheduler; write it as tcp://HOST:PORT")
    if parts.scheme == "tls" and not Security().get_connection_args("client").get("ssl_context"):
        raise ValueError(
            f"{scheduler} asks for encryption; name a certificate in Dask's configuration, under "
            "distributed.comm.tls"
        )
