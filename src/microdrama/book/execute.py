"""Running the chapters: only those that could have changed, side by side.

jupyter-cache keeps the outputs of a notebook for as long as its code stays the same. That is
not enough here, because a chapter's code is short and its data and helpers live elsewhere. So
every run also records which files of ``data/`` and ``src/`` the kernel opened or imported
(:mod:`microdrama.book.trace`), and a cached chapter counts as fresh only while each of them
still has the content it had.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor as PoolOfAnyKind
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from copy import deepcopy
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
from nbformat.v4 import new_code_cell
from sphinx_external_toc.parsing import parse_toc_yaml

from microdrama.book import drawing, vega
from microdrama.paths import BUILD, DATA, LOCK, OWN, ROOT, SOURCE, TOC, shown
from microdrama.show import values

#: Run by the kernel, never imported here: it starts to watch as soon as it is loaded.
_TRACE = Path(__file__).with_name("trace.py")

if TYPE_CHECKING:
    from nbformat import NotebookNode

_ANSI = re.compile("\x1b\\[[0-9;]*m")


def fingerprint(paths: Iterable[Path]) -> dict[str, str]:
    """Return the content hash of each file, and of each folder's list of names."""
    return {str(path): _hash(path) for path in paths}


def _hash(path: Path) -> str:
    if path.is_dir():
        content = "\n".join(sorted(entry.name for entry in path.iterdir())).encode()
    elif path.is_file():
        content = path.read_bytes()
    else:
        return "gone"
    return hashlib.sha256(content).hexdigest()


def _snapshot() -> dict[str, str]:
    """Fingerprint everything a chapter may use, before any chapter runs."""
    tops = (DATA, SOURCE, OWN)
    return fingerprint(
        path for top in tops for path in (top, *top.rglob("*")) if path.suffix != ".pyc"
    )


def environment() -> str:
    """Return a key of the interpreter and the locked packages."""
    lock = LOCK.read_bytes() if LOCK.is_file() else b""
    return f"{sys.version_info[:3]} {hashlib.sha256(lock).hexdigest()}"


def is_fresh(record: Mapping[str, Any], notebook: NotebookNode) -> bool:
    """Tell whether nothing a cached run depended on has changed since.

    Parameters
    ----------
    record : mapping
        What was kept beside the outputs.
    notebook : nbformat.NotebookNode
        The chapter as it is now; a role in its prose may ask for a number that was never computed.
    """
    inputs = record.get("inputs")
    if inputs is None or record.get("environment") != environment():
        return False
    if not set(_roles(notebook)) <= record.get("values", {}).keys():
        return False
    return all(_hash(Path(path)) == content for path, content in inputs.items())


def _roles(notebook: NotebookNode) -> list[str]:
    """Return what the roles in a chapter's prose hold."""
    prose = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return [content for text in prose for content in values.contents(text)]


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
            notebook = self.cache.get_project_notebook(record.pk).nb
            if cached is not None and not force and is_fresh(cached.data, notebook):
                continue
            if cached is not None:
                self.cache.remove_cache(cached.pk)
            records.append(record)
        NbProjectRecord.remove_tracebacks([record.pk for record in records], self.cache.db)
        return records

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
        before = _snapshot()
        notebooks = [self.cache.get_project_notebook(record.pk).nb for record in records]
        with ExitStack() as stack:
            painter = self._painter or stack.enter_context(helpers())
            # The first drawing brings Vega up; better while the kernels start.
            painter.submit(vega.bundle)
            # Kernels are processes of their own; a thread each only waits for them.
            waiting = stack.enter_context(ThreadPoolExecutor(os.cpu_count()))
            run = partial(_run, timeout=timeout, before=before, painter=painter)
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
) -> tuple[CacheBundleIn | None, str]:
    """Run one chapter; return its outputs, or what went wrong."""
    drawings: list[Future[Path]] = []

    def draw(cell: NotebookNode, **_: Any) -> None:
        # While the kernel goes on, so that drawing costs no time of its own.
        drawings.extend(painter.submit(drawing.draw, p) for p in drawing.payloads_of(cell))

    name, started, running = shown(uri), time.monotonic(), _asking(notebook)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "used.json"
        client = NotebookClient(
            running,
            timeout=timeout,
            record_timing=False,  # timings are cell metadata, which the cache's key includes
            resources={"metadata": {"path": str(Path(uri).parent)}},
            extra_arguments=[f"--IPKernelApp.exec_files={_TRACE}", "--log-level=ERROR"],
            shutdown_kernel="graceful",
            on_cell_executed=draw,
        )
        where = {"MICRODRAMA_ROOT": str(ROOT), "MICRODRAMA_TRACE": str(report)}
        try:
            client.execute(env={**os.environ, **where, "MICRODRAMA_BOOK": "1"})
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return None, _failure(name, running, error, timeout)
        used = json.loads(report.read_text("utf-8"))
    try:
        for drawn in drawings:
            drawn.result()
    except drawing.DrawingError as error:
        return None, f"{name}: {error}"
    seconds = time.monotonic() - started
    print(f"  ran {name} in {seconds:.1f} s", flush=True)
    data = {
        "execution_seconds": seconds,
        "environment": environment(),
        "inputs": {path: before.get(path, "gone") for path in used},
        "values": _answers(running),
    }
    running.cells = [cell for cell in running.cells if _ASKS not in cell.metadata]
    return CacheBundleIn(running, uri, data=data), ""


#: Marks the cells that ask for the numbers in prose; they stand in no chapter.
_ASKS = "asks"


def _asking(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a chapter that computes the numbers in its prose where they stand."""
    running = deepcopy(notebook)
    running.cells = []
    for cell in notebook.cells:
        running.cells.append(deepcopy(cell))
        if cell.cell_type == "markdown" and (roles := values.contents(cell.source)):
            ask = f"from microdrama.show.values import Values\nValues({roles!r}, globals())"
            running.cells.append(new_code_cell(ask, metadata={_ASKS: True}))
    return running


def _answers(running: NotebookNode) -> dict[str, str]:
    """Return the numbers in a chapter's prose, by what their roles hold."""
    outputs = (o for cell in running.cells if _ASKS in cell.metadata for o in cell.outputs)
    return {k: v for o in outputs for k, v in o.get("data", {}).get(values.MIME, {}).items()}


def _failure(name: str, notebook: Any, error: Exception, timeout: int | None) -> str:
    """Name chapter, cell and error in the order a reader looks for them."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = next((cell for cell in code if _raised(cell)), code[-1])
    number = sum(_ASKS not in cell.metadata for cell in code[: code.index(failed) + 1])
    # What raises while it is shown is named by the cell's output alone.
    raised = next(iter(_raised(failed)), error)
    what = f"{getattr(raised, 'ename', type(error).__name__)}: {getattr(raised, 'evalue', error)}"
    if isinstance(error, CellTimeoutError):
        # The cell itself says only that it was interrupted.
        what = f"stopped after {timeout} seconds, the most that a cell may take"
    where = f"prose below code cell {number}" if _ASKS in failed.metadata else f"code cell {number}"
    return f"{name}, {where}: {_ANSI.sub('', what)}\n    {failed.source.strip()[:400]}"


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
