"""One number printed twice: by publishers, by the same text, by other texts."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from helpers import quantity, rounded
from microdrama.evidence.checks import CHECKS
from microdrama.evidence.ledger import Claim
from microdrama.evidence.quantities import Quantity, from_claim
from printings import CASES, HALF, chance, check, fraction, half_unit, text

#: What a difference beyond both roundings is called, if it is more than 5% or not.
FAR = {
    "traced": "disputed",
    "published": "disputed",
    "repeated": "inconsistent",
    "texts": "disputed",
}
NEAR = {
    "traced": "differs",
    "published": "differs",
    "repeated": "inconsistent",
    "texts": "differs",
}

#: What agreement is called; a repetition is no check.
AGREES = {"traced": "traced", "published": "consistent", "repeated": None, "texts": "consistent"}


def statuses(reported: Quantity, others: list[Quantity]) -> dict[str, str | None]:
    return {name: check(name, reported, others).status for name in FAR}


def claimed(value: str, unit: str) -> Quantity:
    return from_claim(Claim("wang2026-x", "wang2026", "", "", "", "", "", "=", value, unit))


def test_one_number_in_ten_thousand_pairs_of_printings_agrees():
    """Between texts and with publishers a difference is disputed, never inconsistent."""
    dice = chance("honest printings")
    for _ in range(CASES):
        value = fraction(dice, 0, 10**5)
        others = [text(dice, value, 4, "titles") for _ in range(dice.integers(1, 4))]
        assert statuses(text(dice, value, 4, "titles"), others) == AGREES, (value, others)


def test_one_amount_in_ten_thousand_pairs_of_magnitudes_agrees():
    # The unit carries the magnitude: 37.39 billion RMB beside 37,390 million RMB.
    dice = chance("honest magnitudes")
    for _ in range(CASES):
        value = fraction(dice, 1, 1000)
        one, other = (
            claimed(rounded(value * factor, int(dice.integers(0, 4))), unit)
            for factor, unit in ((1, "billion RMB"), (1000, "million RMB"))
        )
        assert statuses(one, [other]) == AGREES, (one, other)


def test_ten_thousand_differences_beyond_both_roundings_are_found():
    dice = chance("planted printings")
    for _ in range(CASES):
        first = rounded(fraction(dice, 0, 1000), int(dice.integers(0, 4)))
        places, sign = int(dice.integers(0, 4)), int(dice.choice([-1, 1]))
        room = half_unit(first) + HALF / 10**places
        # In units of the second printing, the first value that no longer meets, and further.
        edge = (Fraction(first) + sign * room) * 10**places
        units = math.floor(edge) + 1 if sign > 0 else math.ceil(edge) - 1
        units += sign * int(dice.integers(0, 100))
        second = rounded(Fraction(units, 10**places), places)
        assert abs(Fraction(second) - Fraction(first)) > room
        agreeing = quantity(first)
        others = [agreeing, quantity(second)] if dice.integers(2) else [quantity(second)]
        # By exact arithmetic: how much larger the larger is, as a share of the smaller.
        small, large = sorted(map(abs, map(Fraction, (first, second))))
        near = small > 0 and Fraction(first) * Fraction(second) > 0 and large * 20 <= small * 21
        assert statuses(quantity(first), others) == (NEAR if near else FAR), (first, second)


def test_a_half_that_two_writers_round_apart_agrees_across_magnitudes():
    # 33.5 million: one writer rounds halves up to 0.034 billion, another down to 33 million.
    for up in range(2, 1000):
        one = claimed(f"{up / 1000:.3f}", "billion RMB")
        down, further = (claimed(f"{up - less}", "million RMB") for less in (1, 2))
        assert statuses(one, [down]) == AGREES, (one.shown, down.shown)
        # One million less, and no rounding brings the two together.
        # 0.034 billion beside 32 million: two of 32 are more than 5%, two of 100 are not.
        away = NEAR if up * 20 <= (up - 2) * 21 else FAR
        if up > 2:
            assert statuses(one, [further]) == away, (one.shown, further.shown)


@given(
    st.sampled_from(["published", "repeated", "texts"]),
    st.integers(0, 10**5),
    st.integers(0, 10**5),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_two_printings_agree_exactly_if_some_value_rounds_to_both(name, one, two, a, b):
    # By exact arithmetic: the distance is at most both half units.
    first, second = Fraction(one, 10**a), Fraction(two, 10**b)
    halves = (Fraction(1, 10**a) + Fraction(1, 10**b)) / 2
    assume(abs(abs(first - second) - halves) > Fraction(1, 10**9))
    found = CHECKS[name](quantity(rounded(first, a)), [quantity(rounded(second, b))], "")
    assert (found.status in (None, "consistent")) == (abs(first - second) < halves)
