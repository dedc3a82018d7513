"""Citations in the bodies of the texts that the text's own list does not bear out.

``data/evidence/citations.csv`` has every occurrence of a citation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microdrama.evidence.citations.works import works
from microdrama.evidence.ledger import claim, short
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

#: A page and nothing else: (p. 1).
_PAGE = re.compile(r"\(?\s*pp?\.\s?\d+(?:\s?[–-]\s?\d+)?\s*\)?")


def not_listed() -> pd.DataFrame:
    """Return the citations that name a source which the text's list does not have.

    Returns
    -------
    pandas.DataFrame
        One row a citation: ``source``, ``text``, ``section``, ``cited`` (as printed),
        ``for_what``, ``claims`` (a list), ``numbers`` (those of them that print a number, a
        list), ``quote``, ``note``. A page alone names no source: see
        :func:`quotes_without_author`.
    """
    frame = _unlisted(nobody=False)
    carried = [cell.split() for cell in frame["claims"]]
    return frame.assign(
        claims=carried,
        numbers=[[one for one in some if claim(one).value] for some in carried],
    )[["source", "text", "section", "cited", "for_what", "claims", "numbers", "quote", "note"]]


def quotes_without_author() -> pd.DataFrame:
    """Return the words that are quoted from a work which the text does not name.

    Returns
    -------
    pandas.DataFrame
        One row a quotation that has a page and nothing else: ``source``, ``text``, ``section``,
        ``cited`` (as printed), ``for_what``, ``quote``, ``note``.
    """
    frame = _unlisted(nobody=True)
    return frame[["source", "text", "section", "cited", "for_what", "quote", "note"]]


def _unlisted(nobody: bool) -> pd.DataFrame:
    """Return the citations of no listed work: quotations that name nobody, or all the others."""
    frame = table("citations")
    alone = frame["direct_quote"].astype(bool) & frame["cited"].str.fullmatch(_PAGE.pattern)
    frame = frame[(frame["reference"] == "") & (alone == nobody)].reset_index(drop=True)
    return frame.assign(text=[short(source) for source in frame["source"]])


def years_that_differ() -> pd.DataFrame:
    """Return the citations that print another year than the entry of their work.

    One parenthesis may hold several years of one author; it differs from a work if none of them
    is that of the work. Citations or entries without a year are left out.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``text``, ``section``, ``cited`` (as printed), ``printed`` (its years, a
        list), ``listed`` (the year of the entry), ``reference``, ``authors``, ``title``.
    """
    import pandas as pd

    listed = works().set_index("reference")
    found = []
    for row in table("citations").to_dict("records"):
        printed = [int(year) for year in _YEAR.findall(row["cited"])]
        if not row["reference"] or not printed:
            continue
        work = listed.loc[row["reference"]]
        if pd.notna(work["year"]) and work["year"] not in printed:
            found.append(
                {
                    "source": row["source"],
                    "text": work["text"],
                    "section": row["section"],
                    "cited": row["cited"],
                    "printed": printed,
                    "listed": int(work["year"]),
                    "reference": row["reference"],
                    "authors": work["authors"],
                    "title": work["title"],
                }
            )
    columns = [
        "source",
        "text",
        "section",
        "cited",
        "printed",
        "listed",
        "reference",
        "authors",
        "title",
    ]
    return pd.DataFrame(found, columns=columns)
