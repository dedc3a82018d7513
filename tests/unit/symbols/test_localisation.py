"""What the printed probability means under any base rate, by counting dramas."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.evidence.ledger import claim
from microdrama.symbols.localisation import base_rates, comparison, possible

PRINTED = claim("zhao2025-localisation-probability")


def compared(base_rate: float, localised: float) -> pd.DataFrame:
    """Return what the printed chance means at each base rate that can be."""
    settings = SimpleNamespace(base_rate=base_rate, localised=localised)
    rates = base_rates(PRINTED)
    rates = rates[possible(settings, rates)]
    return rates.assign(**comparison(settings, rates))


def test_base_rates_run_from_none_to_all_beside_what_is_printed():
    rates = base_rates(PRINTED)
    assert rates["overall"].to_list() == list(range(101))
    assert set(rates["given"]) == {38.7}


def test_at_the_printed_chance_itself_localisation_changes_nothing():
    rows = compared(38.7, 50)
    assert rows["at"].iloc[0] == pytest.approx(38.7)
    assert rows["case"].iloc[0] == "none"


def test_a_thousand_dramas_counted():
    # 1,000 dramas, 400 localised of which 38.7% = 154.8 are strong; 250 strong in all leave
    # 95.2 among 600 others: 15.866…%.
    rows = compared(25.0, 40)
    assert rows["at"].iloc[0] == pytest.approx(9520 / 600)
    assert rows["apart"].iloc[0] == pytest.approx(38.7 - 9520 / 600)
    assert rows["case"].iloc[0] == "more"


@given(st.integers(0, 1000), st.integers(1, 99))
def test_the_parts_make_the_whole(tenths, localised):
    rows = compared(tenths / 10, localised)
    row = rows.iloc[0]
    share = Fraction(localised, 100)
    whole = share * Fraction(387, 10) + (1 - share) * Fraction(float(row["at"]))
    assert float(whole) == pytest.approx(tenths / 10, abs=1e-9)
    assert (row["case"] == "impossible") == (not -1e-9 <= row["at"] <= 100 + 1e-9)
    assert rows["value"].between(0, 100).all()


@pytest.mark.parametrize("share", range(1, 100))
def test_one_row_of_the_base_rates_bears_the_name_of_each_line(share):
    rows = compared(38.7, share)
    assert (rows["overall"] < rows["least"] + 1).sum() == 1
    assert (rows["overall"] > rows["most"] - 1).sum() == 1
