"""What the descriptions of the tables of works and citations cannot say, and what the texts say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from microdrama.evidence.citations.works import never_cited, surname
from microdrama.evidence.ledger import claims
from microdrama.evidence.quoting import body_and_list, fold
from microdrama.package import Fault, rows, table

#: Numbers of works in brackets: [11], [2, 5–7].
_NUMBERS = re.compile(r"\[(\d+(?:\s?[,–-]\s?\d+)*)\]")

#: Most characters between the name of an author and the year of the work.
_BETWEEN = 60


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
