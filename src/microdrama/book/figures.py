"""Figures in the published page: complete before any script, alive once they come into view.

A notebook output becomes one ``<figure>``: a picture for light and dark, laptop and phone,
its alternative text, its table and the table as CSV. The page's script replaces the picture
by the same chart, drawn by Vega, when a reader gets to it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from microdrama.book.drawing import Payload, draw, key, plain
from microdrama.show.blocks import legend, scrolling
from microdrama.show.figure import MIME, VEGALITE

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer

#: Below this page width the phone's drawing is used.
PHONE = "(max-width: 719px)"

#: Paper is white, whatever the reader's screen is.
DARK = "screen and (prefers-color-scheme: dark)"

#: Headings whose numbers are years and take no comma.
YEARS = {"Year", "From", "To"}

#: No source prints a number with more digits than this; a longer one was computed.
PRINTED_DIGITS = 10


def _table(table: Mapping[str, Any], label: str) -> str:
    body = "".join(
        "<tr>" + "".join(map(_cell, table["columns"], row)) + "</tr>" for row in table["rows"]
    )
    return scrolling(table["columns"], body, label)


def _cell(column: object, value: object) -> str:
    if value is None:
        return "<td>–</td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        grouping = "" if column in YEARS else ","
        return f'<td class="numeric">{_readable(value):{grouping}f}</td>'
    return f"<td>{html.escape(str(value))}</td>"


def _readable(value: float) -> Decimal:
    """Round what was computed to six digits; what was printed or counted keeps all of its own."""
    exact = Decimal(repr(value))
    if len(exact.as_tuple().digits) <= PRINTED_DIGITS:
        return exact
    return round(exact, max(0, 5 - exact.adjusted())).normalize()


def _picture(root: str, alt: str, sizes: Mapping[str, list[int]]) -> str:
    def source(name: str, scheme: str, media: str) -> str:
        width, height = sizes[name]
        return (
            f'<source data-scheme="{scheme}" media="{media}" srcset="{root}/{name}-{scheme}.svg" '
            f'width="{width}" height="{height}">'
        )

    width, height = sizes["wide"]
    return (
        "<picture>"
        + source("narrow", "dark", f"{DARK} and {PHONE}")
        + source("wide", "dark", DARK)
        + source("narrow", "light", PHONE)
        + f'<img src="{root}/wide-light.svg" alt="{html.escape(alt)}" '
        f'width="{width}" height="{height}" decoding="async"></picture>'
        # Hidden on a screen, and so not loaded there; a browser loads it when it prints.
        f'<img class="paper" src="{root}/wide-light.svg" alt="{html.escape(alt)}" '
        f'width="{width}" height="{height}" loading="lazy" decoding="async">'
    )


def _controls(explorer: Mapping[str, Any], name: str, title: str) -> str:
    parts = [f'<form class="controls" aria-label="{html.escape(title)}" autocomplete="off">']
    for control in explorer["controls"]:
        field, label = f"{name}-{control['name']}", html.escape(control["label"])
        if "options" in control:
            options = "".join(
                f'<option value="{html.escape(value)}">{html.escape(text)}</option>'
                for value, text in control["options"]
            )
            parts.append(
                f'<div class="control"><label for="{field}">{label}</label>'
                f'<select id="{field}" name="{control["name"]}">{options}</select></div>'
            )
            continue
        shown = f"{control['default']:{control['spec']}}"
        parts.append(
            f'<div class="control"><label for="{field}">{label} <span class="unit">'
            f'({html.escape(control["unit"])})</span></label><div class="slide">'
            f'<input type="range" id="{field}" name="{control["name"]}" min="{control["low"]}" '
            f'max="{control["high"]}" step="{control["step"]}" value="{control["default"]}">'
            f'<output for="{field}">{shown}</output></div></div>'
        )
    return "".join([*parts, '<button type="reset">Reset to the text’s own case</button></form>'])


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
    sizes = json.loads((folder / "sizes.json").read_text("utf-8"))
    root, title = f"{static}/{folder.name}", payload["title"]
    name, explorer = html.escape(payload["name"]), payload.get("explorer")
    rows = len(payload["table"]["rows"])
    parts = [f'<figure class="chart" id="{name}" data-chart="{folder.name}" data-root="{static}">']
    if title:
        parts.append(f'<p class="chart-title">{html.escape(title)}</p>')
    if explorer:
        parts.append(_controls(explorer, payload["name"], title))
        parts.append(
            f'<p class="explorer-says" role="status">{html.escape(explorer["sentence"])}</p>'
            f'<p class="explorer-print">{html.escape(explorer["sentence"])}</p>'
        )
    parts.append(f'<div class="chart-area">{_picture(root, payload["alt"], sizes)}</div>')
    sources = "; ".join(html.escape(source) for source in payload["sources"])
    caption = [html.escape(payload["note"]), f"Sources: {sources}." if sources else ""]
    parts.append(
        f"<figcaption>{' '.join(c for c in caption if c)}{legend(payload['kinds'])}</figcaption>"
    )
    parts.append(
        f'<details class="chart-table"><summary>Table ({rows:,} rows)</summary>'
        f'<p><a href="{root}/table.csv" download="{name}.csv">Download as CSV</a></p>'
        f"{_table(payload['table'], 'Table: ' + (title or payload['name']))}</details>"
    )
    return "".join([*parts, "</figure>"])


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
