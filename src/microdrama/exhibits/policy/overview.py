"""What the chapter finds, and the argument that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.checks.wording import joined
from microdrama.exhibits import common
from microdrama.show.blocks import Glance, Group

if TYPE_CHECKING:
    import pandas as pd


def findings(graded: pd.DataFrame, conflicts: pd.DataFrame, robustness: pd.Series) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns.
    conflicts : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.conflicts` returns.
    robustness : pandas.Series
        Robustness values over surveys that agree with the text, by quantile.
    """
    confirmed = int((graded["confirmed"] > 0).sum())
    bare = int((graded["firmest"] == "nothing").sum())
    in_conflict = {*conflicts["one"], *conflicts["other"]}
    return Glance(
        [
            (
                f"{_resting(confirmed, len(graded))}; {bare} "
                f"{'rests' if bare == 1 else 'rest'} on nothing that is printed.",
                "",
            ),
            (
                f"{len(in_conflict)} pieces of advice cannot be followed in full together with "
                f"others, {_most(conflicts)}.",
                "",
            ),
            (
                "More policy support goes with better performance in the survey. A hidden common "
                f"cause would have to explain {robustness[0.025]:.0%} to {robustness[0.975]:.0%} "
                "of both to undo that, and no number in the text rules one out.",
                "",
            ),
        ]
    )


def _most(conflicts: pd.DataFrame) -> str:
    """Name the advice with most conflicts; equals by their place in the table."""
    labels = [*conflicts["label_one"], *conflicts["label_other"]]
    most = max(map(labels.count, labels))
    hubs = [f"“{label}”" for label in dict.fromkeys(labels) if labels.count(label) == most]
    return f"{joined(hubs)} with {most} {'other' if most == 1 else 'others'}" + (
        " each" if len(hubs) > 1 else ""
    )


def _resting(confirmed: int, advice: int) -> str:
    """Say how much advice rests on what something outside its text confirms."""
    if not confirmed:
        return (
            f"None of {advice} pieces of advice rests on a claim that anything outside its text "
            "confirms: what could be confirmed, such as counts of users and of filings, is "
            "beneath none of them"
        )
    rest = "rests" if confirmed == 1 else "rest"
    return (
        f"Of {advice} pieces of advice {confirmed} {rest} on a claim that something outside its "
        "text confirms"
    )


def argument_map() -> Group:
    """Return how one way of producing leads to one piece of advice and against another."""
    return common.argument_map(
        [
            "zhang2025-formulaic-production",
            "zhang2025-production-regime",
            "zhang2025-shame-amplified",
            "wang2026-cost-algorithm-abstract",
            "wang2026-framework-abstract",
            "zhao2025-viewer-fatigue",
            "meng2025-rec-avoid-sameness",
        ],
        title=(
            "One way of producing speaks for one piece of advice and stands in the way of another"
        ),
        alt=(
            "Seven claims of four texts, premises above, two pieces of advice below. Production by "
            "formula explains tired viewers, which speaks for the advice to avoid sameness. It "
            "also supports a uniform way of producing that makes the makers’ shame stronger, and "
            "that qualifies the other advice, to fit the algorithms, for which high costs speak."
        ),
        fuller=[
            "wang2026-costs-highest",
            "wang2026-no-framework",
            "zhang2025-metrics-central",
            "zhang2025-creative-labour-marginalised",
            "meng2025-dual-pressure",
        ],
    )
