"""The models of the survey: regression, moderation, paths, reliability, common method.

Everything works on scores of constructs, one row a respondent. What cannot be computed raises
:class:`ModelError` with one sentence that a student can act on.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from statsmodels.regression.linear_model import RegressionResults


class ModelError(ValueError):
    """A model cannot be computed from these answers."""


@dataclass(frozen=True)
class Term:
    """One predictor of a regression.

    Parameters
    ----------
    beta, b : float
        Standardised and plain coefficient.
    se, t, p : float
        Standard error of ``b``, t and two-sided p-value.
    ci_low, ci_high : float
        Confidence interval of ``b``.
    robust_se, robust_p : float
        The same with errors that allow unequal scatter (HC3); NaN where a slope hangs on one
        respondent.
    vif : float
        Variance inflation factor.
    """

    beta: float
    b: float
    se: float
    t: float
    p: float
    ci_low: float
    ci_high: float
    robust_se: float
    robust_p: float
    vif: float


@dataclass(frozen=True)
class Regression:
    """A linear regression with its checks.

    Parameters
    ----------
    outcome : str
        What is explained.
    n : int
        Respondents with an answer on every variable.
    r2, r2_adjusted : float
        Explained share of variance.
    terms : mapping of str to Term
        By predictor.
    breusch_pagan_p : float
        p-value of the Breusch-Pagan test.
    jarque_bera_p : float
        p-value of the Jarque-Bera test.
    """

    outcome: str
    n: int
    r2: float
    r2_adjusted: float
    terms: Mapping[str, Term]
    breusch_pagan_p: float
    jarque_bera_p: float

    @classmethod
    def from_fit(cls, fit: RegressionResults) -> Regression:
        """Return what a least-squares fit of statsmodels found, with the checks of its errors.

        Parameters
        ----------
        fit : statsmodels.regression.linear_model.RegressionResults
            A fit with a constant, for instance of ``smf.ols``.

        Raises
        ------
        ModelError
            If some predictors determine another, or all of them the outcome.
        """
        from statsmodels.stats.diagnostic import het_breuschpagan
        from statsmodels.stats.stattools import jarque_bera

        outcome, predictors = fit.model.endog_names, _predictors(fit)
        vif = inflation(predictors)
        _with_a_rest(fit.rsquared, outcome, list(predictors))
        robust = _robust(fit)
        interval = fit.conf_int(1 - CONFIDENCE)
        scale = predictors.std() / fit.model.endog.std(ddof=1)
        terms = {
            name: Term(
                beta=float(fit.params[name] * scale[name]),
                b=float(fit.params[name]),
                se=float(fit.bse[name]),
                t=float(fit.tvalues[name]),
                p=float(fit.pvalues[name]),
                ci_low=float(interval.loc[name, 0]),
                ci_high=float(interval.loc[name, 1]),
                robust_se=float(robust.bse[fit.model.exog_names.index(name)]),
                robust_p=float(robust.pvalues[fit.model.exog_names.index(name)]),
                vif=float(vif[place]),
            )
            for place, name in enumerate(predictors)
        }
        return cls(
            outcome=outcome,
            n=int(fit.nobs),
            r2=float(fit.rsquared),
            r2_adjusted=float(fit.rsquared_adj),
            terms=terms,
            breusch_pagan_p=float(het_breuschpagan(fit.resid, fit.model.exog)[1]),
            jarque_bera_p=float(jarque_bera(fit.resid)[1]),
        )


def _predictors(fit: RegressionResults) -> pd.DataFrame:
    """Return the design of a fit without its constant, one column a term."""
    import pandas as pd

    design = pd.DataFrame(fit.model.exog, columns=fit.model.exog_names)
    return design.drop(columns=design.columns[fit.model.data.const_idx])


def _robust(fit: RegressionResults) -> RegressionResults:
    """Return the same fit with errors that allow unequal scatter (HC3)."""
    robust = fit.get_robustcov_results("HC3")
    if fit.get_influence().hat_matrix_diag.max() > 1 - _COLLINEAR:
        # A slope that hangs on one respondent leaves this one no error: zero by zero.
        robust.cov_params_default[:] = math.nan
    return robust


def complete(scores: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the respondents with a score on all of some constructs.

    Raises
    ------
    ModelError
        If a construct is missing or constant, or too few respondents are left.
    """
    absent = [name for name in names if name not in scores or scores[name].isna().all()]
    if absent:
        raise ModelError(f"nobody answered {_listed(absent)}")
    rows = scores[list(names)].dropna()
    if len(rows) < len(names) + 2:
        raise ModelError(
            f"only {len(rows)} {'respondent' if len(rows) == 1 else 'respondents'} answered "
            f"{_listed(names)}; "
            f"{len(names) + 2} are the least that can carry this"
        )
    constant = [name for name in names if rows[name].max() == rows[name].min()]
    if constant:
        raise ModelError(f"every respondent has the same score on {_listed(constant)}")
    return rows


