"""``microdrama build``: the book, perhaps with a reader's own files in it."""

from __future__ import annotations

import argparse
import errno
import os
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.paths import BUILD, ROOT, shown

if TYPE_CHECKING:
    from argparse import _SubParsersAction

#: What a reader may bring, and what it is.
KINDS = {
    "survey": "a survey of your own, for the survey's chapter",
    "cases": "dramas that you have coded, for the symbols",
}

#: A disk with fewer bytes than this is full.
_LITTLE = 1 << 20

#: ``make`` hands names of files over in the environment, where they are data and no commands.
VARIABLE = "MICRODRAMA_{}"


def add_to(commands: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command; it sets ``run`` to a function that returns 0 or 1."""
    parser = commands.add_parser("build", help="build the book into _build/html")
    for kind, what in KINDS.items():
        parser.add_argument(f"--{kind}", type=Path, metavar="FILE", help=what)
        parser.add_argument(
            f"--{kind}-options",
            metavar="OPTIONS",
            help=f"how to read it: options of “microdrama {kind} check”, behind an equals sign",
        )
    parser.set_defaults(run=lambda chosen: build(**_own_files(vars(chosen))))


def _own_files(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reader brings: from the command line, else from the environment."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        path = chosen[kind] or os.environ.get(VARIABLE.format(kind.upper()))
        name = f"{kind}_options"
        found[kind] = Path(path) if path else None
        found[name] = chosen[name] or os.environ.get(VARIABLE.format(name.upper())) or ""
    return found


def build(
    survey: Path | None = None,
    cases: Path | None = None,
    survey_options: str = "",
    cases_options: str = "",
) -> int:
    """Build the book, perhaps with a reader's own files; return 1 if it was not published.

    Parameters
    ----------
    survey, cases : Path, optional
        Files of a reader's own.
    survey_options, cases_options : str
        How they are to be read: options of ``microdrama survey check`` and ``cases check``, as on
        a command line.
    """
    from microdrama.book import lock
    from microdrama.book.errors import BookError, of_disk
    from microdrama.intake.files import keep

    files = {"survey": survey, "cases": cases}
    settings = {
        "survey": _settings("survey", survey_options),
        "cases": _settings("cases", cases_options),
    }
    if not all(_usable(k, path, settings[k]) for k, path in files.items() if path is not None):
        return 1
    try:
        with lock.alone(BUILD), _stopped_like_ctrl_c():
            for kind, path in files.items():
                keep(kind, path, settings[kind])
            return _build()
    except BookError as error:
        print(f"{error.category}: {error}", file=sys.stderr)
    except OSError as error:
        if not (said := of_disk(error)):
            raise
        print(f"{BookError.category}: {said}", file=sys.stderr)
    except KeyboardInterrupt:
        print("The build was stopped.", file=sys.stderr)
    return 1


def _build() -> int:
    from jupyter_book.sphinx import build_sphinx

    from microdrama.book.patches import failures_said_by

    started = time.monotonic()
    with failures_said_by(_said):
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
        if BUILD.exists() and shutil.disk_usage(BUILD).free < _LITTLE:
            # Sphinx names each page that it could not write, and not why.
            _said(OSError(errno.ENOSPC, "full"))
        print("The last good book, if there is one, is still in place.", file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(f"The book is built in {seconds:.1f} s. Open {shown(BUILD / 'html' / 'index.html')}")
    return 0


def _said(error: BaseException) -> bool:
    """Say what stopped a build if it is no fault of the book's; tell whether it was said."""
    from microdrama.book.errors import BookError, of_disk

    if isinstance(error, KeyboardInterrupt):
        print("The build was stopped.", file=sys.stderr)
    elif said := of_disk(error):
        print(f"{BookError.category}: {said}", file=sys.stderr)
    else:
        return False
    return True


@contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """Have what ``timeout`` or a closing terminal sends end a build as Ctrl-C does."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # What ``nohup`` has ignored stays so.
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _settings(kind: str, options: str) -> dict[str, Any]:
    """Return options as keyword arguments of the function that reads the file.

    Parameters
    ----------
    kind : str
        ``survey`` or ``cases``.
    options : str
        Quoted as for a shell.
    """
    from microdrama.commands import cases, survey

    parser = argparse.ArgumentParser(prog=f"{kind.upper()}_OPTIONS", add_help=False)
    {"survey": survey, "cases": cases}[kind].add_options(parser)
    try:
        words = shlex.split(options)
    except ValueError:
        parser.error(f"“{options}” has a quotation mark that is not closed")
    return {name: value for name, value in vars(parser.parse_args(words)).items() if value}


def _usable(kind: str, path: Path, settings: Mapping[str, Any]) -> bool:
    """Tell whether a reader's file can be read, and say what is wrong with it."""
    from microdrama.ecosystem import reading as surveys
    from microdrama.intake.faults import one_a_line
    from microdrama.symbols import codings

    read = {"survey": surveys.read, "cases": codings.read}[kind]
    try:
        found = read(path, **settings)
    except (surveys.SurveyError, codings.CodingsError) as error:
        print(error, file=sys.stderr)
        return False
    for line in one_a_line(found.faults, found.notes):
        print(line, file=sys.stderr)
    if not found.usable:
        print(f"{path}: nothing of it can be used, so no book is built of it.", file=sys.stderr)
    return found.usable
