"""The order of advice under a reader's own weights: against scipy, and on both faces."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from advice import criteria_of
from helpers import vega_values
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.show.explorer import Explorer

RULES = ["evidence", "checked", "agreement", "uncontested", "tried"]

SHARES = st.floats(0, 1)


def explorer() -> Explorer:
    return chapter("policy")["weigh-the-rules"]


def book() -> pd.DataFrame:
    return chapter("policy").results["assessed"]


WEIGHTS = st.fixed_dictionaries({f"weight_{rule}": st.integers(0, 5) for rule in RULES})


@given(WEIGHTS.filter(lambda chosen: any(chosen.values())))
def test_places_and_scores_are_those_of_scipy_and_numpy_for_any_weights(chosen):
    found = explorer().evaluate(chosen)
    scores = np.average(book()[RULES], axis=1, weights=[chosen[f"weight_{r}"] for r in RULES])
    assert found["score"].to_numpy() == pytest.approx(scores)
    assert found["place"].to_list() == rankdata(-scores.round(9), method="min").tolist()
    assert (found["speaks"] == (found["place"] == 1)).all()
    assert set(found["case"]) == {"some"}


def test_the_default_is_the_order_of_the_chapter():
    found = explorer().evaluate().set_index("label")
    graded = chapter("policy").results["graded"].set_index("label")
    assert found["score"].to_dict() == pytest.approx(graded["score"].to_dict())
    assert found["place"].to_dict() == graded["rank"].to_dict()
    first = graded.index[0]
    assert explorer().sentence().startswith(f"Best grounded under these weights: “{first}” (")


def test_with_no_weight_at_all_nothing_is_put_in_order():
    zero = dict.fromkeys(explorer().defaults, 0)
    found = explorer().evaluate(zero)
    assert set(found["score"]) == {0} and set(found["place"]) == {1}
    assert explorer().sentence(zero) == "With no weight on any rule nothing can be put in order."


@pytest.mark.parametrize("heavy", [None, *RULES, "none"])
def test_the_page_computes_the_same_places(heavy):
    explorer_ = explorer()
    chosen = {} if heavy is None else dict.fromkeys(explorer_.defaults, 0)
    chosen |= {f"weight_{heavy}": 5} if heavy in RULES else {}
    live = explorer_.evaluate(chosen)
    page = vega_values(
        explorer_.base.to_dict("records"),
        explorer_.transforms(),
        ["score", "place", "speaks", "case"],
        {**explorer_.defaults, **chosen},
    )
    for here, there in zip(live.itertuples(), page, strict=True):
        assert there["score"] == pytest.approx(here.score, abs=1e-9)
        assert (there["place"], there["speaks"], there["case"]) == (
            here.place,
            here.speaks,
            here.case,
        )


@settings(max_examples=20)
@given(st.lists(st.lists(SHARES, min_size=5, max_size=5), min_size=1, max_size=6), WEIGHTS)
def test_advice_that_does_better_by_every_rule_never_comes_later(points, chosen):
    points[-1] = [max(column) for column in zip(*points, strict=True)]
    found = exhibits.weighing(criteria_of(points)).evaluate(chosen)
    assert found["place"].iloc[-1] == 1
