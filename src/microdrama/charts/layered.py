"""Boxes with words, and arrows between them, where :mod:`microdrama.layered` has put them.

A picture sets its words first (:func:`wrapped`, :func:`sized`), has the graph laid out with boxes
of that size, and draws layer by layer: groups, lines, arrowheads, boxes, words. Each layer is a
chart of Altair's, so that a picture may add its own encodings and conditions.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import altair as alt

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.layered import Layout, Size

#: Pixels of type, and from one line of words to the next.
TYPE, LINE = 12, 15

#: Pixels between a box and its words, at each side and above and below.
PADDING = (8, 6)

#: Thousandths of the size of type that letters take in Helvetica, Arial and their metric twins
#: (Adobe's font metrics); letters that are not listed take 556, Chinese signs 1000.
_WIDTHS = {
    191: "'",
    222: "ijl’‘",
    278: "ftI .,:;/!·",
    333: "r-()“”",
    500: "ckvxyszJ",
    611: "FTZ",
    667: "ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…→",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}

#: What a line ends in, pointing right, its tip at the origin. Only an arrowhead needs the room that
#: a layout keeps for it; to the others the line runs on.
HEADS = {
    "arrow": "M0,0L-2,-0.8L-2,0.8Z",
    "diamond": "M0,0L-1.2,-0.9L-2.4,0L-1.2,0.9Z",
    "bar": "M0,-1.5L0,1.5L-0.5,1.5L-0.5,-1.5Z",
    "none": "M0,0Z",
}

#: Pixels of an arrowhead of :func:`microdrama.layered.layered`, as Vega counts a symbol's size.
_HEAD_SIZE = 8**2

#: Positions in pixels: nothing here is a quantity, so there is no scale to read off.
NO_AXIS = {"scale": None, "axis": None}


def length(text: str, size: float = TYPE) -> float:
    """Return how many pixels a text takes in one line.

    Parameters
    ----------
    text : str
        The text.
    size : float
        Size of the type in pixels.
    """
    wide = (1000 if letter >= "\u2e80" else _WIDTH.get(letter, 556) for letter in text)
    return sum(wide) * size / 1000


def wrapped(text: str, width: float, size: float = TYPE) -> str:
    """Return a text in lines of whole words that fit a width.

    Parameters
    ----------
    text : str
        Words, one space apart; line breaks stay.
    width : float
        Pixels. A single word that is longer stands alone in its line.
    size : float
        Size of the type in pixels.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".lstrip()
            if line and length(longer, size) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def sized(
    words: Mapping[Hashable, str], *, width: float | None = None, size: float = TYPE
) -> dict[Hashable, Size]:
    """Return the size of a box around each text.

    Parameters
    ----------
    words : mapping of node to str
        Texts with their line breaks, as :func:`wrapped` returns them.
    width : float, optional
        Width of every box; each as wide as its words if left out.
    size : float
        Size of the type in pixels.
    """
    across, down = PADDING
    return {
        node: (
            width or max(length(line, size) for line in text.split("\n")) + 2 * across,
            LINE * (text.count("\n") + 1) + 2 * down,
        )
        for node, text in words.items()
    }


def lines(
    layout: Layout, links: pd.DataFrame, tooltip: Mapping[str, str] | None = None
) -> tuple[alt.Chart, alt.Chart]:
    """Return the lines of a graph and the heads of their arrows.

    Parameters
    ----------
    layout : Layout
        Where they run.
    links : pandas.DataFrame
        ``from``, ``to``, and if wanted ``colour`` (of the palette), ``dashed`` and ``head``: one of
        :data:`HEADS`. Further columns are there for encodings that a picture adds.
    tooltip : mapping of str to str, optional
        Columns of ``links`` that show under the pointer, with their headings.
    """
    import pandas as pd

    points, heads = (
        places.merge(links, on=["from", "to"], validate="many_to_one")
        for places in (layout.edges, layout.heads)
    )
    if "head" in links:
        # The tip comes after all points of its line.
        on = heads[heads["head"].isin(["bar", "none"])].assign(point=len(points))
        points = pd.concat([points, on[points.columns]], ignore_index=True)
        heads["head"] = heads["head"].map(HEADS)
    ends = [alt.X("x:Q", **NO_AXIS), alt.Y("y:Q", **NO_AXIS)]
    shown = [alt.Tooltip(f"{field}:N", title=title) for field, title in (tooltip or {}).items()]
    curves = (
        alt.Chart(points)
        .mark_line(strokeWidth=1.6, style="aside", strokeCap="butt")
        .encode(*ends, detail="edge:N", order="point:O")
    )
    tips = (
        alt.Chart(heads)
        .mark_point(shape=HEADS["arrow"], size=_HEAD_SIZE, filled=True, style="aside", opacity=1)
        .encode(*ends, angle=alt.Angle("angle:Q", scale=None))
    )
    if "head" in links:
        tips = tips.encode(shape=alt.Shape("head:N", scale=None))
    if shown:
        curves, tips = curves.encode(tooltip=shown), tips.encode(tooltip=shown)
    if "dashed" in links:
        dashes = alt.condition("datum.dashed", alt.value([5, 3]), alt.value([1, 0]))
        curves = curves.encode(strokeDash=dashes)
    if "colour" in links:
        colour = alt.Color("colour:N", scale=None, legend=None)
        curves, tips = curves.encode(colour), tips.encode(colour)
    return curves, tips


