"""Parts of formulas that are kept: a column on symbols, nothing at all on numbers."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from microdrama.formulas import exp, expression, kept, plain


def test_a_kept_symbol_becomes_a_column_and_is_written_once():
    columns = {}
    found = kept(columns, "grown", exp(alt.datum.rate) * 2)
    assert {name: expression(value) for name, value in columns.items()} == {
        "grown": "(exp(datum.rate) * 2)"
    }
    assert expression(found + found) == "(datum['grown'] + datum['grown'])"


def test_a_kept_number_is_itself_and_makes_no_column():
    columns, values = {}, np.array([1.0, 2.0])
    assert kept(columns, "grown", values) is values
    assert columns == {}


def test_a_column_of_a_table_becomes_an_array_and_a_symbol_stays():
    found = plain(pd.Series([1, 2], index=[7, 9]))
    assert isinstance(found, np.ndarray) and found.tolist() == [1, 2]
    assert expression(plain(alt.datum.rate)) == "datum.rate"
