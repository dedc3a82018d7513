"""The command ``microdrama survey``: an empty survey to fill in, a filled one checked, a report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem import compatible as compatible_surveys
from microdrama.ecosystem.analysis import DRAWS
from microdrama.ecosystem.data_quality import sample_size_warnings
from microdrama.ecosystem.reading import DECLARED, Survey, SurveyError, proposed, read
from microdrama.ecosystem.reading.understood import table
from microdrama.intake.faults import lines_about, one_a_line, said
from microdrama.intake.handouts import LANGUAGES, hand_out
from microdrama.intake.text import save
from microdrama.parallel import SEED

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]

#: Compatible surveys to draw, as many as the chapter.
COUNT = 20_000


def add_to(commands: Commands) -> None:
    """Add ``survey`` with its own commands; each sets ``run`` to a function that returns 0 or 1."""
    survey = commands.add_parser(
        "survey", help="a survey of your own: an empty one, a check, a report"
    )
    own = survey.add_subparsers(dest="survey_command", required=True)

    _add_template(own)
    checked = own.add_parser("check", help="say what is wrong with a survey and what can be used")
    add_file(checked)
    checked.set_defaults(run=lambda chosen: check(chosen.file, **_settings(chosen)))
    _add_report(own)
    _add_reconstruct(own)
    _add_compatible(own)


def _add_template(commands: Commands) -> None:
    parser = commands.add_parser("template", help="write an empty survey for a spreadsheet")
    parser.add_argument(
        "file", type=Path, nargs="?", default=Path("survey.csv"), help="default: survey.csv"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.add_argument("--form", type=Path, metavar="FORM.html", help="also write a form to print")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.set_defaults(
        run=lambda chosen: template(chosen.file, chosen.language, chosen.form, chosen.force)
    )


def _add_report(commands: Commands) -> None:
    parser = commands.add_parser("report", help="print the analysis of a survey")
    add_file(parser)
    parser.add_argument("--json", action="store_true", help="for machines; see the README")
    parser.add_argument(
        "--draws", type=int, default=DRAWS, help=f"of the bootstrap; default: {DRAWS}"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help=f"where random numbers start; default: {SEED}"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="Dask scheduler that carries the bootstrap"
    )
    parser.set_defaults(run=report)


def _add_reconstruct(commands: Commands) -> None:
    parser = commands.add_parser(
        "reconstruct", help="write the reconstructed survey, which says so"
    )
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        default=Path("reconstructed.csv"),
        help="default: reconstructed.csv",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.set_defaults(run=lambda chosen: reconstruct(chosen.file, chosen.force))


def _add_compatible(commands: Commands) -> None:
    parser = commands.add_parser(
        "compatible", help="draw surveys that agree with the text, and say what it leaves open"
    )
    parser.add_argument(
        "--count", type=int, default=COUNT, help=f"surveys to keep of each prior; default: {COUNT}"
    )
    parser.add_argument(
        "--prior",
        action="append",
        choices=compatible_surveys.PRIORS,
        help="way of drawing correlations; may be given several times; default: all",
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help=f"where random numbers start; default: {SEED}"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="Dask scheduler that does the work")
    parser.add_argument("--json", action="store_true", help="for machines; see the README")
    parser.set_defaults(run=compatible)


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name a survey and say how it is to be read."""
    parser.add_argument("file", type=Path, help="CSV or Excel file with one row a respondent")
    add_options(parser)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of :func:`microdrama.ecosystem.reading.read`, by the names it has for them.

    ``make book`` takes them too, in ``SURVEY_OPTIONS``.
    """
    parser.add_argument(
        "--missing",
        action="append",
        metavar="CODE",
        help=f"stands for a missing answer; may be given several times; default: "
        f"{' '.join(DECLARED)}",
    )
    parser.add_argument(
        "--scale",
        metavar="LOW..HIGH",
        help="lowest and highest point of the scale, if not the questionnaire's; write "
        "--scale=-2..2 where one is negative",
    )
    parser.add_argument(
        "--columns",
        metavar="COLUMNS.csv",
        help="table of what headings and answers mean; “survey check” writes it if it is not there",
    )


def _settings(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the options that were given."""
    named = {"missing": chosen.missing, "scale": chosen.scale, "columns": chosen.columns}
    return {name: value for name, value in named.items() if value}