def boxes(
    layout: Layout, nodes: pd.DataFrame, tooltip: Mapping[str, str] | None = None
) -> alt.Chart:
    """Return the boxes of a graph.

    Parameters
    ----------
    layout : Layout
        Where they stand.
    nodes : pandas.DataFrame
        ``node``, and if wanted ``colour``: of the palette, for the frame.
    tooltip : mapping of str to str, optional
        Columns of ``nodes`` that show under the pointer, with their headings.
    """
    chart = (
        alt.Chart(layout.boxes.merge(nodes, on="node"))
        .mark_rect(cornerRadius=4, strokeWidth=1.3, style="sheet")
        .encode(
            alt.X("left:Q", **NO_AXIS),
            alt.Y("top:Q", **NO_AXIS),
            alt.X2("right:Q"),
            alt.Y2("bottom:Q"),
        )
    )
    if tooltip:
        shown = [alt.Tooltip(f"{field}:N", title=title) for field, title in tooltip.items()]
        chart = chart.encode(tooltip=shown)
    if "colour" in nodes:
        chart = chart.encode(stroke=alt.Stroke("colour:N", scale=None, legend=None))
    return chart


def words(
    layout: Layout, nodes: pd.DataFrame, *, align: str = "center", size: float = TYPE
) -> alt.Chart:
    """Return the words within the boxes of a graph.

    Parameters
    ----------
    layout : Layout
        Where the boxes stand.
    nodes : pandas.DataFrame
        ``node``, ``words`` with their line breaks.
    align : {"center", "left"}
        Names stand in the middle, sentences begin at the left.
    size : float
        Size of the type in pixels.
    """
    at = layout.boxes.merge(nodes, on="node")
    middle = (at["top"] + at["bottom"]) / 2
    at = at.assign(
        x=at["left"] + PADDING[0] if align == "left" else (at["left"] + at["right"]) / 2,
        # Lines of words run down from their place, so the first is set higher.
        y=middle - at["words"].str.count("\n") * LINE / 2,
    )
    return (
        alt.Chart(at)
        .mark_text(align=align, baseline="middle", lineBreak="\n", lineHeight=LINE, fontSize=size)
        .encode(alt.X("x:Q", **NO_AXIS), alt.Y("y:Q", **NO_AXIS), text="words:N")
    )


def groups(layout: Layout) -> tuple[alt.Chart, alt.Chart]:
    """Return a frame around each group of a graph, and its name within, above the boxes.

    Parameters
    ----------
    layout : Layout
        Laid out with a ``group_header`` of a line of words.
    """
    at = layout.groups.assign(x=layout.groups["left"] + PADDING[0], y=layout.groups["top"] + LINE)
    frames = (
        alt.Chart(at)
        .mark_rect(cornerRadius=6, fillOpacity=0, style="sheet")
        .encode(
            alt.X("left:Q", **NO_AXIS),
            alt.Y("top:Q", **NO_AXIS),
            alt.X2("right:Q"),
            alt.Y2("bottom:Q"),
        )
    )
    names = (
        alt.Chart(at)
        .mark_text(align="left", baseline="middle", style="aside", fontWeight="bold")
        .encode(alt.X("x:Q", **NO_AXIS), alt.Y("y:Q", **NO_AXIS), text="group:N")
    )
    return frames, names


def picture(layout: Layout, nodes: pd.DataFrame, links: pd.DataFrame) -> alt.LayerChart:
    """Draw a whole graph: groups, lines, arrowheads, boxes and words.

    Parameters
    ----------
    layout : Layout
        Where everything stands.
    nodes, links : pandas.DataFrame
        As :func:`boxes`, :func:`words` and :func:`lines` take them.
    """
    layers = [*(groups(layout) if len(layout.groups) else ()), *lines(layout, links)]
    layers += [boxes(layout, nodes), words(layout, nodes)]
    return alt.layer(*layers).properties(width=layout.width, height=layout.height)