def _listed(names: Sequence[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


#: Above this condition the predictors are one another's copies as far as a computer can tell.
_COLLINEAR = 1e-8


def inflation(predictors: pd.DataFrame) -> np.ndarray:
    """Return the variance inflation factor of each predictor.

    The diagonal of the inverse of their correlation matrix.

    Raises
    ------
    ModelError
        If some predictors determine another.
    """
    import numpy as np

    # The product of two scores can be constant where they say the same thing.
    with np.errstate(divide="ignore", invalid="ignore"):
        correlations = np.atleast_2d(np.corrcoef(predictors.to_numpy(), rowvar=False))
    same = list(predictors)
    if np.isfinite(correlations).all():
        values, vectors = np.linalg.eigh(correlations)
        if values[0] >= _COLLINEAR:
            return np.diag(np.linalg.inv(correlations))
        same = [name for name, part in zip(same, vectors[:, 0], strict=True) if abs(part) > 1e-3]
    raise ModelError(
        f"{_listed(same)} say the same thing: one of them follows from the others, "
        "so their effects cannot be told apart"
    )


def _with_a_rest(r2: float, outcome: str, predictors: Sequence[str]) -> None:
    """Refuse a model that leaves nothing over: its errors would be those of the computer.

    Raises
    ------
    ModelError
        If the predictors determine the outcome.
    """
    if r2 > 1 - _COLLINEAR:
        raise ModelError(
            f"{_listed([outcome])} follows from {_listed(predictors)} to the last digit, so "
            "nothing is left to test an effect against"
        )


def regression(scores: pd.DataFrame, outcome: str, predictors: Sequence[str]) -> Regression:
    """Regress one construct on others by ordinary least squares.

    Parameters
    ----------
    scores : pandas.DataFrame
        One column a construct.
    outcome : str
        What is explained.
    predictors : sequence of str
        What explains it.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    import statsmodels.api as sm

    rows = complete(scores, [outcome, *predictors])
    design = rows[list(predictors)]
    # Before anything is fitted: what is not told apart has coefficients by chance.
    inflation(design)
    return Regression.from_fit(sm.OLS(rows[outcome], sm.add_constant(design)).fit())


@dataclass(frozen=True)
class Moderation:
    """How the slope of one construct depends on the level of another.

    Parameters
    ----------
    n : int
        Respondents.
    focal, moderator, outcome : str
        Constructs.
    interaction, interaction_se, interaction_p : float
        Coefficient of the product of the centred scores.
    beta : float
        The same with all three scores standardised.
    slope, slope_se : float
        Slope of the focal construct at the mean of the moderator.
    other, other_se : float
        Slope of the moderator at the mean of the focal construct.
    covariance : float
        Covariance of slope and interaction.
    mean, sd : float
        Of the moderator.
    r2 : float
        Explained share of variance.
    df : int
        Residual degrees of freedom.
    jn_low, jn_high : float or None
        Levels of the moderator at which the slope starts or stops to differ from zero
        (Johnson-Neyman); None where there is no such level.
    """

    n: int
    focal: str
    moderator: str
    outcome: str
    interaction: float
    interaction_se: float
    interaction_p: float
    beta: float
    slope: float
    slope_se: float
    other: float
    other_se: float
    covariance: float
    mean: float
    sd: float
    r2: float
    df: int
    jn_low: float | None = field(default=None)
    jn_high: float | None = field(default=None)

    @property
    def critical(self) -> float:
        """Standard errors that a slope must lie away from zero to be told from it."""
        from scipy.stats import t

        return float(t.isf((1 - CONFIDENCE) / 2, self.df))

    def slope_at(self, level: float) -> tuple[float, float]:
        """Return slope and standard error at a level of the moderator."""
        away = level - self.mean
        variance = self.slope_se**2 + 2 * away * self.covariance + away**2 * self.interaction_se**2
        return self.slope + away * self.interaction, variance**0.5

    @classmethod
    def from_fit(cls, fit: RegressionResults) -> Moderation:
        """Return the moderation in a least-squares fit with the product of two predictors.

        Scores are centred afterwards, which changes no slope and makes the plain slope that at
        the moderator's mean [1]_. The Johnson-Neyman levels solve ``slope² = t² · variance``
        [2]_.

        Parameters
        ----------
        fit : statsmodels.regression.linear_model.RegressionResults
            For instance of ``smf.ols("outcome ~ focal * moderator", data)``.

        Raises
        ------
        ModelError
            If the fit has no product, or not exactly one; if some predictors determine another,
            or all of them the outcome.

        References
        ----------
        .. [1] L. S. Aiken and S. G. West, *Multiple Regression: Testing and Interpreting
           Interactions*, 1991.
        .. [2] D. J. Bauer and P. J. Curran, "Probing interactions in fixed and multilevel
           regression", *Multivariate Behavioral Research* 40 (2005) 373-400.
        """
        from scipy.stats import t as student

        design = _predictors(fit)
        products = [name for name in design if name.count(":") == 1]
        if len(products) != 1:
            raise ModelError(
                f"a moderation has one product of two predictors, and this has {len(products)}"
            )
        [product] = products
        focal, moderator = product.split(":")
        mean, spread = design.mean(), design.std()
        others = design.drop(columns=product)
        centred = others.join(_product(design[focal], design[moderator]))
        inflation(centred)
        _with_a_rest(fit.rsquared, fit.model.endog_names, list(centred))
        steep, covariances = float(fit.params[product]), fit.cov_params()

        def at_mean(name: str, other: str) -> tuple[float, float, float]:
            """Return a slope where the other is at its mean, its variance, and its covariance."""
            level, shared = mean[other], covariances.loc[name, product]
            slope = fit.params[name] + level * steep
            variance = covariances.loc[name, name] + 2 * level * shared
            variance += level**2 * covariances.loc[product, product]
            return slope, variance, shared + level * covariances.loc[product, product]

        slope, variance, shared = map(float, at_mean(focal, moderator))
        other, other_variance, _ = map(float, at_mean(moderator, focal))
        steepness = float(covariances.loc[product, product])
        critical = float(student.isf((1 - CONFIDENCE) / 2, fit.df_resid)) ** 2
        ends = _roots(
            steep**2 - critical * steepness,
            2 * (slope * steep - critical * shared),
            slope**2 - critical * variance,
        )
        low, high = (None if end is None else end + float(mean[moderator]) for end in ends)
        return cls(
            n=int(fit.nobs),
            focal=focal,
            moderator=moderator,
            outcome=fit.model.endog_names,
            interaction=steep,
            interaction_se=steepness**0.5,
            interaction_p=float(fit.pvalues[product]),
            beta=float(steep * spread[focal] * spread[moderator] / fit.model.endog.std(ddof=1)),
            slope=slope,
            slope_se=variance**0.5,
            other=other,
            other_se=other_variance**0.5,
            covariance=shared,
            mean=float(mean[moderator]),
            sd=float(spread[moderator]),
            r2=float(fit.rsquared),
            df=int(fit.df_resid),
            jn_low=low,
            jn_high=high,
        )


def moderation(scores: pd.DataFrame, outcome: str, focal: str, moderator: str) -> Moderation:
    """Regress on a construct, a moderator and their product.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    import statsmodels.api as sm

    rows = complete(scores, [outcome, focal, moderator])
    design = rows[[focal, moderator]]
    inflation(design.join(_product(rows[focal], rows[moderator])))
    design = design.assign(**{f"{focal}:{moderator}": rows[focal] * rows[moderator]})
    return Moderation.from_fit(sm.OLS(rows[outcome], sm.add_constant(design)).fit())


def _product(focal: pd.Series, moderator: pd.Series) -> pd.Series:
    """Return the product of two centred scores, which overlaps with them least."""
    return ((focal - focal.mean()) * (moderator - moderator.mean())).rename("their_product")


def _roots(a: float, b: float, c: float) -> tuple[float | None, float | None]:
    """Return the real roots of ``a·w² + b·w + c`` in rising order; None where there are none."""
    if a == 0 or (inside := b**2 - 4 * a * c) < 0:
        return None, None
    ends = sorted(((-b - inside**0.5) / (2 * a), (-b + inside**0.5) / (2 * a)))
    return ends[0], ends[1]


@dataclass(frozen=True)
class Mediation:
    """How far one construct reaches another by way of a third.

    Parameters
    ----------
    n : int
        Respondents.
    predictor, mediator, outcome : str
        Constructs.
    a, b, direct, total, indirect : float
        Plain coefficients: predictor to mediator, mediator to outcome with the predictor held
        equal, predictor to outcome with the mediator held equal, predictor to outcome, and
        ``a · b``.
    a_se, a_p, b_se, b_p, direct_se, direct_p, total_se, total_p : float
        Standard error and two-sided p-value of each by ordinary least squares; NaN where
        nothing is left over to test against.
    ci_low, ci_high : float
        Percentile interval of ``indirect``.
    corrected_low, corrected_high : float
        Bias-corrected interval.
    draws, seed : int
        Of the bootstrap.
    """

    n: int
    predictor: str
    mediator: str
    outcome: str
    a: float
    b: float
    direct: float
    total: float
    indirect: float
    a_se: float
    a_p: float
    b_se: float
    b_p: float
    direct_se: float
    direct_p: float
    total_se: float
    total_p: float
    ci_low: float
    ci_high: float
    corrected_low: float
    corrected_high: float
    draws: int
    seed: int


def mediation(
    scores: pd.DataFrame,
    predictor: str,
    mediator: str,
    outcome: str,
    draws: int = 5000,
    seed: int = 1,
    scheduler: str | None = None,
) -> Mediation:
    """Trace an effect through a mediator and bootstrap the indirect effect.

    See :mod:`microdrama.ecosystem.bootstrap` for the method.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    from microdrama.ecosystem import bootstrap

    rows = complete(scores, [predictor, mediator, outcome])
    inflation(rows[[predictor, mediator]])
    columns = (rows[name].to_numpy() for name in (predictor, mediator, outcome))
    found = bootstrap.indirect(*columns, draws=draws, seed=seed, scheduler=scheduler)
    try:
        low, high = bootstrap.interval(found.draws, found.estimate, CONFIDENCE, "percentile")
        corrected = bootstrap.interval(found.draws, found.estimate, CONFIDENCE, "bias-corrected")
    except ValueError as error:
        raise ModelError(str(error)) from None
    (a,), (b, direct), (total,) = (
        _errors(rows, mediator, predictor),
        _errors(rows, outcome, mediator, predictor),
        _errors(rows, outcome, predictor),
    )
    return Mediation(
        n=len(rows),
        predictor=predictor,
        mediator=mediator,
        outcome=outcome,
        a=found.a,
        b=found.b,
        direct=found.direct,
        total=found.direct + found.estimate,
        indirect=found.estimate,
        a_se=a[0],
        a_p=a[1],
        b_se=b[0],
        b_p=b[1],
        direct_se=direct[0],
        direct_p=direct[1],
        total_se=total[0],
        total_p=total[1],
        ci_low=low,
        ci_high=high,
        corrected_low=corrected[0],
        corrected_high=corrected[1],
        draws=draws,
        seed=seed,
    )


def _errors(rows: pd.DataFrame, outcome: str, *predictors: str) -> list[tuple[float, float]]:
    """Return standard error and p-value of each predictor; NaN where they leave no rest."""
    import statsmodels.api as sm

    fit = sm.OLS(rows[outcome], sm.add_constant(rows[list(predictors)])).fit()
    if fit.rsquared > 1 - _COLLINEAR:
        return [(math.nan, math.nan)] * len(predictors)
    return [(float(fit.bse[predictor]), float(fit.pvalues[predictor])) for predictor in predictors]


@dataclass(frozen=True)
class Paths:
    """A structural equation model of the constructs' scores.

    Parameters
    ----------
    n : int
        Respondents.
    paths : pandas.DataFrame
        ``outcome``, ``predictor``, ``estimate``, ``beta``, ``se``, ``z``, ``p``.
    fit : mapping of str to float
        ``chi2``, ``dof``, ``p``, ``cfi``, ``tli``, ``rmsea``.
    """

    n: int
    paths: pd.DataFrame
    fit: Mapping[str, float]


#: Names that semopy gives to what the book reports.
_PATH = {
    "lval": "outcome",
    "rval": "predictor",
    "Estimate": "estimate",
    "Est. Std": "beta",
    "Std. Err": "se",
    "z-value": "z",
    "p-value": "p",
}


def path_model(scores: pd.DataFrame, equations: Mapping[str, Sequence[str]]) -> Paths:
    """Fit all paths at once by maximum likelihood, with semopy [1]_.

    Parameters
    ----------
    scores : pandas.DataFrame
        One column a construct.
    equations : mapping of str to sequence of str
        Predictors of each outcome; a predictor ``one:other`` is the product of two standardised
        scores.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.

    References
    ----------
    .. [1] A. A. Igolkina and G. Meshcheryakov, "semopy: A Python package for structural
       equation modeling", *Structural Equation Modeling* 27 (2020) 952-963.
    """
    import semopy

    named = {name for predictors in equations.values() for name in predictors} | set(equations)
    plain = sorted({part for name in named for part in name.split(":")})
    rows = complete(scores, plain)
    rows = (rows - rows.mean()) / rows.std()
    for name in sorted(name for name in named if ":" in name):
        one, other = name.split(":")
        rows[name.replace(":", "_x_")] = rows[one] * rows[other]
    # An outcome that follows from others leaves no likelihood; semopy would change the answers.
    inflation(rows)
    lines = [
        f"{outcome} ~ {' + '.join(name.replace(':', '_x_') for name in predictors)}"
        for outcome, predictors in equations.items()
    ]
    model = semopy.Model("\n".join(lines))
    model.fit(rows)
    table = model.inspect(std_est=True)
    table = table[table["op"] == "~"].rename(columns=_PATH)
    numbers = list(_PATH.values())[2:]
    table = table[["outcome", "predictor", *numbers]].astype(dict.fromkeys(numbers, float))
    table["predictor"] = table["predictor"].str.replace("_x_", ":")
    chi2 = float(semopy.calc_stats(model).iloc[0]["chi2"])
    paths = sum(len(predictors) for predictors in equations.values())
    return Paths(len(rows), table.reset_index(drop=True), _fit(rows, list(equations), paths, chi2))


def _fit(rows: pd.DataFrame, outcomes: list[str], paths: int, chi2: float) -> dict[str, float]:
    """Return the measures of fit of a path model, beside a model without any path.

    Both models take the variances and covariances of what nothing explains as they are, so
    these leave no degree of freedom, as in lavaan; semopy counts them as free. A model without
    a degree of freedom fits, and cannot be tested.
    """
    import numpy as np
    from scipy.stats import chi2 as distribution

    n, given = len(rows), rows.columns.difference(outcomes)

    def size(names: Sequence[str]) -> float:
        return float(np.linalg.slogdet(np.atleast_2d(rows[list(names)].cov()))[1])

    apart = sum(size([name]) for name in outcomes)
    base = n * (apart + size(given) - size(list(rows)))
    base_dof = len(outcomes) * len(given) + len(outcomes) * (len(outcomes) - 1) // 2
    dof = base_dof - paths
    over, base_over = max(chi2 - dof, 0.0), max(base - base_dof, 0.0)
    return {
        "chi2": chi2,
        "dof": float(dof),
        "p": float(distribution.sf(chi2, dof)) if dof else math.nan,
        "cfi": 1 - over / max(over, base_over) if over or base_over else 1.0,
        "tli": (base / base_dof - chi2 / dof) / (base / base_dof - 1) if dof else math.nan,
        "rmsea": (over / (dof * (n - 1))) ** 0.5 if dof else 0.0,
    }


def _varying(items: pd.DataFrame) -> pd.DataFrame:
    """Return the respondents who answered all items that anybody answered; items that vary."""
    rows = items.dropna(axis="columns", how="all").dropna()
    return rows.loc[:, rows.max() > rows.min()]


def alpha(items: pd.DataFrame) -> float | None:
    """Return Cronbach's alpha of the items of one construct, by pingouin.

    Items that do not vary are left out. None for fewer than two that do, for fewer than three
    complete respondents, or if all respondents have the same sum.
    """
    import pingouin

    rows = _varying(items)
    total = rows.sum(axis="columns")
    if rows.shape[1] < 2 or len(rows) < 3 or total.max() == total.min():
        return None
    return float(pingouin.cronbach_alpha(rows)[0])


def omega(items: pd.DataFrame) -> float | None:
    """Return McDonald's omega of the items of one construct.

    One factor by maximum likelihood (statsmodels); the share of the sum's variance that the
    factor explains [1]_. Items that do not vary are left out. None for fewer than three that
    do, where one factor is not determined, or where the likelihood has no maximum inside the
    possible values. Pingouin, up to 0.7, has no omega to compare with; the tests hold it to
    the factor of scikit-learn and to its closed form.

    References
    ----------
    .. [1] R. P. McDonald, *Test Theory: A Unified Treatment*, 1999, chapter 6.
    """
    import numpy as np
    from statsmodels.multivariate.factor import Factor

    rows = _varying(items)
    if rows.shape[1] < 3 or len(rows) <= rows.shape[1]:
        return None
    covariances = np.cov(rows.to_numpy(), rowvar=False)
    spread = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(spread, spread)
    # From the first component on, because statsmodels would start anywhere, each time elsewhere.
    values, vectors = np.linalg.eigh(correlations)
    start = np.clip(vectors[:, -1] * np.sqrt(values[-1]), -0.95, 0.95)
    with warnings.catch_warnings():
        # No maximum, or one where an item has no noise: then there is no omega to report.
        warnings.simplefilter("error")
        try:
            fit = Factor(corr=correlations, n_factor=1, method="ml", nobs=len(rows)).fit(
                start=(start[:, None], 1 - start**2)
            )
        except (np.linalg.LinAlgError, Warning):
            return None
    loadings = fit.loadings[:, 0] * spread
    errors = fit.uniqueness * spread**2
    if not (np.isfinite(loadings).all() and (errors > 0).all()):
        return None
    common = float(loadings.sum() ** 2)
    return common / (common + float(errors.sum()))


def one_factor_share(items: pd.DataFrame) -> float:
    """Return the share of all items' variance that one component explains.

    Harman's check of a common method: above one half, how the questions were asked may
    explain the answers as well as what was asked [1]_. Items that nobody answered, or that all
    complete respondents answered alike, are left out.

    Raises
    ------
    ModelError
        If fewer than three respondents are complete, or fewer than two items vary.

    References
    ----------
    .. [1] P. M. Podsakoff, S. B. MacKenzie, J.-Y. Lee and N. P. Podsakoff, "Common method
       biases in behavioral research", *Journal of Applied Psychology* 88 (2003) 879-903.
    """
    import numpy as np

    rows = items.dropna(axis="columns", how="all").dropna()
    n = len(rows)
    if rows.columns.empty:
        raise ModelError("nobody answered an item")
    if n < 3:
        raise ModelError(
            f"only {n} {'respondent' if n == 1 else 'respondents'} answered every item that "
            "anybody answered; 3 are the least that can carry this"
        )
    varying = _varying(rows)
    if varying.shape[1] < 2:
        raise ModelError(
            f"all {n:,} respondents who answered every item answered "
            + ("each alike" if varying.columns.empty else f"each but {varying.columns[0]} alike")
        )
    values = np.linalg.eigvalsh(np.corrcoef(varying.to_numpy(), rowvar=False))
    return float(values[-1] / values.sum())
