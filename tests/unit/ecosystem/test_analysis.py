"""One analysis for every survey: what it finds, what it says of the rest, never a traceback."""

from __future__ import annotations

import json
import math
import warnings
from functools import lru_cache

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from helpers import run_python
from microdrama.ecosystem import analysis, models
from microdrama.ecosystem.analysis import (
    Analysis,
    analyse,
    as_json,
    describe,
    predictors_by_outcome,
    shares,
)
from microdrama.ecosystem.reading import read
from microdrama.exhibits.ecosystem import as_text
from microdrama.package import table
from surveys import ITEMS, answers, copied, ids, ours, ours_analysed, plain_scores, survey

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

CONSTRUCTS = (
    "policy_support",
    "technological_maturity",
    "market_competition",
    "algorithmic_adaptability",
    "symbolic_narrative",
    "cross_boundary_integration",
    "industry_performance",
    "economic_performance",
    "cultural_influence",
    "innovation_performance",
)

#: Every part of the analysis that can fail by itself.
MODELS = {
    "industry",
    "economy",
    "innovation",
    "technology-algorithm",
    "policy-culture",
    "paths",
}


def analysed(given: pd.DataFrame, people: pd.DataFrame | None = None, draws: int = 50) -> Analysis:
    return analyse(survey(given, people), draws)


def as_machines_read(found: Analysis) -> dict:
    """Return the analysis after a trip through JSON, in which NaN and infinity are no numbers."""
    return json.loads(json.dumps(as_json(found), allow_nan=False, ensure_ascii=False))


@lru_cache
def ours_as_json() -> dict:
    return as_machines_read(ours_analysed())


# ---- the keys that others rely on ----------------------------------------------------------


def test_json_has_the_keys_that_the_issue_names():
    found = ours_as_json()
    assert found["n"] == 428
    for construct in CONSTRUCTS:
        assert {"mean", "sd", "alpha", "omega"} <= set(found["constructs"][construct])
    terms = {
        "industry_performance": CONSTRUCTS[:3],
        "economic_performance": ("technological_maturity", "algorithmic_adaptability"),
        "innovation_performance": ("cross_boundary_integration",),
    }
    assert set(found["regression"]) == set(terms)
    for outcome, predictors in terms.items():
        model = found["regression"][outcome]
        assert isinstance(model["r2"], float)
        assert {name for name, part in model.items() if isinstance(part, dict)} == set(predictors)
        for predictor in predictors:
            assert {"beta", "b", "se", "t", "p", "ci_low", "ci_high"} <= set(model[predictor])
    assert {"interaction", "jn_low", "jn_high"} <= set(found["moderation"])
    assert {
        "a",
        "b",
        "direct",
        "indirect",
        "ci_low",
        "ci_high",
        "draws",
        "seed",
    } <= set(found["mediation"])


def test_json_has_both_checks_of_the_errors_and_the_errors_of_the_paths():
    found, ours_found = ours_as_json(), ours_analysed()
    for outcome, fit in ours_found.regressions.items():
        assert found["regression"][outcome]["breusch_pagan_p"] == fit.breusch_pagan_p
        assert found["regression"][outcome]["jarque_bera_p"] == fit.jarque_bera_p
    # To three digits, by statsmodels as in the table of the chapter.
    industry = found["regression"]["industry_performance"]
    assert industry["breusch_pagan_p"] == pytest.approx(0.079, abs=5e-4)
    assert industry["jarque_bera_p"] == pytest.approx(0.009, abs=5e-4)
    for path in ("a", "b", "direct", "total"):
        assert found["mediation"][f"{path}_se"] == getattr(ours_found.mediation, f"{path}_se")
        assert found["mediation"][f"{path}_p"] == getattr(ours_found.mediation, f"{path}_p")
    assert found["mediation"]["direct_p"] == pytest.approx(0.110, abs=5e-4)


def test_json_says_where_random_numbers_started_and_how_many_were_drawn():
    found = as_json(analyse(survey(answers(40)), draws=60, seed=9))
    assert (found["mediation"]["draws"], found["mediation"]["seed"]) == (60, 9)


def test_json_holds_numbers_and_no_other_types():
    def leaves(part):
        for value in part.values() if isinstance(part, dict) else part:
            if isinstance(value, dict | list):
                yield from leaves(value)
            else:
                yield value

    for value in leaves(as_json(ours_analysed())):
        assert type(value) in (int, float, str, type(None))


