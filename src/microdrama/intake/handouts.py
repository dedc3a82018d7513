"""What a class is handed, in two languages: an empty table to fill in, and a page to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.intake.text import save
from microdrama.templates import renderer

if TYPE_CHECKING:
    import pandas as pd

#: Where each language stands in the tables: ``wording``, ``wording_zh``.
ENDINGS = {"en": "", "zh": "_zh"}

LANGUAGES = tuple(ENDINGS)

#: What browsers and screen readers call them.
_TAGS = {"en": "en", "zh": "zh-Hans"}


def worded(frame: pd.DataFrame, column: str, language: str) -> pd.Series:
    """Return a column of a table in a language.

    Raises
    ------
    ValueError
        If the tables are not written in this language.
    """
    if language not in ENDINGS:
        raise ValueError(f"the tables are in {' and '.join(LANGUAGES)}, not in {language!r}")
    return frame[f"{column}{ENDINGS[language]}"]


_render = renderer()


def page(template: str, language: str, title: str, **context: Any) -> str:
    """Return a complete HTML page for A4 that asks nothing from elsewhere.

    Parameters
    ----------
    template : str
        ``intake/page.html`` or a template that extends it.
    language : str
        One of :data:`LANGUAGES`.
    title : str
        It also heads the page.
    **context
        What else the template names.
    """
    return _render(template, tag=_TAGS[language], title=title, **context)


def hand_out(
    table: Path, rows: str, printed: tuple[Path, str] | None, force: bool, each: str, then: str
) -> int:
    """Write an empty table, and perhaps a page to print, and say what to do with them.

    Parameters
    ----------
    table, rows : Path, str
        The table's file and content.
    printed : tuple of Path and str, optional
        The page's file and content.
    force : bool
        Whether files that are there are replaced.
    each : str
        What a row of the filled table stands for.
    then : str
        The command that reads the filled table, without the file.

    Returns
    -------
    int
        1 if nothing was written.
    """
    # The mark at the start tells Excel that the file is UTF-8.
    texts = {table: "\ufeff" + rows}
    if printed:
        path, text = printed
        if path.absolute() == table.absolute():
            print(f"{path} cannot be both the table and the page; give one of them another name.")
            return 1
        texts[path] = text
    if refused := save(texts, force):
        print(refused)
        return 1
    print(f"{table} is written: one row for each {each} goes below its two rows of headings.")
    if printed:
        print(f"{printed[0]} is written: open it in a browser and print it.")
    print(f"When it is filled in: {then} {table}")
    return 0
