"""Running the chapters: only those that could have changed, side by side.

What a run leaves is kept by jupyter-cache, with what it depended on
(:mod:`microdrama.book.freshness`) and with the numbers of its prose (:mod:`microdrama.book.prose`).
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor as PoolOfAnyKind
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.cache.db import NbProjectRecord
from jupyter_cache.executors.base import ExecutorRunResult, JupyterExecutorAbstract
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from sphinx_external_toc.parsing import parse_toc_yaml
from sqlalchemy.exc import DatabaseError

from microdrama.book import drawing, kernels, prose, vega
from microdrama.book.errors import of_disk
from microdrama.book.freshness import environment, imports_book, is_fresh, snapshot
from microdrama.paths import BUILD, ROOT, SOURCE, TOC, shown

#: Run by the kernel, never imported here: it starts to watch as soon as it is loaded.
_TRACE = Path(__file__).with_name("trace.py")

if TYPE_CHECKING:
    from nbformat import NotebookNode

_ANSI = re.compile("\x1b\\[[0-9;]*m")


#: Where outputs are kept; MyST-NB looks for them in the same place.
CACHE = BUILD / ".jupyter_cache"

#: Seconds a cell may take.
TIMEOUT = 600


def helpers() -> ProcessPoolExecutor:
    """Start two processes that check and draw, so that neither keeps a kernel waiting.

    They are forked, where the system can, and so have everything loaded. Call this before
    the first thread starts.
    """
    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(2, get_context(method), initializer=_leave_signals_to_the_build)


def _leave_signals_to_the_build() -> None:
    """Have a Ctrl-C, which goes to all processes of a terminal, be the build's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def abandon(pool: PoolOfAnyKind) -> None:
    """End what a pool of :func:`helpers` is at, without waiting for it."""
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()


class ChapterError(Exception):
    """A cell of a chapter failed."""


#: Such a chapter would count as up to date whatever changes here.
_ELSEWHERE = (
    f"imports the package microdrama, but not from {shown(SOURCE)}; unset PYTHONPATH, or let it "
    "name the folder src of this book by its whole path."
)


class Executor(JupyterExecutorAbstract):
    """Runs out-of-date chapters side by side and prints a line for each.

    Registered with jupyter-cache under the name ``microdrama``.

    Parameters
    ----------
    cache : JupyterCacheAbstract
        Where outputs are kept.
    logger : logging.Logger, optional
        Told of chapters that fail.
    painter : concurrent.futures.Executor, optional
        Draws figures as soon as a cell shows them; processes of our own if left out.
    """

    def __init__(
        self,
        cache: JupyterCacheAbstract,
        logger: logging.Logger | None = None,
        painter: PoolOfAnyKind | None = None,
    ) -> None:
        super().__init__(cache, logger)
        self._painter = painter

    def stale(
        self, filter_uris: list[str] | None = None, force: bool = False
    ) -> list[NbProjectRecord]:
        """Return the chapters to run, dropping cached outputs that are out of date."""
        records = []
        for record in self.cache.list_project_records(filter_uris):
            cached = self.cache.get_cached_project_nb(record.uri)
            if cached is not None and not force and self._is_up_to_date(record.pk, cached.data):
                continue
            if cached is not None:
                self.cache.remove_cache(cached.pk)
            records.append(record)
        NbProjectRecord.remove_tracebacks([record.pk for record in records], self.cache.db)
        return records

    def _is_up_to_date(self, chapter: int, kept: Mapping[str, Any]) -> bool:
        """Tell whether a run still holds, and has every number that the prose now asks for."""
        notebook = self.cache.get_project_notebook(chapter).nb
        # A chapter of the book that has used nothing of it was run by another copy.
        if imports_book(notebook) and not kept.get("inputs"):
            return False
        asked = prose.roles(notebook)
        return is_fresh(kept) and set(asked) <= kept.get("values", {}).keys()

    def run_and_cache(
        self,
        *,
        filter_uris: list[str] | None = None,
        filter_pks: list[int] | None = None,
        timeout: int | None = TIMEOUT,
        allow_errors: bool = False,
        force: bool = False,
        **_: Any,
    ) -> ExecutorRunResult:
        """Run what is out of date; see :class:`JupyterExecutorAbstract`."""
        records = self.stale(filter_uris, force)
        result = ExecutorRunResult()
        if not records:
            return result
        before = snapshot()
        notebooks = [self.cache.get_project_notebook(record.pk).nb for record in records]
        with ExitStack() as stack:
            painter = self._painter or stack.enter_context(helpers())
            # The first drawing brings Vega up; better while the kernels start.
            painter.submit(vega.bundle)
            server = stack.enter_context(kernels.preloaded(len(records)))
            # Kernels are processes of their own; a thread each only waits for them.
            waiting = stack.enter_context(ThreadPoolExecutor(os.cpu_count()))
            clients: list[NotebookClient] = []
            run = partial(
                _run,
                timeout=timeout,
                before=before,
                painter=painter,
                server=server,
                clients=clients,
            )
            runs = [
                waiting.submit(run, record.uri, notebook)
                for record, notebook in zip(records, notebooks, strict=True)
            ]
            try:
                outcomes = [one.result() for one in runs]
            except BaseException:
                _end(clients, runs)
                raise
        for record, (bundle, problem) in zip(records, outcomes, strict=True):
            if bundle is not None:
                self.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
                result.succeeded.append(record.uri)
            else:
                NbProjectRecord.set_traceback(record.uri, problem, self.cache.db)
                result.excepted.append(record.uri)
                self.logger.error(problem)
        return result


