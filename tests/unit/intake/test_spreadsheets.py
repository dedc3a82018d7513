"""Rows of cells from any file: the ways that are the same for whatever a table holds."""

from __future__ import annotations

import openpyxl
import pytest

from microdrama.intake.spreadsheets import FIRST, SheetError, opened

#: Headings that no survey and no codebook has.
NAMES = {"fruit", "水果", "price"}


def known(row: list[str]) -> int:
    return sum(cell.strip() in NAMES for cell in row)


@pytest.fixture
def rows(tmp_path):
    """Return a function that saves bytes and reads all their rows."""

    def save(content: bytes, name: str = "list.csv") -> list[list[str]]:
        (tmp_path / name).write_bytes(content)
        return list(opened(tmp_path / name, known).rows)

    return save


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gbk", "utf-32"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_reading_in_which_most_headings_are_known_is_taken(rows, encoding, separator):
    text = f"水果{separator}price\n苹果{separator}3\n"
    assert rows(text.encode(encoding)) == [["水果", "price"], ["苹果", "3"]]


def test_the_headings_may_stand_below_a_title(rows):
    text = "a;list\n" * (FIRST - 1) + "fruit;price\nfig;1,5\n"
    assert rows(text.encode())[-1] == ["fig", "1,5"]


def test_an_excel_file_is_read_whatever_it_is_called(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["fruit", None, 3, True])
    book.save(tmp_path / "list.csv.xlsx")
    sheet = opened((tmp_path / "list.csv.xlsx").rename(tmp_path / "list.csv"), known)
    assert list(sheet.rows) == [["fruit", "", "3", "True"]]
    assert not sheet.can_slip


@pytest.mark.parametrize("content", [b"", b"\0\0\n", b"%PDF-1", b"PK\x03\x04", b"\x89PNG\r\n"])
def test_what_is_no_table_is_a_sentence_that_names_no_kind_of_table(rows, content):
    with pytest.raises(SheetError) as caught:
        rows(content)
    assert ";" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("survey", "answers", "drama"))
