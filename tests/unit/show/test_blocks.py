"""Words and tables of a chapter, as HTML that is complete and harmless."""

from __future__ import annotations

from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Outline
from microdrama.evidence.arguments import contradictions
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.kinds import MARKS, MEANINGS
from microdrama.evidence.ledger import Claim, claims, short
from microdrama.evidence.ledger import texts as texts_of_the_book
from microdrama.evidence.verdicts import needs, scorecard
from microdrama.show.blocks import (
    Downloads,
    Folded,
    Glance,
    Links,
    Nested,
    Pairs,
    Scorecard,
    Senses,
    Status,
    Table,
    Wants,
)
from microdrama.show.numbers import legend

ATTACK = '<script>alert("x")</script>'

# White space apart, since a browser folds it and so does nobody here.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


def cells_of(markup: str) -> list[list[str]]:
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        rows: list[list[str]]

        def __init__(self) -> None:
            super().__init__()
            self.rows, self.inside = [], False

        def handle_starttag(self, tag, attrs):
            if tag == "tr":
                self.rows.append([])
            if tag in ("td", "th"):
                self.rows[-1].append("")
                self.inside = True

        def handle_endtag(self, tag):
            if tag in ("td", "th"):
                self.inside = False

        def handle_data(self, data):
            if self.inside:
                self.rows[-1][-1] += data

    parser = Cells()
    parser.feed(markup)
    parser.close()
    return parser.rows


@pytest.mark.parametrize("status", list(STATUSES))
def test_a_status_is_a_word_with_a_class_of_its_own(status):
    page = Outline(Status(status)._repr_html_())
    assert page.text == status
    assert page.all("span") == [{"class": f"status status-{status.replace(' ', '-')}"}]


def test_a_link_leads_to_the_claim_in_the_ledger():
    page = Outline(Links({"meng2025-users-2024": "576 < 662 & more"})._repr_html_())
    assert page.all("a") == [{"href": "ledger.html#meng2025-users-2024"}]
    assert page.text == "576 < 662 & more"


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), texts)
def test_any_text_in_a_table_is_shown_as_it_is(rows, label):
    frame = pd.DataFrame(rows, columns=["one", "two"])
    markup = Table(frame, label)._repr_html_()
    assert cells_of(markup) == [["one", "two"], *map(list, rows)]
    page = Outline(markup)
    assert page.all("div")[0]["aria-label"] == label


def test_a_script_in_a_table_is_harmless_text():
    frame = pd.DataFrame({ATTACK: [ATTACK]})
    page = Outline(Table(frame, ATTACK)._repr_html_())
    assert page.all("script") == []
    assert page.text == ATTACK * 2


def test_numbers_are_formatted_and_marked_with_their_kind():
    frame = pd.DataFrame({"Year": [2024], "Times": [1.3725]})
    markup = Table(frame, "Growth", {"Times": ".2f"}, {"Times": "recomputed"})._repr_html_()
    assert cells_of(markup)[1] == ["2024", f"1.37{MARKS['recomputed']} (recomputed)"]
    assert Outline(markup).all("td")[1] == {"class": "numeric"}


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_a_missing_cell_is_a_dash_without_a_mark(missing):
    frame = pd.DataFrame({"Times": pd.Series([missing], dtype=object)})
    markup = Table(frame, "Growth", {"Times": ".2f"}, {"Times": "recomputed"})._repr_html_()
    assert cells_of(markup)[1] == ["–"]


def test_a_whole_number_stays_whole_beside_a_missing_one():
    frame = pd.DataFrame({"Steps": pd.array([6, None], dtype="Int64")})
    assert cells_of(Table(frame, "Steps", {"Steps": "d"})._repr_html_())[1:] == [["6"], ["–"]]


def test_headings_are_headings_and_the_table_can_be_scrolled_by_keyboard():
    page = Outline(Table(pd.DataFrame({"a": [1], "b": [2]}), "Two columns")._repr_html_())
    assert page.all("th") == [{"scope": "col"}] * 2
    region = page.all("div")[0]
    assert (region["tabindex"], region["role"], region["aria-label"]) == (
        "0",
        "region",
        "Two columns",
    )


def test_columns_of_one_name_are_all_shown():
    frame = pd.DataFrame([[1, 2]], columns=["same", "same"])
    assert cells_of(Table(frame, "Twins")._repr_html_()) == [["same", "same"], ["1", "2"]]


def test_a_table_without_rows_still_has_its_headings():
    frame = pd.DataFrame(columns=["a", "b"])
    assert cells_of(Table(frame, "Nothing")._repr_html_()) == [["a", "b"]]


def test_a_scorecard_lists_every_verdict_with_number_link_and_comparison():
    frame = scorecard(["meng2025-users-2024", "wang2026-definition-abstract"])
    page = Outline(Scorecard(frame)._repr_html_())
    assert len(page.all("li")) == 2
    assert page.all("ul") == [{"class": "scorecard", "aria-label": "Verdicts of this chapter"}]
    assert [link["href"] for link in page.all("a")] == [
        f"ledger.html#{claim_id}" for claim_id in frame["claim"]
    ]
    assert frame["comparison"][0] in page.text
    # One of the two claims has a number, and a number has its mark.
    assert page.text.count(MARKS["reported"]) == 1


