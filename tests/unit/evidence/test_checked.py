"""Which claims have a check: counted on a ledger small enough to work out by hand."""

from __future__ import annotations

from microdrama.evidence import ledger
from microdrama.evidence.arguments import contradictions
from microdrama.evidence.checked import checked_by, checked_lines, claims_by_verdict
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.verdicts import needs


def test_the_package_of_these_tests_is_itself_without_fault(own):
    # So that no count here leans on a broken row.
    assert [str(fault) for fault in own.all_faults()] == []


#: Claims by text, kind and verdict, counted by hand: texts in their order, then kinds by name.
COUNTED = [
    ("beta2021", "Beta 2021", "mechanism", "not checkable", 1),
    ("beta2021", "Beta 2021", "mechanism", "not checked", 1),
    ("beta2021", "Beta 2021", "recommendation", "not checked", 1),
    ("beta2021", "Beta 2021", "statistic", "disputed", 1),
    ("beta2021", "Beta 2021", "statistic", "consistent", 1),
    ("alpha2020", "Alpha 2020", "finding", "not checkable", 1),
    ("alpha2020", "Alpha 2020", "finding", "not checked", 1),
    ("alpha2020", "Alpha 2020", "recommendation", "not checked", 4),
    ("alpha2020", "Alpha 2020", "statistic", "recomputed", 1),
    ("alpha2020", "Alpha 2020", "statistic", "not checkable", 1),
    ("alpha2020", "Alpha 2020", "statistic", "not checked", 2),
    ("alpha2020", "Alpha 2020", "theory", "not checked", 1),
]


def test_claims_are_counted_by_text_kind_and_verdict(own):
    frame = claims_by_verdict()
    assert list(frame.columns) == ["source", "text", "kind", "status", "claims"]
    assert list(frame.itertuples(index=False, name=None)) == COUNTED


def test_every_claim_of_the_book_is_counted_once():
    frame = claims_by_verdict()
    assert frame["claims"].sum() == len(ledger.claims())
    assert not frame.duplicated(["source", "kind", "status"]).any()
    by_text = frame.groupby("source")["claims"].sum()
    for source in ledger.texts():
        own = [claim for claim in ledger.claims().values() if claim.source == source]
        assert by_text[source] == len(own)


def test_which_claims_have_a_check_is_said_in_one_line_a_text(own):
    assert list(checked_lines()) == [
        "beta2021: 5 claims, 3 with a check "
        "(1 of 2 mechanism, 0 of 1 recommendation, 2 of 2 statistic)",
        "alpha2020: 11 claims, 3 with a check "
        "(1 of 2 finding, 0 of 4 recommendation, 2 of 4 statistic, 0 of 1 theory)",
    ]


def test_checked_claims_are_counted_for_each_text_by_verdict(own):
    # Three checks each, so the names decide; verdicts come in the order of all.
    frame = checked_by("text")
    assert list(frame.columns) == ["group", "status", "claims", "checked", "total"]
    assert frame.values.tolist() == [
        ["Alpha 2020", "recomputed", 1, 3, 11],
        ["Alpha 2020", "not checkable", 2, 3, 11],
        ["Beta 2021", "disputed", 1, 3, 5],
        ["Beta 2021", "consistent", 1, 3, 5],
        ["Beta 2021", "not checkable", 1, 3, 5],
    ]


def test_kinds_with_the_most_checks_come_first_and_kinds_without_one_are_left_out(own):
    frame = checked_by("kind")
    groups = frame.drop_duplicates("group")
    assert groups[["group", "checked", "total"]].values.tolist() == [
        ["statistic", 4, 6],
        ["finding", 1, 2],
        ["mechanism", 1, 2],
    ]
    statistics = frame[frame["group"] == "statistic"]
    assert statistics["status"].to_list() == [
        "disputed",
        "recomputed",
        "consistent",
        "not checkable",
    ]
    assert statistics["claims"].to_list() == [1, 1, 1, 1]


def test_a_ledger_without_claims_or_checks_covers_nothing(own):
    own.write("checks", [])
    assert set(claims_by_verdict()["status"]) == {"not checked"}
    assert checked_by("text").empty
    assert needs() == {}
    assert next(iter(checked_lines())).startswith("beta2021: 5 claims, 0 with a check (0 of 2")
    own.write("links", [])
    own.write("claims", [])
    assert claims_by_verdict().empty
    assert list(checked_lines()) == []
    assert checked_by("kind").empty
    assert contradictions() == []


def test_every_verdict_has_a_place_and_the_strongest_comes_first():
    # What the charts of the page order their segments by.
    assert list(STATUSES) == [
        "inconsistent",
        "disputed",
        "differs",
        "forecast",
        "recomputed",
        "traced",
        "consistent",
        "other definition",
        "interpretive",
        "not checkable",
        "not checked",
    ]


def test_groups_of_the_book_come_in_the_order_of_their_checks_and_verdicts_in_theirs():
    for column in ("text", "kind"):
        frame = checked_by(column)
        sums = frame.groupby("group", sort=False)["claims"].sum()
        assert sums.to_list() == sorted(sums, reverse=True)
        assert sums.to_list() == frame.drop_duplicates("group")["checked"].to_list()
        for _, of_group in frame.groupby("group"):
            places = [list(STATUSES).index(status) for status in of_group["status"]]
            assert places == sorted(places)
