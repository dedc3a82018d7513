"""A year that is claimed beside dated events."""

from __future__ import annotations

import pytest

from microdrama.evidence.quantities import Quantity
from printings import check, event, refused

IN_2024 = Quantity("x", "Text", "", None, "", 2024)


@pytest.mark.parametrize(
    ("years", "status", "said"),
    [
        ([2024], "consistent", "Of 1 dated event 1 is of 2024: rule 2024."),
        # Rules before do not speak against rules of that year.
        (
            [2020, 2024, 2024],
            "consistent",
            "Of 3 dated events 2 are of 2024: rule 2024; rule 2024.",
        ),
        ([2020, 2023], "disputed", "Of 2 dated events none is of 2024."),
    ],
)
def test_a_year_is_borne_out_by_an_event_of_that_year(years, status, said):
    found = check("dated", IN_2024, [event(year) for year in years], "So.")
    assert found.status == status
    assert found.sentence == f"{said} So."


def test_a_claim_without_a_year_and_an_event_without_one_are_refused():
    assert "states no year" in refused("dated", Quantity("x", "T", "", None, ""), [event(2024)])
    assert "dated events" in refused("dated", IN_2024, [event(None)])


def test_a_claim_without_a_year_is_dated_by_the_claim_that_comes_first():
    undated = Quantity("x", "Text", "", None, "")
    found = check("earlier", undated, [IN_2024, event(2020), event(2025)])
    assert found.status == "disputed"
    assert found.sentence.startswith("1 dated event before 2024: 2020 rule 2020.")
    assert check("earlier", undated, [IN_2024, event(2025)]).status == "consistent"
