"""What the benchmarks measure, tried with a few steps: the numbers are for people to read."""

from __future__ import annotations

import json

import pytest

from helpers import run_python

pytestmark = pytest.mark.slow


def printed(code: str) -> list:
    """Run code beside the benchmarks and return the JSON of its last line."""
    done = run_python(code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_controls_of_all_four_explorers_are_moved_through_their_widgets():
    code = """
import json
from benchmarks import ecosystem
from microdrama.show.explorer import Explorer
ecosystem.MOVES, asked, specification = 6, [], Explorer.specification
def counted(self, width, settings=None):
    asked.append([self.name, dict(settings) == self.defaults])
    return specification(self, width, settings)
Explorer.specification = counted
times = ecosystem.moves()
print()
print(json.dumps([{name: len(found) for name, found in times.items()}, asked]))
"""
    times, asked = printed(code)
    names = ["compatible", "regression", "technology-slope", "mediation"]
    assert times == dict.fromkeys(names, 6)
    # Each explorer is drawn once at its default, and once more for each control that moved.
    assert [name for name, _ in asked] == [name for name in names for _ in range(7)]
    assert [default for _, default in asked] == ([True] + [False] * 6) * 4


def test_late_is_the_95th_percentile():
    # Of 1 to 100: 0.95 · 101.
    code = "from benchmarks.ecosystem import late; print(late(range(1, 101)))"
    assert printed(code) == 95.95
