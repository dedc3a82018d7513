"""Printed numbers as quantities: magnitudes, years, and money of two currencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import NOTHING, quantity
from microdrama.evidence import quantities
from microdrama.evidence.ledger import Claim, UnknownClaimError, claims, texts
from microdrama.evidence.quantities import Quantity, exchange_rates, from_claim, in_unit

# ---- reading quantities --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "low", "base"),
    [
        ("billion RMB", 50.435e9, "RMB"),
        ("million people", 50.435e6, "people"),
        ("thousand", 50.435e3, ""),
        ("titles", 50.435, "titles"),
        ("%", 50.435, "%"),
        ("", 50.435, ""),
    ],
)
def test_a_magnitude_in_the_unit_belongs_to_the_number(unit, low, base):
    found = from_claim(
        Claim("meng2025-x", "meng2025", "s", "statistic", "s", "q", "", "=", "50.44", unit)
    )
    assert found.values.low == pytest.approx(low)
    assert found.unit == base


@pytest.mark.parametrize(
    ("period", "quote", "year"),
    [
        ("2024", "in 1999", 2024),
        ("", "in 2019, and in 2020", 2019),
        ("mid-2024", "", 2024),
        ("", "2,775 of 12024", None),
        ("", "1850", None),
    ],
)
def test_the_year_of_a_claim_is_its_period_or_else_in_its_quote(period, quote, year):
    row = Claim("meng2025-x", "meng2025", "s", "stage", "s", quote, period=period)
    assert from_claim(row).year == year


def test_a_claim_without_a_number_is_a_quantity_without_values():
    assert from_claim(claims()["wang2026-definition-abstract"]).values is None


def test_a_text_is_a_quantity_of_its_numbers():
    # 28 of its claims print a number, counted in the file itself.
    found = quantities.quantity("wang2026")
    assert (found.id, found.label) == ("wang2026", "Wang & Srijinda 2026")
    assert (found.shown, found.unit, found.year) == ("28 numbers", "numbers", None)
    assert (found.values.low, found.values.high) == (28, 28)
    assert list(quantities.counts()) == list(texts())


def test_a_quantity_without_values_is_refused_by_name_where_a_number_is_needed():
    with pytest.raises(ValueError, match="a2020-b prints no number"):
        _ = NOTHING.interval


def test_the_interval_of_a_quantity_is_what_it_can_stand_for():
    # 4.12 reaches from 4.115 to 4.125.
    found = quantity("4.12").interval
    assert (found.low, found.high) == pytest.approx((4.115, 4.125))


def test_published_figures_keep_their_printed_digits():
    figures = quantities.figures()
    assert figures["M06"].shown == "50.44\N{NO-BREAK SPACE}billion RMB"
    assert figures["T02"].shown == "2,775\N{NO-BREAK SPACE}titles"
    assert figures["M05"].shown == ">\N{NO-BREAK SPACE}20\N{NO-BREAK SPACE}billion RMB"
    assert figures["U03"].shown == "52.4%"
    assert figures["M06b"].shown == "34.90%"


def test_an_event_is_a_quantity_of_which_only_the_year_counts(little):
    # The one event of the little package is dated November 2022.
    assert quantities.events() == {"E1": Quantity("E1", "A rule is made", "2022", None, "", 2022)}


@pytest.mark.parametrize(
    ("some_id", "shown", "year"),
    [
        ("F2", "37.39\N{NO-BREAK SPACE}billion RMB", 2023),
        ("E1", "2022", 2022),
        ("alpha2020-after", "2,775\N{NO-BREAK SPACE}titles", 2022),
        ("alpha2020-growth", "≈\N{NO-BREAK SPACE}600%", None),
        ("beta2021-theory", "", None),
    ],
)
def test_an_id_is_a_figure_an_event_or_a_claim(little, some_id, shown, year):
    found = quantities.quantity(some_id)
    assert (found.id, found.shown, found.year) == (some_id, shown, year)


def test_an_unknown_id_is_refused_by_name(little):
    with pytest.raises(UnknownClaimError, match="nobody2020-nothing"):
        quantities.quantity("nobody2020-nothing")


# ---- currencies ----------------------------------------------------------------------------


def test_the_yuan_of_2023_costs_what_one_source_prints_in_both_currencies():
    # China Daily prints 37.39 billion yuan ($5.31 billion).
    rate = exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.315)
    assert rate.high == pytest.approx(37.395 / 5.305)


def test_implied_exchange_rates_are_near_those_of_the_central_bank():
    # Yearly averages of the central parity rate of the People's Bank of China: 7.0467 (2023)
    # and 7.1217 (2024), as printed by the National Bureau of Statistics.
    assert exchange_rates()[2023].middle == pytest.approx(7.0467, rel=0.02)
    assert exchange_rates()[2024].middle == pytest.approx(7.1217, rel=0.02)


def test_dollars_become_yuan_at_the_years_rate():
    # 5.1 billion dollars of 2023 at 37.39/5.31 yuan: by hand 35.91 billion yuan.
    converted = in_unit(quantity("5.1", "USD", year=2023), "RMB")
    assert converted.unit == "RMB"
    assert converted.values.middle == pytest.approx(5.1 * 37.39 / 5.31, rel=1e-3)
    assert converted.values.low == pytest.approx(5.05 * 37.385 / 5.315)
    assert converted.values.high == pytest.approx(5.15 * 37.395 / 5.305)


def test_the_unit_a_quantity_has_already_changes_nothing():
    one = quantity("5.1", "USD", year=1900)
    assert in_unit(one, "USD") is one


@given(st.integers(1, 10**6), st.sampled_from([2023, 2024, 2025]))
def test_there_and_back_contains_the_amount(units, year):
    one = quantity(f"{units}", "USD", year=year)
    back = in_unit(in_unit(one, "RMB"), "USD").values
    assert back.low <= one.values.low * (1 + 1e-12)
    assert back.high >= one.values.high * (1 - 1e-12)


@pytest.mark.parametrize(
    ("one", "unit", "said"),
    [
        (quantity("5", "USD", year=1999), "RMB", "1999"),
        (quantity("5", "people", year=2024), "RMB", "cannot be compared with RMB"),
        (quantity("5", "USD", year=2024), "titles", "cannot be compared with titles"),
        (quantity("5", "USD"), "RMB", "year"),
        (Quantity("x", "x", "x", None, "USD", 2024), "RMB", "x"),
    ],
)
def test_what_cannot_be_converted_is_refused_with_the_reason(one, unit, said):
    with pytest.raises(ValueError, match=said):
        in_unit(one, unit)


@pytest.mark.parametrize(
    ("rmb", "usd", "counts"),
    [
        ("37.39", "5.31", True),
        ("24", "3.3", False),  # two digits say too little
        ("100", "14.1", True),
        ("68.6", "9.6", False),
        ("35.90", "5.10", True),  # a printed zero is a digit
        ("2.30", "0.323", True),
        ("0.94", "0.132", False),  # a leading zero is none
    ],
)
def test_a_pair_of_amounts_counts_with_three_printed_digits_on_both_sides(little, rmb, usd, counts):
    little.change("conversions", 2, rmb=rmb, usd=usd)
    assert (2023 in exchange_rates()) == counts


def test_the_rate_of_a_year_spans_all_its_pairs(little):
    little.add("conversions", **{**little.cells("conversions")[0], "id": "C2", "usd": "5.41"})
    rate = exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.415)
    assert rate.high == pytest.approx(37.395 / 5.305)
