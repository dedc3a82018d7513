"""``microdrama build``: the book, perhaps with a reader's own files in it."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.paths import BUILD, ROOT, shown

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command; it sets ``run`` to a function that returns 0 or 1."""
    parser = commands.add_parser("build", help="build the book into _build/html")
    parser.add_argument(
        "--survey",
        type=Path,
        metavar="FILE",
        help="a survey of your own, for the survey's chapter",
    )
    parser.add_argument(
        "--cases", type=Path, metavar="FILE", help="dramas that you have coded, for the symbols"
    )
    parser.set_defaults(run=lambda chosen: build(chosen.survey, chosen.cases))


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
