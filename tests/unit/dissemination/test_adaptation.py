"""Ways of adapting: which one text commends and another warns against, and what is a finding."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.dissemination import adaptation as room
from microdrama.evidence import claim
from microdrama.package import table


def test_ways_bear_the_words_of_their_texts():
    found = room.strategies()
    assert set(found["text"]) == {"meng2025", "zhao2025", "zhejiang2025"}
    for row in found.itertuples():
        assert row.quote == claim(row.claim).quote
        assert claim(row.claim).source == row.text


def way(number: int, text: str, story: str, symbols: str, role: str) -> dict[str, str]:
    return {"id": f"w{number}", "text": text, "story": story, "symbols": symbols, "role": role}


def test_a_pair_needs_two_texts_one_field_and_two_opinions():
    made = pd.DataFrame(
        [
            way(1, "a", "kept", "changed", "advised"),
            way(2, "a", "kept", "changed", "warned against"),
            way(3, "b", "kept", "changed", "warned against"),
            way(4, "b", "changed", "kept", "shown as success"),
            way(5, "a", "kept", "kept", "warned against"),
        ]
    )
    (pair,) = room.told_both_ways(made).itertuples(index=False)
    assert tuple(pair) == ("kept", "changed", "w1", "w3")


def test_the_rule_of_one_text_stands_beside_the_failure_of_the_other():
    found = room.told_both_ways(room.strategies())
    assert ("rule", "dragon-king") in set(zip(found["commended"], found["warned"], strict=True))
    assert ("one-click", "transplant") in set(zip(found["commended"], found["warned"], strict=True))


def test_a_title_is_named_by_the_text_that_its_claim_is_of():
    for row in table("titles").itertuples():
        assert claim(row.claim).source == row.text
        # What is ours stays marked as ours.
        if row.identification == "inference":
            assert "inference" in row.note


@pytest.mark.parametrize("text", ["meng2025", "zhao2025"])
def test_titles_of_one_text(text):
    found = room.titles(text)
    assert set(found["text"]) == {text} and len(found) < len(room.titles())
