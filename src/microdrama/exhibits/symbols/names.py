"""How exhibits name concepts and texts."""

from __future__ import annotations

from collections.abc import Iterable

from microdrama.evidence.ledger import short, texts
from microdrama.intake.text import listed
from microdrama.symbols.network import concepts, labels

#: First words of labels that are names.
_PROPER = ("CEO", "Chinese", "Feitian", "Haipai", "Qiang", "Shanghai", "Spring Festival", "Thai")


def named(concepts: Iterable[str]) -> str:
    """Return concepts as a sentence lists them; that there are none is said as well."""
    label = labels()
    said = [within(label[concept]) for concept in concepts]
    return listed(said, len(said)) if said else "nothing"


def within(label: str) -> str:
    """Return a label as it stands within a sentence: a proper name keeps its capital."""
    return label if label.startswith(_PROPER) else label[:1].lower() + label[1:]


def one(concept: str) -> str:
    """Return a concept with its article."""
    name = named([concept])
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def text_names() -> dict[str, str]:
    """Return what each text that brings a concept is called, by its key."""
    bringing = set(concepts()["text"])
    return {text: short(text) for text in texts() if text in bringing}
