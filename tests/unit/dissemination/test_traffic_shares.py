"""The same share of different wholes, and the words that print it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.dissemination import traffic_shares as room
from microdrama.package import table


def test_shares_say_of_what_they_are():
    rows = room.shares().set_index("id")
    assert rows.loc["N001", ["low", "high", "of"]].to_list() == [70, 90, room.TOP_UPS]
    assert rows.loc["N002", ["of", "open"]].to_list() == [room.COST, True]
    # A return of 1.1 to 1.2 is a share of 1/1.2 to 1/1.1.
    assert rows.loc["N009", "low"] == pytest.approx(83.33, abs=0.01)
    assert rows.loc["N009", "high"] == pytest.approx(90.91, abs=0.01)
    assert rows["of"].nunique() == 5


def test_amounts_over_amounts_are_recomputed():
    rows = room.shares().set_index("id")
    # 660 of 1,011 million; 42.3 of 63.43 billion.
    assert rows.loc["N053", "low"] == pytest.approx(65.28, abs=0.01)
    assert rows.loc["N018", "low"] == pytest.approx(66.69, abs=0.01)
    assert set(rows.loc[["N006", "N009", "N053", "N018"], "kind"]) == {"recomputed"}


def test_a_printed_range_has_two_ends_and_a_number_one():
    assert room.ends("N001") == (70, 90)
    assert room.ends("N002") == (80, 80)


@given(st.floats(0.01, 1), st.floats(0.1, 3))
def test_a_share_of_cost_is_one_of_top_ups_where_a_title_neither_earns_nor_loses(share, cover):
    assert room.share_of_top_ups(share, 1) == share
    # Of a cost of 100, traffic is 100 times its share, and viewers pay 100 times the cover.
    assert room.share_of_top_ups(share, cover) == pytest.approx(100 * share / (100 * cover))


@given(st.floats(0.1, 1), st.floats(0.1, 0.5), st.floats(0.5, 1))
def test_covers_that_agree_are_those_that_land_in_the_band(share, low, high):
    first, last = room.agreeing_cover(share, low, high)
    assert first <= last
    assert room.share_of_top_ups(share, first) == pytest.approx(high)
    assert room.share_of_top_ups(share, last) == pytest.approx(low)


def test_the_lines_pass_through_their_printed_share_at_break_even():
    rows = room.same_share((0.5, 1.5), 3).set_index(["id", "cover"])["share"]
    assert rows.loc["N002"].to_dict() == pytest.approx({0.5: 160, 1.0: 80, 1.5: 160 / 3})
    assert rows.loc[("N003", 1.0)] == pytest.approx(90)


# ---- figures of this page stand in their quotes ------------------------------------------------

#: Numbers that quotes have in words.
WORDS = {
    "Ninety": "90",
    "over half": "over 50",
    "二三十万": "20-30万",
    "七八十万": "70-80万",
    "四五十萬": "40-50萬",
}

OURS = [
    row
    for row in table("figures").to_dict("records")
    if re.fullmatch(r"N0[0-5]\d[a-z]?", row["id"]) and row["topic"] in ("economics", "titles")
]


def digits(number: float) -> str:
    """Return the digits of a number without point and zeros at its ends: its magnitude left out."""
    return str(Decimal(repr(number))).replace(".", "").strip("0")


@pytest.mark.parametrize("row", OURS, ids=lambda row: row["id"])
def test_both_ends_of_a_figure_stand_in_its_quote(row):
    # In 万 and 亿, cents, thousands: the same digits at another magnitude.
    quote = row["quote"].replace(",", "")
    for words, number in WORDS.items():
        quote = quote.replace(words, number)
    printed = {digits(float(found)) for found in re.findall(r"\d+(?:\.\d+)?", quote)}
    for end in ("value", "high"):
        if row[end] == row[end]:
            assert digits(row[end]) in printed, (row["id"], row[end], row["quote"])


def test_all_figures_of_the_page_are_looked_at():
    assert len(OURS) == 60
