"""Theories: how texts stand to them, by hand in an invented package, and the book's own."""

from __future__ import annotations

import pytest

from microdrama.concepts import theories as room
from microdrama.evidence.ledger import claims
from microdrama.package import table


def theory(name: str, order: int, works: str = "", **more: str) -> dict[str, str]:
    return {
        "id": name,
        "label": name.title(),
        "zh": "理论",
        "pinyin": "lǐlùn",
        "page": "media",
        "order": str(order),
        "forms": name,
        "origin": "pub2021",
        "reading": "pub2021",
        "works": works,
        **more,
    }


def listed(name: str, source: str, position: int) -> dict[str, str]:
    entry = {"authors": name, "year": "1999", "title": f"On {name}"}
    return {
        "id": f"{source}-{name}",
        "source": source,
        "position": str(position),
        **entry,
        "language": "en",
        "type": "book",
        "about": "culture and theory",
        "entry": f"{name} 1999 On {name}",
    }


def use(theory: str, source: str, manner: str, claim: str) -> dict[str, str]:
    return {
        "theory": theory,
        "source": source,
        "manner": manner,
        "words": f"{theory} words",
        "claims": claim,
    }


@pytest.fixture
def package(little):
    """Two texts: one cites the source of *play*, the other lists it; both speak of *talk*."""
    works = [listed("Alp", "alpha2020", 1), listed("Alp", "beta2021", 1)]
    little.write("references", works)
    cited = {"source": "alpha2020", "cited": "Alp", "reference": "alpha2020-Alp"}
    more = {"section": "1", "quote": "Alp", "for_what": "play", "direct_quote": "false"}
    little.write("citations", [cited | more])
    little.write("theories", [theory("play", 1, "alpha2020-Alp beta2021-Alp"), theory("talk", 2)])
    little.write(
        "theory_uses",
        [
            use("play", "alpha2020", "described", "alpha2020-growth"),
            use("talk", "alpha2020", "described", "alpha2020-growth alpha2020-before"),
            use("talk", "beta2021", "named", "beta2021-theory"),
        ],
    )
    return little


def test_a_text_cites_a_source_or_has_the_word_or_its_own_words_or_only_a_listed_work(package):
    found = room.standings()
    assert found[["theory", "source", "standing"]].to_numpy().tolist() == [
        ["play", "alpha2020", "cited"],
        ["play", "beta2021", "listed"],
        ["talk", "alpha2020", "described"],
        ["talk", "beta2021", "named"],
    ]
    assert found["claims"].to_list() == [
        ["alpha2020-growth"],
        [],
        ["alpha2020-growth", "alpha2020-before"],
        ["beta2021-theory"],
    ]


def test_a_work_that_is_only_listed_is_no_use_and_what_most_texts_use_comes_first(package):
    reach = room.reach(room.standings())
    assert reach.index.to_list() == ["talk", "play"]
    assert reach["texts"].to_list() == [2, 1]
    assert reach["citing"].to_list() == [0, 1]


def test_what_as_many_texts_use_is_in_the_order_of_the_first_text_that_does(package):
    package.write("theories", [theory("late", 1), theory("early", 2)])
    package.write(
        "theory_uses",
        [
            use("late", "beta2021", "named", "beta2021-theory"),
            use("early", "alpha2020", "named", "alpha2020-growth"),
        ],
    )
    assert room.reach(room.standings()).index.to_list() == ["early", "late"]


def test_the_theories_of_a_text_are_counted_by_how_it_stands_to_them(package):
    counts = room.by_text(room.standings())
    assert counts.loc["alpha2020"].to_dict() == {
        "cited": 1,
        "named": 0,
        "described": 1,
        "listed": 0,
    }
    assert counts.loc["beta2021"].to_dict() == {"cited": 0, "named": 1, "described": 0, "listed": 1}


# ---- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "row", "cells", "column", "says"),
    [
        ("theories", 2, {"origin": "pub2021 nobody1900"}, "origin", "“nobody1900” is not in"),
        ("theories", 2, {"reading": "nobody1900"}, "reading", "“nobody1900” is not in"),
        ("theories", 2, {"works": "gamma-Alp alpha2020-Alp"}, "works", "“gamma-Alp” is no work"),
        ("theory_uses", 2, {"claims": "alpha2020-growth none"}, "claims", "“none” is no claim"),
        ("theory_uses", 2, {"claims": "beta2021-theory"}, "claims", "of another text"),
    ],
)
def test_a_fault_names_file_row_and_column(package, name, row, cells, column, says):
    assert room.faults() == []
    package.change(name, row, **cells)
    (fault,) = room.faults()
    assert fault.file.endswith(package.path(name).name)
    assert (fault.row, fault.column) == (row, column)
    assert says in fault.message


def test_a_theory_that_no_text_uses_and_a_citation_without_a_use_are_faults(package):
    package.write("theory_uses", package.cells("theory_uses")[2:])
    unused, cited = room.faults()
    assert "no text uses it" in unused.message
    assert "alpha2020 cites “alpha2020-Alp”" in cited.message


def test_a_package_without_theories_has_no_fault_of_theirs(little):
    assert room.faults() == []


# ---- the book's own tables -----------------------------------------------------------------


def test_every_use_has_a_claim_of_its_own_text():
    for row in room.standings().itertuples():
        assert bool(row.claims) == (row.standing in room.USED), row
        assert {claims()[one].source for one in row.claims} <= {row.source}


def test_words_that_are_the_theorys_own_are_named_and_others_described():
    # Of what is named the words of the text share a stem with the theory, or its author's name.
    stems = {
        "media-ecology": "ecology",
        "flow": "flow",
        "weak-ties": "weak ties",
        "soft-power": "soft power",
        "stigma": "stigma",
        "glocalisation": "glocal",
        "cultural-dimensions": "Hofstede",
        "cultural-discount": "cultural discount",
        "encoding-decoding": "cod",
    }
    uses = table("theory_uses").query("manner == 'named'")
    for name, stem in stems.items():
        words = uses.loc[uses["theory"] == name, "words"]
        assert len(words)
        assert words.str.contains(stem, case=False).all(), name
