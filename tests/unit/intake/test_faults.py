"""Faults and notes: one list in text, in JSON, on the page and in Jupyter."""

from __future__ import annotations

import json
import re

import pytest

from microdrama import cli
from microdrama.ecosystem.reading import read
from microdrama.ecosystem.survey_in_use import survey_from_file
from microdrama.exhibits.ecosystem import survey as page
from microdrama.exhibits.ecosystem.survey_chooser import keep
from microdrama.exhibits.symbols.sentences import own_dramas
from microdrama.intake import files
from microdrama.symbols import codings

SURVEY = "PS1,PS2,colour\n4,x<b>,red\n5,-99,blue\n3,4,blue\n"
CASES = "title,depth,colour\na,deep,red\nb,<b>,red\n"


@pytest.fixture
def survey_file(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(SURVEY, "utf-8")
    return path


@pytest.fixture
def cases_file(tmp_path):
    path = tmp_path / "coded.csv"
    path.write_text(CASES, "utf-8")
    return path


def lines(found) -> list[str]:
    """Return what is to be said, in its order."""
    return [*map(str, found.faults), *(f"Note: {note}" for note in found.notes)]


def on_the_page(html: str) -> list[str]:
    """Return the last cells of the rows of the folded list."""
    return re.findall(r"<td[^>]*>((?:(?!<td).)*?)</td>\s*</tr>", html, re.DOTALL)


def test_text_json_page_and_notebook_say_the_same_of_a_survey(survey_file, capsys, monkeypatch):
    found = read(survey_file)
    assert len(found.faults) == 2
    assert len(found.notes) > 1

    assert cli.main(["survey", "report", str(survey_file), "--draws", "50"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == lines(found)
    assert said.out.splitlines()[-len(lines(found)) :] == [f"  {line}" for line in lines(found)]

    assert cli.main(["survey", "report", str(survey_file), "--draws", "50", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [fault["message"] for fault in record["faults"]] == [f.message for f in found.faults]
    assert record["faults"][1] | {"message": ""} == {
        "file": str(survey_file),
        "row": 2,
        "column": "PS2",
        "message": "",
    }
    assert record["notes"] == list(found.notes)

    html = page.notice(survey_from_file(found)).parts[1]._repr_html_()
    assert f"2 faults, {len(found.notes)} notes" in html
    places = [html.find(one.message.split("“")[0].split("”")[0][:20]) for one in found.faults]
    assert -1 not in places
    assert "x<b>" not in html
    assert "x&lt;b&gt;" in html
    for note in found.notes:
        assert note.partition("“")[0] in html

    monkeypatch.setattr(files, "OWN", survey_file.parent / "own")
    told, _ = keep(survey_file.name, survey_file.read_bytes())
    assert told.splitlines() == [
        line.replace(str(survey_file), "class.csv") for line in lines(found)
    ]


@pytest.mark.parametrize("command", ["report", "agreement"])
def test_text_json_and_page_say_the_same_of_coded_dramas(cases_file, capsys, command):
    found = codings.read(cases_file)
    assert len(found.faults) == 1
    assert cli.main(["cases", command, str(cases_file)]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == lines(found)
    assert said.out.splitlines()[-len(lines(found)) :] == [f"  {line}" for line in lines(found)]
    assert cli.main(["cases", command, str(cases_file), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [fault["row"] for fault in record["faults"]] == [3]
    assert record["notes"] == list(found.notes)
    html = own_dramas(found).parts[1]._repr_html_()
    assert f"1 fault, {len(found.notes)} notes" in html
    assert "“&lt;b&gt;” is none of the codes" in html


def test_of_a_file_without_fault_and_note_nothing_is_listed(cases_file):
    assert len(own_dramas(codings.one("a", "", {"depth": "deep"})).parts) == 1


# ---- nothing to report on is a failure ---------------------------------------------------------

#: Surveys in which no cell is an answer: words, another code everywhere, nothing at all.
USELESS = {"words": "PS1,PS2\nx,y\nz,x\n", "codes": "PS1\n-99\n-99\n", "blank": "name,PS1\nAnna,\n"}


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("kind", USELESS)
def test_a_survey_without_one_answer_is_a_failure(tmp_path, capsys, kind, command):
    path = tmp_path / "class.csv"
    path.write_text(USELESS[kind], "utf-8")
    assert cli.main(["survey", command, str(path)]) == 1
    assert "not a single answer" in "".join(capsys.readouterr())


@pytest.mark.parametrize("command", ["check", "report", "agreement"])
def test_codings_without_one_code_are_a_failure(tmp_path, command):
    path = tmp_path / "coded.csv"
    path.write_text("title,depth\na,x\nb,y\n", "utf-8")
    assert cli.main(["cases", command, str(path)]) == 1
