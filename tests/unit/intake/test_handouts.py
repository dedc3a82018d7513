"""What a class is handed: wordings in two languages, tables, pages, and the files."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Outline, seen_on_a_phone
from microdrama.intake.downloads import as_csv
from microdrama.intake.handouts import ENDINGS, LANGUAGES, hand_out, page, worded

FRAME = pd.DataFrame({"wording": ["yes", "no"], "wording_zh": ["是", "否"]})


def test_wordings_are_there_in_two_languages_and_no_other():
    assert worded(FRAME, "wording", "en").to_list() == ["yes", "no"]
    assert worded(FRAME, "wording", "zh").to_list() == ["是", "否"]
    with pytest.raises(ValueError, match="in en and zh, not in 'fr'"):
        worded(FRAME, "wording", "fr")


def test_every_language_stands_in_columns_of_its_own():
    assert LANGUAGES == ("en", "zh")
    assert len(set(ENDINGS.values())) == len(LANGUAGES)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4))
def test_a_table_is_read_back_as_it_was_written(rows):
    assert list(csv.reader(io.StringIO(as_csv(rows), newline=""))) == rows


def test_a_table_has_the_line_ends_of_a_spreadsheet():
    assert as_csv([["a", "b"], ["1", "x, y"]]) == 'a,b\r\n1,"x, y"\r\n'


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_a_page_says_its_language_and_heads_itself(language, tag):
    outline = Outline(page("intake/page.html", language, "A <b> & more"))
    assert outline.all("html") == [{"lang": tag}]
    assert outline.text.count("A <b> & more") == 2
    assert not outline.all("b")
    assert len(outline.all("h1")) == len(outline.all("main")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_fits_a_phone_and_has_no_barrier(tmp_path, language):
    path = tmp_path / "page.html"
    path.write_text(page("intake/page.html", language, "Title"), "utf-8")
    assert seen_on_a_phone(path) == {"asked": ["page.html"], "wide": 360, "axe": [], "sheets": 1}


def test_files_are_written_and_said(tmp_path, capsys):
    table, printed = tmp_path / "table.csv", tmp_path / "page.html"
    assert hand_out(table, "a\r\n", (printed, "<p>"), False, "drama", "microdrama read") == 0
    assert table.read_bytes() == b"\xef\xbb\xbfa\r\n"
    assert printed.read_text() == "<p>"
    assert capsys.readouterr().out.splitlines() == [
        f"{table} is written: one row for each drama goes below its two rows of headings.",
        f"{printed} is written: open it in a browser and print it.",
        f"When it is filled in: microdrama read {table}",
    ]


def test_a_file_that_is_there_is_replaced_only_when_asked(tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text("mine")
    assert hand_out(table, "new", None, False, "drama", "read") == 1
    assert table.read_text() == "mine"
    assert "--force" in capsys.readouterr().out
    assert hand_out(table, "new", None, True, "drama", "read") == 0
    assert table.read_text("utf-8-sig") == "new"


def test_one_file_cannot_be_both(tmp_path, capsys):
    table = tmp_path / "table.csv"
    same = tmp_path / "." / "table.csv"
    assert hand_out(table, "a", (same, "b"), True, "drama", "read") == 1
    assert not table.exists()
    assert "give one of them another name" in capsys.readouterr().out
