"""The same thing seen three times: gains, losses, and what is not said."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.creators import standpoints
from microdrama.evidence.ledger import UnknownClaimError, claims


def test_gains_and_losses_are_counted_text_by_text_and_who_was_asked_is_neither():
    seen = pd.DataFrame(
        [("b", "asked"), ("b", "gain"), ("b", "gain"), ("a", "cost"), ("a", "silent")],
        columns=["source", "sense"],
    )
    counts = standpoints.balance(seen)
    assert counts.index.to_list() == ["b", "a"]
    assert counts.to_dict("index") == {
        "b": {"gain": 2, "both": 0, "cost": 0, "silent": 0},
        "a": {"gain": 0, "both": 0, "cost": 1, "silent": 1},
    }


def test_a_number_in_words_is_that_of_its_claim(copied):
    seen = standpoints.views()
    (words,) = seen.loc[(seen["source"] == "zhang2025") & (seen["sense"] == "asked"), "words"]
    assert words.startswith("27 makers")
    copied.change("views", 2, words="{no-such-claim} people")
    with pytest.raises(UnknownClaimError, match="no-such-claim"):
        standpoints.views()


def test_every_text_is_seen_on_every_aspect_with_a_claim_of_its_own():
    seen = standpoints.views()
    assert seen.groupby("aspect")["source"].nunique().eq(3).all()
    for row in seen.itertuples():
        assert (row.claim == "") == (row.sense == "silent"), row
        assert not row.claim or claims()[row.claim].source == row.source


def test_how_a_text_asked_is_said_by_its_own_claims():
    for row in standpoints.blind_spots().itertuples():
        assert row.claims
        assert {claims()[one].source for one in row.claims} == {row.source}
