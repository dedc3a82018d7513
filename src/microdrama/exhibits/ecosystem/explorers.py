"""And if …? Four questions to the survey's models, each a formula in closed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.reconstruction import assumptions
from microdrama.ecosystem.words import region
from microdrama.evidence.ledger import claim, short
from microdrama.formulas import log, normal_cdf, sqrt, where
from microdrama.intake.text import listed
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import numpy as np
    import pandas as pd

    from microdrama.ecosystem.models import Moderation, Paths
    from microdrama.ecosystem.survey_in_use import SurveyInUse

Chart = Callable[[int], "alt.TopLevelMixin"]


def _text() -> str:
    return short("wang2026")


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


#: Rows of the regression explorer, from top to bottom.
PREDICTORS = ["Policy support", "Technological maturity", "Market competition"]


def regression_explorer(chart: Chart) -> Explorer:
    """Return the explorer of the regression.

    The default has the printed coefficient, the printed number of respondents, and scores
    without noise.
    """
    import pandas as pd

    assumed = assumptions()
    printed = claim("wang2026-policy-beta")
    betas = [
        printed.interval.middle,
        assumed["technology-industry"],
        assumed["competition-industry"],
    ]
    base = pd.DataFrame(
        {
            "predictor": PREDICTORS,
            "beta": betas,
            "beta_sum": sum(betas),
            "square_sum": sum(beta**2 for beta in betas),
            "kind": ["reported", "assumed", "assumed"],
        }
    )
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
        chart=chart,
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
        sources=[f"{_text()} for the coefficient of policy support; the other two are assumed"],
        kinds=("reported", "recomputed", "assumed"),
        note="True coefficients as in the default; intervals at 95%.",
    )


# ---- (b) technology and algorithm ------------------------------------------------------------


def slope_explorer(found: Moderation, whose: SurveyInUse, chart: Chart) -> Explorer:
    """Return the explorer of technology's slope by algorithmic adaptability.

    Parameters
    ----------
    found : Moderation
        The fitted moderation.
    whose : SurveyInUse
        Whose survey it is.
    chart : callable
        From a width to a chart.
    """
    import numpy as np
    import pandas as pd

    base = pd.DataFrame({"level": np.round(np.arange(1, 5.01, 0.1), 1)}).assign(
        n=found.n,
        centre=found.mean,
        slope=found.slope,
        interaction=found.interaction,
        slope_variance=found.slope_se**2,
        steep_variance=found.interaction_se**2,
        covariance=found.covariance,
    )
    said = (
        "With {respondents:,.0f} respondents and at level {chosen_level:.2f}, one more point of "
        "technology goes with {chosen:.2f} points of economic performance, between "
        "{chosen_low:.2f} and {chosen_high:.2f}"
    )
    return Explorer(
        name="technology-slope",
        title="How much does technology pay at which level of algorithmic adaptability?",
        alt=(
            f"A {'rising' if found.interaction > 0 else 'falling'} line: the slope of technology "
            "by level of algorithmic adaptability, in a band that is its interval. A level line "
            f"stands at zero. {region(found)}"
        ),
        controls=(
            Slider(
                "chosen_level",
                "Level of algorithmic adaptability",
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
        chart=chart,
        sentences={
            "apart": said + ".",
            "open": said + ": it may be zero.",
        },
        columns={
            "level": "Adaptability",
            "value": "Slope of technology",
            "low": "At least",
            "high": "At most",
            "apart": "Compared with zero",
        },
        sources=[whose.label],
        kinds=(whose.kind, "assumed"),
        note=whose.caption,
    )


# ---- (c) mediation ---------------------------------------------------------------------------


#: Rows of the mediation explorer, from top to bottom.
PATHS = [
    "Policy → symbols",
    "Symbols → culture",
    "Policy → culture directly",
    "Policy → symbols → culture",
    "Policy → culture in all",
]


def _sides(sizes: Mapping[str, float]) -> str:
    """Say which sizes lie below zero and which is the lowest."""
    below = [f"“{name}”" for name, size in sizes.items() if size < 0]
    lowest = min(sizes, key=sizes.__getitem__)
    if not below:
        return f"all lie above zero, “{lowest}” lowest."
    if len(below) == len(sizes):
        return f"all lie below zero, “{lowest}” lowest."
    return f"{listed(below)} {'lies' if len(below) == 1 else 'lie'} below zero, the others above."


def mediation_explorer(found: Paths, whose: SurveyInUse, chart: Chart) -> Explorer:
    """Return the explorer of the mediation, from the standardised paths of a survey.

    Parameters
    ----------
    found : Paths
        All paths at once.
    whose : SurveyInUse
        Whose survey it is.
    chart : callable
        From a width to a chart.
    """
    import pandas as pd

    beta = found.paths.set_index(["outcome", "predictor"])["beta"]
    a = float(beta["symbolic_narrative", "policy_support"])
    b = float(beta["cultural_influence", "symbolic_narrative"])
    direct = float(beta["cultural_influence", "policy_support"])
    controls = (
        _path("a", "Policy to symbols (a)", a),
        _path("b", "Symbols to culture (b)", b),
        _path("direct", "Policy to culture directly (c′)", direct),
        _respondents(found.n),
    )
    base = pd.DataFrame({"path": ["a", "b", "direct", "indirect", "total"], "label": PATHS})
    base = base.assign(kind=whose.kind, **{f"own_{c.name}": c.default for c in controls[:3]})
    sizes = dict(zip(PATHS, (a, b, direct, a * b, a * b + direct), strict=True))
    said = (
        "Of one standard deviation more policy support {indirect:.2f} standard deviations of "
        "cultural influence arrive by way of symbols; with {respondents:,.0f} respondents the "
        "interval runs from {indirect_low:.2f} to {indirect_high:.2f}"
    )
    return Explorer(
        name="mediation",
        title="How much of policy reaches culture by way of symbols?",
        alt=(
            "Five paths, each with its size as a mark and its interval as a line; a level line "
            f"stands at zero. In the default {_sides(sizes)}"
        ),
        controls=controls,
        base=base,
        derive=mediated,
        chart=chart,
        sentences={
            "mediated": said + ". That is {share:.0%} of the whole effect.",
            "against": said + ". The direct effect goes the other way.",
            "open": said + ", so it may be zero.",
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
        sources=[f"{whose.label} for the default", "the text prints none of these paths"],
        kinds=(whose.kind, "assumed"),
        note=f"{whose.caption} Intervals by the delta method; the tables use the bootstrap.",
    )


# ---- (d) compatible surveys ------------------------------------------------------------------

#: The ways of drawing correlations, in few words.
BELIEFS = {
    "uniform": "any, all alike",
    "weak": "of either sign, mostly weak",
    "positive": "moderate and positive",
}

#: Bars of a histogram.
BINS = 40

#: What bars leave out at either end: next to nothing, or what lies outside of every prior's
#: interval where one bar would hold this share of all, because a few draws lie far out.
OUTER, CROWDED = 0.001, 0.3


def compatible_explorer(
    counted: pd.DataFrame,
    quantities: Mapping[str, tuple[str, str]],
    ours: Mapping[str, float],
    chart: Chart,
    whose: str = "The reconstructed survey",
) -> Explorer:
    """Return the explorer of compatible surveys.

    Parameters
    ----------
    counted : pandas.DataFrame
        What :func:`histograms` returns.
    quantities : mapping
        Names and descriptions, as in :mod:`microdrama.ecosystem.compatible`.
    ours : mapping of str to float
        Where a survey sits, by quantity; those it lacks are left out.
    chart : callable
        From a width to a chart.
    whose : str
        Which survey that is.
    """
    shown = {name: words for name, words in quantities.items() if name in ours}
    base = counted[counted["quantity"].isin(shown)].assign(
        whose=whose,
        ours=lambda rows: rows["quantity"].map(ours),
        title=lambda rows: rows["quantity"].map({name: words[0] for name, words in shown.items()}),
        says=lambda rows: rows["yes_or_no"].map({True: "yes or no", False: "range"}),
        belongs=lambda rows: rows["ours"].map(lambda own: "one" if own else "none"),
    )
    first = base.iloc[0]
    ends = base.loc[base["quantity"] == first["quantity"], ["start", "end"]]
    return Explorer(
        name="compatible",
        title="What else could the survey have shown?",
        alt=(
            "A histogram of one quantity over all surveys that agree with the text, with a mark "
            f"where one survey sits. In the default the quantity is “{first['title']}”; the bars "
            f"run from {ends['start'].min():.2f} to {ends['end'].max():.2f}."
        ),
        controls=(
            Choice("wanted", "Quantity", tuple((name, words[0]) for name, words in shown.items())),
            Choice("belief", "Correlations among the causes", tuple(BELIEFS.items())),
        ),
        base=base.reset_index(drop=True),
        keep=lambda settings, row: (
            (row.quantity == settings.wanted) & (row.prior == settings.belief)
        ),
        derive=lambda settings, row: {"case": row.says},
        chart=chart,
        sentences={
            "range": "{title}: in 95% of the surveys that agree with the text it lies between "
            "{low:.2f} and {high:.2f}. {whose} has {ours:.2f}.",
            "yes or no": "{title}: {average:.0%} of those that agree with the text. {whose} is "
            "{belongs} of these.",
        },
        columns={"start": "At least", "end": "Below", "share": "Share of surveys, %"},
        sources=[f"surveys drawn to agree with everything that {_text()} prints"],
        kinds=("reconstructed",),
        note="Drawn, not collected. Each bar is a share of the surveys that agree; the outermost "
        "are left out. Dashed: the ends of 95%. Where the answer is yes (1) or no (0) there are "
        "two bars, and dashed is the share of yes.",
    )
