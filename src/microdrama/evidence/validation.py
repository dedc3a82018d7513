"""What the evidence demands of the tables, beyond what each table's description says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.evidence.intervals import value_of
from microdrama.evidence.quoting import QUOTE_WORDS, fold, quote_length
from microdrama.package import Fault, current, rows
from microdrama.paths import DATAPACKAGE, REFERENCES, shown

if TYPE_CHECKING:
    from pybtex.database import BibliographyData

#: Tables that the rules of the evidence run across.
_NEEDED = {
    "texts",
    "claims",
    "links",
    "checks",
    "criteria",
    "reporting",
    "references",
    "citations",
    "figures",
    "events",
    "conversions",
}

#: What is quoted and must be short: tables and columns.
_SHORT = (
    ("claims", "quote"),
    ("reporting", "quote"),
    ("references", "entry"),
    ("citations", "quote"),
    ("figures", "quote"),
    ("events", "quote"),
    ("conversions", "quote"),
)

#: What is copied letter by letter from one of the five texts: tables and columns.
_COPIED = (
    ("claims", "quote"),
    ("reporting", "quote"),
    ("references", "entry"),
    ("citations", "quote"),
    ("citations", "cited"),
    ("theory_uses", "words"),
    ("wordings", "quote"),
)


def references() -> BibliographyData:
    """Return the bibliography.

    Raises
    ------
    pybtex.scanner.PybtexSyntaxError, pybtex.database.BibliographyDataError
        If the file is not valid BibTeX or repeats a key.
    """
    from pybtex.database import parse_file

    path = current().folder / REFERENCES
    return parse_file(str(path), bib_format="bibtex", encoding="utf-8")


def faults() -> list[Fault]:
    """Check the whole data package: every table, and what only the evidence knows.

    Returns
    -------
    list of Fault
        Sorted by file and row; empty when all is well.
    """
    package = current()
    found = package.faults()
    # Rules across tables need readable tables; until then the first faults are enough.
    if any(not fault.row or "UTF-8" in fault.message for fault in found):
        return found
    rules = (
        _claim_faults,
        _figure_faults,
        _quote_length_faults,
        _reference_faults,
        _check_faults,
        _reporting_faults,
        _joined_faults,
        _list_faults,
    )
    if missing := _NEEDED - package.description.keys():
        message = f"does not list the tables {', '.join(sorted(missing))}; the evidence needs them."
        return [*found, Fault(shown(package.folder / DATAPACKAGE), 0, "", message)]
    # One fault a place: what the description of a table finds comes first.
    places = {(fault.file, fault.row, fault.column) for fault in found}
    more = {fault for rule in rules for fault in rule()}
    return sorted([*found, *(f for f in more if (f.file, f.row, f.column) not in places)])


def _claim_faults() -> Iterator[Fault]:
    known = {cells["key"] for _, _, cells in rows("texts")}
    for file, row, cells in rows("claims"):
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


def _quote_length_faults() -> Iterator[Fault]:
    for name, column in _SHORT:
        for file, row, cells in rows(name):
            if (length := quote_length(cells[column])) > QUOTE_WORDS:
                yield Fault(
                    file,
                    row,
                    column,
                    f"has {length:g} words; keep at most {QUOTE_WORDS} of a text.",
                )


def _reference_faults() -> Iterator[Fault]:
    try:
        bibliography = references()
    except Exception as error:  # pybtex has no common base class worth naming
        place = shown(current().folder / REFERENCES)
        yield Fault(place, 0, "", f"cannot be read as BibTeX ({error}).")
        return
    yield from _entry_faults(bibliography)
    known = {key.lower() for key in bibliography.entries}
    cited = [
        ("texts", "key"),
        ("figures", "reference"),
        ("events", "reference"),
        ("conversions", "reference"),
    ]
    for name, column in cited:
        for file, row, cells in rows(name):
            if cells[column] and cells[column].lower() not in known:
                yield Fault(
                    file, row, column, f"“{cells[column]}” is not in {REFERENCES}; add it there."
                )


def _entry_faults(bibliography: BibliographyData) -> Iterator[Fault]:
    """Find entries that cannot be printed in the style of the book's lists of references."""
    from pybtex.style.formatting.alpha import Style

    path, style = current().folder / REFERENCES, Style()
    lines = path.read_text("utf-8").splitlines()
    for key, entry in bibliography.entries.items():
        try:
            list(style.format_entries([entry]))
        except Exception as error:  # an unknown kind, a field that the style needs, a broken name
            row = next((n for n, line in enumerate(lines, 1) if f"{{{key}," in line), 0)
            reason = f"it has no “{error}”"
            if isinstance(error, AttributeError):
                reason = f"“{entry.original_type}” is no kind of entry, such as article or misc"
            yield Fault(shown(path), row, "", f"“{key}” cannot be printed: {reason}; correct it.")


