"""The whole network: concepts as boxes in layers, relations as lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.boxes import LETTERS, ROW_HEIGHT, Plane, boxes, layout, plane_of
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd


def network_diagram(
    places: Mapping[str, pd.DataFrame], links: pd.DataFrame, names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw the whole network, its concepts as boxes in layers, coloured by text.

    Parameters
    ----------
    places : mapping of str to pandas.DataFrame
        By layout (``wide`` and ``narrow``): ``concept``, ``label``, ``type``, ``stage``,
        ``text``, ``column``, ``row``.
    links : pandas.DataFrame
        ``from``, ``to``, ``relation``, ``text``, ``basis``, ``note``.
    names : mapping of str to str
        What each text is called in the legend.
    width : int
        Width in pixels.
    """
    laid_out = places[layout(width)]
    texts = [text for text in TEXT_COLOURS if text in set(laid_out["text"])]
    scale = alt.Scale(domain=texts, range=[TEXT_COLOURS[text] for text in texts])
    colour = alt.Color(
        "text:N",
        scale=scale,
        legend=alt.Legend(
            title=None,
            columns=1 if width <= NARROW else 0,
            symbolType="stroke",
            labelExpr=f"({json.dumps(dict(names))})[datum.label]",
        ),
    )
    plane = plane_of(laid_out, width)
    lines, sheets, words, *stages = ground(plane, laid_out, links, layout(width))
    lines = lines.encode(colour)
    sheets = sheets.encode(stroke=alt.Stroke("text:N", scale=scale, legend=None))
    return plane.sized(alt.layer(lines, sheets, words, *stages))


def ground(
    plane: Plane, places: pd.DataFrame, links: pd.DataFrame, name: str
) -> tuple[alt.Chart, ...]:
    """Return the layers of a network: relations, boxes, names, rails and names of the stages.

    Parameters
    ----------
    plane : Plane
        Where boxes stand on the page.
    places : pandas.DataFrame
        One layout, as :func:`network_diagram` takes them by name.
    links : pandas.DataFrame
        As for :func:`network_diagram`.
    name : str
        Name of the layout.
    """
    boxed = boxes(places, LETTERS[name], ROW_HEIGHT[name])
    return (
        _relations(plane, places, links),
        *_concepts(plane, boxed),
        *_stages(plane, places),
    )


def _relations(plane: Plane, places: pd.DataFrame, links: pd.DataFrame) -> alt.Chart:
    at = places.set_index("concept")
    ends = links.assign(
        x=links["from"].map(at["column"]),
        y=links["from"].map(at["row"]),
        x2=links["to"].map(at["column"]),
        y2=links["to"].map(at["row"]),
        start=links["from"].map(at["label"]),
        end=links["to"].map(at["label"]),
    )[["x", "y", "x2", "y2", "start", "end", "relation", "text", "basis", "note"]]
    dash = alt.condition("datum.basis === 'stated'", alt.value([1, 0]), alt.value([4, 3]))
    return (
        alt.Chart(ends.dropna(subset=["x", "x2"]))
        .mark_rule(strokeWidth=1, opacity=0.6, style="rail")
        .encode(
            plane.x("x"),
            plane.y("y"),
            alt.X2("x2:Q"),
            alt.Y2("y2:Q"),
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("start:N", title="From"),
                alt.Tooltip("relation:N", title="Relation"),
                alt.Tooltip("end:N", title="To"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )


def _concepts(plane: Plane, boxed: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Return boxes and the names in them."""
    sheets = (
        alt.Chart(boxed)
        .mark_rect(cornerRadius=4, strokeWidth=1.3, style="sheet")
        .encode(
            plane.x("left"),
            alt.X2("right:Q"),
            plane.y("top"),
            alt.Y2("bottom:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="Concept"),
                alt.Tooltip("type:N", title="Type"),
                alt.Tooltip("stage:N", title="Stage"),
            ],
        )
    )
    words = (
        alt.Chart(boxed)
        .mark_text(lineBreak="\n", lineHeight=13, fontSize=11, baseline="middle")
        .encode(plane.x("column"), plane.y("first_line"), text="words:N")
    )
    return sheets, words


def _stages(plane: Plane, places: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Return a rail beside the rows of each stage, and the stages' names."""
    layers = places.groupby("stage", sort=False)["row"].agg(["min", "max"]).reset_index()
    layers = layers.assign(
        top=layers["min"] - 0.42,
        bottom=layers["max"] + 0.42,
        middle=(layers["min"] + layers["max"]) / 2,
    )
    rails = (
        alt.Chart(layers)
        .mark_rule(strokeWidth=3, style="rail")
        .encode(plane.y("top"), alt.Y2("bottom:Q"), x=alt.value(-5))
    )
    names = (
        alt.Chart(layers)
        .mark_text(angle=270, fontSize=11, baseline="middle", style="aside")
        .encode(plane.y("middle"), x=alt.value(-13), text="stage:N")
    )
    return rails, names