def test_what_json_says_is_what_the_models_found():
    found, scores = ours_as_json(), plain_scores(ours().answers)
    fit = models.regression(scores, "industry_performance", list(CONSTRUCTS[:3]))
    said = found["regression"]["industry_performance"]
    assert said["policy_support"]["beta"] == pytest.approx(fit.terms["policy_support"].beta)
    assert said["policy_support"]["p"] == pytest.approx(fit.terms["policy_support"].p)
    assert said["r2"] == pytest.approx(fit.r2)
    steep = models.moderation(
        scores, "economic_performance", "technological_maturity", "algorithmic_adaptability"
    )
    assert found["moderation"]["interaction"] == pytest.approx(steep.interaction)
    assert found["moderation"]["jn_high"] == pytest.approx(steep.jn_high)
    table = pg.mediation_analysis(
        scores, "policy_support", "symbolic_narrative", "cultural_influence", n_boot=10
    ).set_index("path")
    assert found["mediation"]["indirect"] == pytest.approx(table.loc["Indirect", "coef"])
    assert found["mediation"]["direct"] == pytest.approx(table.loc["Direct", "coef"])


def test_constructs_are_described_as_pandas_and_pingouin_do():
    found, scores = describe(ours().answers), plain_scores(ours().answers)
    assert tuple(found.index) == CONSTRUCTS
    assert found["mean"].to_list() == pytest.approx(scores.mean().to_list())
    assert found["sd"].to_list() == pytest.approx(scores.std().to_list())
    assert set(found["n"]) == {428}
    assert set(found["items"]) == {4}
    raw = ours().answers[ids("policy_support")].assign(PS4=lambda rows: 6 - rows["PS4"])
    assert found.loc["policy_support", "alpha"] == pytest.approx(pg.cronbach_alpha(raw)[0])


# ---- shares --------------------------------------------------------------------------------


def test_shares_count_those_who_answered_the_question():
    # Of nine who say: one below, four bachelors, three masters, one doctor; one is silent.
    education = ["below-bachelor", *["bachelor"] * 4, *["master"] * 3, "doctorate", None]
    found = shares(pd.DataFrame({"education": education}))
    assert found == pytest.approx({"bachelor_or_more": 100 * 8 / 9, "master_or_more": 100 * 4 / 9})


def test_nine_of_ten_are_exactly_ninety_per_cent():
    # Otherwise "more than 90%" would depend on the last digit of a binary fraction.
    for part, n in ((9, 10), (46, 100), (7, 100), (29, 100), (57, 100)):
        people = pd.DataFrame({"education": ["master"] * part + ["below-bachelor"] * (n - part)})
        assert shares(people)["bachelor_or_more"] == 100 * part / n


def test_a_question_that_nobody_answered_has_no_share():
    assert shares(pd.DataFrame({"education": [None, None], "age": ["25-40", "over-40"]})) == {
        "from_25_to_40": 50.0
    }
    assert shares(pd.DataFrame(index=[2, 3])) == {}


def test_a_single_group_is_a_share_of_everything_and_the_rest_is_analysed():
    people = pd.DataFrame({"education": ["master"] * 60, "age": ["over-40"] * 60})
    found = analysed(answers(60).reset_index(drop=True), people)
    assert found.people == {"bachelor_or_more": 100, "master_or_more": 100, "from_25_to_40": 0}
    assert found.failed == {}


# ---- what answers cannot carry -------------------------------------------------------------

#: What each construct is needed for.
NEEDS = {
    "policy_support": {"industry", "policy-culture", "paths"},
    "technological_maturity": {"industry", "economy", "technology-algorithm", "paths"},
    "market_competition": {"industry", "paths"},
    "algorithmic_adaptability": {"economy", "technology-algorithm", "paths"},
    "symbolic_narrative": {"policy-culture", "paths"},
    "cross_boundary_integration": {"innovation", "paths"},
    "industry_performance": {"industry", "paths"},
    "economic_performance": {"economy", "technology-algorithm", "paths"},
    "cultural_influence": {"policy-culture", "paths"},
    "innovation_performance": {"innovation", "paths"},
}


