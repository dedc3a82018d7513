"""Verdicts: the book's own by hand, and checks as rows of a table."""

from __future__ import annotations

import re

import pytest

from helpers import Outline
from ledgers import COUNT
from microdrama.evidence import verdicts
from microdrama.evidence.checks import CHECKS, STATUSES, Finding
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import UnknownClaimError, claims
from microdrama.evidence.quantities import quantity
from microdrama.evidence.verdicts import Verdict, needs, scorecard, verdict
from microdrama.package import table
from microdrama.show.blocks import Scorecard

# ---- the book's own verdicts ---------------------------------------------------------------


def test_every_check_of_the_book_can_be_made():
    assert [str(fault) for fault in verdicts.faults()] == []


@pytest.mark.parametrize(
    ("claim_id", "status"),
    [
        # By hand from the tables: 2,775 / 398 = 6.972, so 597% more, and “nearly 600%” reaches
        # from 550 to 650.
        ("zhang2025-registrations-growth", "recomputed"),
        # The regulator, whom the text cites, counts 398 and 2,775 filings.
        ("zhang2025-registrations-2021", "traced"),
        ("zhang2025-registrations-2022", "traced"),
        # The text cites the regulator for a number that an association prints.
        ("zhang2025-frequent-viewers", "consistent"),
        # 54 billion dollars against 37.39 billion yuan, about 5.3 billion dollars.
        ("zhang2025-industry-value", "disputed"),
        # The market of 48.5 billion at the least against takings of more than 42.5 billion.
        ("meng2025-box-office", "recomputed"),
        # 50.44 was a forecast of November 2024, and so is all that is said of 2027.
        ("meng2025-market-2024", "forecast"),
        ("meng2025-market-2027", "forecast"),
        # The association that the text cites counts 576 million in June.
        ("meng2025-users-2024", "traced"),
        # Up to 10 minutes by the regulator's older definition, about 15 by the newer one.
        ("wang2026-definition-duration", "consistent"),
        ("zhao2025-definition-duration", "consistent"),
        # Four of nine rules are of 2024; five are earlier, when growth is said to be unrestricted.
        ("wang2026-stage-adjustment-policy", "consistent"),
        ("wang2026-stage-adjustment-compliance", "disputed"),
        # The news names no source; the association prints the same.
        ("zhejiang2025-users", "consistent"),
        ("meng2025-companies", "not checkable"),
        ("wang2026-definition-abstract", "not checked"),
        # 428 in the method, in the abstract and in its Portuguese version: repeated, not checked.
        ("wang2026-sample-n", "not checked"),
        ("wang2026-interviews-n", "not checked"),
        ("wang2026-fund-50m", "not checked"),
        # 4.375 at the least against 4.125 at the most, but the mean of technology is not printed.
        ("wang2026-competition-higher", "not checkable"),
        # 428 respondents are more than a hundred, so every mean with two decimals occurs.
        ("wang2026-policy-mean", "not checkable"),
        ("wang2026-competition-mean", "not checkable"),
        ("wang2026-sns-mean", "not checkable"),
        # “More than 90%” has no upper end that 428 respondents could miss.
        ("wang2026-education-bachelor", "not checkable"),
        # (0.375 / 0.1603)² = 5.47: it follows as far as predictors are usually allowed to overlap.
        ("wang2026-policy-beta", "consistent"),
        ("wang2026-policy-p", "consistent"),
        # Only the sign is printed.
        ("wang2026-competition-beta", "not checkable"),
        ("wang2026-competition-p", "not checkable"),
        ("wang2026-sample-power", "not checkable"),
        # A table of the answers on three scales of five points has 5 × 5 × 5 = 125 cells; the
        # text has not three dozen numbers.
        ("wang2026-data-availability", "inconsistent"),
        # Over 40% and about 30% can only fail beyond 100%; no number of titles is printed.
        ("meng2025-romance-share", "not checkable"),
        # More than 150 and more than 230 cannot contradict each other.
        ("meng2025-overseas-countries", "not checkable"),
        # Readings of interviews.
        ("zhang2025-shame-amplified", "interpretive"),
        ("wang2026-policy-conditional", "interpretive"),
    ],
)
def test_verdicts_that_can_be_worked_out_by_hand(claim_id, status):
    assert verdict(claim_id).status == status


