"""Two texts side by side: by hand, and in the book's tables."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import pandas as pd
import pytest

from advice import invented, write_idea
from microdrama import synthesis as room
from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.package import table

STANCES = ["agree", "limit each other", "contradict each other", "share an idea"]


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def pairs() -> pd.DataFrame:
    return room.text_pairs()


def test_links_between_two_texts_count_in_both_directions(package):
    found = room.text_pairs()
    links = found[found["pair"] == "alpha2020+gamma2022"]
    assert sorted(zip(links["stance"], links["first"], links["second"], strict=True)) == [
        # The first side is always the first text's, whichever way the link points.
        ("contradict each other", "What alpha2020-do says.", "What gamma2022-case says."),
        ("limit each other", "What alpha2020-why says.", "What gamma2022-case says."),
        ("limit each other", "What alpha2020-why says.", "What gamma2022-doubt says."),
    ]
    assert set(links["limiting"]) == {2} and set(links["against"]) == {1}
    assert set(links["agreeing"]) == {0} and set(links["shared"]) == {0}
    assert set(found["pair"]) == {"alpha2020+beta2021", "alpha2020+gamma2022"}
    row = found[found["pair"] == "alpha2020+beta2021"].iloc[0]
    assert (row["stance"], row["about"]) == ("agree", "beta2021-seen to alpha2020-why.")
    assert row["second_quote"] == "as beta2021-seen has it, 12 by number"


def test_an_idea_is_shared_by_each_pair_of_texts_that_have_it(package):
    package.write("links", [])
    write_idea(package, "alpha2020-do", "gamma2022-case", "beta2021-do")
    found = room.text_pairs()
    assert found["pair"].to_list() == [
        "alpha2020+beta2021",
        "alpha2020+gamma2022",
        "beta2021+gamma2022",
    ]
    assert set(found["stance"]) == {"share an idea"} and set(found["about"]) == {"Making"}
    assert found.loc[1, ["names", "first", "second", "first_quote"]].to_list() == [
        "Alpha 2020 and Gamma 2022",
        "“alpha2020-do”: As alpha2020-do means it.",
        "“gamma2022-case”: As gamma2022-case means it.",
        "as alpha2020-do has it, 12 by number",
    ]


def test_every_link_between_texts_and_every_shared_idea_is_a_row_of_a_pair():
    cross = sum(
        claim(a).source != claim(b).source
        for a, b in table("links")[["from", "to"]].itertuples(index=False)
    )
    having = sum(n * (n - 1) // 2 for n in table("crosswalk").groupby("idea").size())
    shared = pairs()["stance"] == "share an idea"
    assert ((~shared).sum(), shared.sum()) == (cross, having)
    assert set(pairs()["pair"]) <= {f"{a}+{b}" for a, b in combinations(texts(), 2)}


def test_the_numbers_of_a_pair_count_its_rows():
    for pair, rows in pairs().groupby("pair"):
        counts = [int((rows["stance"] == stance).sum()) for stance in STANCES]
        for name, count in zip(("agreeing", "limiting", "against", "shared"), counts, strict=True):
            assert set(rows[name]) == {count}, pair
        names = [short(key) for key in pair.split("+")]
        assert set(rows["names"]) == {" and ".join(names)}


def test_quotes_are_those_of_claims_of_the_two_texts():
    words = {(some.words, some.source) for some in claims().values()}
    for row in pairs().itertuples():
        one, other = row.pair.split("+")
        assert (row.first_quote, one) in words
        assert (row.second_quote, other) in words
