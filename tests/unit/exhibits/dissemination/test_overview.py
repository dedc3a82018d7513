"""The page on dissemination: what it says in words follows the tables."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from controls import some_settings
from helpers import vega_values
from microdrama.dissemination import feedback, strategies
from microdrama.exhibits.dissemination import overview as exhibits
from microdrama.exhibits.dissemination.strategies import _many
from microdrama.package import table


@pytest.fixture(scope="module")
def influences() -> pd.DataFrame:
    return feedback.influences()


@pytest.fixture(scope="module")
def loops(influences) -> pd.DataFrame:
    return feedback.loops(feedback.graph(influences))


@pytest.fixture(scope="module")
def explorer():
    return exhibits.without(feedback.influences(None))


def said(influences: pd.DataFrame, loops: pd.DataFrame) -> list[tuple[str, str]]:
    challenges, advice = strategies.challenges(), strategies.strategies()
    return list(exhibits.findings(influences, loops, challenges, advice).findings)


def test_findings_count_loops_numbers_and_pairs(influences, loops):
    first, second, third = said(influences, loops)
    assert first[0].startswith("The account of the market closes 14 feedback loops, and 13 of them")
    assert first[0].endswith("one balances, and it is our reading that closes it.")
    assert "Of 31 influences 26 have neither" in second[0]
    assert "576" in second[0] and "83,000" in second[0] and "one could be confirmed" in second[0]
    assert second[1] == "traced"
    assert third[0] == (
        "Of 12 challenges 2 meet no strategy, of 14 strategies 3 no challenge; the text itself "
        "joins 4 pairs in words."
    )


@pytest.mark.parametrize(
    ("kinds", "bases", "ending"),
    [
        (["reinforcing"] * 2, ["stated"] * 2, "nothing in it could restrain the market."),
        (["reinforcing", "balancing"], ["stated"] * 2, "one balances."),
        (["balancing"] * 2, ["stated", "our reading"], "2 balance."),
    ],
)
def test_brakes_are_none_one_and_many(influences, kinds, bases, ending):
    loops = pd.DataFrame({"kind": kinds, "basis": bases})
    assert said(influences, loops)[0][0].endswith(ending)


def test_without_numbers_the_finding_says_so(influences, loops):
    bare = influences.assign(numbers=[[] for _ in range(len(influences))])
    sentence, status = said(bare, loops)[1]
    assert sentence.endswith("No number stands beside any.")
    assert status == ""


def test_every_influence_of_the_diagram_is_in_its_table(influences, loops):
    figure = exhibits.causal_loops(feedback.graph(influences), influences, loops)
    assert figure.title == "Of 14 loops 13 reinforce growth and one balances it"
    assert figure.table["Influence"].to_list() == influences["words"].to_list()
    lies = dict(zip(figure.table["Influence"], figure.table["It lies"], strict=True))
    assert lies["Capital → industrial production"] == "on a reinforcing loop"
    assert lies["Criticism by viewers → content fitted to emotion"] == "on the balancing loop"
    assert lies["Mobile payment → paying"] == "on no loop"


def test_two_directions_stand_with_their_quotes(influences):
    frame = exhibits.directions(feedback.directions(influences)).frame
    assert frame["Direction"].to_list() == ["Demand acts"] * 3 + ["Demand is acted on"] * 3
    (words,) = frame["Printed as"].iloc[1].claims.values()
    assert words.startswith("“The core driver behind")


@pytest.mark.parametrize(
    ("count", "what", "words"),
    [
        (0, "strategy", "No strategies have"),
        (1, "challenge", "One challenge has"),
        (2, "challenge", "Two challenges have"),
        (7, "strategy", "7 strategies have"),
    ],
)
def test_none_one_and_many_have_no_counterpart(count, what, words):
    assert _many(count, what) == words


def test_the_two_sides_leave_out_what_only_sums_up():
    advice, pairs = strategies.strategies(), strategies.pairs()
    figure = exhibits.two_sides(strategies.challenges(), advice, pairs)
    assert figure.title == "Two challenges have no strategy, three strategies have no challenge"
    assert len(figure.table) == len(pairs)
    assert "12 challenges on the left, 14 strategies" in figure.alt


def test_the_title_on_copyright_counts_ways():
    found = strategies.detections()
    figure = exhibits.detections(found, strategies.reach_of_technology(found))
    assert figure.title == (
        "Technology would help to find 5 and to prove 6 of 6 ways to copy; it takes none down"
    )


def test_the_works_that_the_page_says_are_listed_are_and_the_others_are_not():
    listed = " ".join(table("references").query("source == 'meng2025'")["authors"])
    assert all(name in listed for name in ("Katz", "Jenkins", "Bourdieu"))
    others = ("Csikszentmihalyi", "Hoskins", "Hofstede", "Straubhaar", "Robertson", "Nieborg")
    assert not any(name in listed for name in others)


# ---- and if …? -----------------------------------------------------------------------------


def test_nothing_is_taken_out_of_the_texts_own_account_at_first(explorer):
    assert explorer.sentence() == (
        "Nothing is taken out: the account closes 14 loops; balancing loops among them: 1."
    )
    assert (explorer.evaluate()["fate"] == "closed").all()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"gone": "Viewing → feedback and data"},
            "Without “Viewing → feedback and data” 12 of the 14 loops are left; balancing loops "
            "among them: 1.",
        ),
        (
            {"gone": feedback.CAUSE_ONLY, "whose": "firm"},
            "If demand is only a cause, 4 of the 4 loops are left; balancing loops among them: 0.",
        ),
        (
            {"gone": feedback.EFFECT_ONLY, "whose": "every"},
            "If demand is only an effect, 10 of the 18 loops are left; balancing loops among "
            "them: 4.",
        ),
    ],
)
def test_the_sentence_counts_what_is_left(explorer, settings, sentence):
    assert explorer.sentence(settings) == sentence


def test_the_sentence_and_the_bars_agree_at_every_setting(explorer):
    for settings in some_settings(explorer, 12):
        rows = explorer.evaluate(settings)
        assert (rows["fate"] == "closed").sum() == rows["left"].iloc[0]
        assert len(rows) == rows["had"].iloc[0]


@pytest.mark.parametrize(
    "chosen", [{}, {"gone": feedback.CAUSE_ONLY}, {"gone": "Viewing → paying", "whose": "every"}]
)
def test_the_page_computes_the_same(explorer, chosen):
    columns = ["loop", "lost", "fate", "had", "left", "balancing", "case"]
    page = vega_values(
        explorer.base.to_dict("records"),
        explorer.transforms(),
        columns,
        {**explorer.defaults, **chosen},
    )
    assert page == explorer.evaluate(chosen)[columns].to_dict("records")


def test_an_answer_takes_no_longer_than_a_tenth_of_a_second(explorer):
    explorer.evaluate()
    took = []
    for settings in some_settings(explorer, 5):
        start = time.perf_counter()
        explorer.evaluate(settings)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.1
