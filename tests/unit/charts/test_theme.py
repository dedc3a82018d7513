"""The theme: colours that every reader tells apart and can read, and one look for every chart."""

from __future__ import annotations

import json
import math
import re
from itertools import combinations

import altair as alt
import pandas as pd
import pytest
import vl_convert

from colours import DEFICIENCIES, contrast, lab
from microdrama.charts.argument import RELATION_COLOURS
from microdrama.charts.evidence import GROUND_COLOURS
from microdrama.charts.evolution.colours import COUNTER_COLOURS, LANE_COLOURS
from microdrama.charts.theme import (
    FONT,
    INKS,
    MEASURED,
    PALETTE,
    SHAPES,
    VERDICT_COLOURS,
    VERDICT_INKS,
    config,
    kind_shape,
)
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.kinds import MARKS
from microdrama.paths import SOURCE

# ---- colours -------------------------------------------------------------------------------


def test_our_contrast_is_that_of_the_published_examples():
    # WCAG 2: black on white is 21:1; #767676 is the lightest grey at 4.5:1 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", PALETTE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_the_palette_is_seen_on_both_pages(name, scheme):
    # WCAG 2.1, 1.4.11: graphical objects need 3:1.
    assert contrast(PALETTE[name], INKS[scheme]["page"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("role", ["ink", "quiet"])
def test_words_in_a_chart_can_be_read_on_both_pages(role, scheme):
    # WCAG 2.1, 1.4.3: text needs 4.5:1.
    assert contrast(INKS[scheme][role], INKS[scheme]["page"]) >= 4.5


GROUPS = {
    "lanes": LANE_COLOURS,
    "publishers": COUNTER_COLOURS,
    "relations": RELATION_COLOURS,
    "verdicts": VERDICT_COLOURS,
    "labels on the light page": VERDICT_INKS["light"],
    "labels on the dark page": VERDICT_INKS["dark"],
    "grounds": GROUND_COLOURS,
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_that_stand_together_stay_apart_for_every_reader(group, deficiency):
    # A difference of 2.3 is just noticed (Mahy and others 1994); ten is seen in small marks.
    for one, other in combinations(dict.fromkeys(GROUPS[group].values()), 2):
        seen = DEFICIENCIES[deficiency]
        assert math.dist(lab(one, seen), lab(other, seen)) > 10, (one, other)


# ---- verdicts ------------------------------------------------------------------------------


def blocks(css: str) -> dict[str, dict[str, str]]:
    """Return the colours that a style sheet names, by the selector of the block."""
    found = re.findall(r"(:root[^{]*)\{([^}]*)\}", css)
    return {
        selector.strip(): dict(re.findall(r"--([\w-]+): (#\w+);", body)) for selector, body in found
    }


CSS = (SOURCE / "book" / "theme" / "static" / "book.css").read_text("utf-8")

#: The scheme of each block that names colours; on paper it is light, whatever the screen is.
SCHEMES = {
    ":root": "light",
    ':root[data-scheme="dark"]': "dark",
    ':root:not([data-scheme="light"])': "dark",
    ':root, :root[data-scheme], :root:not([data-scheme="light"])': "light",
}


def label_colour(status: str) -> str:
    """Return the name of the colour in which a verdict's label is set."""
    own = re.search(rf"\.status-{status.replace(' ', '-')} \{{ color: var\(--([\w-]+)\)", CSS)
    return (own or re.search(r"\.status \{.*color: var\(--([\w-]+)\); \}", CSS))[1]


@pytest.mark.parametrize("selector", SCHEMES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_label_of_a_verdict_has_the_colour_of_the_theme_on_every_page(status, selector):
    colours = blocks(CSS)
    assert list(colours) == list(SCHEMES)
    assert colours[selector][label_colour(status)] == VERDICT_INKS[SCHEMES[selector]][status]


@pytest.mark.parametrize("selector", SCHEMES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_label_of_a_verdict_can_be_read_on_the_page_and_on_a_wash(status, selector):
    # WCAG 2.1, 1.4.3: text needs 4.5:1.
    grounds = blocks(CSS)[selector]
    for ground in (grounds["page"], grounds["wash"]):
        full = "#ffffff" if ground == "#fff" else ground
        assert contrast(VERDICT_INKS[SCHEMES[selector]][status], full) >= 4.5


def hue(colour: str) -> float:
    """Return the hue of a colour, in degrees around the circle of CIE Lab."""
    _, a, b = lab(colour, DEFICIENCIES["none"])
    return math.degrees(math.atan2(b, a))


@pytest.mark.parametrize("scheme", VERDICT_INKS)
@pytest.mark.parametrize("status", STATUSES)
def test_the_label_of_a_verdict_has_the_hue_of_its_marks_in_charts(status, scheme):
    ink, mark = VERDICT_INKS[scheme][status], VERDICT_COLOURS[status]
    if mark == PALETTE["grey"]:
        _, a, b = lab(ink, DEFICIENCIES["none"])
        assert math.hypot(a, b) < 10
    else:
        # The colours of two verdicts are further apart.
        assert abs((hue(ink) - hue(mark) + 180) % 360 - 180) < 20


def test_verdicts_that_settle_something_have_colours_of_their_own_and_the_others_are_grey():
    assert list(VERDICT_COLOURS) == list(STATUSES)
    for colours in (VERDICT_COLOURS, *VERDICT_INKS.values()):
        assert list(colours) == list(STATUSES)
        assert len(set(colours.values())) == len(STATUSES) - 1
        assert colours["not checkable"] == colours["not checked"]


# ---- the look ------------------------------------------------------------------------------


def test_light_and_dark_differ_in_inks_only():
    light, dark, token = (json.dumps(config(scheme)) for scheme in ("light", "dark", "token"))
    assert light != dark
    for role in INKS["light"]:
        light = light.replace(INKS["light"][role], role)
        dark = dark.replace(INKS["dark"][role], role)
        token = token.replace(INKS["token"][role], role)
    assert light == dark == token.replace(MEASURED, FONT)


def test_text_is_measured_in_one_font_and_set_in_those_of_the_reader():
    assert config("token")["font"] == MEASURED
    assert config("light")["font"] == config("dark")["font"] == FONT
    # Or setting the one in place of the other would set it twice.
    assert MEASURED not in FONT


def test_no_token_of_an_ink_is_a_colour_that_a_chart_uses():
    used = {colour.lower() for colour in PALETTE.values()}
    tokens = list(INKS["token"].values())
    assert len(set(tokens)) == len(tokens)
    assert not used & set(tokens)
    assert not {ink for scheme in ("light", "dark") for ink in INKS[scheme].values()} & set(tokens)


def test_the_shapes_of_a_chart_are_the_marks_of_the_legend():
    assert list(SHAPES) == list(MARKS)
    spec = kind_shape().to_dict()
    assert spec["scale"]["domain"] == list(MARKS)
    # ● ◆ △; no symbol of Vega's is like ◌, so that one is a path of its own.
    shapes = dict(zip(spec["scale"]["domain"], spec["scale"]["range"], strict=True))
    assert shapes["reported"] == "circle"
    assert shapes["recomputed"] == "diamond"
    assert shapes["assumed"] == "triangle-up"
    assert len(set(shapes.values())) == 4


def test_a_reconstructed_number_never_looks_like_a_reported_one():
    assert MARKS["reconstructed"] != MARKS["reported"]
    spec = (
        alt.Chart(pd.DataFrame({"kind": list(MARKS), "value": [1, 2, 3, 4]}))
        .mark_point()
        .encode(alt.X("value:Q"), kind_shape())
    )
    svg = vl_convert.vegalite_to_svg(spec.to_dict(), vl_version="5.20")
    outline = re.compile(
        r'<path aria-label="[^"]*kind: (\w+)[^>]*?transform="[^"]*" d="([^"]*)"([^>]*)>'
    )
    drawn = {kind: (path, rest) for kind, path, rest in outline.findall(svg)}
    assert set(drawn) == set(MARKS)
    assert len(set(drawn.values())) == 4
