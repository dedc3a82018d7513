"""What the evolution chapter finds, the argument that it reads, and its verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence import verdicts
from microdrama.exhibits import common
from microdrama.show.blocks import Glance, Group, Scorecard

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.evidence.intervals import Interval
    from microdrama.evidence.ledger import Claim


def findings(jump: Interval, dollars: Claim, excess: Interval, rules: pd.DataFrame) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    jump : Interval
        Growth of registrations from 2021 to 2022, per cent.
    dollars : Claim
        The dollar amount that one text prints for 2023.
    excess : Interval
        That amount over what other sources print for the year.
    rules : pandas.DataFrame
        Dated policy events before 2024.
    """
    return Glance(
        [
            (
                f"Registrations rise by {jump.middle:,.0f}% from 2021 to 2022, as the text says: "
                f"{jump.middle / 100 + 1:.1f} times as many.",
                verdicts.verdict("zhang2025-registrations-growth").status,
            ),
            (
                f"A value of {dollars.value} billion dollars in 2023 is {excess.low:.0f} to "
                f"{excess.high:.0f} times the amounts that other sources print for that year.",
                verdicts.verdict(dollars.id).status,
            ),
            (
                f"Growth before 2024 was not unrestricted: {len(rules)} dated policy events come "
                "before that year.",
                verdicts.verdict("wang2026-stage-adjustment-compliance").status,
            ),
        ]
    )


def argument_map() -> Group:
    """Return the argument of three texts on how the industry grew."""
    return common.argument_map(
        [
            "wang2026-stage-embryonic-ugc",
            "zhang2025-registrations-growth",
            "wang2026-stage-explosion",
            "wang2026-stage-adjustment-policy",
            "wang2026-stage-adjustment-compliance",
            "meng2025-rapid-expansion",
            "wang2026-stages-distinct",
        ],
        title="A number and a rule date two of the phases; whether growth has ended is disputed",
        alt=(
            "Seven claims of three texts, premises above. A count of registrations supports the "
            "explosion of 2021 to 2023, new rules explain a phase of compliance, and a claim that "
            "the market still grows fast qualifies it. These two phases and a beginning with "
            "users lead, together, to the conclusion that the phases are distinct."
        ),
        fuller=[
            "meng2025-early-spontaneous",
            "wang2026-stage-explosion-commercial",
            "meng2025-ugc-to-pgc",
            "wang2026-stage-adjustment",
        ],
    )


def scorecard() -> Scorecard:
    """Return the verdicts on every claim that the chapter checks."""
    return common.scorecard(verdicts.checked_in("evolution"))
