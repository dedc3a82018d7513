"""Published figures in one unit: what is converted, what repeats, what a label says."""

from __future__ import annotations

import pytest

from microdrama.evidence import quantities
from microdrama.evidence.published import published, rate_of
from microdrama.package import using


def test_amounts_in_yuan_are_reported_and_converted_ones_recomputed():
    rows = published(["market value, China"], unit="billion RMB").set_index("id")
    assert rows.loc["M06", "value"] == pytest.approx(50.44)
    assert rows.loc["M06", "kind"] == "reported"
    assert rows.loc["M27", "kind"] == "recomputed"
    # 5.1 billion dollars of 2023 at the rate of 37.39/5.31.
    assert rows.loc["M27", "value"] == pytest.approx(5.1 * 37.39 / 5.31, rel=1e-3)
    assert set(rows["unit"]) == {"billion RMB"}


def test_a_figure_that_two_publications_repeat_stands_once():
    rows = published(["market value, China"], unit="billion RMB")
    assert rows["label"].is_unique
    assert {"M06", "M07"} & set(rows["id"]) == {"M06"}


def test_figures_come_in_the_order_of_their_ends():
    rows = published(["users, China"], unit="million people")
    assert rows["end"].is_monotonic_increasing


def test_a_lower_bound_is_shown_at_its_printed_amount():
    rows = published(["market value, China"], unit="billion RMB").set_index("id")
    assert rows.loc["M05", "value"] == pytest.approx(20)
    assert rows.loc["M05", "shown"].startswith(">")


def test_an_unknown_measure_is_no_row_and_not_an_error():
    assert published(["tea in China"]).empty


@pytest.mark.parametrize(
    ("year", "nearest"), [(2023, 2023), (2024, 2024), (2000, 2023), (2022, 2023), (2090, 2028)]
)
def test_a_year_without_a_printed_pair_takes_the_nearest_rate(year, nearest):
    assert rate_of(year) == quantities.exchange_rates()[nearest]


def test_labels_of_charts_have_no_chinese_name_and_tables_keep_it():
    # A picture is laid out without a Chinese font, so such a label would reach beyond its edge.
    found = published(["in-app revenue outside China"], unit="million USD")
    [row] = [row for row in found.itertuples() if row.id == "O33"]
    assert row.label.startswith("February 2025, Diandian Data: 58.7")
    assert "点点数据" in row.publisher


def test_a_printed_range_keeps_both_ends_and_is_converted_with_them(little):
    little.write("publishers", [])
    [figure, *_] = little.cells("figures")
    little.change("figures", 2, value="8", high="10", unit="billion RMB", measure="tea")
    with using(little):
        [row] = published(["tea"]).itertuples()
        [dollars] = published(["tea"], unit="billion USD").itertuples()
        rate = rate_of(int(figure["end"][:4])).middle
        found = quantities.figures()[figure["id"]].interval
    assert row.shown.endswith("8\N{EN DASH}10\N{NO-BREAK SPACE}billion RMB")
    assert (row.low, row.value, row.high) == pytest.approx((8, 9, 10))
    assert (dollars.low, dollars.high) == pytest.approx((8 / rate, 10 / rate))
    assert (found.low, found.high) == pytest.approx((7.5e9, 10.5e9))
