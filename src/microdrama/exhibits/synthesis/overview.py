"""What the synthesis finds, the argument that it reads, and the verdicts beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence import verdicts
from microdrama.exhibits import common
from microdrama.show.blocks import Glance

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.show.blocks import Scorecard
    from microdrama.show.figure import Figure


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


def argument_map() -> Figure:
    """Return how four texts speak of formulas, of feelings that all share, and of influence."""
    return common.argument_map(
        [
            "zhang2025-formulaic-production",
            "zhao2025-viewer-fatigue",
            "meng2025-rec-avoid-sameness",
            "zhang2025-cultural-standing",
            "meng2025-professional-abstract",
            "zhao2025-glocal-identity",
            "meng2025-universal-and-distinct",
            "wang2026-policy-encoding",
            "zhao2025-soft-power-pathway",
            "zhao2025-lightweight-model",
        ],
        title="Formula tires viewers and costs standing; shared feelings carry what is local",
        alt=(
            "Claims from four texts in a list, with arrows. Production by formula explains tired "
            "viewers, which leads to the advice to avoid sameness; a claim of low standing "
            "contradicts one of professional quality; two texts agree that the local travels "
            "by feelings that all share, and two that symbols told as stories win influence."
        ),
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
