"""The command ``microdrama``: check the data, read what readers collected, build the book."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.paths import BUILD, ROOT, shown

if TYPE_CHECKING:
    from microdrama.ecosystem.analysis import Analysis


def check() -> int:
    """Print each fault of the data package, else what it covers; return 1 if there is a fault."""
    from microdrama import package
    from microdrama.evidence import coverage
    from microdrama.faults import all_faults

    faults = all_faults()
    for fault in faults:
        print(fault)
    if not faults:
        rows = {name: len(package.table(name)) for name in package.current().description}
        print("All is well:", ", ".join(f"{count:,} {name}" for name, count in rows.items()))
        for line in coverage.coverage_lines():
            print(f"  {line}")
    return int(bool(faults))


def quotes(directory: Path, numbers: bool = False) -> int:
    """Print each quote or citation that its text does not have; return 1 if there is one.

    With ``numbers`` also print each number of a text that stands in the quote of no claim.
    """
    from microdrama.evidence import citations
    from microdrama.evidence.coverage import uncoded_numbers
    from microdrama.evidence.ledger import claims
    from microdrama.evidence.validation import quote_faults

    if not directory.is_dir():
        print(
            f"There is no folder {directory}; give the folder with one <source>.txt for each text."
        )
        return 1
    faults = [*quote_faults(directory), *citations.text_faults(directory)]
    for fault in faults:
        print(fault)
    if not faults:
        print(f"All {len(claims()):,} quotes stand in their texts.")
        print(citations.found_line())
    left = list(uncoded_numbers(directory)) if numbers else []
    for number in left:
        print(number)
    if numbers and not left and not faults:
        print("Every number in the bodies of the texts stands in the quote of a claim.")
    return int(bool(faults or left))


def build(survey: Path | None = None, cases: Path | None = None) -> int:
    """Build the book, perhaps with a reader's own files; return 1 if it was not published."""
    from jupyter_book.sphinx import build_sphinx

    from microdrama.intake.files import keep

    files = {"survey": survey, "cases": cases}
    if not all(_usable(kind, path) for kind, path in files.items() if path is not None):
        return 1
    for kind, path in files.items():
        keep(kind, path)
    started = time.monotonic()
    result = build_sphinx(
        str(ROOT),
        str(BUILD / "html"),
        noconfig=True,
        path_config=str(ROOT / "_config.yml"),
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if result != 0:
        print("The last good book, if there is one, is still in place.", file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(f"The book is built in {seconds:.1f} s. Open {shown(BUILD / 'html' / 'index.html')}")
    return 0


def _usable(kind: str, path: Path) -> bool:
    """Tell whether a reader's file can be read, and say what is wrong with it."""
    from microdrama.ecosystem import reading as surveys
    from microdrama.symbols import codings

    read = {"survey": surveys.read, "cases": codings.read}[kind]
    try:
        found = read(path)
    except (surveys.SurveyError, codings.CodingsError) as error:
        print(error, file=sys.stderr)
        return False
    for fault in found.faults:
        print(fault, file=sys.stderr)
    return True


def _survey_as_text(analysis: Analysis) -> str:
    """Return what ``microdrama survey report`` prints of a survey."""
    from microdrama.exhibits.ecosystem import as_text

    return as_text(analysis)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program's name.

    Returns
    -------
    int
        0 if all is well, 1 if something is wrong with what was checked or built.
    """
    from microdrama.ecosystem import commands as survey
    from microdrama.symbols import commands as cases

    # A name that the terminal cannot show is no reason to stop.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        prog="microdrama",
        description="Check the data, look up the quotes, read what you collected, build the book.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check_parser = commands.add_parser("check", help="say what is wrong with the tables in data/")
    check_parser.set_defaults(run=lambda chosen: check())
    quotes_parser = commands.add_parser("quotes", help="look up every quote in the full texts")
    quotes_parser.add_argument(
        "directory", type=Path, help="folder with one <source>.txt for each text"
    )
    quotes_parser.add_argument(
        "--numbers", action="store_true", help="also list numbers of the texts that no claim has"
    )
    quotes_parser.set_defaults(run=lambda chosen: quotes(chosen.directory, chosen.numbers))
    survey.add_to(commands, _survey_as_text)
    cases.add_to(commands)
    build_parser = commands.add_parser("build", help="build the book into _build/html")
    build_parser.add_argument(
        "--survey",
        type=Path,
        metavar="FILE",
        help="a survey of your own, for the survey's chapter",
    )
    build_parser.add_argument(
        "--cases", type=Path, metavar="FILE", help="dramas that you have coded, for the symbols"
    )
    build_parser.set_defaults(run=lambda chosen: build(chosen.survey, chosen.cases))
    chosen = parser.parse_args(arguments)
    try:
        result = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output, such as ``head``, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result


if __name__ == "__main__":
    sys.exit(main())
