"""``microdrama check`` and ``microdrama quotes``: the tables, and what is copied from the texts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands; each sets ``run`` to a function that returns 0 or 1."""
    checked = commands.add_parser("check", help="say what is wrong with the tables in data/")
    checked.set_defaults(run=lambda chosen: check())
    looked_up = commands.add_parser("quotes", help="look up every quote in the full texts")
    looked_up.add_argument(
        "directory", type=Path, help="folder with one <source>.txt for each text"
    )
    looked_up.add_argument(
        "--numbers", action="store_true", help="also list numbers of the texts that no claim has"
    )
    looked_up.set_defaults(run=lambda chosen: quotes(chosen.directory, chosen.numbers))


def check() -> int:
    """Print each fault of the data package, else what it covers; return 1 if there is a fault."""
    from microdrama import package
    from microdrama.evidence.checked import checked_lines
    from microdrama.faults import all_faults

    faults = all_faults()
    for fault in faults:
        print(fault)
    if not faults:
        rows = {name: len(package.table(name)) for name in package.current().description}
        print("All is well:", ", ".join(f"{count:,} {name}" for name, count in rows.items()))
        for line in checked_lines():
            print(f"  {line}")
    return int(bool(faults))


def quotes(directory: Path, numbers: bool = False) -> int:
    """Print each quote or citation that its text does not have; return 1 if there is one.

    With ``numbers`` also print each number of a text that stands in the quote of no claim.
    """
    from microdrama.evidence import citations
    from microdrama.evidence.ledger import claims
    from microdrama.evidence.uncoded import uncoded_numbers
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
