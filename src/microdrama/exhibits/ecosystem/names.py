"""What constructs and products of constructs are called in tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from microdrama.ecosystem import instrument
from microdrama.intake.text import listed

#: Constructs in one word, for headings and labels.
_SHORT = {
    "policy_support": "policy",
    "technological_maturity": "technology",
    "market_competition": "competition",
    "algorithmic_adaptability": "adaptability",
    "symbolic_narrative": "narrative",
    "cultural_influence": "culture",
}

#: The others in one word, where there is no room for two.
_BRIEF = {
    "industry_performance": "industry",
    "economic_performance": "economy",
    "innovation_performance": "innovation",
    "cross_boundary_integration": "integration",
}


def titles() -> dict[str, str]:
    """Return the title of each construct."""
    rows = instrument.constructs()
    return dict(zip(rows["name"], rows["title"], strict=True))


def title(term: str) -> str:
    """Return the title of a construct, or of a product such as ``one:other``.

    A term that is neither, such as a transformed score, is called what the formula calls it.
    """
    known = titles()
    return " × ".join(known.get(part, part) for part in term.split(":"))


def lower(term: str) -> str:
    """Return the title of a term as it stands within a sentence."""
    return title(term).lower()


def short(construct: str) -> str:
    """Return a construct in one word, where there is one."""
    return _SHORT.get(construct, lower(construct))


def brief(construct: str) -> str:
    """Return a construct in one word, for rows of a picture."""
    return _BRIEF.get(construct) or short(construct)


def way(mediator: str) -> str:
    """Return what an effect that a mediator carries goes by."""
    return "symbols" if mediator == "symbolic_narrative" else short(mediator)


def of_all(outcomes: Iterable[str]) -> str:
    """List outcomes after *of*; a last word that all share is said once."""
    names = [lower(outcome) for outcome in outcomes]
    ends = {name.rpartition(" ")[2] for name in names}
    if len(names) > 1 and len(ends) == 1:
        [end] = ends
        names[:-1] = [name.removesuffix(f" {end}") for name in names[:-1]]
    return listed([names[0], *(f"of {name}" for name in names[1:])])
