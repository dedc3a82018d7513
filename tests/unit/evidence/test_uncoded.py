"""Numbers of the texts that stand in the quote of no claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import Package
from ledgers import a_claim
from microdrama.evidence.uncoded import Uncoded, uncoded_numbers


class Library:
    """A folder with full texts, and a ledger that quotes one of them."""

    def __init__(self, folder: Path, package: Package) -> None:
        self.folder, self.package = folder, package
        folder.mkdir()

    def quotes(self, *quotes: str) -> None:
        rows = [{**a_claim(f"alpha2020-{n}", "finding"), "quote": q} for n, q in enumerate(quotes)]
        self.package.write("claims", rows)

    def text(self, content: str, source: str = "alpha2020") -> None:
        # newline="" keeps the text's own line ends.
        with (self.folder / f"{source}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(content)

    def left(self) -> list[Uncoded]:
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
