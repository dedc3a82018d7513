"""The empty survey: the table, the form for paper, and the command that writes them."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter

import pytest

from helpers import Outline, seen_on_a_phone
from microdrama import cli
from microdrama.ecosystem import instrument
from microdrama.ecosystem.questionnaire_form import form, template
from microdrama.ecosystem.reading import read
from microdrama.intake.handouts import LANGUAGES, worded

BOTH = pytest.mark.parametrize("language", ["en", "zh"])
IDS = instrument.items()["id"].to_list()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


# ---- the table -----------------------------------------------------------------------------


def test_what_the_tables_do_not_hold_is_there_in_every_language():
    assert tuple(instrument.LABELS) == tuple(instrument.RESPONDENT_WORDS) == LANGUAGES


@BOTH
def test_the_table_has_the_names_of_the_columns_and_below_them_the_wordings(language):
    names, wordings = rows(template(language))
    assert names == ["respondent", "education", "age", "role", *IDS]
    assert wordings[4:] == worded(instrument.items(), "wording", language).to_list()
    assert len(set(wordings)) == 44


def test_the_table_lists_the_answers_to_the_questions_about_the_person():
    assert rows(template("en"))[1][2] == "Age (Under 25 / 25–40 / Over 40)"
    assert rows(template("zh"))[1][2] == "年龄 (未满25岁 / 25–40岁 / 41岁及以上)"


@BOTH
def test_every_name_and_every_wording_of_the_table_is_recognised_as_a_heading(language):
    for row in rows(template(language)):
        assert instrument.is_respondent(row[0])
        assert [instrument.question_of(cell) for cell in row[1:4]] == ["education", "age", "role"]
        assert [instrument.item_of(cell) for cell in row[4:]] == IDS


def test_a_questionnaire_in_another_language_is_refused():
    for write in (template, form):
        with pytest.raises(ValueError, match="in en and zh, not in 'fr'"):
            write("fr")


# ---- the form ------------------------------------------------------------------------------


@BOTH
def test_the_form_is_whole_and_asks_nothing_from_elsewhere(language):
    page = form(language)
    assert page.startswith("<!DOCTYPE html>")
    outline = Outline(page)
    assert outline.all("html") == [{"lang": "en" if language == "en" else "zh-Hans"}]
    assert not re.search(r"https?:|url\(|@import|src=|href=|<script|<link", page)
    assert "$" not in page
    assert len(outline.all("title")) == len(outline.all("h1")) == 1


@BOTH
def test_every_statement_of_the_form_has_five_boxes_each_with_its_words(language):
    boxes = Outline(form(language)).all("input")
    assert {box["type"] for box in boxes} == {"radio"}
    asked = {q: len(instrument.options(q)) for q in ("education", "age", "role")}
    assert Counter(box["name"] for box in boxes) == asked | dict.fromkeys(IDS, 5)
    said = instrument.LABELS[language]
    for item, wording in zip(IDS, worded(instrument.items(), "wording", language), strict=True):
        (block,) = re.findall(
            rf"<fieldset[^>]*><legend><b>{item}</b>.*?</fieldset>", form(language)
        )
        text = Outline(block).text
        assert text == f"{item} {wording}" + "".join(
            f"{number} {label}" for number, label in enumerate(said, start=1)
        )


@BOTH
def test_the_numbers_of_the_boxes_about_the_person_are_read_as_what_stands_beside_them(language):
    column = "option" if language == "en" else "option_zh"
    for question, rows in instrument.questions().groupby("question"):
        for row in rows.to_dict("records"):
            box = rf'name="{question}" value="{row["order"]}">{row["order"]}\. '
            (said,) = re.findall(f"{box}([^<]*)<", form(language))
            assert instrument.fold(html.unescape(said)) == instrument.fold(row[column])
            assert instrument.option_of(question, str(row["order"])) == row["code"]


@BOTH
def test_every_page_of_the_form_can_show_the_ends_of_the_scale(language):
    first, *_, last = instrument.LABELS[language]
    assert form(language).count(f"1 {first} … 5 {last}") == 10


@pytest.mark.browser
@BOTH
def test_the_form_fits_a_phone_and_few_sheets_and_has_no_barrier(tmp_path, language):
    path = tmp_path / "form.html"
    path.write_text(form(language), "utf-8")
    found = seen_on_a_phone(path)
    assert found["asked"] == ["form.html"]
    assert found["axe"] == []
    assert found["wide"] == 360
    assert 1 <= found["sheets"] <= 3


# ---- the command ---------------------------------------------------------------------------


@BOTH
def test_the_command_writes_a_table_that_excel_opens_and_the_book_reads(tmp_path, capsys, language):
    path = tmp_path / "class.csv"
    assert cli.main(["survey", "template", str(path), "--language", language]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == f"When it is filled in: microdrama survey check {path}"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfrespondent,education,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    path.write_bytes(content + ("r1,4,1,3," + ",".join("54321" * 8) + "\r\n").encode())
    found = read(path)
    assert found.answers.to_numpy().tolist() == [[5, 4, 3, 2, 1] * 8]
    assert found.people.iloc[0].to_list() == ["doctorate", "under-25", "producer"]
    assert found.faults == ()


def test_a_template_that_nobody_filled_in_is_said_to_have_no_respondent(tmp_path, capsys):
    path = tmp_path / "class.csv"
    cli.main(["survey", "template", str(path)])
    assert cli.main(["survey", "check", str(path)]) == 1
    assert "has headings and no respondent" in capsys.readouterr().out


def test_without_a_name_the_table_is_called_survey(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["survey", "template"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["survey.csv"]


def test_the_command_writes_a_form_beside_the_table(tmp_path, capsys):
    table, page = tmp_path / "class.csv", tmp_path / "class.html"
    arguments = ["survey", "template", str(table), "--form", str(page), "--language", "zh"]
    assert cli.main(arguments) == 0
    assert page.read_text("utf-8") == form("zh")
    assert f"{page} is written: open it in a browser and print it." in capsys.readouterr().out


@pytest.mark.parametrize("there", ["class.csv", "class.html"])
def test_a_file_that_is_there_is_kept_and_nothing_is_written(tmp_path, capsys, there):
    (tmp_path / there).write_text("mine")
    table, page = str(tmp_path / "class.csv"), str(tmp_path / "class.html")
    assert cli.main(["survey", "template", table, "--form", page]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path / there} is there already; give another name, or --force to replace it.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "mine"


def test_a_file_that_is_there_is_replaced_by_force(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("mine")
    assert cli.main(["survey", "template", str(path), "--force"]) == 0
    assert path.read_bytes() == ("\ufeff" + template()).encode()


def test_the_table_and_the_form_cannot_be_one_file(tmp_path, capsys):
    path = str(tmp_path / "class.csv")
    assert cli.main(["survey", "template", path, "--form", path]) == 1
    assert "cannot be both the table and the page" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, capsys, force):
    path = tmp_path / "nowhere" / "class.csv"
    assert cli.main(["survey", "template", str(path), *force]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{path} cannot be written (")
    assert (said.out.count("\n"), said.err) == (1, "")


def test_a_folder_in_the_place_of_the_file_is_one_sentence(tmp_path, capsys):
    assert cli.main(["survey", "template", str(tmp_path), "--force"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{tmp_path} cannot be written (")


def test_the_command_without_a_command_of_its_own_says_what_there_is(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["survey"])
    assert stopped.value.code == 2
    assert "template" in capsys.readouterr().err