def template(file: Path, language: str, form: Path | None, force: bool) -> int:
    """Write an empty survey, and perhaps a form to print; return 1 if they were not written."""
    from microdrama.ecosystem import questionnaire_form as empty

    printed = (form, empty.form(language)) if form else None
    return hand_out(
        file, empty.template(language), printed, force, "respondent", "microdrama survey check"
    )


def check(file: Path, **settings: Any) -> int:
    """Print what is wrong with a survey and what can be used; return 1 if anything is wrong.

    ``settings`` are those of :func:`microdrama.ecosystem.reading.read`. A table of columns that is
    not there is written, with what is understood filled in.
    """
    columns = settings.get("columns")
    if columns and not Path(columns).exists():
        del settings["columns"]
    try:
        survey = read(file, **settings)
    except SurveyError as error:
        print(error)
        _write_columns(file, columns, settings)
        return 1
    for line in one_a_line(survey.faults, survey.notes):
        print(line)
    for line in (*table(survey.understood), *_usable(survey)):
        print(line)
    _write_columns(file, columns, settings)
    return int(bool(survey.faults) or not survey.usable)


def _write_columns(file: Path, columns: str | None, settings: dict[str, Any]) -> None:
    """Write the table of columns that a reader asks for, or add what it lacks."""
    if columns is None:
        return
    new = "columns" not in settings
    try:
        rows = proposed(file, **settings)
        before = [] if new else Path(columns).read_text("utf-8").splitlines()
    except (SurveyError, UnicodeDecodeError):
        return  # said already, or the reader keeps the table in a form of her own
    if len(rows.splitlines()) <= len(before):
        return
    refused = save({Path(columns): rows}, force=not new)
    print(
        refused
        or f"{columns} {'is written' if new else 'has new rows'}: fill in or correct its last "
        f"column, and give it again with “--columns {columns}”."
    )


def report(chosen: argparse.Namespace) -> int:
    """Print the analysis of a survey; return 1 if nothing of it can be used.

    What is wrong with the file goes to the standard error, where it is seen even if the report goes
    into a file, and into the report itself.
    """
    import json

    from microdrama.ecosystem.analysis import analyse, as_json

    try:
        survey = read(chosen.file, **_settings(chosen))
        found = analyse(survey, chosen.draws, chosen.seed, chosen.scheduler)
    except (SurveyError, ConnectionError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for line in one_a_line(survey.faults, survey.notes):
        print(line, file=sys.stderr)
    if chosen.json:
        whole = {**as_json(found), **said(survey.faults, survey.notes)}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        from microdrama.exhibits.ecosystem import as_text

        print(as_text(found), end="")
        print("".join(f"{line}\n" for line in lines_about(survey.faults, survey.notes)), end="")
    return int(not survey.usable)


def reconstruct(file: Path, force: bool) -> int:
    """Write the reconstructed survey; return 1 if it was not written."""
    from microdrama.ecosystem.reconstruction import as_csv

    # The mark at the start tells Excel that the file is UTF-8.
    if refused := save({file: "\ufeff" + as_csv()}, force):
        print(refused)
        return 1
    print(f"{file} is written; its first lines say that it is reconstructed.")
    return 0


def compatible(chosen: argparse.Namespace) -> int:
    """Draw compatible surveys and print what they leave open; return 1 if none can be drawn."""
    import json

    priors = chosen.prior or compatible_surveys.PRIORS
    try:
        frames = {
            prior: compatible_surveys.sample(chosen.count, prior, chosen.seed, chosen.scheduler)
            for prior in priors
        }
    except (ConnectionError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.json:
        found = compatible_surveys.as_json(frames, chosen.seed)
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print(compatible_surveys.as_text(frames, chosen.seed), end="")
    return 0


def _usable(survey: Survey) -> Iterator[str]:
    """Say what can be used: respondents, and answers by construct."""
    from microdrama.ecosystem import instrument

    n, counts = len(survey.answers), survey.answers.count()
    yield f"What can be used: {n:,} {'respondent' if n == 1 else 'respondents'}"
    yield from (f"  Careful: {warning}" for warning in sample_size_warnings(survey.answers))
    for construct, ids in instrument.by_construct():
        here = [item for item in ids if item in counts]
        yield (
            f"  {construct['title']} ({construct['code']}): {int(counts[here].sum()):,} of "
            f"{n * len(here):,} answers, {len(here)} of {len(ids)} items"
        )
    for question in survey.people:
        yield f"  {question}: {survey.people[question].count():,} of {n:,} answers"
