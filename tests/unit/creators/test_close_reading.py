"""Passages on shame: the term stands in the passage, and somebody speaks."""

from __future__ import annotations

import pandas as pd

from microdrama.creators import close_reading


def test_passages_are_counted_by_what_they_name_and_who_speaks():
    read = pd.DataFrame(
        [("feeling", "authors"), ("feeling", "authors"), ("conduct", "authors")],
        columns=["names", "voice"],
    )
    assert close_reading.by_speaker(read).to_dict("index") == {
        "feeling": {"participants": 0, "authors": 2},
        "conduct": {"participants": 0, "authors": 1},
    }


def test_every_term_stands_in_its_passage_and_every_passage_has_a_speaker():
    read = close_reading.passages()
    assert len(read) > 5
    for row in read.itertuples():
        assert row.voice in ("participants", "authors"), row.id
        for term in row.term.split(" … "):
            assert term.casefold() in row.quote.casefold(), row.id
