"""The command ``microdrama``: what stands on its command line, and nothing else."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence


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
    # A name that the terminal cannot show is no reason to stop.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        result = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output, such as ``head``, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    from microdrama.commands import build, cases, data, survey

    whole = argparse.ArgumentParser(
        prog="microdrama",
        description="Check the data, look up the quotes, read what you collected, build the book.",
    )
    commands = whole.add_subparsers(dest="command", required=True)
    for module in (data, survey, cases, build):
        module.add_to(commands)
    return whole


if __name__ == "__main__":
    sys.exit(main())
