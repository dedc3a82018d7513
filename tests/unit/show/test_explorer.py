"""Explorers: one definition, and both faces say the same.

The page's face is a Vega expression. Here Vega itself works it out, without a browser.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from types import SimpleNamespace

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from controls import settings_of
from helpers import vega_values
from microdrama import evolution
from microdrama.exhibits.registry import chapter
from microdrama.formulas import ceil, exp, floor, log, sqrt, where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import MIME, VEGALITE, cell
from microdrama.show.sentences import fill

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, phases=[Phase.explicit, Phase.reuse, Phase.generate])

#: Two explorers of the book: one computes, the other picks rows.
BOOK = ("passing-100-billion", "time-axis")


def of_the_book(name: str) -> Explorer:
    return chapter("evolution")[name]


def chart(width: int) -> alt.Chart:
    return alt.Chart().mark_point().encode(alt.X("year:Q"), alt.Y("value:Q"))


def small(**more) -> Explorer:
    """Return an explorer of two series: a start that grows by so much a year."""
    parts = {
        "name": "small",
        "title": "What if it grows?",
        "alt": "A line.",
        "controls": (
            Choice("which", "Series", (("a", "First"), ("b", "Second"))),
            Slider("rate", "Rate", "%", 0, 10, 0.5, 2, ".1f"),
        ),
        "base": pd.DataFrame(
            {"series": ["a", "a", "b"], "year": [0, 1, 0], "start": [10.0, 10.0, 20.0]}
        ),
        "derive": lambda s, row: {
            "value": row.start * (1 + s.rate / 100) ** row.year,
            "case": where(s.rate > 0, "up", "flat"),
        },
        "keep": lambda s, row: row.series == s.which,
        "chart": chart,
        "sentences": {"up": "Starts at {value:.1f}.", "flat": "Stays at {value:.1f}."},
        "columns": {"year": "Year", "value": "Value"},
        **more,
    }
    return Explorer(**parts)


def in_vega(explorer: Explorer, chosen: dict | None = None) -> list[dict]:
    """Work out an explorer's formula in Vega, as the page does."""
    rows = [
        {name: cell(value) for name, value in row.items()}
        for row in explorer.base.to_dict("records")
    ]
    columns = list(explorer.evaluate().columns)
    return vega_values(
        rows, explorer.transforms(), columns, {**explorer.defaults, **(chosen or {})}
    )


def same(one: object, other: object) -> bool:
    one, other = cell(one), cell(other)
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    return one == pytest.approx(other, rel=1e-9, nan_ok=True)


def assert_same_faces(explorer: Explorer, chosen: dict | None = None) -> None:
    live = explorer.evaluate(chosen).to_dict("records")
    page = in_vega(explorer, chosen)
    assert len(live) == len(page)
    for here, there in zip(live, page, strict=True):
        for name in here:
            assert same(here[name], there[name]), (name, here[name], there[name])


# ---- the two faces -------------------------------------------------------------------------


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@few(max_examples=15)
def test_both_faces_of_every_explorer_give_the_same_numbers(name, data):
    assert_same_faces(of_the_book(name), data.draw(settings_of(of_the_book(name))))


@pytest.mark.parametrize("name", BOOK)
def test_both_faces_agree_at_the_ends_of_every_control(name):
    explorer = of_the_book(name)
    for control in explorer.controls:
        ends = (
            [value for value, _ in control.options]
            if isinstance(control, Choice)
            else [control.low, control.high]
        )
        for value in ends:
            assert_same_faces(explorer, {control.name: value})


def as_the_page_prints(numbers: list[tuple[float, str]]) -> list[str]:
    """Print numbers by their specifications in Vega, as the page's script does."""
    specs = sorted({spec for _, spec in numbers})
    printed = {
        spec: {
            "type": "formula",
            "as": f"as{index}",
            "expr": "isFinite(datum.value) ? "
            f"replace(format(datum.value, '{spec}'), regexp('−', 'g'), '-') : '–'",
        }
        for index, spec in enumerate(specs)
    }
    rows = vega_values(
        [{"value": value if math.isfinite(value) else None} for value, _ in numbers],
        list(printed.values()),
        [step["as"] for step in printed.values()],
    )
    return [row[printed[spec]["as"]] for row, (_, spec) in zip(rows, numbers, strict=True)]


