"""Works that are shared or never cited, and citations that a list does not bear out."""

from __future__ import annotations

import pandas as pd

from microdrama.evidence.ledger import claim, short
from microdrama.exhibits.references.words import called, named, together
from microdrama.show.blocks import Links, Table


def shared(shared: pd.DataFrame) -> Table:
    """Return the works that more than one text lists, with who cites them.

    Parameters
    ----------
    shared : pandas.DataFrame
        What :func:`microdrama.evidence.citations.works.shared_works` returns.
    """
    rows = [
        {
            "Work": called(row.authors, row.year),
            "Title": row.title,
            "Listed by": together([short(key) for key in row.sources]),
            "Cited by": together([short(key) for key in row.cited_by]) if row.cited_by else "–",
        }
        for row in shared.itertuples()
    ]
    columns = ["Work", "Title", "Listed by", "Cited by"]
    return Table(pd.DataFrame(rows, columns=columns), label="Works in more than one list")


def unused(unused: pd.DataFrame) -> Table:
    """Return the works that are listed and never cited, with their text if they are of several.

    Parameters
    ----------
    unused : pandas.DataFrame
        What :func:`microdrama.evidence.citations.works.never_cited` returns.
    """
    columns = {"name": "Work", "title": "Title", "type": "Kind", "about": "About"}
    if len(set(unused["source"])) > 1:
        columns |= {"text": "Text"}
    return Table(
        named(unused)[list(columns)].rename(columns=columns),
        label="Works that are listed and never cited",
        whole=True,
    )


def loose_ends(unlisted: pd.DataFrame, other_years: pd.DataFrame, nameless: pd.DataFrame) -> Table:
    """Return the citations that the list of their text does not bear out.

    Parameters
    ----------
    unlisted, other_years, nameless : pandas.DataFrame
        What ``not_listed``, ``years_that_differ`` and ``quotes_without_author`` of
        :mod:`microdrama.evidence.citations.occurrences` return.
    """
    rows = [
        *((row, "not in the list", row.for_what, row.numbers) for row in unlisted.itertuples()),
        *((row, f"the list has {row.listed}", row.title, []) for row in other_years.itertuples()),
        *((row, "quoted, no author", row.for_what, []) for row in nameless.itertuples()),
    ]
    found = [
        {
            "Text": row.text,
            "As printed": row.cited,
            "What is open": what,
            "For what": about,
            "Numbers that it carries": Links({i: claim(i).number for i in numbers})
            if numbers
            else "–",
        }
        for row, what, about, numbers in rows
    ]
    columns = ["Text", "As printed", "What is open", "For what", "Numbers that it carries"]
    return Table(
        pd.DataFrame(found, columns=columns),
        label="Citations that a list does not bear out",
        whole=True,
    )