def assert_said(found: Analysis, failed: set[str], *words: str) -> None:
    """Hold an analysis to a sentence for each part that failed and numbers for all the others."""
    assert set(found.failed) & MODELS == failed
    for name in failed:
        sentence = found.failed[name]
        assert sentence.endswith(".")
        assert "_" not in sentence
        for word in words:
            assert word in sentence, sentence
    done = set(found.regressions)
    for name, outcome in (
        ("industry", "industry_performance"),
        ("economy", "economic_performance"),
        ("innovation", "innovation_performance"),
    ):
        assert (outcome in done) == (name not in failed)
    assert (found.moderation is None) == ("technology-algorithm" in failed)
    assert (found.mediation is None) == ("policy-culture" in failed)
    assert (found.paths is None) == ("paths" in failed)
    as_machines_read(found)
    text = as_text(found)
    for name in failed:
        assert found.failed[name] in text
    for broken in ("nan", "None", "inf ", "Traceback"):
        assert broken not in text, broken


def test_a_whole_survey_fails_nowhere():
    assert_said(ours_analysed(), set())
    assert ours_analysed().failed == {}


@pytest.mark.parametrize(
    ("construct", "how"),
    [(construct, "empty") for construct in CONSTRUCTS]
    + [(construct, "without columns") for construct in CONSTRUCTS[::4]],
)
def test_a_construct_that_nobody_answered_gets_its_sentence_and_the_rest_is_analysed(
    construct, how
):
    given = answers(40)
    if how == "empty":
        given[ids(construct)] = math.nan
    else:
        given = given.drop(columns=ids(construct))
    found = analysed(given)
    assert_said(found, NEEDS[construct], "nobody answered", construct.replace("_", " "))
    assert (construct in found.constructs.index) == (how == "empty")
    # Nine constructs were answered, so how they were asked can still be checked.
    assert 0 < found.one_factor < 1


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_that_everybody_answers_alike_gets_its_sentence(construct):
    found = analysed(answers(40).assign(**dict.fromkeys(ids(construct), 4)))
    assert_said(found, NEEDS[construct], "same score", construct.replace("_", " "))
    assert found.constructs.loc[construct, "sd"] == 0
    assert math.isnan(found.constructs.loc[construct, "alpha"])


def test_what_cannot_be_computed_is_null_and_never_absent():
    # Policy and technology are copies: the regression on both fails. Nobody has an age.
    given = copied(answers(40), "policy_support", "technological_maturity")
    people = pd.DataFrame({"education": ["master"] * 40}, index=given.index)
    found = as_machines_read(analysed(given.drop(columns=ids("innovation_performance")), people))
    assert found["regression"]["industry_performance"] is None
    assert found["regression"]["innovation_performance"] is None
    assert found["regression"]["economic_performance"]["n"] == 40
    assert tuple(found["constructs"]) == CONSTRUCTS
    assert found["constructs"]["innovation_performance"] is None
    assert found["constructs"]["policy_support"]["n"] == 40
    assert found["people"] == {
        "bachelor_or_more": 100,
        "master_or_more": 100,
        "from_25_to_40": None,
    }


def test_the_reason_for_no_common_component_is_the_true_one():
    found = analysed(answers(40).assign(**dict.fromkeys(ITEMS, 3)))
    assert found.one_factor is None
    assert found.failed["one-factor"] == (
        "all 40 respondents who answered every item answered each alike."
    )
    gaps = answers(40).mask(np.arange(40)[:, None] == np.arange(40))
    assert analysed(gaps).failed["one-factor"] == (
        "only 0 respondents answered every item that anybody answered; 3 are the least that can "
        "carry this."
    )


@pytest.mark.parametrize("cell", [3, math.nan], ids=["constant", "unanswered"])
def test_one_item_that_tells_nobody_apart_costs_no_model_and_no_reliability(cell):
    found = analysed(answers(40).assign(PS4=cell))
    assert_said(found, set())
    assert 0.5 < found.constructs.loc["policy_support", "alpha"] < 1
    assert 0 < found.one_factor < 1


@pytest.mark.parametrize(
    ("one", "other", "failed"),
    [
        ("policy_support", "technological_maturity", {"industry", "paths"}),
        (
            "technological_maturity",
            "algorithmic_adaptability",
            {"economy", "technology-algorithm", "paths"},
        ),
        ("policy_support", "symbolic_narrative", {"policy-culture", "paths"}),
        ("policy_support", "cross_boundary_integration", {"paths"}),
    ],
)
def test_perfectly_collinear_predictors_get_their_sentence(one, other, failed):
    found = analysed(copied(answers(40), one, other))
    assert_said(found, failed, "say the same thing", one.replace("_", " "), other.replace("_", " "))


