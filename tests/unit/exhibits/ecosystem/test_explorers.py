"""The explorers of the survey's chapter: their defaults, their words, and their two faces."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy import stats

from controls import settings_of
from helpers import vega_values
from microdrama.charts import ecosystem as draw
from microdrama.ecosystem import SurveyInUse, compatible, models
from microdrama.ecosystem.fitting import standardised_paths
from microdrama.ecosystem.histograms import BINS
from microdrama.exhibits import ecosystem as exhibits
from microdrama.exhibits import registry
from microdrama.exhibits.ecosystem import explorers
from microdrama.exhibits.ecosystem.explorers import path_labels
from microdrama.exhibits.ecosystem.sentences import region
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import cell
from microdrama.show.sentences import fill
from surveys import answers, ours, ours_analysed, plain_scores, survey

pytestmark = pytest.mark.slow

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, phases=[Phase.explicit, Phase.reuse, Phase.generate])

RECONSTRUCTED = SurveyInUse(ours(), "reconstructed", "the reconstructed survey", "Reconstructed.")

CLASS = SurveyInUse(survey(answers(20)), "recomputed", "class.csv", "Your survey.")

BOOK = ("regression", "technology-slope", "mediation", "compatible")

PREDICTORS = ["Policy support", "Technological maturity", "Market competition"]

PATHS = [
    "Policy → symbols",
    "Symbols → culture",
    "Policy → culture directly",
    "Policy → symbols → culture",
    "Policy → culture in all",
]


def book() -> registry.Chapter:
    """Return both pages of the chapter as one, which gives an explorer by its name."""
    pages = [registry.chapter(name) for name in ("methods", "ecosystem")]
    results = {name: value for page in pages for name, value in page.results.items()}
    return registry.Chapter("ecosystem", results, [e for page in pages for e in page.exhibits])


def drawn() -> dict[str, pd.DataFrame]:
    return book().results["samples"]


# ---- the regression ------------------------------------------------------------------------


def by_algebra(overlap: float, reliability: float, n: int) -> float:
    """Work the p-value of policy support out with matrices and with scipy's t."""
    betas = (0.38, 0.15, -0.22)
    given = np.full((3, 3), overlap) + (1 - overlap) * np.eye(3)
    with_outcome = reliability * given @ betas
    inverse = np.linalg.inv(reliability * given + (1 - reliability) * np.eye(3))
    estimate = inverse @ with_outcome
    explained = float(estimate @ with_outcome)
    error = math.sqrt((1 - explained) / (n - 4) * inverse[0, 0])
    return 2 * stats.t.sf(abs(estimate[0] / error), n - 4)


def test_the_default_of_the_regression_is_the_texts_own_case():
    explorer = book()["regression"]
    assert explorer.defaults == {"respondents": 428, "overlap": 0, "reliability": 1}
    rows = explorer.evaluate()
    assert rows["estimate"].iloc[0] == pytest.approx(0.38)
    assert rows["predictor"].to_list() == PREDICTORS
    assert rows["kind"].to_list() == ["reported", "assumed", "assumed"]
    assert "0.38" in explorer.sentence()
    assert "below 0.001, as printed" in explorer.sentence()


@pytest.mark.parametrize("n", [20, 50, 428])
@pytest.mark.parametrize("overlap", [0.0, 0.4, 0.8])
def test_the_sentence_says_below_exactly_where_the_p_value_is(n, overlap):
    for reliability in (1.0, 0.9, 0.8, 0.6, 0.4):
        p = by_algebra(overlap, reliability, n)
        said = book()["regression"].sentence(
            {"respondents": n, "overlap": overlap, "reliability": reliability}
        )
        assert ("below 0.001, as printed" in said) == (p < 0.001), (p, said)


# ---- technology and algorithms -------------------------------------------------------------


@pytest.fixture(scope="module")
def moderation() -> models.Moderation:
    return models.moderation(
        plain_scores(ours().answers),
        "economic_performance",
        "technological_maturity",
        "algorithmic_adaptability",
    )


def test_the_region_where_the_slope_differs_from_zero_is_that_of_johnson_and_neyman(moderation):
    rows = book()["technology-slope"].evaluate()
    assert rows["level"].to_list() == pytest.approx(np.arange(1, 5.05, 0.1))
    for row in rows.itertuples():
        inside = moderation.jn_low < row.level < moderation.jn_high
        assert (row.apart == "may be zero") == inside
        if not inside:
            assert row.apart == ("above zero" if row.value > 0 else "below zero")


def test_the_default_level_is_the_moderators_mean(moderation):
    explorer = book()["technology-slope"]
    assert explorer.defaults["respondents"] == 428
    assert explorer.defaults["chosen_level"] == pytest.approx(moderation.mean, abs=0.025)