def _end(clients: list[NotebookClient], runs: list[Future[Any]]) -> None:
    """End all kernels at once, and those that are just being started as soon as they are there."""
    for one in runs:
        one.cancel()
    while wait(runs, timeout=0.1).not_done:
        for client in list(clients):
            kernels.kill(client.km)


def _run(
    uri: str,
    notebook: NotebookNode,
    timeout: int | None,
    before: Mapping[str, str],
    painter: PoolOfAnyKind,
    server: kernels.Server | None,
    clients: list[NotebookClient],
) -> tuple[CacheBundleIn | None, str]:
    """Run one chapter; return its outputs, or what went wrong.

    Long because what a kernel is told, asked and left with stands together.
    """
    drawings: list[Future[Path]] = []

    def draw(cell: NotebookNode, **_: Any) -> None:
        # While the kernel goes on, so that drawing costs no time of its own.
        drawings.extend(painter.submit(drawing.draw, p) for p in drawing.payloads_of(cell))

    name, started, running = shown(uri), time.monotonic(), prose.asking(notebook)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "used.json"
        client = NotebookClient(
            running,
            km=kernels.manager(server, notebook.metadata.kernelspec.name),
            timeout=timeout,
            record_timing=False,  # timings are cell metadata, which the cache's key includes
            resources={"metadata": {"path": str(Path(uri).parent)}},
            extra_arguments=[f"--IPKernelApp.exec_files={_TRACE}", "--log-level=ERROR"],
            shutdown_kernel="graceful",
            on_cell_executed=draw,
        )
        clients.append(client)
        where = {"MICRODRAMA_ROOT": str(ROOT), "MICRODRAMA_TRACE": str(report)}
        try:
            client.execute(env={**os.environ, **where, "MICRODRAMA_BOOK": "1"}, cleanup_kc=True)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return None, _failure(name, running, error, timeout)
        used = json.loads(report.read_text("utf-8"))
    if imports_book(notebook) and not any(path.startswith(str(SOURCE)) for path in used):
        return None, f"{name}: {_ELSEWHERE}"
    try:
        numbers = prose.answers(running)
        for drawn in drawings:
            drawn.result()
    except (drawing.DrawingError, prose.AmbiguousNumberError) as error:
        return None, f"{name}: {error}"
    seconds = time.monotonic() - started
    print(f"  ran {name} in {seconds:.1f} s", flush=True)
    data = {
        "execution_seconds": seconds,
        "environment": environment(),
        "inputs": {path: before.get(path, "gone") for path in used},
        "values": numbers,
    }
    return CacheBundleIn(prose.without_asking(running), uri, data=data), ""


def _failure(name: str, notebook: Any, error: Exception, timeout: int | None) -> str:
    """Name chapter, cell and error in the order a reader looks for them."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = next((cell for cell in code if _raised(cell)), code[-1])
    number = sum(prose.ASKS not in cell.metadata for cell in code[: code.index(failed) + 1])
    # What raises while it is shown is named by the cell's output alone.
    raised = next(iter(_raised(failed)), error)
    what = f"{getattr(raised, 'ename', type(error).__name__)}: {getattr(raised, 'evalue', error)}"
    if isinstance(error, CellTimeoutError):
        # The cell itself says only that it was interrupted.
        what = f"stopped after {timeout} seconds, the most that a cell may take"
    where = "prose below code cell" if prose.ASKS in failed.metadata else "code cell"
    return f"{name}, {where} {number}: {_ANSI.sub('', what)}\n    {failed.source.strip()[:400]}"


def _raised(cell: Any) -> list[Any]:
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


def chapters() -> list[Path]:
    """Return the chapters in the table of contents that have code to run."""
    pages = [ROOT / f"{name}.md" for name in parse_toc_yaml(ROOT / TOC)]
    return [page for page in pages if page.is_file() and "{code-cell}" in page.read_text("utf-8")]


def refresh(
    cache_path: Path,
    chapters: Iterable[Path],
    painter: PoolOfAnyKind,
    timeout: int | None = TIMEOUT,
) -> None:
    """Bring the cached outputs of all chapters up to date.

    Parameters
    ----------
    cache_path : Path
        Folder of the jupyter-cache.
    chapters : iterable of Path
        Notebooks to have outputs for.
    painter : concurrent.futures.Executor
        Draws figures as soon as a cell shows them.
    timeout : int or None
        Seconds a cell may take; None for as long as it likes.

    Raises
    ------
    ChapterError
        If a cell fails; the message names chapter, cell and error.
    """
    wanted = [str(path) for path in chapters]
    try:
        cache = _cache_of(cache_path, wanted)
    except (DatabaseError, ValueError) as error:
        if of_disk(error):
            raise
        # Cut off in the middle, as by a full disk: it holds nothing that cannot be computed again.
        shutil.rmtree(cache_path)
        cache = _cache_of(cache_path, wanted)
    result = Executor(cache, _Quiet(), painter).run_and_cache(filter_uris=wanted, timeout=timeout)
    problems = [
        cache.get_project_record(uri).traceback for uri in (*result.excepted, *result.errored)
    ]
    if problems:
        raise ChapterError("\n".join(problems))


def _cache_of(path: Path, chapters: Iterable[str]) -> JupyterCacheAbstract:
    """Open the cache and see that what it has of each chapter can be read."""
    cache = get_cache(path)
    for uri in chapters:
        cache.add_nb_to_project(uri, read_data={"name": "myst_nb_md", "type": "plugin"})
        with suppress(KeyError):
            cache.get_cached_project_nb(uri)
    for record in cache.list_cache_records():
        cache.get_cache_bundle(record.pk)
    return cache


class _Quiet:
    """A logger that leaves it to the caller to report what was raised."""

    def error(self, _: str) -> None:
        """Drop the message: :func:`refresh` raises it."""
