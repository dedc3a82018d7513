"""Numbers in prose: what a role holds, and what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.show import values


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("n", "428"),
        ("big", "12,345"),
        ("share:.1%", "12.3%"),
        ("months:.1f months", "8.3\N{NO-BREAK SPACE}months"),
        ("share * 100:.0f %", "12%"),
        ('table["low"]:.2f', "\N{MINUS SIGN}0.50"),
        ("len([1, 2, 3])", "3"),
        ("label", "a word"),
        ("big:,d people in all", "12,345\N{NO-BREAK SPACE}people in all"),
    ],
)
def test_a_role_says_what_an_f_string_would(content, said):
    names = {
        "n": 428,
        "big": 12345,
        "share": 0.1234,
        "months": 8.26,
        "table": {"low": -0.5},
        "label": "a word",
    }
    assert values.evaluated(content, names) == said


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_any_number_is_said_as_python_formats_it(value, places):
    expected = f"{value:,.{places}f}".replace("-", "\N{MINUS SIGN}")
    assert values.evaluated(f"x:,.{places}f", {"x": value}) == expected


def test_the_roles_of_a_text_are_found_once_each_in_their_order():
    text = "It is {recomputed}`b:.1f` of {assumed}`a`, and {recomputed}`b:.1f` again; {claim}`x`."
    assert values.contents(text) == ["b:.1f", "a"]


def test_what_is_reported_comes_from_the_ledger_alone():
    assert values.contents("{reported}`n`") == []


def test_what_an_expression_raises_reaches_the_author():
    with pytest.raises(NameError, match="missing"):
        values.Values(["missing:.1f"], {})


def test_the_values_travel_as_data():
    bundle = values.Values(["n", "n + 1"], {"n": 1})._repr_mimebundle_()
    assert bundle[values.MIME] == {"n": "1", "n + 1": "2"}
