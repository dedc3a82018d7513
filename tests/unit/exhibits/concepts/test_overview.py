"""The picture of texts and theories: its words follow from its table, and it obeys the rules."""

from __future__ import annotations

import pandas as pd
import pytest

import drawn
from microdrama.charts.concepts import matrix
from microdrama.concepts import theories
from microdrama.exhibits.concepts import overview
from microdrama.show.figure import NARROW, WIDE

COLUMNS = ["theory", "label", "page", "source", "text", "standing", "words", "claims"]


def standings(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return invented standings: theory, text and standing."""
    claim = {"wang2026": "wang2026-theory-mcluhan", "meng2025": "meng2025-flow-state"}
    return pd.DataFrame(
        [
            (name, name.title(), "media", source, source, standing, "words", [claim[source]])
            for name, source, standing in rows
        ],
        columns=COLUMNS,
    )


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("named", "1 are used by more than one text, and none is cited at its source by more"),
        ("cited", "1 are used by more than one text, and at most 2 texts cite the source"),
        ("listed", "0 are used by more than one text, and none is cited at its source by more"),
    ],
)
def test_the_title_says_what_the_table_shows(second, says):
    rows = [
        ("play", "wang2026", "cited"),
        ("play", "meng2025", second),
        ("talk", "meng2025", "named"),
    ]
    figure = overview.texts_and_theories(standings(*rows))
    assert says in figure.title
    assert figure.title.startswith("Of 2 theories, ")


def test_the_table_has_a_row_a_mark_and_says_what_each_means():
    stand = theories.standings()
    table = overview.texts_and_theories(stand).table
    assert len(table) == len(stand)
    assert set(table["The text …"]) <= set(overview.MEANINGS.values())
    listed = table[table["The text …"] == overview.MEANINGS["listed"]]
    assert set(listed["In its words"]) == {"–"}


def test_every_standing_has_a_meaning_and_a_shape():
    assert list(overview.MEANINGS) == list(matrix.SHAPES) == list(theories.STANDINGS)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_of_the_picture(width, rule):
    figure = overview.texts_and_theories(theories.standings())
    rule(drawn.draw(drawn.specification(figure, width), width), width)
