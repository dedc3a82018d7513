"""Every verdict of the book beside a case, made by hand, in which it would have ended otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microdrama.evidence.checks import CHECKS
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim
from microdrama.evidence.quantities import Quantity, from_claim, quantity
from microdrama.package import table

#: Checks that say what is missing, what a sample could detect, what a report holds, or what would
#: explain a number: none of them speaks for or against a claim.
NO_VERDICT_ON_THE_CLAIM = ("missing", "power", "interviews", "slip")

#: What is changed in a row (a factor, a year, or all that a number can stand for), and how the
#: check ends then. The comments say what the changed number is.
OTHERWISE: dict[tuple[str, str], tuple[dict[str, float | int | Interval], str | None]] = {
    ("zhang2025-registrations-growth", "growth"): (
        {"zhang2025-registrations-growth": 0.5},  # 300%
        "inconsistent",
    ),
    ("zhang2025-registrations-2021", "traced"): ({"T01": 1.1}, "disputed"),  # 438
    ("zhang2025-registrations-2022", "traced"): ({"T02": 1.01}, "differs"),  # 2,803
    ("zhang2025-registrations-2022", "definition"): (
        {"T11": 2775 / 172, "T06": 2775 / 336},
        None,
    ),
    # 5.2 billion dollars beside 5.1, 5.3 and 5.09.
    ("zhang2025-industry-value", "published"): ({"zhang2025-industry-value": 0.0963}, "differs"),
    ("zhang2025-industry-value", "repeated"): (
        {"zhang2025-industry-value-repeated": 0.9},  # 48.6
        "inconsistent",
    ),
    ("zhang2025-frequent-viewers", "published"): ({"U01": 0.9}, "disputed"),  # 35.9%
    ("meng2025-market-2024", "forecast"): ({"M06": 0.9}, "disputed"),  # 45.4
    ("meng2025-market-2027", "forecast"): ({"M24": 0.9}, "disputed"),  # 90.6
    ("meng2025-box-office", "exceeds"): ({"M21": 0.8}, "disputed"),  # 38.8
    ("meng2025-users-2024", "traced"): ({"U02": 1.03}, "differs"),  # 593
    ("meng2025-users-2024", "definition"): ({"U04": 576 / 662}, None),
    ("zhejiang2025-users", "published"): ({"U04": 1.1}, "disputed"),  # 728
    ("zhejiang2025-usage-rate", "published"): ({"U04b": 1.03}, "differs"),  # 61.5%
    ("wang2026-definition-duration", "published"): (
        {"wang2026-definition-duration": 0.5},  # at most 5 minutes
        "disputed",
    ),
    ("wang2026-definition-duration", "definition"): (
        {"zhao2025-definition-duration": 2 / 3},  # about 10
        None,
    ),
    ("wang2026-definition-duration", "repeated"): (
        {"wang2026-definition-duration-introduction": Interval(14.5, 15.5)},
        "inconsistent",
    ),
    ("zhao2025-definition-duration", "published"): ({"D02": 2 / 3}, "disputed"),  # 10
    ("zhao2025-definition-duration", "definition"): ({"wang2026-definition-duration": 1.5}, None),
    ("wang2026-stage-adjustment-policy", "dated"): (
        {"wang2026-stage-adjustment-policy": 2021},
        "disputed",
    ),
    ("wang2026-stage-adjustment-compliance", "earlier"): (
        {"wang2026-stage-adjustment-policy": 2020},
        "consistent",
    ),
    # Nine respondents and ten items are 90 answers, fewer than the hundredths of a point.
    ("wang2026-policy-mean", "mean"): ({"wang2026-sample-n": 9 / 428}, "consistent"),
    ("wang2026-competition-mean", "mean"): ({"wang2026-sample-n": 9 / 428}, "consistent"),
    ("wang2026-sns-mean", "mean"): ({"wang2026-sample-n": 9 / 428}, "consistent"),
    ("wang2026-competition-higher", "exceeds"): (
        {"wang2026-competition-mean": 0.9},  # 3.94, less than 4.12
        "inconsistent",
    ),
    # 27 of 30 are 90%; 13 are 43.3% and 14 are 46.7%, so nobody has 45.5% to 46.5%.
    ("wang2026-education-bachelor", "share"): (
        {"wang2026-education-bachelor": Interval(89.5, 90.5), "wang2026-sample-n": 30 / 428},
        "consistent",
    ),
    ("wang2026-education-master", "share"): (
        {"wang2026-education-master": Interval(45.5, 46.5), "wang2026-sample-n": 30 / 428},
        "inconsistent",
    ),
    # p = 0.2, of which 0.0006 is the most.
    ("wang2026-policy-beta", "coefficient"): (
        {"wang2026-policy-p": Interval(0.195, 0.205)},
        "inconsistent",
    ),
    ("wang2026-policy-p", "significance"): (
        {"wang2026-policy-p": Interval(0.195, 0.205)},
        "inconsistent",
    ),
    # A printed coefficient of −0.40.
    ("wang2026-competition-beta", "coefficient"): (
        {"wang2026-competition-beta": Interval(-0.405, -0.395)},
        "consistent",
    ),
    ("wang2026-competition-p", "significance"): (
        {"wang2026-competition-beta": Interval(-0.405, -0.395)},
        "consistent",
    ),
    # Ten times as many numbers are more than 125.
    ("wang2026-data-availability", "data"): ({"wang2026": 10.0}, "not checkable"),
    ("wang2026-sample-n", "repeated"): ({"wang2026-sample-n-abstract": 427 / 428}, "inconsistent"),
    ("wang2026-interviews-n", "repeated"): (
        {"wang2026-interviews-n-resumo": 24 / 23},
        "inconsistent",
    ),
    ("wang2026-fund-50m", "repeated"): ({"wang2026-fund-50m-instrument": 1.2}, "inconsistent"),
    # More than 80% and about 30%.
    ("meng2025-romance-share", "parts"): ({"meng2025-romance-share": 2.0}, "inconsistent"),
    ("meng2025-willing-to-pay", "definition"): ({"A01": 60 / 31.9}, None),
    ("meng2025-women", "definition"): ({"N074": 55 / 52, "N075": 55 / 55.8}, None),
    # Exactly 120 countries.
    ("meng2025-overseas-countries", "texts"): (
        {"zhejiang2025-countries": Interval(119.5, 120.5)},
        "disputed",
    ),
}

ROWS = {(row["claim"], row["check"]): row for row in table("checks").to_dict("records")}


def changed(some: Quantity, change: float | int | Interval | None) -> Quantity:
    """Return a quantity with its year, its values, or a multiple of them."""
    if change is None:
        return some
    if isinstance(change, int):
        return replace(some, year=change)
    values = change if isinstance(change, Interval) else some.interval * change
    middle = round(values.middle)
    if some.unit in ("respondents", "interviews") and isinstance(change, float):
        values = Interval(middle - 0.5, middle + 0.5)
    return replace(some, values=values)


def test_every_row_that_can_give_a_verdict_has_such_a_case():
    giving = {key for key in ROWS if key[1] not in NO_VERDICT_ON_THE_CLAIM}
    assert set(OTHERWISE) == giving


@pytest.mark.parametrize("key", OTHERWISE, ids=" ".join)
def test_a_verdict_of_the_book_would_have_ended_otherwise(key):
    row, (changes, status) = ROWS[key], OTHERWISE[key]
    inputs = row["inputs"].split()
    assert set(changes) <= {row["claim"], *inputs}
    found = []
    for some in ({}, changes):
        reported = changed(from_claim(claim(row["claim"])), some.get(row["claim"]))
        others = [changed(quantity(i), some.get(i)) for i in inputs]
        found.append(CHECKS[row["check"]](reported, others, "").status)
    assert found[1] == status
    assert found[0] != found[1]


@pytest.mark.parametrize("key", [key for key in ROWS if key[1] in NO_VERDICT_ON_THE_CLAIM])
def test_what_cannot_end_otherwise_says_nothing_for_or_against_a_claim(key):
    row = ROWS[key]
    others = [quantity(some_id) for some_id in row["inputs"].split()]
    found = CHECKS[row["check"]](from_claim(claim(row["claim"])), others, "")
    assert found.status in (None, "interpretive", "not checkable")
