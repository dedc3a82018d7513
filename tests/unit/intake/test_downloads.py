"""What a reader downloads runs nothing in a spreadsheet, and its numbers are numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.book.drawing import _csv as table_of_a_figure
from microdrama.exhibits.symbols.coder import _row as row_of_a_drama
from microdrama.intake.downloads import as_csv, neutral


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://example.invalid","open")',
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,2)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "+86 21 1234 x",
        "- a line of a dialogue",
    ],
)
def test_a_text_that_begins_like_a_formula_is_marked_as_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            -2,
            3.5,
            -0.25,
            None,
            True,
            "",
            "-2",
            "+3.5",
            "-0.25",
            "-1,234.5",
            "1e-5",
            "-1E5",
            "-3 %",
        ),
        *("a=b", "The Double Life", "−2", "– a dash", "1-2", "微短剧", "=", "-", "+", " - "),
    ],
)
def test_numbers_and_other_texts_stay_as_they_are(cell):
    assert neutral(cell) == cell
    assert type(neutral(cell)) is type(cell)


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), min_size=1)
)
def test_no_cell_of_a_file_is_a_formula_and_none_is_lost(rows):
    read = list(csv.reader(io.StringIO(as_csv(rows), newline="")))
    cells = [cell for row in read for cell in row]
    for cell in cells:
        bare = cell.lstrip("\0 \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0")
        if bare[:1] in ("=", "+", "-", "@") and bare[1:].strip():
            float(bare.replace(",", ".", 1).replace(",", "").rstrip("% ") or "x")
    # One line a row, except that a row of one empty cell is a blank line.
    assert [[c.removeprefix("'") for c in row] for row in read] == [
        [neutral(c).removeprefix("'") for c in row] for row in rows
    ]


def test_the_table_of_a_figure_and_the_row_of_a_drama_are_such_files():
    table = {"columns": ["Drama", "Change"], "rows": [["=1+1", -2.5], ["@b", 3]]}
    assert table_of_a_figure(table) == "Drama,Change\n'=1+1,-2.5\n'@b,3\n"
    assert "<code>&#x27;=1+1,,&#x27;@symbol,deep</code>" in row_of_a_drama(
        "=1+1", "@symbol", {"depth": "deep"}
    )
