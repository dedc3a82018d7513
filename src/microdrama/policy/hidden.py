"""One unmeasured common cause: what it would have to be to change the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, short
from microdrama.formulas import sqrt, where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt

#: Predictors of the printed regression: policy support, technology, competition.
PREDICTORS = 3

#: 97.5% quantile of the standard normal distribution, for 95% intervals.
_Z = 1.959963984540054

#: The printed coefficient.
PRINTED = "wang2026-policy-beta"


def bias(t: Any, freedom: Any, with_cause: Any, with_outcome: Any) -> Any:
    """Return the bias from one unmeasured common cause, as a share of the estimate.

    Parameters
    ----------
    t : float
        t-value of the estimate.
    freedom : float
        Residual degrees of freedom of its regression.
    with_cause : float
        Partial R² of the hidden cause with the cause, other predictors held equal.
    with_outcome : float
        Partial R² of the hidden cause with the outcome, the cause and the others held equal.

    Returns
    -------
    float
        On numbers and on symbols. Equation 7 of Cinelli and Hazlett [1]_, over the estimate.

    References
    ----------
    .. [1] C. Cinelli and C. Hazlett, "Making sense of sensitivity: extending omitted variable
       bias", *Journal of the Royal Statistical Society B* 82 (2020) 39-67.
    """
    return sqrt(with_outcome * with_cause / (1 - with_cause) * freedom) / t


def robustness_value(t: float, freedom: float) -> float:
    """Return the partial R² with both at which a common cause would explain all away.

    Equation 18 of Cinelli and Hazlett (2020), for a share of one.
    """
    square = t**2 / freedom
    return (sqrt(square**2 + 4 * square) - square) / 2


def with_hidden(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the coefficient with a hidden cause held equal; on numbers and on symbols.

    If the arrow runs from policy support to what is hidden, that lies on the way from the
    one to the other, and the printed coefficient stays what it is: the effect along all ways.
    """
    freedom = row.respondents - PREDICTORS - 1
    acts = settings.arrow_end == "cause"
    with_cause = where(acts, settings.with_cause, 0)
    with_outcome = where(acts, settings.with_outcome, 0)
    left = row.estimate * (1 - bias(row.t, freedom, with_cause, with_outcome))
    error = (
        row.estimate / row.t * sqrt((1 - with_outcome) / (1 - with_cause) * freedom / (freedom - 1))
    )
    low, high = left - _Z * error, left + _Z * error
    return {
        "left": left,
        "low": low,
        "high": high,
        # What each arrow of the diagram shows.
        "strength": where(
            row.arrow == "effect",
            left,
            where(row.arrow == "outcome", settings.with_outcome, settings.with_cause),
        ),
        "turned": where(row.arrow == "cause", where(acts, 0, 1), 0),
        "case": where(
            acts,
            where(low > 0, "above", where(high < 0, "below", "open")),
            "way",
        ),
    }


def hidden_cause(
    ts: dict[str, tuple[str, float]], chart: Callable[[int], alt.TopLevelMixin]
) -> Explorer:
    """Return the explorer that draws a hidden cause into the diagram.

    Parameters
    ----------
    ts : dict of str to (str, float)
        By id, what a reader calls a survey and the t-value that policy support has in it;
        the first is the default. The text prints no standard error, so t is open too.
    chart : callable
        From a width to a chart of the diagram.
    """
    import pandas as pd

    printed = claim(PRINTED)
    rows = [
        # Policy support at the left, performance at the right, what is hidden above.
        {"arrow": "effect", "x": 0.0, "y": 1.0, "x2": 2.0, "y2": 1.0},
        {"arrow": "cause", "x": 1.0, "y": 0.0, "x2": 0.0, "y2": 1.0},
        {"arrow": "outcome", "x": 1.0, "y": 0.0, "x2": 2.0, "y2": 1.0},
    ]
    base = pd.DataFrame(
        [
            {
                **row,
                "survey": survey,
                "t": t,
                "estimate": printed.interval.middle,
                "respondents": claim("wang2026-sample-n").interval.middle,
                "words": {
                    "effect": "policy → performance",
                    "cause": "hidden – policy",
                    "outcome": "hidden → performance",
                }[row["arrow"]],
            }
            for survey, (_, t) in ts.items()
            for row in rows
        ]
    )
    start = "With a hidden cause of this strength the coefficient of policy support would be "
    return Explorer(
        name="hidden-cause",
        title="How strong would a hidden common cause have to be?",
        alt=(
            "A diagram: policy support at the left, industry performance at the right, something "
            "hidden above. Arrows lead from what is hidden to both, and from policy support to "
            "performance with its coefficient. In the default the hidden cause has no strength."
        ),
        controls=(
            Choice(
                "arrow_end",
                "Which way does the arrow run?",
                (
                    ("cause", "what is hidden moves policy support"),
                    ("way", "policy support moves what is hidden"),
                ),
            ),
            Slider(
                "with_cause",
                "Hidden cause and policy support",
                "share explained",
                0,
                0.9,
                0.01,
                0,
                ".2f",
            ),
            Slider(
                "with_outcome",
                "Hidden cause and performance",
                "share explained",
                0,
                0.9,
                0.01,
                0,
                ".2f",
            ),
            Choice("precision", "Survey", tuple((key, words) for key, (words, _) in ts.items())),
        ),
        base=base,
        keep=lambda settings, row: row.survey == settings.precision,
        derive=with_hidden,
        chart=chart,
        sentences={
            "above": start + "{left:.2f}, between {low:.2f} and {high:.2f}: still above zero. The "
            "hidden cause explains {with_cause:.0%} of policy support and {with_outcome:.0%} of "
            "performance.",
            "open": start + "{left:.2f}, between {low:.2f} and {high:.2f}: it may be zero. The "
            "hidden cause explains {with_cause:.0%} of policy support and {with_outcome:.0%} of "
            "performance.",
            "below": start + "{left:.2f}, between {low:.2f} and {high:.2f}: the sign has turned. "
            "The hidden cause explains {with_cause:.0%} of policy support and {with_outcome:.0%} "
            "of performance.",
            "way": "If policy support moves what is hidden, that is one of the ways in which it "
            "acts. The printed coefficient, {left:.2f} (in this survey between {low:.2f} and "
            "{high:.2f}), then counts all ways together and needs no correction, whatever the "
            "strengths {with_cause:.0%} and {with_outcome:.0%}.",
        },
        columns={"words": "Arrow", "strength": "Strength"},
        sources=[
            f"{short(printed.source)} for the coefficient",
            "the bound of Cinelli and Hazlett (2020) for the hidden cause",
        ],
        kinds=("reported", "recomputed", "assumed"),
        note="Strength of an arrow from the hidden cause: partial R², the share of what is left "
        "unexplained that it would explain.",
    )
