"""Sources, claims, and how claims bear on each other.

A claim is something one of the five texts says itself. ``data/evidence/claims.csv`` keeps
our paraphrase beside a short quote; ``links.csv`` keeps how one claim bears on another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama import tables
from microdrama.numbers import Interval, read, value_of
from microdrama.paths import DATA, DATAPACKAGE, REFERENCES, shown
from microdrama.tables import Fault, remembered, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from pybtex.database import BibliographyData

#: Longest quote we keep of a copyrighted text; a Chinese character counts half a word.
QUOTE_WORDS = 40

#: Links that carry a conclusion; the others question it.
CARRYING = ("supports", "explains", "operationalises", "recommends")

#: Tables that the rules of the evidence run across.
_NEEDED = {
    "texts", "claims", "links", "checks", "references", "citations", "figures", "events",
    "conversions",
}  # fmt: skip

#: What is quoted and must be short: tables and columns.
_SHORT = (
    ("claims", "quote"),
    ("references", "entry"),
    ("citations", "quote"),
    ("figures", "quote"),
    ("events", "quote"),
    ("conversions", "quote"),
)

#: What is copied letter by letter from one of the five texts: tables and columns.
_COPIED = (
    ("claims", "quote"),
    ("references", "entry"),
    ("citations", "quote"),
    ("citations", "cited"),
)

#: The heading of a text's own list of references.
_LIST = re.compile(r"^\W*references\W*$", re.IGNORECASE | re.MULTILINE)

_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Claim:
    """One claim of one text: a row of ``claims.csv``."""

    id: str
    source: str
    section: str
    kind: str
    statement: str
    quote: str
    symbol: str = ""
    comparator: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""
    population: str = ""

    @property
    def number(self) -> str:
        """The number as prose shows it; empty if the claim has none."""
        if not self.value:
            return ""
        sign = "" if self.comparator == "=" else f"{self.comparator}\N{NO-BREAK SPACE}"
        gap = "" if self.unit in ("", "%") else "\N{NO-BREAK SPACE}"
        symbol = f"{self.symbol} {self.comparator} " if self.symbol else sign
        return f"{symbol}{self.value}{gap}{self.unit}"

    @property
    def words(self) -> str:
        """The quote as a reader expects it, without the text file's escapes."""
        return self.quote.replace("\\$", "$")

    @property
    def interval(self) -> Interval:
        """All the values that the printed number can stand for.

        Raises
        ------
        ValueError
            If the claim has no number.
        """
        if not self.value:
            raise ValueError(f"the claim {self.id} prints no number")
        return read(self.value, self.comparator)


class UnknownClaimError(KeyError):
    """A claim is cited that the ledger does not have."""

    def __str__(self) -> str:
        return f"there is no claim “{self.args[0]}” in data/evidence/claims.csv"


@remembered
def claims(data: Path = DATA) -> Mapping[str, Claim]:
    """Return every claim by its id, in the order of the table."""
    return {row["id"]: Claim(**row) for row in table("claims", data).to_dict("records")}


def claim(claim_id: str, data: Path = DATA) -> Claim:
    """Return one claim.

    Raises
    ------
    UnknownClaimError
        If the ledger has no such claim.
    """
    try:
        return claims(data)[claim_id]
    except KeyError:
        raise UnknownClaimError(claim_id) from None


@remembered
def texts(data: Path = DATA) -> Mapping[str, Mapping[str, object]]:
    """Return the five texts by key."""
    return {row["key"]: row for row in table("texts", data).to_dict("records")}


def short(source: str) -> str:
    """Return how prose and charts name a text, with its year."""
    row = texts()[source]
    return f"{row['short']} {row['year']}"


