"""A beginning beside dated events."""

from __future__ import annotations

import pytest

from microdrama.evidence.checks import CHECKS
from microdrama.evidence.quantities import Quantity
from printings import CASES, chance, check, event


@pytest.mark.parametrize(
    ("years", "status"), [([2024, 2025], "consistent"), ([2023, 2025], "disputed")]
)
def test_an_earlier_event_disputes_a_beginning(years, status):
    found = check(
        "earlier", Quantity("x", "Text", "", None, "", 2024), [event(year) for year in years]
    )
    assert found.status == status


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2023, 2025], "1 dated event before 2024: 2023 rule 2023."),
        ([2025, 2023, 2019], "2 dated events before 2024: 2023 rule 2023; 2019 rule 2019."),
        ([2024, 2025], "None of 2 dated events is earlier."),
    ],
)
def test_the_events_that_are_earlier_are_counted_and_named(years, said):
    begins = Quantity("x", "Text", "", None, "", 2024)
    found = check("earlier", begins, [event(year) for year in years], "A rule.")
    assert found.sentence == f"{said} A rule."


def test_events_of_ten_thousand_texts_dispute_a_beginning_just_if_one_is_earlier():
    """A publisher's date against a text's is disputed, never inconsistent."""
    dice = chance("earlier")
    for _ in range(CASES):
        begins = int(dice.integers(2010, 2026))
        years = [int(year) for year in dice.integers(2005, 2030, dice.integers(1, 6))]
        found = check(
            "earlier", Quantity("x", "T", "", None, "", begins), [event(year) for year in years]
        )
        assert found.status == ("disputed" if min(years) < begins else "consistent")


def test_events_without_a_year_are_no_dated_events():
    with pytest.raises(ValueError, match="dated"):
        CHECKS["earlier"](Quantity("x", "T", "", None, "", 2024), [event(2023), event(None)], "")