@pytest.mark.parametrize(
    ("one", "other", "failed"),
    [
        ("policy_support", "industry_performance", {"industry", "paths"}),
        ("cross_boundary_integration", "innovation_performance", {"innovation", "paths"}),
        (
            "algorithmic_adaptability",
            "economic_performance",
            {"economy", "technology-algorithm", "paths"},
        ),
    ],
)
def test_an_outcome_that_is_a_copy_of_a_cause_gets_its_sentence(one, other, failed):
    # Not a p-value of the rounding of a computer.
    found = analysed(copied(answers(40), one, other))
    assert_said(found, failed, other.replace("_", " "))


def test_answers_that_say_the_same_about_two_levels_only_get_their_sentence():
    # Technology and adaptability are 2 or 4 for everybody, half and half: the product of the
    # centred scores is then the same for all, and correlations of it are no numbers.
    given = answers(40)
    for construct in ("technological_maturity", "algorithmic_adaptability"):
        for item in ids(construct):
            given[item] = np.where(np.arange(40) % 2, 2, 4)
    for item in ("TM3", "AA2"):
        given[item] = 6 - given[item]
    found = analysed(given)
    assert_said(
        found,
        {"economy", "technology-algorithm", "paths"},
        "technological maturity",
        "algorithmic adaptability",
    )


def test_respondents_with_nothing_but_gaps_count_as_respondents_and_in_no_model():
    given = answers(60)
    given.iloc[:20] = math.nan
    found = analysed(given)
    assert found.n == 60
    assert set(found.constructs["n"]) == {40}
    assert found.regressions["industry_performance"].n == 40


# ---- few respondents -----------------------------------------------------------------------


def test_ten_respondents_get_everything_but_the_ten_constructs_at_once():
    found = analysed(answers(10), ours().people.head(10))
    assert_said(found, {"paths"}, "only 10 respondents", "12 are the least")
    assert found.warnings == (
        "With 10 respondents the effect of one predictor is found in four of five samples only if "
        "it explains at least 51% of the differences, a correlation of 0.71, those of three only "
        "if they do so with at least 68%. Most smaller effects are missed, and those that show "
        "look larger than they are. Read the intervals, not the numbers.",
    )


def test_fewer_than_ten_respondents_are_analysed_and_told_so():
    found = analysed(answers(6))
    assert found.regressions["industry_performance"].n == 6
    [warning] = found.warnings
    assert warning.startswith(
        "With 6 respondents, fewer than the 10 that the analysis is made for,"
    )
    assert f"  Careful: {warning}\n" in as_text(found)


def test_twelve_respondents_get_all_paths():
    found = analysed(answers(12))
    assert "paths" not in found.failed or "say the same" in found.failed["paths"]


def test_three_respondents_get_a_sentence_for_each_part_and_their_means():
    found = analysed(answers(3), ours().people.head(3))
    assert_said(found, MODELS, "only 3 respondents", "are the least that can carry this")
    by_hand = plain_scores(answers(3)).mean()
    assert found.constructs["mean"].to_list() == pytest.approx(by_hand.to_list())


def test_one_respondent_is_spoken_of_as_one():
    found = analysed(answers(1))
    text = as_text(found)
    assert_said(found, MODELS)
    assert "1 respondents" not in text
    assert "class.csv: 1 respondent" in text


@pytest.mark.parametrize("n", [49, 50])
def test_fewer_than_fifty_respondents_are_warned_of(n):
    assert bool(analysed(answers(n)).warnings) == (n < 50)


@pytest.mark.parametrize("n", [2, 4, 5, 6, 7, 13])
def test_any_number_of_respondents_gives_json_and_text(n):
    found = analysed(answers(n))
    assert set(found.failed) <= MODELS | {"one-factor"}
    assert as_machines_read(found)["n"] == n
    assert f"{n:,} respondent" in as_text(found)


cells = st.sampled_from([1, 2, 3, 4, 5, math.nan])


