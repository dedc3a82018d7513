"""All paths at once: least squares, semopy, determinants, a published model."""

from __future__ import annotations

import math
from graphlib import CycleError

import numpy as np
import pandas as pd
import pytest
import semopy
import statsmodels.formula.api as smf
from scipy import stats

from microdrama.ecosystem import models
from microdrama.ecosystem.analysis import predictors_by_outcome
from microdrama.ecosystem.models import ModelError
from surveys import noisy, shaped

pytestmark = pytest.mark.slow


def standard(scores: pd.DataFrame) -> pd.DataFrame:
    """Return standardised scores with the product of technology and adaptability."""
    rows = (scores - scores.mean()) / scores.std()
    return rows.assign(product=rows["technological_maturity"] * rows["algorithmic_adaptability"])


@pytest.fixture(scope="module")
def paths(scored) -> models.Paths:
    return models.path_model(scored, predictors_by_outcome())


def by_semopy(rows: pd.DataFrame, equations: dict[str, list[str]]) -> tuple[pd.DataFrame, float]:
    """Return the paths and the chi-square of semopy, by outcome and predictor.

    Its search stops at a likelihood that is good to six digits unless it is told to go on; the
    paths are then good to three.
    """
    model = semopy.Model(
        "\n".join(
            f"{outcome} ~ {' + '.join('product' if ':' in name else name for name in predictors)}"
            for outcome, predictors in equations.items()
        )
    )
    model.fit(rows, options={"ftol": 1e-14})
    table = model.inspect(std_est=True)
    names = ["Estimate", "Est. Std", "Std. Err", "z-value", "p-value"]
    table = table[table["op"] == "~"].set_index(["lval", "rval"])[names].astype(float)
    return table, float(semopy.calc_stats(model).iloc[0]["chi2"])


def assert_as_semopy(found: models.Paths, rows: pd.DataFrame, equations) -> None:
    theirs, chi_square = by_semopy(rows, equations)
    ours = found.paths.replace({"predictor": {PRODUCT: "product"}})
    ours = ours.set_index(["outcome", "predictor"]).loc[theirs.index]
    assert len(ours) == len(found.paths)
    assert np.abs(ours.to_numpy() - theirs.to_numpy()).max() < 1e-5
    assert found.fit["chi2"] == pytest.approx(chi_square, abs=1e-6)


PRODUCT = "technological_maturity:algorithmic_adaptability"


@pytest.mark.parametrize("n", [428, 60, 20])
def test_paths_errors_and_chi_square_are_semopys(scored, n):
    sample = scored.head(n)
    found = models.path_model(sample, predictors_by_outcome())
    assert_as_semopy(found, standard(sample), predictors_by_outcome())


@pytest.mark.parametrize(
    "equations",
    [
        {"y": ["x"]},
        {"y": ["m", "x"], "m": ["x"]},
        # A chain that leaves much out, so that what it implies is not what is seen.
        {"d": ["c"], "c": ["b"], "b": ["a"]},
        {"d": ["a", "c"], "c": ["b"], "b": ["a"]},
        {"d": ["b", "c"], "b": ["a"], "c": ["a"]},
    ],
)
def test_errors_and_betas_of_any_model_without_loops_are_semopys(equations):
    rows = noisy(90).join(noisy(90, seed=1).set_axis(["a", "b", "c"], axis="columns"))
    rows = rows.assign(c=rows["c"] + rows["y"], d=rows["b"] + rows["y"] - 0.5 * rows["m"])
    named = sorted({*equations, *(name for names in equations.values() for name in names)})
    rows = (rows[named] - rows[named].mean()) / rows[named].std()
    assert_as_semopy(models.path_model(rows, equations), rows, equations)


def test_outcomes_that_explain_others_come_first(paths):
    assert paths.paths["outcome"].unique().tolist() == [
        "symbolic_narrative",
        "industry_performance",
        "economic_performance",
        "innovation_performance",
        "cultural_influence",
    ]


def test_outcomes_that_explain_one_another_are_refused(scored):
    around = {
        "industry_performance": ["policy_support"],
        "policy_support": ["industry_performance"],
    }
    with pytest.raises(CycleError):
        models.path_model(scored, around)