def argument(ids: list[str]) -> nx.DiGraph:
    """Return the argument among some claims as a directed graph.

    Parameters
    ----------
    ids : list of str
        Claims to include.

    Returns
    -------
    networkx.DiGraph
        One node a claim, one edge a link between two of them with ``relation`` and ``note``.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((claim_id, {"claim": claim(claim_id)}) for claim_id in ids)
    for row in table("links").to_dict("records"):
        if row["from"] in graph and row["to"] in graph:
            graph.add_edge(row["from"], row["to"], relation=row["relation"], note=row["note"])
    return graph


def argument_rows(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay an argument out as a list with arrows that all point down.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`argument` returns; it must not run in circles.

    Returns
    -------
    nodes, edges : pandas.DataFrame
        ``order``, ``claim``, ``text``, ``statement``; and ``start``, ``end`` (orders),
        ``relation``, ``note``, ``track``: arrows on one track do not overlap.

    Raises
    ------
    ValueError
        If the argument runs in a circle.
    """
    import networkx as nx
    import pandas as pd

    place = {claim_id: index for index, claim_id in enumerate(graph)}
    try:
        ids = list(nx.lexicographical_topological_sort(graph, key=place.__getitem__))
    except nx.NetworkXUnfeasible:
        raise ValueError("the argument runs in a circle; take one of its links out") from None
    order = {claim_id: index for index, claim_id in enumerate(ids)}
    nodes = tabulate(ids).rename(columns={"id": "claim"}).assign(order=range(len(ids)))
    edges, ends = [], []
    for start, end, link in sorted(
        ((order[a], order[b], data) for a, b, data in graph.edges(data=True)),
        key=lambda e: (e[1] - e[0], e[0]),
    ):
        track = next(
            (t for t, taken in enumerate(ends) if all(b <= start or end <= a for a, b in taken)),
            len(ends),
        )
        ends[track : track + 1] = [[*(ends[track] if track < len(ends) else []), (start, end)]]
        edges.append({"start": start, "end": end, "track": track, **link})
    return nodes, pd.DataFrame(edges, columns=["start", "end", "track", "relation", "note"])


