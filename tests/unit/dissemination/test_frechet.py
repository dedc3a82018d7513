"""Bounds of an overlap, against linear programming over every population."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from microdrama.dissemination import frechet
from microdrama.evidence.intervals import Interval

#: Shares of a whole, in hundredths.
shares = st.integers(0, 100).map(lambda hundredths: hundredths / 100)


@st.composite
def ranges(draw: st.DrawFn) -> Interval:
    """Draw a range of shares, or a single one."""
    low, high = sorted((draw(shares), draw(shares)))
    return Interval(low, high)


def extremes(margins: list[Interval], counts: list[int]) -> list[float]:
    """Return the least and the most of some cells of a table with these margins.

    A population is a share for each cell of a table of yes and no; ``counts`` says which cells.
    """
    cells = list(product((0, 1), repeat=len(margins)))
    has = np.array(cells).T
    rows = np.vstack([has, -has])
    limits = [m.high for m in margins] + [-m.low for m in margins]
    wanted = np.array([float(sum(cell) in counts) for cell in cells])
    found = [
        linprog(sign * wanted, rows, limits, np.ones((1, len(cells))), [1.0], bounds=(0, 1))
        for sign in (1, -1)
    ]
    assert all(result.success for result in found)
    return [found[0].fun, -found[1].fun]


def between(least: float, most: float) -> Interval:
    return pytest.approx((least, most), abs=1e-9)


def ends(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


@given(st.lists(ranges(), min_size=1, max_size=3))
def test_the_bounds_of_an_overlap_are_those_that_some_population_has(margins):
    assert ends(frechet.at_once(*margins)) == between(*extremes(margins, [len(margins)]))


@given(st.lists(ranges(), min_size=1, max_size=3))
def test_the_bounds_of_a_union_are_those_that_some_population_has(margins):
    some = list(range(1, len(margins) + 1))
    assert ends(frechet.any_of(*margins)) == between(*extremes(margins, some))


def test_an_overlap_by_hand():
    # Of ten people six and seven: at least three are in both, at most six.
    assert ends(frechet.at_once(Interval(0.6, 0.6), Interval(0.7, 0.7))) == between(0.3, 0.6)
    assert ends(frechet.any_of(Interval(0.6, 0.6), Interval(0.7, 0.7))) == between(0.7, 1.0)


@given(ranges(), ranges())
def test_a_part_is_as_large_as_the_property_in_it_and_around_it_lets_it_be(inside, whole):
    # Cells: in the part with and without, outside with and without; the part's own share is what
    # is made large, for every share inside and in the whole at the corners of the ranges.
    found = []
    for p in np.linspace(inside.low, inside.high, 3):
        result = linprog(
            [-1.0, -1.0, 0.0, 0.0],
            [[1, 0, 1, 0], [-1, 0, -1, 0]],
            [whole.high, -whole.low],
            [[1, 1, 1, 1], [1 - p, -p, 0, 0]],
            [1.0, 0.0],
            bounds=(0, 1),
        )
        found.append(-result.fun)
    largest = frechet.largest_part(inside, whole)
    assert largest >= max(found) - 1e-9
    if inside.low > whole.high or inside.high < whole.low:
        # Where the ranges stand apart, the end that is nearest decides.
        assert largest == pytest.approx(max(found), abs=1e-9)


def test_a_part_by_hand():
    # 60 per cent of the part and 45 per cent of the whole: three quarters.
    assert frechet.largest_part(Interval(0.6, 1), Interval(0, 0.45)) == pytest.approx(0.75)
    # 20 per cent of the part and 60 of the whole: those without are 40 of at least 80.
    assert frechet.largest_part(Interval(0, 0.2), Interval(0.6, 0.7)) == pytest.approx(0.5)
    assert frechet.largest_part(Interval(0.3, 0.5), Interval(0.5, 0.6)) == 1


@pytest.mark.parametrize(
    ("percentage", "low", "high"),
    [
        (Interval(60, np.inf), 0.6, 1.0),
        (Interval(-np.inf, 30), 0.0, 0.3),
        (Interval(54.5, 55.5), 0.545, 0.555),
    ],
)
def test_open_ends_of_a_percentage_are_closed(percentage, low, high):
    assert ends(frechet.share(percentage)) == between(low, high)


def test_what_is_no_percentage_is_no_share():
    with pytest.raises(ValueError, match="120 to 130% is no share"):
        frechet.share(Interval(120, 130))


# ---- bars that are laid side by side -------------------------------------------------------

WHO, PANELS, PARTS = ("young", "women", "pay"), ("least", "most"), ("first", "second", "shared")


def laid(**chosen: object) -> dict[tuple[str, str, str], dict[str, float]]:
    """Return where the formula lays every part of every bar."""
    defaults = {"young": 60, "women": 55, "pay": 60, "reading": "core", "shares": "three"}
    settings = SimpleNamespace(**{**defaults, **chosen})
    return {
        key: {
            name: value if isinstance(value, str) else np.asarray(value).item()
            for name, value in frechet.overlap(
                settings, SimpleNamespace(**dict(zip(("panel", "who", "part"), key, strict=True)))
            ).items()
        }
        for key in product(PANELS, WHO, PARTS)
    }


percents = st.integers(0, 100)
settings_of_bars = st.fixed_dictionaries(
    {
        "young": percents,
        "women": percents,
        "pay": percents,
        "reading": st.sampled_from(["core", "young"]),
        "shares": st.sampled_from(["two", "three"]),
    }
)

#: Everybody, a hundredth of a per cent each, seen in the middle.
EVERYBODY = (np.arange(10_000) + 0.5) / 100


def covered(bars: dict, panel: str, who: str) -> np.ndarray:
    """Tell for everybody whether the pieces of a bar cover them."""
    pieces = [bars[panel, who, part] for part in ("first", "second")]
    return np.logical_or.reduce(
        [(p["start"] <= EVERYBODY) & (p["end"] > EVERYBODY) for p in pieces]
    )


@given(settings_of_bars)
def test_bars_are_as_long_as_their_shares_and_overlap_as_is_said(chosen):
    bars = laid(**chosen)
    shown = WHO if chosen["shares"] == "three" else WHO[:2]
    for panel, end in (("least", "low"), ("most", "high")):
        masks = {who: covered(bars, panel, who) for who in shown}
        for who, mask in masks.items():
            assert 100 * mask.mean() == pytest.approx(bars[panel, who, "first"]["size"], abs=0.02)
        both = np.logical_and.reduce(list(masks.values()))
        shared = bars[panel, "young", "shared"]
        assert 100 * both.mean() == pytest.approx(shared[end], abs=0.02)
        # What is coloured as shared lies where all bars do.
        inside = (shared["start"] <= EVERYBODY) & (shared["end"] > EVERYBODY)
        assert (inside == both).mean() > 0.9997
        if chosen["reading"] == "young":
            young = 100 * (masks["young"] & masks["women"]).mean()
            assert young == pytest.approx(chosen["young"] * chosen["women"] / 100, abs=0.02)


@given(settings_of_bars)
def test_the_range_is_that_of_every_population_with_these_shares(chosen):
    bars = laid(**chosen)["least", "young", "first"]
    margins = [Interval(chosen[w] / 100, chosen[w] / 100) for w in WHO]
    margins = margins if chosen["shares"] == "three" else margins[:2]
    if chosen["reading"] == "young":
        inside = chosen["young"] * chosen["women"] / 10_000
        margins = [Interval(inside, inside), *margins[2:]]
    least, most = extremes(margins, [len(margins)])
    assert (bars["low"], bars["high"]) == pytest.approx((100 * least, 100 * most), abs=1e-6)
    assert bars["low"] - 1e-6 <= bars["independent"] <= bars["high"] + 1e-6


@pytest.mark.parametrize(
    ("chosen", "low", "high", "independent", "case"),
    [
        ({"shares": "two"}, 15, 55, 33, "core-two"),
        ({}, 0, 55, 19.8, "core-three-nobody"),
        ({"shares": "two", "reading": "young"}, 33, 33, 33, "young-two-exactly"),
        ({"reading": "young", "pay": 80}, 13, 33, 26.4, "young-three"),
        ({"shares": "two", "young": 30}, 0, 30, 16.5, "core-two-nobody"),
        ({"young": 0}, 0, 0, 0, "core-three-exactly"),
    ],
)
def test_an_overlap_worked_out_by_hand(chosen, low, high, independent, case):
    found = laid(**chosen)["most", "women", "first"]
    assert [found[n] for n in ("low", "high", "independent")] == pytest.approx(
        [low, high, independent]
    )
    assert found["case"] == case


def test_women_among_all_if_they_are_counted_among_the_young():
    found = laid(reading="young")["least", "young", "first"]
    # 33 young women at least; at most all 40 who are not young besides.
    assert (found["women_low"], found["women_high"]) == pytest.approx((33, 73))
