"""A reader's own survey: what is read, what is said, and what is never lost."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microdrama import cli
from microdrama.ecosystem import instrument
from microdrama.ecosystem.questionnaire_form import template
from microdrama.ecosystem.reading import Survey, SurveyError, read
from microdrama.ecosystem.reading import rows as reading_rows
from microdrama.package import Fault

IDS = instrument.items()["id"].to_list()
ENGLISH = dict(zip(IDS, instrument.items()["wording"], strict=True))
CHINESE = dict(zip(IDS, instrument.items()["wording_zh"], strict=True))

Reader = Callable[..., Survey]


@pytest.fixture
def survey(tmp_path: Path) -> Reader:
    """Return a function that saves a text or bytes and reads them as a survey."""

    def save(content: str | bytes, encoding: str = "utf-8", **options: Any) -> Survey:
        path = tmp_path / "class.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path, **options)

    return save


@pytest.fixture
def excel(tmp_path: Path) -> Reader:
    """Return a function that saves rows as an Excel file and reads it as a survey."""

    def save(rows: list[list[Any]], **options: Any) -> Survey:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        path = tmp_path / "class.xlsx"
        book.save(path)
        return read(path, **options)

    return save


def table(survey: Survey) -> dict[int, list[float | None]]:
    """Return the answers by row, missing ones as None."""
    return {
        row: [None if np.isnan(answer) else float(answer) for answer in answers]
        for row, answers in zip(survey.answers.index, survey.answers.to_numpy(), strict=True)
    }


def said(survey: Survey) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in survey.faults]


def noted(survey: Survey, part: str) -> bool:
    return any(part in note for note in survey.notes)


# ---- what is read --------------------------------------------------------------------------


def test_answers_come_with_their_rows_as_a_spreadsheet_counts_them(survey):
    found = survey("PS2,PS1\n4,5\n\n1,2\n")
    assert table(found) == {2: [5, 4], 4: [2, 1]}
    assert found.answers.columns.to_list() == ["PS1", "PS2"]
    assert set(found.answers.dtypes) == {np.dtype("float32")}
    assert found.answers.index.name == "row"
    assert found.faults == ()


def test_a_survey_has_the_name_of_its_file_or_the_one_it_is_given(survey, tmp_path):
    assert survey("PS1\n4\n").name == "class.csv"
    assert survey("PS1\n4\n", name="seminar").name == "seminar"
    assert str(survey("PS1\n6\n", name="seminar").faults[0]).startswith(
        "seminar, row 2, column PS1"
    )
    assert survey("PS1\n6\n").faults[0].file == str(tmp_path / "class.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end_reads_the_same(survey, encoding, separator, end):
    rows = [
        ["学历", "PS1", CHINESE["PS2"], "备注"],
        ["硕士", "4", "5", "很好"],
        ["本科", "", "1", ""],
    ]
    text = end.join(separator.join(row) for row in rows) + end
    found = survey(text, encoding)
    assert table(found) == {2: [4, 5], 3: [None, 1]}
    assert found.people["education"].to_list() == ["master", "bachelor"]
    assert found.faults == ()
    assert noted(found, "“备注”")


def test_people_are_codes_of_options_with_all_options_as_categories(survey):
    found = survey("age,education,role,PS1\n25–40岁,Doctorate,导演,4\n,,,5\nunder-25,1,7,5\n")
    assert found.people.columns.to_list() == ["education", "age", "role"]
    assert found.people.index.equals(found.answers.index)
    assert found.people["age"].to_list() == ["25-40", np.nan, "under-25"]
    assert found.people["education"].to_list() == ["doctorate", np.nan, "below-bachelor"]
    assert found.people["role"].to_list() == ["director", np.nan, "other"]
    assert found.people["age"].cat.categories.to_list() == ["under-25", "25-40", "over-40"]
    assert found.faults == ()
    assert noted(found, "The numbers in the column “education” are read as 1 = below-bachelor, 2 =")
    assert not noted(found, "column “age”")


def test_a_survey_without_questions_about_the_person_has_no_people_but_their_rows(survey):
    found = survey("PS1\n4\n5\n")
    assert found.people.shape == (2, 0)
    assert found.people.index.to_list() == [2, 3]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("４", 4),
        ("4.0", 4),
        ("4.00", 4),
        ("4.", 4),
        ("04", 4),
        ("①", 1),
        ("4,0", 4),
        ("5 (strongly agree)", 5),
        ("5 strongly agree", 5),
        ("5=非常同意", 5),
        ("5. 非常同意", 5),
        ("5分", 5),
        ("５（非常同意）", 5),
        ("4 - agree", 4),
        ("4 points", 4),
        ("2 (rather not)", 2),
        ("\u200b3\u00a0", 3),
        ("5、", 5),
    ],
)
def test_a_whole_number_is_an_answer_with_or_without_a_label(survey, cell, answer):
    found = survey(f'PS1\n"{cell}"\n')
    assert (table(found), found.faults) == ({2: [answer]}, ())


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "  ",
        "NA",
        "n/a",
        "N/A",
        "#N/A",
        "NaN",
        "null",
        "-",
        "–",
        "—",
        "--",
        ".",
        "无",
        "99",
        "99.0",
        "９９",
        "（空）",
        "(跳过)",
        "未填",
    ],
)
def test_a_cell_without_an_answer_is_missing_and_no_fault(survey, cell):
    found = survey(f'PS1,PS2,age\n"{cell}",3,"{cell}"\n')
    assert (table(found), found.faults) == ({2: [None, 3]}, ())
    assert found.people["age"].isna().all()


def test_what_stands_for_a_missing_answer_can_be_declared(survey):
    text = "PS1,PS2\n-3,9\n99,5\n"
    assert table(survey(text, missing=["-3", "9"])) == {2: [None, None], 3: [None, 5]}
    # With others declared, 99 is no longer missing: it is named once, for the whole file.
    assert [row for row, _, _ in said(survey(text, missing=["-3", "9"]))] == [0]
    assert table(survey(text, missing=["5"])) == {2: [None, None], 3: [None, None]}


def test_an_item_that_is_turned_round_is_kept_as_answered(survey):
    assert table(survey("PS4\n1\n")) == {2: [1]}


# ---- what is left out ----------------------------------------------------------------------


def test_columns_that_are_no_item_are_left_out_by_name_in_one_note(survey):
    found = survey("Time,PS1,,PS1_recoded,respondent,编号\n9:00,4,x,2,7,8\n")
    assert table(found) == {2: [4]}
    about = [note for note in found.notes if "Time" in note or "编号" in note]
    assert about == ["Not read, since no item or question is named so: “Time” and “PS1_recoded”."]


def test_many_columns_that_are_no_item_are_counted(survey):
    headings = ",".join(f"x{n}" for n in range(30))
    found = survey(f"PS1,{headings}\n4\n")
    assert noted(found, "“x7” and 22 more.")


def test_the_second_row_of_the_template_is_left_out(survey):
    for language in ("en", "zh"):
        text = template(language) + "1,2,2,director," + ",".join(["4"] * 40) + "\n"
        found = survey("\ufeff" + text)
        assert table(found) == {3: [4] * 40}
        assert found.faults == ()
        assert found.people.iloc[0].to_list() == ["bachelor", "25-40", "director"]
        assert not noted(found, "Not read")


def test_the_wordings_alone_are_headings_too(survey):
    for language in ("en", "zh"):
        text = template(language).split("\r\n", 1)[1]
        found = survey(text + "1,2,2,director," + ",".join(["4"] * 40) + "\n")
        assert table(found) == {2: [4] * 40}
        assert found.people.iloc[0].to_list() == ["bachelor", "25-40", "director"]
        assert not noted(found, "Not read")


def test_headings_that_come_again_where_tables_were_pasted_together_are_left_out(survey):
    found = survey("PS1,PS2\n1,2\nPS1,PS2\n3,4\nps 01,ps 02\n5,5\n")
    assert (table(found), found.faults) == ({2: [1, 2], 4: [3, 4], 6: [5, 5]}, ())


def test_a_second_row_with_wordings_of_ones_own_is_left_out_and_noted(survey):
    found = survey("PS1,PS2\nOur city helps us,The rules are very clear\n1,2\n")
    assert (table(found), found.faults) == ({3: [1, 2]}, ())
    assert "Row 2 holds words, not answers, and is left out." in found.notes


def test_a_second_row_with_some_wordings_changed_is_left_out_and_noted(survey):
    changed = template().replace("Shanghai", "Hangzhou")
    found = survey(changed + "1,2,2,director," + ",".join(["4"] * 40) + "\n")
    assert (table(found), found.faults) == ({3: [4] * 40}, ())
    assert "Row 2 holds words, not answers, and is left out." in found.notes


def test_a_respondent_who_answers_in_words_is_no_row_of_wordings(survey):
    found = survey("PS1,PS2\nNeither agree nor disagree,Neither agree nor disagree\n1,2\n")
    assert table(found) == {2: [3, 3], 3: [1, 2]}
    assert found.faults == ()


def test_words_of_ones_own_after_an_id_are_noted(survey):
    found = survey("PS1. Our city helps us a lot,PS2\n1,2\n")
    assert table(found) == {2: [1, 2]}
    assert noted(found, "The words in the heading of PS1 are not those of the questionnaire")


def test_a_title_above_the_headings_is_left_out_and_noted(survey):
    found = survey("Our class,,\n,,\nPS1,PS2,age\n1,2,25-40\n")
    assert table(found) == {4: [1, 2]}
    assert "What stands above the headings in row 3 is left out: “Our class”." in found.notes
    assert found.above == ("Our class",)
    assert survey("PS1\n4\n").above == ()


def test_blank_rows_are_skipped_and_a_respondent_without_answers_is_kept(survey):
    found = survey("name,PS1\n,\nAnn,4\n , \nBob,\n\n,NA\n,,,\n")
    assert table(found) == {3: [4], 5: [None], 7: [None]}
    assert noted(found, "2 respondents have no answer to any item")


# ---- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            "6",
            "“6” is not on the scale from 1 to 5; write a whole number from 1 to 5, or leave "
            "the cell empty.",
        ),
        ("0", "“0” is not on the scale"),
        ("-1", "“-1” is not on the scale"),
        ("44", "“44” is not on the scale"),
        ("3.5", "“3.5” is not a whole number; write a whole number from 1 to 5"),
        ("3,5", "“3,5” is not a whole number"),
        ("abc", "“abc” is no answer; write a whole number from 1 to 5, or leave the cell empty."),
        ("4-5", "“4-5” is no answer"),
        ("4 or 5", "“4 or 5” is no answer"),
        ("4/5", "“4/5” is no answer"),
        ("4½", "“4½” is no answer"),
        ("4?", "“4?” is no answer"),
        ("4x", "“4x” is no answer"),
        ("1e0", "“1e0” is no answer"),
        ("TRUE", "“TRUE” is no answer"),
        ("2024-05-04", "“2024-05-04” is a date, perhaps made of an answer by a spreadsheet; write"),
        ("5-May", "“5-May” is a date"),
        ("5月4日", "“5月4日” is no answer"),
        ("B", "“B” is no answer"),
        ("a,b", "“a,b” is no answer"),
        ("A7", "“A7” is not on the scale"),
        ("1 (strongly agree)", "“1 (strongly agree)” has a number and the words for 5; correct"),
        ("PS1", "“PS1” is a heading among the answers"),
    ],
)
def test_a_cell_that_is_no_answer_is_one_fault_that_names_its_place(survey, cell, message):
    found = survey(f'x,PS1,PS2,PS3\n1,"{cell}",3,3\n2,4,4,4\n')
    assert table(found) == {2: [None, 3, 3], 3: [4, 4, 4]}
    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, "PS1")
    assert fault.message.startswith(message)


def test_an_answer_about_the_person_that_is_no_option_is_a_fault(survey):
    found = survey("age,PS1\n31,4\n")
    assert said(found) == [
        (
            2,
            "age",
            "“31” is none of the answers; write under-25, 25-40, over-40, or leave the cell empty.",
        ),
    ]
    assert table(found) == {2: [4]}


def test_a_fault_names_the_column_as_the_file_does_on_one_short_line(survey):
    found = survey(f'"{ENGLISH["PS2"]}","PS\n1"\n6,"{"no " * 100}\n!"\n')
    assert [column for _, column, _ in said(found)] == [
        "The rules for micro-dramas in Shanghai a…",
        "PS 1",
    ]
    assert all(len(str(fault).splitlines()) == 1 for fault in found.faults)
    assert all(len(fault.message) < 150 for fault in found.faults)


def test_of_two_columns_for_an_item_the_first_counts(survey):
    found = survey("PS1,PS2,ps 01,age,AGE\n1,2,3,25-40,31\n")
    assert table(found) == {2: [1, 2]}
    assert [(row, column) for row, column, _ in said(found)] == [(1, "ps 01"), (1, "AGE")]
    assert said(found)[0][2] == (
        "there is a column for PS1 before this one, and that one counts; delete or rename one of "
        "the two."
    )


def test_what_is_wrong_in_many_cells_is_one_sentence_a_kind(survey):
    found = survey("PS1,PS2\n" + "9,5\n" * 2999 + "9,7\n" + "4,x\n")
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "PS1"), (3002, "PS2")]
    assert found.faults[0].message == (
        "“9” is not on the scale from 1 to 5; write a whole number from 1 to 5, or leave the cell "
        "empty. The same is wrong with 3,000 more cells: row 3 of PS1 (“9”); row 4 of PS1 (“9”); "
        "row 5 of PS1 (“9”); row 6 of PS1 (“9”); row 7 of PS1 (“9”); and 2,995 more."
    )
    assert found.answers["PS2"].count() == 2999


def test_one_more_cell_of_a_kind_is_named_with_its_place(survey):
    (fault,) = survey("PS1,PS2\n4,7\n0,3\n").faults
    assert (fault.row, fault.column) == (2, "PS2")
    assert fault.message.endswith("The same is wrong with 1 more cell: row 3 of PS1 (“0”).")


def test_a_row_with_too_many_cells_is_left_out_since_its_cells_may_have_moved(survey):
    found = survey("note,PS1,PS2\nyes, but,1,2\nno,3,4\nno,3,4,,\nno,5\n")
    assert table(found) == {3: [3, 4], 4: [3, 4], 5: [5, None]}
    assert said(found) == [
        (
            2,
            "",
            "has more cells than there are headings, so its answers are left out; put "
            "quotation marks around a text with a separator in it.",
        ),
    ]


def test_rows_that_are_all_shorter_than_the_headings_are_noted(survey):
    note = "No row reaches the last column that is read; if a heading has a separator in it, put it"
    assert noted(survey("PS1,Why, please,PS2\n4,so,5\n3,,2\n"), note)
    # Excel leaves out separators at the end of some rows, and of headings beside the table.
    assert not noted(survey("PS1,Why please,PS2\n4,so,5\n3\n"), note)
    found = survey("PS1,PS2,,\n4,5\n3,2,,a remark beside the table\n")
    assert table(found) == {2: [4, 5], 3: [3, 2]}
    assert not noted(found, note)


def test_many_rows_with_too_many_cells_are_counted(survey):
    found = survey("PS1\n" + "1,2\n" * 30 + "4\n")
    assert table(found) == {32: [4]}
    assert len(found.faults) == 21
    assert found.faults[-1].message.startswith("10 more rows have the same fault")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (['1,"never closed', "2,x", "3,y", "4,z"], [2]),
        (['1,"one', '2,"two', "3,y", "4,z"], [2, 3]),
        (["1,x", '2,"Xi"an"', "3,y", '4,"z'], [3, 5]),
        (['1,"a ""good"" one"', "2,x", '3,5" screen', "4,z"], []),
    ],
)
def test_a_stray_quotation_mark_costs_no_other_row_its_answers(survey, rows, wrong):
    found = survey("PS1,note\n" + "\n".join(rows) + "\n")
    assert table(found) == {2: [1], 3: [2], 4: [3], 5: [4]}
    assert [row for row, _, _ in said(found)] == wrong


def test_an_open_quotation_mark_in_a_long_file_costs_no_row(survey):
    found = survey('PS1,note\n1,"oh\n' + "2,x\n" * 500)
    assert len(found.answers) == 501
    assert [row for row, _, _ in said(found)] == [2]


def test_a_cell_with_line_breaks_is_one_row_as_in_a_spreadsheet(survey):
    found = survey('note,PS1\n"one\ntwo\n\nthree",1\nx,9\n')
    assert table(found) == {2: [1], 3: [None]}
    assert [row for row, _, _ in said(found)] == [3]


def test_a_broken_letter_costs_no_other_cell(survey):
    rows = ["PS1,education,note", "4,本科,很好", "5,硕士,不错", "3,博士,"]
    for encoding, other in (("utf-8", "gbk"), ("gbk", "utf-8")):
        text = "\n".join(rows + ["2,本科,挺好的"] * 20).encode(encoding) + b"\xff\xff\n"
        found = survey(text)
        assert list(table(found).values())[:3] == [[4], [5], [3]], other
        assert found.people["education"].to_list()[:3] == ["bachelor", "master", "doctorate"]
        assert found.faults == ()
        assert noted(found, "save the file again as “CSV UTF-8”")


def test_a_western_file_in_windows_letters_is_read(survey):
    found = survey("PS1,Größe,age\n4,é,25–40\n", "cp1252")
    assert table(found) == {2: [4]}
    assert found.people["age"].to_list() == ["25-40"]
    assert noted(found, "“Größe”")


# ---- what looks odd ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "PS1,TM1\n4,\n5,NA\n",
            "Nobody answered technological maturity (TM), so what needs it is left out.",
        ),
        (
            "PS1\n4\n",
            "There is no column for market competition (MC), so what needs it is left out.",
        ),
        ("PS1,PS2\n4,\n5,\n", "Nobody answered PS2; the others stand for policy support (PS)."),
        (
            "PS1,PS2\n4,1\n5,2\n",
            "There is no column for PS3 and PS4; the others stand for policy support (PS).",
        ),
        (
            "PS1,PS2\n4,1\n4,2\n",
            "Everybody answered 4 to PS1, so it does not tell respondents apart.",
        ),
        (
            "PS1,age\n4,25-40\n4,25-40\n,\n",
            "Everybody answered 25-40 to age, so groups cannot be compared.",
        ),
        ("PS1,age\n4,\n4,\n", "Nobody answered age, so nothing is said about it."),
        ("PS1\n4\n", "There is no column for education, so nothing is said about it."),
        ("PS1,x\nNA,1\n99,1\n", "There is not a single answer that can be used."),
        (
            "PS1,PS2\nNA,99\n4,5\n",
            "1 respondent has no answer to any item and no part in any result.",
        ),
    ],
)
def test_what_looks_odd_is_a_note_and_no_fault(survey, text, note):
    found = survey(text)
    assert note in found.notes
    assert found.faults == ()


def test_one_respondent_is_not_said_to_be_everybody(survey):
    assert not noted(survey("PS1,age\n4,25-40\n"), "Everybody")


def test_ten_respondents_who_answer_everything_differently_need_no_note(survey):
    rows = [
        f"x{n},{n % 4 + 1},{n % 3 + 1},{n % 7 + 1},"
        + ",".join(str((n + item) % 5 + 1) for item in range(40))
        for n in range(10)
    ]
    found = survey(template() + "\n".join(rows) + "\n")
    assert len(found.answers) == 10
    assert found.faults == ()
    # All notes are about the answers given as numbers.
    assert [note for note in found.notes if not note.startswith("The numbers in")] == []


# ---- nothing to read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; save the table with its headings and rows."),
        (b"\n \r\n", "is empty;"),
        (b"\xef\xbb\xbf", "is empty;"),
        (b"PS1,PS2\n", "has headings and no respondent; add one row for each"),
        (b"PS1,PS2\n\n,\n", "has headings and no respondent;"),
        (b"PS1,PS2\nPS1,PS2\n", "has headings and no respondent;"),
        (b"age,role\n25-40,other\n", "has no column that is named after an item, such as PS1;"),
        (b"just some words", "has no column that is named after an item"),
        (b"PS1\n1,2\n3,4\n", "has more cells in every row than in the headings;"),
        (b"\x89PNG\r\n\x1a\n", "is a picture; save the table as"),
        (b"\xff\xd8\xff\xe0", "is a picture;"),
        (b"%PDF-1.7", "is a PDF;"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or locked Office file;"),
        (b"PK\x03\x04 and no more", "cannot be read as an Excel file; open it in Excel"),
        (bytes(range(256)) * 10, "has no column that is named after an item"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_one_sentence(survey, content, message):
    with pytest.raises(SurveyError) as caught:
        survey(content, name="class.csv")
    assert str(caught.value).startswith(f"class.csv {message}")
    assert str(caught.value).endswith(".")
    assert str(caught.value).count("\n") == 0


def test_a_folder_and_a_file_that_is_not_there_are_one_sentence(tmp_path):
    with pytest.raises(SurveyError, match="is a folder; give the file in it"):
        read(tmp_path)
    with pytest.raises(SurveyError, match="is not there; check its name and folder"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(SurveyError, match="is not there"):
        read("a\0b.csv")


def test_a_file_that_may_not_be_opened_is_one_sentence(tmp_path, monkeypatch):
    path = tmp_path / "class.csv"
    path.write_text("PS1\n4\n")

    # Refused by hand, because who runs the tests as root may open everything.
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SurveyError, match="cannot be opened"):
        read(path)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["word/document.xml"], "is a Word document;"),
        (["mimetype", "content.xml"], "is an OpenDocument file;"),
        (["photo.jpg"], "is an archive;"),
        (["xl/workbook.xml"], "cannot be read as an Excel file"),
    ],
)
def test_an_archive_that_is_no_survey_is_one_sentence(tmp_path, names, kind):
    path = tmp_path / "class.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "something")
    with pytest.raises(SurveyError, match=kind):
        read(path)


# ---- Excel ---------------------------------------------------------------------------------


def test_an_excel_file_reads_as_its_cells_show(excel):
    found = excel(
        [
            ["age", "PS1", "PS2", CHINESE["PS3"]],
            ["25-40", 4, 5.0, "３"],
            [],
            [None, 3.5, True, "5 (yes)"],
        ]
    )
    assert table(found) == {2: [4, 5, 3], 4: [None, None, 5]}
    assert [(row, column) for row, column, _ in said(found)] == [(4, "PS1"), (4, "PS2")]
    assert found.people["age"].to_list() == ["25-40", np.nan]


def test_an_excel_file_may_be_named_csv(tmp_path, excel):
    excel([["PS1"], [4]])
    path = (tmp_path / "class.xlsx").rename(tmp_path / "other.csv")
    assert table(read(path)) == {2: [4]}


def test_cells_beside_the_table_in_excel_do_not_move_others(excel):
    assert table(excel([["PS1"], [4, None, "a remark"], [5]])) == {2: [4], 3: [5]}


def test_only_the_first_sheet_is_read_and_that_is_noted(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "answers"
    book.active.append(["PS1"])
    book.active.append([4])
    book.create_sheet("other").append(["x"])
    book.save(tmp_path / "class.xlsx")
    found = read(tmp_path / "class.xlsx")
    assert table(found) == {2: [4]}
    assert "Only the first sheet, “answers”, is read." in found.notes


def test_an_excel_file_without_a_sheet_of_cells_is_one_sentence(tmp_path):
    book = openpyxl.Workbook()
    book.create_chartsheet()
    del book[book.sheetnames[0]]
    book.save(tmp_path / "class.xlsx")
    with pytest.raises(SurveyError, match=r"has no sheet|cannot be read"):
        read(tmp_path / "class.xlsx")


def test_the_value_of_a_formula_is_read(tmp_path):
    # Excel saves the value beside the formula; openpyxl does not, so it is put there by hand.
    book = openpyxl.Workbook()
    book.active.append(["PS1"])
    book.active.append(["=2+2"])
    book.save(tmp_path / "without.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "without.xlsx") as before,
        zipfile.ZipFile(tmp_path / "class.xlsx", "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name).replace(b"<f>2+2</f><v />", b"<f>2+2</f><v>4</v>")
            after.writestr(name, content.replace(b"<f>2+2</f><v></v>", b"<f>2+2</f><v>4</v>"))
    assert table(read(tmp_path / "class.xlsx")) == {2: [4]}


# ---- whatever is written is read ------------------------------------------------------------

MISSING = ("", "NA", "99", "-", "无", "n/a")


@st.composite
def surveys(draw):
    """Draw a survey: items in the order of the columns, answers by row, None for missing."""
    items = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=8, unique=True))
    row = st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=len(items), max_size=len(items))
    return items, draw(st.lists(row, min_size=1, max_size=12))


def expected(items: list[str], rows: list[list[int | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=items, dtype="float32")
    return frame[[item for item in IDS if item in items]]


@pytest.mark.slow
@given(
    surveys(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([str, ENGLISH.get, CHINESE.get, lambda i: f"{i}. {CHINESE[i]}", str.lower]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(MISSING),
    st.booleans(),
)
@settings(max_examples=300)
def test_any_answers_in_any_file_are_read_back(
    survey, drawn, encoding, separator, heading, quoting, end, missing, second_row
):
    items, rows = drawn
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerow(["respondent", *map(heading, items), "意见"])
    if second_row:
        writer.writerow(["编号", *map(CHINESE.get, items), "意见"])
    for number, row in enumerate(rows):
        cells = [missing if answer is None else answer for answer in row]
        writer.writerow([f"r{number}", *cells, "好"])
    found = survey(text.getvalue(), encoding)
    first = 3 if second_row else 2
    assert found.answers.index.to_list() == list(range(first, first + len(rows)))
    pd.testing.assert_frame_equal(
        found.answers.reset_index(drop=True), expected(items, rows), check_column_type=False
    )
    assert found.faults == ()


@given(surveys(), st.sampled_from([str, ENGLISH.get, CHINESE.get]), st.booleans())
@settings(max_examples=40)
def test_any_answers_in_an_excel_file_are_read_back(excel, drawn, heading, as_text):
    items, rows = drawn
    cells = [["x", *(str(a) if a and as_text else a for a in row)] for row in rows]
    found = excel([["respondent", *map(heading, items)], *cells])
    pd.testing.assert_frame_equal(
        found.answers.reset_index(drop=True), expected(items, rows), check_column_type=False
    )
    assert found.faults == ()


WRONG = (
    "6",
    "0",
    "-1",
    "3.5",
    "yes",
    "4?",
    "PS1 4",
    "4;5",
    "a,b",
    'so "so"',
    "line\nbreak",
    "1" * 5000,
)


@pytest.mark.slow
@given(surveys(), st.data())
@settings(max_examples=150)
def test_a_fault_costs_its_own_cell_and_no_other(survey, drawn, data):
    items, rows = drawn
    places = [(r, c) for r in range(len(rows)) for c in range(len(items))]
    # Five cells beyond the end would be another scale, which stops the reading.
    spoilt = data.draw(st.sets(st.sampled_from(places), max_size=4))
    cells = [[answer or "" for answer in row] for row in rows]
    wanted = [list(row) for row in rows]
    for r, c in spoilt:
        cells[r][c], wanted[r][c] = data.draw(st.sampled_from(WRONG)), None
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["x", *items], *(["x", *row] for row in cells)])
    found = survey(text.getvalue())
    pd.testing.assert_frame_equal(
        found.answers.reset_index(drop=True), expected(items, wanted), check_column_type=False
    )
    assert {(fault.row, fault.column) for fault in found.faults} <= {
        (r + 2, items[c]) for r, c in spoilt
    }
    assert sum(map(cells_of, found.faults)) == len(spoilt)


def cells_of(fault: Fault) -> int:
    """Return how many cells a fault speaks of."""
    more = re.search(r"The same is wrong with ([0-9,]+) more", fault.message)
    return 1 + int(more[1].replace(",", "")) if more else 1


@given(st.text(max_size=60))
@example("4" * 60)
@example("\ud800".encode("utf-8", "replace").decode())
def test_any_cell_at_all_is_an_answer_missing_or_one_fault_on_one_line(survey, cell):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["x", "PS1", "age", "PS2"], ["x", cell, cell, "4"]])
    found = survey(text.getvalue().encode("utf-8", "replace"))
    assert found.answers["PS2"].to_list() == [4]
    assert found.answers["PS1"].isna()[2] or found.answers["PS1"][2] in (1, 2, 3, 4, 5)
    for fault in found.faults:
        assert len(str(fault).splitlines()) == 1
        assert fault.message.endswith(".")


def harmless(survey: Reader, content: bytes) -> None:
    """Read a file that may be anything; only a sentence may be raised."""
    try:
        found = survey(content, name="it")
    except SurveyError as error:
        assert str(error).startswith("it ")
        assert len(str(error).splitlines()) == 1
    else:
        assert (found.answers.isin([1, 2, 3, 4, 5]) | found.answers.isna()).all(axis=None)
        assert len(found.answers) == len(found.people) > 0


@pytest.mark.slow
@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_at_all_are_a_survey_or_one_sentence(survey, content):
    harmless(survey, content)
    harmless(survey, b"PS1,PS2\n" + content)
    harmless(survey, b"PK\x03\x04" + content)
    harmless(survey, b"\xff\xfe" + content)


@st.composite
def spoilt(draw, good: bytes) -> bytes:
    """Draw a file that was good before something happened to it."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content) - 1))
        match draw(st.sampled_from(["change", "insert", "cut", "repeat"])):
            case "change":
                content[place] = draw(st.integers(0, 255))
            case "insert":
                content[place:place] = draw(
                    st.sampled_from([b'"', b"\n", b",", b";", b"\0", b"\xff"])
                )
            case "cut":
                del content[place : place + draw(st.integers(1, 50))]
            case "repeat":
                content[place:place] = content[place : place + 30]
        content = content or bytearray(b"x")
    return bytes(content)


