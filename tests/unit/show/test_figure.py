"""A figure: everything that has to travel with a chart."""

from __future__ import annotations

import datetime
import json
import math
from decimal import Decimal
from fractions import Fraction

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.show.figure import (
    BROAD,
    MIME,
    NARROW,
    VEGALITE,
    WIDE,
    Figure,
    FigureError,
    building,
    cell,
)


def figure(**more) -> Figure:
    parts = {
        "name": "market",
        "draw": lambda width: {"mark": "point", "width": width},
        "title": "The market grows",
        "alt": "A line that rises.",
        "table": pd.DataFrame({"Year": [2023, 2024], "Value": [37.39, 50.44]}),
        "sources": ["iiMedia"],
        **more,
    }
    return Figure(**parts)


@pytest.mark.parametrize("missing", ["", " ", "\n\t"])
@pytest.mark.parametrize("part", ["title", "alt"])
def test_a_figure_without_title_or_alternative_text_is_refused(part, missing):
    with pytest.raises(FigureError, match="“market” needs"):
        figure(**{part: missing})


def test_the_refusal_says_what_is_missing():
    with pytest.raises(FigureError, match="alternative text"):
        figure(alt="")
    with pytest.raises(FigureError, match="title that says the finding"):
        figure(title="")


def test_a_payload_carries_all_that_a_reader_needs():
    payload = figure(note="Forecasts are hollow.", kinds=("reported", "assumed")).payload()
    assert payload["title"] == "The market grows"
    assert payload["alt"] == "A line that rises."
    assert payload["note"] == "Forecasts are hollow."
    assert payload["sources"] == ["iiMedia"]
    assert payload["kinds"] == ["reported", "assumed"]
    assert payload["table"] == {
        "columns": ["Year", "Value"],
        "rows": [[2023, 37.39], [2024, 50.44]],
    }


def test_a_chart_is_drawn_for_a_laptop_and_for_a_phone():
    payload = figure().payload()
    assert payload["wide"]["width"] == WIDE
    assert payload["narrow"]["width"] == NARROW
    assert NARROW <= 328, "a phone of 360 pixels needs room for margins"


def test_a_chart_that_needs_more_room_is_drawn_broader_on_a_laptop_and_the_same_on_a_phone():
    payload = figure(broad=True).payload()
    assert payload["broad"]
    assert payload["wide"]["width"] == BROAD > WIDE
    assert payload["narrow"]["width"] == NARROW
    assert not figure().payload()["broad"]


def test_an_altair_chart_is_kept_as_its_specification():
    def draw(width):
        return alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(alt.X("a:Q"))

    spec = figure(draw=draw).payload()["wide"]
    assert spec["mark"]["type"] == "point"


def test_a_payload_is_json():
    table = pd.DataFrame(
        {
            "Date": pd.to_datetime(["2024-12-31", None]),
            "Number": [1.5, math.nan],
            "Count": pd.array([1, None], dtype="Int64"),
            "Yes": pd.array([True, None], dtype="boolean"),
            "Text": ["<b>", None],
        }
    )
    payload = figure(table=table).payload()
    assert json.loads(json.dumps(payload, allow_nan=False))["table"]["rows"] == [
        ["2024-12-31", 1.5, 1, True, "<b>"],
        [None, None, None, None, None],
    ]


def test_in_the_book_a_figure_is_its_payload(monkeypatch):
    monkeypatch.setenv("MICRODRAMA_BOOK", "1")
    assert building()
    bundle = figure()._repr_mimebundle_()
    assert bundle[MIME] == figure().payload()
    assert bundle["text/plain"] == "The market grows A line that rises."


def test_in_jupyter_a_figure_is_a_chart_that_jupyter_draws(monkeypatch):
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    assert not building()
    bundle = figure()._repr_mimebundle_()
    assert MIME not in bundle
    assert bundle[VEGALITE]["title"] == "The market grows"
    assert bundle[VEGALITE]["description"] == "A line that rises."
    assert bundle["text/plain"] == "The market grows A line that rises."


def test_drawing_for_jupyter_leaves_the_chart_as_it_was(monkeypatch):
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    spec = {"mark": "point"}
    figure(draw=lambda width: spec)._repr_mimebundle_()
    assert spec == {"mark": "point"}


# ---- cells ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (math.nan, None),
        (pd.NA, None),
        (pd.NaT, None),
        (np.float64("nan"), None),
        ("text", "text"),
        ("", ""),
        (True, True),
        (np.True_, True),
        (3, 3),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (pd.Timestamp("2024-12-31"), "2024-12-31"),
        (datetime.date(2024, 12, 31), "2024-12-31"),
        (np.datetime64("2024-12-31"), "2024-12-31"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_a_cell_is_kept_as_json_can_hold_it(value, kept):
    assert cell(value) == kept
    assert type(cell(value)) in (type(kept), type(value))


@pytest.mark.parametrize("value", [math.inf, -math.inf, np.float64("inf")])
def test_an_unbounded_number_is_kept_as_json_can_hold_it(value):
    # growth() has steps without an upper end; “Infinity” is no JSON.
    json.dumps(cell(value), allow_nan=False)


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_infinity=False)
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.timedeltas()
    | st.decimals(allow_infinity=False, allow_nan=False)
    | st.binary()
)
def test_any_cell_of_a_table_can_be_written_as_json(value):
    written = json.dumps(cell(value), allow_nan=False)
    if isinstance(value, str | int | bool):
        assert json.loads(written) == value


whole, real = st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(whole, st.text(), real), max_size=8))
def test_a_table_comes_back_from_its_payload(rows):
    table = pd.DataFrame(rows, columns=["whole", "text", "real"])
    kept = json.loads(json.dumps(figure(table=table).payload()["table"]))
    assert kept["rows"] == [list(row) for row in rows]
