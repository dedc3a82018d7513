"""What the five texts cite: the works that they list, where they cite them, and for what.

``data/evidence/references.csv`` has the printed entries of the texts' own reference lists,
``citations.csv`` every occurrence of a citation. The bibliography of this book is another thing:
``data/references.bib``, read by :func:`microdrama.evidence.validation.references`.

What is cited and never listed, or listed and never cited, is computed, never typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.evidence.quoting import body_and_list, fold
from microdrama.package import Fault, rows, table

if TYPE_CHECKING:
    import pandas as pd

#: What a claim may rest on outside its own text, the firmest first.
GROUNDS = ("a listed work", "a source that is not listed", "no citation")

#: How near the subject of a work is to micro-drama, the nearest first; then what is about method.
NEARNESS = (
    "micro-drama",
    "online or short video",
    "screen and media generally",
    "culture and theory",
    "methods",
    "other",
)

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

#: A page and nothing else: (p. 1).
_PAGE = re.compile(r"\(?\s*pp?\.\s?\d+(?:\s?[–-]\s?\d+)?\s*\)?")

#: Numbers of works in brackets: [11], [2, 5–7].
_NUMBERS = re.compile(r"\[(\d+(?:\s?[,–-]\s?\d+)*)\]")

#: Initials of given names: H. K.
_INITIALS = re.compile(r"\b(?:[A-Z]\.[\s-]*)+")

#: Most characters between the name of an author and the year of the work.
_BETWEEN = 60


# ---- works -------------------------------------------------------------------------------------


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


# ---- citations ---------------------------------------------------------------------------------


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


# ---- what rests on what ------------------------------------------------------------------------


def claim_grounds() -> pd.DataFrame:
    """Return what each claim rests on outside its own text.

    A text's own results need no citation; what is said here is only whether one is printed.

    Returns
    -------
    pandas.DataFrame
        One row a claim: ``claim``, ``source``, ``text``, ``kind``, ``statement``, ``number`` (as
        printed, or empty), ``ground`` (one of :data:`GROUNDS`), ``references`` (ids of the
        listed works that are cited for it, a list).
    """
    import pandas as pd

    listed: dict[str, list[str]] = {}
    for row in table("citations").to_dict("records"):
        for one in row["claims"].split():
            # The empty string stands for a source that the list does not have.
            listed.setdefault(one, []).append(row["reference"])
    found = []
    for some in claims().values():
        references = list(filter(None, dict.fromkeys(listed.get(some.id, []))))
        there = zip(GROUNDS, (references, some.id in listed, True), strict=True)
        found.append(
            {
                "claim": some.id,
                "source": some.source,
                "text": short(some.source),
                "kind": some.kind,
                "statement": some.statement,
                "number": some.number,
                "ground": next(ground for ground, found in there if found),
                "references": references,
            }
        )
    columns = ["claim", "source", "text", "kind", "statement", "number", "ground", "references"]
    return pd.DataFrame(found, columns=columns)


def claims_by_ground() -> pd.DataFrame:
    """Count the claims that rest on a cited work and those that rest on none.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``text``, ``kind``, ``ground`` (one of :data:`GROUNDS`), ``claims``; one row a
        combination that occurs, texts in their order, then kinds by name.
    """
    import pandas as pd

    frame = claim_grounds()
    counts = Counter(zip(frame["source"], frame["kind"], frame["ground"], strict=True))
    order = list(texts())
    found = [
        {
            "source": source,
            "text": short(source),
            "kind": kind,
            "ground": ground,
            "claims": counts[source, kind, ground],
        }
        for source, kind, ground in sorted(
            counts, key=lambda key: (order.index(key[0]), key[1], GROUNDS.index(key[2]))
        )
    ]
    return pd.DataFrame(found, columns=["source", "text", "kind", "ground", "claims"])


def by_text() -> pd.DataFrame:
    """Count what each text lists and cites.

    Returns
    -------
    pandas.DataFrame
        One row a text, in their order: ``source``, ``text``, ``works`` (listed), ``cited`` and
        ``never_cited`` (of these), ``citations`` (occurrences), ``not_listed`` and
        ``quotes_without_author`` (of these), ``claims`` (all of the text), ``grounded`` (those
        for which a listed work is cited).
    """
    import pandas as pd

    listed, grounds = works(), claim_grounds()
    grounded = grounds[grounds["ground"] == GROUNDS[0]]
    counts = {
        "works": listed,
        "cited": listed[listed["citations"] > 0],
        "never_cited": never_cited(),
        "citations": table("citations"),
        "not_listed": not_listed(),
        "quotes_without_author": quotes_without_author(),
        "claims": grounds,
        "grounded": grounded,
    }
    return pd.DataFrame(
        [
            {
                "source": source,
                "text": short(source),
                **{name: int((frame["source"] == source).sum()) for name, frame in counts.items()},
            }
            for source in texts()
        ]
    )


# ---- what the descriptions of the tables cannot say --------------------------------------------


def faults() -> list[Fault]:
    """Check what the descriptions of the two tables cannot say.

    Returns
    -------
    list of Fault
        Of the works: ids that do not start with their source, gaps and repetitions in the
        numbering of a list, cells that their entry does not print. Of the citations: works and
        claims that are unknown or another text's, citations that do not stand in their quote or
        give neither the number nor the first author of their work.
    """
    return sorted([*_work_faults(), *_citation_faults()])


def _work_faults() -> Iterator[Fault]:
    length: Counter[str] = Counter()
    for file, row, cells in rows("references"):
        source = cells["source"]
        length[source] += 1
        if not cells["id"].startswith(f"{source}-"):
            message = f"“{cells['id']}” does not start with its source “{source}-”."
            yield Fault(file, row, "id", message)
        if int(cells["position"]) != length[source]:
            message = f"the list of {source} goes on with {length[source]}; is an entry left out?"
            yield Fault(file, row, "position", message)
        entry = _plain(cells["entry"])
        for column in ("authors", "year", "title", "doi", "url"):
            if cells[column] not in entry:
                message = f"“{cells[column]}” does not stand in the entry of this row; correct it."
                yield Fault(file, row, column, message)


def _plain(entry: str) -> str:
    """Return an entry without the marks of the text file: italics and escapes."""
    return entry.replace("*", "").replace("\\", "")


def _citation_faults() -> Iterator[Fault]:
    listed = {cells["id"]: cells for _, _, cells in rows("references")}
    for file, row, cells in rows("citations"):
        if cells["cited"] not in cells["quote"]:
            message = (
                f"“{cells['cited']}” is not in the quote of this row; quote it with its words."
            )
            yield Fault(file, row, "cited", message)
        for message in _claim_messages(cells):
            yield Fault(file, row, "claims", message)
        work = listed.get(cells["reference"])
        if work and work["source"] != cells["source"]:
            message = f"“{work['id']}” stands in the list of another text; correct one of the two."
            yield Fault(file, row, "reference", message)
        elif work and not _names(cells["cited"], work):
            message = (
                f"“{cells['cited']}” gives neither the number nor the first author of "
                f"{work['id']}; correct one of the two."
            )
            yield Fault(file, row, "reference", message)


def _claim_messages(cells: Mapping[str, str]) -> Iterator[str]:
    known = claims()
    for one in dict.fromkeys(cells["claims"].split()):
        if one not in known:
            yield f"“{one}” is no claim; correct the id."
        elif known[one].source != cells["source"]:
            yield f"“{one}” is a claim of another text; correct the id."


def _names(cited: str, work: Mapping[str, str]) -> bool:
    """Tell whether a citation gives the number or the first author of a work."""
    name = re.escape(surname(work["authors"]))
    return _gives_number(cited, work["position"]) or bool(re.search(rf"(?<!\w){name}(?!\w)", cited))


def _gives_number(text: str, position: str) -> bool:
    """Tell whether a number of a list stands in brackets, be it within a range."""
    if not position.isdecimal():
        return False  # a fault of its own: see DataPackage.faults
    for match in _NUMBERS.finditer(text):
        for part in match[1].split(","):
            ends = [int(end) for end in re.split("[–-]", part)]
            if ends[0] <= int(position) <= ends[-1]:
                return True
    return False


# ---- against the full texts --------------------------------------------------------------------


def text_faults(directory: Path) -> list[Fault]:
    """Look in the full texts for the works that are listed and, by the tables, never cited.

    Parameters
    ----------
    directory : Path
        Folder with one ``<source>.txt`` for each text; texts that cannot be read are left out,
        a fault of their own: see :func:`microdrama.evidence.validation.quote_faults`.

    Returns
    -------
    list of Fault
        One for each such work whose number, or whose first author with its year, stands before
        the list; one for each text whose list cannot be told from its body.
    """
    cited = {cells["reference"] for _, _, cells in rows("citations")}
    bodies: dict[str, str] = {}
    found = []
    for file, row, cells in rows("references"):
        source, name = cells["source"], f"{cells['source']}.txt"
        if source not in bodies:
            body, listed = _parts(directory / name)
            bodies[source] = body if listed else ""
            if body and not listed:
                message = f"{name} has no line “References” before this list; put it there."
                found.append(Fault(file, row, "source", message))
        if cells["id"] not in cited and (words := _occurrence(cells, bodies[source])):
            message = (
                f"no citation of this work is in citations.csv, but {name} has “{words}” before "
                "its list; add the citation."
            )
            found.append(Fault(file, row, "id", message))
    return found


def _parts(path: Path) -> tuple[str, str]:
    """Return the body of a full text and its list, white space folded; empty if unreadable."""
    try:
        body, listed = body_and_list(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return "", ""
    return fold(body), fold(listed)


def _occurrence(work: Mapping[str, str], body: str) -> str:
    """Return the words by which a body cites a work; empty if it does not."""
    for match in _NUMBERS.finditer(body):
        if _gives_number(match.group(), work["position"]):
            return match.group()
    name, year = re.escape(surname(work["authors"])), work["year"]
    # A year behind the end of a parenthesis, or of one of several works in it, is another work's.
    dated = rf"[^;)]{{0,{_BETWEEN}}}?(?<!\d){year}(?!\d)" if year else ""
    match = re.search(rf"(?<!\w){name}(?!\w){dated}", body)
    return match.group() if match else ""


def found_line() -> str:
    """Say what was looked up and found to be in order: entries, citations, and their absence."""
    return (
        f"So do {len(table('references')):,} entries of their lists and "
        f"{len(table('citations')):,} citations. {len(never_cited()):,} works are listed and "
        "never cited; none occurs before its list."
    )
