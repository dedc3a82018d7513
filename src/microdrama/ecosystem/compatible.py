"""Every survey that agrees with what the text prints, and what that leaves open.

A survey is drawn at the level of correlations: everything is in standard deviations. One draw is
a matrix of correlations among what explains, and the coefficients of the three models of the
text: industry performance on policy, technology and competition; economic performance on
technology, algorithmic adaptability and their product; cultural influence on policy by way of
symbolic narrative. All else follows in closed form [1]_. A draw is kept if it can exist (the
correlations are positive definite and each model leaves some variance over) and if every sign,
interval and p-value comes out as printed.

A drawn survey is nobody's answers. The set of them shows what the text does not settle.

References
----------
.. [1] J. Cohen, P. Cohen, S. G. West and L. S. Aiken, *Applied Multiple Regression/Correlation
   Analysis for the Behavioral Sciences*, 3rd ed., 2003, chapters 3 and 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from microdrama.ecosystem.parallel import SEED, blocks, gather
from microdrama.evidence.intervals import CONFIDENCE, WORDS, Interval
from microdrama.evidence.ledger import claim
from microdrama.evidence.power import detectable

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from microdrama.ecosystem.parallel import Block

#: What *significant* means where the text prints no p-value.
SIGNIFICANT = 0.05

#: Largest standardised coefficient that is drawn, unless a caller wants another. Only among
#: predictors that overlap is there a larger one.
LARGEST = 1.0

#: Largest correlation of the prior of perceptions that go together.
MODERATE = 0.6

#: Kept surveys in a block; proposals made at a time, so that they stay in a processor's cache.
BLOCK, BATCH = 20_000, 8_192

#: Batches without a single survey after which none is expected.
HOPELESS = 200

#: What one draw consists of. Correlations come first, in the order of the vine.
PARAMETERS: Mapping[str, str] = {
    "technology_algorithm": "correlation of technology and algorithmic adaptability",
    "policy_technology": "correlation of policy support and technology",
    "technology_competition": "correlation of technology and competition",
    "policy_algorithm": "correlation of policy support and algorithmic adaptability",
    "competition_algorithm": "correlation of competition and algorithmic adaptability",
    "policy_competition": "correlation of policy support and competition",
    "industry_policy": "coefficient of policy support on industry performance",
    "industry_technology": "coefficient of technology on industry performance",
    "industry_competition": "coefficient of competition on industry performance",
    "economy_technology": "coefficient of technology on economic performance",
    "economy_algorithm": "coefficient of algorithmic adaptability on economic performance",
    "economy_interaction": "coefficient of the product of the two on economic performance",
    "a": "coefficient of policy support on symbolic narrative",
    "b": "coefficient of symbolic narrative on cultural influence",
    "direct": "coefficient of policy support on cultural influence",
}

#: Ways of drawing the correlations among policy, technology, competition and algorithms.
PRIORS: Mapping[str, str] = {
    "uniform": "every matrix of correlations is as likely as any other (LKJ with η = 1)",
    "weak": "correlations of either sign, most of them weak (LKJ with η = 4)",
    "positive": f"each correlation evenly between 0 and {MODERATE}, as perceptions in one "
    "questionnaire usually go together",
}

#: What the text leaves open: title, and what the number says.
QUANTITIES: Mapping[str, tuple[str, str]] = {
    "r2_industry": (
        "Explained variation in industry performance",
        "R²: share of the differences in industry performance that go with policy support, "
        "technology and competition together",
    ),
    "r_policy_industry": (
        "Policy support and industry performance, plain correlation",
        "correlation from −1 to 1, nothing else held equal",
    ),
    "beta_competition": (
        "Competition and industry performance, coefficient",
        "standard deviations of performance for one of competition, policy support and "
        "technology held equal",
    ),
    "r_competition_industry": (
        "Competition and industry performance, plain correlation",
        "correlation from −1 to 1, nothing else held equal",
    ),
    "r_policy_competition": (
        "Policy support and competition, plain correlation",
        "correlation from −1 to 1",
    ),
    "vif_policy": (
        "Overlap of policy support with technology and competition",
        "variance inflation factor: 1 without overlap, above 5 they are hard to tell apart",
    ),
    "beta_technology_industry": (
        "Technology and industry performance, coefficient",
        "standard deviations of performance for one of technology, policy support and "
        "competition held equal",
    ),
    "r2_economic": (
        "Explained variation in economic performance",
        "R²: share of the differences in economic performance that go with technology, "
        "algorithmic adaptability and their product",
    ),
    "interaction": (
        "Technology times algorithmic adaptability, coefficient",
        "how much steeper the effect of technology is, in standard deviations, where "
        "adaptability is one standard deviation higher",
    ),
    "partial_interaction": (
        "Share of the rest that the interaction explains",
        "partial R²: of the differences that technology and adaptability leave unexplained, the "
        "share that their product explains; Cohen's f² is this over what is then left",
    ),
    "indirect": (
        "Policy support on cultural influence by way of narrative",
        "a·b: standard deviations of influence for one of policy support",
    ),
    "total_effect": (
        "Policy support on cultural influence, all ways together",
        "standard deviations of influence for one of policy support",
    ),
    "share_mediated": (
        "Share of the effect that goes by way of narrative",
        "indirect over total effect; missing where the direct effect has the other sign, as a "
        "share of more than everything is none",
    ),
    "full_mediation": (
        "Surveys in which the mediation looks full",
        "1 where the direct effect is not significant, else 0",
    ),
    "r_policy_culture": (
        "Policy support and cultural influence, plain correlation",
        "correlation from −1 to 1; with one mediator it is the total effect in standard deviations",
    ),
}

#: The parameters that are correlations.
CORRELATIONS = tuple(PARAMETERS)[:6]

if TYPE_CHECKING:
    #: One array for each name, or one number.
    Surveys = Mapping[str, Any]


@dataclass(frozen=True)
class Limits:
    """What every kept survey keeps to.

    Parameters
    ----------
    respondents : int
        The printed sample.
    policy, competition : Interval
        Printed coefficients on industry performance, cut at ``largest`` where one is open.
    policy_p, competition_p : float
        What their p-values are below, as printed.
    largest : float
        Ours: how far from zero a coefficient is drawn of which no size is printed.
    """

    respondents: int
    policy: Interval
    policy_p: float
    competition: Interval
    competition_p: float
    largest: float


def limits(largest: float = LARGEST) -> Limits:
    """Read from the ledger what every kept survey agrees with.

    Raises
    ------
    ValueError
        If the largest coefficient is not positive.
    """
    if not largest > 0:
        raise ValueError(f"the largest coefficient is more than zero; {largest} is not")
    competition = claim("wang2026-competition-beta").interval
    return Limits(
        respondents=round(claim("wang2026-sample-n").interval.middle),
        policy=claim("wang2026-policy-beta").interval,
        policy_p=claim("wang2026-policy-p").interval.high,
        competition=Interval(max(competition.low, -largest), min(competition.high, largest)),
        competition_p=claim("wang2026-competition-p").interval.high,
        largest=largest,
    )


class Fit(NamedTuple):
    """A regression in closed form: R², t of each coefficient, residual degrees of freedom."""

    r2: Any
    t: Mapping[str, Any]
    df: int


def _t(beta: Any, vif: Any, r2: Any, df: int) -> Any:
    """Return t of a standardised coefficient; NaN where the model cannot exist."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return beta * np.sqrt(df / ((1 - r2) * vif))


