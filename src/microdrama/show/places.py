"""Places where two statements part: both quotes side by side, a question, and two readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.show.rendering import render

if TYPE_CHECKING:
    from microdrama.evidence.ledger import Claim


@dataclass(frozen=True)
class Place:
    """Where two statements part, as a referee's question.

    Parameters
    ----------
    id : str
        Becomes the address of the place on its page.
    asks : str
        The question.
    sort : str
        What kind of place it is, who found it and how much hangs on it, in words.
    first, second : Claim
        The two sides.
    statement, reading : str
        Both sides in our words, and the most charitable reading.
    counted : str
        What unfolds the claims that hang on it.
    hangs : sequence of Claim
        Claims that hang on it.
    """

    id: str
    asks: str
    sort: str
    first: Claim
    second: Claim
    statement: str
    reading: str
    counted: str
    hangs: Sequence[Claim]


@dataclass(frozen=True)
class Places:
    """Places where two statements part, those with most on them first.

    Parameters
    ----------
    places : sequence of Place
        The places in their order.
    names : mapping of str to str
        How each text is called, by its key.
    label : str
        What the list shows.
    shown : int
        How many are open; the others fold away.
    more : str
        What unfolds the others.
    """

    places: Sequence[Place]
    names: Mapping[str, str]
    label: str
    shown: int
    more: str

    def _repr_html_(self) -> str:
        return render(
            "show/places.html",
            places=self.places,
            names=self.names,
            shown=self.shown,
            more=self.more,
        )