SPECS = [",.0f", ".0f", ",.1f", ".1f", ",.2f", ".2f", ".3f", "+.1f", ".1%"]
plain_numbers = st.floats(-1e12, 1e12, allow_subnormal=False)


def assert_same_words(numbers: list[tuple[float, str]]) -> None:
    here = [fill(f"{{x:{spec}}}", {"x": value}) for value, spec in numbers]
    assert here == as_the_page_prints(numbers)


off_halves = plain_numbers.map(lambda number: number + math.pi)


@given(st.lists(st.tuples(off_halves, st.sampled_from(SPECS)), min_size=40, max_size=40))
@few(max_examples=8)
def test_the_page_prints_numbers_as_python_does(numbers):
    assert_same_words(numbers)


def test_the_page_rounds_a_half_as_python_does():
    # 3.625 is exact in binary: 3.63 on one face must not be 3.62 on the other.
    assert_same_words([(n / 8, spec) for n in range(-40, 41) for spec in SPECS if n != 0])


def test_a_small_negative_number_that_rounds_to_zero_reads_the_same_on_both_faces():
    assert_same_words([(-0.04, ".1f"), (-0.4, ",.0f"), (-0.0, ".1f"), (-1e-9, ".2f")])


def slots(template: str) -> list[tuple[str, str | None]]:
    from string import Formatter

    return [(name, spec or None) for _, name, spec, _ in Formatter().parse(template) if name]


@pytest.mark.parametrize("name", BOOK)
def test_every_slot_of_a_sentence_has_a_column_and_every_number_a_specification(name):
    # Without one, Python prints 3.0 where the page's script prints 3.
    explorer = of_the_book(name)
    row = explorer.evaluate().iloc[0].to_dict()
    for template in explorer.sentences.values():
        for column, spec in slots(template):
            assert column in row
            assert isinstance(row[column], str) == (spec is None), (column, spec)


def test_the_sentence_of_the_market_reads_the_same_on_both_faces_at_every_rate():
    explorer = of_the_book("passing-100-billion")
    rate = next(control for control in explorer.controls if control.name == "rate")
    steps = round((rate.high - rate.low) / rate.step)
    starts = evolution.starting_points()
    dollars = starts.loc[starts["currency"] == "USD", "amount"]
    grid = [round(rate.low + step * rate.step, 2) for step in range(steps + 1)]
    assert_same_words([(amount * value, ",.2f") for amount in dollars for value in grid])


# ---- formulas: numbers and symbols ---------------------------------------------------------


class Tree:
    """A formula that can be worked out on numbers and on symbols.

    Adding the column of zeros keeps two constants from being worked out before any face is
    asked: Python raises where a table has an infinity.
    """

    def __init__(self, said: str, work) -> None:
        self.said, self.work = said, work

    def __repr__(self) -> str:
        return self.said


BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
TESTS = {
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
}


def join(parts):
    sign, a, b = parts
    return Tree(
        f"({a} {sign} {b})",
        lambda s, row: BINARY[sign](a.work(s, row), b.work(s, row) + row.zero),
    )


def choose(parts):
    sign, a, b, yes, no = parts
    return Tree(
        f"({yes} if {a} {sign} {b} else {no})",
        lambda s, row: where(
            TESTS[sign](a.work(s, row), b.work(s, row) + row.zero),
            yes.work(s, row),
            no.work(s, row),
        ),
    )


def apply(parts):
    function, a = parts
    return Tree(f"{function.__name__}({a})", lambda s, row: function(a.work(s, row) + row.zero))


