"""The front page: its picture says what its table says, and its answers what the chapters find."""

from __future__ import annotations

import drawn
from microdrama.evidence.published import published
from microdrama.exhibits import index
from microdrama.exhibits.registry import chapter
from microdrama.show.figure import WIDE


def test_the_title_holds_for_every_row():
    # All who count micro-drama print more than what the cinemas took and were forecast to take.
    table = chapter("index")["against-the-cinemas"].table
    cinemas = table[table["Counts"] == "box office, China"]["Billion yuan"]
    dramas = table[table["Counts"] == "market value, China"]["Billion yuan"]
    assert len(cinemas) == 2
    assert dramas.min() > cinemas.max()


def test_only_the_forecast_that_the_text_prints_is_said_to_be_printed_as_a_result():
    rows = published(["market value, China", "box office, China"], unit="billion RMB")
    figure = index.against_the_cinemas(rows[rows["period"] == "2024"])
    said = drawn.said(drawn.draw(drawn.specification(figure, WIDE), WIDE))
    assert said.count("prints it as a result") == 1
    assert said.index("50.44") < said.index("prints it as a result")
    earlier = index.against_the_cinemas(rows[rows["period"] == "2023"])
    assert "prints it" not in drawn.said(drawn.draw(drawn.specification(earlier, WIDE), WIDE))


def test_the_answers_are_those_of_the_chapters():
    front, makers = chapter("index").results, chapter("creators").results
    assert front["steps"].equals(makers["steps"])
    assert "narrative-translation" in front["passed"]
    assert len(front["loops"]) == len(chapter("dissemination").results["loops"])
