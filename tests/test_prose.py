"""No typed numbers: what prose says in figures comes from a claim, a data row or a computation."""

from __future__ import annotations

import ast
import re

import pytest

from microdrama import evolution
from microdrama.evidence.ledger import claim, claims
from microdrama.package import printed
from microdrama.paths import ROOT

CHAPTERS = sorted((ROOT / "chapters").rglob("*.md"))

#: Magnitudes and units that make an amount of any number before them.
_UNIT = (
    r"(?:thousand|million|billion|trillion|yuan|RMB|dollars?|USD|euros?|per cent|percent|"
    r"respondents|practitioners|interviews|users|people|titles|viewers|claims)"
)
_DIGITS = r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)"
_EMPIRICAL = re.compile(
    rf"[$€¥£]\s?{_DIGITS}"  # $54
    rf"|{_DIGITS}\s?%"  # 59.7%, 600 %
    rf"|{_DIGITS}[\s-]{_UNIT}\b"  # 54 billion, 428 practitioners
    r"|(?<![\w.])\d+\.\d+(?![\w.])"  # 4.12
    r"|(?<![\w.,-])\d{1,3}(?:,\d{3})+"  # 2,775
    r"|(?<![\w.,-])\d{3,}(?![\w.,-])"  # 428
)
_YEAR = re.compile(r"(?:19|20)\d\d")

_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"\A---.*?^---$", re.DOTALL | re.MULTILINE)
_ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
_TARGET = re.compile(r"\]\([^)]*\)|`[^`]*`")
_CLAIM = re.compile(r"\{claim\}`([^`<]+)<([\w-]+)>`")


def typed(text: str) -> list[str]:
    """Return the empirical numbers in a text that is shown as it stands."""
    found = (match.group() for match in _EMPIRICAL.finditer(text))
    return [number for number in found if not _YEAR.fullmatch(number)]


def prose(text: str) -> str:
    """Return what a chapter's author has typed as prose."""
    return _TARGET.sub(" ", _ROLE.sub(" ", _FENCE.sub(" ", _HEAD.sub(" ", text))))


def strings(text: str) -> list[str]:
    """Return what the code of a chapter says in words, format specifications left out."""
    said = []
    for cell in re.findall(r"^```\{code-cell\}.*?$(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        tree = ast.parse(re.sub(r"^:.*$", "", cell, flags=re.MULTILINE))
        specs = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.FormattedValue) and node.format_spec
            for part in ast.walk(node.format_spec)
        }
        said += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in specs
        ]
    return said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A rise of 600% in 2022.", ["600%"]),
        ("worth $54 billion by 2023", ["$54"]),
        ("The 428 practitioners", ["428 practitioners"]),
        ("a mean of 4.12 and 2,775 titles", ["4.12", "2,775 titles"]),
        ("50 million yuan; 9 people", ["50 million", "9 people"]),
        ("between 300 and 400", ["300", "400"]),
        ("In 2024, the 5 texts, 9:16 video, chapter 10, from 2012 to 2017.", []),
        ("RQ1, 5G, AoIR2025 and version 1.2.3", []),
    ],
)
def test_the_rule_finds_numbers_and_leaves_years_alone(text, numbers):
    assert typed(text) == numbers


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_number_in_prose_is_typed(chapter):
    assert typed(prose(chapter.read_text("utf-8"))) == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_number_in_what_code_says_is_typed(chapter):
    said = strings(chapter.read_text("utf-8"))
    assert [numbers for text in said if (numbers := typed(text))] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_number_in_the_words_of_a_cited_claim_is_the_claims(chapter):
    for words, claim_id in _CLAIM.findall(chapter.read_text("utf-8")):
        for number in typed(words):
            assert re.match(_DIGITS, number)[0] == claim(claim_id).value, words


@pytest.mark.parametrize(
    ("table", "column"),
    [("checks", "note"), ("checks", "needs"), ("links", "note")],
)
def test_no_number_in_a_note_is_typed(table, column):
    notes = printed(table)[column]
    assert [note for note in notes if typed(re.sub(r"\{[\w-]+\}", " ", note))] == []


def test_every_number_in_a_statement_stands_in_its_quote():
    strayed = {}
    for row in claims().values():
        for number in re.findall(_DIGITS, row.statement):
            if number not in row.quote and not _YEAR.fullmatch(number):
                strayed[row.id] = number
    assert strayed == {}


def test_the_mark_that_the_explorer_asks_for_is_the_one_a_text_prints():
    assert claim("meng2025-market-2027").interval.low == evolution.GOAL
