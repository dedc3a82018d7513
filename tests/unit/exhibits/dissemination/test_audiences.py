"""The page on audiences: what it says in words follows the tables, and both faces agree."""

from __future__ import annotations

from functools import lru_cache, partial

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from controls import all_settings_of
from helpers import vega_values
from microdrama.dissemination import audiences, theories
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim
from microdrama.exhibits.dissemination import audiences as exhibits
from microdrama.show.explorer import Explorer

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@lru_cache
def explorer(name: str) -> Explorer:
    explained = theories.theories()
    made = {
        "overlap": exhibits.overlap,
        "filming": exhibits.filming,
        "ladder": partial(exhibits.ladder, explained, theories.reached(explained)),
    }
    return made[name]()


# ---- both explorers ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["overlap", "filming", "ladder"])
def test_the_page_computes_what_python_computes(name):
    one = explorer(name)

    @few()
    @given(all_settings_of(one))
    def check(chosen):
        columns = [*dict.fromkeys([*one.evaluate(chosen).columns])]
        page = vega_values(one.base.to_dict("records"), one.transforms(), columns, chosen)
        live = one.evaluate(chosen)[columns].to_dict("records")
        assert len(page) == len(live)
        for here, there in zip(live, page, strict=True):
            assert there == {
                key: value if isinstance(value, str) else pytest.approx(value, abs=1e-9)
                for key, value in here.items()
            }

    check()


@pytest.mark.parametrize("name", ["overlap", "filming"])
@given(data=st.data())
def test_every_setting_has_its_sentence(name, data):
    one = explorer(name)
    said = one.sentence(data.draw(all_settings_of(one)))
    assert said.endswith(".")
    assert "{" not in said


def test_the_default_is_what_the_text_prints():
    printed = {
        "young": "meng2025-young-users",
        "women": "meng2025-women",
        "pay": "meng2025-willing-to-pay",
    }
    defaults = explorer("overlap").defaults
    assert {key: defaults[key] for key in printed} == {
        key: float(claim(number).value) for key, number in printed.items()
    }
    assert explorer("overlap").sentence() == (
        "If 60% of core users are aged 18 to 35 and 55% are women, at least 15% and at most 55% "
        "are both. Independence would make it 33%: one possibility among many, and printed by "
        "nobody."
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"shares": "three"}, "at most 55% are all three, and perhaps nobody is"),
        ({"reading": "young"}, "women may then be anything from 33% to 73%"),
        ({"young": 100, "women": 40}, "40% are both: the shares leave nothing open"),
        (
            {"reading": "young", "shares": "three", "pay": 90},
            "at least 23% and at most 33% are all three",
        ),
    ],
)
def test_the_sentence_says_what_is_open(chosen, words):
    assert words in explorer("overlap").sentence(chosen)


def test_the_third_bar_is_there_only_where_it_is_asked_for():
    assert set(explorer("overlap").evaluate()["who"]) == {"young", "women"}
    assert set(explorer("overlap").evaluate({"shares": "three"})["who"]) == {
        "young",
        "women",
        "pay",
    }


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "20 of 80 episodes, 25% of the serial, are not yet filmed"),
        (
            {"ready": 100},
            "All 80 episodes are filmed when the first reactions arrive: none can answer them.",
        ),
        ({"ready": 50, "delay": 1}, "30 of 80 episodes, 38% of the serial, are not yet filmed"),
        ({"ready": 50, "delay": 0, "filmed": 2, "shown": 12}, "on day 4 there is nothing left"),
    ],
)
def test_a_serial_is_told_in_words(chosen, words):
    assert words in explorer("filming").sentence(chosen)


# ---- titles and tables ---------------------------------------------------------------------


def shares(*rows: tuple[str, float, str]) -> pd.DataFrame:
    """Return shares of nobody: what is asked, the number, and how it is printed."""
    frame = pd.DataFrame(rows, columns=["asks", "value", "shown"])
    return frame.assign(low=frame["value"], high=frame["value"], whole="users", who="X", source="")