leaves = st.one_of(
    st.just(Tree("row.a", lambda s, row: row.a)),
    st.just(Tree("row.b", lambda s, row: row.b)),
    st.just(Tree("s", lambda s, row: s.s)),
    st.integers(-9, 9).map(lambda n: Tree(str(n), lambda s, row: n)),
    st.floats(-100, 100).map(lambda x: Tree(repr(x), lambda s, row: x)),
)
exact = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(list(BINARY)), inner, inner).map(join),
        st.tuples(st.sampled_from(list(TESTS)), inner, inner, inner, inner).map(choose),
        st.tuples(st.sampled_from([ceil, floor]), inner).map(apply),
    ),
    max_leaves=8,
)
# Last digits of these differ between libraries, so nothing is rounded or compared after them.
formulas = exact | st.tuples(st.sampled_from([log, exp, sqrt]), exact).map(apply)

ROWS = pd.DataFrame({"a": [0.0, 1, -2.5, 1e6, 0.125, 7], "b": [3.0, 0, -1, 1e-3, 0.5, 7]})


@given(st.lists(formulas, min_size=1, max_size=5), st.floats(-10, 10))
@few(max_examples=40)
def test_a_formula_means_the_same_in_python_and_in_vega(trees, s):
    def derive(chosen, row):
        return {f"f{i}": tree.work(chosen, row) + row.zero for i, tree in enumerate(trees)}

    explorer = small(
        controls=(Slider("s", "S", "", -10, 10, 1, 0),),
        base=ROWS.assign(zero=0.0),
        derive=derive,
        keep=None,
    )
    with np.errstate(all="ignore"):
        live = explorer.evaluate({"s": s})
    page = in_vega_columns(explorer, {"s": s}, [f"f{i}" for i in range(len(trees))])
    for name in page[0]:
        assert [row[name] for row in page] == pytest.approx(
            live[name].to_list(), rel=1e-9, nan_ok=True
        ), name


def in_vega_columns(explorer: Explorer, chosen: dict, columns: list[str]) -> list[dict]:
    rows = explorer.base.to_dict("records")
    return vega_values(rows, explorer.transforms(), columns, {**explorer.defaults, **chosen})


@given(st.floats(0.1, 1e3), st.floats(-5, 5))
@few(max_examples=15)
def test_powers_mean_the_same_in_python_and_in_vega(base, exponent):
    explorer = small(
        controls=(Slider("s", "S", "", -5, 5, 1, 0),),
        base=pd.DataFrame({"a": [base]}),
        derive=lambda s, row: {"power": row.a**s.s},
        keep=None,
    )
    assert_same_faces(explorer, {"s": exponent})


constants = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=10),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9),
)


@given(constants)
@few(max_examples=40)
def test_a_constant_reaches_the_page_as_itself(constant):
    assert_same_faces(small(derive=lambda s, row: {"constant": constant}))


@pytest.mark.parametrize("constant", ["the text’s own", "the text's own", 'a "b"', "\\", True])
def test_quotes_and_truth_reach_the_page_as_themselves(constant):
    assert_same_faces(small(derive=lambda s, row: {"constant": constant}))
    assert_same_faces(
        small(derive=lambda s, row: {"chosen": where(row.year > 0, constant, constant)})
    )


@pytest.mark.parametrize("function", [log, exp, sqrt, ceil, floor])
def test_a_function_of_a_constant_can_stand_in_a_formula(function):
    assert_same_faces(small(derive=lambda s, row: {"value": row.start * function(2.5)}))


@pytest.mark.parametrize("number", [np.float64(1.5), np.int64(3), 1e-7, 1e21])
def test_a_number_from_a_table_can_stand_in_a_formula(number):
    # pandas hands out NumPy's numbers, and their repr is no expression.
    assert_same_faces(small(derive=lambda s, row: {"value": row.start * number, "alone": number}))


def test_a_text_setting_can_be_compared_with_a_column():
    explorer = small(
        derive=lambda s, row: {"mine": where(row.series == s.which, "yes", "no")}, keep=None
    )
    assert explorer.evaluate({"which": "b"})["mine"].to_list() == ["no", "no", "yes"]
    assert_same_faces(explorer, {"which": "b"})


