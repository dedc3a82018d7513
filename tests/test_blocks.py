"""Words and tables of a chapter, as HTML that is complete and harmless."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Outline
from microdrama.blocks import Glance, Scorecard, Table, ledger_link, legend, status_html
from microdrama.numbers import MARKS, MEANINGS
from microdrama.verdicts import STATUSES, scorecard

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
    page = Outline(status_html(status))
    assert page.text == status
    assert page.all("span") == [{"class": f"status status-{status.replace(' ', '-')}"}]


def test_a_link_leads_to_the_claim_in_the_ledger():
    page = Outline(ledger_link("meng2025-users-2024", "576 < 662 & more"))
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
        "claim": "a2020-b", "text": "A 2020", "statement": "It is.", "number": "5",
        "status": "consistent", "comparison": "It fits.", column: ATTACK,
    }  # fmt: skip
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