def _inflation(surveys: Surveys) -> tuple[Any, Any, Any]:
    """Return the variance inflation factors of policy, technology and competition."""
    pt, pc, tc = (
        surveys[name]
        for name in ("policy_technology", "policy_competition", "technology_competition")
    )
    determinant = 1 - pt**2 - pc**2 - tc**2 + 2 * pt * pc * tc
    return (1 - tc**2) / determinant, (1 - pc**2) / determinant, (1 - pt**2) / determinant


def industry(surveys: Surveys, respondents: int) -> Fit:
    """Fit industry performance on policy support, technology and competition.

    Parameters
    ----------
    surveys : mapping
        :data:`PARAMETERS` by name.
    respondents : int
        The sample; more than four.
    """
    names = ("industry_policy", "industry_technology", "industry_competition")
    p, t, c = (surveys[name] for name in names)
    r2 = (
        p**2
        + t**2
        + c**2
        + 2 * p * t * surveys["policy_technology"]
        + 2 * p * c * surveys["policy_competition"]
        + 2 * t * c * surveys["technology_competition"]
    )
    df = respondents - 4
    vifs = _inflation(surveys)
    ts = {name: _t(surveys[name], vif, r2, df) for name, vif in zip(names, vifs, strict=True)}
    return Fit(r2, ts, df)


