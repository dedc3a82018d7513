"""Numbers with the mark of their kind: in prose, and in the legend that explains the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microdrama.evidence.kinds import Kind
from microdrama.show.rendering import render


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
        return render("show/number.html", number=str(self), kind=self.kind, note=self.note)


def mark_html(kind: Kind) -> str:
    """Return the mark of a kind as HTML that a screen reader speaks as a word."""
    return render("show/mark.html", kind=kind)


def legend(kinds: Sequence[Kind]) -> str:
    """Return kinds of number with their marks, as a list in HTML; empty for no kinds."""
    return render("show/legend.html", kinds=kinds)
