"""What the printed probability means under any base rate, by counting dramas."""

from __future__ import annotations

from fractions import Fraction

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.evidence.ledger import claim
from microdrama.symbols.localisation import PRINTED, base_rates


def explorer():
    return base_rates(lambda width: alt.Chart().mark_line().encode(x="overall:Q", y="value:Q"))


def test_in_the_texts_own_case_localisation_changes_nothing():
    rows = explorer().evaluate()
    assert rows["at"].iloc[0] == pytest.approx(claim(PRINTED).interval.middle)
    assert explorer().sentence().endswith("localisation changes nothing.")


def test_a_thousand_dramas_counted():
    # 1,000 dramas, 400 localised of which 38.7% = 154.8 are strong; 250 strong in all leave
    # 95.2 among 600 others: 15.866…%.
    rows = explorer().evaluate({"base_rate": 25.0, "localised": 40})
    assert rows["at"].iloc[0] == pytest.approx(9520 / 600)
    assert rows["apart"].iloc[0] == pytest.approx(38.7 - 9520 / 600)
    assert rows["case"].iloc[0] == "more"


def test_a_base_rate_that_cannot_be_is_said_with_those_that_can():
    # 40% localised of which 38.7% are strong make 15.48%; the others add from 0 to 60 points.
    said = explorer().sentence({"base_rate": 10.0, "localised": 40})
    assert said.endswith("the base rate must lie between 15.5% and 75.5%.")
    assert explorer().sentence({"base_rate": 60.0}).endswith("points less.")


@given(st.integers(0, 1000), st.integers(1, 99))
def test_the_parts_make_the_whole(tenths, localised):
    rows = explorer().evaluate({"base_rate": tenths / 10, "localised": localised})
    row = rows.iloc[0]
    share = Fraction(localised, 100)
    whole = share * Fraction(387, 10) + (1 - share) * Fraction(float(row["at"]))
    assert float(whole) == pytest.approx(tenths / 10, abs=1e-9)
    assert (row["case"] == "impossible") == (not -1e-9 <= row["at"] <= 100 + 1e-9)
    assert rows["value"].between(0, 100).all()
