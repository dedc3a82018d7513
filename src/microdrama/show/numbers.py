"""A computed number on its way into prose, with the mark of its kind."""

from __future__ import annotations

import html
from dataclasses import dataclass

from microdrama.evidence.kinds import MARKS, MEANINGS, Kind


@dataclass(frozen=True)
class Number:
    """A computed number on its way into prose, with the mark of its kind.

    Parameters
    ----------
    value : float
        The number.
    spec : str
        A format specification, for instance ``,.1f``.
    unit : str
        Printed after the number with a no-break space; ``%`` without one.
    kind : Kind
        One of the four kinds.
    note : str
        One sentence on where it comes from, shown as the title of the mark.
    """

    value: float
    spec: str = ",.0f"
    unit: str = ""
    kind: Kind = "recomputed"
    note: str = ""

    def __str__(self) -> str:
        gap = "" if self.unit in ("", "%") else "\N{NO-BREAK SPACE}"
        digits = f"{self.value:{self.spec}}".replace("-", "\N{MINUS SIGN}")
        return f"{digits}{gap}{self.unit}"

    def _repr_html_(self) -> str:
        said = f"{self.kind}: {self.note or MEANINGS[self.kind]}"
        return (
            f'<span class="number {self.kind}" title="{html.escape(said)}">{html.escape(str(self))}'
            f"{mark_html(self.kind)}</span>"
        )


def mark_html(kind: Kind) -> str:
    """Return the mark of a kind as HTML that a screen reader speaks as a word."""
    return (
        f'<sup class="mark mark-{kind}"><span aria-hidden="true">{MARKS[kind]}</span>'
        f'<span class="said"> ({kind})</span></sup>'
    )