def test_a_slope_that_may_be_zero_is_said_to_be_so():
    explorer = book()["technology-slope"]
    assert "it may be zero" in explorer.sentence({"chosen_level": 2.0})
    assert "it may be zero" not in explorer.sentence({"chosen_level": 5.0})
    assert "it may be zero" in explorer.sentence({"chosen_level": 3.8, "respondents": 20})


# ---- mediation -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "case"),
    [
        ((0.5, 0.5, 0.2, 428), "mediated"),
        # Both steps negative make a positive effect; one of them a negative one.
        ((-0.5, -0.5, 0.2, 428), "mediated"),
        ((-0.5, 0.5, -0.2, 428), "mediated"),
        ((0.5, -0.5, -0.2, 428), "mediated"),
        ((0.5, 0.5, -0.2, 428), "against"),
        ((-0.5, 0.5, 0.2, 428), "against"),
        ((0.5, 0.5, 0.0, 428), "mediated"),
        ((0.05, 0.5, 0.2, 428), "open"),
        ((0.5, 0.5, 0.2, 20), "open"),
        ((0.0, 0.0, 0.0, 428), "open"),
        ((0.9, 0.9, 0.9, 428), "impossible"),
        ((-0.9, 0.9, -0.9, 428), "impossible"),
    ],
)
def test_the_case_is_read_off_the_interval_and_the_signs(chosen, case):
    a, b, direct, n = chosen
    explorer = book()["mediation"]
    rows = explorer.evaluate({"a": a, "b": b, "direct": direct, "respondents": n})
    assert set(rows["case"]) == {case}
    if case in ("mediated", "against"):
        assert rows["indirect_low"].iloc[0] * rows["indirect_high"].iloc[0] > 0
    if case == "open":
        assert rows["indirect_low"].iloc[0] <= 0 <= rows["indirect_high"].iloc[0]


def test_an_effect_below_zero_is_not_said_to_be_zero():
    said = book()["mediation"].sentence({"a": -0.5, "b": 0.5, "direct": -0.2})
    assert "-0.25" in said
    assert "may be zero" not in said


def test_the_rows_of_the_mediation_are_named_after_what_it_joins():
    assert path_labels(ours_analysed().mediation) == PATHS
    other = replace(ours_analysed().mediation, mediator="cross_boundary_integration")
    assert path_labels(other)[0] == "Policy → cross-boundary integration"


def test_the_default_of_the_mediation_is_that_of_the_paths():
    found = ours_analysed().paths.paths.set_index(["outcome", "predictor"])["beta"]
    explorer = book()["mediation"]
    expected = {
        "a": found["symbolic_narrative", "policy_support"],
        "b": found["cultural_influence", "symbolic_narrative"],
        "direct": found["cultural_influence", "policy_support"],
    }
    for name, value in expected.items():
        assert explorer.defaults[name] == pytest.approx(value, abs=0.005)
    assert explorer.evaluate()["label"].to_list() == PATHS


def test_an_impossible_setting_shows_no_number_in_words():
    said = book()["mediation"].sentence({"a": 0.9, "b": 0.9, "direct": 0.9})
    assert said.startswith("No survey can have these three paths")


# ---- compatible surveys --------------------------------------------------------------------


def test_the_explorer_shows_the_bars_of_one_quantity_and_one_prior():
    explorer = book()["compatible"]
    wanted, belief = explorer.controls
    place = book().results["place"]
    assert {value for value, _ in wanted.options} == set(place)
    assert [value for value, _ in belief.options] == list(compatible.PRIORS)
    for quantity, _ in wanted.options:
        rows = explorer.evaluate({"wanted": quantity, "belief": "weak"})
        assert len(rows) == (2 if quantity == "full_mediation" else BINS)
        assert set(rows["quantity"]) == {quantity}
        assert set(rows["prior"]) == {"weak"}
        assert rows["ours"].iloc[0] == pytest.approx(place[quantity])


def test_the_sentence_of_a_quantity_says_its_range_and_where_the_survey_sits():
    said = book()["compatible"].sentence({"wanted": "r2_industry", "belief": "uniform"})
    low, high = drawn()["uniform"]["r2_industry"].quantile([0.025, 0.975])
    assert f"between {low:.2f} and {high:.2f}" in said
    assert "The reconstructed survey has" in said
    assert f"{ours_analysed().regressions['industry_performance'].r2:.2f}." in said


@pytest.mark.parametrize(("full", "belongs"), [(1.0, "one"), (0.0, "none")])
def test_a_question_of_yes_or_no_is_said_as_a_share_of_surveys(full, belongs):
    own = exhibits.compatible_surveys(drawn(), {"full_mediation": full}, CLASS)
    share = drawn()["uniform"]["full_mediation"].mean()
    assert own.sentence() == (
        f"Surveys in which the direct part cannot be told from zero: {share:.0%} of those that "
        f"agree with the text. class.csv is {belongs} of these."
    )
    assert 0.1 < share < 0.17
    assert (
        "“Surveys in which the direct part cannot be told from zero”; the bars run from -0.50 to "
        "1.50." in own.alt
    )


