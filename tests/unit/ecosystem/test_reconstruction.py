"""The reconstructed survey: agrees with all that is printed, rests on its assumptions alone."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers import run_python
from microdrama import cli
from microdrama.ecosystem import reconstruction
from microdrama.ecosystem.analysis import analyse
from microdrama.ecosystem.reading import read
from microdrama.ecosystem.reconstruction import assumptions, reconstructed
from microdrama.ecosystem.targets import agreement
from microdrama.package import table
from microdrama.paths import DATA
from surveys import (
    ITEMS,
    ours,
    ours_analysed,
    plain_scores,
    questionnaire,
)

pytestmark = pytest.mark.slow

#: The names of all assumptions.
EVERY = tuple(table("assumptions")["name"])


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


# ---- what it is ----------------------------------------------------------------------------


def test_it_has_as_many_respondents_as_the_text_and_answers_on_its_scale():
    made = ours()
    assert made.answers.shape == (428, 40)
    assert tuple(made.answers) == ITEMS
    assert set(np.unique(made.answers)) == {1, 2, 3, 4, 5}
    assert made.people.index.equals(made.answers.index)
    assert set(made.people) == {"education", "age", "role"}
    assert made.people.notna().all(axis=None)
    assert (made.faults, made.notes) == ((), ())


def test_it_says_what_it_is_and_never_that_it_is_data():
    assert ours().name == "the reconstructed survey"
    assert "It is not data" in reconstruction.__doc__


def test_its_file_says_first_what_it_is():
    lines = reconstruction.as_csv().splitlines()
    assert lines[:4] == [
        "This survey is reconstructed: nobody gave these answers.",
        "It was made so that everything the text prints about its own survey comes out of it.",
        "What the text does not print is assumed: see data/ecosystem/assumptions.csv of the book.",
        "Very many other surveys agree with the text as well.",
    ]
    assert lines[4].startswith("respondent,education,age,role,PS1,PS2,PS3,PS4,TM1,")
    assert len(lines) == 5 + 428
    assert (DATA / "ecosystem" / "assumptions.csv").is_file()


def test_its_file_is_read_as_the_survey_it_is(tmp_path, capsys):
    path = tmp_path / "made.csv"
    assert cli.main(["survey", "reconstruct", str(path)]) == 0
    assert capsys.readouterr().out == (
        f"{path} is written; its first lines say that it is reconstructed.\n"
    )
    found = read(path)
    assert found.answers.reset_index(drop=True).equals(ours().answers.reset_index(drop=True))
    assert (
        found.people.astype(str)
        .reset_index(drop=True)
        .equals(ours().people.astype(str).reset_index(drop=True))
    )
    assert found.faults == ()
    assert found.notes == (
        "What stands above the headings in row 5 is left out: “This survey is reconstructed: "
        "nobody gave these answers”.",
    )
    assert reconstruction.says_so(found)
    assert not reconstruction.says_so(ours())


def test_its_file_replaces_no_other_unless_told_to(tmp_path, capsys):
    path = tmp_path / "made.csv"
    path.write_text("mine")
    assert cli.main(["survey", "reconstruct", str(path)]) == 1
    assert "is there already" in capsys.readouterr().out
    assert path.read_text() == "mine"
    assert cli.main(["survey", "reconstruct", str(path), "--force"]) == 0
    assert path.read_bytes() == ("\ufeff" + reconstruction.as_csv()).encode()


def test_rows_are_counted_as_a_spreadsheet_does():
    assert ours().answers.index.to_list() == list(range(2, 430))


def test_answers_to_questions_about_people_are_those_of_the_questionnaire():
    known = table("questions").groupby("question")["code"].agg(set)
    for question in ours().people:
        assert set(ours().people[question]) <= known[question]
    # The text names six occupations among the respondents.
    named = {
        "screenwriter",
        "director",
        "producer",
        "platform-operations",
        "mcn-manager",
        "brand-marketing",
    }
    assert named <= set(ours().people["role"])


def digest(made) -> str:
    rows = made.answers.join(made.people.astype(str))
    return hashlib.sha256(rows.to_csv().encode()).hexdigest()


def test_another_process_makes_the_same_survey():
    code = """