def test_paths_are_the_least_squares_coefficients_of_standardised_scores(scored, paths):
    # In a model without loops and with independent errors maximum likelihood is least squares.
    rows = standard(scored)
    for outcome, predictors in predictors_by_outcome().items():
        columns = ["product" if ":" in predictor else predictor for predictor in predictors]
        theirs = smf.ols(f"{outcome} ~ {' + '.join(columns)}", rows).fit()
        found = paths.paths[paths.paths["outcome"] == outcome].set_index("predictor")
        assert set(found.index) == set(predictors)
        for predictor, column in zip(predictors, columns, strict=True):
            row = found.loc[predictor]
            assert row["estimate"] == pytest.approx(theirs.params[column])
            # The product is not standardised itself; beta is as if it were. What the model
            # leaves out moves the implied variance of an outcome by a hundredth at most.
            beta = theirs.params[column] * rows[column].std()
            assert row["beta"] == pytest.approx(beta, abs=0.02)
            # Maximum likelihood divides by n where least squares divides by n − p.
            ratio = math.sqrt(theirs.df_resid / theirs.nobs)
            assert row["se"] == pytest.approx(theirs.bse[column] * ratio)
            assert row["z"] == pytest.approx(row["estimate"] / row["se"])
            assert row["p"] == pytest.approx(2 * stats.norm.sf(abs(row["z"])), abs=1e-9)


def test_the_chi_square_is_that_of_the_closed_form(scored, paths):
    # n · (log |Σ| − log |S|), where |Σ| of a recursive model is that of the given variables times
    # what each equation leaves over.
    chi_square, _ = closed_form(standard(scored), predictors_by_outcome())
    assert paths.fit["chi2"] == pytest.approx(chi_square)


def closed_form(rows: pd.DataFrame, equations: dict[str, list[str]]) -> tuple[float, float]:
    """Return chi-square of a recursive model, and of one without any path, by determinants."""
    rows = rows[[name for name in rows if name in equations or name in given_of(equations)]]
    sizes = {True: 0.0, False: 0.0}
    for outcome, predictors in equations.items():
        columns = ["product" if ":" in predictor else predictor for predictor in predictors]
        design = np.column_stack([np.ones(len(rows)), rows[columns]])
        left = rows[outcome] - design @ np.linalg.lstsq(design, rows[outcome], rcond=None)[0]
        sizes[True] += math.log(left.var(ddof=0))
        sizes[False] += math.log(rows[outcome].var(ddof=0))
    given = np.linalg.slogdet(np.atleast_2d(rows[given_of(equations)].cov(ddof=0)))[1]
    seen = np.linalg.slogdet(rows.cov(ddof=0))[1]
    return tuple(len(rows) * (size + given - seen) for size in sizes.values())


def given_of(equations: dict[str, list[str]]) -> list[str]:
    named = {predictor for predictors in equations.values() for predictor in predictors} - set(
        equations
    )
    return sorted("product" if ":" in predictor else predictor for predictor in named)


def test_the_published_path_model_of_illness_comes_out_as_printed():
    # D. L. Roth, D. J. Wiebe, R. B. Fillingim and K. A. Shay, "Life events, fitness, hardiness,
    # and health", Journal of Personality and Social Psychology 57 (1989) 136-142: correlations
    # and deviations of 373 students, and the model that R. B. Kline, Principles and Practice of
    # Structural Equation Modeling, reports with a chi-square of 11.078 and 5 degrees of freedom,
    # p = .050, CFI .961, RMSEA .057. The other numbers are lavaan's for the same model.
    names = ["exercise", "hardiness", "fitness", "stress", "illness"]
    correlations = np.array(
        [
            [1, -0.03, 0.39, -0.05, -0.08],
            [-0.03, 1, 0.07, -0.23, -0.16],
            [0.39, 0.07, 1, -0.13, -0.29],
            [-0.05, -0.23, -0.13, 1, 0.34],
            [-0.08, -0.16, -0.29, 0.34, 1],
        ]
    )
    deviations = [66.5, 38, 18.4, 33.5, 62.48]
    students = pd.DataFrame(shaped(correlations, 373) * deviations, columns=names)
    found = models.path_model(
        students,
        {"illness": ["fitness", "stress"], "stress": ["hardiness"], "fitness": ["exercise"]},
    )
    fit = found.fit
    # The book that prints them divides by n − 1; here it is n.
    assert fit["chi2"] * 372 / 373 == pytest.approx(11.078, abs=5e-4)
    assert (fit["dof"], round(fit["p"], 2)) == (5, 0.05)
    assert (round(fit["cfi"], 3), round(fit["tli"], 3)) == (0.961, 0.930)
    assert round(fit["rmsea"], 3) == 0.057
    rows = found.paths.set_index(["outcome", "predictor"])
    for path, (beta, z) in {
        ("illness", "fitness"): (-0.253, -5.316),
        ("illness", "stress"): (0.311, 6.538),
        ("stress", "hardiness"): (-0.230, -4.558),
        ("fitness", "exercise"): (0.390, 8.169),
    }.items():
        assert rows.loc[path, "beta"] == pytest.approx(beta, abs=6e-4)
        assert rows.loc[path, "z"] * math.sqrt(372 / 373) == pytest.approx(z, abs=5e-3)


