"""The glossary: its entries, and what its tables must hold."""

from __future__ import annotations

import re

import pytest

from microdrama.concepts import glossary as room
from microdrama.evidence import validation
from microdrama.package import table

KINDS = ("trade", "story", "culture", "method")

#: What the issue asks for at least.
WANTED = {
    *("微短剧", "爽点", "投流", "霸总", "甜宠", "竖店", "内卷"),
    *("备案", "电子榨菜", "破圈", "出海", "非遗", "海派"),
}

_TONES = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)


def all_entries() -> list[room.Entry]:
    return [entry for kind in KINDS for entry in room.entries(kind)]


def test_every_entry_is_of_one_kind_and_the_words_that_everybody_asks_for_are_there():
    found = all_entries()
    assert len(found) == len(table("glossary"))
    assert {entry.zh for entry in found} >= WANTED


def test_entries_come_in_their_order_with_how_the_texts_have_them(copied):
    copied.change("glossary", 2, order="99")
    trade = [entry.term for entry in room.entries("trade")]
    assert trade[-1] == "Micro-drama"
    (pickles,) = (one for one in room.entries("story") if one.zh == "电子榨菜")
    (wording,) = pickles.wordings
    assert (wording.quote, wording.garbled) == ("electronic side dishes", True)
    assert (wording.claim, wording.section) == ("meng2025-direct-comfort", "")


def test_an_unknown_kind_is_said_to_have_no_entries():
    with pytest.raises(ValueError, match="no entries of the kind “food”; choose of trade, story"):
        room.entries("food")


def test_pinyin_has_tones_and_chinese_is_chinese():
    for entry in all_entries():
        assert _TONES.search(entry.pinyin), entry.term
        assert re.search("[\u3400-\u9fff]", entry.zh), entry.term
        assert entry.meaning.endswith("."), entry.term


def test_what_is_lost_is_said_in_a_sentence():
    for entry in all_entries():
        for one in entry.wordings:
            assert not one.garbled or one.note.endswith("."), one


@pytest.mark.parametrize(
    ("row", "cells", "column", "says"),
    [
        ("micro-skit", {"section": "4.2"}, "section", "give the claim"),
        ("micro-skit", {"claim": ""}, "section", "give the claim"),
        ("micro-skit", {"note": ""}, "note", "say what the rendering loses"),
        ("micro-skit", {"claim": "meng2025-direct-comfort"}, "claim", "of another text"),
        ("micro-skit", {"quote": "micro-sketch"}, "quote", "does not stand in the quote"),
    ],
)
def test_a_fault_names_file_row_and_column(copied, row, cells, column, says):
    assert room.faults() == []
    number = 2 + [one["quote"] for one in copied.cells("wordings")].index(row)
    copied.change("wordings", number, **cells)
    (fault,) = room.faults()
    assert fault.file.endswith("wordings.csv")
    assert (fault.row, fault.column) == (number, column)
    assert says in fault.message


def test_the_words_of_a_text_are_looked_up_in_it(copied, tmp_path):
    # As by `microdrama quotes`: whoever has the texts finds a word that is not theirs.
    for name, column in (("wordings", "quote"), ("theory_uses", "words")):
        (tmp_path / "zhejiang2025.txt").write_text("nothing of the sort", "utf-8")
        faults = validation.quote_faults(tmp_path)
        file = copied.path(name).name
        rows = [one["source"] for one in copied.cells(name)]
        expected = [row for row, source in enumerate(rows, 2) if source == "zhejiang2025"]
        found = [one.row for one in faults if one.file.endswith(file) and one.column == column]
        assert found == expected