def argument_table(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return a laid-out argument in words: one row a link, with both statements."""
    import pandas as pd

    statement = nodes.set_index("order")["statement"]
    return pd.DataFrame(
        {
            "Claim": [statement[start] for start in edges["start"]],
            "Link": edges["relation"].to_list(),
            "Other claim": [statement[end] for end in edges["end"]],
            "Why": edges["note"].to_list(),
        }
    )


def references(data: Path = DATA) -> BibliographyData:
    """Return the bibliography.

    Raises
    ------
    pybtex.scanner.PybtexSyntaxError, pybtex.database.BibliographyDataError
        If the file is not valid BibTeX or repeats a key.
    """
    from pybtex.database import parse_file

    return parse_file(str(data / REFERENCES), bib_format="bibtex", encoding="utf-8")


def quote_length(quote: str) -> float:
    """Return the length of a quote in words, a Chinese character counting half a word."""
    chinese = len(_CJK.findall(quote))
    words = sum(any(map(str.isalnum, word)) for word in _CJK.sub(" ", quote).split())
    return words + chinese / 2


def fold(text: str) -> str:
    """Fold every run of white space to one space."""
    return " ".join(text.split())


def body_and_list(text: str) -> tuple[str, str]:
    """Split a full text at the heading of its list of references.

    Returns
    -------
    body, listed : str
        What stands before the heading and what stands after it; a text without one is all body.
    """
    heading = _LIST.search(text)
    return (text[: heading.start()], text[heading.end() :]) if heading else (text, "")


def faults(data: Path = DATA) -> list[Fault]:
    """Check the whole data package: every table, and what only the evidence knows.

    Returns
    -------
    list of Fault
        Sorted by file and row; empty when all is well.
    """
    found = tables.faults(data)
    # Rules across tables need readable tables; until then the first faults are enough.
    if any(not fault.row or "UTF-8" in fault.message for fault in found):
        return found
    rules = (_claim_faults, _figure_faults, _quote_length_faults, _reference_faults, _check_faults)
    if missing := _NEEDED - set(tables.description(data)):
        message = f"does not list the tables {', '.join(sorted(missing))}; the evidence needs them."
        return [*found, Fault(shown(data / DATAPACKAGE), 0, "", message)]
    # One fault a place: what the description of a table finds comes first.
    places = {(fault.file, fault.row, fault.column) for fault in found}
    more = {fault for rule in rules for fault in rule(data)}
    return sorted([*found, *(f for f in more if (f.file, f.row, f.column) not in places)])


def _claim_faults(data: Path) -> Iterator[Fault]:
    known = {cells["key"] for _, _, cells in rows("texts", data)}
    for file, row, cells in rows("claims", data):
        # A malformed id or an unknown source is a fault already; this is about two good ones.
        source = cells["id"].partition("-")[0]
        if source in known and cells["source"] in known and source != cells["source"]:
            yield Fault(
                file,
                row,
                "id",
                f"“{cells['id']}” does not start with its source “{cells['source']}-”.",
            )
        if cells["value"] and not _stands_in(cells["value"], cells["quote"]):
            yield Fault(
                file, row, "value", f"“{cells['value']}” does not occur in the quote of this row."
            )
        if bool(cells["value"]) != bool(cells["comparator"]):
            yield Fault(
                file, row, "comparator", "a number needs a comparator, and no other claim has one."
            )


def _stands_in(number: str, quote: str) -> bool:
    """Tell whether a number stands in a quote by itself, not as part of a longer one."""
    if number.isalpha():
        return bool(re.search(rf"(?<![A-Za-z]){number}(?![A-Za-z])", quote))
    return bool(
        re.search(rf"(?<![0-9])(?<![0-9][.,]){re.escape(number)}(?![0-9]|[.,][0-9])", quote)
    )


def _quote_length_faults(data: Path) -> Iterator[Fault]:
    for name, column in _SHORT:
        for file, row, cells in rows(name, data):
            if (length := quote_length(cells[column])) > QUOTE_WORDS:
                yield Fault(
                    file,
                    row,
                    column,
                    f"has {length:g} words; keep at most {QUOTE_WORDS} of a text.",
                )


def _reference_faults(data: Path) -> Iterator[Fault]:
    try:
        known = {key.lower() for key in references(data).entries}
    except Exception as error:  # pybtex has no common base class worth naming
        yield Fault(shown(data / REFERENCES), 0, "", f"cannot be read as BibTeX ({error}).")
        return
    cited = [
        ("texts", "key"),
        ("figures", "reference"),
        ("events", "reference"),
        ("conversions", "reference"),
    ]
    for name, column in cited:
        for file, row, cells in rows(name, data):
            if cells[column] and cells[column].lower() not in known:
                yield Fault(
                    file, row, column, f"“{cells[column]}” is not in {REFERENCES}; add it there."
                )


def _figure_faults(data: Path) -> Iterator[Fault]:
    for file, row, cells in rows("figures", data):
        try:
            value_of(cells["value"])
        except ValueError as error:
            yield Fault(file, row, "value", f"{error}.")


def _check_faults(data: Path) -> Iterator[Fault]:
    known = {
        cells["id"] for name in ("claims", "figures", "events") for _, _, cells in rows(name, data)
    }
    keys = {cells["key"] for _, _, cells in rows("texts", data)}
    for file, row, cells in rows("conversions", data):
        if cells["figure"] not in known:
            yield Fault(
                file, row, "figure", f"“{cells['figure']}” is no figure or event; correct the id."
            )
    for file, row, cells in rows("checks", data):
        for unknown in sorted(set(cells["inputs"].split()) - known - keys):
            message = f"“{unknown}” is no claim, figure, event or text; correct the id."
            yield Fault(file, row, "inputs", message)


def quote_faults(directory: Path, data: Path = DATA) -> list[Fault]:
    """Look up what is copied from the five texts in the full text it is taken from.

    That is every quote of a claim or a citation, the citation itself, and every entry of a list
    of references.

    Parameters
    ----------
    directory : Path
        Folder with one ``<source>.txt`` for each text.
    data : Path
        Folder of the data package.

    Returns
    -------
    list of Fault
        One for each cell that the text does not have, white space folded; one for each text
        that cannot be read.
    """
    found: list[Fault] = []
    full: dict[Path, str | None] = {}
    for name, column in _COPIED:
        for file, row, cells in rows(name, data):
            path = directory / f"{cells['source']}.txt"
            if path not in full:
                full[path], problem = _folded(path)
                found += [Fault(file, row, "source", problem)] if problem else []
            text = full[path]
            if text is not None and fold(cells[column]) not in text:
                message = f"is not in {path.name}; copy it letter by letter."
                found.append(Fault(file, row, column, message))
    return found


def _folded(path: Path) -> tuple[str | None, str]:
    """Return a full text, white space folded, or why it cannot be read."""
    try:
        return fold(path.read_text("utf-8")), ""
    except OSError:
        return None, f"there is no {path.name} in {path.parent}."
    except UnicodeDecodeError:
        return None, f"{path.name} is not UTF-8 text; save it again as UTF-8."


def tabulate(ids: list[str]) -> pd.DataFrame:
    """Return some claims as a table: id, text, statement, number.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    """
    import pandas as pd

    found = [claim(claim_id) for claim_id in ids]
    return pd.DataFrame(
        {
            "id": ids,
            "text": [short(row.source) for row in found],
            "statement": [row.statement for row in found],
            "number": [row.number for row in found],
        }
    )