def test_degrees_of_freedom_are_what_the_paths_leave_untested(scored, paths):
    # Eleven variables, of which six are explained by nothing: 5 · 6 relations of an outcome with
    # one of the six and 10 among the outcomes, less 10 paths. What nothing explains is taken as
    # it is and tests nothing (Bollen 1989, chapter 4; lavaan's fixed.x); semopy counts 21 more.
    assert paths.fit["dof"] == 5 * 6 + 10 - 10
    assert paths.fit["p"] == pytest.approx(stats.chi2.sf(paths.fit["chi2"], 30))


def test_the_chi_square_of_surveys_made_by_the_model_is_that_of_its_degrees_of_freedom():
    # A chi-square has its degrees of freedom as mean and twice them as variance. 200 samples
    # give the mean with a standard error of √(2·30/200) = 0.55; 51 degrees would be far off.
    rng, equations, found = np.random.default_rng(3), predictors_by_outcome(), []
    names = [
        "policy_support",
        "technological_maturity",
        "market_competition",
        "algorithmic_adaptability",
        "cross_boundary_integration",
    ]
    for _ in range(200):
        rows = pd.DataFrame(
            rng.multivariate_normal(np.zeros(5), 0.3 + 0.7 * np.eye(5), 400), columns=names
        )
        rows["product"] = rows["technological_maturity"] * rows["algorithmic_adaptability"]
        for outcome in ("symbolic_narrative", *equations):
            if outcome not in rows:
                columns = [
                    "product" if ":" in predictor else predictor for predictor in equations[outcome]
                ]
                rows[outcome] = rows[columns].sum(axis=1) * 0.3 + rng.normal(size=400)
        found.append(closed_form(rows, equations)[0])
    assert np.mean(found) == pytest.approx(30, abs=2)


def test_measures_of_fit_are_those_of_their_formulas(scored, paths):
    fit = paths.fit
    _, base = closed_form(standard(scored), predictors_by_outcome())
    # Bentler (1990), Tucker & Lewis (1973), Steiger (1990); 40 relations and no path.
    over = max(fit["chi2"] - 30, 0)
    assert fit["cfi"] == pytest.approx(1 - over / max(base - 40, over))
    assert fit["tli"] == pytest.approx((base / 40 - fit["chi2"] / 30) / (base / 40 - 1))
    assert fit["rmsea"] == pytest.approx(math.sqrt(over / (30 * (paths.n - 1))))


def test_a_model_that_leaves_nothing_out_fits_and_has_no_degree_of_freedom():
    found = models.path_model(noisy(80), {"m": ["x"], "y": ["x", "m"]})
    assert found.fit["dof"] == 0
    assert found.fit["chi2"] == pytest.approx(0, abs=1e-9)
    assert found.fit["cfi"] == pytest.approx(1)
    assert found.fit["rmsea"] == 0


def test_the_order_of_the_columns_and_units_make_no_difference_to_paths(scored, paths):
    other = models.path_model(scored[scored.columns[::-1]] * 20 - 7, predictors_by_outcome())
    keys = ["outcome", "predictor"]
    one, two = (found.paths.set_index(keys)["beta"].sort_index() for found in (paths, other))
    assert one.to_list() == pytest.approx(two.to_list())
    assert other.fit["chi2"] == pytest.approx(paths.fit["chi2"])


@pytest.mark.parametrize("n", [1, 11])
def test_too_few_respondents_for_all_paths_are_said(scored, n):
    with pytest.raises(ModelError, match="12 are the least"):
        models.path_model(scored.head(n), predictors_by_outcome())


@pytest.mark.parametrize("n", [12, 15, 30])
def test_few_respondents_get_the_least_squares_paths_too(scored, n):
    rows = standard(scored.head(n))
    found = models.path_model(scored.head(n), predictors_by_outcome()).paths.set_index(
        ["outcome", "predictor"]
    )
    theirs = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", rows).fit()
    for predictor in ("symbolic_narrative", "policy_support"):
        assert found.loc[("cultural_influence", predictor), "estimate"] == pytest.approx(
            theirs.params[predictor]
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policy_support", "market_competition"),
        ("policy_support", "symbolic_narrative"),
        ("policy_support", "industry_performance"),
        ("symbolic_narrative", "cultural_influence"),
    ],
)
def test_two_constructs_that_say_the_same_are_named_instead_of_fitted(scored, one, other):
    with pytest.raises(ModelError, match="say the same thing") as error:
        models.path_model(scored.assign(**{other: scored[one]}), predictors_by_outcome())
    for name in (one, other):
        assert name.replace("_", " ") in str(error.value)
