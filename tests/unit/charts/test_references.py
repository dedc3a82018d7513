"""Charts of what the texts cite: works on shelves, shares of claims, one work's passages."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import pytest

import drawn
from microdrama.charts import references as draw
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.evidence.citations.backing import BACKING
from microdrama.exhibits.registry import chapter
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)
SHELVES = ("by-age", "by-subject", "by-kind-of-work")
SHARES = ("claims-by-kind", "claims-by-text")


def exhibit(name: str):
    """Return how an exhibit of the page is drawn at a width."""
    return lambda width: drawn.specification(chapter("references")[name], width)


def chosen(work: str):
    return lambda width: chapter("references")["one-work"].specification(width, {"chosen": work})


CHARTS = {
    **{name: exhibit(name) for name in (*SHELVES, *SHARES, "one-work")},
    # The work with most lines, one that is cited and carries nothing, one that is never cited.
    "most": chosen("zhang2025-nrta2024"),
    "nothing": chosen("zhang2025-baym2018"),
    "never": chosen("wang2026-barthes1972"),
}


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(CHARTS[name](width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_of_every_chart(name, width, rule):
    rule(svg(name, width), width)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_computes_or_loads_anything(name):
    assert drawn.computed_or_loaded(CHARTS[name](WIDE)) == []


def test_everything_that_a_claim_may_rest_on_has_a_colour_of_its_own():
    # In their order, which is that of the legend.
    assert list(draw.BACKING_COLOURS) == list(BACKING)
    assert len(set(draw.BACKING_COLOURS.values())) == len(BACKING)


# ---- shelves -------------------------------------------------------------------------------

#: Seven works about signs and one about screens; the names of two texts that have a colour.
WORKS = pd.DataFrame(
    [
        *[("signs", "wang2026", place in (1, 4), f"W{place}", "On signs") for place in range(7)],
        ("screens", "meng2025", True, "M", "On screens"),
    ],
    columns=["group", "source", "cited", "name", "title"],
)
GROUPS = {"signs": "signs: 7 works, 2 cited", "screens": "screens: 1 work, 1 cited", "maps": "maps"}
NAMES = {"wang2026": "One 2020\n7 works", "meng2025": "Other 2021\n1 work"}


def shelved(width: int) -> str:
    return drawn.draw(draw.shelves(WORKS, GROUPS, NAMES, width).to_dict(), width)


def squares(svg: str) -> list[tuple[str, str, str, float, float]]:
    """Return of each work its name, use, colour and place."""
    return [
        (fields["Work"], fields["In its text"], attributes["fill"], *drawn.moved(attributes))
        for fields, attributes in drawn.marks(svg, "point")
        if "Work" in fields
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_works_stand_in_the_column_of_their_text_cited_ones_first(width):
    found = squares(shelved(width))
    assert len(found) == len(WORKS)
    signs = [work for work in found if work[0] != "M"]
    assert [name for name, *_ in signs] == ["W1", "W4", "W0", "W2", "W3", "W5", "W6"]
    assert [use for _, use, *_ in signs] == ["cited"] * 2 + ["listed and never cited"] * 5
    assert {colour for _, _, colour, *_ in signs} == {TEXT_COLOURS["wang2026"]}
    half = (width - 16) / 2
    assert all(x < half for *_, x, _ in signs)
    ((_, _, colour, x, below),) = [work for work in found if work[0] == "M"]
    assert colour == TEXT_COLOURS["meng2025"]
    assert half < x < half + 20
    assert below > max(y for *_, y in signs)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_square_lies_over_another(width):
    for name in SHELVES:
        places = [(x, y) for *_, x, y in squares(svg(name, width))]
        assert len(places) == len(chapter("references").results["works"])
        for place, (x, y) in enumerate(places):
            assert all(max(abs(x - a), abs(y - b)) > 9 for a, b in places[place + 1 :])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_shelf_without_works_of_a_text_has_a_dash(width):
    # Screens of the one, signs of the other, and maps of both.
    assert drawn.said(shelved(width)).count("–") == 4
    for words in (*GROUPS.values(), "7 works", "1 work"):
        assert words in drawn.said(shelved(width))


@pytest.mark.parametrize("name", SHELVES)
def test_full_and_empty_squares_are_as_many_as_the_table_says(name):
    works = chapter("references").results["works"]
    uses = [use for _, use, *_ in squares(svg(name, NARROW))]
    assert uses.count("cited") == (works["citations"] > 0).sum()
    assert uses.count("listed and never cited") == (works["citations"] == 0).sum()


# ---- shares --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHARES)
def test_the_parts_of_a_bar_are_as_long_as_their_share(name, width):
    table = chapter("references")[name].table
    parts = [
        (fields["Of"].partition(":")[0], fields["Rest on"], attributes)
        for fields, attributes in drawn.marks(svg(name, width), "bar")
    ]
    assert [part[:2] for part in parts] == table.iloc[:, :2].to_records(index=False).tolist()
    for (_, rest, attributes), row in zip(parts, table.itertuples(index=False), strict=True):
        long = float(re.match(r"M[-\d.]+,[-\d.]+h([\d.]+)", attributes["d"])[1])
        assert long == pytest.approx((width - 24) * row.Claims / row.Of, abs=0.01)
        assert attributes["fill"] == draw.BACKING_COLOURS[rest]


# ---- one work ------------------------------------------------------------------------------


def test_lines_are_broken_at_words_and_follow_each_other():
    words = "a claim of a dozen words that no phone has room for in a line"
    rows = draw.laid([("one", words, 0), ("one", "short", 1), ("other", words, 1)])
    assert rows["wide"].to_list() == [words, "short", words]
    assert rows["narrow"].str.count("\n").to_list() == [1, 0, 1]
    assert rows["narrow"].str.replace("\n", " ").to_list() == [words, "short", words]
    assert rows[["narrow_at", "narrow_end"]].to_numpy().tolist() == [[0, 2], [2, 3], [0, 2]]
    assert rows[["wide_at", "wide_end"]].to_numpy().tolist() == [[0, 1], [1, 2], [0, 1]]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_work_that_is_never_cited_has_an_empty_square_and_says_so(width):
    ((fields, attributes),) = drawn.marks(svg("never", width), "point")
    assert fields["use"] == "listed and never cited"
    assert attributes["fill"] == TEXT_COLOURS["wang2026"]
    assert "listed and never cited" in drawn.said(svg("never", width))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_shows_the_lines_that_it_has_room_for(width):
    explorer = chapter("references")["one-work"]
    size = "narrow" if width == NARROW else "wide"
    for name, work in (("most", "zhang2025-nrta2024"), ("one-work", explorer.defaults["chosen"])):
        rows = explorer.evaluate({"chosen": work})
        shown = (rows[f"{size}_end"] <= draw.ROOM[size]).sum()
        assert len(drawn.marks(svg(name, width), "point")) == shown > 2
    # All of them, for most works.
    assert (explorer.base[f"{size}_end"] <= draw.ROOM[size]).mean() > 0.9
