"""Fixtures for the tests of several rooms."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers import BIBLIOGRAPHY, LITTLE, Package
from microdrama import evidence, quantities, tables, verdicts
from microdrama.paths import DATA

# The same examples on every machine and no deadline: no test depends on the clock.
settings.register_profile(
    "book",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("book")


@pytest.fixture
def little(tmp_path: Path) -> Package:
    """Return a sound package of a few invented rows; tables not invented here are empty."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(DATA / "datapackage.json", folder / "datapackage.json")
    (folder / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    package = Package(folder)
    for name in tables.description():
        package.write(name, LITTLE.get(name, []))
    return package


@pytest.fixture
def copied(tmp_path: Path) -> Package:
    """Return a copy of the book's own data."""
    return Package(Path(shutil.copytree(DATA, tmp_path / "data")))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Package], None]]:
    """Return a function that has verdicts computed on another package."""

    def use(package: Package) -> None:
        package.forget()
        known = evidence.texts(package.folder)
        replaced = {
            "table": lambda name: tables.table(name, package.folder),
            "printed": lambda name: tables.printed(name, package.folder),
            "claims": lambda: evidence.claims(package.folder),
            "texts": lambda: known,
            "claim": lambda claim_id: evidence.claim(claim_id, package.folder),
            "short": lambda key: known[key]["short"],
            "DATA": package.folder,
        }
        for module in (quantities, verdicts):
            for name in replaced.keys() & vars(module).keys():
                monkeypatch.setattr(module, name, replaced[name])

    tables.forget()
    yield use
    tables.forget()
