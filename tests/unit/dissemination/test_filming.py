"""A serial that is filmed while it is shown, day by day."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.dissemination.filming import still_open


def found(**chosen: float) -> dict[str, object]:
    defaults = {"episodes": 80, "ready": 50, "filmed": 10, "shown": 10, "delay": 1}
    row = SimpleNamespace(line="filmed", point=0)
    values = still_open(SimpleNamespace(**{**defaults, **chosen}), row)
    return {name: np.asarray(value).item() for name, value in values.items()}


def test_half_a_serial_by_hand():
    # 40 are ready, 10 more are filmed on the day that reactions take: 30 are left.
    values = found()
    assert (values["at_delay"], values["open"], values["part"]) == (50, 30, 0.375)
    assert (values["runs_out"], values["case"]) == (0, "some")


def test_a_serial_that_is_finished_before_it_is_shown_answers_nobody():
    values = found(ready=100, delay=0)
    assert (values["open"], values["case"]) == (0, "none")


def test_showing_can_overtake_filming():
    # 8 are ready; 6 a day more are shown than filmed: after 4/3 of a day nothing is left.
    values = found(ready=10, filmed=4, shown=10, delay=0)
    assert values["runs_out"] == pytest.approx(8 / 6)
    assert values["case"] == "overtaken"


@given(
    episodes=st.integers(1, 12).map(lambda tens: 10 * tens),
    ready=st.integers(0, 20).map(lambda step: 5 * step),
    filmed=st.integers(2, 20),
    shown=st.integers(2, 20),
    delay=st.integers(0, 20),
)
def test_counted_day_by_day(episodes, ready, filmed, shown, delay):
    values = found(episodes=episodes, ready=ready, filmed=filmed, shown=shown, delay=delay)
    done = episodes * ready / 100
    for _ in range(delay):
        done = min(episodes, done + filmed)
    assert values["at_delay"] == pytest.approx(done)
    assert values["open"] == math.floor(episodes - done + 1e-9)
    # Watched in steps of a thousandth of a day, showing overtakes or it does not.
    days = np.linspace(0, episodes / shown, 1001)
    behind = np.minimum(episodes, episodes * ready / 100 + filmed * days) - shown * days
    if values["runs_out"] or behind.min() < -0.01:
        assert behind.min() < 1e-6
        assert values["runs_out"] == pytest.approx(
            (episodes * ready / 100) / (shown - filmed), abs=1e-9
        )
    else:
        assert values["runs_out"] == 0


@pytest.mark.parametrize(
    ("line", "points"),
    [("filmed", [(0, 40), (4, 80), (8.4, 80)]), ("shown", [(0, 0), (8, 80), (8.4, 80)])],
)
def test_lines_turn_where_all_is_filmed_or_shown(line, points):
    settings = SimpleNamespace(episodes=80, ready=50, filmed=10, shown=10, delay=1)
    for place, point in enumerate(points):
        values = still_open(settings, SimpleNamespace(line=line, point=place))
        assert (values["day"], values["count"]) == pytest.approx(point)
