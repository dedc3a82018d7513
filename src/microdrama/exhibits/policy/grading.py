"""Advice under the rules of grading: their weights, the grades, and the order under others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.evidence.intervals import CONFIDENCE
from microdrama.evidence.ledger import short, texts
from microdrama.policy import grading
from microdrama.show.blocks import Table
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: Recommendations that a chart has room for; the table has all.
SHOWN = 20


def rules(rules: pd.DataFrame) -> Table:
    """Return the rules of grading with their weights."""
    columns = {
        "label": "Rule",
        "question": "It asks",
        "scale": "From 0 to 1",
        "weight": "Weight",
        "low": "At least",
        "high": "At most",
        "why": "Why it counts",
    }
    weights = ("Weight", "At least", "At most")
    return Table(
        rules[list(columns)].rename(columns=columns),
        label="The rules of grading",
        formats=dict.fromkeys(weights, ".0f"),
        kinds=dict.fromkeys(weights, "assumed"),
        whole=True,
    )


def grades(graded: pd.DataFrame) -> Figure:
    """Return how each recommendation does by each rule, with its score and its grade.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns.
    """
    counts = graded["grade"].value_counts()
    well = counts.get("well grounded", 0)
    columns = {
        "rank": "Rank",
        "label": "Advice",
        "whose": "Text",
        "grade": "Grade",
        "score": "Score",
        "why_evidence": "Evidence",
        "why_checked": "Checked",
        "why_agreement": "Agreement",
        "why_uncontested": "Against",
        "why_tried": "Tried",
    }
    return Figure(
        "grades",
        partial(draw.grades, grading.points_by_rule(graded.head(SHOWN))),
        title=(
            f"{well or 'None'} of {len(graded)} pieces of advice {'are' if well > 1 else 'is'} "
            f"well grounded; {counts.get(grading.NOTHING, 0)} rest on nothing printed"
        ),
        alt=(
            "A grid of the twenty pieces of advice with the highest scores by five rules; the "
            "darker a field, the better the advice does by that rule. Nearly all do well by kind "
            "of evidence and none by checks. The score stands at the end of each row."
        ),
        table=graded[list(columns)].rename(columns=columns),
        sources=["the ledger for claims, links and verdicts; rules, points and weights are ours"],
        kinds=("recomputed", "assumed"),
        note=(
            "The chart shows the first twenty, the table all. Nothing is called well grounded "
            "unless something outside its text confirms a claim beneath it."
        ),
    )


def ranks(intervals: pd.DataFrame) -> Figure:
    """Return the ranks that recommendations can have under reasonable weights.

    Parameters
    ----------
    intervals : pandas.DataFrame
        What :func:`microdrama.policy.grading.rank_intervals` returns.
    """
    ordered = intervals.sort_values(["middle", "worst"], kind="stable")
    first, steady = (intervals["first"] > 0).sum(), (intervals["worst"] <= 10).sum()
    columns = {
        "label": "Advice",
        "whose": "Text",
        "best": "Never better than",
        "low": "2.5%",
        "middle": "Middle",
        "high": "97.5%",
        "worst": "Never worse than",
        "first": "Share of weightings in which it is first",
    }
    return Figure(
        "ranks",
        partial(draw.ranks, ordered.head(SHOWN)),
        title=(
            f"{first} pieces of advice come first under some weighting; {steady} "
            f"{'stays' if steady == 1 else 'stay'} among the first ten under all"
        ),
        alt=(
            "Twenty pieces of advice with the ranks that they can have. Thin lines are the ranks "
            f"that some weighting could give, thick lines those of {CONFIDENCE:.0%} of the drawn "
            "weightings, diamonds the middle. Lines grow longer from top to bottom."
        ),
        table=ordered[list(columns)].rename(columns=columns),
        sources=["the grades above, under weights drawn evenly between their limits"],
        kinds=("recomputed", "assumed"),
    )


def weighing(assessed: pd.DataFrame) -> Explorer:
    """Return the explorer of the order of recommendations under a reader's own weights.

    Parameters
    ----------
    assessed : pandas.DataFrame
        What :func:`microdrama.policy.grading.criteria` returns.
    """
    rules = grading.rules()
    ids = list(rules["id"])
    weights = ", ".join(
        f"{row.label.lower()} {{weight_{row.id}:.0f}}" for row in rules.itertuples()
    )
    reasons = assessed[[f"why_{rule}" for rule in ids]].astype(str).agg("; ".join, axis=1)
    names = {key: short(key) for key in texts()}
    return Explorer(
        name="weigh-the-rules",
        title="Which advice comes first if you weigh the rules yourself?",
        alt=(
            "Recommendations as bars, the best grounded at the top, coloured by text. In the "
            "default the weights are those of the table of rules."
        ),
        controls=tuple(
            Slider(f"weight_{row.id}", row.label, "weight", 0, 5, 1, row.weight, ".0f")
            for row in rules.itertuples()
        ),
        base=assessed[["label", "whose", *ids]].assign(reasons=reasons),
        derive=partial(grading.reweighted, grading.profiles(assessed)),
        chart=partial(draw.reweighted, names, list(assessed["label"])),
        sentences={
            "some": "Best grounded under these weights: “{label}” ({whose}), with {score:.2f} of "
            f"1. Its reasons: {{reasons}}. The weights: {weights}.",
            "none": "With no weight on any rule nothing can be put in order.",
        },
        columns={
            "place": "Rank",
            "label": "Recommendation",
            "whose": "Text",
            "score": "Score",
            "reasons": "Reasons",
        },
        sources=["the ledger for claims, links and verdicts; the rules and their weights are ours"],
        kinds=("recomputed", "assumed"),
    )