@pytest.mark.parametrize(
    ("claim_id", "said"),
    [
        # Fewer than 428 × 3 = 1,284 answers: 125 cells.
        ("wang2026-data-availability", "on 3 scales take at least 125 numbers"),
        # √((5 − 4.115) · (4.115 − 1) · 428/427) = 1.6623, and with 4.375 it is 1.4541; rounded up.
        ("wang2026-policy-mean", "at most 1.67."),
        ("wang2026-competition-mean", "at most 1.46."),
        # M = 4.02: √((5 − 4.015) · (4.015 − 1) · 428/427) = 1.7253.
        ("wang2026-sns-mean", "at most 1.73."),
        # 90% of 428 is 385.2, 46% is 196.9.
        ("wang2026-education-bachelor", "386 to 428 of 428 respondents"),
        ("wang2026-education-master", "197 to 428 of 428 respondents"),
        ("meng2025-romance-share", "leave 35% at most"),
        # (0.375 / 0.1603)² = 5.47, rounded down.
        ("wang2026-policy-beta", "up to a variance inflation factor of 5.4;"),
        # Four measures of 2024, five before, the first of 2020.
        ("wang2026-stage-adjustment-policy", "Of 9 dated events 4 are of 2024: "),
        ("wang2026-stage-adjustment-compliance", "5 dated events before 2024: 2020 "),
        # 50.5 / 50.44 = 1.0012, and 48.5 / 50.44 = 0.9615.
        ("meng2025-market-2024", "print 50.5\N{NO-BREAK SPACE}billion RMB (0.1% more)"),
        ("meng2025-market-2024", "prints 48.5\N{NO-BREAK SPACE}billion RMB (4% less)"),
        # 85.65 of 100.
        ("meng2025-market-2027", "85.65\N{NO-BREAK SPACE}billion RMB (14% less)"),
        # 54 / 5.1 = 10.6 and 54 / (37.39 / 7.04) = 10.2; a tenth of it; 54 / 37.39 = 1.44.
        ("zhang2025-industry-value", "it is 10 to 11 times what the others print"),
        ("zhang2025-industry-value", "it would be 5.4 billion dollars, 1.02 to 1.06 times"),
        ("zhang2025-industry-value", "it would be 54 billion yuan, 1.44 to 1.51 times that"),
        ("zhang2025-industry-value", "Nothing in the text shows that either happened."),
        # The note names a figure by id: 100,200 companies in T24.
        ("meng2025-companies", "the 100,200\N{NO-BREAK SPACE}companies of September 2025"),
        # By the table of what the two texts report.
        ("wang2026-policy-conditional", "the text reports 1 in full and 2 in part, and nothing on"),
        ("zhang2025-shame-amplified", "the text reports 0 in full and 4 in part, and nothing on"),
    ],
)
def test_sentences_of_the_book_say_numbers_that_can_be_worked_out_by_hand(claim_id, said):
    assert said in verdict(claim_id).sentence


def test_the_value_of_2023_is_held_to_every_other_value_of_that_year():
    figures, inputs = table("figures"), table("checks").set_index(["claim", "check"])["inputs"]
    of_2023 = (figures["measure"] == "market value, China") & (figures["end"].dt.year == 2023)
    # One publisher's figure, read in two publications, is one.
    known = figures[of_2023].groupby(["publisher", "value"])["id"].agg(set)
    compared = set(inputs["zhang2025-industry-value", "published"].split())
    assert compared == {"M27", "M02", "M04", "M05"}
    assert all(ids & compared for ids in known)
    assert compared <= set().union(*known)
    said = verdict("zhang2025-industry-value").sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert "Only a bound, and within it: Xinwaner (新腕儿) prints > 20 billion RMB." in said
    # The range is that of the amounts: 5.1 to 37.39 / 7.04 billion dollars, with all roundings.
    # A pair of that year, 37.39 billion yuan and 5.31 billion dollars, gives the least rate.
    result = verdict("zhang2025-industry-value").findings[0].result
    assert result.low == pytest.approx(5.05e9)
    assert result.high == pytest.approx(37.395e9 / (37.385 / 5.315))


