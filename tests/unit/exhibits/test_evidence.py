"""The page on what can be checked: what it counts, and the means that arithmetic can refute."""

from __future__ import annotations

import re

import pytest

import ledgers
from helpers import vega_values
from microdrama.evidence import ledger
from microdrama.evidence.checked import checked_by, claims_by_verdict
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.grim import ITEMS
from microdrama.evidence.grounds import recommendation_grounds
from microdrama.evidence.reporting import criteria, report_of, texts_with_interviews
from microdrama.exhibits import evidence as exhibits
from microdrama.exhibits import registry
from microdrama.paths import CHAPTERS
from microdrama.show import values
from microdrama.show.explorer import Explorer
from microdrama.show.figure import WIDE, cell

# ---- counts --------------------------------------------------------------------------------


def drawn(figure) -> list[tuple[str, str, int]]:
    """Return the segments of a figure's bars: label, status, claims."""
    (rows,) = figure.draw(WIDE).to_dict()["datasets"].values()
    return [(row["label"], row["status"], row["claims"]) for row in rows]


def test_bars_are_labelled_with_all_claims_of_a_text_and_those_with_a_check(little):
    ledgers.fill(little)
    figure = exhibits.by_text(checked_by("text"))
    assert drawn(figure) == [
        ("Alpha 2020: 3 of 11 claims", "recomputed", 1),
        ("Alpha 2020: 3 of 11 claims", "not checkable", 2),
        ("Beta 2021: 3 of 5 claims", "disputed", 1),
        ("Beta 2021: 3 of 5 claims", "consistent", 1),
        ("Beta 2021: 3 of 5 claims", "not checkable", 1),
    ]
    assert figure.title == (
        "In 2 of 2 texts something cannot be checked; most of it stands in Alpha 2020"
    )
    assert list(figure.table.columns) == ["Text", "Verdict", "Claims"]
    assert figure.table["Claims"].to_list() == [1, 2, 1, 1, 1]


def test_the_title_of_the_kinds_counts_statistics_and_findings(little):
    ledgers.fill(little)
    figure = exhibits.by_kind(checked_by("kind"))
    # Six statistics, of which 398 and 2,775 of one text have no check; two findings.
    assert (
        figure.title
        == "A check of numbers or dates is put to 4 of 6 statistics, and to 1 of 2 findings"
    )


def test_the_page_runs_on_another_ledger_and_counts_that(little):
    ledgers.fill(little)
    # A button of the explorer leads to the respondents of a text of the book.
    little.add("texts", **{**ledgers.TEXTS[0], "key": "wang2026", "short": "W", "year": "2026"})
    sample = ledgers.a_claim("wang2026-sample-n", "method", "50", "respondents")
    little.add("claims", **sample)
    for name in ("policy-beta", "policy-p", "competition-beta", "competition-p"):
        little.add("claims", **ledgers.a_claim(f"wang2026-{name}", "statistic"))
    page = registry.run(CHAPTERS / "evidence.md")
    said = {
        content: values.evaluated(content, page.results)
        for content in values.contents((CHAPTERS / "evidence.md").read_text("utf-8"))
    }
    # 16 claims of the ledger and five of these; six of them have a check. Five recommendations
    # of two texts rest on: printed numbers twice, words twice and nothing. The growth that follows
    # from the text's own numbers confirms nothing.
    assert list(said.values()) == ["21", "6", "5%", "2", "5", "3", "0"]
    assert page["refutable-means"].own_case == {"respondents": 50}
    # Text, what it rests on, how often; texts by name, the firmest ground first.
    assert drawn(page["grounds"]) == [
        ("Alpha 2020", "a printed number, not confirmed", 2),
        ("Alpha 2020", "claims without a number", 1),
        ("Alpha 2020", "nothing printed", 1),
        ("Beta 2021", "claims without a number", 1),
    ]


def test_every_verdict_that_the_page_draws_is_one_of_a_check():
    page = registry.chapter("evidence")
    for name in ("by-text", "by-kind"):
        assert {status for _, status, _ in drawn(page[name])} <= set(STATUSES) - {"not checked"}
    total = sum(claims for *_, claims in drawn(page["by-text"]))
    assert total == sum(claims for *_, claims in drawn(page["by-kind"]))
    recommendations = [c for c in ledger.claims().values() if c.kind == "recommendation"]
    assert sum(claims for *_, claims in drawn(page["grounds"])) == len(recommendations)


