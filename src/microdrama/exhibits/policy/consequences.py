"""What would follow: scenarios with the survey's coefficients, and what a hidden cause undoes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits.ecosystem import PRIOR_LABELS
from microdrama.policy import scenarios, sensitivity
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd


# ---- scenarios ---------------------------------------------------------------------------------

_UNIT = "standard deviations"

_CHANGE = (
    "{outcome} goes with a change of {value:.2f} standard deviations; over all surveys that "
    "agree with the text (correlations among the causes: {belief}) the change lies between "
    "{low:.2f} and {high:.2f}"
)


def what_if(changes: pd.DataFrame) -> Explorer:
    """Return the explorer of scenarios; it opens with more policy support and nothing else.

    Parameters
    ----------
    changes : pandas.DataFrame
        What :func:`microdrama.policy.scenarios.changes` returns.
    """
    priors = tuple((prior, PRIOR_LABELS[prior]) for prior in changes["prior"].unique())
    # The last outcome is the one of which most is open.
    outcomes = tuple((name, name.lower()) for name in reversed(scenarios.OUTCOMES))
    return Explorer(
        name="what-if",
        title="What would go with more support, less pressure, more training, deeper symbols?",
        alt=(
            "Three outcomes, each with its change as a mark and its interval as a line; a level "
            "line stands at zero. With one standard deviation more policy support industry "
            "performance stands at the printed coefficient, economic performance at zero, and the "
            "line of cultural influence runs far to both sides of zero."
        ),
        controls=(
            *_causes(),
            Choice("focus", "Say the result for", outcomes),
            Choice("correlations", "Correlations among the causes", priors),
        ),
        base=changes.assign(belief=changes["prior"].map(PRIOR_LABELS)),
        keep=scenarios.nearest,
        derive=scenarios.response,
        chart=partial(draw.changes, scenarios.OUTCOMES),
        sentences={
            "still": "{outcome} does not move: nothing that acts on it in the model is moved.",
            "moved": _CHANGE + ".",
            "open": _CHANGE + ", so not even its direction is settled.",
        },
        columns={
            "outcome": "Outcome",
            "value": "Change, standard deviations",
            "low": "At least",
            "high": "At most",
            "mark": "Kind of number",
        },
        sources=[f"surveys drawn to agree with everything that {short('wang2026')} prints"],
        kinds=("reconstructed", "assumed"),
        note="Associations in one model, not effects. Intervals hold 95% of the drawn surveys.",
        tries="Move one cause at a time and watch which outcome follows, and how wide it is open.",
        own_case=None,
    )


def _causes() -> tuple[Slider, ...]:
    return (
        Slider("policy", "More policy support", _UNIT, 0, 2, 0.1, 1, ".1f"),
        Slider("competition", "Less pressure of competition", _UNIT, 0, 2, 0.1, 0, ".1f"),
        Slider("training", "More training in algorithms", _UNIT, 0, 2, 0.1, 0, ".1f"),
        Slider(
            "technology",
            "Technology of those who are trained",
            f"{_UNIT} from average",
            -1,
            1,
            0.1,
            0,
            ".1f",
        ),
        Slider("depth", "More symbolic depth", _UNIT, 0, 2, 0.1, 0, ".1f"),
    )


# ---- a hidden common cause ---------------------------------------------------------------------

#: Surveys by the quantile of their t-value: id, and what a reader calls them.
_SURVEYS = {
    0.5: ("middle", "the middle one"),
    0.025: ("weak", "one of the least precise"),
    0.975: ("strong", "one of the most precise"),
}

#: Policy support at the left, performance at the right, what is hidden above.
_ARROWS = (
    {"arrow": "effect", "words": "policy → performance", "x": 0.0, "y": 1.0, "x2": 2.0, "y2": 1.0},
    {"arrow": "cause", "words": "hidden – policy", "x": 1.0, "y": 0.0, "x2": 0.0, "y2": 1.0},
    {"arrow": "outcome", "words": "hidden → performance", "x": 1.0, "y": 0.0, "x2": 2.0, "y2": 1.0},
)

_WOULD_BE = (
    "With a hidden cause of this strength the coefficient of policy support would be {left:.2f}, "
    "between {low:.2f} and {high:.2f}: "
)
_EXPLAINS = (
    " The hidden cause explains {r2_predictor:.0%} of policy support and {r2_outcome:.0%} of "
    "performance."
)


def hidden_cause(t_values: pd.Series, df: int) -> Explorer:
    """Return the explorer that draws a hidden cause into the diagram.

    Parameters
    ----------
    t_values : pandas.Series
        Quantiles (0.5, 0.025 and 0.975) of the t-value of policy support over surveys that agree
        with the text. It prints no standard error, so t is open too.
    df : int
        Residual degrees of freedom of the printed regression.
    """
    return Explorer(
        name="hidden-cause",
        title="How strong would a hidden common cause have to be?",
        alt=(
            "A diagram: policy support at the left, industry performance at the right, something "
            "hidden above. Arrows lead from what is hidden to both, and from policy support to "
            "performance with its coefficient. It opens with a hidden cause that explains a tenth "
            "of what is left unexplained of both."
        ),
        controls=_assumptions(t_values),
        base=_diagram(t_values, df),
        keep=lambda settings, row: row.survey == settings.precision,
        derive=sensitivity.with_confounder,
        chart=draw.confounder,
        sentences={
            "above": _WOULD_BE + "still above zero." + _EXPLAINS,
            "open": _WOULD_BE + "it may be zero." + _EXPLAINS,
            "below": _WOULD_BE + "the sign has turned." + _EXPLAINS,
            "way": "If policy support moves what is hidden, that is one of the ways in which it "
            "acts. The printed coefficient, {left:.2f} (in this survey between {low:.2f} and "
            "{high:.2f}), then counts all ways together and needs no correction, whatever the "
            "strengths {r2_predictor:.0%} and {r2_outcome:.0%}.",
        },
        columns={"words": "Arrow", "strength": "Strength"},
        sources=[
            f"{short(claim(sensitivity.PRINTED).source)} for the coefficient",
            "the bound of Cinelli and Hazlett (2020) for the hidden cause",
        ],
        kinds=("reported", "recomputed", "assumed"),
        note="Strength of an arrow from the hidden cause: partial R², the share of what is left "
        "unexplained that it would explain.",
        tries="Make the hidden cause stronger until the coefficient may be zero.",
        own_case=dict.fromkeys(("r2_predictor", "r2_outcome"), 0),
    )


def _assumptions(t_values: pd.Series) -> tuple[Choice | Slider, ...]:
    share = "share explained"
    return (
        Choice(
            "arrow_end",
            "Which way does the arrow run?",
            (
                ("cause", "what is hidden moves policy support"),
                ("way", "policy support moves what is hidden"),
            ),
        ),
        Slider("r2_predictor", "Hidden cause and policy support", share, 0, 0.9, 0.01, 0.1, ".2f"),
        Slider("r2_outcome", "Hidden cause and performance", share, 0, 0.9, 0.01, 0.1, ".2f"),
        Choice("precision", "Survey", tuple(_SURVEYS[quantile] for quantile in t_values.index)),
    )


def _diagram(t_values: pd.Series, df: int) -> pd.DataFrame:
    """Return the arrows of the diagram, for each survey."""
    import pandas as pd

    estimate = claim(sensitivity.PRINTED).interval.middle
    return pd.DataFrame(
        [
            {**arrow, "survey": _SURVEYS[quantile][0], "t": t, "estimate": estimate, "df": df}
            for quantile, t in t_values.items()
            for arrow in _ARROWS
        ]
    )
