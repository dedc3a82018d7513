"""What prose calls a theory or a word of the field, and where it leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.concepts import names


def found(text: str) -> dict[str, str]:
    """Return the words that are found in a text, by what explains them, the first of each."""
    words: dict[str, str] = {}
    for start, end, place in names.found_in(text):
        words.setdefault(place.id, text[start:end])
    return words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Media ecology is old.", {"media-ecology": "Media ecology"}),
        # The longer name comes first, and the shorter one within it is not another use.
        ("who pays for paid traffic", {"traffic-buying": "paid traffic"}),
        ("paid traffic, then traffic", {"traffic-buying": "paid traffic", "traffic": "traffic"}),
        ("three gatekeepers", {"platformisation": "gatekeepers"}),
        ("a cash flow, and overflow", {}),
        ("a state of flow", {"flow": "state of flow"}),
        ("a grim face", {}),
        ("the GRIM test", {"grim": "GRIM"}),
        ("a non-traffic business and trafficked", {}),
        ("它叫短剧。", {}),
        ("短剧 is short", {"duanju": "短剧"}),
        ("(微短剧, wēi duǎnjù)", {"micro-drama": "微短剧"}),
        ("“flow” as such", {"flow": "“flow”"}),
        ("", {}),
    ],
)
def test_words_are_found_whole_and_longest_first(text, words):
    assert found(text) == words


@given(st.lists(st.sampled_from(["traffic", "paid traffic", "Haipai", "短剧", "x", " ", "-", "s"])))
def test_what_is_found_lies_apart_in_order_and_is_a_name(parts):
    text = "".join(parts)
    last = 0
    for start, end, place in names.found_in(text):
        assert last <= start < end <= len(text)
        assert names.place(text[start:end].removesuffix("s")) == place
        last = end


def test_a_theory_leads_to_its_page_and_a_word_to_the_glossary():
    page = "chapters/concepts/crossing"
    for name in ("soft-power", "Soft power", "soft power", "软实力"):
        assert names.place(name) == names.Place("soft-power", page)
    assert names.place("paid traffic") == names.Place(
        "traffic-buying", "chapters/concepts/glossary"
    )


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(names.UnknownNameError) as error:
        names.place("hard power")
    assert (
        str(error.value) == "neither a theory nor an entry of the glossary is called “hard power”"
    )


def test_a_package_without_the_tables_explains_nothing(little):
    assert list(names.found_in("media ecology")) == []
    assert names.faults() == []


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"id": "soft-power"}, "id", "soft-power"),
        ({"forms": "x; Soft power"}, "forms", "Soft power"),
    ],
)
def test_a_name_of_two_things_is_a_fault(copied, cells, column, word):
    assert names.faults() == []
    copied.change("glossary", 2, **cells)
    fault = names.faults()[0]
    assert fault.file.endswith("glossary.csv")
    assert (fault.row, fault.column) == (2, column)
    assert fault.message.startswith(f"“{word}” leads to “soft-power” already")