def test_a_readers_survey_is_not_called_the_reconstructed_one():
    own = exhibits.compatible_surveys(drawn(), {"r2_industry": 0.3}, CLASS)
    assert "class.csv has 0.30" in own.sentence()
    assert "econstructed" not in own.sentence()


# ---- alternative texts -----------------------------------------------------------------------


def test_the_line_of_slopes_is_said_to_rise_or_fall_as_it_does(moderation):
    falling = replace(moderation, interaction=-moderation.interaction)
    for found, way in ((moderation, "A rising line"), (falling, "A falling line")):
        alt = explorers.slope_explorer(found, RECONSTRUCTED).alt
        assert alt.startswith(way)
        assert alt.endswith(region(found))


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        # In all: a · b + c′ = 0.4 · 0.5 + 0.1 = 0.3.
        ((0.4, 0.5, 0.1), "all lie above zero, “Policy → culture directly” lowest."),
        ((0.4, 0.5, 0.3), "all lie above zero, “Policy → symbols → culture” lowest."),
        ((0.4, 0.5, -0.1), "“Policy → culture directly” lies below zero, the others above."),
        (
            (-0.4, 0.5, 0.1),
            "“Policy → symbols”, “Policy → symbols → culture” and “Policy → culture "
            "in all” lie below zero, the others above.",
        ),
    ],
)
def test_paths_are_said_to_lie_where_they_lie(paths, said):
    explorer = explorers.mediation_explorer(ours_analysed().mediation, paths, RECONSTRUCTED)
    assert explorer.alt.endswith(f"In the default {said}")
    # What is said is what the default shows.
    values = explorer.evaluate().set_index("label")["value"]
    below = [name for name in values.index if values[name] < 0]
    assert all(f"“{name}”" in said for name in below)


# ---- a reader's own survey -----------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("n", [12, 19, 2100])
def test_a_class_and_a_city_can_be_explored(n):
    # A default outside the range of its slider is refused, so ranges must hold any survey.
    rows = answers().sample(n, replace=True, random_state=1) if n > 428 else answers(n)
    scored = plain_scores(rows.reset_index(drop=True))
    found = models.moderation(
        scored, "economic_performance", "technological_maturity", "algorithmic_adaptability"
    )
    explorer = explorers.slope_explorer(found, CLASS)
    assert explorer.defaults["respondents"] == n
    assert explorer.kinds == ("recomputed", "assumed")
    assert explorer.sources == ["class.csv"]
    assert explorer.sentence().startswith(f"With {n:,} respondents and at level ")


@pytest.mark.parametrize("agreed", [0.02, 0.2])
def test_paths_near_one_can_be_explored(agreed):
    # In a class narrative may nearly be what policy is.
    rng = np.random.default_rng(5)
    scored = plain_scores(ours().answers)
    near = scored["policy_support"] + agreed * rng.normal(size=len(scored))
    scored = scored.assign(symbolic_narrative=near)
    found = models.mediation(
        scored, "policy_support", "symbolic_narrative", "cultural_influence", draws=10
    )
    paths = standardised_paths(found, scored)
    explorer = explorers.mediation_explorer(found, paths, RECONSTRUCTED)
    rows = explorer.evaluate()
    # With one predictor the standardised coefficient is the correlation.
    assert paths[0] == pytest.approx(scored["policy_support"].corr(near))
    assert explorer.defaults["a"] == pytest.approx(paths[0], abs=0.011)
    assert np.isfinite(rows[["value", "low", "high"]].to_numpy(dtype=float)).all()


# ---- both faces ----------------------------------------------------------------------------


def in_vega(explorer: Explorer, chosen: dict) -> list[dict]:
    """Work out an explorer's formula in Vega, as the page does."""
    rows = [
        {name: cell(value) for name, value in row.items()}
        for row in explorer.base.to_dict("records")
    ]
    columns = [step["as"] for step in explorer.transforms() if step["type"] == "formula"]
    return vega_values(rows, explorer.transforms(), columns, {**explorer.defaults, **chosen})