def test_registrations_grow_by_597_per_cent():
    result = verdict("zhang2025-registrations-growth").findings[0].result
    assert result.middle == pytest.approx((2775 / 398 - 1) * 100, abs=0.01)
    # The corners of both roundings.
    assert result.low == pytest.approx((2774.5 / 398.5 - 1) * 100)
    assert result.high == pytest.approx((2775.5 / 397.5 - 1) * 100)


def test_an_interval_is_all_that_a_verdict_keeps_of_a_result():
    assert isinstance(verdict("meng2025-box-office").findings[0].result, Interval)


def test_every_verdict_says_something_and_is_a_known_status():
    for claim_id in scorecard()["claim"]:
        found = verdict(claim_id)
        assert found.status in STATUSES
        assert found.sentence.strip()


def test_every_verdict_is_a_whole_sentence_without_gaps():
    for claim_id in scorecard()["claim"]:
        said = verdict(claim_id).sentence
        assert not re.search(r"\b(nan|inf)\b|  |[{}]|^\s|\s$|\.\.", said, re.IGNORECASE), said
        assert said.endswith("."), said


def test_what_cannot_be_checked_always_says_what_is_needed():
    for claim_id in scorecard()["claim"]:
        found = verdict(claim_id)
        open_ends = [one for one in found.findings if one.status == "not checkable"]
        assert found.needs == tuple(one.needs for one in open_ends)
        assert all(found.needs)
        assert found.sentence.count("To check it one would need ") == len(open_ends)


def test_no_verdict_speaks_of_people():
    said = " ".join(scorecard()["comparison"]).lower()
    for word in ("lie", "lied", "liar", "mislead", "careless", "author's mistake", "dishonest"):
        # “May lie anywhere” is said of a number.
        assert word not in said.replace("lie anywhere", "").replace("lie between", "").split()


def test_an_unknown_claim_has_no_verdict():
    with pytest.raises(UnknownClaimError):
        verdict("nobody2020-nothing")
    with pytest.raises(UnknownClaimError):
        scorecard(["nobody2020-nothing"])


def test_a_claim_without_a_check_reads_not_checked():
    found = verdict("wang2026-definition-abstract")
    assert found.findings == ()
    assert found.sentence == "No check covers this claim yet."
    assert found.needs == ()


# ---- remarks, and what is confirmed from outside ---------------------------------------------


def test_a_repetition_is_told_as_a_remark_and_is_no_verdict(little):
    little.add(
        "checks",
        claim="alpha2020-before",
        check="repeated",
        inputs="alpha2020-before",
        chapter="evolution",
    )
    found = verdict("alpha2020-before")
    assert found.status == "not checked"
    assert found.sentence.startswith("No check covers this claim yet. The text prints it again as")
    assert not found.confirmed
    # It stands beside the claim, and on no scorecard.
    assert "alpha2020-before" not in set(scorecard()["claim"])
    assert "alpha2020-before" not in verdicts.checked_in("evolution")


def test_only_what_something_outside_the_text_bears_out_is_confirmed(little):
    # 597% follows from the text's own 398 and 2,775; its 2,775 is also that of the Bureau, and
    # the same number in the other text.
    assert not verdict("alpha2020-growth").confirmed
    assert verdict("alpha2020-after").confirmed
    assert verdict("beta2021-after").confirmed
    # Where something speaks against it too, it is not.
    little.add("checks", claim="alpha2020-after", check="repeated", inputs="alpha2020-before")
    assert verdict("alpha2020-after").status == "inconsistent"
    assert not verdict("alpha2020-after").confirmed


