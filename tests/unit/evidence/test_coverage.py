"""What can be checked: counted, listed and traced on a package small enough to work out by hand."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from pathlib import Path

import altair as alt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import Package, vega_values
from microdrama.evidence import coverage, ledger
from microdrama.evidence.checks import ITEMS, STATUSES
from microdrama.evidence.coverage import (
    GROUNDS,
    checked_by,
    contradictions,
    coverage_lines,
    grounds,
    needs,
    refuting,
    uncoded_numbers,
)
from microdrama.evidence.intervals import read
from microdrama.evidence.possible import mean_power
from microdrama.show.figure import cell

# ---- a package to work out by hand ---------------------------------------------------------

TEXTS = [
    {
        "key": key,
        "short": short,
        "authors": f"A. {short}",
        "title": f"On {short}",
        "year": key[-4:],
        "kind": "article",
        "gives": "numbers",
    }
    for key, short in (("beta2021", "Beta"), ("alpha2020", "Alpha"))
]


def _claim(claim_id: str, kind: str, value: str = "", unit: str = "", comparator: str = "="):
    return {
        "id": claim_id,
        "source": claim_id.partition("-")[0],
        "section": "Results",
        "kind": kind,
        "statement": f"What {claim_id} says.",
        "quote": f"it says {value} {unit}".strip(),
        "value": value,
        "unit": unit,
        "comparator": comparator if value else "",
    }


CLAIMS = [
    _claim("alpha2020-before", "statistic", "398", "titles"),
    _claim("alpha2020-after", "statistic", "2,775", "titles"),
    # 2,775 / 398 = 6.97, a rise of 597%, and 597 lies between 550 and 650: reproduced.
    _claim("alpha2020-growth", "statistic", "600", "%", "≈"),
    _claim("alpha2020-share", "statistic", "40", "%"),
    _claim("alpha2020-young", "finding"),
    _claim("alpha2020-boom", "finding"),
    _claim("alpha2020-theory", "theory"),
    _claim("alpha2020-advise-settled", "recommendation"),
    _claim("alpha2020-advise-printed", "recommendation"),
    _claim("alpha2020-advise-words", "recommendation"),
    _claim("alpha2020-advise-bare", "recommendation"),
    # The same 2,775 in another text: consistent.
    _claim("beta2021-after", "statistic", "2,775", "titles"),
    # 40 and 50 do not meet: disputed between the texts.
    _claim("beta2021-share", "statistic", "50", "%"),
    _claim("beta2021-one", "mechanism"),
    _claim("beta2021-other", "mechanism"),
    _claim("beta2021-advise", "recommendation"),
]

LINKS = [
    # A chain of three links of three kinds, from a number whose check is settled.
    ("alpha2020-growth", "alpha2020-boom", "explains"),
    ("alpha2020-boom", "alpha2020-young", "supports"),
    ("alpha2020-young", "alpha2020-advise-settled", "recommends"),
    # A number whose check cannot be made.
    ("alpha2020-share", "alpha2020-advise-printed", "supports"),
    # Words only: the two numbers that touch the theory question it or stand in another text.
    ("alpha2020-theory", "alpha2020-advise-words", "operationalises"),
    ("alpha2020-growth", "alpha2020-theory", "qualifies"),
    ("beta2021-after", "alpha2020-theory", "supports"),
    # Nothing: what leads here qualifies, contradicts, is another text's, or runs the wrong way.
    ("alpha2020-growth", "alpha2020-advise-bare", "qualifies"),
    ("alpha2020-after", "alpha2020-advise-bare", "contradicts"),
    ("beta2021-after", "alpha2020-advise-bare", "supports"),
    ("alpha2020-advise-bare", "alpha2020-share", "supports"),
    # Two claims that lean on each other, and so have each other beneath them.
    ("beta2021-one", "beta2021-other", "explains"),
    ("beta2021-other", "beta2021-one", "explains"),
    ("beta2021-other", "beta2021-advise", "recommends"),
    ("beta2021-one", "alpha2020-theory", "contradicts"),
]

#: What two claims lack in the same words.
COUNT = "the number of people asked"

CHECKS = [
    ("alpha2020-growth", "growth", "alpha2020-before alpha2020-after", ""),
    ("alpha2020-share", "missing", "", COUNT),
    ("alpha2020-young", "missing", "", COUNT),
    ("beta2021-after", "texts", "alpha2020-after", ""),
    ("beta2021-share", "texts", "alpha2020-share", ""),
    ("beta2021-share", "missing", "", COUNT),
    ("beta2021-one", "missing", "", "the year"),
]

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
    ("alpha2020", "Alpha 2020", "statistic", "reproduced", 1),
    ("alpha2020", "Alpha 2020", "statistic", "not checkable", 1),
    ("alpha2020", "Alpha 2020", "statistic", "not checked", 2),
    ("alpha2020", "Alpha 2020", "theory", "not checked", 1),
]


@pytest.fixture
def own(little: Package) -> Package:
    """Return the package above, read by every part of the house."""
    little.write("texts", TEXTS)
    little.write("claims", CLAIMS)
    little.write(
        "links",
        [{"from": a, "to": b, "relation": r, "note": f"{a} {r} {b}."} for a, b, r in LINKS],
    )
    little.write(
        "checks",
        [
            {"claim": claim, "check": check, "inputs": inputs, "chapter": "evolution", "needs": n}
            for claim, check, inputs, n in CHECKS
        ],
    )
    return little


def test_the_package_of_these_tests_is_itself_without_fault(own):
    # So that no count here leans on a broken row.
    assert [str(fault) for fault in own.all_faults()] == []


# ---- what is covered -----------------------------------------------------------------------


def test_claims_are_counted_by_text_kind_and_verdict(own):
    frame = coverage.coverage()
    assert list(frame.columns) == ["source", "text", "kind", "status", "claims"]
    assert list(frame.itertuples(index=False, name=None)) == COUNTED


def test_every_claim_of_the_book_is_counted_once():
    frame = coverage.coverage()
    assert frame["claims"].sum() == len(ledger.claims())
    assert not frame.duplicated(["source", "kind", "status"]).any()
    by_text = frame.groupby("source")["claims"].sum()
    for source in ledger.texts():
        own = [claim for claim in ledger.claims().values() if claim.source == source]
        assert by_text[source] == len(own)


def test_the_coverage_is_said_in_one_line_a_text(own):
    assert list(coverage_lines()) == [
        "beta2021: 5 claims, 3 with a check "
        "(1 of 2 mechanism, 0 of 1 recommendation, 2 of 2 statistic)",
        "alpha2020: 11 claims, 3 with a check "
        "(1 of 2 finding, 0 of 4 recommendation, 2 of 4 statistic, 0 of 1 theory)",
    ]


def test_checked_claims_are_counted_for_each_text_by_verdict(own):
    # Three checks each, so the names decide; the place is that of the verdict among all six.
    frame = checked_by("text")
    assert list(frame.columns) == ["group", "status", "claims", "label", "place"]
    assert frame[["group", "status", "claims", "place"]].values.tolist() == [
        ["Alpha 2020", "reproduced", 1, 2],
        ["Alpha 2020", "not checkable", 2, 4],
        ["Beta 2021", "disputed", 1, 1],
        ["Beta 2021", "consistent", 1, 3],
        ["Beta 2021", "not checkable", 1, 4],
    ]
    assert list(dict.fromkeys(frame["label"])) == [
        "Alpha 2020: 3 of 11 claims",
        "Beta 2021: 3 of 5 claims",
    ]


def test_kinds_with_the_most_checks_come_first_and_kinds_without_one_are_left_out(own):
    frame = checked_by("kind")
    assert list(dict.fromkeys(frame["label"])) == [
        "statistic: 4 of 6 claims",
        "finding: 1 of 2 claims",
        "mechanism: 1 of 2 claims",
    ]
    statistics = frame[frame["group"] == "statistic"]
    assert statistics["status"].to_list() == [
        "disputed",
        "reproduced",
        "consistent",
        "not checkable",
    ]
    assert statistics["claims"].to_list() == [1, 1, 1, 1]


def test_a_ledger_without_claims_or_checks_covers_nothing(own):
    own.write("checks", [])
    assert set(coverage.coverage()["status"]) == {"not checked"}
    assert checked_by("text").empty
    assert needs() == {}
    assert next(iter(coverage_lines())).startswith("beta2021: 5 claims, 0 with a check (0 of 2")
    own.write("links", [])
    own.write("claims", [])
    assert coverage.coverage().empty
    assert list(coverage_lines()) == []
    assert checked_by("kind").empty
    assert contradictions() == []


def test_a_ledger_without_recommendations_still_has_the_columns_of_their_table(own):
    full = list(grounds().columns)
    own.write("links", [])
    own.write("claims", [row for row in CLAIMS if row["kind"] != "recommendation"])
    assert grounds().empty
    assert list(grounds().columns) == full


# ---- contradictions and needs --------------------------------------------------------------


def test_contradictions_are_pairs_with_a_reason_in_the_order_of_the_links(own):
    found = [(one.id, other.id, why) for one, other, why in contradictions()]
    assert found == [
        (
            "alpha2020-after",
            "alpha2020-advise-bare",
            "alpha2020-after contradicts alpha2020-advise-bare.",
        ),
        ("beta2021-one", "alpha2020-theory", "beta2021-one contradicts alpha2020-theory."),
    ]


def test_every_contradiction_of_the_book_is_between_two_claims_and_says_why():
    found = contradictions()
    assert found
    for one, other, why in found:
        assert one.id != other.id
        assert why.strip()


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
    from microdrama.evidence.verdicts import verdict

    needing = {claim for wanted in needs().values() for ids in wanted.values() for claim in ids}
    open_ones = {i for i in ledger.claims() if verdict(i).status == "not checkable"}
    assert open_ones
    assert open_ones <= needing


# ---- what recommendations rest on ----------------------------------------------------------


def test_recommendations_are_traced_to_what_they_rest_on_in_their_own_text(own):
    rows = {row["claim"]: row for row in grounds().to_dict("records")}
    # beneath, with a number, settled, the best of these in words
    expected = {
        "alpha2020-advise-settled": (3, 1, 1, GROUNDS[0]),  # young, boom, growth
        "alpha2020-advise-printed": (2, 1, 0, GROUNDS[1]),  # share, and the bare advice below it
        "alpha2020-advise-words": (1, 0, 0, GROUNDS[2]),  # theory
        "alpha2020-advise-bare": (0, 0, 0, GROUNDS[3]),
        "beta2021-advise": (2, 0, 0, GROUNDS[2]),  # one and the other, in a circle
    }
    assert list(rows) == list(expected)
    for claim, (beneath, numbers, settled, rests) in expected.items():
        row = rows[claim]
        found = (row["beneath"], row["numbers"], row["settled"], row["rests"])
        assert found == (beneath, numbers, settled, rests), claim
        assert row["statement"] == f"What {claim} says."
    assert rows["beta2021-advise"]["text"] == "Beta 2021"


def test_a_settled_comparison_without_a_number_is_firm_ground_too(own):
    # “More in the end than before” prints no number of its own, and 2,775 is more than 398.
    own.add("claims", **_claim("alpha2020-more", "finding"))
    own.add(
        "checks",
        claim="alpha2020-more",
        check="exceeds",
        chapter="evolution",
        inputs="alpha2020-after alpha2020-before",
    )
    link = {"from": "alpha2020-more", "to": "alpha2020-advise-bare"}
    own.add("links", **link, relation="supports", note="It does.")
    row = grounds().set_index("claim").loc["alpha2020-advise-bare"]
    assert (row["beneath"], row["numbers"], row["settled"]) == (1, 0, 1)
    assert row["rests"] == GROUNDS[0]


def test_a_claim_that_carries_and_also_qualifies_carries(own):
    # The table of links allows several relations between the same two claims.
    link = {"from": "alpha2020-young", "to": "alpha2020-advise-settled"}
    own.add("links", **link, relation="qualifies", note="But not always.")
    row = grounds().set_index("claim").loc["alpha2020-advise-settled"]
    assert (row["beneath"], row["rests"]) == (3, GROUNDS[0])


def test_a_disputed_or_refuted_number_is_printed_and_not_settled(own):
    link = {"from": "beta2021-share", "to": "beta2021-advise"}
    own.add("links", **link, relation="supports", note="It does.")
    row = grounds().set_index("claim").loc["beta2021-advise"]
    assert (row["numbers"], row["settled"], row["rests"]) == (1, 0, GROUNDS[1])


def test_every_recommendation_of_the_book_is_traced_and_no_count_exceeds_another():
    frame = grounds()
    advice = [c.id for c in ledger.claims().values() if c.kind == "recommendation"]
    assert frame["claim"].to_list() == advice
    assert (frame["numbers"] <= frame["beneath"]).all()
    assert (frame["settled"] <= frame["beneath"]).all()
    assert set(frame["rests"]) <= set(GROUNDS)
    assert (frame["rests"] == GROUNDS[3]).equals(frame["beneath"] == 0)


# ---- numbers that no claim has -------------------------------------------------------------


class Library:
    """A folder with full texts, and a ledger that quotes one of them."""

    def __init__(self, folder: Path, package: Package) -> None:
        self.folder, self.package = folder, package
        folder.mkdir()

    def quotes(self, *quotes: str) -> None:
        rows = [{**_claim(f"alpha2020-{n}", "finding"), "quote": q} for n, q in enumerate(quotes)]
        self.package.write("claims", rows)

    def text(self, content: str, source: str = "alpha2020") -> None:
        # newline="" keeps the text's own line ends.
        with (self.folder / f"{source}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(content)

    def left(self) -> list[coverage.Uncoded]:
        return list(uncoded_numbers(self.folder))

    def numbers(self, content: str) -> list[str]:
        self.text(content)
        return [number.number for number in self.left()]


@pytest.fixture
def library(tmp_path: Path, own: Package) -> Library:
    own.write("checks", [])
    own.write("links", [])
    library = Library(tmp_path / "texts", own)
    library.quotes("nothing of the kind")
    return library


@pytest.mark.parametrize(
    "passed",
    [
        "2.4.1 Embryonic stage (2012-2017)",
        "## 3 Results",
        "### *4.2. What came of it*",
        "## **4. What came of it**",
        "1. Quality comes first.",
        "\n\n10. Tenth in a list.",
        "It began in 2024.",
        "From 2012 to 2017, and 2018-2020",
        "as others say (Hall, 1980)",
        "as others say (Hall, 1980; Lotz & Two, 2018a)",
        "as Hall (1980, p. 12) says",
        "“in complex ways” (p. 1)",
        "(Papacharissi, 2014, p.23)",
        "was shown [11].",
        "doi 10.1177/1461444816629474",
        "https://doi.org/10.1080/15295036.2017.1290274",
        "on 15 – 18 Oct they met",
        "the 21st century",
        "with 5G communication",
        "at 10:30 in the morning",
        "2025-03-10",
        "no number at all",
        "",
    ],
)
def test_what_counts_nothing_is_passed_over(library, passed):
    assert library.numbers(f"Some words.\n{passed}\nMore words.") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a sample (n=428) and", ["428"]),
        ("they took 2,775 titles", ["2,775"]),
        ("a share of 39.9%", ["39.9"]),
        ("worth $5.31 billion.", ["5.31"]),
        ("it is 100", ["100"]),
        ("it is 100.", ["100"]),
        ("from “77” to (88)", ["77", "88"]),
        ("15–20 minutes", ["15", "20"]),
        ("p < 0.001", ["0.001"]),
        ("in 2021, the year of 398", ["398"]),
        ("up 2024% and 2,024 and 2024.5", ["2024", "2,024", "2024.5"]),
        ("of 7\N{NO-BREAK SPACE}million", ["7"]),
        # A comma after a number is the sentence's.
        ("of 428, and of 2,775, in all", ["428", "2,775"]),
        # A hyphen before a number that follows no word is a minus sign.
        ("a slope of -0.37 and of \N{MINUS SIGN}0.38", ["0.37", "0.38"]),
        # Five digits are no year.
        ("of 20245 and 19800 users", ["20245", "19800"]),
    ],
)
def test_a_number_outside_every_quote_is_found_as_printed(library, text, numbers):
    found = [number.lstrip("-\N{MINUS SIGN}") for number in library.numbers(f"Some words, {text}")]
    assert found == numbers


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("there were 398 titles", "In all there were 398 titles, they say."),
        ("there were 398 titles", "In all there were\n  398\t titles."),
        ("there  were 398 titles", "there were 398 titles"),
        ("in 2021 there were 398", "Look: in 2021 there were 398 (Hall, 1980)."),
        ("a sample of 398", "a sample of 398, drawn at random"),
        ("398", "it was 398"),
        # The quote starts where a heading or an item of a list could.
        ("398 titles were made", "It is said that 398 titles were made."),
        ("39.9 percent of all", "We know that 39.9 percent of all do."),
    ],
)
def test_a_number_in_a_quote_is_passed_over_whatever_the_white_space(library, quote, text):
    library.quotes(quote)
    assert library.numbers(f"Some words.\n{text}") == []


def test_a_quote_covers_every_place_where_it_stands_and_no_other(library):
    library.quotes("there were 398 titles")
    text = "there were 398 titles; again there were 398 titles; but 398 films"
    assert library.numbers(text) == ["398"]


def test_a_quote_that_ends_in_the_midst_of_a_number_does_not_cover_it(library):
    library.quotes("a sample of 42")
    assert library.numbers("It has a sample of 428 people.") == ["428"]


def test_a_short_quote_inside_a_long_one_takes_nothing_away(library):
    library.quotes("of 10 people 20 said so and 30 did not", "20 said so")
    assert library.numbers("Look: of 10 people 20 said so and 30 did not, and 40 left.") == ["40"]


def test_a_quote_of_another_text_covers_nothing(library):
    library.quotes("there were 398 titles")
    library.text("there were 398 titles", "beta2021")
    assert [str(number) for number in library.left()] == [
        "beta2021: 398 in “…there were 398 titles…”"
    ]


def test_a_number_is_said_with_its_text_and_the_words_around_it(library):
    before, after = "b" * 60, "a" * 60
    library.text(f"{before} 77 {after}")
    (found,) = library.left()
    assert (found.source, found.number) == ("alpha2020", "77")
    assert found.context == f"{'b' * 44} 77 {'a' * 44}"
    assert str(found) == f"alpha2020: 77 in “…{'b' * 44} 77 {'a' * 44}…”"


def test_the_context_holds_the_words_of_the_text_on_one_line(library):
    library.text("They were\r\n\tsome  77\n\n people in all.")
    assert [number.context for number in library.left()] == ["They were some 77 people in all."]


def test_only_the_body_is_read_from_the_abstract_to_the_references(library):
    text = (
        "On 12 things\nA. Alpha, room 34\n\n**Abstract:** We saw 56 people.\n\n"
        "They were 78.\n\n## References\n\nHall, S. Vol. 90, no. 91.\n"
    )
    assert library.numbers(text) == ["56", "78"]


def test_an_abstract_idea_in_the_midst_of_a_text_is_no_heading(library):
    # A news item has no abstract; all of it is its body.
    assert library.numbers("We saw 56 people. It was an abstract idea. We saw 78 more.") == [
        "56",
        "78",
    ]


def test_the_word_references_in_a_sentence_ends_nothing(library):
    assert library.numbers("We saw 56.\nMany references were given.\nWe saw 78.") == ["56", "78"]


def test_texts_come_in_their_order_and_numbers_in_theirs(library):
    library.text("It was 4, then 3.", "alpha2020")
    library.text("It was 2, then 1.", "beta2021")
    found = [(number.source, number.number.rstrip(",")) for number in library.left()]
    assert found == [
        ("beta2021", "2"),
        ("beta2021", "1"),
        ("alpha2020", "4"),
        ("alpha2020", "3"),
    ]


def test_missing_and_unknown_texts_are_left_out(library):
    assert library.left() == []
    library.text("It was 77.", "gamma2022")
    (library.folder / "beta2021.txt").mkdir()
    assert library.left() == []


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
like_a_text = st.lists(
    st.sampled_from(
        [
            "\n",
            " ",
            "  ",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "-",
            "#",
            "*",
            "p.",
            "1",
            "20",
            "2021",
            "2,775",
            "39.9",
            "%",
            "Abstract",
            "References",
            "Oct",
            "Hall",
            "/",
            ":",
            "5G",
            "一",
            "\t",
        ]
    ),
    max_size=60,
).map("".join)


@pytest.mark.slow
@given(anything | like_a_text, st.lists(anything | like_a_text, max_size=2))
@example("(" * 50 + ", " * 50, ["2021"])
@example("\ufeff1\x00\x1c77\u2028", ["\\", "("])
@settings(max_examples=200)
def test_no_text_and_no_quote_stops_the_search_and_what_is_found_is_in_the_text(
    library, text, quotes
):
    library.quotes(*(quote or "x" for quote in quotes))
    for number in library.numbers(text):
        assert number in text
        assert any(map(str.isdigit, number))


words = st.lists(st.sampled_from(["people", "said", "that", "the", "titles", "of"]), min_size=1)


@pytest.mark.slow
@given(words, st.integers(0, 10**9), words, words, words)
@settings(max_examples=60)
def test_a_number_between_words_is_found_unless_it_is_quoted_or_a_year(
    library, before, number, after, far_before, far_after
):
    printed = f"{number:,}"
    quote = " ".join([*before, printed, *after])
    text = " ".join([*far_before, quote, *far_after])
    library.quotes("nothing of the kind")
    year = len(printed) == 4 and printed[:2] in ("19", "20")
    assert library.numbers(text) == ([] if year else [printed])
    library.quotes(quote)
    assert library.numbers(text) == []


# ---- means that arithmetic can refute ------------------------------------------------------


def bars(width: int) -> alt.Chart:
    return alt.Chart().mark_bar().encode(alt.X("refutable:Q"), alt.Y("scale_items:O"))


PLACES = {"2": 2, "1": 1, "3": 3}
RESPONDENTS = (5, 10, 11, 20, 37, 50, 99, 100, 101, 200, 333, 428, 500, 999, 1000)


def impossible(answers: int, places: int) -> Fraction:
    """Return the share of printed means that no total has, by trying every total.

    From one whole number to the next there are as many totals as answers; each mean is printed
    with the given places, halves going up.
    """
    printable = 10**places
    met = {
        math.floor(Fraction(total, answers) * printable + Fraction(1, 2)) % printable
        for total in range(answers)
    }
    return 1 - Fraction(len(met), printable)


def test_the_shares_by_trying_every_total_are_those_of_the_published_test():
    # Brown & Heathers (2017): with 20 answers and two decimals four of five means are
    # impossible, and from 100 answers on none is.
    assert impossible(20, 2) == Fraction(4, 5)
    assert impossible(100, 2) == 0


@pytest.mark.parametrize("decimals", PLACES)
@pytest.mark.parametrize("respondents", RESPONDENTS)
def test_the_share_of_refutable_means_is_what_trying_every_total_gives(respondents, decimals):
    frame = refuting(bars).evaluate({"respondents": respondents, "decimals": decimals})
    assert frame["scale_items"].to_list() == list(ITEMS)
    for row in frame.itertuples():
        exact = impossible(respondents * row.scale_items, PLACES[decimals])
        assert row.refutable == pytest.approx(100 * float(exact), abs=1e-9)
    some = impossible(respondents, PLACES[decimals]) > 0
    assert set(frame["case"]) == {"some" if some else "none"}


@given(st.integers(5, 1000), st.sampled_from(list(PLACES)))
def test_the_share_of_refutable_means_is_that_of_the_check(respondents, decimals):
    printed = read(f"3.{'1' * PLACES[decimals]}")
    frame = refuting(bars).evaluate({"respondents": respondents, "decimals": decimals})
    expected = [100 * mean_power(printed, respondents * items) for items in ITEMS]
    assert frame["refutable"].to_list() == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("decimals", PLACES)
@pytest.mark.parametrize("respondents", [5, 10, 99.5, 100, 428, 999, 1000])
def test_the_page_computes_the_same_shares_and_says_the_same_case(respondents, decimals):
    explorer = refuting(bars)
    chosen = {"respondents": respondents, "decimals": decimals}
    rows = [{"scale_items": cell(items)} for items in ITEMS]
    page = vega_values(rows, explorer.transforms(), ["scale_items", "refutable", "case"], chosen)
    live = explorer.evaluate(chosen)
    assert [row["refutable"] for row in page] == pytest.approx(live["refutable"].to_list())
    assert [row["case"] for row in page] == live["case"].to_list()


def test_the_explorer_of_means_starts_at_the_texts_own_survey():
    explorer = refuting(bars)
    assert explorer.defaults == {"respondents": 428, "decimals": "2"}
    # 428 answers lie closer together than hundredths.
    assert set(explorer.evaluate()["refutable"]) == {0}
    said = explorer.sentence()
    assert "With 428 respondents every printed mean is possible" in said
    payload = explorer.figure().payload()
    assert payload["table"]["columns"] == list(explorer.columns.values())
    assert len(payload["table"]["rows"]) == len(ITEMS)
    assert "“" not in explorer.sentences["none"]


def test_half_of_all_means_of_fifty_people_can_be_refuted():
    # The first exercise of the page: 1 - 50/100.
    said = refuting(bars).sentence({"respondents": 50})
    assert re.search(r"50 respondents and a single item 50(\.0)?% of all printed means", said)


@pytest.mark.parametrize(("respondents", "decimals"), [(5, "3"), (996, "3"), (999, "3")])
def test_no_sentence_rounds_some_to_none_or_to_all(respondents, decimals):
    # 99.5% is not all, and 0.1% is more than none.
    said = refuting(bars).sentence({"respondents": respondents, "decimals": decimals})
    assert " 100%" not in said
    assert " 0%" not in said


def test_every_verdict_has_a_place_and_the_strongest_comes_first():
    # What the charts of the page order their segments by.
    assert list(STATUSES) == [
        "inconsistent",
        "disputed",
        "reproduced",
        "consistent",
        "not checkable",
        "not checked",
    ]


def test_the_tables_of_the_page_have_the_columns_that_its_charts_draw():
    for column in ("text", "kind"):
        frame = checked_by(column)
        assert {"label", "status", "place", "claims"} <= set(frame.columns)
        assert frame["place"].to_list() == [list(STATUSES).index(s) for s in frame["status"]]
        sums = frame.groupby("group", sort=False)["claims"].sum()
        assert sums.to_list() == sorted(sums, reverse=True)
