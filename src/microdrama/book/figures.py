"""Figures in the published page: drawn at build, alive once they come into view.

A notebook output becomes one ``<figure>``: a picture for light and dark, laptop and phone,
its alternative text, its table and the table as CSV. The drawing is done once for each
content and kept in ``_build/.charts``; the page's script replaces the picture by the same
chart, drawn by Vega, when a reader gets to it.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import vl_convert
from docutils import nodes

from microdrama.charts.theme import INKS, config
from microdrama.explore import BASE
from microdrama.figure import MIME, NARROW, VEGALITE, WIDE
from microdrama.numbers import MEANINGS, mark_html
from microdrama.paths import BUILD

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer
    from nbformat import NotebookNode

DRAWN = BUILD / ".charts"

#: Below this page width the phone's drawing is used.
PHONE = "(max-width: 640px)"
DARK = "(prefers-color-scheme: dark)"

#: The version of Vega-Lite that the pinned Altair writes.
VEGALITE_VERSION = "5.20"

#: Changes when the drawing itself changes, so that kept drawings are made again.
_EDITION = "1"

Payload = Mapping[str, Any]


def payloads_of(cell: NotebookNode) -> Iterator[Payload]:
    """Yield the payload of every figure among a cell's outputs."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if MIME in data:
            yield data[MIME]
        elif VEGALITE in data:
            yield plain(data[VEGALITE])


def plain(spec: dict[str, Any]) -> Payload:
    """Make a payload of a bare Altair chart: title, description and data become the figure."""
    spec = dict(spec)
    title = spec.pop("title", "")
    title = title if isinstance(title, str) else (title or {}).get("text", "")
    rows = next(iter(spec.get("datasets", {}).values()), [])
    columns = list(rows[0]) if rows else []
    return {
        "name": "chart-" + _digest(spec)[:8],
        "title": " ".join(title) if isinstance(title, list) else title,
        "alt": spec.get("description", ""),
        "note": "",
        "sources": [],
        "kinds": [],
        "table": {"columns": columns, "rows": [[row.get(c) for c in columns] for row in rows]},
        "wide": spec,
        "narrow": spec,
    }


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def key(payload: Payload) -> str:
    """Return the name under which a payload's drawings are kept."""
    drawn = {name: payload[name] for name in ("wide", "narrow", "table")}
    look = [config("light"), config("dark"), VEGALITE_VERSION, _EDITION]
    return _digest([drawn, payload.get("explorer"), look])[:16]


def _compile(spec: Mapping[str, Any], width: int, steps: list[dict[str, str]]) -> dict[str, Any]:
    """Compile a chart to Vega, its inks still tokens, so that one drawing serves both schemes."""
    spec = {name: value for name, value in spec.items() if name not in ("title", "usermeta")}
    if spec.get("width") in (None, "container") and ("mark" in spec or "layer" in spec):
        spec["width"] = width
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    vega = vl_convert.vegalite_to_vega(
        {**spec, "config": config("token")}, vl_version=VEGALITE_VERSION
    )
    vega.pop("$schema", None)
    vega.pop("description", None)
    if steps:
        # The rows behind the sentence and the table, by the same formula as the chart.
        vega["data"].append({"name": "explorer", "source": BASE, "transform": steps})
    return vega


def _inked(text: str, scheme: str) -> str:
    for role, token in INKS["token"].items():
        text = text.replace(token, INKS[scheme][role])
    return text


def draw(payload: Payload) -> Path:
    """Draw a figure, unless it has been drawn before.

    Parameters
    ----------
    payload : mapping
        What :meth:`microdrama.figure.Figure.payload` returns.

    Returns
    -------
    Path
        Folder with ``wide-light.svg``, ``wide-dark.svg``, ``narrow-light.svg``,
        ``narrow-dark.svg``, ``chart.js``, ``table.csv`` and ``sizes.json``.
    """
    folder = DRAWN / key(payload)
    if (folder / "sizes.json").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    explorer = payload.get("explorer", {})
    sizes, compiled = {}, {}
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        vega = _compile(payload[name], width, explorer.get("transforms", []))
        svg = vl_convert.vega_to_svg(vega)
        for scheme in ("light", "dark"):
            (folder / f"{name}-{scheme}.svg").write_text(_inked(svg, scheme), "utf-8")
        sizes[name] = _size(svg)
        compiled[name] = vega
    (folder / "chart.js").write_text(_script(folder.name, compiled, explorer), "utf-8")
    (folder / "table.csv").write_text(_csv(payload["table"]), "utf-8-sig")
    # Written last: its presence says that the folder is complete.
    (folder / "sizes.json").write_text(json.dumps(sizes), "utf-8")
    return folder


def _size(svg: str) -> list[int]:
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg) or re.search(
        r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg
    )
    if found is None:
        raise ValueError("the drawing states no size")
    return [round(float(side)) for side in found.groups()]


def _script(name: str, compiled: Mapping[str, Any], explorer: Mapping[str, Any]) -> str:
    """Write what the page's script needs to bring a chart to life; data are kept once."""
    values: dict[str, Any] = {}
    for vega in compiled.values():
        for data in vega["data"]:
            if "values" in data:
                digest = _digest(data["values"])[:8]
                values[digest] = data["values"]
                data["values"] = {"shared": digest}
    chart = {**compiled, "values": values, "inks": INKS}
    if explorer:
        chart["explorer"] = {k: explorer[k] for k in ("controls", "sentences", "columns")}
    # A script rather than JSON, so that it also loads from a folder on disk.
    body = json.dumps(chart, ensure_ascii=False, separators=(",", ":"))
    return f'microdramaChart("{name}",{body});\n'


def _csv(table: Mapping[str, Any]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table["columns"])
    writer.writerows(table["rows"])
    return buffer.getvalue()


def _table(table: Mapping[str, Any], label: str) -> str:
    head = "".join(f'<th scope="col">{html.escape(str(c))}</th>' for c in table["columns"])
    body = "".join(
        "<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in table["rows"]
    )
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    if value is None:
        return "<td>–</td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="numeric">{value:,.10g}</td>'
    return f"<td>{html.escape(str(value))}</td>"


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
        + source("narrow", "dark", f"{PHONE} and {DARK}")
        + source("wide", "dark", DARK)
        + source("narrow", "light", PHONE)
        + f'<img src="{root}/wide-light.svg" alt="{html.escape(alt)}" '
        f'width="{width}" height="{height}" decoding="async"></picture>'
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


def _legend(kinds: list[str]) -> str:
    items = "".join(f"<li>{mark_html(kind)} {kind}: {MEANINGS[kind]}</li>" for kind in kinds)
    return f'<ul class="kinds">{items}</ul>' if items else ""


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
        )
    parts.append(f'<div class="chart-area">{_picture(root, payload["alt"], sizes)}</div>')
    sources = "; ".join(html.escape(source) for source in payload["sources"])
    caption = [html.escape(payload["note"]), f"Sources: {sources}." if sources else ""]
    parts.append(
        f"<figcaption>{' '.join(c for c in caption if c)}{_legend(payload['kinds'])}</figcaption>"
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
