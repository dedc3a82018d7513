"""What people type, made comparable and short, and files that are written for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.intake.text import NOTHING, fold, listed, plain, save, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Two   Words ", "two words"),
        ("ＰＳ１", "ps1"),
        ("a\u200bb\ufeff", "ab"),
        ("\u3000天\u00a0地", "天 地"),
        ("STRASSE", "strasse"),
        ("", ""),
    ],
)
def test_plain_text_has_one_width_and_case_and_single_spaces(text, expected):
    assert plain(text) == expected


@given(st.text(max_size=30))
def test_what_is_plain_stays_as_it_is_and_folds_to_the_same(text):
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == fold(text)
    assert all(letter.isalnum() for letter in fold(text))


def test_cells_that_hold_nothing_are_plain_text():
    assert {plain(cell) for cell in NOTHING} == NOTHING


@given(st.text(max_size=400), st.integers(1, 60))
def test_a_short_text_is_one_line_that_is_not_too_long(text, most):
    found = short(text, most)
    assert len(found) <= most + 1
    assert len(found.splitlines()) <= 1
    assert found.isprintable()


def test_names_are_listed_as_a_sentence_has_them():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(list("abcd"), most=2) == "a, b and 2 more"


def test_files_are_written_with_the_line_ends_they_are_given(tmp_path):
    paths = {tmp_path / "a.csv": "\ufeffa\r\n", tmp_path / "b.html": "壶\n"}
    assert save(paths) is None
    assert {path: path.read_bytes() for path in paths} == {
        path: text.encode() for path, text in paths.items()
    }


def test_a_file_that_is_there_is_kept_and_no_other_is_written(tmp_path):
    there, other = tmp_path / "b", tmp_path / "a"
    there.write_text("mine")
    assert save({other: "x", there: "y"}) == (
        f"{there} is there already; give another name, or --force to replace it."
    )
    assert (there.read_text(), other.exists()) == ("mine", False)
    assert save({other: "x", there: "y"}, force=True) is None
    assert there.read_text() == "y"


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path):
    assert save({tmp_path / "nowhere" / "a": "x"}).startswith(
        f"{tmp_path / 'nowhere' / 'a'} cannot be written ("
    )
