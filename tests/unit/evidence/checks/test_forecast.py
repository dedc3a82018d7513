"""A number that was a forecast: whose, and what became of it."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check, refused


def forecast(printed: str, label: str):
    return quantity(printed, "billion", label=label, forecast=True, year=2024)


def result(printed: str, label: str):
    return quantity(printed, "billion", label=label, year=2024)


def test_a_forecast_is_told_with_whose_it_is_and_what_became_of_it():
    # 50.5 / 50 = 1.01 and 40 / 50 = 0.8.
    found = check(
        "forecast",
        quantity("50", "billion"),
        [forecast("50", "Board"), result("50.5", "Bureau"), result("40", "Office")],
        "So.",
    )
    assert found.status == "forecast"
    assert found.sentence == (
        "It is what Board expected for 2024: 50 billion. After the year Bureau prints 50.5 billion "
        "(1% more) and Office prints 40 billion (20% less). So."
    )
    assert (found.result.low, found.result.high) == pytest.approx((39.5, 50.55))


def test_a_forecast_whose_time_has_not_come_is_told_with_other_forecasts():
    found = check(
        "forecast",
        quantity("100", "billion", ">"),
        [forecast("100.7", "Board"), forecast("86", "Office")],
    )
    assert found.status == "forecast"
    assert "After the year" not in found.sentence
    assert "Another forecast for the same year: Office prints 86 billion (14% less)." in (
        found.sentence
    )
    assert found.result is None


@pytest.mark.parametrize(("printed", "status"), [("52", "differs"), ("60", "disputed")])
def test_a_number_that_is_not_that_forecast_is_compared_as_any_other(printed, status):
    found = check("forecast", quantity(printed, "billion"), [forecast("50", "Board")])
    assert found.status == status
    assert found.sentence.startswith("It is not the forecast of its year")


def test_a_result_is_no_forecast():
    assert "must be a forecast" in refused(
        "forecast", quantity("50", "billion"), [result("50", "Bureau")]
    )
