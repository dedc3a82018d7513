"""The pages as notebooks that read as the pages do.

A chapter is a text file with roles and directives that only the book understands. For JupyterLab,
and for readers who take a page home, each page is also written as ``.ipynb``: the prose written
out (:mod:`microdrama.book.plain`), the cells as they are. The build puts the notebooks beside the
pages; ``make notebooks`` copies them to ``_build/notebooks``, where readers may change them.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import jupytext
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from microdrama.book import plain
from microdrama.book.roles import values_of
from microdrama.paths import BUILD, CHAPTERS, shown

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from sphinx.application import Sphinx

#: Where the notebooks lie in the published book, below its static files.
PUBLISHED = "_static/notebooks"

#: Where readers work with them.
WORKING = BUILD / "notebooks"

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

_NOTE = (
    "*This notebook is made from `{source}`. Change a cell and run on: what is shown below "
    "follows. The marked numbers in the prose stay those of the book.*"
)


def name_of(page: str) -> str:
    """Return how the notebook of a page is called, folders below the chapters included."""
    return PurePosixPath(page).relative_to(CHAPTERS.name).as_posix()


def notebook(page: str, text: str, values: Mapping[str, str]) -> NotebookNode:
    """Return a page as a notebook without outputs.

    Parameters
    ----------
    page : str
        Name of the page, such as ``chapters/evolution``.
    text : str
        The page as it is written.
    values : mapping of str to str
        The numbers in its prose, by what their roles hold.
    """
    written = jupytext.reads(text, fmt={"extension": ".md", "format_name": "myst"})
    prose = plain.Prose(page, values, plain.keys_in(text))
    cells: list[tuple[str, str, list[str]]] = []
    for cell in written.cells:
        source = prose.plain(cell.source) if cell.cell_type == "markdown" else cell.source
        if source:
            cells.append((cell.cell_type, source, cell.metadata.get("tags", [])))
    if any(kind == "code" for kind, *_ in cells):
        cells.insert(1, ("markdown", _NOTE.format(source=f"{page}.md"), []))
    made = new_notebook(
        metadata={"kernelspec": dict(written.metadata.get("kernelspec", _KERNEL))},
        cells=[_cell(number, *cell) for number, cell in enumerate(cells, 1)],
    )
    made.metadata["microdrama"] = {"edition": edition(made)}
    return made


def _cell(number: int, kind: str, source: str, tags: list[str]) -> NotebookNode:
    make = new_code_cell if kind == "code" else new_markdown_cell
    # Ids that stay the same from build to build.
    return make(source, id=f"cell-{number}", metadata={"tags": tags} if tags else {})


def edition(made: NotebookNode) -> str:
    """Return what changes with the text and the code of a notebook, and not with its outputs."""
    parts = [f"{cell.cell_type}\n{cell.source}" for cell in made.cells]
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def has_code(page: Path) -> bool:
    """Tell whether a page computes something."""
    return page.is_file() and "{code-cell}" in page.read_text("utf-8")


# ---- beside the pages ----------------------------------------------------------------------


def publish(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Write a page's notebook whenever the page is written, and offer it if the page has code."""
    if page not in app.env.found_docs:
        return
    source, name = Path(app.env.doc2path(page)), name_of(page)
    target = Path(app.outdir, PUBLISHED, f"{name}.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(page, source.read_text("utf-8"), values_of(source)), target)
    if has_code(source):
        shutil.copyfile(source, target.with_suffix(".md"))
        context["notebook"] = "../" * page.count("/") + f"{PUBLISHED}/{name}"


def drop_stale(app: Sphinx, error: Exception | None) -> None:
    """Remove the notebooks of pages that are no longer in the book."""
    if error is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, PUBLISHED)
    names = {name_of(page) for page in app.env.found_docs}
    for file in [*folder.rglob("*.ipynb"), *folder.rglob("*.md")]:
        if file.relative_to(folder).with_suffix("").as_posix() not in names:
            file.unlink()


def add_to(app: Sphinx) -> None:
    """Have the build write the notebooks."""
    app.connect("html-page-context", publish)
    app.connect("build-finished", drop_stale, priority=800)


# ---- where readers work --------------------------------------------------------------------


def bring(published: Path, working: Path) -> list[Path]:
    """Copy the notebooks to where readers work; what a reader has changed is kept.

    Parameters
    ----------
    published : Path
        The notebooks beside the pages.
    working : Path
        Where readers work with them.

    Returns
    -------
    list of Path
        The notebooks of readers that a newer one of the book would have replaced, under the new
        names under which they are kept.
    """
    kept = []
    for source in sorted(published.rglob("*.ipynb")):
        target = working / source.relative_to(published)
        if target.exists():
            new = nbformat.read(source, as_version=4)
            if _made(target) == new.metadata.microdrama.edition:
                continue  # with the reader's changes and outputs
            if _changed(target):
                kept.append(target.rename(_free(target)))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return kept


def _read(path: Path) -> NotebookNode | None:
    try:
        return nbformat.read(path, as_version=4)
    except ValueError:
        return None  # no notebook any more


def _made(path: Path) -> str | None:
    """Return the edition of the book's notebook that a reader started from."""
    found = _read(path)
    return found.metadata.get("microdrama", {}).get("edition") if found else None


def _changed(path: Path) -> bool:
    """Tell whether a reader has changed a cell."""
    found = _read(path)
    return found is None or edition(found) != _made(path)


def _free(path: Path) -> Path:
    """Return a name beside a notebook that no other has."""
    numbers = (path.with_stem(f"{path.stem}-yours-{number}") for number in range(1, 10_000))
    return next(name for name in numbers if not name.exists())


def main() -> int:
    """Bring the notebooks of the last book that was built to where readers work."""
    published = BUILD / "html" / PUBLISHED
    if not published.is_dir():
        print("There is no book yet whose notebooks could be had; run make book.", file=sys.stderr)
        return 1
    for path in bring(published, WORKING):
        print(f"What you changed is kept as {shown(path)}: the chapter has changed since.")
    print(f"The notebooks are in {shown(WORKING)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