def test_a_coefficient_and_its_p_value_that_fit_each_other_confirm_nothing():
    for claim_id in ("wang2026-policy-beta", "wang2026-policy-p"):
        assert verdict(claim_id).status == "consistent"
        assert not verdict(claim_id).confirmed


def test_what_is_traced_is_traced_to_a_publisher_that_the_claim_names():
    rows = table("checks")
    for row in rows[rows["check"] == "traced"].itertuples():
        words = claims()[row.claim].statement + claims()[row.claim].population
        for some_id in row.inputs.split():
            assert quantity(some_id).label in words, (row.claim, some_id)


# ---- scorecards ----------------------------------------------------------------------------


def test_a_scorecard_keeps_the_order_that_was_asked_for():
    asked = ["zhejiang2025-users", "meng2025-companies", "wang2026-definition-abstract"]
    rows = scorecard(asked)
    assert rows["claim"].to_list() == asked
    assert rows["status"].to_list() == ["consistent", "not checkable", "not checked"]
    assert rows["number"].to_list() == [claims()[i].number for i in asked]
    assert rows["comparison"].to_list() == [verdict(i).sentence for i in asked]


def test_an_empty_scorecard_still_has_its_columns():
    assert list(scorecard([]).columns) == [
        "claim",
        "text",
        "statement",
        "number",
        "status",
        "comparison",
    ]


def test_a_scorecard_of_everything_has_each_checked_claim_once_in_the_order_of_the_ledger(little):
    little.add("checks", claim="alpha2020-growth", check="missing", needs="the year")
    assert scorecard()["claim"].to_list() == [
        "alpha2020-after",
        "alpha2020-growth",
        "beta2021-after",
    ]


def test_a_chapter_shows_the_claims_whose_checks_name_it(little):
    for row, chapter in ((2, "evolution"), (3, "survey"), (4, "evolution")):
        little.change("checks", row, chapter=chapter)
    little.add(
        "checks", claim="alpha2020-growth", check="missing", needs="the year", chapter="evolution"
    )
    # Each once, in the order of the ledger and not of the checks.
    assert verdicts.checked_in("evolution") == ["alpha2020-after", "alpha2020-growth"]
    assert verdicts.checked_in("survey") == ["beta2021-after"]
    assert verdicts.checked_in("nowhere") == []


# ---- checks as rows of a table -------------------------------------------------------------


def test_the_checks_of_the_little_package_end_as_by_hand(little):
    assert verdicts.faults() == []
    assert verdict("alpha2020-growth").status == "recomputed"
    assert verdict("beta2021-after").status == "consistent"
    assert verdict("alpha2020-after").status == "consistent"


@pytest.mark.parametrize("error", [ValueError("no luck"), KeyError("no luck"), RuntimeError()])
def test_a_check_that_raises_is_one_fault_and_hides_no_other_verdict(little, monkeypatch, error):
    def broken(reported, others, note):
        raise error

    monkeypatch.setattr(verdicts, "CHECKS", {**CHECKS, "growth": broken})
    (fault,) = verdicts.faults()
    assert (fault.row, fault.column) == (2, "check")
    assert fault.file.endswith("/checks.csv")
    assert "alpha2020-growth cannot be made" in fault.message
    assert not fault.message.endswith(": ."), "the fault names no reason"
    assert verdict("alpha2020-growth").status == "not checkable"
    assert verdict("alpha2020-growth").sentence.startswith("The check cannot be made")
    assert verdict("beta2021-after").status == "consistent"


