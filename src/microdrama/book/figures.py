"""Figures in the published page: complete before any script, alive once they come into view.

A notebook output becomes one ``<figure>``: a picture for light and dark, laptop and phone,
its alternative text, its table and the table as CSV. The page's script replaces the picture
by the same chart, drawn by Vega, when a reader gets to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from microdrama.book.drawing import Payload, draw, key, plain
from microdrama.show.blocks import Cell
from microdrama.show.figure import MIME, VEGALITE
from microdrama.show.rendering import render

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer

#: Below this page width the phone's drawing is used.
PHONE = "(max-width: 719px)"

#: Below this one the phone's drawing of a chart that needs more room than the text has.
CRAMPED = "(max-width: 1279px)"

#: Paper is white, whatever the reader's screen is.
DARK = "screen and (prefers-color-scheme: dark)"

#: Headings whose numbers are years and take no comma; ``numbers.js`` has them too.
YEARS = {"Year", "From", "To"}

#: No source prints a number with more digits than this; a longer one was computed.
PRINTED_DIGITS = 10


def _rows(payload: Payload) -> list[list[Cell]]:
    """Return the cells of a figure's table; an explorer's are as the page's script writes them."""
    columns, rows = payload["table"]["columns"], payload["table"]["rows"]
    if "explorer" in payload:
        rows = [[_one_kind(value) for value in row] for row in rows]
    return [list(map(_cell, columns, row)) for row in rows]


def _one_kind(value: object) -> object:
    """Return a number as a script has it, which knows no difference of 20.0 and 20."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _cell(column: object, value: object) -> Cell:
    if value is None:
        return Cell("–")
    if isinstance(value, int | float) and not isinstance(value, bool):
        grouping = "" if column in YEARS else ","
        return Cell(f"{_readable(value):{grouping}f}", numeric=True)
    return Cell(str(value))


def _readable(value: float) -> Decimal:
    """Round what was computed to six digits; what was printed or counted keeps all of its own."""
    exact = Decimal(repr(value))
    if len(exact.as_tuple().digits) <= PRINTED_DIGITS:
        return exact
    places = Decimal(1).scaleb(-max(0, 5 - exact.adjusted()))
    # Halves go away from zero, as on the page once it moves.
    return exact.quantize(places, ROUND_HALF_UP).normalize()


def _controls(explorer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the controls of an explorer, each slider with its first number as it is shown."""
    return [
        {**control, "shown": f"{control['default']:{control.get('spec', '')}}"}
        for control in explorer.get("controls", [])
    ]


def _caption(payload: Payload) -> str:
    sources = "; ".join(payload["sources"])
    return " ".join(filter(None, [payload["note"], f"Sources: {sources}." if sources else ""]))


def markup(payload: Payload, static: str) -> str:
    """Return a figure as HTML that is complete before any script runs.

    Parameters
    ----------
    payload : mapping
        The figure.
    static : str
        Address of the folder with all drawings, seen from the page.
    """
    folder = draw(payload)
    explorer, broad = payload.get("explorer", {}), payload.get("broad", False)
    return render(
        "book/figure.html",
        figure=payload,
        drawing=folder.name,
        static=static,
        root=f"{static}/{folder.name}",
        sizes=json.loads((folder / "sizes.json").read_text("utf-8")),
        dark=DARK,
        phone=CRAMPED if broad else PHONE,
        broad=broad,
        explorer=explorer,
        controls=_controls(explorer),
        caption=_caption(payload),
        rows=_rows(payload),
    )


class MissingAltTextError(Exception):
    """A chart has no alternative text."""


class FigureRenderer:
    """Turns figures and bare Altair charts into HTML; found by MyST-NB as an entry point."""

    mime_priority_overrides: ClassVar = [("*", MIME, 1), ("*", VEGALITE, 2)]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Render one output, or return None for what is not ours.

        Raises
        ------
        MissingAltTextError
            If a chart has no alternative text.
        """
        if inline or data.mime_type not in (MIME, VEGALITE):
            return None
        payload = data.content if data.mime_type == MIME else plain(data.content)
        env = renderer.renderer.sphinx_env
        if not payload["alt"].strip():
            raise MissingAltTextError(
                f"{env.docname}, line {data.line}: the chart has no alternative text; say in "
                ".properties(description=…) what is to be seen"
            )
        static = "../" * env.docname.count("/") + "_static/charts"
        content = markup(payload, static)
        env.metadata[env.docname].setdefault("charts", []).append(key(payload))
        return [nodes.raw(text=content, format="html", classes=["output"])]
