"""One set of versions: pyproject.toml, the locks and environment.yml agree."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import version

import pytest
import yaml

from microdrama.paths import LOCK, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
TEST_LOCK, LAB_LOCK = ROOT / "requirements-test.lock", ROOT / "requirements-lab.lock"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")


def folded(name: str) -> str:
    """Return a package's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of(requirements: list[str]) -> dict[str, str]:
    found = {}
    for requirement in requirements:
        pin = _PIN.match(requirement)
        assert pin, f"{requirement!r} names no exact version"
        found[folded(pin[1])] = pin[2]
    return found


def entries(path) -> list[str]:
    """Return the requirements of a lock, each with its continuation lines."""
    text = re.sub(r"\\\n", " ", path.read_text("utf-8"))
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def locked(*paths) -> dict[str, set[str]]:
    """Return the versions of each package in some locks; markers may part several."""
    found: dict[str, set[str]] = {}
    for path in paths:
        for entry in entries(path):
            pin = _PIN.match(entry)
            assert pin, f"{entry!r} names no exact version"
            found.setdefault(folded(pin[1]), set()).add(pin[2])
    return found


def exactly(pins: dict[str, str]) -> dict[str, set[str]]:
    return {name: {pin} for name, pin in pins.items()}


def listed_in_environment() -> dict[str, str]:
    """Return what environment.yml pins, as conda writes it or as pip does."""
    found = {}
    for entry in ENVIRONMENT["dependencies"]:
        if isinstance(entry, dict):
            pinned = [line for line in entry["pip"] if not line.startswith("-")]
            found.update(pins_of(pinned))
        elif "=" in entry and not entry.startswith("python"):
            name, _, pin = entry.partition("=")
            found[folded(name)] = pin.lstrip("=")
    return found


DEPENDENCIES = pins_of(PROJECT["dependencies"])
EXTRAS = {name: pins_of(list_) for name, list_ in PROJECT["optional-dependencies"].items()}
LOCKS = [LOCK, TEST_LOCK, LAB_LOCK]


def test_every_dependency_is_pinned_exactly_and_locked_at_that_version():
    there = locked(LOCK)
    assert {name: there.get(name) for name in DEPENDENCIES} == exactly(DEPENDENCIES)


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_extra_is_locked_at_its_version(extra):
    there = locked(*LOCKS)
    assert {name: there.get(name) for name in EXTRAS[extra]} == exactly(EXTRAS[extra])


@pytest.mark.parametrize("extra", ["test", "cluster"])
def test_what_tests_need_is_in_their_lock(extra):
    assert set(EXTRAS[extra]) <= set(locked(TEST_LOCK))


def test_who_builds_the_book_installs_nothing_that_only_tests_need():
    heavy = {"seaborn", "matplotlib", "sympy", "scikit-learn", "pingouin", "semopy", "pytest"}
    assert not heavy & locked(LOCK).keys()


@pytest.mark.parametrize("lock", [TEST_LOCK, LAB_LOCK], ids=lambda path: path.name)
def test_what_comes_on_top_has_the_versions_of_the_plain_lock(lock):
    plain, more = locked(LOCK), locked(lock)
    assert {name: more.get(name) for name in plain} == plain


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(lock):
    without = [entry.split()[0] for entry in entries(lock) if "--hash=sha256:" not in entry]
    assert without == []
    assert all(
        re.fullmatch(r"[0-9a-f]{64}", digest)
        for digest in re.findall(r"--hash=sha256:(\S+)", lock.read_text("utf-8"))
    )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_each_package_once_unless_markers_part_its_versions(lock):
    named = [(folded(_PIN.match(entry)[1]), entry) for entry in entries(lock)]
    for name in {name for name, _ in named}:
        same = [entry for other, entry in named if other == name]
        assert len(same) == 1 or all(" ; " in entry for entry in same), same


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address_of_an_index(lock):
    # Whoever installs behind a mirror uses the mirror.
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")], "an option of pip's"


def test_environment_yml_has_every_dependency_at_its_version():
    listed = listed_in_environment()
    assert {name: listed.get(name) for name in DEPENDENCIES} == DEPENDENCIES


def test_environment_yml_names_nothing_that_the_project_does_not():
    known = DEPENDENCIES | {name: pin for extra in EXTRAS.values() for name, pin in extra.items()}
    assert {name: known.get(name) for name in listed_in_environment()} == listed_in_environment()


def test_environment_yml_wants_the_same_python():
    (python,) = (
        entry
        for entry in ENVIRONMENT["dependencies"]
        if isinstance(entry, str) and entry.startswith("python")
    )
    assert python.removeprefix("python").replace(" ", "") == PROJECT["requires-python"]


def test_what_is_installed_is_what_is_pinned():
    assert {name: version(name) for name in DEPENDENCIES} == DEPENDENCIES


def test_this_python_is_one_that_the_project_wants():
    low, high = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"]).groups()
    assert int(low) <= sys.version_info.minor < int(high)