def _figure_faults() -> Iterator[Fault]:
    for file, row, cells in rows("figures"):
        for column in ("value", "high"):
            try:
                value_of(cells[column] or "0")
            except ValueError as error:
                yield Fault(file, row, column, f"{error}.")
        if cells["high"] and float(cells["high"]) <= float(cells["value"]):
            yield Fault(file, row, "high", "a range runs upwards; put its lower end into “value”.")


def _check_faults() -> Iterator[Fault]:
    known = {cells["id"] for name in ("claims", "figures", "events") for _, _, cells in rows(name)}
    keys = {cells["key"] for _, _, cells in rows("texts")}
    for file, row, cells in rows("conversions"):
        if cells["figure"] not in known:
            yield Fault(
                file, row, "figure", f"“{cells['figure']}” is no figure or event; correct the id."
            )
    for file, row, cells in rows("checks"):
        for unknown in sorted(set(cells["inputs"].split()) - known - keys):
            message = f"“{unknown}” is no claim, figure, event or text; correct the id."
            yield Fault(file, row, "inputs", message)


def _reporting_faults() -> Iterator[Fault]:
    for file, row, cells in rows("reporting"):
        if bool(cells["quote"]) == (cells["extent"] == "not at all"):
            message = "what is reported has its quote, and what is not at all has none."
            yield Fault(file, row, "quote", message)


def _joined_faults() -> Iterator[Fault]:
    if "joined" not in current().description:
        return  # a package may have arguments without joined premises
    links = {(cells["from"], cells["to"]): cells["relation"] for _, _, cells in rows("links")}
    for file, row, cells in rows("joined"):
        premises = cells["premises"].split()
        relations = {links.get((premise, cells["to"]), "") for premise in premises}
        if "" in relations:
            bare = [one for one in premises if (one, cells["to"]) not in links]
            message = f"links.csv has no link from “{bare[0]}” to “{cells['to']}”; add it there."
            yield Fault(file, row, "premises", message)
        elif len(relations) > 1:
            message = f"premises that are joined have one relation, not {len(relations)}."
            yield Fault(file, row, "premises", message)


#: Columns whose cells list ids of another table, which Frictionless has no foreign keys for:
#: table and column, then the table and the column that has the ids.
_LISTS = (
    ("models", "predictors", "constructs", "name"),
    ("chain", "also", "claims", "id"),
    ("views", "claim", "claims", "id"),
    ("blind_spots", "claims", "claims", "id"),
    ("grounds", "claim", "claims", "id"),
)


def _list_faults() -> Iterator[Fault]:
    described = current().description
    for name, column, other, key in _LISTS:
        if not {name, other} <= described.keys():
            continue
        known = {cells[key] for _, _, cells in rows(other)}
        for file, row, cells in rows(name):
            for unknown in sorted(set(cells.get(column, "").split()) - known):
                message = f"“{unknown}” is not in the table {other}; correct it or add it there."
                yield Fault(file, row, column, message)


def quote_faults(directory: Path) -> list[Fault]:
    """Look up what is copied from the five texts in the full text it is taken from.

    That is every quote of a claim, of what a text with interviews reports, or of a citation, the
    citation itself, every entry of a list of references, and the words that a text has for a
    theory or for a term of the glossary.

    Parameters
    ----------
    directory : Path
        Folder with one ``<source>.txt`` for each text.

    Returns
    -------
    list of Fault
        One for each cell that the text does not have, white space folded; one for each text
        that cannot be read.
    """
    found: list[Fault] = []
    full: dict[Path, str | None] = {}
    for name, column in _COPIED:
        # A package of a reader's own need not have every table.
        for file, row, cells in rows(name) if name in current().description else ():
            if not cells[column]:
                continue
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