@pytest.mark.parametrize("column", ["text", "statement", "number", "comparison"])
def test_a_script_in_a_scorecard_is_harmless_text(column):
    row = {
        "claim": "a2020-b",
        "text": "A 2020",
        "statement": "It is.",
        "number": "5",
        "status": "consistent",
        "comparison": "It fits.",
        column: ATTACK,
    }
    page = Outline(Scorecard(pd.DataFrame([row]))._repr_html_())
    assert page.all("script") == []
    assert ATTACK in page.text


def test_the_first_screen_shows_findings_with_their_status():
    page = Outline(Glance([("It grows.", "reproduced"), (ATTACK, "disputed")])._repr_html_())
    assert page.all("script") == []
    assert len(page.all("li")) == 2
    assert page.text == f"It grows. reproduced{ATTACK} disputed"


def test_the_legend_has_the_four_kinds_in_their_order_with_their_meanings():
    page = Outline(legend(list(MARKS)))
    assert len(page.all("li")) == 4
    places = [page.text.index(f"{kind}: {MEANINGS[kind]}") for kind in MARKS]
    assert places == sorted(places)


# ---- two claims side by side ---------------------------------------------------------------


def a_claim(claim_id: str, **cells: str) -> Claim:
    source = claim_id.partition("-")[0]
    parts = {"section": "Results", "kind": "finding", "statement": "It is.", "quote": "it is"}
    return Claim(claim_id, source, **{**parts, **cells})


NAMES = {"a2020": "Alpha 2020", "b2021": "Beta & Co. 2021"}
ONE = a_claim("a2020-grows", statement="It grows.", quote="growing, at \\$5", section="Market")
OTHER = a_claim("b2021-shrinks", statement="It shrinks.", quote="shrinking")


def test_a_pair_shows_both_claims_with_quote_text_section_and_why():
    page = Outline(Pairs([(ONE, OTHER, "Both ways.")], NAMES)._repr_html_())
    assert len(page.all("ol")) == len(page.all("li")) == 1
    assert page.text == (
        "Both ways."
        "It grows.“growing, at $5”Alpha 2020, Market"
        "It shrinks.“shrinking”Beta & Co. 2021, Results"
    )
    assert len(page.all("blockquote")) == len(page.all("footer")) == len(page.all("cite")) == 2


def test_both_sides_of_a_pair_lead_to_their_claims_in_the_ledger():
    page = Outline(Pairs([(ONE, OTHER, "Both ways.")], NAMES)._repr_html_())
    assert page.all("a") == [
        {"href": "ledger.html#a2020-grows"},
        {"href": "ledger.html#b2021-shrinks"},
    ]


def test_pairs_keep_their_order():
    page = Outline(Pairs([(ONE, OTHER, "First."), (OTHER, ONE, "Second.")], NAMES)._repr_html_())
    assert [link["href"].partition("#")[2] for link in page.all("a")] == [
        ONE.id,
        OTHER.id,
        OTHER.id,
        ONE.id,
    ]
    assert page.text.index("First.") < page.text.index("Second.")


def test_a_script_in_a_pair_is_harmless_text():
    cells = dict.fromkeys(("statement", "quote", "section"), ATTACK)
    pair = (a_claim("a2020-x", **cells), a_claim("b2021-x"), ATTACK)
    page = Outline(Pairs([pair], {"a2020": ATTACK, "b2021": "B"})._repr_html_())
    assert page.all("script") == []
    # Statement, quote, section, name of the text, and why.
    assert page.text.count(ATTACK) == 5


@given(texts, texts, texts)
def test_any_words_of_a_pair_are_shown_as_they_are(statement, quote, why):
    one = a_claim("a2020-x", statement=statement, quote=quote)
    page = Outline(Pairs([(one, OTHER, why)], NAMES)._repr_html_())
    for words in (statement, quote.replace("\\$", "$"), why):
        assert words in page.text


def test_no_pairs_are_an_empty_list():
    page = Outline(Pairs([], NAMES)._repr_html_())
    assert (page.text, page.all("li")) == ("", [])


def test_every_contradiction_of_the_book_can_be_shown():
    names = {key: short(key) for key in texts_of_the_book()}
    found = contradictions()
    page = Outline(Pairs(found, names)._repr_html_())
    assert len(page.all("blockquote")) == 2 * len(found)
    linked = {link["href"].removeprefix("ledger.html#") for link in page.all("a")}
    assert linked == {claim.id for one, other, _ in found for claim in (one, other)}


# ---- what one would have to print ----------------------------------------------------------