def test_conditions_can_be_joined_on_both_faces():
    explorer = small(keep=lambda s, row: (row.series == s.which) | (row.year > 0))
    assert explorer.evaluate({"which": "b"})["series"].to_list() == ["a", "b"]
    assert_same_faces(explorer, {"which": "b"})
    explorer = small(keep=lambda s, row: (row.series == s.which) & ~(row.year > 0))
    assert explorer.evaluate()["year"].to_list() == [0]
    assert_same_faces(explorer)


def test_a_derived_column_never_changes_what_another_is_worked_out_from():
    # In the page formulas run one after the other; in Python all start from the base.
    def swapping() -> Explorer:
        return small(derive=lambda s, row: {"year": row.start, "start": row.year})

    try:
        explorer = swapping()
        explorer.evaluate()
    except ValueError:
        return  # refusing such a definition keeps the promise too
    assert_same_faces(explorer)


def test_functions_work_on_plain_numbers_as_the_standard_library_does():
    assert log(5) == pytest.approx(math.log(5))
    assert exp(1) == pytest.approx(math.e)
    assert sqrt(2) == pytest.approx(math.sqrt(2))
    assert (ceil(1.2), floor(-1.2)) == (2, -2)
    assert where(True, 1, 2) == 1


# ---- one definition ------------------------------------------------------------------------


def test_the_default_is_the_first_option_and_the_sliders_own():
    assert small().defaults == {"which": "a", "rate": 2}


def test_left_out_settings_take_their_defaults():
    assert small().evaluate({"rate": 10})["value"].to_list() == pytest.approx([10, 11])
    assert small().evaluate()["value"].to_list() == pytest.approx([10, 10.2])


@given(st.sampled_from(["a", "b"]), st.floats(0, 10))
def test_a_table_is_what_plain_python_works_out(series, rate):
    rows = [
        start * (1 + rate / 100) ** year
        for key, year, start in (("a", 0, 10), ("a", 1, 10), ("b", 0, 20))
        if key == series
    ]
    found = small().evaluate({"which": series, "rate": rate})
    assert found["value"].to_list() == pytest.approx(rows)
    assert set(found["rate"]) == {rate}


def test_a_setting_without_a_control_is_refused_by_name():
    with pytest.raises(KeyError, match="no control colour"):
        small().evaluate({"colour": 1})


def test_evaluating_leaves_the_base_as_it_was():
    explorer = small()
    before = explorer.base.copy()
    explorer.evaluate({"which": "b", "rate": 3})
    assert explorer.base.equals(before)


def test_nothing_left_is_said():
    explorer = small(keep=lambda s, row: row.year > 99)
    assert explorer.evaluate().empty
    assert explorer.sentence() == "Nothing is left to show."


@pytest.mark.parametrize("default", [-1, 11, math.nan])
def test_a_default_outside_its_range_is_refused(default):
    with pytest.raises(ValueError, match="“rate”"):
        Slider("rate", "Rate", "%", 0, 10, 0.5, default)


@pytest.mark.parametrize("name", BOOK)
def test_every_control_has_a_label_and_every_slider_a_unit(name):
    for control in of_the_book(name).controls:
        assert control.label.strip()
        if isinstance(control, Slider):
            assert control.unit.strip()
            assert control.low < control.high
            assert 0 < control.step < control.high - control.low
        else:
            assert len({value for value, _ in control.options}) == len(control.options)


@pytest.mark.parametrize("name", BOOK)
def test_every_default_lies_on_the_grid_of_its_slider(name):
    # A browser moves a value that lies off the grid, and the sentence would change at once.
    for control in of_the_book(name).controls:
        if isinstance(control, Slider):
            steps = (control.default - control.low) / control.step
            assert steps == pytest.approx(round(steps), abs=1e-6)


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@settings(max_examples=20)
def test_every_explorer_has_a_sentence_for_every_setting(name, data):
    said = of_the_book(name).sentence(data.draw(settings_of(of_the_book(name))))
    assert said.strip()
    assert "{" not in said


# ---- charts and figures --------------------------------------------------------------------


