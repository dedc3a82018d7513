"""The chapter on the makers: what it says in words follows the tables."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls import settings_of, some_settings
from helpers import vega_values
from microdrama.creators import chain, standpoints
from microdrama.evidence.ledger import claims
from microdrama.exhibits.creators import argument, interviews, makers, shame, views
from microdrama.exhibits.registry import chapter
from microdrama.paths import CHAPTERS
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE


def counts(participants: int, authors: int) -> pd.Series:
    found = {"literature": 1, "participants": participants, "authors": authors, "nobody named": 0}
    return pd.Series(found)


def speakers(feelings: tuple[int, int], conduct: tuple[int, int]) -> pd.DataFrame:
    columns = ["participants", "authors"]
    return pd.DataFrame([feelings, conduct], index=["feeling", "conduct"], columns=columns)


# ---- words follow counts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feelings", "words"),
    [
        ((0, 4), "4 passages speak of shame, prejudice or stigma, not one of them in the words of"),
        ((2, 3), "5 passages speak of shame, prejudice or stigma, 2 of them in the words of"),
    ],
)
def test_findings_say_who_names_the_feeling(feelings, words):
    found = argument.findings(counts(6, 13), speakers(feelings, (2, 1)), 27, 0.105).findings
    assert "Of the 20 findings and mechanisms" in found[0][0]
    assert "6 are put into the mouths of participants. Another 13" in found[0][0]
    assert words in found[1][0]
    assert found[1][1] == "interpretive"
    assert "Had the 27 makers" in found[2][0] and "fewer than 10.5% of all makers" in found[2][0]


def test_the_title_of_the_chain_counts_the_steps_of_participants():
    steps = chain.steps()
    figure = argument.chain(steps, chain.moves())
    theirs = (steps["voice"] == "participants").sum()
    assert figure.title.startswith(f"Participants report {theirs} of {len(steps)} steps")
    fewer = steps.assign(voice=steps["voice"].where(steps["id"] != "metrics", "authors"))
    title = argument.chain(fewer, chain.moves()).title
    assert title.startswith(f"Participants report {theirs - 1} of")


def test_the_title_of_the_matrix_names_who_gains_and_who_loses():
    seen = standpoints.views()
    assert views.matrix(seen).title == (
        "What is a gain, free or at a price, to Wang & Srijinda 2026 and Zhejiang news 2025 "
        "appears as a loss to Zhang & Lin 2025"
    )


def test_the_chain_in_words_has_every_claim_of_a_step_and_who_says_it():
    ideas = argument.in_words(chain.steps(), chain.speakers()).ideas
    shown = {said[3] for _, all_said in ideas.values() for said in all_said}
    assert {"zhang2025-metrics-central", "zhang2025-stigma-hiding"} <= shown
    question, all_said = ideas["3. Metrics decide what a production is worth"]
    assert "To question it: contracts or commissions" in question
    assert all_said[0][0] == "Participants"
    assert all_said[0][2] == "Whose words these are is said by “participants reported that”."
    # Where the quote itself says whose it is, nothing is said twice.
    assert ideas["4. Makers must follow what audiences like"][1][0][2] == ""


def test_every_text_is_told_with_what_it_asked_and_its_own_words():
    ideas = views.blind_spots(standpoints.blind_spots()).ideas
    assert list(ideas) == ["Wang & Srijinda 2026", "Zhang & Lin 2025", "Zhejiang news 2025"]
    for told, quotes in ideas.values():
        assert "What that shows: " in told and "What it cannot show: " in told
        assert all(claims()[one].quote.rstrip(".") == quote for _, quote, _, one in quotes)


def test_the_scorecard_has_every_claim_of_the_text_with_a_check():
    card = argument.scorecard().frame
    assert "zhang2025-views-threshold" in set(card["claim"])
    assert "not checked" not in set(card["status"])
    assert card["claim"].str.startswith("zhang2025-").all()


def test_readings_are_folded_below_the_passages():
    passages, readings = shame.exercise(chapter("creators").results["passages"]).parts
    assert len(passages.frame) == len(readings.table.frame)
    assert "As affect" not in passages.frame
    first, second = (next(iter(links.claims.values())) for links in passages.frame["Passage"][:2])
    assert first.startswith("“WE DON’T") and first.endswith("”")
    assert second.startswith("“have transitioned")


def test_pay_is_shown_without_its_unit_and_with_both_ends():
    figure = makers.daily_pay(chapter("conditions").results["pay"])
    assert "1,000 to one" in figure.title
    assert figure.table["As printed"].str.contains("RMB a day").all()
    spec = figure.draw(WIDE).to_dict()
    (rows,) = spec["datasets"].values()
    assert next(row["amount"] for row in rows) == "80–200"


# ---- the explorer --------------------------------------------------------------------------


@lru_cache
def explorer() -> Explorer:
    return interviews.heard(claims()["zhang2025-interviews"])


def test_the_default_is_the_text_s_own_number_of_interviews():
    assert explorer().defaults["interviews"] == 27
    assert explorer().sentence() == (
        # 1 − 0.9²⁷ = 0.942; less 27 · 0.1 · 0.9²⁶ = 0.767; 1 − 0.05^(1/27) = 0.105.
        "A view that 10% of all makers hold would be voiced at least once in 27 interviews with a "
        "probability of 94%, and at least twice with 77%. To be heard with a probability of 95% a "
        "view needs 10.5% of all makers."
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"group": 5}, "worth 12.3 with strangers. A view"),
        ({"held": 30}, "would almost certainly be voiced"),
        (
            {"held": 40, "group": 2, "likeness": 0.1},
            "strangers. A view that 40% of all makers hold",
        ),
        ({"group": 5, "likeness": 0}, "A view that 10%"),
    ],
)
def test_the_sentence_fits_the_case(chosen, words):
    assert words in explorer().sentence(chosen)


@given(st.deferred(lambda: settings_of(explorer())))
def test_more_interviews_hear_no_less(chosen):
    fewer = explorer().evaluate({**chosen, "interviews": 10})
    more = explorer().evaluate({**chosen, "interviews": 40})
    assert (more["chance"] >= fewer["chance"] - 1e-12).all()
    assert more["chance"].between(0, 1).all()


def test_the_page_computes_the_same():
    columns = ["share", "curve", "chance", "at_chance", "least", "independent", "case"]
    for chosen in ({}, *some_settings(explorer(), 2)):
        page = vega_values(
            explorer().base.to_dict("records"),
            explorer().transforms(),
            columns,
            {**explorer().defaults, **chosen},
        )
        live = explorer().evaluate(chosen)[columns].to_dict("records")
        assert len(page) == len(live)
        for here, there in zip(live, page, strict=True):
            assert here == pytest.approx(there)


# ---- the pictures --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_arrow_of_the_chain_runs_through_a_box(width):
    spec = argument.chain(chain.steps(), chain.moves()).draw(width).to_dict()
    tables = list(spec["datasets"].values())
    (boxes,) = [rows for rows in tables if "wrapped" in rows[0]]
    corners = next(rows for rows in tables if "point" in rows[0] and rows[0]["point"] == 0)
    paths: dict[int, list[tuple[float, float]]] = {}
    for corner in corners:
        paths.setdefault(corner["move"], []).append((corner["x"], corner["y"]))
    assert len(paths) == len(chain.moves())
    for path in paths.values():
        for (x, y), (x2, y2) in itertools.pairwise(path):
            for box in boxes:
                within = max(min(x, x2), box["left"] + 1) < min(
                    max(x, x2) + 0.5, box["right"] - 1
                ) and max(min(y, y2), box["top"] + 1) < min(max(y, y2) + 0.5, box["bottom"] - 1)
                assert not within, (path, box["label"])


# ---- the page ------------------------------------------------------------------------------


def test_every_finding_and_mechanism_of_the_text_is_cited_in_a_sentence():
    page = (CHAPTERS / "creators.md").read_text("utf-8")
    cited = set(re.findall(r"\{claim\}`[^`]*?([a-z]+\d{4}-[a-z0-9-]+)>?`", page))
    assert set(chain.voices()["claim"]) <= cited
