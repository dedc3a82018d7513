"""The survey in one picture: its words are the text's own, and nothing is said that is free."""

from __future__ import annotations

import re

import pytest

import drawn
from microdrama import ecosystem
from microdrama.evidence.ledger import claim
from microdrama.exhibits.ecosystem.pinned_down import WITH_P, WORDS_READ, pinned_down
from microdrama.show.figure import NARROW, WIDE


@pytest.fixture(scope="module")
def figure():
    return pinned_down(ecosystem.pinned_down())


def test_the_title_counts_what_is_printed_and_what_is_not(figure):
    assert figure.title == (
        "Four of the 25 quantities in these models are printed; of 12 the text says nothing"
    )
    assert figure.alt.count("Four rows have a dot") == 1


@pytest.mark.parametrize("claim_id", WORDS_READ)
def test_a_word_in_quotation_marks_is_a_word_of_the_text(claim_id):
    assert re.search(rf"\b{WORDS_READ[claim_id]}\b", claim(claim_id).quote)


def test_the_table_says_of_each_quantity_what_the_text_prints(figure):
    rows = figure.table.set_index(["Group", "Quantity"])["The text prints"]
    coefficients = rows.xs("Coefficient, in standard deviations")
    assert coefficients["policy support → industry performance"] == "0.38, p < 0.001"
    assert coefficients["market competition → industry performance"] == "p < 0.01"
    assert coefficients["policy support → cultural influence"] == "nothing"
    shares = rows.xs("Share of the differences that is explained")
    assert shares["industry performance"] == "at least 2.5%"
    assert set(WITH_P) == {"wang2026-policy-beta", "wang2026-competition-beta"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_dot_for_what_is_printed_and_a_bar_for_what_is_possible(figure, width):
    svg = drawn.draw(drawn.specification(figure, width), width)
    said = drawn.said(svg).split()
    assert said.count("nothing") == 12
    assert {"4.12", "4.38", "4.02"} <= set(said)
    assert len(drawn.marks(svg, "point")) == 4
    assert len(drawn.marks(svg, "bar")) == 21


def test_a_longer_bar_says_less(figure):
    svg = drawn.draw(drawn.specification(figure, WIDE), WIDE)
    lengths = {}
    for fields, attributes in drawn.marks(svg, "bar"):
        [across] = re.findall(r"M([-\d.]+)", attributes["d"])[:1]
        ends = [float(x) for x in re.findall(r"[ML,HAC ]([-\d.]+)", attributes["d"])]
        lengths[fields.get("Quantity")] = max(ends) - float(across)
    assert lengths["technological maturity"] < lengths["algorithmic adaptability"]
