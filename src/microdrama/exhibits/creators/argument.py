"""The argument of Zhang and Lin: what is found, its map, and the chain of its steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts.creators import chain as draw
from microdrama.creators.chain import SOURCE
from microdrama.evidence import verdicts
from microdrama.evidence.ledger import claim, claims, short
from microdrama.exhibits import common
from microdrama.show.blocks import Folded, Glance, Links, Scorecard, Senses, Table
from microdrama.show.figure import NARROW, Figure

if TYPE_CHECKING:
    import altair as alt

#: What stands above the lanes of the chain, wide and on a phone.
_LANES = {
    "literature": "The literature says",
    "participants": "Participants report",
    "authors": "The authors conclude",
}

_SHAME = "zhang2025-shame-amplified"


def findings(
    by_voice: pd.Series, by_speaker: pd.DataFrame, interviews: float, least: float
) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    by_voice : pandas.Series
        What :func:`microdrama.creators.chain.by_voice` returns.
    by_speaker : pandas.DataFrame
        What :func:`microdrama.creators.close_reading.by_speaker` returns.
    interviews : float
        How many interviews there are.
    least : float
        The smallest share of makers whose view so many random interviews hear for certain.
    """
    feelings, conduct = by_speaker.loc["feeling"], by_speaker.loc["conduct"]
    named = (
        "not one of them in the words of a participant"
        if not feelings["participants"]
        else f"{feelings['participants']} of them in the words of participants"
    )
    return Glance(
        [
            (
                f"Of the {by_voice.sum()} findings and mechanisms of {short(SOURCE)}, "
                f"{by_voice['participants']} are put into the mouths of participants. Another "
                f"{by_voice['authors']} are what the authors conclude; the month on the set and "
                "the documents are credited with none by name.",
                "",
            ),
            (
                f"The text's central feeling is its authors' word: {feelings.sum()} passages "
                f"speak of shame, prejudice or stigma, {named}. What participants tell is "
                f"conduct, in {conduct['participants']} passages: they do not want to commit, and "
                "they do not say the name.",
                verdicts.verdict(_SHAME).status,
            ),
            (
                f"Had the {interviews:.0f} makers been drawn at random, a view that fewer than "
                f"{least:.1%} of all makers hold could have gone unheard. So agreement among them "
                "shows a common experience, and cannot show that nobody is proud.",
                "",
            ),
        ]
    )


def argument_map() -> Figure:
    """Return the argument from the production model to the standing of the form, as a map."""
    return common.argument_map(
        [
            "zhang2025-production-regime",
            "zhang2025-accomplishment-undermined",
            "zhang2025-stigma-hiding",
            "zhang2025-shame-amplified",
            "zhang2025-commerce-legitimacy-tension",
            "zhang2025-identity-reluctance",
            "zhang2025-distinction-hinders",
        ],
        title="A way of producing makes for shame, and the shame keeps the form where it is",
        alt=(
            "Seven claims with arrows. The production regime explains stronger shame. Lost "
            "artistic pride explains stigma and hiding, which support the claim of shame; it also "
            "supports the tension of commerce and legitimacy. That tension explains why makers "
            "do not want the name, and this supports the last claim: the distinction they make "
            "hinders the form."
        ),
        source=short(SOURCE),
    )


def chain(steps: pd.DataFrame, moves: pd.DataFrame) -> Figure:
    """Return the chain of the argument, each step in the lane of those who state it.

    Parameters
    ----------
    steps, moves : pandas.DataFrame
        What :func:`microdrama.creators.chain.steps` and ``moves`` return.
    """
    counts = steps["voice"].value_counts()
    label = steps.set_index("id")["label"]
    table = pd.DataFrame(
        {
            "Step": moves["start"].map(label),
            "The text goes on": moves["words"],
            "Next step": moves["end"].map(label),
            "Stated by": moves["end"].map(steps.set_index("id")["voice"]),
        }
    )
    return Figure(
        "chain",
        partial(_lanes, steps, moves),
        title=(
            f"Participants report {counts.get('participants', 0)} of {len(steps)} steps; that art "
            "is lost, that shame grows and that the form stays low are conclusions"
        ),
        alt=(
            "Three lanes side by side, for the literature, the participants and the authors, with "
            "the steps of the argument from top to bottom in boxes joined by arrows. It begins "
            "with two boxes in the lane of the literature and passes to two in that of the "
            "participants, on metrics and audiences. Then come three in the lane of the authors: "
            "formula, lost accomplishment, shame. One box is again the participants', on "
            "experience used and names withheld; the last two are the authors'."
        ),
        table=table,
        sources=[f"{short(SOURCE)}; the choice of steps is our reading"],
        kinds=(),
        note="A step stands in the lane of those to whom the text's own words give it.",
    )


def _lanes(steps: pd.DataFrame, moves: pd.DataFrame, width: int) -> alt.LayerChart:
    names = {voice: voice.capitalize() for voice in _LANES} if width <= NARROW else _LANES
    return draw.lanes(steps, moves, names, width)


def in_words(steps: pd.DataFrame, voices: pd.DataFrame) -> Senses:
    """Return the steps with their quotes, whose words they are, and what would question them.

    Parameters
    ----------
    steps : pandas.DataFrame
        What :func:`microdrama.creators.chain.steps` returns.
    voices : pandas.DataFrame
        ``claim``, ``voice``, ``marker``, for every claim of a step.
    """
    spoken = voices.set_index("claim")
    return Senses(
        {
            f"{row.order}. {row.label}": (
                f"{row.support} To question it: {row.question[0].lower()}{row.question[1:]}",
                [_said(one, spoken.loc[one]) for one in (row.claim, *row.also)],
            )
            for row in steps.itertuples()
        }
    )


def _said(claim_id: str, spoken: pd.Series) -> tuple[str, str, str, str]:
    """Return who says a claim, its quote, the words that say so where it has none, and its id."""
    quote, marker = claim(claim_id).quote.rstrip("."), spoken["marker"]
    how = "" if marker in quote else f"Whose words these are is said by “{marker}”."
    return spoken["voice"].capitalize(), quote, how, claim_id


def inferences(inferred: pd.DataFrame) -> Folded:
    """Return every finding and mechanism with who states it, folded away.

    Parameters
    ----------
    inferred : pandas.DataFrame
        What :func:`microdrama.creators.chain.inferences` returns.
    """
    links = "Links from what participants say"
    frame = pd.DataFrame(
        {
            "Claim": [Links({one: claim(one).statement}) for one in inferred["claim"]],
            "Who states it": inferred["voice"],
            "By these words": ["“" + marker + "”" for marker in inferred["marker"]],
            links: inferred["links"],
        }
    )
    table = Table(frame, "Findings and mechanisms by who states them", {links: "d"}, whole=True)
    return Folded(f"All {len(frame)} findings and mechanisms, by who states them", table)


def scorecard() -> Scorecard:
    """Return the verdicts on every claim of the text to which a check is put."""
    own = [one.id for one in claims().values() if one.source == SOURCE]
    checked = [one for one in own if verdicts.verdict(one).status != "not checked"]
    return common.scorecard(checked, f"Verdicts on {short(SOURCE)}")