def economy(surveys: Surveys, respondents: int) -> Fit:
    """Fit economic performance on technology, algorithmic adaptability and their product.

    The product of two standardised normal variables is unrelated to both and has the variance
    ``1 + ρ²`` [1]_.

    References
    ----------
    .. [1] L. S. Aiken and S. G. West, *Multiple Regression: Testing and Interpreting
       Interactions*, 1991, appendix A.
    """
    t, a, product = (
        surveys[f"economy_{name}"] for name in ("technology", "algorithm", "interaction")
    )
    overlap = surveys["technology_algorithm"]
    vif, spread = 1 / (1 - overlap**2), 1 + overlap**2
    r2 = t**2 + a**2 + 2 * t * a * overlap + product**2 * spread
    df = respondents - 4
    ts = {
        "economy_technology": _t(t, vif, r2, df),
        "economy_algorithm": _t(a, vif, r2, df),
        "economy_interaction": _t(product, 1 / spread, r2, df),
    }
    return Fit(r2, ts, df)


def narrative(surveys: Surveys, respondents: int) -> Fit:
    """Fit symbolic narrative on policy support."""
    r2, df = surveys["a"] ** 2, respondents - 2
    return Fit(r2, {"a": _t(surveys["a"], 1.0, r2, df)}, df)


def culture(surveys: Surveys, respondents: int) -> Fit:
    """Fit cultural influence on symbolic narrative and policy support."""
    a, b, direct = surveys["a"], surveys["b"], surveys["direct"]
    r2, df, vif = b**2 + direct**2 + 2 * a * b * direct, respondents - 3, 1 / (1 - a**2)
    ts = {"b": _t(b, vif, r2, df), "direct": _t(direct, vif, r2, df)}
    return Fit(r2, ts, df)


#: The models of the text, in its order.
MODELS: tuple[Callable[[Surveys, int], Fit], ...] = (industry, economy, narrative, culture)


def p_values(surveys: Surveys, respondents: int) -> dict[str, Any]:
    """Return the two-sided p-value of every coefficient, by the name of the coefficient."""
    import numpy as np
    from scipy.stats import t

    fits = (model(surveys, respondents) for model in MODELS)
    return {name: 2 * t.sf(np.abs(value), fit.df) for fit in fits for name, value in fit.t.items()}


@lru_cache
def _critical(p: float, df: int) -> float:
    """Return the size that t must exceed for a two-sided p-value below ``p``."""
    from scipy.stats import t

    return float(t.isf(p / 2, df))


# ---- drawing -------------------------------------------------------------------------------