import hashlib
from microdrama.ecosystem.reconstruction import reconstructed
made = reconstructed()
rows = made.answers.join(made.people.astype(str))
print(hashlib.sha256(rows.to_csv().encode()).hexdigest())
"""
    done = run_python(code, PYTHONHASHSEED="7")
    assert done.stdout.strip() == digest(ours()), done.stderr


def test_making_it_moves_no_random_numbers_of_others():
    np.random.seed(4)  # noqa: NPY002
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    reconstructed.__wrapped__()
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002


# ---- assumptions ---------------------------------------------------------------------------


def test_every_assumption_lies_in_its_range_and_says_why():
    for row in table("assumptions").to_dict("records"):
        assert row["low"] <= row["value"] <= row["high"], row["name"]
        assert row["meaning"].strip()
        assert row["why"].strip()
    assert table("assumptions")["name"].is_unique


def quickly(monkeypatch, respondents: int | None = None, **changed: float):
    """Make a survey with other assumptions, roughly calibrated, perhaps for fewer people."""
    from scipy.optimize import bisect

    kept = {**dict(table("assumptions").set_index("name")["value"]), **changed}
    with monkeypatch.context() as patch:
        patch.setattr(reconstruction, "assumptions", lambda: kept)
        patch.setattr(
            reconstruction, "_solve", lambda f, low, high: float(bisect(f, low, high, xtol=0.02))
        )
        if respondents:
            number = SimpleNamespace(interval=SimpleNamespace(middle=float(respondents)))
            printed = reconstruction.claim
            patch.setattr(
                reconstruction,
                "claim",
                lambda name: number if name == "wang2026-sample-n" else printed(name),
            )
        return reconstructed.__wrapped__()


@pytest.fixture(scope="module")
def rough():
    with pytest.MonkeyPatch.context() as patch:
        yield quickly(patch, 120)


@pytest.mark.parametrize("name", EVERY)
def test_every_assumption_makes_a_difference(monkeypatch, rough, name):
    # A row that changes no answer would be an assumption that nobody makes.
    row = table("assumptions").set_index("name").loc[name]
    # Half way to the end that lies further off; a whole number stays one.
    end = max((row["low"], row["high"]), key=lambda end: abs(end - row["value"]))
    other = (row["value"] + end) / 2
    made = quickly(monkeypatch, 120, **{name: float(int(other)) if name == "seed" else other})
    same = made.answers.equals(rough.answers) and made.people.equals(rough.people)
    assert not same


@pytest.mark.parametrize("name", [name for name in EVERY if name != "seed"])
def test_every_assumption_can_be_set_to_both_ends_of_its_range(monkeypatch, name):
    row = table("assumptions").set_index("name").loc[name]
    for end in (row["low"], row["high"]):
        made = quickly(monkeypatch, 120, **{name: end})
        assert made.answers.shape == (120, 40)
        assert made.answers.isin([1, 2, 3, 4, 5]).all(axis=None)
        assert made.people.notna().all(axis=None)


def test_assumed_means_and_shares_come_out_as_assumed(scored):
    assumed = assumptions()
    for short, construct in {
        "technology": "technological_maturity",
        "algorithm": "algorithmic_adaptability",
        "integration": "cross_boundary_integration",
        "industry": "industry_performance",
        "economy": "economic_performance",
        "culture": "cultural_influence",
        "innovation": "innovation_performance",
    }.items():
        assert scored[construct].mean() == pytest.approx(assumed[f"mean-{short}"], abs=0.005)
    education = ours().people["education"].value_counts(normalize=True) * 100
    assert education["below-bachelor"] == pytest.approx(assumed["share-below-bachelor"], abs=0.25)
    assert education["master"] == pytest.approx(assumed["share-master"], abs=0.25)
    assert education["doctorate"] == pytest.approx(assumed["share-doctor"], abs=0.25)
    age = ours().people["age"].value_counts(normalize=True) * 100
    assert age["under-25"] == pytest.approx(assumed["share-under-25"], abs=0.25)
    assert age["over-40"] == pytest.approx(assumed["share-over-40"], abs=0.25)


def test_every_construct_has_as_many_items_as_are_assumed():
    # The row, if there is one, must not say another number than the questionnaire has.
    assumed = assumptions().get("items", 4)
    assert {len(items) for items in questionnaire().values()} == {assumed}


def test_reverse_coded_items_are_answered_the_other_way_round():
    for construct, items in questionnaire().items():
        for item, reverse in items:
            others = [other for other, reverse in items if not reverse and other != item]
            correlation = ours().answers[item].corr(ours().answers[others].mean(axis=1))
            assert (correlation < -0.3) if reverse else (correlation > 0.3), (construct, item)


def test_items_of_a_construct_share_what_the_loading_says():
    # Loading 0.8: felt items correlate at 0.64, which rounding to five points weakens; alpha of
    # four such items is at most 4 · 0.64 / (1 + 3 · 0.64) = 0.877.
    alphas = ours_analysed().constructs["alpha"]
    assert alphas.max() < 0.877 + 0.02
    assert alphas.min() > 0.75


# ---- other starts --------------------------------------------------------------------------

CALIBRATED = (
    "n",
    "people.bachelor_or_more",
    "people.master_or_more",
    "constructs.policy_support.mean",
    "constructs.market_competition.mean",
    "constructs.symbolic_narrative.mean",
    "regression.industry_performance.policy_support.beta",
    "regression.industry_performance.policy_support.p",
    "regression.industry_performance.market_competition.beta",
)


def started_at(seed: int) -> pd.DataFrame:
    with pytest.MonkeyPatch.context() as patch:
        kept = {**assumptions(), "seed": seed}
        patch.setattr(reconstruction, "assumptions", lambda: kept)
        made = reconstructed.__wrapped__()
    return agreement(analyse(made, 200)).set_index("statistic")


@pytest.fixture(scope="module")
def other_starts() -> list[pd.DataFrame]:
    return [started_at(seed) for seed in range(6)]


def test_other_starts_agree_with_what_the_generator_is_set_to(other_starts):
    for held in other_starts:
        for statistic in CALIBRATED:
            assert held.loc[statistic, "agrees"], (statistic, held.loc[statistic, "obtained"])


def test_most_other_starts_agree_with_everything(other_starts):
    # Of the seeds 0 to 99, 84 do. Of the others most miss the printed p-value of competition,
    # some the interaction or technology, whose effects are assumed to be modest.
    assert sum(held["agrees"].all() for held in other_starts) >= 4
    missed = {statistic for held in other_starts for statistic in held.index[~held["agrees"]]}
    assert missed <= {
        "regression.industry_performance.market_competition.p",
        "regression.economic_performance.technological_maturity.p",
        "moderation.p",
    }


def test_no_start_is_said_to_agree_always():
    # Since some do not; see above.
    row = table("assumptions").set_index("name").loc["seed"]
    assert "any other start gives another survey that agrees" not in row["why"]


# ---- the model behind it -------------------------------------------------------------------


def test_the_paths_of_the_model_leave_out_nothing_that_the_generator_puts_in(scored):
    # The chapter says that the fit is good because the survey was made by this very model. At
    # 30 degrees of freedom chi-square is below 43.8 in 95 of 100 such surveys.
    report = ours_analysed()
    assert report.paths.fit["chi2"] < 43.8
    # What the paths do not name is no stronger than chance makes it at n = 428: 0.15 is three
    # standard errors.
    z = (scored - scored.mean()) / scored.std()
    left = smf.ols("cross_boundary_integration ~ policy_support", z).fit().resid
    assert abs(left.corr(z["symbolic_narrative"])) < 0.15
