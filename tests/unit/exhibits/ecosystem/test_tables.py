"""The analysis as tables of a chapter: every number is the model's, every heading a reader's."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from microdrama.ecosystem import compatible, reconstruction, views
from microdrama.ecosystem.analysis import analyse
from microdrama.package import table
from surveys import answers, ids, ours, ours_analysed, plain_scores, survey


@pytest.fixture(scope="module")
def report():
    return ours_analysed()


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


# ---- the path diagram ----------------------------------------------------------------------


def test_the_diagram_has_every_construct_in_its_layer():
    nodes, _ = views.diagram()
    assert sorted(nodes["name"]) == sorted(table("constructs")["name"])
    layers = nodes.groupby("column")["layer"].unique()
    assert [list(layer) for layer in layers] == [["environment"], ["behaviour"], ["outcome"]]
    assert not nodes.duplicated(["column", "row"]).any()


def test_every_hypothesis_is_an_arrow_and_a_mediation_is_two():
    nodes, edges = views.diagram()
    at = nodes.set_index("name")[["column", "row"]].apply(tuple, axis=1)
    drawn = {(row.id, (row.x, row.y), (row.x2, row.y2)) for row in edges.itertuples()}
    expected = set()
    for row in table("hypotheses").to_dict("records"):
        one, through, other = row["predictor"], row["third_variable"], row["outcome"]
        steps = {
            "effect": [(one, other)],
            "moderation": [(through, other)],
            "mediation": [(one, through), (through, other)],
        }[row["kind"]]
        expected |= {(row["id"], at[start], at[end]) for start, end in steps}
    assert drawn == expected
    assert len(edges) == len(drawn)


def turn(a, b, c) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def test_no_two_arrows_of_the_diagram_cross():
    _, edges = views.diagram()
    lines = [((r.x, r.y), (r.x2, r.y2)) for r in edges.itertuples()]
    for index, (a, b) in enumerate(lines):
        for c, d in lines[index + 1 :]:
            if {a, b} & {c, d}:
                continue  # they meet at a box
            assert not (turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0)


def test_only_the_effect_of_competition_is_negative():
    _, edges = views.diagram()
    assert set(edges.loc[edges["sign"] != "+", "id"]) == {"H2"}


# ---- distributions -------------------------------------------------------------------------


def test_shares_of_each_construct_add_up_to_all_respondents(report):
    rows = views.distributions(report, ours().answers, "reconstructed")
    sums = rows.groupby("construct")["share"].sum()
    assert sums.to_list() == pytest.approx([100] * 10)
    assert rows.groupby("construct")["first"].sum().eq(1).all()


def test_every_bar_holds_the_respondents_whose_score_lies_in_it(report, scored):
    rows = views.distributions(report, ours().answers, "reconstructed")
    titles = views.titles()
    for name in scored:
        bars = rows[rows["construct"] == titles[name]]
        top = bars["high"].max()
        for bar in bars.itertuples():
            last = scored[name] <= top if bar.high == top else scored[name] < bar.high
            inside = (scored[name] >= bar.low) & last
            assert bar.share == pytest.approx(100 * inside.mean())
        assert bars["mean"].iloc[0] == pytest.approx(scored[name].mean())


def test_a_score_at_the_top_of_the_scale_shares_its_bar_with_no_other():
    # Four items give scores in quarters. If the last bar held 4.75 and 5, answers would seem to
    # crowd at the top whatever they were.
    given = pd.DataFrame(
        [[5, 5, 5, 1], [5, 5, 5, 2], [4, 4, 4, 2]], columns=ids("policy_support"), dtype="float32"
    )
    found = analyse(survey(given), draws=10)
    rows = views.distributions(found, given, "recomputed")
    assert sorted(rows.loc[rows["share"] > 0, "share"]) == pytest.approx([100 / 3] * 3)


def test_a_construct_without_answers_has_empty_bars():
    given = answers(10).assign(**dict.fromkeys(ids("policy_support"), math.nan))
    rows = views.distributions(analyse(survey(given), draws=10), given, "recomputed")
    assert rows.loc[rows["construct"] == "Policy support", "share"].eq(0).all()


# ---- tables --------------------------------------------------------------------------------


def test_a_regression_is_printed_with_the_models_numbers(report):
    fit = report.regressions["industry_performance"]
    rows = views.regression(fit)
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
    assert views.p_words(p) == said


def test_several_regressions_stand_in_one_table_each_with_its_outcome(report):
    fits = [report.regressions[f"{name}_performance"] for name in ("economic", "innovation")]
    rows = views.regressions(fits)
    assert rows["Outcome"].to_list() == ["Economic performance"] * 2 + ["Innovation performance"]
    assert rows["Predictor"].to_list() == [
        "Technological maturity",
        "Algorithmic adaptability",
        "Cross-boundary integration",
    ]
    assert rows.drop(columns="Outcome").equals(
        pd.concat(map(views.regression, fits), ignore_index=True)
    )


def test_a_moderation_is_printed_with_the_product_and_its_error(report, scored):
    rows = views.moderation(report.moderation)
    y, x, m = "economic_performance", "technological_maturity", "algorithmic_adaptability"
    centred = scored.assign(**{name: scored[name] - scored[name].mean() for name in (x, m)})
    fit = smf.ols(f"{y} ~ {x} * {m}", centred).fit()
    assert rows["Term"].to_list()[2] == "Technological maturity × algorithmic adaptability"
    for row, term in zip(rows.to_dict("records"), (x, m, f"{x}:{m}"), strict=True):
        assert (row["B"], row["SE"], row["t"]) == pytest.approx(
            (fit.params[term], fit.bse[term], fit.tvalues[term])
        )
        assert row["p"] == views.p_words(fit.pvalues[term])


def test_correlations_stand_below_the_diagonal(scored):
    rows = views.correlations(ours().answers)
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
    rows = views.correlations(given)
    assert rows["1"].to_list()[1] == pytest.approx(0.5)


def test_simple_slopes_are_those_of_statsmodels_at_three_levels(report, scored):
    rows = views.simple_slopes(report.moderation)
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
    rows = views.mediation(found)
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
    assert rows["p"].to_list()[:4] == [views.p_words(p) for p in ps]
    assert rows["SE"].isna().to_list() == rows["p"].isna().to_list() == [False] * 4 + [True] * 2
    assert rows["At least"].isna().to_list() == [True] * 4 + [False] * 2
    assert rows["At least"].to_list()[4:] == [found.ci_low, found.corrected_low]
    assert rows["At most"].to_list()[4:] == [found.ci_high, found.corrected_high]


def test_paths_are_printed_with_names_for_people(report):
    rows = views.path_table(report.paths)
    assert len(rows) == 10
    titles = set(views.titles().values())
    assert set(rows["Outcome"]) <= titles
    for cause in rows["Cause"]:
        assert set(cause.split(" × ")) <= titles
    assert "Technological maturity × Algorithmic adaptability" in set(rows["Cause"])


def test_every_construct_is_printed_with_its_description(report):
    rows = views.constructs(report)
    assert rows["Construct"].to_list() == table("constructs")["title"].to_list()
    assert rows["Mean"].to_list() == report.constructs["mean"].to_list()


# ---- agreement -----------------------------------------------------------------------------


def test_what_the_survey_gives_is_printed_with_the_digits_of_the_text(report):
    rows = views.agreement(reconstruction.agreement(report))
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
    rows = views.agreement(reconstruction.agreement(found))
    missing = rows["The survey gives"].isna()
    assert missing.any()
    assert set(rows.loc[missing, "Agrees"]) == {"no"}
    assert not rows["The survey gives"].str.contains("nan").any()


# ---- where a survey sits -------------------------------------------------------------------


def test_the_place_of_the_survey_is_that_of_regressions_of_standardised_scores(report, scored):
    seen = views.position(report, ours().answers)
    z = (scored - scored.mean()) / scored.std()
    industry = smf.ols(
        "industry_performance ~ policy_support + technological_maturity + market_competition", z
    ).fit()
    assert seen["r2_industry"] == pytest.approx(industry.rsquared)
    assert seen["beta_competition"] == pytest.approx(industry.params["market_competition"])
    assert seen["beta_technology_industry"] == pytest.approx(
        industry.params["technological_maturity"]
    )
    plain = z.corr()
    for name, (one, other) in {
        "r_policy_industry": ("policy_support", "industry_performance"),
        "r_competition_industry": ("market_competition", "industry_performance"),
        "r_policy_competition": ("policy_support", "market_competition"),
        "r_policy_culture": ("policy_support", "cultural_influence"),
    }.items():
        assert seen[name] == pytest.approx(plain.loc[one, other])
    others = smf.ols("policy_support ~ technological_maturity + market_competition", z).fit()
    assert seen["vif_policy"] == pytest.approx(1 / (1 - others.rsquared))
    x, m = "technological_maturity", "algorithmic_adaptability"
    with_product = smf.ols(f"economic_performance ~ {x} * {m}", z).fit()
    without = smf.ols(f"economic_performance ~ {x} + {m}", z).fit()
    assert seen["interaction"] == pytest.approx(with_product.params[f"{x}:{m}"])
    assert seen["r2_economic"] == pytest.approx(with_product.rsquared)
    # Cohen and others (2003), 3.5: what the product adds, over what the others leave.
    added = (with_product.rsquared - without.rsquared) / (1 - without.rsquared)
    assert seen["partial_interaction"] == pytest.approx(added)
    first = smf.ols("symbolic_narrative ~ policy_support", z).fit().params["policy_support"]
    second = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", z).fit().params
    indirect = first * second["symbolic_narrative"]
    assert seen["indirect"] == pytest.approx(indirect)
    assert seen["total_effect"] == pytest.approx(indirect + second["policy_support"])
    assert seen["share_mediated"] == pytest.approx(indirect / seen["total_effect"])
    p = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", z).fit().pvalues
    assert p["policy_support"] == pytest.approx(0.110, abs=5e-4)
    assert seen["full_mediation"] == 1


def test_the_place_of_a_survey_with_gaps_is_that_of_the_respondents_without():
    # With one mediator the total effect in standard deviations is the plain correlation, of the
    # same respondents; with the spread of others it is neither.
    given = answers(60)
    given.iloc[:20, [given.columns.get_loc(item) for item in ids("symbolic_narrative")]] = math.nan
    given.iloc[:20, [given.columns.get_loc(item) for item in ids("policy_support")[:3]]] = 1
    seen = views.position(analyse(survey(given), draws=10), given)
    rows = plain_scores(given.iloc[20:])
    expected = rows["policy_support"].corr(rows["cultural_influence"])
    assert seen["total_effect"] == pytest.approx(expected)


def test_every_place_is_a_quantity_of_the_compatible_surveys(report):
    assert set(views.position(report, ours().answers)) <= set(compatible.QUANTITIES)


def test_the_place_of_the_survey_lies_among_the_compatible_ones(report):
    seen = views.position(report, ours().answers)
    drawn = compatible.sample(20_000, "positive")
    for name in ("r2_industry", "r_policy_industry", "vif_policy", "indirect", "r2_economic"):
        low, high = np.quantile(drawn[name].dropna(), (0.0005, 0.9995))
        assert low <= seen[name] <= high, name


def test_what_answers_cannot_carry_has_no_place():
    given = answers(40).drop(columns=ids("policy_support"))
    seen = views.position(analyse(survey(given), draws=10), given)
    assert "indirect" not in seen
    assert "r2_industry" not in seen
    assert "interaction" in seen
    few = answers(3)
    assert views.position(analyse(survey(few), draws=10), few) == {}


def test_a_p_value_of_the_table_of_paths_is_that_of_its_z(report):
    rows = views.path_table(report.paths)
    for row in rows.to_dict("records"):
        assert row["p"] == views.p_words(2 * stats.norm.sf(abs(row["z"])))