@pytest.mark.parametrize("name", BOOK)
@pytest.mark.parametrize("width", [680, 320])
def test_a_chart_that_moves_carries_the_base_and_the_formula(name, width):
    explorer = of_the_book(name)
    spec = explorer.specification(width)
    assert spec["data"]["name"] == "base"
    assert len(spec["data"]["values"]) == len(explorer.base)
    assert {param["name"] for param in spec["params"]} >= set(explorer.defaults)
    assert len(spec["transform"]) == len(explorer.transforms())


def test_a_chart_for_settings_carries_their_rows():
    spec = small().specification(680, {"which": "b"})
    assert [row["value"] for row in spec["data"]["values"]] == [20]
    assert "params" not in spec


def test_a_chart_is_drawn_once_a_width_however_often_a_control_is_moved():
    drawn = []
    explorer = small()
    again = replace(explorer, chart=lambda width: drawn.append(width) or explorer.chart(width))
    for rate in (1, 2, 3):
        for width in (680, 320):
            assert again.specification(width, {"rate": rate}) == explorer.specification(
                width, {"rate": rate}
            )
    assert again.specification(680) == explorer.specification(680)
    assert drawn == [680, 320]


@pytest.mark.parametrize("name", BOOK)
def test_no_part_of_a_chart_is_cut_off_from_the_rows(name):
    # Altair gives parts without data an empty table, which would hide the explorer's rows.
    def parts(spec):
        yield spec
        for part in spec.values() if isinstance(spec, dict) else spec:
            if isinstance(part, dict | list):
                yield from parts(part)

    spec = of_the_book(name).specification(680)
    named = [part["data"] for part in parts(spec) if isinstance(part, dict) and "data" in part]
    assert {"name": "empty"} not in named


def test_the_figure_of_an_explorer_shows_the_default():
    figure = small().figure()
    payload = figure.payload()
    assert payload["title"] == "What if it grows?"
    assert payload["table"] == {"columns": ["Year", "Value"], "rows": [[0, 10.0], [1, 10.2]]}
    explorer = payload["explorer"]
    assert explorer["sentence"] == "Starts at 10.0."
    assert [control["name"] for control in explorer["controls"]] == ["which", "rate"]
    assert explorer["controls"][0]["options"] == [["a", "First"], ["b", "Second"]]
    assert explorer["controls"][1]["unit"] == "%"


def test_in_the_book_an_explorer_is_a_figure_and_in_jupyter_widgets(monkeypatch):
    monkeypatch.setenv("MICRODRAMA_BOOK", "1")
    assert MIME in small()._repr_mimebundle_()
    monkeypatch.delenv("MICRODRAMA_BOOK")
    bundle = small()._repr_mimebundle_()
    assert MIME not in bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle


# ---- widgets -------------------------------------------------------------------------------


