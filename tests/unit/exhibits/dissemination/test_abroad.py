"""The page on the way abroad: its explorer, and titles that say what tables hold."""

from __future__ import annotations

import math
import time
from functools import lru_cache, partial

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from controls import settings_of
from helpers import vega_values
from microdrama.dissemination import adaptation, reach
from microdrama.dissemination import cultural_distance as distance
from microdrama.exhibits.dissemination import abroad as exhibits
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE, cell
from microdrama.show.sentences import fill

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@lru_cache
def explorer() -> Explorer:
    return exhibits.weighing(distance.markets())


# ---- the explorer ------------------------------------------------------------------------------


def test_the_default_is_the_texts_own_case_by_kogut_and_singh():
    expected = distance.kogut_singh(distance.scores("insights"))
    found = explorer().evaluate().set_index("country")
    assert found.loc["Thailand", "distance"] == pytest.approx(expected["Thailand"], rel=1e-3)
    assert found["row"].loc[["Thailand", "Canada", "Japan", "Brazil"]].to_list() == [
        "Thailand",
        "Canada",
        "Compared region",
        "All others",
    ]
    ratio = expected["Thailand"] / expected["United States"]
    assert explorer().sentence() == (
        f"By Kogut and Singh's distance Thailand lies {expected['Thailand']:.2f} from China, "
        f"the United States {expected['United States']:.2f}: Thailand has {ratio:.0%} of their "
        "distance. Drawn beside them: Eastern Asia."
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"focus": "Vietnam", "measure": "euclid"}, "By plain distance Vietnam lies"),
        ({"measure": "mahalanobis"}, "By Mahalanobis's distance Thailand"),
        # Masculinity alone: China has 66, the United States 62, Thailand 34.
        (
            {f"w_{name}": 0 for name in distance.DIMENSIONS if name != "mas"},
            "is no nearer",
        ),
        ({f"w_{name}": 0 for name in distance.DIMENSIONS}, "nothing is measured"),
    ],
)
def test_the_sentence_says_what_the_rows_hold(chosen, words):
    assert words in explorer().sentence(chosen)


def assert_same_faces(chosen: dict) -> None:
    live = explorer().evaluate(chosen)
    rows = [{k: cell(v) for k, v in row.items()} for row in explorer().base.to_dict("records")]
    names = ["distance", "yardstick", "ratio", "row", "case", "how", "country"]
    page = vega_values(
        rows, explorer().transforms(), [*names, "speaks"], {**explorer().defaults, **chosen}
    )
    assert len(page) == len(live)
    for here, there in zip(live.to_dict("records"), page, strict=True):
        for name in names:
            mine = cell(here[name])
            assert there[name] == (mine if isinstance(mine, str) else pytest.approx(mine))
    speaking = next(row for row in page if row["speaks"])
    said = {**explorer().defaults, **chosen, **speaking}
    assert fill(explorer().sentences[speaking["case"]], said) == explorer().sentence(chosen)


@pytest.mark.slow
@given(st.deferred(lambda: settings_of(explorer())))
@few(max_examples=6)
def test_both_faces_give_the_same_numbers_and_words(chosen):
    assert_same_faces(chosen)


def test_it_answers_in_a_twentieth_of_a_second():
    explorer().evaluate()
    took = []
    for weight in (0.5, 1.5, 2.5):
        start = time.perf_counter()
        explorer().sentence({"w_idv": weight})
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05


# ---- titles ------------------------------------------------------------------------------------


def test_every_choice_says_which_countries_are_near_and_which_is_not():
    made = pd.DataFrame(
        {
            "Indonesia": [0.0, 0.1, 0.2, 0.3],
            "Vietnam": [0.1, 0.0, 0.1, 0.0],
            "Thailand": [0.2, 0.5, 0.6, 0.7],
            "United States": [0.9, 1.0, 0.8, 0.9],
        }
    )
    spread = distance.spread(made, list(made))
    figure = exhibits.every_choice(made, spread, distance.regions())
    assert figure.title == (
        "Vietnam and Indonesia are near China by nearly every choice; Thailand is in the nearest "
        "third by only 25% of 4 choices"
    )


def test_countries_and_titles_of_local_making_come_from_their_rows():
    assert "More than 230" in exhibits.countries(reach.coverage()).title
    share = pd.DataFrame({"value": [10.0]})
    revenue = pd.DataFrame({"low": [75.0], "high": [83.0]})
    figure = exhibits.local_titles(share, revenue)
    assert figure.title.startswith("The 10% of titles") and "75 to 83%" in figure.title
    # Two whole bars.
    parts = figure.table["Per cent, from and to"].to_list()
    assert parts == ["0 to 10", "10 to 100", "0 to 75", "75 to 83", "83 to 100"]


def test_a_quotient_says_only_the_bound_that_follows():
    made = pd.DataFrame(
        {
            "what": ["plays for each user", "users for each country", "plays for each country"],
            "above": [reach.PLAYS, reach.USERS, reach.PLAYS],
            "below": [reach.USERS, reach.COUNTRIES, reach.COUNTRIES],
            "low": [40.0, 0.0, 0.0],
            "high": [math.inf, 1_666_667.0, math.inf],
        }
    )
    found = exhibits.quotients(made).frame["What follows"].to_list()
    assert found == ["at least 40", "at most 1.7 million", "nothing"]


def test_a_title_says_whether_it_is_the_one_that_is_meant():
    found = exhibits.titles(adaptation.titles("meng2025")).frame
    assert found["Is it the one?"].to_list() == [
        "not found",
        "bears the name, does not fit",
        "our inference",
    ]
    assert not found["What is known"].str.contains("nan").any()


def test_the_fields_hold_every_way_once():
    ways = adaptation.strategies()
    figure = exhibits.fields(ways, adaptation.told_both_ways(ways))
    assert len(figure.table) == len(ways)
    for width in (WIDE, NARROW):
        drawn = figure.draw(width).to_dict()
        (told,) = {
            name: rows
            for name, rows in drawn["datasets"].items()
            if any(row["role"] for row in rows) and all(row["role"] for row in rows)
        }.values()
        assert sorted(row["id"] for row in told) == sorted(ways["id"])


def test_verdicts_are_of_the_way_abroad():
    shown = set(exhibits.scorecard().frame["claim"].map(lambda one: getattr(one, "id", one)))
    assert "meng2025-infringement" in shown and "zhejiang2025-dramas-daily" in shown
    assert "meng2025-women" not in shown
