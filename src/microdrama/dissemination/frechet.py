"""What shares of one whole leave open about their overlap: the bounds of Fréchet and Hoeffding.

Two printed shares say how many are young and how many are women. How many are young women they do
not say; they only bound it. The bounds are sharp: for each end a population exists that has it.
"""

from __future__ import annotations

from typing import Any

from microdrama.evidence.intervals import Interval
from microdrama.formulas import where


def share(percentage: Interval) -> Interval:
    """Return a printed percentage as a share between 0 and 1, open ends closed.

    Parameters
    ----------
    percentage : Interval
        For instance *more than 60%*, which runs from 60 to infinity.

    Raises
    ------
    ValueError
        If no value of it is a percentage of a whole.
    """
    if percentage.high < 0 or percentage.low > 100:
        raise ValueError(f"{percentage.low:g} to {percentage.high:g}% is no share of a whole")
    return Interval(max(0.0, percentage.low) / 100, min(100.0, percentage.high) / 100)


def at_once(*margins: Interval) -> Interval:
    """Return the bounds of the share that has all of several properties.

    Parameters
    ----------
    *margins : Interval
        The share of one whole that has each property, from 0 to 1; a number or a range.

    Returns
    -------
    Interval
        From the least to the largest overlap that some population with these margins has [1]_.

    References
    ----------
    .. [1] M. Fréchet, "Sur les tableaux de corrélation dont les marges sont données", *Annales de
       l'Université de Lyon* A 14 (1951) 53-77.
    """
    least = max(0.0, sum(margin.low for margin in margins) - (len(margins) - 1))
    most = min(margin.high for margin in margins)
    # Sums of binary fractions may end a hair above the smallest margin.
    return Interval(min(least, most), most)


def any_of(*margins: Interval) -> Interval:
    """Return the bounds of the share that has at least one of several properties.

    Parameters
    ----------
    *margins : Interval
        As for :func:`at_once`.
    """
    return Interval(
        max(margin.low for margin in margins), min(1.0, sum(margin.high for margin in margins))
    )


def largest_part(inside: Interval, whole: Interval) -> float:
    """Return the largest share that a part can have of a whole, given a property in both.

    If 60% of the part and 50% of the whole have it, the part is at most five sixths of the whole:
    those who have it in the part are among those who have it at all. The same holds of those who
    lack it.

    Parameters
    ----------
    inside, whole : Interval
        The share that has the property, in the part and in the whole, from 0 to 1.
    """
    if inside.low > whole.high:
        return whole.high / inside.low
    if inside.high < whole.low:
        return (1 - whole.low) / (1 - inside.high)
    return 1.0


def overlap(settings: Any, row: Any) -> dict[str, Any]:
    """Lay shares of one whole side by side, as far apart and as close as can be.

    People stand in a row from left to right, and a bar covers those who have a property. Each bar
    has up to two pieces. Where bars are to overlap as little as possible, the gap of each lies
    under what the bars before it still share.

    Parameters
    ----------
    settings : namespace
        ``young``, ``women`` and ``pay`` in per cent; ``shares`` (``two`` or ``three``);
        ``reading`` (``core`` if women are counted among all, ``young`` if among the young).
    row : namespace
        ``who`` (``young``, ``women`` or ``pay``), ``panel`` (``least`` or ``most``) and ``part``
        of the bar (``first``, ``second``, or ``shared`` by all bars).

    Returns
    -------
    dict
        ``low`` and ``high`` of the overlap, ``independent`` (what independence would make it),
        ``women_low`` and ``women_high`` (women among all); ``start`` and ``end`` of the part, and
        its bar's ``size``; all in per cent; ``case``. On numbers and on symbols.
    """
    core, three = settings.reading == "core", settings.shares == "three"
    young, women, pay = settings.young / 100, settings.women / 100, settings.pay / 100
    inside = young * women
    both_low = where(core, _positive(young + women - 1), inside)
    both_high = where(core, _least(young, women), inside)
    low = where(three, _positive(both_low + pay - 1), both_low)
    high = where(three, _least(both_high, pay), both_high)
    women_low, women_high = where(core, women, inside), where(core, women, inside + 1 - young)
    # Where the bars of women and of those who would pay have their gaps.
    apart = {
        "women": (both_low, where(core, _largest(young, 1 - women), 1)),
        "pay": (_positive(both_low + pay - 1), _largest(both_low, 1 - pay)),
    }
    close = {"women": (where(core, women, inside), where(core, 1, young)), "pay": (pay, 1)}
    shared = where(row.panel == "least", low, high)
    gaps = [_gap(row, side, (young, 1)[side], apart, close) for side in (0, 1)]
    size = where(row.panel == "least", women_low, women_high)
    size = where(row.who == "young", young, where(row.who == "pay", pay, size))
    return {
        "start": 100 * where(row.part == "second", gaps[1], 0),
        "end": 100 * where(row.part == "first", gaps[0], where(row.part == "shared", shared, 1)),
        "size": 100 * size,
        "low": 100 * low,
        "high": 100 * high,
        "independent": 100 * inside * where(three, pay, 1),
        "women_low": 100 * women_low,
        "women_high": 100 * women_high,
        "case": _case(core, three, low, high),
    }


def _gap(row: Any, side: int, young: Any, apart: Any, close: Any) -> Any:
    """Return where the gap of a row's bar begins (side 0) or ends (side 1), from 0 to 1.

    The bar of the young starts at the left and has no second piece.
    """
    placed = {who: where(row.panel == "least", apart[who][side], close[who][side]) for who in apart}
    return where(
        row.who == "young", young, where(row.who == "women", placed["women"], placed["pay"])
    )


def _case(core: Any, three: Any, low: Any, high: Any) -> Any:
    """Name the sentence to say: how many shares, whose women, and what the range leaves open."""
    names = {
        key: where(high - low < _SAME, f"{key}-exactly", where(low > 0, key, f"{key}-nobody"))
        for key in ("core-two", "core-three", "young-two", "young-three")
    }
    return where(
        core,
        where(three, names["core-three"], names["core-two"]),
        where(three, names["young-three"], names["young-two"]),
    )


#: Shares closer together than this are printed alike.
_SAME = 0.005


def _least(one: Any, other: Any) -> Any:
    return where(one < other, one, other)


def _largest(one: Any, other: Any) -> Any:
    return where(one > other, one, other)


def _positive(value: Any) -> Any:
    """Return a value, or zero where it is below: a hair above zero is a rounding."""
    return where(value > 1e-9, value, 0)
