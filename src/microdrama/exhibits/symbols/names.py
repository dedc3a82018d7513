"""How exhibits name concepts and texts."""

from __future__ import annotations

from collections.abc import Iterable

from microdrama.evidence.ledger import short, texts
from microdrama.symbols.network import concepts, labels


def named(concepts: Iterable[str]) -> str:
    """Return concepts as a sentence lists them; that there are none is said as well."""
    label = labels()
    return ", ".join(label[concept].lower() for concept in concepts) or "nothing"


def one(concept: str) -> str:
    """Return a concept with its article."""
    name = named([concept])
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def text_names() -> dict[str, str]:
    """Return what each text that brings a concept is called, by its key."""
    bringing = set(concepts()["text"])
    return {text: short(text) for text in texts() if text in bringing}
