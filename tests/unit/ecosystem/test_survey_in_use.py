"""Whose survey the chapter shows, and the words that every figure says about it."""

from __future__ import annotations

import pytest

from microdrama.ecosystem.reading import SurveyError
from microdrama.ecosystem.reconstruction import as_csv
from microdrama.ecosystem.survey_in_use import survey_in_use
from microdrama.evidence.kinds import MARKS
from microdrama.intake import files
from surveys import answers, ours


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "OWN", tmp_path / "own")


def test_without_a_file_of_the_readers_it_is_the_reconstructed_survey():
    shown = survey_in_use()
    assert shown.kind == "reconstructed"
    assert shown.label == "the reconstructed survey"
    assert "not collected" in shown.caption
    assert shown.survey.answers.equals(ours().answers)


def test_answers_that_people_gave_are_never_called_reconstructed(tmp_path):
    path = tmp_path / "班级.csv"
    answers(12).astype(int).to_csv(path, index=False)
    files.keep("survey", path)
    shown = survey_in_use()
    assert shown.kind == "recomputed"
    assert shown.kind in MARKS
    assert shown.label == "班级.csv"
    assert shown.caption == "Your survey: 12 respondents from 班级.csv."
    assert "econstructed" not in shown.caption + shown.label
    assert len(shown.survey.answers) == 12


def test_a_file_that_says_it_is_reconstructed_is_shown_as_that(tmp_path):
    # Also from Excel, which saves with semicolons and fills the first rows up.
    lines = as_csv().splitlines()
    rows = [line.replace(",", ";") + ";" * 43 * (place < 4) for place, line in enumerate(lines)]
    path = tmp_path / "made.csv"
    path.write_text("\n".join(rows), "utf-8")
    files.keep("survey", path)
    shown = survey_in_use()
    assert len(shown.survey.answers) == 428
    assert shown.kind == "reconstructed"
    assert shown.caption == (
        "Reconstructed, as made.csv says: made to agree with the text, not collected."
    )


def test_one_respondent_is_not_spoken_of_as_several(tmp_path):
    path = tmp_path / "class.csv"
    answers(1).astype(int).to_csv(path, index=False)
    files.keep("survey", path)
    assert survey_in_use().caption == "Your survey: 1 respondent from class.csv."


def test_no_folder_of_the_machine_is_named(tmp_path):
    path = tmp_path / "class.csv"
    answers(5).astype(int).to_csv(path, index=False)
    files.keep("survey", path)
    shown = survey_in_use()
    assert str(tmp_path) not in shown.caption + shown.label + shown.survey.name


def test_thousands_of_respondents_are_counted_with_commas(tmp_path):
    path = tmp_path / "all.csv"
    answers(428).loc[answers(428).index.repeat(3)].astype(int).to_csv(path, index=False)
    files.keep("survey", path)
    assert "1,284 respondents" in survey_in_use().caption


def test_a_file_that_holds_no_survey_is_said_by_name(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("milk,eggs\n1,2\n", "utf-8")
    files.keep("survey", path)
    with pytest.raises(SurveyError, match=r"notes\.csv"):
        survey_in_use()


def test_forgetting_the_file_brings_the_reconstructed_survey_back(tmp_path):
    path = tmp_path / "class.csv"
    answers(5).astype(int).to_csv(path, index=False)
    files.keep("survey", path)
    assert survey_in_use().kind == "recomputed"
    files.keep("survey", None)
    assert survey_in_use().kind == "reconstructed"
