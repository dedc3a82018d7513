"""The analysis as tables of a chapter: every number is the model's, every heading a reader's."""

from __future__ import annotations

import math

import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from microdrama.ecosystem import analyse, scores, targets
from microdrama.exhibits.ecosystem import tables
from microdrama.exhibits.ecosystem.names import titles
from microdrama.package import table
from surveys import answers, ids, ours, ours_analysed, plain_scores, survey


@pytest.fixture(scope="module")
def report():
    return ours_analysed()


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


def test_a_regression_is_printed_with_the_models_numbers(report):
    fit = report.regressions["industry_performance"]
    rows = tables.regression(fit)
    assert rows["Predictor"].to_list() == [
        "Policy support",
        "Technological maturity",
        "Market competition",
    ]
    terms = list(fit.terms.values())
    for heading, field in {
        "Beta": "beta",
        "B": "b",
        "t": "t",
        "From": "ci_low",
        "To": "ci_high",
        "VIF": "vif",
    }.items():
        assert rows[heading].to_list() == [getattr(term, field) for term in terms]
    errors = {tuple(rows[column]) for column in rows if column not in ("Predictor", "p")}
    assert tuple(term.se for term in terms) in errors
    assert tuple(term.robust_se for term in terms) in errors


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0, "< 0.001"),
        (0.00099, "< 0.001"),
        (0.001, "0.001"),
        (0.0494, "0.049"),
        (1.0, "1.000"),
        (math.nan, "–"),
    ],
)
def test_a_p_value_is_printed_as_journals_do(p, said):
    assert tables.p_words(p) == said


def test_several_regressions_stand_in_one_table_each_with_its_outcome(report):
    fits = [report.regressions[f"{name}_performance"] for name in ("economic", "innovation")]
    rows = tables.regressions(fits)
    assert rows["Outcome"].to_list() == ["Economic performance"] * 2 + ["Innovation performance"]
    assert rows["Predictor"].to_list() == [
        "Technological maturity",
        "Algorithmic adaptability",
        "Cross-boundary integration",
    ]
    assert rows.drop(columns="Outcome").equals(
        pd.concat(map(tables.regression, fits), ignore_index=True)
    )


def test_a_moderation_is_printed_with_the_product_and_its_error(report, scored):
    rows = tables.moderation(report.moderation)
    y, x, m = "economic_performance", "technological_maturity", "algorithmic_adaptability"
    centred = scored.assign(**{name: scored[name] - scored[name].mean() for name in (x, m)})
    fit = smf.ols(f"{y} ~ {x} * {m}", centred).fit()
    assert rows["Term"].to_list()[2] == "Technological maturity × algorithmic adaptability"
    for row, term in zip(rows.to_dict("records"), (x, m, f"{x}:{m}"), strict=True):
        assert (row["B"], row["SE"], row["t"]) == pytest.approx(
            (fit.params[term], fit.bse[term], fit.tvalues[term])
        )
        assert row["p"] == tables.p_words(fit.pvalues[term])


def test_correlations_stand_below_the_diagonal(scored):
    rows = tables.correlations(scores(ours().answers).corr())
    assert rows["Construct"].to_list()[:2] == ["1 Policy support", "2 Technological maturity"]
    assert list(rows.columns) == ["Construct", *map(str, range(1, 10))]
    plain = scored.corr().to_numpy()
    for row in range(10):
        for column in range(9):
            found = rows.loc[row, str(column + 1)]
            if column < row:
                assert found == pytest.approx(plain[row, column], abs=1e-6)
            else:
                assert math.isnan(found)


def test_correlations_of_two_constructs_by_hand():
    # Scores 1, 2, 3 and 1, 3, 2: covariance 1/2, both variances 1.
    given = pd.DataFrame({"PS1": [1, 2, 3], "MC1": [1, 3, 2]}, dtype="float32")
    rows = tables.correlations(scores(given).corr())
    assert rows["1"].to_list()[1] == pytest.approx(0.5)


