"""Fixtures for the tests of several rooms."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from books import Book
from helpers import BIBLIOGRAPHY, LITTLE, Package
from microdrama.package import using
from microdrama.paths import DATA, DATAPACKAGE, REFERENCES

# The same examples on every machine, in any order, and no deadline: what a test draws depends
# on nothing but the test. Hypothesis has no setting for the last of these: it also draws numbers
# that stand in whatever local modules are loaded by then, so that a test that runs later draws
# others. `test_steadiness.py` fails should this stop to work.
settings.register_profile(
    "book",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("book")
providers._get_local_constants = lambda: providers._local_constants


#: Marks of tests that take long.
LONG = ("build", "browser", "slow")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one file in one process, where they share what is dear to make.

    Long files come first, so that no process is left with one of them in the end.
    """
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(
                pytest.mark.xdist_group(str(item.path.relative_to(item.config.rootpath)))
            )


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of one test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def whole_book(run_folder: Path) -> Book:
    """Return a copy of the whole book, built from nothing once a run, by whoever needs it first.

    What was published is kept aside for the browser (fixture ``html``); what the build said
    is in ``cold.json`` beside it.
    """
    book, said = Book(run_folder / "whole"), run_folder / "cold.json"
    with FileLock(run_folder / "whole.lock"):
        if not said.exists():
            code, words = book.copy().build()
            if not code:
                shutil.copytree(book.html, run_folder / "html")
            said.write_text(json.dumps([code, words]), "utf-8")
    code, words = json.loads(said.read_text("utf-8"))
    if code:
        pytest.fail(f"The book was not built.\n{words}", pytrace=False)
    return book


@pytest.fixture(scope="session")
def html(whole_book: Book, run_folder: Path) -> Path:
    """Return the pages of the whole book as a cold build publishes them; nobody changes them."""
    return run_folder / "html"


@pytest.fixture
def little(tmp_path: Path) -> Iterator[Package]:
    """Have everything read a sound package of a few invented rows.

    It has the tables that are invented here; another comes with what a test writes into it.
    """
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / DATAPACKAGE).write_text('{"resources": []}', "utf-8")
    (folder / REFERENCES).write_text(BIBLIOGRAPHY, "utf-8")
    with using(Package(folder)) as package:
        for name, rows in LITTLE.items():
            package.write(name, rows)
        yield package


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Package]:
    """Have everything read a copy of the book's own data."""
    with using(Package(Path(shutil.copytree(DATA, tmp_path / "data")))) as package:
        yield package
