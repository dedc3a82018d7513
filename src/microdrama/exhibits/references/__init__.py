"""The exhibits of the page on what the five texts stand on."""

from microdrama.exhibits.references.claims import by_kind_of_claim, by_text, theories
from microdrama.exhibits.references.lists import loose_ends, shared, unused
from microdrama.exhibits.references.one_work import one_work
from microdrama.exhibits.references.overview import findings
from microdrama.exhibits.references.shelves import by_age, by_kind, by_subject

__all__ = [
    "by_age",
    "by_kind",
    "by_kind_of_claim",
    "by_subject",
    "by_text",
    "findings",
    "loose_ends",
    "one_work",
    "shared",
    "theories",
    "unused",
]
