"""What two texts say to each other, as a reader chooses them."""

from __future__ import annotations

import pandas as pd

from helpers import vega_values
from microdrama.exhibits.registry import chapter
from microdrama.show.explorer import Explorer

STANCES = ["agree", "limit each other", "contradict each other", "share an idea"]


def pairs() -> pd.DataFrame:
    return chapter("synthesis").results["text_pairs"]


def explorer() -> Explorer:
    return chapter("synthesis")["two-texts"]


def test_it_opens_where_two_texts_contradict_each_other_most():
    two, kind = explorer().controls
    sizes = []
    for pair, _ in two.options:
        rows = pairs()[pairs()["pair"] == pair]
        sizes.append((int((rows["stance"] == "contradict each other").sum()), len(rows)))
    assert sizes == sorted(sizes, reverse=True)
    # Each way in which texts meet is to be seen, also the one that it says one should try.
    assert set(explorer().evaluate()["stance"]) == set(STANCES)
    assert len(two.options) == pairs()["pair"].nunique()
    assert [value for value, _ in kind.options] == ["all", *STANCES]


def test_the_rows_shown_are_those_of_the_pair_and_the_way_chosen():
    two, kind = explorer().controls
    for pair, names in two.options:
        whole = explorer().evaluate({"two": pair})
        assert len(whole) == (pairs()["pair"] == pair).sum()
        for stance, _ in kind.options[1:]:
            chosen = {"two": pair, "kind": stance}
            found = explorer().evaluate(chosen)
            assert set(found["stance"]) <= {stance}
            assert len(found) == (whole["stance"] == stance).sum()
            said = explorer().sentence(chosen)
            if found.empty:
                assert said == "Nothing is left to show."
            else:
                assert said.startswith(f"{names}, where they {stance}: ")


def test_the_sentence_counts_what_is_shown():
    shown_rows = explorer().evaluate()
    counts = [int((shown_rows["stance"] == stance).sum()) for stance in STANCES]
    assert explorer().sentence() == (
        "{}: {} links agree, {} limit, {} contradict; {} ideas are in both.".format(
            shown_rows["names"].iloc[0], *counts
        )
    )


def test_the_page_shows_the_same_rows():
    columns = ["stance", "about", "first", "case"]
    for chosen in ({}, {"kind": "limit each other"}):
        page = vega_values(
            explorer().base.to_dict("records"),
            explorer().transforms(),
            columns,
            {**explorer().defaults, **chosen},
        )
        assert page == explorer().evaluate(chosen)[columns].to_dict("records")
