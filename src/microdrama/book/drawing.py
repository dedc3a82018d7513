"""Drawing a figure once for each content: pictures, the moving chart, the table as CSV.

Everything a figure needs in the page is kept in ``_build/.charts``, in a folder named after
the content. A chart is compiled to Vega with tokens for its inks, so that one drawing serves
the light and the dark page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import vl_convert

from microdrama.charts.theme import FONT, INKS, MEASURED, config
from microdrama.intake.downloads import as_csv
from microdrama.paths import BUILD
from microdrama.show.explorer import BASE
from microdrama.show.figure import MIME, NARROW, VEGALITE, widest

if TYPE_CHECKING:
    from nbformat import NotebookNode

DRAWN = BUILD / ".charts"

#: The version of Vega-Lite that the pinned Altair writes.
VEGALITE_VERSION = "5.20"

#: Changes when the drawing itself changes, so that kept drawings are made again.
_EDITION = "5"

Payload = Mapping[str, Any]


class DrawingError(Exception):
    """Vega cannot draw a chart."""


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
    title = title.get("text", "") if isinstance(title, dict) else title or ""
    data = spec.get("data")
    inline = data.get("values", []) if isinstance(data, dict) else []
    rows = next(iter(spec.get("datasets", {}).values()), inline)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return {
        "name": "chart-" + _digest(spec)[:8],
        "title": " ".join(title) if isinstance(title, list) else title,
        "alt": spec.get("description", ""),
        "note": "",
        "folded": "",
        "sources": [],
        "kinds": [],
        "broad": False,
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
        if BASE not in {data["name"] for data in vega["data"]}:
            # A chart that only asks for settings draws none of the rows, and loses them.
            vega["data"].insert(0, {"name": BASE, "values": _as_vega(spec["data"]["values"])})
        # The rows behind the sentence and the table, by the same formula as the chart.
        vega["data"].append({"name": "explorer", "source": BASE, "transform": steps})
    return vega


def _as_vega(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write rows as Vega does, which knows no difference of 20.0 and 20; so they are kept once."""

    def one(value: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return [{name: one(value) for name, value in row.items()} for row in rows]


def _inked(text: str, scheme: str) -> str:
    text = text.replace(MEASURED, FONT)
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

    Raises
    ------
    DrawingError
        If Vega cannot; the message names the chart and gives Vega's reason.
    """
    folder = DRAWN / key(payload)
    if (folder / "sizes.json").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    explorer = payload.get("explorer", {})
    sizes, compiled = {}, {}
    for name, width in (("wide", widest(payload.get("broad", False))), ("narrow", NARROW)):
        try:
            vega = _compile(payload[name], width, explorer.get("transforms", []))
            svg = vl_convert.vega_to_svg(vega)
        except ValueError as error:
            # A line of what failed, a line with the reason, then lines of Vega's own code.
            reason = str(error).splitlines()[:2][-1]
            raise DrawingError(
                f"the chart “{payload['title']}” cannot be drawn: {reason}"
            ) from None
        for scheme in ("light", "dark"):
            (folder / f"{name}-{scheme}.svg").write_text(_inked(svg, scheme), "utf-8")
        sizes[name] = _size(svg)
        compiled[name] = vega
    (folder / "chart.js").write_text(_script(folder.name, compiled, explorer), "utf-8")
    (folder / "table.csv").write_text(_csv(payload["table"]), "utf-8-sig")
    # Put in place last and whole: its presence says that the folder is complete.
    complete = folder / ".sizes.json"
    complete.write_text(json.dumps(sizes), "utf-8")
    complete.replace(folder / "sizes.json")
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
        sent = ("controls", "sentences", "columns", "ways_back")
        chart["explorer"] = {name: explorer[name] for name in sent}
    # A script rather than JSON, so that it also loads from a folder on disk.
    body = json.dumps(chart, ensure_ascii=False, separators=(",", ":"))
    body = body.replace(MEASURED, FONT)
    return f'microdrama.chart("{name}",{body});\n'


def _csv(table: Mapping[str, Any]) -> str:
    return as_csv([table["columns"], *table["rows"]], line_end="\n")
