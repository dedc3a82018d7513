"""The exhibits of the survey's chapter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from microdrama.evidence import verdicts
from microdrama.evidence.ledger import short
from microdrama.exhibits import common
from microdrama.exhibits.ecosystem import sentences
from microdrama.exhibits.ecosystem.compatible import (
    PRIOR_LABELS,
    ceiling,
    compatible_surveys,
    left_open,
    limits,
    whatever_the_prior,
)
from microdrama.exhibits.ecosystem.every_part import every_part
from microdrama.exhibits.ecosystem.explorers import regression_explorer
from microdrama.exhibits.ecosystem.in_words import in_words
from microdrama.exhibits.ecosystem.models import (
    mediation,
    moderation,
    one_component,
    paths,
    regression,
    regressions,
)
from microdrama.exhibits.ecosystem.pinned_down import pinned_down
from microdrama.exhibits.ecosystem.report import as_text
from microdrama.exhibits.ecosystem.survey import (
    agreement,
    constructs,
    correlations,
    distributions,
    download,
    hypotheses,
    items,
    notice,
)
from microdrama.exhibits.ecosystem.survey_chooser import SurveyChooser
from microdrama.show.blocks import Glance, Group, Scorecard
from microdrama.show.places import Places

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.survey_in_use import SurveyInUse

__all__ = [
    "PRIOR_LABELS",
    "against_itself",
    "agreement",
    "argument_map",
    "as_text",
    "ceiling",
    "compatible_surveys",
    "constructs",
    "correlations",
    "distributions",
    "download",
    "findings",
    "hypotheses",
    "in_words",
    "items",
    "left_open",
    "limits",
    "mediation",
    "moderation",
    "notice",
    "one_component",
    "own_survey",
    "paths",
    "pinned_down",
    "regression",
    "regression_explorer",
    "regressions",
    "scorecard",
    "whatever_the_prior",
]


def findings(statistics: pd.DataFrame, least: float, survey: SurveyInUse) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    statistics : pandas.DataFrame
        What :func:`microdrama.ecosystem.agreement` returns.
    least : float
        What :func:`microdrama.ecosystem.least_explained` returns for the printed coefficient.
    survey : SurveyInUse
        Whose survey it is.
    """
    return Glance(
        [
            sentences.agreed(statistics, survey.label, survey.reconstructed),
            (
                "Whatever the answers were, the printed coefficient, its p-value and the number of "
                f"respondents imply that the model explains at least {least:.1%} of the "
                "differences in industry performance. They set no upper limit.",
                "",
            ),
            (
                "Of the interaction and the mediation no number is printed: neither their sizes "
                "nor how much of policy's effect goes directly can be known from the text.",
                verdicts.verdict("wang2026-sns-mediation").status,
            ),
        ]
    )


def argument_map() -> Group:
    """Return the argument from one coefficient to advice on a whole ecosystem."""
    return common.argument_map(
        [
            "wang2026-policy-beta",
            "wang2026-policy-conditional",
            "wang2026-policy-effect",
            "wang2026-layer-environment-opportunity",
            "wang2026-layer-behaviour-symbols",
            "wang2026-three-layers",
            "wang2026-recommend-reconstruction",
        ],
        title="One printed coefficient at the top, advice to rebuild a whole ecosystem below",
        alt=(
            "Seven claims of one text, premises above. A coefficient supports the effect of "
            "policy, which interviews qualify; the effect supports the layer of opportunities. "
            "That layer and one of symbols lead, together, to the claim of three layers, and this "
            "speaks for rebuilding the whole ecosystem. One box has a number, one has interviews."
        ),
        source=short("wang2026"),
        fuller=[
            "wang2026-technology-moderation",
            "wang2026-technology-effect",
            "wang2026-competition-beta",
            "wang2026-competition-effect",
            "wang2026-layer-environment-constraint",
            "wang2026-sns-mediation",
        ],
    )


def own_survey(samples: Mapping[str, pd.DataFrame]) -> SurveyChooser:
    """Return a file chooser that shows all parts of the chapter for a reader's survey.

    Parameters
    ----------
    samples : mapping of str to pandas.DataFrame
        Surveys compatible with the text, by prior.
    """
    return SurveyChooser(partial(every_part, samples=samples))


def against_itself(frame: pd.DataFrame, shown: int = 1, most: int = 3) -> Places:
    """Return the places of the text on which most hangs, all but the first folded away.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.evidence.tensions.within` returns for the text.
    shown, most : int
        How many are open, and how many there are at most.
    """
    return common.places(frame.head(most), "The text read against itself", shown)


def scorecard() -> Scorecard:
    """Return the verdicts on every claim that the chapter checks."""
    return common.scorecard(verdicts.checked_in("ecosystem"))
