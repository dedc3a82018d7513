"""Running the chapters: only those that could have changed, side by side.

What a run leaves is kept by jupyter-cache, with what it depended on
(:mod:`microdrama.book.freshness`) and with the numbers of its prose (:mod:`microdrama.book.prose`).
"""

from __future__ import annotations

import json
import logging
import os
import re
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor as PoolOfAnyKind
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
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

from microdrama.book import drawing, kernels, prose, vega
from microdrama.book.freshness import environment, is_fresh, snapshot
from microdrama.paths import BUILD, ROOT, TOC, shown

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
    return ProcessPoolExecutor(max_workers=2, mp_context=get_context(method))


class ChapterError(Exception):
    """A cell of a chapter failed."""


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
        asked = prose.roles(self.cache.get_project_notebook(chapter).nb)
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
            run = partial(_run, timeout=timeout, before=before, painter=painter, server=server)
            outcomes = list(waiting.map(run, [record.uri for record in records], notebooks))
        for record, (bundle, problem) in zip(records, outcomes, strict=True):
            if bundle is not None:
                self.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
                result.succeeded.append(record.uri)
            else:
                NbProjectRecord.set_traceback(record.uri, problem, self.cache.db)
                result.excepted.append(record.uri)
                self.logger.error(problem)
        return result


def _run(
    uri: str,
    notebook: NotebookNode,
    timeout: int | None,
    before: Mapping[str, str],
    painter: PoolOfAnyKind,
    server: kernels.Server | None,
) -> tuple[CacheBundleIn | None, str]:
    """Run one chapter; return its outputs, or what went wrong."""
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
        where = {"MICRODRAMA_ROOT": str(ROOT), "MICRODRAMA_TRACE": str(report)}
        try:
            client.execute(env={**os.environ, **where, "MICRODRAMA_BOOK": "1"}, cleanup_kc=True)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return None, _failure(name, running, error, timeout)
        used = json.loads(report.read_text("utf-8"))
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
    cache_path: Path, chapters: Iterable[Path], painter: PoolOfAnyKind, timeout: int = TIMEOUT
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
    timeout : int
        Seconds a cell may take.

    Raises
    ------
    ChapterError
        If a cell fails; the message names chapter, cell and error.
    """
    cache = get_cache(cache_path)
    wanted = [str(path) for path in chapters]
    for uri in wanted:
        cache.add_nb_to_project(uri, read_data={"name": "myst_nb_md", "type": "plugin"})
    result = Executor(cache, _Quiet(), painter).run_and_cache(filter_uris=wanted, timeout=timeout)
    problems = [
        cache.get_project_record(uri).traceback for uri in (*result.excepted, *result.errored)
    ]
    if problems:
        raise ChapterError("\n".join(problems))


class _Quiet:
    """A logger that leaves it to the caller to report what was raised."""

    def error(self, _: str) -> None:
        """Drop the message: :func:`refresh` raises it."""