def assert_same_faces(explorer: Explorer, chosen: dict | None = None) -> None:
    live = explorer.evaluate(chosen)
    page = in_vega(explorer, chosen or {})
    assert len(live) == len(page)
    for here, there in zip(live.to_dict("records"), page, strict=True):
        for name, value in there.items():
            mine = cell(here[name])
            if isinstance(mine, str) or isinstance(value, str):
                assert mine == value, name
            elif mine is None or value is None or math.isnan(value):
                assert mine is None, name
                assert value is None or math.isnan(value), name
            else:
                assert mine == pytest.approx(value, rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@few(max_examples=5)
def test_both_faces_give_the_same_numbers(name, data):
    assert_same_faces(book()[name], data.draw(settings_of(book()[name])))


@pytest.mark.parametrize("name", BOOK)
def test_both_faces_agree_at_the_default_and_at_the_ends_of_every_slider(name):
    explorer = book()[name]
    assert_same_faces(explorer)
    for control in explorer.controls:
        if isinstance(control, Slider):
            for value in (control.low, control.high):
                assert_same_faces(explorer, {control.name: value})


def test_both_faces_agree_that_a_setting_is_impossible():
    assert_same_faces(book()["mediation"], {"a": 0.9, "b": 0.9, "direct": 0.9})


@pytest.mark.parametrize("name", BOOK)
def test_every_default_lies_on_the_grid_of_its_slider(name):
    # A browser moves a value that lies off the grid, and the sentence would change at once.
    for control in book()[name].controls:
        assert control.label.strip()
        if isinstance(control, Slider):
            steps = (control.default - control.low) / control.step
            assert steps == pytest.approx(round(steps), abs=1e-6)
            assert control.unit.strip()


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@settings(max_examples=15)
def test_every_setting_has_a_sentence_with_numbers_in_it(name, data):
    explorer = book()[name]
    said = explorer.sentence(data.draw(settings_of(explorer)))
    assert said.endswith(".")
    assert "{" not in said
    assert "–" not in said.replace(" – ", ""), said


@pytest.mark.parametrize("name", BOOK)
def test_every_number_of_a_sentence_has_a_column_and_a_specification(name):
    # Without one, Python prints 3.0 where the page's script prints 3.
    from string import Formatter

    explorer = book()[name]
    row = explorer.evaluate().iloc[0].to_dict()
    for template in explorer.sentences.values():
        for _, column, spec, _ in Formatter().parse(template):
            if column:
                assert column in row
                assert isinstance(row[column], str) == (not spec), column
        assert "{" not in fill(template, row)


@pytest.mark.parametrize("name", BOOK)
@pytest.mark.parametrize("width", [680, 320])
def test_a_chart_that_moves_carries_the_base_and_the_formula(name, width):
    explorer = book()[name]
    spec = explorer.specification(width)
    assert len(spec["data"]["values"]) == len(explorer.base)
    assert {param["name"] for param in spec["params"]} >= set(explorer.defaults)


@pytest.mark.parametrize("name", BOOK)
def test_every_explorer_says_whose_numbers_it_shows(name):
    explorer = book()[name]
    payload = explorer.figure().payload()
    assert payload["sources"]
    assert payload["kinds"]
    assert payload["alt"].strip()
    if name in ("technology-slope", "mediation", "compatible"):
        assert "reconstructed" in payload["kinds"]
    assert [column for column in payload["table"]["columns"] if not column.strip()] == []


# ---- definitions that cannot work ----------------------------------------------------------


def small(**more) -> Explorer:
    parts = {
        "name": "small",
        "title": "What if?",
        "alt": "A line.",
        "controls": (Slider("rate", "Rate", "%", 0, 10, 1, 2),),
        "base": pd.DataFrame({"start": [1.0]}),
        "derive": lambda s, row: {"value": row.start * s.rate, "case": "one"},
        "chart": draw.histogram,
        "sentences": {"one": "{value:.1f}"},
        "columns": {"value": "Value"},
        **more,
    }
    return Explorer(**parts)


def test_a_slider_may_not_be_named_after_a_column():
    with pytest.raises(ValueError, match="both a slider and a column rate"):
        small(base=pd.DataFrame({"start": [1.0], "rate": [1.0]}))


def test_a_choice_may_be_named_after_the_column_that_it_picks_rows_by():
    explorer = small(
        controls=(Choice("series", "Series", (("a", "First"), ("b", "Second"))),),
        base=pd.DataFrame({"series": ["a", "b"], "start": [1.0, 2.0]}),
        derive=lambda s, row: {"value": row.start, "case": "one"},
    )
    assert explorer.defaults == {"series": "a"}


@pytest.mark.parametrize("taken", ["mean", "size", "index", "where", "rank", "T", "values"])
def test_a_column_that_tables_have_a_use_for_is_refused_by_name(taken):
    # row.mean would be the method of the table and not its column.
    with pytest.raises(ValueError, match=f"cannot name a column {taken}"):
        small(base=pd.DataFrame({"start": [1.0], taken: [2.0]}))


def test_every_construct_of_the_slope_is_held_by_a_column_of_its_own():
    # As in the page: symbols have no attribute but columns.
    assert not [name for name in book()["technology-slope"].base if hasattr(pd.DataFrame, name)]