def test_simple_slopes_are_those_of_statsmodels_at_three_levels(report, scored):
    rows = tables.simple_slopes(report.moderation)
    y, x, m = "economic_performance", "technological_maturity", "algorithmic_adaptability"
    mean, spread = scored[m].mean(), scored[m].std()
    levels = [mean - spread, mean, mean + spread]
    assert rows["Level"].to_list() == pytest.approx(levels)
    for row, level in zip(rows.to_dict("records"), levels, strict=True):
        fit = smf.ols(f"{y} ~ {x} * {m}", scored.assign(**{m: scored[m] - level})).fit()
        assert row["Slope of technology"] == pytest.approx(fit.params[x])
        assert row["Standard error"] == pytest.approx(fit.bse[x])
        assert (row["At least"], row["At most"]) == pytest.approx(tuple(fit.conf_int().loc[x]))


def test_a_mediation_is_printed_with_both_intervals(report):
    found = report.mediation
    rows = tables.mediation(found)
    assert rows["Size"].to_list() == [
        found.a,
        found.b,
        found.direct,
        found.total,
        found.indirect,
        found.indirect,
    ]
    assert rows["SE"].to_list()[:4] == [found.a_se, found.b_se, found.direct_se, found.total_se]
    ps = (found.a_p, found.b_p, found.direct_p, found.total_p)
    assert rows["p"].to_list()[:4] == [tables.p_words(p) for p in ps]
    assert rows["SE"].isna().to_list() == rows["p"].isna().to_list() == [False] * 4 + [True] * 2
    assert rows["At least"].isna().to_list() == [True] * 4 + [False] * 2
    assert rows["At least"].to_list()[4:] == [found.ci_low, found.corrected_low]
    assert rows["At most"].to_list()[4:] == [found.ci_high, found.corrected_high]


def test_paths_are_printed_with_names_for_people(report):
    rows = tables.path_table(report.paths)
    assert len(rows) == 10
    known = set(titles().values())
    assert set(rows["Outcome"]) <= known
    for cause in rows["Cause"]:
        assert set(cause.split(" × ")) <= known
    assert "Technological maturity × Algorithmic adaptability" in set(rows["Cause"])


def test_every_construct_is_printed_with_its_description(report):
    rows = tables.constructs(report.constructs)
    assert rows["Construct"].to_list() == table("constructs")["title"].to_list()
    assert rows["Mean"].to_list() == report.constructs["mean"].to_list()


def test_a_p_value_of_the_table_of_paths_is_that_of_its_z(report):
    rows = tables.path_table(report.paths)
    for row in rows.to_dict("records"):
        assert row["p"] == tables.p_words(2 * stats.norm.sf(abs(row["z"])))


# ---- agreement -----------------------------------------------------------------------------


def test_what_the_survey_gives_is_printed_with_the_digits_of_the_text(report):
    rows = tables.agreement(targets.agreement(report))
    asked = rows["Asks for"].str.replace("\N{NO-BREAK SPACE}", " ")
    given = dict(zip(asked, rows["The survey gives"], strict=True))
    assert given["428 respondents"] == "428"
    assert given["β = 0.38"] == "0.38"
    assert given["M = 4.12 points (1-5)"] == "4.12"
    assert given["p < 0.001"] == "< 0.001"
    assert given["> 90%"] == "93.0%"
    assert set(rows["Agrees"]) == {"yes"}
    assert set(rows["Printed or read"]) == {"printed", "read"}


def test_what_a_survey_cannot_give_is_left_empty_and_does_not_agree():
    found = analyse(survey(answers(10)[ids("policy_support")]), draws=10)
    rows = tables.agreement(targets.agreement(found))
    missing = rows["The survey gives"].isna()
    assert missing.any()
    assert set(rows.loc[missing, "Agrees"]) == {"no"}
    assert not rows["The survey gives"].str.contains("nan").any()
