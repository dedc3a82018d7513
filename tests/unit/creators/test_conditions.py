"""Pay and jobs as published, and what other studies find."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.creators import conditions
from microdrama.evidence.ledger import claims
from microdrama.evidence.quoting import quote_length
from microdrama.evidence.validation import references
from microdrama.package import table


def test_the_spread_goes_from_the_lowest_end_to_the_highest():
    pay = pd.DataFrame({"low": [50.0, 20.0], "high": [60.0, 200.0]})
    assert conditions.spread(pay) == 10


def test_two_counts_of_jobs_and_the_multiplier_of_the_one_that_prints_both(copied):
    rows = copied.cells("figures")
    values = {"N137": "100", "N137b": "250", "J01": "400"}
    copied.write("figures", [{**row, "value": values.get(row["id"], row["value"])} for row in rows])
    times, multiplier = conditions.disagreement()
    assert times == pytest.approx(4)
    assert multiplier == pytest.approx(2.5)


def test_pay_stands_in_the_order_of_its_lower_end():
    pay = conditions.daily_pay()
    assert pay["low"].is_monotonic_increasing
    assert (pay["high"] >= pay["low"]).all()


def test_every_figure_on_makers_is_shown_somewhere_and_none_twice():
    shown = [*conditions.PAY, *conditions.JOBS, *conditions.OTHERS, *conditions.MACHINES]
    assert len(shown) == len(set(shown))
    figures = table("figures")
    makers = set(figures.loc[figures["topic"] == "makers", "measure"])
    assert makers - set(shown) == {"interviews with writers"}  # counted among the witnesses


def test_a_witness_has_a_claim_to_bear_on_and_a_short_quote_of_a_listed_work():
    for row in conditions.witnesses().itertuples():
        assert row.claim in claims()
        assert row.reference in references().entries
        assert quote_length(row.quote) <= 40