def correlations(prior: str, size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw correlations among policy, technology, competition and algorithmic adaptability.

    Parameters
    ----------
    prior : str
        One of :data:`PRIORS`.
    size : int
        Matrices to draw.
    rng : numpy.random.Generator

    Returns
    -------
    dict of str to numpy.ndarray
        The six correlations by name; fewer than ``size`` if some of the prior cannot exist.
    """
    drawn = _PRIORS[prior](size, rng)
    return _kept(drawn, _definite(drawn))


def _lkj(shape: float, size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw from the density det(R)^(shape − 1) over correlation matrices of four variables.

    The C-vine of Lewandowski, Kurowicka and Joe [1]_: partial correlations are independent
    symmetric beta variables, given first one variable fewer and then another.

    References
    ----------
    .. [1] D. Lewandowski, D. Kurowicka and H. Joe, "Generating random correlation matrices
       based on vines and extended onion method", *Journal of Multivariate Analysis* 100 (2009)
       1989-2001.
    """

    def partial_correlations(count: int, given: int) -> np.ndarray:
        # For d variables: shape + (d − 2 − given) / 2, with d = 4.
        ends = shape + 1 - given / 2
        return 2 * rng.beta(ends, ends, (count, size)) - 1

    # The root of the vine is technology: to policy, algorithms, competition.
    p, a, c = partial_correlations(3, given=0)
    pa, ac = partial_correlations(2, given=1)
    [pc] = partial_correlations(1, given=2)
    pc = _less_given(pc, pa, ac)
    return {
        "technology_algorithm": a,
        "policy_technology": p,
        "technology_competition": c,
        "policy_algorithm": _less_given(pa, p, a),
        "competition_algorithm": _less_given(ac, a, c),
        "policy_competition": _less_given(pc, p, c),
    }


def _less_given(partial: Any, first: Any, second: Any) -> Any:
    """Return the correlation of two variables from that given a third, and theirs with it."""
    import numpy as np

    return first * second + partial * np.sqrt((1 - first**2) * (1 - second**2))


def _more_given(plain: Any, first: Any, second: Any) -> Any:
    """Return the correlation of two variables given a third; NaN if the three cannot be."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return (plain - first * second) / np.sqrt((1 - first**2) * (1 - second**2))


def _moderate(size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw each correlation evenly from zero to a moderate one."""
    drawn = rng.uniform(0, MODERATE, (len(CORRELATIONS), size))
    return dict(zip(CORRELATIONS, drawn, strict=True))


_PRIORS: Mapping[str, Callable[[int, np.random.Generator], dict[str, np.ndarray]]] = {
    "uniform": partial(_lkj, 1.0),
    "weak": partial(_lkj, 4.0),
    "positive": _moderate,
}


def _definite(surveys: Surveys) -> Any:
    """Tell which correlations are positive definite: all partial ones lie between −1 and 1."""
    import numpy as np

    a, p, c, pa, ac, pc = (surveys[name] for name in CORRELATIONS)
    pa, ac = _more_given(pa, p, a), _more_given(ac, a, c)
    pc = _more_given(_more_given(pc, p, c), pa, ac)
    return (np.abs(pa) < 1) & (np.abs(ac) < 1) & (np.abs(pc) < 1)


def _kept(surveys: Surveys, keep: np.ndarray) -> dict[str, np.ndarray]:
    return {name: column[keep] for name, column in surveys.items()}


def _many(surveys: Surveys) -> int:
    return len(next(iter(surveys.values())))


def _passes(t: Any, p: float, df: int) -> Any:
    """Tell where a coefficient is positive with a p-value below ``p``; NaN never is."""
    return t > _critical(p, df)


def _cultural(size: int, rng: np.random.Generator, within: Limits) -> dict[str, np.ndarray]:
    """Draw mediations of which both steps are positive and significant.

    Joint significance of both steps is the test of MacKinnon et al. [1]_.

    References
    ----------
    .. [1] D. P. MacKinnon, C. M. Lockwood, J. M. Hoffman, S. G. West and V. Sheets, "A
       comparison of methods to test mediation and other intervening variable effects",
       *Psychological Methods* 7 (2002) 83-104.
    """
    drawn = {
        "a": rng.uniform(0, within.largest, size),
        "b": rng.uniform(0, within.largest, size),
        "direct": rng.uniform(-within.largest, within.largest, size),
    }
    first, second = narrative(drawn, within.respondents), culture(drawn, within.respondents)
    return _kept(
        drawn,
        _passes(first.t["a"], SIGNIFICANT, first.df)
        & _passes(second.t["b"], SIGNIFICANT, second.df),
    )


def _economic(given: Surveys, rng: np.random.Generator, within: Limits) -> dict[str, np.ndarray]:
    """Draw effects of technology that are positive, and more so with adaptability."""
    size = _many(given)
    drawn = {
        **given,
        "economy_technology": rng.uniform(0, within.largest, size),
        "economy_algorithm": rng.uniform(-within.largest, within.largest, size),
        "economy_interaction": rng.uniform(0, within.largest, size),
    }
    fit = economy(drawn, within.respondents)
    return _kept(
        drawn,
        _passes(fit.t["economy_technology"], SIGNIFICANT, fit.df)
        & _passes(fit.t["economy_interaction"], SIGNIFICANT, fit.df),
    )


def _industrial(given: Surveys, rng: np.random.Generator, within: Limits) -> dict[str, np.ndarray]:
    """Draw effects on industry performance as printed; that of technology is free."""
    size = _many(given)
    drawn = {
        **given,
        "industry_policy": rng.uniform(within.policy.low, within.policy.high, size),
        "industry_technology": rng.uniform(-within.largest, within.largest, size),
        "industry_competition": rng.uniform(within.competition.low, within.competition.high, size),
    }
    fit = industry(drawn, within.respondents)
    return _kept(
        drawn,
        _passes(fit.t["industry_policy"], within.policy_p, fit.df)
        & _passes(-fit.t["industry_competition"], within.competition_p, fit.df),
    )


def _agreeing(prior: str, within: Limits, rng: np.random.Generator) -> np.ndarray:
    """Propose a batch and return what agrees with the text, shape (parameters, surveys).

    Each step draws for those only that the steps before have kept. Since all draws are
    independent this keeps the same surveys as drawing everything first, only sooner.
    """
    import numpy as np

    mediations = _cultural(BATCH, rng, within)
    drawn = correlations(prior, _many(mediations), rng)
    # Some correlations of a prior may not exist; mediations have nothing to do with them.
    drawn |= {name: column[: _many(drawn)] for name, column in mediations.items()}
    for step in (_economic, _industrial):
        drawn = step(drawn, rng, within)
    return np.stack([drawn[name] for name in PARAMETERS])


def _surveys(block: Block, prior: str, within: Limits) -> np.ndarray:
    """Return a block of kept surveys, shape (parameters, surveys)."""
    import numpy as np

    rng, parts, found = block.rng(), [], 0
    while found < block.count:
        parts.append(_agreeing(prior, within, rng))
        found += parts[-1].shape[1]
        if not found and len(parts) == HOPELESS:
            raise ValueError(f"of {HOPELESS * BATCH:,} surveys none agrees with what is printed")
    return np.concatenate(parts, axis=1)[:, : block.count]


def surveys(
    count: int,
    prior: str,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
    largest: float = LARGEST,
) -> pd.DataFrame:
    """Draw surveys that agree with everything the text prints.

    Parameters
    ----------
    count : int
        Surveys to keep.
    prior : str
        One of :data:`PRIORS`.
    seed : int
        The same seed gives the same surveys on any number of processes; the first of many are
        those of fewer.
    scheduler, processes
        As in :func:`microdrama.ecosystem.parallel.gather`.
    largest : float
        How far from zero coefficients are drawn of which the text prints no size. It matters
        for what they explain as much as the prior does.

    Returns
    -------
    pandas.DataFrame
        One row a survey, one column a parameter, as in :data:`PARAMETERS`.

    Raises
    ------
    ValueError
        If there is no such prior, the largest coefficient is not positive, or no survey agrees
        with what is printed.

    Notes
    -----
    Correlations come from the prior. Coefficients are drawn evenly from their printed interval,
    from all positive or negative values up to ``largest`` where the text gives a sign, and from
    both where it gives none. Nothing is weighted afterwards.
    """
    import numpy as np
    import pandas as pd

    if prior not in PRIORS:
        raise ValueError(f"there is no prior “{prior}”; there are {', '.join(PRIORS)}")
    draw = partial(_surveys, prior=prior, within=limits(largest))
    parts = gather(draw, blocks(count, BLOCK, seed), scheduler, processes)
    return pd.DataFrame(dict(zip(PARAMETERS, np.concatenate(parts, axis=1), strict=True)))


# ---- what is left open ---------------------------------------------------------------------


def quantities(surveys: Surveys, respondents: int) -> pd.DataFrame:
    """Compute what the text leaves open, for surveys given by their parameters.

    Parameters
    ----------
    surveys : mapping of str to array
        :data:`PARAMETERS` by name, one value a survey.
    respondents : int
        The sample.

    Returns
    -------
    pandas.DataFrame
        One row a survey, one column a quantity, as in :data:`QUANTITIES`.
    """
    import numpy as np
    import pandas as pd

    s = surveys
    p, t, c = (s[f"industry_{name}"] for name in ("policy", "technology", "competition"))
    economic, spread = economy(s, respondents), 1 + s["technology_algorithm"] ** 2
    added = s["economy_interaction"] ** 2 * spread
    effect, direct = s["a"] * s["b"], s["direct"]
    last = culture(s, respondents)
    found = {
        "r2_industry": industry(s, respondents).r2,
        "r_policy_industry": p + t * s["policy_technology"] + c * s["policy_competition"],
        "beta_competition": c,
        "r_competition_industry": (
            c + p * s["policy_competition"] + t * s["technology_competition"]
        ),
        "r_policy_competition": s["policy_competition"],
        "vif_policy": _inflation(s)[0],
        "beta_technology_industry": t,
        "r2_economic": economic.r2,
        "interaction": s["economy_interaction"],
        "partial_interaction": added / (added + 1 - economic.r2),
        "indirect": effect,
        "total_effect": effect + direct,
        "share_mediated": np.where(effect * direct >= 0, effect / (effect + direct), np.nan),
        "full_mediation": np.abs(last.t["direct"]) <= _critical(SIGNIFICANT, last.df),
        "r_policy_culture": effect + direct,
    }
    return pd.DataFrame({name: np.atleast_1d(found[name]) for name in QUANTITIES}, dtype=float)


def sample(
    count: int,
    prior: str,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
    largest: float = LARGEST,
) -> pd.DataFrame:
    """Draw compatible surveys and return what differs between them.

    Parameters and errors are those of :func:`surveys`.

    Returns
    -------
    pandas.DataFrame
        One row a kept survey, one column a quantity, as in :data:`QUANTITIES`.
    """
    found = surveys(count, prior, seed, scheduler, processes, largest)
    return quantities(found, limits().respondents)


def summary(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the range of every quantity over compatible surveys.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`sample`; missing shares are left out.

    Returns
    -------
    pandas.DataFrame
        One row a quantity; ``2.5%``, ``50%``, ``97.5%``, ``min``, ``max``, and ``mean``, which
        is a share of surveys where the quantity is 0 or 1.
    """
    shares = {"2.5%": (1 - CONFIDENCE) / 2, "50%": 0.5, "97.5%": (1 + CONFIDENCE) / 2}
    ends = frame.quantile(list(shares.values())).T.set_axis(list(shares), axis="columns")
    return ends.assign(min=frame.min(), max=frame.max(), mean=frame.mean())


#: Names of the columns of a summary that a machine can use.
_KEYS = {"2.5%": "low", "50%": "median", "97.5%": "high"}


def as_json(frames_by_prior: Mapping[str, pd.DataFrame], seed: int) -> dict[str, Any]:
    """Return what compatible surveys leave open as plain data.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    seed : int
        Where their random numbers started.

    Returns
    -------
    dict
        ``n``, ``count``, ``seed``, ``finding``, and
        ``compatible.<prior>.<quantity>.{low,median,high,min,max,mean}``: the middle 95%, all,
        and the mean, which is a share where the quantity is 0 or 1. A quantity that no survey
        has is null.
    """
    count = len(next(iter(frames_by_prior.values())))
    spans = {prior: summary(frame) for prior, frame in frames_by_prior.items()}
    return {
        "n": limits().respondents,
        "count": count,
        "seed": seed,
        "finding": finding(frames_by_prior),
        "compatible": {
            prior: {
                name: None if span.loc[name].isna().any() else row
                for name, row in span.rename(columns=_KEYS).to_dict("index").items()
            }
            for prior, span in spans.items()
        },
    }


def as_text(frames_by_prior: Mapping[str, pd.DataFrame], seed: int) -> str:
    """Return what compatible surveys leave open as text: a table for each prior, the findings.

    Parameters
    ----------
    frames_by_prior, seed
        As in :func:`as_json`.
    """
    count = len(next(iter(frames_by_prior.values())))
    lines = [
        f"Surveys that agree with all that the text prints: {count:,} for each prior, seed {seed}",
        "They are drawn, not collected: nobody gave these answers.",
    ]
    for prior, frame in frames_by_prior.items():
        rows = summary(frame)[[*_KEYS, "mean"]].rename(index=lambda name: QUANTITIES[name][0])
        table = rows.to_string(na_rep="–", float_format="{:.3f}".format)
        lines += ["", f"{prior}: {PRIORS[prior]}", *(f"  {line}" for line in table.splitlines())]
    return "\n".join([*lines, "", finding(frames_by_prior), fullness(frames_by_prior), ""])


def across(frames: Iterable[pd.DataFrame], quantity: str) -> Interval:
    """Return an interval that holds the middle 95% of a quantity under every prior.

    Parameters
    ----------
    frames : iterable of pandas.DataFrame
        As from :func:`sample`, one a prior.
    quantity : str
        One of :data:`QUANTITIES`.
    """
    ends = [summary(frame[[quantity]]).iloc[0] for frame in frames]
    low, high = min(end["2.5%"] for end in ends), max(end["97.5%"] for end in ends)
    return Interval(float(low), float(high))


def finding(frames_by_prior: Mapping[str, pd.DataFrame], largest: float = LARGEST) -> str:
    """Say in one sentence what the printed numbers leave open, whatever the prior.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    largest : float
        The largest coefficient that they were drawn with.
    """
    frames = list(frames_by_prior.values())
    explained, plain = (across(frames, name) for name in ("r2_industry", "r_policy_industry"))
    low, high = (f"{end:.2f}".replace("-", "\N{MINUS SIGN}") for end in (plain.low, plain.high))
    ways = "With the one way" if len(frames) == 1 else f"With each of {WORDS[len(frames)]} ways"
    return (
        f"{ways} of drawing correlations, and coefficients drawn evenly up to {largest:g}, at "
        f"least {CONFIDENCE:.0%} of the surveys that agree with everything the text prints let "
        f"policy support, technology and competition explain between {explained.low:.0%} and "
        f"{explained.high:.0%} of the differences in industry performance, and at least "
        f"{CONFIDENCE:.0%} have a plain correlation of policy support with it between {low} and "
        f"{high}."
    )


def fullness(frames_by_prior: Mapping[str, pd.DataFrame]) -> str:
    """Say in how many compatible surveys the mediation would be called full.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    """
    shares = [
        float(summary(frame[["full_mediation"]])["mean"].iloc[0])
        for frame in frames_by_prior.values()
    ]
    low, high = f"{min(shares):.0%}", f"{max(shares):.0%}"
    often = low if low == high else f"{low} to {high}"
    return (
        f"Could the mediation be full? In {often} of the surveys that agree with everything the "
        "text prints, what goes directly from policy to culture cannot be told from zero; there "
        "it would be called full. In the others it is partial, or the two ways work against "
        "each other."
    )


def smallest_detectable(power: float = 0.8) -> float:
    """Return the smallest standardised effect that the printed sample finds with this power.

    The coefficient of one predictor that overlaps with no other; see
    :func:`microdrama.evidence.power.detectable`.
    """
    return detectable(limits().respondents, 1, power, SIGNIFICANT) ** 0.5


def ceiling(mean: float, low: int, high: int, spreads: Iterable[float]) -> pd.DataFrame:
    """Say what a bounded answer scale with a printed mean does to any correlation.

    What respondents feel is taken as normal, and an answer as the nearest point of the scale.

    Parameters
    ----------
    mean : float
        Printed mean of the answers, inside the scale.
    low, high : int
        Ends of the answer scale.
    spreads : iterable of float
        Standard deviations of what is felt, in points of the scale.

    Returns
    -------
    pandas.DataFrame
        One row a spread: ``spread``; ``location``, the mean of what is felt; ``attenuation``,
        the correlation of felt and answered, by which every correlation of the answers is
        smaller; ``top``, the share of answers at the upper end; ``deviation`` and ``skewness``
        of the answers.

    Raises
    ------
    ValueError
        If the mean lies outside the scale, or a spread is not positive.

    Notes
    -----
    With thresholds τ in standard deviations of what is felt, felt and answered have the
    covariance Σφ(τ), as in the polyserial correlation [1]_.

    References
    ----------
    .. [1] U. Olsson, F. Drasgow and N. J. Dorans, "The polyserial correlation coefficient",
       *Psychometrika* 47 (1982) 337-347.
    """
    import pandas as pd

    if not low < mean < high:
        raise ValueError(f"a mean of {mean} does not lie inside a scale from {low} to {high}")
    return pd.DataFrame([_answered(mean, low, high, spread) for spread in spreads])


def _answered(mean: float, low: int, high: int, spread: float) -> dict[str, float]:
    """Find where what is felt must lie, and describe the answers that it gives."""
    import numpy as np
    from scipy.optimize import brentq
    from scipy.stats import norm

    if not spread > 0:
        raise ValueError(f"a spread is more than zero; {spread} is not")
    points = np.arange(low, high + 1)
    cuts = points[:-1] + 0.5

    def too_high(location: float) -> float:
        return low + norm.sf(cuts, location, spread).sum() - mean

    # Forty standard deviations out the normal distribution is zero in double precision.
    location = brentq(too_high, low - 40 * spread, high + 40 * spread, xtol=1e-13)
    shares = -np.diff(norm.sf(cuts, location, spread), prepend=1, append=0)
    deviation = float(np.sqrt(shares @ (points - mean) ** 2))
    return {
        "spread": spread,
        "location": location,
        "attenuation": float(norm.pdf((cuts - location) / spread).sum()) / deviation,
        "top": float(shares[-1]),
        "deviation": deviation,
        "skewness": float(shares @ (points - mean) ** 3) / deviation**3,
    }
