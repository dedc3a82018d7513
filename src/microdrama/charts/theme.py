"""One look for every chart: palette, type, and one mark for each kind of number."""

from __future__ import annotations

from typing import Any

import altair as alt

from microdrama.evidence.kinds import MARKS

#: Colours that keep 3:1 against both the light and the dark page and stay apart for readers
#: with a colour-vision deficiency (after Okabe and Ito, "Color universal design", 2008,
#: moved to middle lightness). The last four were searched for by computer, as far from all others
#: as possible; only verdicts use them.
PALETTE = {
    "blue": "#1776bc",
    "vermilion": "#cc5716",
    "green": "#17916b",
    "purple": "#b06baa",
    "ochre": "#b18b3d",
    "grey": "#7b8289",
    "brown": "#806030",
    "leaf": "#68a060",
    "magenta": "#b028a0",
    "violet": "#8880f8",
}

#: One colour a text, in every chart that tells texts apart.
TEXT_COLOURS = {
    "zhao2025": PALETTE["blue"],
    "wang2026": PALETTE["green"],
    "meng2025": PALETTE["ochre"],
    "zhejiang2025": PALETTE["purple"],
    "zhang2025": PALETTE["vermilion"],
}

#: One colour a verdict, the weightiest first, in every chart that tells verdicts apart: warm where
#: something speaks against a claim, green and blue where it came through a check. What is not
#: settled is grey, whether it cannot be checked or nobody has.
VERDICT_COLOURS = {
    "inconsistent": PALETTE["vermilion"],
    "disputed": PALETTE["ochre"],
    "differs": PALETTE["brown"],
    "forecast": PALETTE["purple"],
    "recomputed": PALETTE["green"],
    "traced": PALETTE["leaf"],
    "consistent": PALETTE["blue"],
    "other definition": PALETTE["magenta"],
    "interpretive": PALETTE["violet"],
    "not checkable": PALETTE["grey"],
    "not checked": PALETTE["grey"],
}

#: The same hues as ink, for the words of a verdict's label on the light and on the dark page:
#: words need 4.5:1, and no colour has that on both. ``book.css`` says the same.
VERDICT_INKS = {
    "light": {
        "inconsistent": "#813003",
        "disputed": "#8a620f",
        "differs": "#584020",
        "forecast": "#7030a8",
        "recomputed": "#025a3e",
        "traced": "#406828",
        "consistent": "#11619c",
        "other definition": "#902080",
        "interpretive": "#1048c8",
        "not checkable": "#4d565f",
        "not checked": "#4d565f",
    },
    "dark": {
        "inconsistent": "#ee9868",
        "disputed": "#eec268",
        "differs": "#e0a818",
        "forecast": "#f880e0",
        "recomputed": "#81e4c5",
        "traced": "#78c090",
        "consistent": "#75bcf0",
        "other definition": "#c890c0",
        "interpretive": "#b890f8",
        "not checkable": "#adb5bd",
        "not checked": "#adb5bd",
    },
}

#: Shapes of the four kinds of number, as the legend under each chart draws them.
_RING = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-.6,0A.6,.6,0,1,0,.6,0A.6,.6,0,1,0,-.6,0Z"
SHAPES = {
    "reported": "circle",
    "recomputed": "diamond",
    "reconstructed": _RING,
    "assumed": "triangle-up",
}

#: What text in charts is set in: fonts of one width, of which every system has one, so that a
#: picture that was laid out elsewhere has room for its text; Chinese falls back to the system's.
FONT = (
    "Arial, 'Liberation Sans', Helvetica, Arimo, Roboto, 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)

#: The font of this width that comes with vl-convert. Text is measured in it before the page
#: sets it in ``FONT``, so that every machine lays a chart out alike, whatever fonts it has.
MEASURED = "Liberation Sans, sans-serif"

#: Ink, quiet ink and rules on the two pages. The tokens stand for them in a chart that is
#: compiled once and inked later, for the page that shows it.
INKS = {
    "token": {"ink": "#01010a", "quiet": "#01010b", "rule": "#01010c", "page": "#01010d"},
    "light": {"ink": "#1b1f24", "quiet": "#4d565f", "rule": "#d9dde1", "page": "#ffffff"},
    "dark": {"ink": "#e8eaed", "quiet": "#adb5bd", "rule": "#3a4149", "page": "#14171b"},
}


def config(scheme: str = "light") -> dict[str, Any]:
    """Return the Vega-Lite configuration for the light or the dark page.

    Long because it is one table.
    """
    ink = INKS[scheme]
    text = {
        "labelColor": ink["quiet"],
        "titleColor": ink["ink"],
        "labelFontSize": 12,
        "titleFontSize": 12,
    }
    return {
        "background": None,
        "font": MEASURED if scheme == "token" else FONT,
        "view": {"stroke": None, "continuousWidth": 560},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "domainColor": ink["quiet"],
            "tickColor": ink["rule"],
            "gridColor": ink["rule"],
            "labelLimit": 400,
        },
        "legend": {
            **text,
            "titleFontWeight": "normal",
            "labelLimit": 400,
            "orient": "top",
            "title": None,
        },
        "header": {**text, "titleFontWeight": "normal"},
        "title": {"color": ink["ink"], "anchor": "start", "fontSize": 14, "fontWeight": 600},
        "text": {"color": ink["ink"], "fontSize": 12},
        "rule": {"color": ink["quiet"]},
        "range": {"category": list(PALETTE.values())[:6]},
        "point": {"size": 70, "opacity": 1, "filled": True},
        "line": {"strokeWidth": 2},
        "bar": {"color": PALETTE["blue"]},
        # Marks that take the colours of the page name one of these as their style.
        "style": {
            "sheet": {"color": ink["page"], "stroke": ink["rule"]},
            "rail": {"color": ink["rule"]},
            "aside": {"color": ink["quiet"]},
        },
    }


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour (WCAG 2.2).

    A hair beside pure white, which is the ink of the light page and would turn in the dark.
    """
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    light = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#010101" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#fefefe"


def kind_shape(field: str = "kind") -> alt.Shape:
    """Encode the kind of a number as the shape of its mark."""
    scale = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    return alt.Shape(f"{field}:N", scale=scale, legend=None)


def kind_legend(kinds: list[str]) -> list[tuple[str, str]]:
    """Return mark and name of each kind, in the fixed order."""
    return [(MARKS[kind], kind) for kind in MARKS if kind in kinds]


@alt.theme.register("microdrama", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig({"config": config()})


alt.renderers.enable("mimetype")