TEXT = (
    "\ufeff" + template() + "\n".join("r,2,2,1," + ",".join("12345" * 8) for _ in range(5))
).encode()


@pytest.mark.slow
@given(spoilt(TEXT))
@settings(max_examples=200)
def test_a_spoilt_text_file_is_a_survey_or_one_sentence(survey, content):
    harmless(survey, content)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(template() + "r,2,2,1," + ",".join("12345" * 8))):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.slow
@given(spoilt(_workbook()))
@settings(max_examples=150)
def test_a_spoilt_excel_file_is_a_survey_or_one_sentence(survey, content):
    harmless(survey, content)


@pytest.mark.slow
@given(
    st.sampled_from(
        [
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
            "[Content_Types].xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
        ]
    ),
    st.data(),
)
@settings(max_examples=80)
def test_an_excel_file_with_a_spoilt_part_is_a_survey_or_one_sentence(survey, part, data):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook())) as before,
        zipfile.ZipFile(content, "w") as after,
    ):
        for name in before.namelist():
            inside = before.read(name)
            after.writestr(name, data.draw(spoilt(inside)) if name == part else inside)
    harmless(survey, content.getvalue())


def test_many_blocks_of_rows_read_as_one(survey, monkeypatch):
    answers = [str(n % 5 + 1) for n in range(1000)]
    text = "PS1,age\n" + "".join(
        f"{answer},{'x' if n % 100 == 0 else '25-40'}\n" for n, answer in enumerate(answers)
    )
    whole = survey(text)
    monkeypatch.setattr(reading_rows, "CHUNK", 7)
    parts = survey(text)
    pd.testing.assert_frame_equal(whole.answers, parts.answers)
    pd.testing.assert_frame_equal(whole.people, parts.people)
    assert whole.faults == parts.faults
    (fault,) = whole.faults
    assert (fault.row, cells_of(fault)) == (2, 10)
    assert "; ".join(f"row {row} of age (“x”)" for row in range(102, 502, 100)) in fault.message