@pytest.mark.parametrize(
    ("check", "inputs"),
    [
        ("growth", "alpha2020-before"),
        ("growth", "alpha2020-after F1 F2"),
        ("growth", ""),
        ("published", ""),
        ("exceeds", ""),
        ("exceeds", "alpha2020-after"),
        ("parts", ""),
        ("mean", "alpha2020-before"),
        ("share", ""),
        ("share", "alpha2020-before alpha2020-after"),
        ("coefficient", ""),
        ("coefficient", "alpha2020-before"),
        ("significance", ""),
        ("power", ""),
        ("data", ""),
        ("data", "alpha2020-before"),
    ],
)
def test_a_check_with_too_many_or_too_few_inputs_is_one_clear_fault(little, check, inputs):
    little.change("checks", 2, check=check, inputs=inputs)
    (fault,) = verdicts.faults()
    assert (fault.row, fault.column) == (2, "check")
    for word in ("unpack", "min()", "sequence", "iterable", "index"):
        assert word not in fault.message


def test_the_strongest_of_several_findings_names_the_verdict(little):
    little.add(
        "checks", claim="alpha2020-growth", check="missing", note="No year.", needs="the year"
    )
    found = verdict("alpha2020-growth")
    assert [finding.status for finding in found.findings] == ["recomputed", "not checkable"]
    assert found.status == "recomputed"
    assert found.sentence.endswith("No year. To check it one would need the year.")


def test_markup_in_a_note_stays_text_in_the_verdict(little):
    little.change("checks", 3, note="<script>alert(1)</script>")
    assert "<script>" in verdict("beta2021-after").sentence
    page = Outline(Scorecard(scorecard(["beta2021-after"]))._repr_html_())
    assert page.all("script") == []
    assert "<script>alert(1)</script>" in page.text


# ---- what would be needed ------------------------------------------------------------------


def test_what_is_needed_stands_behind_the_note(little):
    little.add("checks", claim="beta2021-spare", check="missing", note="No year.", needs="the year")
    found = verdict("beta2021-spare")
    assert found.findings == (Finding("not checkable", "No year.", needs="the year"),)
    assert found.needs == ("the year",)
    assert found.sentence == "No year. To check it one would need the year."


def test_what_is_needed_says_enough_without_a_note(little):
    little.add("checks", claim="beta2021-spare", check="missing", needs="the year")
    assert verdict("beta2021-spare").sentence == "To check it one would need the year."


def test_a_check_that_was_made_asks_for_nothing(little):
    # The row says what it would need should it ever end as not checkable; today it does not.
    little.change("checks", 2, needs="the two numbers")
    assert verdict("alpha2020-growth").needs == ()
    assert "would need" not in verdict("alpha2020-growth").sentence


@pytest.mark.parametrize(
    ("check", "inputs"),
    [
        ("missing", ""),
        # 2,775 is more than 2,775, or not.
        ("exceeds", "alpha2020-after beta2021-after"),
    ],
)
def test_a_check_that_ends_as_not_checkable_without_a_need_is_one_clear_fault(
    little, check, inputs
):
    row = little.add("checks", claim="beta2021-spare", check=check, inputs=inputs, note="No year.")
    (fault,) = verdicts.faults()
    assert fault.row == row
    assert fault.column
    assert fault.file.endswith("/checks.csv")
    assert f"“{check}” of beta2021-spare" in fault.message
    assert "does not say what is needed" in fault.message
    assert verdict("beta2021-spare").status == "not checkable"
    # Everything else is still said.
    assert verdict("alpha2020-growth").status == "recomputed"


def test_a_verdict_counts_all_that_is_needed_in_the_order_of_its_findings():
    found = Verdict(
        "x",
        "consistent",
        (
            Finding("not checkable", "One.", needs="the year"),
            Finding("consistent", "Two."),
            Finding("not checkable", "", needs="the place"),
        ),
    )
    assert found.needs == ("the year", "the place")
    assert found.sentence == (
        "One. To check it one would need the year. Two. To check it one would need the place."
    )


