"""The command ``microdrama``: check the data, check the quotes, build the book."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.paths import BUILD, ROOT, shown

if TYPE_CHECKING:
    from microdrama.tables import Fault


def all_faults() -> list[Fault]:
    """Return what is wrong with the data package and with the checks on it."""
    from microdrama import evidence, verdicts

    return evidence.faults() or verdicts.faults()


def check() -> int:
    """Print each fault of the data package; return 1 if there is one."""
    from microdrama import tables

    faults = all_faults()
    for fault in faults:
        print(fault)
    if not faults:
        rows = {name: len(tables.table(name)) for name in tables.description()}
        print("All is well:", ", ".join(f"{count:,} {name}" for name, count in rows.items()))
    return int(bool(faults))


def quotes(directory: Path) -> int:
    """Print each quote that its text does not have; return 1 if there is one."""
    from microdrama.evidence import claims, quote_faults

    if not directory.is_dir():
        print(
            f"There is no folder {directory}; give the folder with one <source>.txt for each text."
        )
        return 1
    faults = quote_faults(directory)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"All {len(claims()):,} quotes stand in their texts.")
    return int(bool(faults))


def build() -> int:
    """Build the book; return 1 if it was not published."""
    from jupyter_book.sphinx import build_sphinx

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
    parser = argparse.ArgumentParser(
        prog="microdrama", description="Check the data, look up the quotes, build the book."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say what is wrong with the tables in data/")
    quotes_parser = commands.add_parser("quotes", help="look up every quote in the full texts")
    quotes_parser.add_argument(
        "directory", type=Path, help="folder with one <source>.txt for each text"
    )
    commands.add_parser("build", help="build the book into _build/html")
    chosen = parser.parse_args(arguments)
    match chosen.command:
        case "check":
            return check()
        case "quotes":
            return quotes(chosen.directory)
        case _:
            return build()


if __name__ == "__main__":
    sys.exit(main())
