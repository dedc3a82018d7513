"""Where the time of the tests goes: the slowest files and tests, by group."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workshop import ROOT

#: Files and tests that are printed.
FILES, TESTS = 15, 10


def timed(report: Path) -> Iterator[tuple[str, str, float]]:
    """Yield file, test and seconds of each test in a report that pytest writes as JUnit XML."""
    for case in ET.parse(report).iter("testcase"):
        yield case.get("classname", ""), case.get("name", ""), float(case.get("time", 0))


def group(file: str) -> str:
    """Return the group of a file of tests: browser, book, or all others."""
    return next((name for name in ("browser", "book") if f".{name}." in f"{file}."), "others")


def totals(pairs: list[tuple[str, float]]) -> list[tuple[str, float, int]]:
    """Return name, seconds and count of all that have one name, the slowest first."""
    names = {name for name, _ in pairs}
    found = [(n, [seconds for name, seconds in pairs if name == n]) for n in names]
    return sorted(((n, sum(all_), len(all_)) for n, all_ in found), key=lambda row: -row[1])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "tests.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "logical", f"--junitxml={report}"]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - started
        rows = list(timed(report))
    ended = "NOT all passed" if done.returncode else "all passed"
    print(f"  {len(rows):,} tests in {wall:.0f} s; {ended}")
    for name, seconds, count in totals([(group(file), seconds) for file, _, seconds in rows]):
        print(f"  {seconds:7.0f} s of one process  {count:6,} tests  {name}")
    print("  the slowest files")
    for name, seconds, count in totals([(file, seconds) for file, _, seconds in rows])[:FILES]:
        print(f"  {seconds:7.1f} s  {count:6,} tests  {name}")
    print("  the slowest tests")
    for file, test, seconds in sorted(rows, key=lambda row: -row[2])[:TESTS]:
        print(f"  {seconds:7.1f} s  {file}::{test}")