@pytest.fixture
def widgets(monkeypatch):
    """Return the parts of the small explorer's face for Jupyter, and what it displays."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle))
    heading, which, rate, buttons, said, _ = small(own_case={"rate": 5}).widget().children
    return SimpleNamespace(
        heading=heading, which=which, rate=rate, back=buttons.children, said=said, shown=shown
    )


def test_widgets_start_at_the_default(widgets):
    assert (widgets.which.value, widgets.rate.value) == ("a", 2)
    assert widgets.said.value == "Starts at 10.0."
    assert "What if it grows?" in widgets.heading.value


def test_moving_a_widget_changes_sentence_and_chart(widgets):
    widgets.which.value = "b"
    assert widgets.said.value == small().sentence({"which": "b"}) == "Starts at 20.0."
    widgets.rate.value = 0
    assert widgets.said.value == "Stays at 20.0."
    rows = widgets.shown[-1][VEGALITE]["data"]["values"]
    assert [row["value"] for row in rows] == [20]


def test_a_widget_works_off_the_grid_too(widgets):
    widgets.rate.value = 1.2345
    rows = widgets.shown[-1][VEGALITE]["data"]["values"]
    assert rows[1]["value"] == pytest.approx(10 * 1.012345)


def test_one_button_leads_back_to_the_start_and_one_to_the_texts_own_case(widgets):
    start, own = widgets.back
    widgets.which.value, widgets.rate.value = "b", 7
    start.click()
    assert (widgets.which.value, widgets.rate.value) == ("a", 2)
    assert widgets.said.value == "Starts at 10.0."
    widgets.which.value = "b"
    own.click()
    assert (widgets.which.value, widgets.rate.value) == ("a", 5)


def test_what_to_try_stands_beside_the_title_in_jupyter():
    heading, *_ = small(tries="Move the <rate>.").widget().children
    assert "What if it grows?" in heading.value
    assert "Move the &lt;rate&gt;." in heading.value


# ---- where it opens, and the text's own case -----------------------------------------------


def test_an_explorer_that_opens_at_the_texts_own_case_has_one_button_that_says_so():
    assert small().ways_back == [("The text’s own case", {"which": "a", "rate": 2})]


def test_an_explorer_may_open_elsewhere_and_still_have_the_texts_own_case():
    assert small(own_case={"rate": 0}).ways_back == [
        ("Start again", {"which": "a", "rate": 2}),
        ("The text’s own case", {"which": "a", "rate": 0}),
    ]


def test_no_button_speaks_of_a_case_that_the_text_does_not_have():
    assert small(own_case=None).ways_back == [("Start again", {"which": "a", "rate": 2})]


@pytest.mark.parametrize(
    "case", [{"pace": 1}, {"rate": 11}, {"rate": 0.25}, {"rate": "2"}, {"which": "c"}]
)
def test_the_texts_own_case_is_one_that_the_controls_can_hold(case):
    (name,) = case
    with pytest.raises(ValueError, match=f"“small” has no control that can set {name}"):
        small(own_case=case)


def test_markup_in_a_sentence_is_harmless_in_jupyter():
    explorer = small(
        sentences={"up": "{series}<script>alert(1)</script>", "flat": ""}, title="<b>What</b>?"
    )
    heading, *_, said, _ = explorer.widget().children
    assert "<script>" not in said.value
    assert "<b>What</b>?" not in heading.value


# ---- sentences -----------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=20)


@given(words)
def test_a_template_without_slots_is_said_as_it_is(template):
    assert fill(template, {}) == template


@given(st.lists(st.tuples(words, st.one_of(words, plain_numbers)), max_size=6), words)
def test_every_slot_is_filled_and_nothing_else_is_touched(parts, last):
    row, template, expected = {}, "", ""
    for index, (text, value) in enumerate(parts):
        row[f"x{index}"] = value
        spec = "" if isinstance(value, str) else ":,.3f"
        template += f"{text}{{x{index}{spec}}}"
        # Halves go away from zero, as on the page; Python's own format lets them go to even.
        exact = (
            ""
            if isinstance(value, str)
            else Decimal(value).quantize(Decimal("0.001"), ROUND_HALF_UP)
        )
        expected += text + (value if isinstance(value, str) else f"{exact or abs(exact):,f}")
    assert fill(template + last, row) == expected + last


@given(words, words)
def test_a_value_that_looks_like_a_slot_is_not_filled_again(one, other):
    assert fill("{a} {b}", {"a": f"{one}{{b}}", "b": other}) == f"{one}{{b}} {other}"


@pytest.mark.parametrize("template", ["{", "}", "{}", "{{a}", "{a b}", "{a:", "100 {%}", "{a!r}"])
def test_braces_that_are_no_slot_stay(template):
    row = {"a": "x"}
    assert fill(template, row) == template.replace("{a}", "x")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None, pd.NA])
def test_a_missing_number_reads_as_a_dash_on_both_faces(value):
    assert fill("{x:.1f}", {"x": value}) == "–"


def test_a_slot_without_a_column_is_refused_by_name():
    with pytest.raises(KeyError, match="nothing"):
        fill("{nothing}", {"something": 1})


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_reads_the_same_whatever_type_holds_it(number):
    for held in (number, float(number), np.int64(number), np.float64(number)):
        assert fill("{x:,.0f}", {"x": held}) == f"{number:,}"
