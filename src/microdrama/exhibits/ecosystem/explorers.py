"""And if …? Questions to the survey's models, each a formula in closed form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import ecosystem as draw
from microdrama.ecosystem.what_if import mediated, regression_estimates, slopes
from microdrama.evidence.ledger import claim
from microdrama.evidence.ledger import short as short_name
from microdrama.exhibits.ecosystem.names import lower, short, title, way
from microdrama.exhibits.ecosystem.sentences import region
from microdrama.exhibits.ecosystem.tables import slope_heading
from microdrama.intake.text import listed
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.models import Mediation, Moderation
    from microdrama.ecosystem.survey_in_use import SurveyInUse


def _respondents(default: float) -> Slider:
    low, high = min(20, default), max(2000, default)
    return Slider("respondents", "Respondents", "people", low, high, 1, default, ",.0f")


def _path(name: str, label: str, found: float) -> Slider:
    # With a path of one there is nothing left that an error could be computed from.
    default = round(max(-0.99, min(0.99, found)), 2)
    low, high = min(-0.9, default), max(0.9, default)
    return Slider(name, label, "standard deviations", low, high, 0.01, default, ".2f")


# ---- (a) the regression ----------------------------------------------------------------------


_COMES_OUT = (
    "With {respondents:,.0f} respondents the coefficient of policy support comes out at "
    "{estimate:.2f}, between {low:.2f} and {high:.2f}; "
)
_EXPLAINS = "The model explains {explained:.0%} of the differences."


def regression_explorer(betas: pd.DataFrame) -> Explorer:
    """Return the explorer of the regression.

    Long because it is one declaration.

    The default has the printed coefficient, the printed number of respondents, and scores
    without noise.

    Parameters
    ----------
    betas : pandas.DataFrame
        What :func:`microdrama.ecosystem.industry_betas` returns.
    """
    base = betas.assign(
        predictor=betas["predictor"].map(title),
        beta_sum=betas["beta"].sum(),
        square_sum=(betas["beta"] ** 2).sum(),
    )
    order = base["predictor"].to_list()
    return Explorer(
        name="regression",
        title="What would the regression show?",
        alt=(
            "Three predictors of industry performance, each with its coefficient as a mark and "
            "its interval as a line; a level line stands at zero. In the default policy support "
            "lies well to the right of zero, competition to the left."
        ),
        controls=(
            _respondents(claim("wang2026-sample-n").interval.middle),
            Slider(
                "overlap", "Correlation among the predictors", "correlation", 0, 0.9, 0.01, 0, ".2f"
            ),
            Slider("reliability", "Reliability of every score", "share", 0.4, 1, 0.01, 1, ".2f"),
        ),
        base=base,
        derive=regression_estimates,
        chart=partial(draw.intervals, label="predictor", order=order, title="Coefficient (beta)"),
        sentences={
            "below": _COMES_OUT + "its p-value is below 0.001, as printed. " + _EXPLAINS,
            "above": _COMES_OUT + "its p-value is {p:.3f}, not below 0.001. " + _EXPLAINS,
        },
        columns={
            "predictor": "Predictor",
            "estimate": "Coefficient",
            "low": "From",
            "high": "To",
            "p": "p-value",
            "inflated": "Variance inflation",
            "mark": "Kind of number",
        },
        sources=[
            f"{short_name('wang2026')} for the coefficient of policy support; the other two are "
            "assumed"
        ],
        kinds=("reported", "recomputed", "assumed"),
        note="True coefficients as printed or assumed; intervals at 95%.",
        tries="Let the predictors overlap more and more, and see when the p-value of policy stops "
        "being below the printed bound.",
    )


# ---- (b) technology and algorithm ------------------------------------------------------------


def slope_explorer(found: Moderation, survey: SurveyInUse) -> Explorer:
    """Return the explorer of a slope by level of its moderator.

    Long because it is one declaration.

    Parameters
    ----------
    found : Moderation
        The fitted moderation.
    survey : SurveyInUse
        Whose survey it is.
    """
    import numpy as np
    import pandas as pd

    focal, moderator = short(found.focal), lower(found.moderator)

    base = pd.DataFrame({"level": np.round(np.arange(1, 5.01, 0.1), 1)}).assign(
        n=found.n,
        centre=found.mean,
        slope=found.slope,
        interaction=found.interaction,
        slope_variance=found.slope_se**2,
        steep_variance=found.interaction_se**2,
        covariance=found.covariance,
    )
    at_level = (
        "With {respondents:,.0f} respondents and at level {chosen_level:.2f}, one more point of "
        f"{focal} goes with {{chosen:.2f}} points of {lower(found.outcome)}, between "
        "{chosen_low:.2f} and {chosen_high:.2f}"
    )
    return Explorer(
        name="technology-slope",
        title=f"How much does {focal} pay at which level of {moderator}?",
        alt=(
            f"A {'rising' if found.interaction > 0 else 'falling'} line: the slope of {focal} "
            f"by level of {moderator}, in a band that is its interval. A level line "
            f"stands at zero. {region(found)}"
        ),
        controls=(
            Slider(
                "chosen_level",
                f"Level of {moderator}",
                "points of the scale",
                1,
                5,
                0.05,
                round(found.mean * 20) / 20,
                ".2f",
            ),
            _respondents(found.n),
        ),
        base=base,
        derive=slopes,
        chart=partial(
            draw.slope,
            level=f"{title(found.moderator)} (points of the scale)",
            slope=slope_heading(found),
        ),
        sentences={"apart": at_level + ".", "open": at_level + ": it may be zero."},
        columns={
            "level": short(found.moderator).capitalize(),
            "value": slope_heading(found),
            "low": "At least",
            "high": "At most",
            "apart": "Compared with zero",
        },
        sources=[survey.label],
        kinds=(survey.kind, "assumed"),
        note=survey.caption,
        tries=f"Move the level down until {focal} may not pay at all, then ask how many "
        "respondents it would take to tell.",
        own_case=None,
    )


# ---- (c) mediation ---------------------------------------------------------------------------


def path_labels(found: Mediation) -> list[str]:
    """Return the rows of the mediation explorer, from top to bottom."""
    predictor, mediator, outcome = _ends(found)
    return [
        f"{predictor} → {mediator}",
        f"{mediator.capitalize()} → {outcome}",
        f"{predictor} → {outcome} directly",
        f"{predictor} → {mediator} → {outcome}",
        f"{predictor} → {outcome} in all",
    ]


def _ends(found: Mediation) -> tuple[str, str, str]:
    return short(found.predictor).capitalize(), way(found.mediator), short(found.outcome)


def _sides(sizes: Mapping[str, float]) -> str:
    """Say which sizes lie below zero and which is the lowest."""
    below = [f"“{name}”" for name, size in sizes.items() if size < 0]
    lowest = min(sizes, key=sizes.__getitem__)
    if not below:
        return f"all lie above zero, “{lowest}” lowest."
    if len(below) == len(sizes):
        return f"all lie below zero, “{lowest}” lowest."
    return f"{listed(below)} {'lies' if len(below) == 1 else 'lie'} below zero, the others above."


def mediation_explorer(
    found: Mediation, paths: tuple[float, float, float], survey: SurveyInUse
) -> Explorer:
    """Return the explorer of a mediation, from its standardised paths.

    Long because it is one declaration.

    Parameters
    ----------
    found : Mediation
        Which constructs it joins, and of how many respondents.
    paths : (float, float, float)
        ``a``, ``b`` and the direct effect, in standard deviations.
    survey : SurveyInUse
        Whose survey it is.
    """
    import pandas as pd

    a, b, direct = paths
    predictor, mediator, outcome = _ends(found)
    controls = (
        _path("a", f"{predictor} to {mediator} (a)", a),
        _path("b", f"{mediator.capitalize()} to {outcome} (b)", b),
        _path("direct", f"{predictor} to {outcome} directly (c′)", direct),
        _respondents(found.n),
    )
    labels = path_labels(found)
    base = pd.DataFrame({"path": ["a", "b", "direct", "indirect", "total"], "label": labels})
    base = base.assign(kind=survey.kind, **{f"own_{c.name}": c.default for c in controls[:3]})
    sizes = dict(zip(labels, (a, b, direct, a * b, a * b + direct), strict=True))
    arrives = (
        f"Of one standard deviation more {lower(found.predictor)} {{indirect:.2f}} standard "
        f"deviations of {lower(found.outcome)} arrive by way of {mediator}; with "
        "{respondents:,.0f} respondents the interval runs from {indirect_low:.2f} to "
        "{indirect_high:.2f}"
    )
    return Explorer(
        name="mediation",
        title=f"How much of {predictor.lower()} reaches {outcome} by way of {mediator}?",
        alt=(
            "Five paths, each with its size as a mark and its interval as a line; a level line "
            f"stands at zero. In the default {_sides(sizes)}"
        ),
        controls=controls,
        base=base,
        derive=mediated,
        chart=partial(
            draw.intervals,
            label="label",
            order=labels,
            title="Standard deviations",
            value="value",
        ),
        sentences={
            "mediated": arrives + ". That is {share:.0%} of the whole effect.",
            "against": arrives + ". The direct effect goes the other way.",
            "open": arrives + ", so it may be zero.",
            "impossible": "No survey can have these three paths: they would explain more than "
            "all there is.",
        },
        columns={
            "label": "Path",
            "value": "Size",
            "low": "At least",
            "high": "At most",
            "mark": "Kind of number",
        },
        sources=[f"{survey.label} for the default", "the text prints none of these paths"],
        kinds=(survey.kind, "assumed"),
        note=f"{survey.caption} Intervals by the delta method; the tables use the bootstrap.",
        tries="Move the direct path to zero and on below it, and see what share of the whole "
        f"effect goes by way of {mediator}.",
        own_case=None,
    )
