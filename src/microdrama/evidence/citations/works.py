"""The works that the texts list: which are cited, shared, old, and near to micro-drama.

``data/evidence/references.csv`` has the printed entries of the texts' own reference lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import short, texts
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How near the subject of a work is to micro-drama, the nearest first; then what is about method.
NEARNESS = (
    "micro-drama",
    "online or short video",
    "screen and media generally",
    "culture and theory",
    "methods",
    "other",
)

#: Initials of given names: H. K.
_INITIALS = re.compile(r"\b(?:[A-Z]\.[\s-]*)+")


def works() -> pd.DataFrame:
    """Return every work that a text lists, with how often the text cites it.

    Returns
    -------
    pandas.DataFrame
        One row a text and work, in the order of the lists: ``source``, ``text``, ``reference``
        (id of the work), ``position``, ``authors``, ``year`` (missing where none is printed),
        ``title``, ``language``, ``type``, ``about``; ``citations`` (how often the text cites
        it), ``quotes`` (how many of these give its words), ``claims`` (how many claims these
        carry).
    """
    cited = table("citations").groupby("reference")
    counts = {
        "citations": cited.size(),
        "quotes": cited["direct_quote"].sum(),
        "claims": {work: len(_ids(cells)) for work, cells in cited["claims"]},
    }
    frame = table("references").rename(columns={"id": "reference"})
    return frame.assign(
        text=[short(source) for source in frame["source"]],
        **{
            name: [int(count.get(reference, 0)) for reference in frame["reference"]]
            for name, count in counts.items()
        },
    )[
        [
            "source",
            "text",
            "reference",
            "position",
            "authors",
            "year",
            "title",
            "language",
            "type",
            "about",
            *counts,
        ]
    ]


def _ids(cells: pd.Series) -> list[str]:
    """Return the claims that are named in some cells, each once, in their order."""
    return list(dict.fromkeys(" ".join(cells).split()))


def never_cited() -> pd.DataFrame:
    """Return the works that a text lists and never cites: rows of :func:`works`."""
    frame = works()
    return frame[frame["citations"] == 0].reset_index(drop=True)


def shared_works() -> pd.DataFrame:
    """Return the works that more than one text lists.

    Two entries are the same work if first author, year and title are, whatever the letters' case
    and the marks between words.

    Returns
    -------
    pandas.DataFrame
        ``authors``, ``year``, ``title`` (all as in the first of the lists), ``sources`` (keys of
        the texts that list it), ``references`` (its ids), ``cited_by`` (keys of the texts that
        cite it); the last three are lists.
    """
    import pandas as pd

    frame = works()
    same = [
        (surname(work.authors), "" if pd.isna(work.year) else work.year, _letters(work.title))
        for work in frame.itertuples()
    ]
    found = [
        {
            **of_work.iloc[0][["authors", "year", "title"]],
            "sources": list(dict.fromkeys(of_work["source"])),
            "references": of_work["reference"].to_list(),
            "cited_by": list(dict.fromkeys(of_work.loc[of_work["citations"] > 0, "source"])),
        }
        for _, of_work in frame.groupby(pd.Series(same, dtype=object), sort=False)
        if len(set(of_work["source"])) > 1
    ]
    columns = ["authors", "year", "title", "sources", "references", "cited_by"]
    return pd.DataFrame(found, columns=columns)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


def surname(authors: str) -> str:
    """Return the name by which the first author is cited.

    Parameters
    ----------
    authors : str
        As printed in a list: ``Katz, E., & Blumler, J.``, ``F. Liu, and M. Bexci``, ``NRTA``.
    """
    first = re.split(r",|\s(?:&|and)\s", authors)[0]
    return _INITIALS.sub("", first).strip()


def ages() -> pd.DataFrame:
    """Return how old each listed work was when the text came out.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`works` and ``age`` in years; missing where no year is printed.
    """
    frame = works()
    published = frame["source"].map({key: row["year"] for key, row in texts().items()})
    return frame.assign(age=(published - frame["year"]).astype("Int64"))


def nearness() -> pd.DataFrame:
    """Count how near the works of each text are to micro-drama.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``text``, ``about`` (one of :data:`NEARNESS`), ``works``, ``cited`` (how many
        of these the text cites); all subjects for every text that has a list.
    """
    import pandas as pd

    frame = works().assign(cited=lambda f: f["citations"] > 0)
    found = [
        {
            "source": source,
            "text": text,
            "about": about,
            "works": int((of_text["about"] == about).sum()),
            "cited": int(of_text.loc[of_text["about"] == about, "cited"].sum()),
        }
        for (source, text), of_text in frame.groupby(["source", "text"], sort=False)
        for about in NEARNESS
    ]
    return pd.DataFrame(found, columns=["source", "text", "about", "works", "cited"])