# ---- the command ---------------------------------------------------------------------------


def test_the_command_prints_faults_notes_and_what_can_be_used(tmp_path, capsys):
    path = tmp_path / "class.csv"
    path.write_text("age,PS1,PS2,MC1,x\n" + "25-40,4,6,5,y\n" + "over-40,3,2,,y\n" * 10)
    assert cli.main(["survey", "check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}, row 2, column PS2: “6” is not on the scale from 1 to 5")
    assert lines[1] == "Note: Not read, since no item or question is named so: “x”."
    assert "What can be used: 11 respondents" in lines
    assert "  Policy support (PS): 21 of 22 answers, 2 of 4 items" in lines
    assert "  Market competition (MC): 1 of 11 answers, 1 of 4 items" in lines
    assert "  Innovation performance (NP): 0 of 0 answers, 0 of 4 items" in lines
    assert "  age: 11 of 11 answers" in lines


#: The four shares were also drawn: 80.0% to 80.4% of 40,000 samples each find them.
CARRIES = {
    1: "With 1 respondent, fewer than the 10 that the analysis is made for, no effect can be "
    "tested.",
    6: "With 6 respondents, fewer than the 10 that the analysis is made for, the effect of one "
    "predictor is found in four of five samples only if it explains at least 70% of the "
    "differences, a correlation of 0.84, those of three only if they do so with at least 94%. "
    "Most smaller effects are missed, and those that show look larger than they are. Read the "
    "intervals, not the numbers.",
    10: "With 10 respondents the effect of one predictor is found in four of five samples only if "
    "it explains at least 51% of the differences, a correlation of 0.71, those of three only if "
    "they do so with at least 68%. Most smaller effects are missed, and those that show look "
    "larger than they are. Read the intervals, not the numbers.",
}


@pytest.mark.parametrize("n", CARRIES)
def test_the_check_says_what_few_respondents_can_carry(tmp_path, capsys, n):
    path = tmp_path / "class.csv"
    # Who answered nothing carries nothing.
    path.write_text("name,PS1\n" + "Ann,4\n" * n + "Bob,\n" * 40)
    cli.main(["survey", "check", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index(f"What can be used: {n + 40} respondents") + 1] == (
        f"  Careful: {CARRIES[n]}"
    )


def test_the_check_says_nothing_of_the_kind_of_fifty_respondents_or_of_none(tmp_path, capsys):
    path = tmp_path / "class.csv"
    for answers in (["4"] * 50, ["NA"] * 3):
        path.write_text("PS1,x\n" + "".join(f"{answer},y\n" for answer in answers))
        cli.main(["survey", "check", str(path)])
        assert "Careful" not in capsys.readouterr().out


def test_a_survey_without_faults_passes_the_check_even_with_notes(tmp_path, capsys):
    path = tmp_path / "class.csv"
    path.write_text("PS1\n4\n")
    assert cli.main(["survey", "check", str(path)]) == 0
    assert "What can be used: 1 respondent\n" in capsys.readouterr().out


def test_a_code_for_a_missing_answer_can_be_given_to_the_command(tmp_path, capsys):
    path = tmp_path / "class.csv"
    path.write_text("PS1\n4\n88\n-7\n99\n")
    assert cli.main(["survey", "check", str(path)]) == 1
    assert cli.main(["survey", "check", str(path), "--missing", "88", "--missing=-7"]) == 1
    assert "“99” stands in 1 cell of PS1 and is no answer" in capsys.readouterr().out
    every = ["--missing", "88", "--missing=-7", "--missing", "99"]
    assert cli.main(["survey", "check", str(path), *every]) == 0


def test_a_survey_that_cannot_be_read_is_one_sentence_of_the_command(tmp_path, capsys):
    assert cli.main(["survey", "check", str(tmp_path / "nothing.csv")]) == 1
    said = capsys.readouterr()
    assert said.out == f"{tmp_path / 'nothing.csv'} is not there; check its name and folder.\n"
    assert said.err == ""
