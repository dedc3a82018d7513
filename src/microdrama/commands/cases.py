"""The command ``microdrama cases``: dramas that a class has coded, checked and compared."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.intake.faults import lines_about, one_a_line, said
from microdrama.intake.handouts import LANGUAGES, hand_out

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from microdrama.symbols.codings import Codings


def add_to(commands: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``cases`` with its own commands; each sets ``run`` to a function that returns 0 or 1."""
    cases = commands.add_parser(
        "cases", help="dramas you have coded: an empty table, a check, agreement, a report"
    )
    own = cases.add_subparsers(dest="cases_command", required=True)

    empty = own.add_parser("template", help="write an empty table for a spreadsheet")
    empty.add_argument(
        "file", type=Path, nargs="?", default=Path("cases.csv"), help="default: cases.csv"
    )
    empty.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    empty.add_argument(
        "--codebook", type=Path, metavar="FILE.html", help="also write the codebook to print"
    )
    empty.add_argument("--force", action="store_true", help="replace files that are there")
    empty.set_defaults(
        run=lambda chosen: template(chosen.file, chosen.language, chosen.codebook, chosen.force)
    )

    checked = own.add_parser("check", help="say what is wrong and what can be used")
    _add_files(checked)
    checked.set_defaults(run=lambda chosen: check(chosen.files))

    for name, text, help_ in (
        ("agreement", _agreement_text, "say how far coders agree, and where they part"),
        ("report", _report_text, "print codes, agreement, walks, and what is missing"),
    ):
        parser = own.add_parser(name, help=help_)
        _add_files(parser)
        parser.add_argument("--json", action="store_true", help="for machines; see the README")
        parser.set_defaults(
            run=lambda chosen, text=text: _print(chosen.files, lambda c: text(c, chosen.json))
        )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="CSV or Excel file with one row for each drama and coder, or a file for each coder",
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of :func:`microdrama.symbols.codings.read`, by the names it has for them.

    There is none so far. ``make book`` takes them in ``CASES_OPTIONS``.
    """


def template(file: Path, language: str, codebook: Path | None, force: bool) -> int:
    """Write an empty table, and perhaps the codebook; return 1 if they were not written."""
    from microdrama.symbols.template import page
    from microdrama.symbols.template import template as empty

    printed = (codebook, page(language)) if codebook else None
    return hand_out(
        file, empty(language), printed, force, "drama and coder", "microdrama cases check"
    )


def check(files: Sequence[Path]) -> int:
    """Print what is wrong with coded dramas and what can be used; return 1 if anything is wrong."""
    from microdrama.symbols.codings import CodingsError, read

    try:
        codings = read(*files)
    except CodingsError as error:
        print(error)
        return 1
    for line in one_a_line(codings.faults, codings.notes):
        print(line)
    for line in _usable(codings):
        print(line)
    return int(bool(codings.faults) or not codings.usable)


def _usable(codings: Codings) -> Iterator[str]:
    """Say what can be used: dramas, coders, and cells by variable."""
    from microdrama.symbols import codebook
    from microdrama.symbols.report import size

    yield f"What can be used: {size(codings)}"
    for variable in codebook.names():
        given = codings.frame[variable].count()
        yield f"  {codebook.label_of(variable)}: {given:,} of {len(codings.frame):,} coded"


def _print(files: Sequence[Path], text: Callable[[Codings], str]) -> int:
    """Print something about coded dramas; return 1 if nothing of them can be used.

    What is wrong with the files goes to the standard error, so that ``--json`` stays JSON.
    """
    from microdrama.symbols.codings import CodingsError, read

    try:
        codings = read(*files)
    except CodingsError as error:
        print(error, file=sys.stderr)
        return 1
    for line in one_a_line(codings.faults, codings.notes):
        print(line, file=sys.stderr)
    print(text(codings), end="")
    return int(not codings.usable)


def _agreement_text(codings: Codings, machine: bool) -> str:
    from microdrama.symbols.report import agreement_json, agreement_lines

    if machine:
        return _json({**agreement_json(codings), **said(codings.faults, codings.notes)})
    lines = [*agreement_lines(codings), *lines_about(codings.faults, codings.notes)]
    return "\n".join(lines) + "\n"


def _report_text(codings: Codings, machine: bool) -> str:
    from microdrama.symbols.report import as_json, as_text

    if machine:
        return _json({**as_json(codings), **said(codings.faults, codings.notes)})
    lines = lines_about(codings.faults, codings.notes)
    return as_text(codings) + "".join(f"{line}\n" for line in lines)


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
