"""The sections on the theories: each has what the tables promise and a reader expects."""

from __future__ import annotations

import re
from functools import cache

import pytest

from microdrama.concepts import theories as room
from microdrama.paths import CHAPTERS

FOLDER = CHAPTERS / "concepts"
THEORIES = room.theories()
IDS = THEORIES["id"].to_list()

_SECTION = re.compile(
    r"^\(([\w-]+)\)=\n## ([^\n]+)\n(.*?)(?=^\([\w-]+\)=\n|^## References|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ASKED, _READ = "**What a critic would ask.**", "**To go on.**"


@cache
def sections() -> dict[str, tuple[str, str, str]]:
    """Return page, heading and text of each section, by its anchor."""
    return {
        anchor: (page.stem, heading, text)
        for page in sorted(FOLDER.glob("*.md"))
        for anchor, heading, text in _SECTION.findall(page.read_text("utf-8"))
    }


def paragraphs(anchor: str) -> list[str]:
    return sections()[anchor][2].strip().split("\n\n")


def row(anchor: str):
    return THEORIES.set_index("id").loc[anchor]


def cited(text: str) -> set[str]:
    roles = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
    return {key.strip() for role in roles for key in role.split(",")}


def test_every_theory_has_one_section_on_its_page_and_there_are_no_others():
    anchors = [
        anchor
        for page in FOLDER.glob("*.md")
        for anchor in re.findall(r"^\(([\w-]+)\)=$", page.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(anchors) == sorted(IDS)
    assert {one: sections()[one][0] for one in IDS} == dict(
        zip(THEORIES["id"], THEORIES["page"], strict=True)
    )


@pytest.mark.parametrize("anchor", IDS)
def test_a_section_opens_with_its_names_and_a_definition_of_two_sentences(anchor):
    names, definition, *_ = paragraphs(anchor)
    assert sections()[anchor][1] == row(anchor)["label"]
    assert names == f"{row(anchor)['zh']} · *{row(anchor)['pinyin']}*"
    assert len(re.findall(r"[.?!](?= [A-Z“]|$)", definition)) == 2, definition


@pytest.mark.parametrize("anchor", IDS)
def test_a_section_says_where_the_theory_comes_from_and_what_to_read(anchor):
    *before, reading = paragraphs(anchor)
    # Where an idea has two sources, at least one of them is told.
    assert set(row(anchor)["origin"]) & cited("\n".join(before))
    assert reading.startswith(_READ)
    assert cited(reading) == {row(anchor)["reading"]}


@pytest.mark.parametrize("anchor", IDS)
def test_a_section_asks_what_a_critic_would_ask(anchor):
    asked = paragraphs(anchor)[-2]
    assert asked.startswith(_ASKED)
    assert "?" in asked


@pytest.mark.parametrize("anchor", IDS)
def test_a_section_cites_a_claim_of_each_text_that_uses_the_theory(anchor):
    stand = room.standings().query("theory == @anchor and standing in @room.USED")
    told = set(re.findall(r"\{claim\}`[^`]*?([\w-]+)>?`", sections()[anchor][2]))
    for one in stand.itertuples():
        assert set(one.claims) <= told, (one.text, set(one.claims) - told)


def test_what_the_pages_say_of_sources_and_of_sharing_holds():
    stand = room.standings()
    reach = room.reach(stand)
    assert "not one of the five ideas is cited at its source" in (
        (FOLDER / "crossing.md").read_text("utf-8")
    )
    crossing = THEORIES.loc[THEORIES["page"] == "crossing", "id"]
    assert len(crossing) == 5
    assert reach.loc[crossing, "citing"].sum() == 0
    assert (
        "It is the one theory of this list that four of the texts share"
        in (sections()["encoding-decoding"][2])
    )
    assert reach.index[reach["texts"] >= 4].to_list() == ["encoding-decoding"]
    assert reach["citing"].max() == 1


def test_the_overview_leads_to_every_theory():
    overview = (CHAPTERS / "concepts.md").read_text("utf-8")
    linked = set(re.findall(r"\{concept\}`([^`<]+)`", overview))
    assert {label.lower() for label in THEORIES["label"]} <= linked
