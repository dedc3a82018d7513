"""Places as HTML: both quotes, both readings, and nothing that a table could smuggle in."""

from __future__ import annotations

import re

from microdrama.evidence.ledger import Claim
from microdrama.show.places import Place, Places

ATTACK = '<script>alert("x")</script>'


def a_claim(claim_id: str) -> Claim:
    words = f"what {claim_id} says"
    return Claim(
        claim_id, "alpha2020", f"Section of {claim_id}", "finding", words, f"{words} there"
    )


def a_place(place_id: str, hangs: int = 2, **words: str) -> Place:
    said = {
        "asks": f"What of {place_id}?",
        "sort": "a kind",
        "statement": "They part.",
        "reading": "They may not.",
        "counted": "What hangs on it",
    }
    sides = {"first": a_claim("alpha2020-one"), "second": a_claim("alpha2020-other")}
    named = [a_claim(f"alpha2020-named-{n}") for n in range(hangs)]
    return Place(id=place_id, hangs=named, **sides, **{**said, **words})


def html(*places: Place, shown: int = 1) -> str:
    block = Places(places, {"alpha2020": "Alpha 2020"}, "Some places", shown, "The others")
    return block._repr_html_()


def test_a_place_has_its_question_both_sides_both_readings_and_what_hangs_on_it():
    markup = html(a_place("alpha-one"))
    in_order = [
        'id="alpha-one"',
        "What of alpha-one?",
        "a kind",
        'href="ledger.html#alpha2020-one"',
        "“what alpha2020-one says there”",
        "Section of alpha2020-one",
        'href="ledger.html#alpha2020-other"',
        "“what alpha2020-other says there”",
        "They part.",
        "They may not.",
        "What hangs on it",
        'href="ledger.html#alpha2020-named-0"',
        'href="ledger.html#alpha2020-named-1"',
    ]
    places = [markup.find(words) for words in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert markup.count("Alpha 2020") == 2


def test_places_beyond_those_shown_fold_away_and_go_on_counting():
    markup = html(*(a_place(f"alpha-{n}", hangs=0) for n in range(5)), shown=2)
    opened, folded = markup.split('<details class="more">')
    assert re.findall(r'<li id="([\w-]+)"', opened) == ["alpha-0", "alpha-1"]
    assert re.findall(r'<li id="([\w-]+)"', folded) == ["alpha-2", "alpha-3", "alpha-4"]
    assert re.findall(r'start="(\d+)"', markup) == ["1", "3"]
    assert "<summary>The others</summary>" in folded


def test_nothing_unfolds_where_nothing_is_folded():
    assert "<details" not in html(a_place("alpha-one", hangs=0))
    assert html(a_place("alpha-one"), shown=3).count("<details") == 1


def test_text_stays_text():
    markup = html(a_place("alpha-one", asks=ATTACK, statement=ATTACK, reading=ATTACK))
    assert "<script" not in markup
    assert markup.count("&lt;script&gt;") == 3
