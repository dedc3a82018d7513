"""What claims rest on outside their own text, and what each text lists and cites."""

from __future__ import annotations

from microdrama import package
from microdrama.evidence.citations.backing import BACKING, by_text, claim_backing, claims_by_backing
from microdrama.evidence.citations.occurrences import (
    not_listed,
    quotes_without_author,
    years_that_differ,
)
from microdrama.evidence.citations.works import (
    ages,
    nearness,
    never_cited,
    shared_works,
    works,
)
from microdrama.evidence.ledger import claims, texts

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


def test_a_claim_rests_on_the_firmest_that_is_cited_for_it(little):
    frame = claim_backing().set_index("claim")
    listed, unlisted, nothing = BACKING
    assert frame["backing"].to_dict() == {
        "alpha2020-before": listed,
        "alpha2020-after": unlisted,
        # Carried by a listed work twice, and by a source that is not listed.
        "alpha2020-growth": listed,
        "beta2021-after": nothing,
        "beta2021-theory": listed,
        "beta2021-spare": nothing,
    }
    assert frame.loc["alpha2020-growth", "references"] == [OLD]
    assert frame.loc["alpha2020-after", "references"] == []
    assert frame.loc["alpha2020-after", "number"] == "2,775\N{NO-BREAK SPACE}titles"


def test_claims_are_counted_by_text_kind_and_backing(little):
    frame = claims_by_backing()
    assert frame.drop(columns="text").to_numpy().tolist() == [
        ["alpha2020", "statistic", BACKING[0], 2],
        ["alpha2020", "statistic", BACKING[1], 1],
        ["beta2021", "finding", BACKING[2], 1],
        ["beta2021", "statistic", BACKING[2], 1],
        ["beta2021", "theory", BACKING[0], 1],
    ]


def test_each_text_has_a_row_of_counts(little):
    little.add("texts", **{**little.cells("texts")[1], "key": "gamma2022", "short": "Gamma"})
    columns = [
        "source",
        "works",
        "cited",
        "never_cited",
        "citations",
        "not_listed",
        "quotes_without_author",
        "claims",
        "backed",
    ]
    assert by_text()[columns].to_numpy().tolist() == [
        ["alpha2020", 2, 1, 1, 3, 1, 0, 3, 2],
        ["beta2021", 2, 1, 1, 2, 0, 1, 3, 1],
        ["gamma2022", 0, 0, 0, 0, 0, 0, 0, 0],
    ]


def test_nothing_listed_and_nothing_cited_is_counted_as_nothing(little):
    little.write("citations", [])
    assert never_cited()["reference"].to_list() == [OLD, NEW, OTHER_OLD, BUREAU]
    little.write("references", [])
    for frame in (
        works(),
        never_cited(),
        shared_works(),
        ages(),
        nearness(),
        not_listed(),
        quotes_without_author(),
        years_that_differ(),
    ):
        assert frame.empty
        assert len(frame.columns) > 4
    assert set(claims_by_backing()["backing"]) == {BACKING[2]}
    assert by_text()["works"].to_list() == [0, 0]


def test_counts_of_the_book_agree_with_each_other():
    frame = by_text().set_index("source")
    assert list(frame.index) == list(texts())
    assert (frame["cited"] + frame["never_cited"] == frame["works"]).all()
    assert frame["works"].sum() == len(works()) == nearness()["works"].sum()
    assert frame["citations"].sum() == len(package.table("citations"))
    assert frame["claims"].sum() == len(claims()) == claims_by_backing()["claims"].sum()
    assert (ages()["age"].dropna() >= 0).all()