@st.composite
def small_surveys(draw) -> pd.DataFrame:
    """Draw a class whose answers are few, patchy, or all alike."""
    n = draw(st.integers(1, 16))
    kind = draw(st.sampled_from(["any", "alike", "patchy", "two levels"]))
    seed = draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    if kind == "alike":
        drawn = np.repeat(rng.integers(1, 6, size=(n, 1)), 40, axis=1)
    elif kind == "two levels":
        drawn = rng.choice([2, 4], size=(n, 10)).repeat(4, axis=1)
    else:
        drawn = rng.integers(1, 6, size=(n, 40))
    frame = pd.DataFrame(drawn, columns=ITEMS, dtype="float32")
    if kind == "patchy":
        frame = frame.mask(rng.random(frame.shape) < draw(st.sampled_from([0.1, 0.5, 0.9])))
    dropped = draw(st.lists(st.sampled_from(CONSTRUCTS), max_size=3, unique=True))
    return frame.drop(columns=ids(*dropped))


@given(small_surveys())
@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
def test_no_survey_ends_in_a_traceback(given):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = analysed(given, draws=20)
    said = as_machines_read(found)
    assert said["n"] == len(given)
    assert as_text(found).strip()
    # Every model has a result or a sentence, never both and never neither.
    for row in table("models").to_dict("records"):
        done = {
            "regression": row["outcome"] in found.regressions,
            "moderation": found.moderation is not None,
            "mediation": found.mediation is not None,
        }[row["kind"]]
        assert done != (row["name"] in found.failed)
    assert (found.paths is None) == ("paths" in found.failed)


# ---- models and paths ----------------------------------------------------------------------


def test_all_paths_at_once_are_the_hypotheses_of_the_three_layers():
    # H1, H2 and technology; H3 and H4 with the moderator itself; H6; and H5 in two steps.
    assert {
        outcome: set(predictors) for outcome, predictors in predictors_by_outcome().items()
    } == {
        "industry_performance": set(CONSTRUCTS[:3]),
        "economic_performance": {
            "technological_maturity",
            "algorithmic_adaptability",
            "technological_maturity:algorithmic_adaptability",
        },
        "innovation_performance": {"cross_boundary_integration"},
        "symbolic_narrative": {"policy_support"},
        "cultural_influence": {"symbolic_narrative", "policy_support"},
    }


def test_every_model_rests_on_a_claim_and_on_constructs_of_the_questionnaire():
    rows = table("models")
    assert set(rows["kind"]) <= {"regression", "moderation", "mediation"}
    for row in rows.to_dict("records"):
        assert row["outcome"] in CONSTRUCTS
        assert set(row["predictors"].split()) <= set(CONSTRUCTS)


# ---- from a file ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("gbk", ";")]
)
def test_a_class_survey_in_any_encoding_is_the_same_survey(tmp_path, encoding, separator):
    given = answers(12).astype(int).assign(意见="很好")
    path = tmp_path / "班级调查.csv"
    path.write_bytes(given.to_csv(index=False, sep=separator).encode(encoding))
    found = as_json(analyse(read(path), draws=30))
    assert found["name"] == "班级调查.csv"
    expected = as_json(analysed(answers(12).set_axis(range(2, 14)), draws=30))
    assert {**found, "name": ""} == {**expected, "name": ""}


def test_missing_answers_are_neither_zeros_nor_ninety_nines(tmp_path):
    given = answers(30).astype(int).astype(str)
    for row, code in enumerate(("NA", "", "99")):
        given.iloc[row, given.columns.get_loc("PS1")] = code
    path = tmp_path / "class.csv"
    given.to_csv(path, index=False)
    gaps = answers(30)
    gaps.iloc[:3, gaps.columns.get_loc("PS1")] = math.nan
    found = analyse(read(path), draws=20).constructs.loc["policy_support", "mean"]
    assert found == pytest.approx(analysis.describe(gaps).loc["policy_support", "mean"])


# ---- what it needs -------------------------------------------------------------------------

ALL_OF_IT = """
import sys
from microdrama.ecosystem import analyse
from microdrama.ecosystem.reconstruction import reconstructed
assert analyse(reconstructed(), 20).paths is not None
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_an_analysis_loads_none_of_the_libraries_that_it_is_compared_with():
    done = run_python(ALL_OF_IT, "semopy", "sympy", "pingouin", "seaborn", "matplotlib", "sklearn")
    assert (done.stdout, done.stderr) == ("\n", "")