# ---- means that arithmetic can refute ------------------------------------------------------


@pytest.fixture
def explorer() -> Explorer:
    return registry.chapter("evidence")["refutable-means"]


@pytest.mark.parametrize("decimals", ["2", "1", "3"])
@pytest.mark.parametrize("respondents", [5, 10, 99.5, 100, 428, 999, 1000])
def test_the_page_computes_the_same_shares_and_says_the_same_case(explorer, respondents, decimals):
    chosen = {"respondents": respondents, "decimals": decimals}
    rows = [{"scale_items": cell(items)} for items in ITEMS]
    page = vega_values(rows, explorer.transforms(), ["scale_items", "refutable", "case"], chosen)
    live = explorer.evaluate(chosen)
    assert [row["refutable"] for row in page] == pytest.approx(live["refutable"].to_list())
    assert [row["case"] for row in page] == live["case"].to_list()


def test_the_explorer_of_means_opens_where_some_can_be_refuted_and_leads_to_the_texts_own(explorer):
    # 1 - 30/100 of the means of a single item.
    assert explorer.evaluate()["refutable"].iloc[0] == pytest.approx(70)
    own = {**explorer.defaults, **explorer.own_case}
    assert own == {"respondents": 428, "decimals": "2"}
    # 428 answers lie closer together than hundredths.
    assert set(explorer.evaluate(own)["refutable"]) == {0}
    said = explorer.sentence(own)
    assert "With 428 respondents every printed mean is possible" in said
    payload = explorer.figure().payload()
    assert payload["table"]["columns"] == list(explorer.columns.values())
    assert len(payload["table"]["rows"]) == len(ITEMS)
    assert "“" not in explorer.sentences["none"]


def test_half_of_all_means_of_fifty_people_can_be_refuted(explorer):
    # The first exercise of the page: 1 - 50/100.
    said = explorer.sentence({"respondents": 50})
    assert re.search(r"50 respondents and a single item 50(\.0)?% of all printed means", said)


@pytest.mark.parametrize(("respondents", "decimals"), [(5, "3"), (996, "3"), (999, "3")])
def test_no_sentence_rounds_some_to_none_or_to_all(explorer, respondents, decimals):
    # 99.5% is not all, and 0.1% is more than none.
    said = explorer.sentence({"respondents": respondents, "decimals": decimals})
    assert " 100%" not in said
    assert " 0%" not in said


# ---- what texts with interviews report -----------------------------------------------------


def test_what_a_text_with_interviews_reports_stands_beside_what_is_asked(little):
    reports = {key: report_of(key) for key in texts_with_interviews()}
    frame = exhibits.reporting(criteria(), reports).frame
    assert list(frame.columns) == ["What a reader needs to know", "Items", "Beta 2021"]
    assert frame["Items"].to_list() == [f"COREQ {n}; SRQR {n}" for n in (1, 2, 3)]
    assert frame["Beta 2021"].to_list() == [
        "In full. “we asked whom we knew” Invented.",
        "In part. “one said “never”” Invented.",
        "Not at all. Invented.",
    ]


def test_the_page_finds_what_can_be_counted_by_hand(little):
    ledgers.fill(little)
    counts = claims_by_verdict().query("status != 'not checked'")
    advice = recommendation_grounds()
    bare = advice.query("numbers == 0 and settled == 0")
    by_status = counts.groupby("status")["claims"].sum()
    assert [sentence for sentence, _ in exhibits.findings(by_status, advice, bare).findings] == [
        "Of 6 claims to which a check of numbers or dates is put, 3 cannot be settled, because the "
        "text does not print what the check needs.",
        "Of the others, 2 come through: 1 can be recomputed, 0 traced to the publisher that is "
        "cited, and 1 could have failed and did not. Something speaks against 1, and 0 were "
        "forecasts.",
        "Of 5 recommendations 3 rest on no printed number at all, and none on one that anything "
        "outside its text confirms.",
    ]
