"""Verdicts: each check by hand, by chance, and on inputs that make no sense."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from microdrama import verdicts
from microdrama.evidence import Claim, UnknownClaimError, claims
from microdrama.numbers import Interval, read
from microdrama.verdicts import (
    CHECKS,
    STATUSES,
    Finding,
    Quantity,
    from_claim,
    in_unit,
    scorecard,
    verdict,
)


def quantity(printed: str, unit: str = "titles", comparator: str = "=", **more) -> Quantity:
    label = more.pop("label", "Someone")
    shown = f"{printed} {unit}"
    return Quantity(more.pop("id", printed), label, shown, read(printed, comparator), unit, **more)


NOTHING = Quantity("a2020-b", "Someone", "", None, "")


# ---- the book's own verdicts ---------------------------------------------------------------


def test_every_check_of_the_book_can_be_made():
    assert [str(fault) for fault in verdicts.faults()] == []


@pytest.mark.parametrize(
    ("claim_id", "status"),
    [
        # By hand from the tables: 2,775 / 398 = 6.972, so 597% more, and “nearly 600%” reaches
        # from 550 to 650.
        ("zhang2025-registrations-growth", "reproduced"),
        # 54 billion dollars against 37.39 billion yuan, about 5.3 billion dollars.
        ("zhang2025-industry-value", "disputed"),
        # 50.44 against a forecast of 47 and takings of more than 42.5 billion.
        ("meng2025-box-office", "reproduced"),
        # Up to 10 minutes in one text, about 15 in the other.
        ("wang2026-definition-duration", "disputed"),
        ("zhao2025-definition-duration", "disputed"),
        # Five dated policy measures come before 2024.
        ("wang2026-stage-adjustment-policy", "disputed"),
        ("zhejiang2025-users", "reproduced"),
        ("meng2025-companies", "not checkable"),
        ("wang2026-definition-abstract", "not checked"),
    ],
)
def test_verdicts_that_can_be_worked_out_by_hand(claim_id, status):
    assert verdict(claim_id).status == status


def test_registrations_grow_by_597_per_cent():
    result = verdict("zhang2025-registrations-growth").findings[0].result
    assert result.middle == pytest.approx((2775 / 398 - 1) * 100, abs=0.01)
    # The corners of both roundings.
    assert result.low == pytest.approx((2774.5 / 398.5 - 1) * 100)
    assert result.high == pytest.approx((2775.5 / 397.5 - 1) * 100)


def test_the_yuan_of_2023_costs_what_one_source_prints_in_both_currencies():
    # China Daily prints 37.39 billion yuan ($5.31 billion).
    rate = verdicts.exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.315)
    assert rate.high == pytest.approx(37.395 / 5.305)


def test_implied_exchange_rates_are_near_those_of_the_central_bank():
    # Yearly averages of the central parity rate of the People's Bank of China: 7.0467 (2023)
    # and 7.1217 (2024), as printed by the National Bureau of Statistics.
    assert verdicts.exchange_rates()[2023].middle == pytest.approx(7.0467, rel=0.02)
    assert verdicts.exchange_rates()[2024].middle == pytest.approx(7.1217, rel=0.02)


def test_every_verdict_says_something_and_is_a_known_status():
    for claim_id in scorecard()["claim"]:
        found = verdict(claim_id)
        assert found.status in STATUSES
        assert found.sentence.strip()


def test_no_verdict_speaks_of_people():
    said = " ".join(scorecard()["comparison"]).lower()
    for word in ("lie", "lied", "liar", "mislead", "careless", "author's mistake", "dishonest"):
        assert word not in said.split()


def test_an_unknown_claim_has_no_verdict():
    with pytest.raises(UnknownClaimError):
        verdict("nobody2020-nothing")
    with pytest.raises(UnknownClaimError):
        scorecard(["nobody2020-nothing"])


def test_a_claim_without_a_check_reads_not_checked():
    found = verdict("wang2026-definition-abstract")
    assert found.findings == ()
    assert found.sentence == "No check covers this claim yet."


def test_a_scorecard_keeps_the_order_that_was_asked_for():
    asked = ["zhejiang2025-users", "meng2025-companies", "wang2026-definition-abstract"]
    rows = scorecard(asked)
    assert rows["claim"].to_list() == asked
    assert rows["status"].to_list() == ["reproduced", "not checkable", "not checked"]
    assert rows["number"].to_list() == [claims()[i].number for i in asked]


def test_an_empty_scorecard_still_has_its_columns():
    assert "status" in scorecard([]).columns


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


def test_published_figures_keep_their_printed_digits():
    figures = verdicts.figures()
    assert figures["M06"].shown == "50.44\N{NO-BREAK SPACE}billion RMB"
    assert figures["T02"].shown == "2,775\N{NO-BREAK SPACE}titles"
    assert figures["M05"].shown == ">\N{NO-BREAK SPACE}20\N{NO-BREAK SPACE}billion RMB"
    assert figures["U03"].shown == "52.4%"
    assert figures["M06b"].shown == "34.90%"


# ---- currencies ----------------------------------------------------------------------------


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
def test_a_pair_of_amounts_counts_with_three_printed_digits_on_both_sides(
    little, judged, rmb, usd, counts
):
    little.change("conversions", 2, rmb=rmb, usd=usd)
    judged(little)
    assert (2023 in verdicts.exchange_rates()) == counts


def test_the_rate_of_a_year_spans_all_its_pairs(little, judged):
    little.add("conversions", **{**little.rows("conversions")[0], "id": "C2", "usd": "5.41"})
    judged(little)
    rate = verdicts.exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.415)
    assert rate.high == pytest.approx(37.395 / 5.305)


# ---- growth --------------------------------------------------------------------------------


def rounded(value: Fraction, places: int) -> str:
    """Print a number as a text does, halves away from zero, by exact arithmetic."""
    scaled = abs(value) * 10**places
    digits = f"{math.floor(scaled + Fraction(1, 2)):0{places + 1}d}"
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{body}" if value < 0 and body.strip("0.") else body


amounts = st.fractions(min_value=1, max_value=10**6, max_denominator=10**4)


@given(amounts, amounts, st.integers(0, 3), st.integers(0, 2))
def test_growth_that_was_worked_out_rightly_is_never_inconsistent(before, after, digits, places):
    # The writer knows the exact amounts, prints all three numbers rounded, and is right.
    printed = quantity(rounded((after / before - 1) * 100, places), "%")
    start, end = (quantity(rounded(amount, digits)) for amount in (before, after))
    assert CHECKS["growth"](printed, [start, end], "").status == "reproduced"


@given(st.integers(2, 10**6), st.integers(1, 10**6), st.integers(0, 2), st.floats(1.01, 1e3))
@pytest.mark.parametrize("sign", [1, -1])
def test_an_error_in_growth_beyond_all_roundings_is_found(sign, before, after, places, beyond):
    # The furthest growth that the printed counts admit, in exact arithmetic, and then more.
    half = Fraction(1, 2)
    if sign > 0:
        bound = ((after + half) / (before - half) - 1) * 100
    else:
        bound = ((after - half) / (before + half) - 1) * 100
    wrong = bound + sign * Fraction(beyond) / 10**places
    # Half a unit for printing it, half for what the print can stand for.
    printed = rounded(wrong, places)
    assume(abs(Fraction(printed) - bound) > Fraction(505, 1000) / 10**places)
    found = CHECKS["growth"](
        quantity(printed, "%"), [quantity(str(before)), quantity(str(after))], ""
    )
    assert found.status == "inconsistent"


def test_growth_is_said_with_the_recomputed_value():
    found = CHECKS["growth"](
        quantity("500", "%"), [quantity("398"), quantity("2,775")], "One year."
    )
    assert found.status == "inconsistent"
    assert "from 398 titles to 2,775 titles" in found.sentence.lower()
    assert "597%" in found.sentence
    assert found.sentence.endswith("One year.")


def test_a_fall_is_growth_below_zero():
    # From 200 to 150 is a quarter less.
    found = CHECKS["growth"](quantity("-25", "%"), [quantity("200"), quantity("150")], "")
    assert found.status == "reproduced"


# ---- the other checks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("others", "status"),
    [
        (["50.44"], "reproduced"),
        (["50.4"], "reproduced"),  # 50.4 reaches up to 50.45
        (["50.5"], "disputed"),  # 50.5 reaches down to 50.45, and 50.44 up to 50.445 only
        (["48.5"], "disputed"),
        (["50.44", "48.5"], "disputed"),
    ],
)
def test_published_figures_agree_within_both_roundings(others, status):
    found = CHECKS["published"](quantity("50.44"), [quantity(o) for o in others], "")
    assert found.status == status


def test_a_published_figure_in_the_other_currency_is_converted_first():
    found = CHECKS["published"](
        quantity("35.9", "RMB", year=2023), [quantity("5.1", "USD", year=2023)], ""
    )
    assert found.status == "reproduced"


def test_agreement_and_difference_are_both_said():
    others = [quantity("50.44", label="Bureau"), quantity("48.5", label="Institute")]
    found = CHECKS["published"](quantity("50.44"), others, "A forecast.")
    assert "In agreement: Bureau prints 50.44 titles." in found.sentence
    assert "Different beyond both roundings: Institute prints 48.5 titles." in found.sentence
    assert found.sentence.endswith("A forecast.")
    assert (found.result.low, found.result.high) == pytest.approx((48.45, 50.445))


def test_the_same_figure_printed_by_two_publishers_agrees_and_differs_one_by_one():
    # Two rows that are alike in everything must not stand for one another.
    twin = quantity("48.5")
    found = CHECKS["published"](quantity("48.5"), [twin, twin], "")
    assert found.status == "reproduced"
    assert found.sentence.count("Someone prints") == 2


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("50.44", "47", "reproduced"),
        ("40", "47", "inconsistent"),
    ],
)
def test_what_is_larger_is_found(left, right, status):
    found = CHECKS["exceeds"](quantity(left), [quantity(left), quantity(right)], "")
    assert found.status == status


def test_what_may_be_larger_within_its_rounding_is_not_inconsistent():
    # Both print 50: one may be 50.4 and the other 49.6, so nothing speaks against the text.
    found = CHECKS["exceeds"](quantity("50"), [quantity("50"), quantity("50")], "")
    assert found.status not in ("inconsistent", "reproduced")


def test_larger_than_more_than_something_rests_on_what_is_printed():
    found = CHECKS["exceeds"](quantity("50"), [quantity("50"), quantity("42.5", "titles", ">")], "")
    assert found.status == "reproduced"
    assert found.result.low == pytest.approx(49.5 / 42.5)


@given(st.integers(1, 10**6), st.integers(1, 10**6) | st.integers(1, 3))
def test_a_larger_count_is_never_said_to_be_inconsistent(other, more):
    one = other + more
    found = CHECKS["exceeds"](quantity(str(one)), [quantity(str(one)), quantity(str(other))], "")
    assert found.status != "inconsistent"


@pytest.mark.parametrize(
    ("other", "status"), [("54", "reproduced"), ("54.0", "reproduced"), ("45", "inconsistent")]
)
def test_a_number_that_a_text_prints_twice_is_compared(other, status):
    assert CHECKS["repeated"](quantity("54"), [quantity(other)], "").status == status


@pytest.mark.parametrize(("other", "status"), [("10", "consistent"), ("15", "disputed")])
def test_a_number_that_two_texts_print_is_compared(other, status):
    assert CHECKS["texts"](quantity("10"), [quantity(other)], "").status == status


@pytest.mark.parametrize(
    ("years", "status"), [([2024, 2025], "consistent"), ([2023, 2025], "disputed")]
)
def test_an_earlier_event_disputes_a_beginning(years, status):
    events = [Quantity(f"E{y}", f"rule {y}", str(y), None, "", y) for y in years]
    claimed = Quantity("x", "Text", "", None, "", 2024)
    found = CHECKS["earlier"](claimed, events, "")
    assert found.status == status
    if status == "disputed":
        assert "2023 rule 2023" in found.sentence
        assert "2025" not in found.sentence


def test_the_note_of_what_is_missing_is_the_whole_verdict():
    found = CHECKS["missing"](NOTHING, [], "No year is printed.")
    assert found == Finding("not checkable", "No year is printed.")


@pytest.mark.parametrize("check", ["published", "growth", "repeated", "exceeds", "texts"])
def test_a_check_of_a_claim_without_a_number_is_refused(check):
    others = [quantity("398"), quantity("2,775")]
    with pytest.raises(ValueError, match="a2020-b"):
        CHECKS[check](
            NOTHING if check != "exceeds" else others[0],
            others if check != "exceeds" else [others[0], NOTHING],
            "",
        )


@pytest.mark.parametrize("check", [name for name in CHECKS if name != "missing"])
def test_a_check_with_nothing_to_compare_with_is_refused(check):
    # “In agreement with nothing” would read as a check that was passed.
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        CHECKS[check](quantity("50", "%", year=2024), [], "")


@pytest.mark.parametrize(
    ("check", "reported", "others"),
    [
        ("repeated", quantity("10", "minutes"), [quantity("10", "seconds")]),
        ("texts", quantity("10", "minutes"), [quantity("10", "episodes")]),
        ("exceeds", quantity("9", "USD"), [quantity("9", "USD"), quantity("3", "people")]),
        ("growth", quantity("597", "%"), [quantity("398"), quantity("2775", "episodes")]),
        ("growth", quantity("597", "times"), [quantity("398"), quantity("2775")]),
        ("published", quantity("10", "minutes"), [quantity("10", "episodes")]),
    ],
)
def test_numbers_in_different_units_are_never_compared(check, reported, others):
    with pytest.raises(ValueError, match="compared"):
        CHECKS[check](reported, others, "")


def test_money_in_another_currency_is_converted_before_it_is_compared_or_refused():
    # 9 billion dollars of 2023 are about 63 billion yuan, and less than 70.
    dollars, yuan = quantity("9", "USD", year=2023), quantity("70", "RMB", year=2023)
    for left, right, status in ((yuan, dollars, "reproduced"), (dollars, yuan, "inconsistent")):
        try:
            found = CHECKS["exceeds"](left, [left, right], "")
        except ValueError as refused:
            assert "compared" in str(refused)
        else:
            assert found.status == status


@given(
    st.sampled_from(["published", "repeated", "texts"]),
    st.integers(0, 10**5),
    st.integers(0, 10**5),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_two_printings_agree_exactly_if_some_value_rounds_to_both(check, one, two, a, b):
    # By exact arithmetic: the distance is at most both half units.
    first, second = Fraction(one, 10**a), Fraction(two, 10**b)
    halves = (Fraction(1, 10**a) + Fraction(1, 10**b)) / 2
    assume(abs(abs(first - second) - halves) > Fraction(1, 10**9))
    found = CHECKS[check](quantity(rounded(first, a)), [quantity(rounded(second, b))], "")
    assert (found.status in ("reproduced", "consistent")) == (abs(first - second) < halves)


# ---- checks as rows of a table -------------------------------------------------------------


def test_the_checks_of_the_little_package_end_as_by_hand(little, judged):
    judged(little)
    assert verdicts.faults() == []
    assert verdict("alpha2020-growth").status == "reproduced"
    assert verdict("beta2021-after").status == "consistent"
    assert verdict("alpha2020-after").status == "reproduced"


@pytest.mark.parametrize("error", [ValueError("no luck"), KeyError("no luck"), RuntimeError()])
def test_a_check_that_raises_is_one_fault_and_hides_no_other_verdict(
    little, judged, monkeypatch, error
):
    def broken(reported, others, note):
        raise error

    judged(little)
    monkeypatch.setattr(verdicts, "CHECKS", {**CHECKS, "growth": broken})
    (fault,) = verdicts.faults()
    assert (fault.row, fault.column) == (2, "check")
    assert fault.file.endswith("/checks.csv")
    assert "alpha2020-growth cannot be made" in fault.message
    assert not fault.message.endswith(": ."), "the fault names no reason"
    assert verdict("alpha2020-growth").status == "not checkable"
    assert verdict("alpha2020-growth").sentence.startswith("The check cannot be made")
    assert verdict("beta2021-after").status == "consistent"


@pytest.mark.parametrize(
    ("check", "inputs"),
    [
        ("growth", "alpha2020-before"),
        ("growth", "alpha2020-after F1 F2"),
        ("growth", ""),
        ("published", ""),
        ("exceeds", ""),
        ("exceeds", "alpha2020-after"),
    ],
)
def test_a_check_with_too_many_or_too_few_inputs_is_one_clear_fault(little, judged, check, inputs):
    little.change("checks", 2, check=check, inputs=inputs)
    judged(little)
    (fault,) = verdicts.faults()
    assert (fault.row, fault.column) == (2, "check")
    for word in ("unpack", "min()", "sequence", "iterable"):
        assert word not in fault.message


def test_the_strongest_of_several_findings_names_the_verdict(little, judged):
    little.add("checks", claim="alpha2020-growth", check="missing", inputs="", note="No year.")
    judged(little)
    found = verdict("alpha2020-growth")
    assert [finding.status for finding in found.findings] == ["reproduced", "not checkable"]
    assert found.status == "reproduced"
    assert found.sentence.endswith("No year.")


def test_an_inconsistency_outweighs_everything():
    assert list(STATUSES) == [
        "inconsistent",
        "disputed",
        "reproduced",
        "consistent",
        "not checkable",
        "not checked",
    ]


def test_markup_in_a_note_stays_text_in_the_verdict(little, judged):
    little.change("checks", 3, note="<script>alert(1)</script>")
    judged(little)
    assert "<script>" in verdict("beta2021-after").sentence
    from helpers import Outline
    from microdrama.blocks import Scorecard

    page = Outline(Scorecard(scorecard(["beta2021-after"]))._repr_html_())
    assert page.all("script") == []
    assert "<script>alert(1)</script>" in page.text


def test_an_interval_is_all_that_a_verdict_keeps_of_a_result():
    assert isinstance(verdict("meng2025-box-office").findings[0].result, Interval)