# ---- numbers in notes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "printed"),
    [
        ("{F1}", "2,775\N{NO-BREAK SPACE}titles"),
        ("{F2}", "37.39\N{NO-BREAK SPACE}billion RMB"),
        ("{alpha2020-before}", "398\N{NO-BREAK SPACE}titles"),
        ("{alpha2020-growth}", "≈\N{NO-BREAK SPACE}600%"),
        ("{E1}", "2022"),
        ("{F1}{F1}", "2,775\N{NO-BREAK SPACE}titles2,775\N{NO-BREAK SPACE}titles"),
    ],
)
def test_an_id_in_a_note_or_a_need_stands_for_its_printed_number(little, slot, printed):
    note = f"Beside it stands {slot}."
    little.change("checks", 3, note=note)
    little.add(
        "checks", claim="beta2021-spare", check="missing", note=note, needs=f"more than {slot}"
    )
    assert verdicts.faults() == []
    assert verdict("beta2021-after").sentence.endswith(f" Beside it stands {printed}.")
    assert verdict("beta2021-spare").sentence == (
        f"Beside it stands {printed}. To check it one would need more than {printed}."
    )


def test_a_note_without_ids_is_said_as_it_stands(little):
    # A per cent sign, a backslash and a group reference mean nothing here.
    little.change("checks", 3, note=r"100 % of \1 and $5.")
    assert verdict("beta2021-after").sentence.endswith(r"100 % of \1 and $5.")


@pytest.mark.parametrize(
    "cells",
    [
        {"note": "Beside it stands {nobody2020-nothing}."},
        {"note": "No year.", "needs": "more than {nobody2020-nothing}"},
    ],
)
def test_an_unknown_id_in_a_note_is_one_clear_fault(little, cells):
    row = little.add(
        "checks", **{"claim": "beta2021-spare", "check": "missing", "needs": "the year", **cells}
    )
    (fault,) = verdicts.faults()
    assert fault.row == row
    assert fault.column
    assert fault.file.endswith("/checks.csv")
    assert "beta2021-spare" in fault.message
    assert "“nobody2020-nothing”" in fault.message
    assert str(fault).startswith(f"{fault.file}, row {row}, column ")
    found = verdict("beta2021-spare")
    assert found.status == "not checkable"
    assert "{" not in found.sentence


@pytest.mark.parametrize("column", ["note", "needs"])
@pytest.mark.parametrize(
    "slot",
    [
        "{ F1 }",  # spaces
        "{F1.}",
        "{}",
        "{F1",
        "{beta2021-theory}",  # prints no number
    ],
)
def test_braces_that_cannot_be_filled_are_one_clear_fault(little, column, slot):
    cells = {"note": "No year.", "needs": "the year", column: f"more than {slot} here"}
    row = little.add("checks", claim="beta2021-spare", check="missing", **cells)
    (fault,) = verdicts.faults()
    assert fault.row == row


# ---- what the texts would have to print ----------------------------------------------------


def test_what_a_text_would_need_is_gathered_by_text_and_by_need(own):
    # A dispute is settled by what the other text prints; the same claim still lacks a count.
    found = needs()
    assert found == {
        "beta2021": {COUNT: ["beta2021-share"], "the year": ["beta2021-one"]},
        "alpha2020": {COUNT: ["alpha2020-share", "alpha2020-young"]},
    }
    assert [*found] == ["alpha2020", "beta2021"]  # as the claims come


def test_a_claim_that_lacks_the_same_thing_for_two_checks_is_named_once(own):
    # Of 398 people every whole percentage occurs, so this check ends as not checkable too.
    own.add(
        "checks",
        claim="alpha2020-share",
        check="share",
        inputs="alpha2020-before",
        chapter="evolution",
        needs=COUNT,
    )
    assert needs()["alpha2020"] == {COUNT: ["alpha2020-share", "alpha2020-young"]}


def test_every_claim_of_the_book_that_is_not_checkable_needs_something():
    needing = {claim for wanted in needs().values() for ids in wanted.values() for claim in ids}
    open_ones = {i for i in claims() if verdict(i).status == "not checkable"}
    assert open_ones
    assert open_ones <= needing
