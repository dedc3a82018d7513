"""The command ``microdrama``: what it prints and what it returns."""

from __future__ import annotations

import re
import signal
import sys
from types import ModuleType, SimpleNamespace

import pytest

from helpers import run_python, write_texts
from microdrama import cli
from microdrama.book.errors import BookError
from microdrama.ecosystem import survey_in_use
from microdrama.evidence import citations
from microdrama.evidence.citations.works import never_cited, surname
from microdrama.evidence.ledger import claims, texts
from microdrama.evidence.verdicts import verdict
from microdrama.intake import files
from microdrama.package import Fault, table

FAULT = Fault("data/evidence/claims.csv", 3, "id", "is empty; fill it in.")


# ---- check ---------------------------------------------------------------------------------


def test_a_sound_book_is_well_and_says_how_much_it_has(capsys):
    assert cli.main(["check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("All is well: ")
    assert f"{len(claims()):,} claims" in said
    assert "5 texts" in said


def test_a_sound_book_says_what_is_covered_in_one_line_a_text(capsys):
    assert cli.main(["check"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("All is well")
    assert [line.partition(":")[0] for line in lines] == [f"  {source}" for source in texts()]
    for line, source in zip(lines, texts(), strict=True):
        own = [claim for claim in claims().values() if claim.source == source]
        # A remark alone is no check.
        with_check = {claim.id for claim in own if verdict(claim.id).status != "not checked"}
        checked = len(with_check)
        assert f": {len(own):,} claims, {checked:,} with a check (" in line
        for kind in {claim.kind for claim in own}:
            of_kind = [
                verdict(claim.id).status != "not checked" for claim in own if claim.kind == kind
            ]
            assert re.search(rf"[(,] ?{sum(of_kind)} of {len(of_kind)} {kind}[,)]", line)


def test_what_is_covered_is_said_of_the_package_in_question(little):
    # 398 to 2,775 is a rise of nearly 600%; 2,775 is printed three times. The rest is unchecked.
    for row in range(2, len(little.cells("checks")) + 2):
        little.change("checks", row, chapter="evolution")
    done = on(little, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        "  alpha2020: 3 claims, 2 with a check (2 of 3 statistic)",
        "  beta2021: 3 claims, 1 with a check (0 of 1 finding, 1 of 1 statistic, 0 of 1 theory)",
    ]


def test_with_a_fault_nothing_is_said_of_what_is_covered(capsys, monkeypatch):
    monkeypatch.setattr("microdrama.faults.all_faults", lambda: [FAULT])
    assert cli.main(["check"]) == 1
    assert "with a check" not in capsys.readouterr().out


def test_each_fault_is_one_line_and_the_command_fails(capsys, monkeypatch):
    monkeypatch.setattr("microdrama.faults.all_faults", lambda: [FAULT, FAULT])
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == [str(FAULT)] * 2


def on(package, *arguments: str):
    """Run the command in a process whose data are those of a package."""
    code = (
        "import sys, pathlib\nfrom microdrama import paths\n"
        "paths.DATA = pathlib.Path(sys.argv[1])\n"
        "from microdrama import cli\nsys.exit(cli.main(sys.argv[2:]))"
    )
    return run_python(code, str(package.folder), *arguments)


def test_the_command_names_file_row_and_column_and_shows_no_traceback(little):
    little.change("claims", 7, id="beta2021-Spare")
    little.change("links", 2, to="beta2021-nothing")
    done = on(little, "check")
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert "claims.csv, row 7, column id: “beta2021-Spare” is malformed" in lines[0]
    assert "links.csv, row 2, column to: “beta2021-nothing” is not in the table" in lines[1]


def test_the_command_on_a_broken_check_names_the_claim(little):
    little.add(
        "checks", claim="beta2021-theory", check="published", inputs="F1", chapter="evolution"
    )
    done = on(little, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "checks.csv, row 5, column check" in done.stdout
    assert "beta2021-theory" in done.stdout


# ---- quotes --------------------------------------------------------------------------------


@pytest.fixture
def full_texts(tmp_path):
    """Return full texts made of what the book copies; the real ones stay elsewhere."""
    write_texts(tmp_path)
    return tmp_path


def test_what_stands_in_the_texts_is_counted(capsys, full_texts):
    assert cli.main(["quotes", str(full_texts)]) == 0
    quotes, others = capsys.readouterr().out.splitlines()
    assert quotes == f"All {len(claims()):,} quotes stand in their texts."
    assert others == citations.found_line()
    listed, cited = len(table("references")), len(table("citations"))
    assert others.startswith(f"So do {listed:,} entries of their lists and {cited:,} citations. ")


def test_a_citation_of_a_work_that_has_none_in_the_table_is_named(capsys, full_texts):
    work = never_cited().iloc[0]
    path = full_texts / f"{work['source']}.txt"
    cited = f"{surname(work['authors'])} ({work['year']})"
    path.write_text(f"As {cited} says.\n{path.read_text('utf-8')}", "utf-8")
    assert cli.main(["quotes", str(full_texts)]) == 1
    (said,) = capsys.readouterr().out.splitlines()
    row = table("references")["id"].to_list().index(work["reference"]) + 2
    assert said.startswith(f"data/evidence/references.csv, row {row}, column id: ")
    assert cited.removesuffix(")") in said


def test_a_quote_that_does_not_stand_in_its_text_is_named(capsys, full_texts):
    path = full_texts / "zhejiang2025.txt"
    quote = claims()["zhejiang2025-users"].quote
    path.write_text(path.read_text("utf-8").replace(quote, quote.upper()), "utf-8")
    assert cli.main(["quotes", str(full_texts)]) == 1
    said = capsys.readouterr().out
    row = list(claims()).index("zhejiang2025-users") + 2
    assert f"data/evidence/claims.csv, row {row}, column quote: is not in zhejiang2025.txt" in said


def test_a_missing_folder_of_texts_is_said(capsys, tmp_path):
    assert cli.main(["quotes", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out.startswith(f"There is no folder {tmp_path / 'nowhere'}")


def test_an_empty_folder_of_texts_names_each_text_once(capsys, tmp_path):
    assert cli.main(["quotes", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(texts())
    assert all("there is no" in line for line in lines)


# ---- numbers that no claim has -------------------------------------------------------------

EVERY = "Every number in the bodies of the texts stands in the quote of a claim."


def test_numbers_are_looked_for_only_if_asked_for(capsys, full_texts):
    path = full_texts / "zhejiang2025.txt"
    path.write_text(path.read_text("utf-8") + "\nThere are 77 more.", "utf-8")
    assert cli.main(["quotes", str(full_texts)]) == 0
    assert "77" not in capsys.readouterr().out


def test_texts_whose_numbers_all_stand_in_quotes_are_well(capsys, full_texts):
    assert cli.main(["quotes", str(full_texts), "--numbers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    quotes = f"All {len(claims()):,} quotes stand in their texts."
    assert lines == [quotes, citations.found_line(), EVERY]


def test_each_number_that_is_left_is_one_line_with_its_words_and_the_command_fails(
    capsys, full_texts
):
    for source in ("wang2026", "zhejiang2025"):
        path = full_texts / f"{source}.txt"
        body, heading, listed = path.read_text("utf-8").partition("\nReferences\n")
        path.write_text(f"{body}\nThere are 77 more.\n{heading}{listed}", "utf-8")
    assert cli.main(["quotes", str(full_texts), "--numbers"]) == 1
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("All ")
    for line, source in zip(lines[2:], ("wang2026", "zhejiang2025"), strict=True):
        assert line.startswith(f"{source}: 77 in “…")
        assert line.endswith("There are 77 more.…”")
    assert EVERY not in said


def test_a_missing_quote_and_a_number_that_is_left_are_both_said(capsys, full_texts):
    path = full_texts / "zhejiang2025.txt"
    quote = claims()["zhejiang2025-users"].quote
    path.write_text(path.read_text("utf-8").replace(quote, "There are 77 more."), "utf-8")
    assert cli.main(["quotes", str(full_texts), "--numbers"]) == 1
    said = capsys.readouterr().out
    assert "is not in zhejiang2025.txt" in said
    assert "zhejiang2025: 77 in" in said


def test_without_a_text_nothing_is_said_of_its_numbers(capsys, full_texts):
    # “Every number in the bodies of the texts” would be said of a text that nobody has read.
    (full_texts / "zhejiang2025.txt").unlink()
    assert cli.main(["quotes", str(full_texts), "--numbers"]) == 1
    said = capsys.readouterr().out
    assert "there is no zhejiang2025.txt" in said
    assert EVERY not in said


def test_a_text_that_cannot_be_read_is_a_fault_and_no_traceback(capsys, full_texts):
    (full_texts / "zhejiang2025.txt").write_bytes("Es gibt Löwen.".encode("latin-1"))
    assert cli.main(["quotes", str(full_texts), "--numbers"]) == 1
    said = capsys.readouterr().out
    assert "zhejiang2025.txt is not UTF-8 text" in said
    assert EVERY not in said


def test_numbers_of_a_missing_folder_are_not_looked_for(capsys, tmp_path):
    assert cli.main(["quotes", str(tmp_path / "nowhere"), "--numbers"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("There is no folder")
    assert EVERY not in said


# ---- the command itself --------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["dance"], ["quotes"]])
def test_a_command_that_makes_no_sense_says_how_it_is_used(capsys, arguments):
    with pytest.raises(SystemExit) as refused:
        cli.main(arguments)
    assert refused.value.code == 2
    assert "usage: microdrama" in capsys.readouterr().err


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert all(command in said for command in ("check", "quotes", "build"))


def test_markup_of_a_docstring_is_not_in_the_help(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "``" not in capsys.readouterr().out


@pytest.mark.parametrize(("result", "code"), [(0, 0), (1, 1), (2, 1)])
def test_a_build_that_fails_says_that_the_last_book_is_in_place(capsys, monkeypatch, result, code):
    module = ModuleType("jupyter_book.sphinx")
    module.handle_exception = None
    module.build_sphinx = lambda *_, **__: result
    monkeypatch.setitem(sys.modules, "jupyter_book.sphinx", module)
    assert cli.main(["build"]) == code
    said = capsys.readouterr()
    if code:
        assert "The last good book, if there is one, is still in place." in said.err
    else:
        assert "Open _build/html/index.html" in said.out


# ---- a reader's own files ------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch, tmp_path) -> list[dict[str, str | None]]:
    """Return what was kept of a reader's at each build; nothing is really built."""
    monkeypatch.setattr(files, "OWN", tmp_path / "own")
    monkeypatch.setattr("microdrama.commands.build.BUILD", tmp_path / "_build")
    found = []

    def build_sphinx(*_, **__):
        found.append({kind: path and path.name for kind, path in kept().items()})
        return 0

    module = ModuleType("jupyter_book.sphinx")
    module.handle_exception = None
    module.build_sphinx = build_sphinx
    monkeypatch.setitem(sys.modules, "jupyter_book.sphinx", module)
    return found


def kept():
    return {kind: files.kept(kind) for kind in ("survey", "cases")}


FILES = {"survey": "PS1\n4\nx\n", "cases": "title,depth\na,deep\nb,x\n"}


@pytest.mark.parametrize("kind", FILES)
def test_a_book_is_built_with_a_readers_file_and_without_it_again(capsys, built, tmp_path, kind):
    path = tmp_path / f"{kind}.csv"
    path.write_text(FILES[kind], "utf-8")
    assert cli.main(["build", f"--{kind}", str(path)]) == 0
    assert f"{path}, row 3, column" in capsys.readouterr().err
    assert cli.main(["build"]) == 0
    assert built == [{"survey": None, "cases": None, kind: path.name}, dict.fromkeys(FILES)]


def test_a_book_is_built_with_both(built, tmp_path):
    arguments = ["build"]
    for kind, text in FILES.items():
        (tmp_path / f"{kind}.csv").write_text(text, "utf-8")
        arguments += [f"--{kind}", str(tmp_path / f"{kind}.csv")]
    assert cli.main(arguments) == 0
    assert built == [{"survey": "survey.csv", "cases": "cases.csv"}]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_used_stops_the_build_and_takes_no_other_ones_place(
    capsys, built, tmp_path, kind
):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(FILES[kind], "utf-8")
    bad.write_text("milk,eggs\n1,2\n", "utf-8")
    cli.main(["build", f"--{kind}", str(good)])
    capsys.readouterr()
    assert cli.main(["build", f"--{kind}", str(bad)]) == 1
    assert capsys.readouterr().err.startswith(f"{bad} has no column")
    assert kept()[kind].name == "good.csv"
    assert len(built) == 1


# ---- how a reader's file is to be read -----------------------------------------------------

ODD = "PS1,PS2\n" + "0,4\n4,0\n" * 6 + "-99,2\n"


@pytest.fixture
def odd(tmp_path):
    """Return a survey that cannot be read without being told its scale."""
    path = tmp_path / "class.csv"
    path.write_text(ODD, "utf-8")
    return path


def test_options_of_a_file_go_from_the_command_to_the_chapter(built, odd, capsys):
    options = "--scale=0..4 --missing=-99"
    assert cli.main(["build", "--survey", str(odd)]) == 1
    assert "looks like another scale" in capsys.readouterr().err
    assert cli.main(["build", "--survey", str(odd), f"--survey-options={options}"]) == 0
    assert "Fault" not in capsys.readouterr().err
    assert files.settings("survey") == {"scale": "0..4", "missing": ["-99"]}
    found = survey_in_use().survey
    assert found.answers["PS1"].head(2).to_list() == [1, 5]
    assert not found.faults
    # The next build knows nothing of them.
    assert cli.main(["build"]) == 0
    assert files.settings("survey") == {}


def test_make_hands_names_and_options_over_in_the_environment(built, odd, monkeypatch):
    monkeypatch.setenv("MICRODRAMA_SURVEY", str(odd))
    monkeypatch.setenv("MICRODRAMA_SURVEY_OPTIONS", "--missing=-99 --scale '0..4'")
    assert cli.main(["build"]) == 0
    assert built == [{"survey": "class.csv", "cases": None}]
    assert files.settings("survey") == {"scale": "0..4", "missing": ["-99"]}


def test_an_empty_variable_is_none(built, monkeypatch):
    for name in ("SURVEY", "SURVEY_OPTIONS", "CASES", "CASES_OPTIONS"):
        monkeypatch.setenv(f"MICRODRAMA_{name}", "")
    assert cli.main(["build"]) == 0
    assert built == [dict.fromkeys(FILES)]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--mising 99", "SURVEY_OPTIONS: error: unrecognized arguments: --mising 99"),
        ("--missing '99", "a quotation mark that is not closed"),
        ("--missing", "expected one argument"),
    ],
)
def test_options_that_make_no_sense_are_said_before_anything_is_done(
    built, odd, capsys, options, says
):
    with pytest.raises(SystemExit) as refused:
        cli.main(["build", "--survey", str(odd), f"--survey-options={options}"])
    assert refused.value.code == 2
    assert says in capsys.readouterr().err
    assert not built


@pytest.mark.parametrize("kind", FILES)
def test_a_book_is_not_built_of_a_file_in_which_nothing_is_an_answer(capsys, built, tmp_path, kind):
    path = tmp_path / f"{kind}.csv"
    path.write_text({"survey": "PS1\nx\n", "cases": "title,depth\na,x\n"}[kind], "utf-8")
    assert cli.main(["build", f"--{kind}", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path}, row 2, column" in said
    assert said.splitlines()[-1] == f"{path}: nothing of it can be used, so no book is built of it."
    assert not built


@pytest.mark.parametrize("name", ["$(touch ran).csv", "a;b.csv", 'a "b".csv', "a\nb.csv", "-x.csv"])
def test_the_name_of_a_file_may_be_anything(built, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(FILES["survey"], "utf-8")
    monkeypatch.setenv("MICRODRAMA_SURVEY", name)
    assert cli.main(["build"]) == 0
    assert built == [{"survey": name, "cases": None}]
    assert not (tmp_path / "ran").exists()


def test_while_another_build_is_at_work_nothing_of_a_readers_is_kept(
    built, odd, tmp_path, capsys, monkeypatch
):
    def busy(folder):
        raise BookError("another build is at work in _build (process 7, since 10:00:00); wait.")

    monkeypatch.setattr("microdrama.book.lock.hold", busy)
    assert cli.main(["build", "--survey", str(odd), "--survey-options=--scale=0..4"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "The book was not built: another build is at work in _build (process 7, since 10:00:00); "
        "wait."
    )
    assert kept() == dict.fromkeys(FILES)
    assert not built


def test_a_build_that_fails_on_a_full_disk_says_so(capsys, monkeypatch):
    module = ModuleType("jupyter_book.sphinx")
    module.handle_exception = None
    module.build_sphinx = lambda *_, **__: 1
    monkeypatch.setitem(sys.modules, "jupyter_book.sphinx", module)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=4096))
    assert cli.main(["build"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "The book was not built: _build: the disk is full; make room on it and build again.",
        "The last good book, if there is one, is still in place.",
    ]


def test_a_build_that_was_started_with_nohup_does_not_end_with_its_terminal(built, monkeypatch):
    heard = []
    monkeypatch.setattr(
        "microdrama.intake.files.keep",
        lambda *_: heard.append([signal.getsignal(n) for n in (signal.SIGHUP, signal.SIGTERM)]),
    )
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert cli.main(["build"]) == 0
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert {hangup for hangup, _ in heard} == {signal.SIG_IGN}
    assert all(callable(term) for _, term in heard)
