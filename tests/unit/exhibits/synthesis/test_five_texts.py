"""Five texts in conversation: the picture's words, the quotes behind a field, and both faces."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import vega_values
from microdrama import synthesis
from microdrama.exhibits import synthesis as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.show.explorer import Explorer


def explorer() -> Explorer:
    return chapter("synthesis")["five-texts"]


def field(idea: str, text: str, stance: str, quote: str = "", **more: object) -> dict[str, object]:
    return {
        "idea": idea,
        "label": idea,
        "proposition": f"It is {idea}",
        "text": text,
        "whose": text,
        "stance": stance,
        "claim": "",
        "quote": quote,
        "note": "",
        "place": 0,
        "of": 1,
        "fate": "agreed",
        **more,
    }


def invented() -> pd.DataFrame:
    return pd.DataFrame(
        [
            field("good", "wang2026", "contradicts", "No.", fate="contested"),
            field("good", "meng2025", "says", "Yes", of=2),
            field("good", "meng2025", "qualifies", "Mostly", place=1, of=2),
            field("good", "zhao2025", "silent"),
            field("good", "zhang2025", "silent"),
            field("good", "zhejiang2025", "contradicts", "Never"),
            field("true", "wang2026", "says", "So it is"),
            *(
                field("true", text, "silent")
                for text in ("meng2025", "zhao2025", "zhang2025", "zhejiang2025")
            ),
        ]
    )


def test_the_title_counts_ideas_and_names_whoever_contradicts_most_often():
    assert exhibits.five_texts(invented()).title == (
        "On 1 of 2 shared ideas a text contradicts the others, most often Wang & Srijinda and "
        "Zhejiang news; 1 are said without any limit"
    )


def test_the_sentence_has_every_quote_on_the_chosen_idea_and_names_the_silent():
    made = exhibits.five_texts(invented())
    assert made.sentence({"asked": "good"}) == (
        "“It is good.” Said by Meng, “Yes”. Qualified by Meng, “Mostly”. Contradicted by Wang & "
        "Srijinda, “No”; Zhejiang news, “Never”. Silent: Zhao and Zhang & Lin."
    )
    assert made.sentence({"asked": "true"}) == (
        "“It is true.” Said by Wang & Srijinda, “So it is”. Silent: Meng, Zhao, Zhang & Lin and "
        "Zhejiang news."
    )


def test_it_opens_at_the_most_disputed_idea_and_no_text_has_a_case_of_its_own():
    first = synthesis.positions().iloc[0]
    assert explorer().defaults == {"asked": first["idea"]}
    assert first["fate"] == "contested"
    assert [words for words, _ in explorer().ways_back] == ["Start again"]
    assert explorer().tries


def test_every_quote_stands_in_the_table_and_in_the_sentence_of_its_idea():
    table = explorer().evaluate()
    assert len(table) == len(synthesis.positions())
    for idea, rows in table.groupby("idea"):
        said = explorer().sentence({"asked": idea})
        for quote in rows["quote"]:
            assert quote.rstrip(".") in said


@pytest.mark.parametrize("asked", ["platform", "feeling"])
def test_one_row_is_chosen_and_the_page_chooses_the_same(asked):
    rows = explorer().evaluate({"asked": asked})
    assert set(rows.loc[rows["chosen"], "idea"]) == {asked}
    assert rows["speaks"].sum() == 1
    columns = ["idea", "text", "chosen", "speaks", "case"]
    base = explorer().base.to_dict("records")
    page = vega_values(base, explorer().transforms(), columns, {"asked": asked})
    assert page == rows[columns].to_dict("records")
