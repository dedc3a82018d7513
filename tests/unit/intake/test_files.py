"""A reader's own files: kept, replaced, forgotten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from microdrama.intake import files


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """Return the folder where files are kept in this test; it is not there yet."""
    monkeypatch.setattr(files, "OWN", tmp_path / "build" / "own")
    return files.OWN


@pytest.fixture
def given(tmp_path) -> Path:
    path = tmp_path / "class.csv"
    path.write_text("PS1\n5\n", "utf-8")
    return path


def test_nothing_is_kept_where_there_is_no_folder(place):
    assert files.kept("survey") is None
    assert not place.exists()


def test_a_kept_file_is_a_copy_with_its_name(place, given):
    files.keep("survey", given)
    kept = files.kept("survey")
    assert kept.name == "class.csv"
    assert kept.parent == place / "survey"
    assert kept.read_bytes() == given.read_bytes()
    given.write_text("something else", "utf-8")
    assert kept.read_text("utf-8") == "PS1\n5\n"


def test_a_name_in_chinese_with_a_space_is_kept(place, tmp_path):
    path = tmp_path / "班级 调查.xlsx"
    path.write_bytes(b"PK")
    files.keep("survey", path)
    assert files.kept("survey").name == "班级 调查.xlsx"


def test_another_file_takes_the_place_of_the_first(place, given, tmp_path):
    files.keep("survey", given)
    other = tmp_path / "other.csv"
    other.write_text("PS1\n1\n", "utf-8")
    files.keep("survey", other)
    assert files.kept("survey").name == "other.csv"
    assert [path.name for path in (place / "survey").iterdir()] == ["other.csv"]


def test_a_changed_file_of_the_same_name_replaces_the_copy(place, given):
    files.keep("survey", given)
    given.write_text("PS1\n2\n", "utf-8")
    files.keep("survey", given)
    assert files.kept("survey").read_text("utf-8") == "PS1\n2\n"


def test_an_unchanged_file_is_not_written_again(place, given):
    # A chapter depends on the copy; touching it would make the chapter run once more.
    files.keep("survey", given)
    os.utime(files.kept("survey"), (1, 1))
    files.keep("survey", given)
    assert files.kept("survey").stat().st_mtime == 1


def test_the_copy_itself_can_be_given_again(place, given):
    files.keep("survey", given)
    files.keep("survey", files.kept("survey"))
    assert files.kept("survey").read_text("utf-8") == "PS1\n5\n"


def test_a_file_is_forgotten(place, given):
    files.keep("survey", given)
    files.keep("survey", None)
    assert files.kept("survey") is None


def test_forgetting_what_was_never_kept_is_no_error(place):
    files.keep("survey", None)
    files.keep("survey", None)
    assert files.kept("survey") is None


def test_kinds_of_file_do_not_disturb_each_other(place, given):
    files.keep("survey", given)
    files.keep("cases", given)
    files.keep("survey", None)
    assert files.kept("survey") is None
    assert files.kept("cases").name == "class.csv"


def test_an_empty_folder_keeps_nothing(place):
    (place / "survey").mkdir(parents=True)
    assert files.kept("survey") is None


def test_a_file_that_is_not_there_takes_no_other_ones_place(place, given, tmp_path):
    files.keep("survey", given)
    with pytest.raises(OSError, match="nowhere"):
        files.keep("survey", tmp_path / "nowhere.csv")
    assert files.kept("survey").name == "class.csv"


# ---- how a file is to be read ----------------------------------------------------------------


def test_how_a_file_is_to_be_read_is_kept_with_it_and_forgotten_with_it(place, given):
    assert files.settings("survey") == {}
    files.keep("survey", given, {"missing": ["98", "99"], "scale": "0..4"})
    assert files.settings("survey") == {"missing": ["98", "99"], "scale": "0..4"}
    assert files.kept("survey").name == "class.csv"
    assert files.settings("cases") == {}
    # The same file again, with nothing said.
    files.keep("survey", given)
    assert files.settings("survey") == {}
    files.keep("survey", given, {"scale": "0..4"})
    files.keep("survey", None)
    assert files.settings("survey") == {}
