"""What the synthesis finds, the argument that it reads, and the verdicts beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence import verdicts
from microdrama.exhibits import common
from microdrama.show.blocks import Glance, Group

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.show.blocks import Scorecard


def findings(across: pd.DataFrame, tensions: pd.DataFrame, known: pd.DataFrame) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    across : pandas.DataFrame
        What :func:`microdrama.synthesis.links_across` returns.
    tensions : pandas.DataFrame
        The contradictions among them, as :func:`microdrama.synthesis.by_dependents` orders them.
    known : pandas.DataFrame
        What :func:`microdrama.synthesis.known` returns.
    """
    heaviest = tensions["note"].iloc[0]
    confirmed = int(known["standing"].isin(["confirmed", "mixed"]).sum())
    return Glance(
        [
            (
                f"{len(across)} links join claims of different texts; in {len(tensions)} of them "
                "the texts contradict each other.",
                "",
            ),
            (
                "The contradiction with most advice hanging on it: "
                f"{heaviest[0].lower()}{heaviest[1:]}",
                "",
            ),
            (
                f"Of {len(known)} things that one would like to know, {confirmed or 'none'} "
                f"{'is' if confirmed < 2 else 'are'} confirmed in any part by a source outside "
                "the texts. The others rest on what texts say.",
                "",
            ),
        ]
    )


def argument_map() -> Group:
    """Return how four texts together tell what counting does to dramas and to their viewers."""
    return common.argument_map(
        [
            "wang2026-definition-algorithm-metrics",
            "zhang2025-metrics-central",
            "zhang2025-formulaic-production",
            "wang2026-conclusion-compromise",
            "zhao2025-viewer-fatigue",
            "meng2025-audience-confirms",
            "meng2025-rec-avoid-sameness",
        ],
        title=(
            "Four texts together tell how counting leads to formula; on whether formula tires "
            "viewers they part"
        ),
        alt=(
            "Seven claims of four texts, premises above. What algorithms reward explains what "
            "makers are measured by, measures explain production by formula, and formula supports "
            "a claim of quality given up and explains viewers who tire, which speaks for the "
            "advice to avoid sameness. A claim that viewers’ paying proves the content right "
            "contradicts that they tire."
        ),
        fuller=[
            "zhang2025-interviews",
            "zhang2025-production-regime",
            "zhang2025-shame-amplified",
            "wang2026-fast-cheap-pressure",
            "wang2026-competition-undermines",
            "meng2025-dual-pressure",
            "meng2025-passive-to-active",
        ],
    )


def scorecard(known: pd.DataFrame) -> Scorecard:
    """Return the verdicts of the checked claims beneath what is known, each once.

    Parameters
    ----------
    known : pandas.DataFrame
        What :func:`microdrama.synthesis.known` returns.
    """
    checked = [
        claim_id
        for claim_id in known["ids"].explode().unique()
        if verdicts.verdict(claim_id).status != "not checked"
    ]
    return common.scorecard(checked, label="Verdicts of the claims beneath the table")