def test_wants_are_listed_by_text_with_the_claims_they_would_make_checkable():
    wanted = {
        "b2021": {"the year": ["b2021-shrinks"]},
        "a2020": {"the count": ["a2020-grows", "a2020-more-titles"], "the date": ["a2020-begins"]},
    }
    page = Outline(Wants(wanted, NAMES)._repr_html_())
    assert len(page.all("dt")) == len(page.all("dd")) == 2
    assert len(page.all("li")) == 3
    assert page.text == (
        "Beta & Co. 2021the year, to check shrinks"
        "Alpha 2020the count, to check grows and more-titlesthe date, to check begins"
    )
    assert [link["href"] for link in page.all("a")] == [
        "ledger.html#b2021-shrinks",
        "ledger.html#a2020-grows",
        "ledger.html#a2020-more-titles",
        "ledger.html#a2020-begins",
    ]


def test_a_script_in_a_want_is_harmless_text():
    page = Outline(Wants({"a2020": {ATTACK: ["a2020-x"]}}, {"a2020": ATTACK})._repr_html_())
    assert page.all("script") == []
    assert page.text.count(ATTACK) == 2


@given(st.dictionaries(texts, st.lists(st.just("a2020-x"), min_size=1, max_size=3), max_size=4))
def test_any_want_is_shown_as_it_is(wanted):
    page = Outline(Wants({"a2020": wanted}, NAMES)._repr_html_())
    assert len(page.all("li")) == len(wanted)
    for want in wanted:
        assert f"{want}, to check x" in page.text


def test_a_claim_that_lacks_the_same_thing_for_two_checks_is_named_once_in_the_book():
    for wanted in needs().values():
        for ids in wanted.values():
            assert len(ids) == len(set(ids))


def test_every_want_of_the_book_names_its_text_and_leads_to_known_claims():
    names = {key: short(key) for key in texts_of_the_book()}
    page = Outline(Wants(needs(), names)._repr_html_())
    linked = [link["href"].removeprefix("ledger.html#") for link in page.all("a")]
    assert linked
    assert set(linked) <= set(claims())
    for source in needs():
        assert names[source] in page.text


def test_a_finding_without_a_verdict_bears_no_label():
    page = Glance([("Ours agrees.", ""), ("It follows.", "consistent")])._repr_html_()
    assert page.count('class="status') == 1
    assert [item.strip() for item in Outline(page).text.split("It follows.")] == [
        "Ours agrees.",
        "consistent",
    ]


def test_a_folded_table_is_whole_and_says_what_unfolds_it():
    table = Table(pd.DataFrame({"A": [1, 2]}), label="Numbers")
    markup = Folded(ATTACK, table)._repr_html_()
    assert markup.startswith("<details><summary>&lt;script&gt;")
    assert markup.endswith(f"{table._repr_html_()}</details>")


# ---- words, lists and files ----------------------------------------------------------------


def test_links_are_parted_by_what_stands_between_two_of_them():
    page = Outline(Links({"a2020-b": "one", "c2021-d": ATTACK, "e2022-f": "three"})._repr_html_())
    assert page.text == f"one; {ATTACK}; three"
    assert page.all("script") == []
    assert Outline(Links({"a": "x", "b": "y"}, between=" & ")._repr_html_()).text == "x & y"


def test_a_network_is_a_list_of_lists_and_an_entry_with_nothing_below_it_has_none():
    tree = {"setting": {"culture": ["becomes a sign", ATTACK], "theory": []}, "outcome": {}}
    page = Outline(Nested("As a list", tree)._repr_html_())
    assert page.text == f"As a listsettingculturebecomes a sign{ATTACK}theoryoutcome"
    # The list itself, one of each heading, and one of the only entry with lines.
    assert (len(page.all("ul")), len(page.all("li"))) == (4, 6)
    assert (page.all("details"), page.all("script")) == ([{"class": "nested"}], [])


@given(st.dictionaries(texts, st.tuples(texts, st.just("text/csv"), texts), max_size=3))
def test_files_travel_in_their_links_as_they_are(files):
    page = Outline(Downloads(files)._repr_html_())
    links = page.all("a")
    assert [link["download"] for link in links] == list(files)
    for link, (_, kind, content) in zip(links, files.values(), strict=True):
        head, _, body = link["href"].partition(",")
        assert (head, unquote(body)) == (f"data:{kind};charset=utf-8", content)
    assert page.text == f"Download: {', '.join(words for words, *_ in files.values())}."


def test_an_idea_has_its_question_and_the_word_of_each_text_with_the_way_to_the_claim():
    senses = [("Alpha 2020", "sign", "It stands for something", "a2020-sign")]
    page = Outline(Senses({"Symbol": ("What is it?", senses), ATTACK: ("", [])})._repr_html_())
    assert page.text == (f"SymbolWhat is it?Alpha 2020: “sign”. It stands for something{ATTACK}")
    assert page.all("a") == [{"href": "ledger.html#a2020-sign"}]
    assert page.all("script") == []


def test_a_block_in_a_cell_is_shown_as_itself_and_text_that_looks_like_one_is_not():
    frame = pd.DataFrame({"Verdict": [Status("disputed"), "<b>bold</b>"]})
    page = Outline(Table(frame, "Verdicts")._repr_html_())
    assert page.text == "Verdictdisputed<b>bold</b>"
    assert (len(page.all("span")), page.all("b")) == (1, [])
