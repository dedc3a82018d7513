"""The page that reads the texts against themselves: what it says and what it shows."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.evidence import tensions
from microdrama.exhibits import common, registry
from microdrama.exhibits import tensions as exhibits
from microdrama.show.places import Places


def rows(*cells: tuple[str, str, str, str, int]) -> pd.DataFrame:
    """Return places of two claims of one text or two: source, other, kind, readers, dependents."""
    claims = {"wang2026": "wang2026-sample-n", "meng2025": "meng2025-method"}
    return pd.DataFrame(
        [
            {
                "id": f"place-{number}",
                "first": claims[source],
                "second": claims[other],
                "source": source,
                "other": other,
                "kind": kind,
                "about": "" if source == other else "who the audience is",
                "weight": 2,
                "asks": "Is it so?",
                "statement": "It is and it is not.",
                "reading": "It may be both.",
                "hangs": ["wang2026-rq1", "wang2026-rq2"][:dependents],
                "readers": readers,
                "dependents": dependents,
            }
            for number, (source, other, kind, readers, dependents) in enumerate(cells)
        ]
    )


OWN = rows(
    ("wang2026", "wang2026", "role changes", "both", 5),
    ("wang2026", "wang2026", "role changes", "first", 2),
    ("meng2025", "meng2025", "term changes meaning", "both", 1),
    ("meng2025", "meng2025", "role changes", "second", 0),
)
ACROSS = rows(("wang2026", "meng2025", "assumption denied", "both", 3))


def test_the_findings_count_places_readers_and_kinds():
    first, second, third = [sentence for sentence, _ in exhibits.findings(OWN, ACROSS).findings]
    assert "found 4 places within the texts" in first
    assert "and 1 at which two texts part" in first
    assert "3 of the 5 places were found by both" in first
    assert "a question to Wang & Srijinda 2026: is it so?" in second
    assert "5 of the text's claims" in second
    # Three times one kind, once the other.
    assert third == (
        "Of the places within texts, 4 are of two kinds: “role changes” (3) and “term changes "
        "meaning” (1)."
    )


def test_a_place_says_its_kind_who_found_it_and_what_hangs_on_it():
    shown = common.places(OWN, "Some places", 2)
    assert [place.sort for place in shown.places] == [
        "role changes · found by both readers · 5 claims hang on it",
        "role changes · found by one of two readers · 2 claims hang on it",
        "term changes meaning · found by both readers · one claim hangs on it",
        "role changes · found by one of two readers · no claim hangs on it",
    ]
    assert [place.counted for place in shown.places[:3]] == [
        "The 2 claims that the readers name; 3 more by a chain of links",
        "The 2 claims that the readers name",
        "The claim that the readers name",
    ]
    assert (shown.shown, shown.more) == (2, "The other 2 places")
    assert common.places(OWN, "Some places", 3).more == "One more place"


def test_a_place_between_two_texts_names_both_and_all_of_them_are_open():
    shown = exhibits.between_texts(ACROSS)
    assert shown.label == "Between texts: who the audience is"
    assert shown.shown == len(shown.places) == 1
    assert shown.places[0].sort.startswith("Wang & Srijinda 2026 and Meng 2025 · ")


def test_the_chapter_on_a_text_shows_the_three_places_with_most_on_them():
    whole = tensions.within("wang2026")
    shown = common.against_itself(whole)
    assert [place.id for place in shown.places] == whole["id"].head(3).to_list()
    assert "<details class" not in shown._repr_html_()


def test_the_title_names_the_kinds_that_every_text_has():
    counts = pd.DataFrame(
        [
            ("role changes", "A 2020", 2),
            ("role changes", "B 2021", 1),
            ("term changes meaning", "A 2020", 0),
            ("term changes meaning", "B 2021", 1),
        ],
        columns=["kind", "text", "places"],
    )
    assert exhibits.kinds(OWN, counts).title == "Only “role changes” occurs in every text"
    nowhere = counts.assign(places=[2, 0, 0, 1])
    assert exhibits.kinds(OWN, nowhere).title == "No kind of place occurs in every text"
    both = counts.assign(places=[2, 1, 1, 1])
    assert exhibits.kinds(OWN, both).title == (
        "Only “role changes” and “term changes meaning” occur in every text"
    )


def test_the_picture_and_its_table_hold_every_place_within_a_text():
    page = registry.chapter("tensions")
    assert page["kinds"].table["Places"].sum() == len(tensions.within())
    shown = [place.id for block in page.of_kind(Places) for place in block.places]
    assert sorted(shown) == sorted(tensions.places()["id"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ecosystem", "symbols"])
def test_the_chapters_lead_to_the_page_with_three_places(name):
    (block,) = registry.chapter(name).of_kind(Places)
    assert len(block.places) == 3
