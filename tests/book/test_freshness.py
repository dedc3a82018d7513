"""When a chapter counts as up to date: what it used still has the content that it had."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.book import freshness
from microdrama.book.freshness import environment, fingerprint, is_fresh

# ---- fingerprints --------------------------------------------------------------------------


def test_the_fingerprint_of_a_file_is_that_of_its_content(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    two.write_text("same")
    prints = fingerprint([one, two])
    # Published: SHA-256 of “same”, as sha256sum prints it.
    expected = "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5"
    assert prints == {str(one): expected, str(two): expected}


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_fingerprints_differ_exactly_where_contents_do(tmp_path, one, two):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(one)
    second.write_bytes(two)
    prints = fingerprint([first, second])
    assert (prints[str(first)] == prints[str(second)]) == (one == two)


def test_the_fingerprint_of_a_folder_is_that_of_its_names(tmp_path):
    (tmp_path / "a").write_text("1")
    before = fingerprint([tmp_path])
    (tmp_path / "a").write_text("2")
    assert fingerprint([tmp_path]) == before
    (tmp_path / "b").write_text("")
    assert fingerprint([tmp_path]) != before


def test_what_is_not_there_has_a_fingerprint_of_its_own(tmp_path):
    path = tmp_path / "empty"
    gone = fingerprint([path])
    path.write_bytes(b"")
    assert fingerprint([path]) != gone


# ---- is it fresh? --------------------------------------------------------------------------


@pytest.fixture
def fresh(tmp_path) -> dict:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n")
    return {"environment": environment(), "inputs": fingerprint([path])}


def test_a_run_is_fresh_while_nothing_has_changed(fresh):
    assert is_fresh(fresh)


def test_a_file_that_is_only_touched_is_unchanged(fresh):
    (path,) = fresh["inputs"]
    os.utime(path, (0, 0))
    assert is_fresh(fresh)


@pytest.mark.parametrize("change", ["a,b,c\n", None])
def test_a_run_is_stale_once_an_input_is_changed_or_gone(fresh, change):
    (path,) = map(Path, fresh["inputs"])
    path.unlink()
    if change:
        path.write_text(change)
    assert not is_fresh(fresh)


@pytest.mark.parametrize(
    "record", [{}, {"inputs": {}}, {"inputs": None}, {"inputs": {}, "environment": "3.9"}]
)
def test_a_run_that_did_not_record_what_it_used_is_stale(record):
    assert not is_fresh(record)


def test_other_packages_make_every_run_stale(fresh, tmp_path, monkeypatch):
    lock = tmp_path / "other.lock"
    lock.write_text("pandas==1.0\n")
    monkeypatch.setattr(freshness, "LOCK", lock)
    assert not is_fresh(fresh)


def test_a_record_survives_being_written_as_json(fresh):
    assert is_fresh(json.loads(json.dumps(fresh)))


# ---- does it import the book? ----------------------------------------------------------------


def notebook(*cells: str, kind: str = "code") -> dict:
    return {"cells": [{"cell_type": kind, "source": source} for source in cells]}


@pytest.mark.parametrize(
    "cell",
    [
        "import microdrama",
        "from microdrama import ecosystem",
        "x = 1\nfrom microdrama.a import b",
        "def late():\n    import microdrama.package as p",
    ],
)
def test_a_chapter_that_imports_the_package_is_known_by_its_cells(cell):
    assert freshness.imports_book(notebook("1 + 1", cell))


@pytest.mark.parametrize(
    "cell", ["import microdramas", "print('import microdrama')", "import pandas"]
)
def test_other_chapters_do_not_import_the_book(cell):
    assert not freshness.imports_book(notebook(cell))
    assert not freshness.imports_book(notebook("import microdrama", kind="markdown"))