def test_the_title_on_paying_says_the_ends_as_they_are_printed():
    nbsp = "\N{NO-BREAK SPACE}"
    frame = shares(
        ("have ever paid", 20, f"≥{nbsp}20%"),
        ("have ever paid", 70.5, "70.5%"),
        ("pay", 90, "90%"),
    )
    title = exhibits.paying(frame).title
    assert title.startswith("“Have ever paid” runs from at least 20 per cent to 70.5 per cent,")


def test_the_title_on_shares_counts_their_wholes():
    frame = audiences.of_text("meng2025")
    assert exhibits.printed(frame).title.startswith("Five printed shares are taken of four wholes")


def test_the_title_on_ages_has_the_bound_that_it_is_given():
    figure = exhibits.ages(audiences.shares("age"), 61.4)
    assert figure.title.endswith("at most 61 per cent of all")
    assert "49.6 per cent" in figure.alt


def test_the_sentence_on_a_theory_is_that_of_the_theory_that_is_asked_for():
    frame = theories.theories().set_index("id")
    for name, row in frame.iterrows():
        said = explorer("ladder").sentence({"asked": name})
        assert said.startswith(f"{row['theory']}. If it held: {row['predicts']}")
        assert row["against"] in said
        assert row["observes"] in said
    assert explorer("ladder").defaults == {"asked": frame.index[0]}


def test_how_far_the_text_goes_is_counted_in_words():
    frame = pd.DataFrame({"reaches": ["told", "told", "acted", "counted"]})
    assert exhibits.how_far(frame).text == (
        "Of four explanations the text leaves two with a mechanism that is told. For one it names "
        "what viewers do, for one it prints a share, and none is put to a comparison."
    )


def test_each_chain_has_its_column_with_its_claims_from_top_to_bottom():
    longer = ["meng2025-participatory-culture", "meng2025-feedback-storyline"]
    frame = exhibits.two_chains([longer, ["meng2025-data-shapes-content"]]).frame
    taking_part, measured = (frame[column].to_list() for column in frame)
    assert [next(iter(cell.claims)) for cell in taking_part] == longer
    assert next(iter(measured[0].claims)) == "meng2025-data-shapes-content"
    assert measured[1] == "–"


def test_another_number_of_chains_is_refused():
    with pytest.raises(ValueError, match="2 chains of claims, not 1"):
        exhibits.two_chains([["meng2025-flow-state"]])


def test_predictions_have_the_outside_figures_in_words():
    tree = exhibits.predictions(theories.theories()).tree
    last = {heading.split(" (")[0]: list(entries)[-1] for heading, entries in tree.items()}
    assert last["Instant relief"].endswith(
        "Watch before sleep: 45.5% (Miaozhen); watch at meals: 31.3% (Miaozhen)."
    )
    assert last["Social capital"] == "From outside: Nothing found."


def test_every_explanation_and_every_way_has_its_claims_one_fold_away():
    explained, ways = theories.theories(), theories.participation()
    frame = exhibits.claims_behind(explained, ways).table.frame.set_index("What")
    assert len(frame) == len(explained) + len(ways)
    assert list(frame.loc["Flow", "Claims"].claims) == [
        "meng2025-flow-state",
        "meng2025-flow-anxiety",
    ]
    assert frame.loc["Choosing between branches", "Claims"] == "–"


def test_the_survey_has_its_product_beside_the_indirect_effect_alone():
    frame = exhibits.viewing_model(theories.paths(), Interval(0.2, 0.25)).frame
    assert frame["Product of the two paths"].to_list() == ["–", "–", "–", "0.200 to 0.250"]
    assert frame["95% interval"].to_list()[-1] == "0.197 to 0.411"


def test_all_outside_figures_on_audiences_are_one_fold_away():
    folded = exhibits.outside()
    assert len(folded.table.frame) == int(folded.words.split()[1])
    assert "Abroad" not in set(folded.table.frame["What"])
