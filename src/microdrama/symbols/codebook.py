"""The codebook: what a coder decides about a drama, and how headings and codes are recognised.

Headings and codes are recognised however a student writes them: short name, or label in English
or Chinese, whatever the case, the width, the spaces or the hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from microdrama.intake.text import fold, plain
from microdrama.package import Fault, current, remembered, table
from microdrama.package import rows as table_rows

if TYPE_CHECKING:
    import pandas as pd

#: Columns besides the variables: what stands below them in the template.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "Title of the drama", "zh": "剧名"},
    "coder": {
        "en": "Coder (number or nickname, no real name)",
        "zh": "编码者（编号或昵称，请勿填写真实姓名）",
    },
    "symbol": {"en": "Name of the symbol", "zh": "符号名称"},
}

#: What else these columns are called.
_ALSO = {
    "title": ("drama", "drama title", "title of drama", "标题", "片名", "短剧", "剧集"),
    "coder": (
        *("coded by", "name of coder", "coder name", "coder id", "rater", "rater id", "rated by"),
        *("annotator", "编码员", "编码人", "编码者", "评分者", "评定者"),
    ),
    "symbol": ("symbol name", "cultural symbol", "符号", "文化符号"),
}

_NUMBERING = re.compile(
    r"^(?:[(\[]?[0-9]{1,2}|[(\[]?[a-z](?=[.、:)\]]))\s*[.、:)\]=-]*\s*(?=[^\W\d])"
)

#: Variables about the symbol: if one says that there is none, the others say so too.
OF_THE_SYMBOL = ("symbol_kind", "depth", "function")


def variables() -> pd.DataFrame:
    """Return the variables in order: ``id``, labels, questions, ``step``."""
    return table("variables").sort_values("order", ignore_index=True)


def codes() -> pd.DataFrame:
    """Return the codes by variable and in order: ``code``, labels, rules, ``concept``."""
    places = {name: place for place, name in enumerate(names())}
    rows = table("codes")
    return rows.iloc[rows["variable"].map(places).argsort(kind="stable")].reset_index(drop=True)


@remembered
def names() -> tuple[str, ...]:
    """Return the ids of the variables in order."""
    return tuple(variables()["id"])


@remembered
def steps() -> Mapping[str, str]:
    """Return the variable that decides each step of a walk, in order of the steps."""
    rows = variables()
    return dict(zip(rows["step"], rows["id"], strict=True))


@remembered
def labels(variable: str) -> Mapping[str, str]:
    """Return the labels of a variable's codes by code, in order."""
    return _of(variable, "label")


@remembered
def concepts(variable: str) -> Mapping[str, str]:
    """Return the concept of each code of a variable; empty where it has none."""
    return _of(variable, "concept")


def _of(variable: str, column: str) -> Mapping[str, str]:
    rows = table("codes")
    rows = rows[rows["variable"] == variable].sort_values("order")
    return dict(zip(rows["code"], rows[column], strict=True))


def nothing(variable: str) -> str:
    """Return the code which says that nothing is there or known: the first of a variable."""
    return next(iter(labels(variable)))


def label_of(variable: str) -> str:
    """Return what charts and reports call a variable."""
    rows = variables()
    return rows.loc[rows["id"] == variable, "label"].item()


# ---- recognising -----------------------------------------------------------------------------


@remembered
def _headings() -> Mapping[str, str]:
    """Return the columns by everything that can name them."""
    names = {field: (field, *labels.values(), *_ALSO[field]) for field, labels in FIELDS.items()}
    columns = ("id", "label", "label_zh", "question", "question_zh")
    for row in variables().to_dict("records"):
        names[row["id"]] = tuple(row[column] for column in columns)
    return {_before_brackets(name): column for column, all_ in names.items() for name in all_}


def _before_brackets(text: str) -> str:
    return fold(plain(text).partition("(")[0])


def column_of(heading: str) -> str | None:
    """Return what a heading names: ``title``, ``coder``, ``symbol`` or a variable.

    Parameters
    ----------
    heading : str
        A short name, a label or a question in one of the two languages; what follows in brackets
        does not count, since the template lists the codes there.
    """
    return _headings().get(_before_brackets(heading))


@remembered
def _codes(variable: str) -> Mapping[str, str]:
    rows = table("codes")
    return {
        fold(name): row["code"]
        for row in rows[rows["variable"] == variable].to_dict("records")
        for name in (row["code"], row["label"], row["label_zh"])
    }


def code_of(variable: str, cell: str) -> str | None:
    """Return the code that a cell names.

    Parameters
    ----------
    variable : str
        Id of the variable.
    cell : str
        The code, or its label in English or Chinese, perhaps with a number or a letter before it
        or a remark in brackets behind it.
    """
    known, text = _codes(variable), plain(cell)
    without = _NUMBERING.sub("", text).partition("(")[0]
    return known.get(fold(text)) or known.get(fold(without))


def code_at(variable: str, cell: str) -> str | None:
    """Return the code whose place in the codebook, from 1, a cell gives as a number."""
    text, known = plain(cell), list(labels(variable))
    return known[int(text) - 1] if text.isdecimal() and 1 <= int(text) <= len(known) else None


def faults() -> list[Fault]:
    """Find variables of which nothing can be coded, since the table of codes has none for them."""
    if not {"variables", "codes"} <= current().description.keys():
        return []
    coded = {cells["variable"] for _, _, cells in table_rows("codes")}
    message = "has no code in codes.csv; add its codes there."
    return [
        Fault(file, row, "id", f"“{cells['id']}” {message}")
        for file, row, cells in table_rows("variables")
        if cells["id"] not in coded
    ]
