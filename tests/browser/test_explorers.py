"""Every explorer: by keyboard alone, to the numbers of its formula, and back to the default.

That the formula computes the same in the page as in Python is tested with many settings and
without a browser, beside the tests of each formula. Here a few settings show that the page uses
it: what it says, lists and draws for them.
"""

import math
import random
from functools import cache
from typing import Any

import pytest

from browsing import DRAWN, of_page
from microdrama.exhibits.registry import chapter
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from tours import TURNED

pytestmark = pytest.mark.browser


#: Every explorer of the book, by its page.
EXPLORERS: dict[str, list[str]] = {
    "chapters/evolution": ["time-axis", "passing-100-billion"],
    "chapters/dissemination": ["without"],
    "chapters/dissemination/platforms": ["break-even"],
    "chapters/dissemination/audiences": ["overlap", "ladder", "still-open"],
    "chapters/dissemination/abroad": ["weighing"],
    "chapters/creators": ["heard"],
    "chapters/creators/gatekeeping": ["gatekeeping"],
    "chapters/ecosystem": ["compatible"],
    "chapters/ecosystem/methods": ["mediation", "regression", "technology-slope"],
    "chapters/symbols/coding": ["walk-a-case"],
    "chapters/symbols/questions": ["base-rate", "break-a-link", "network"],
    "chapters/policy": ["hidden-cause", "look-beneath", "what-if"],
    "chapters/synthesis": ["five-texts", "two-texts"],
    "chapters/evidence": ["refutable-means"],
    "chapters/references": ["one-work"],
}

#: Draws for each explorer, besides the default, the ends of all sliders and every option.
DRAWS = 2

#: How many of these are tried on a narrow screen too.
FEW = 5

#: Sets controls as a reader does, waits for the answer and returns all that the reader sees.
EXPLORE = """(figure, settings) => new Promise((done, fail) => {
  setTimeout(fail, 15000, new Error("the explorer does not answer"));
  const form = figure.querySelector("form.controls");
  figure.addEventListener("explored", () => done({
    settings: Object.fromEntries([...form.elements].filter((field) => field.name).map(
      (field) => [field.name, field.type === "range" ? Number(field.value) : field.value])),
    shown: [...form.querySelectorAll("output")].map((output) => output.value),
    sentence: figure.querySelector("[role=status]").textContent,
    heads: [...figure.querySelectorAll(".chart-table th")].map((cell) => cell.textContent),
    rows: [...figure.querySelectorAll(".chart-table tbody tr")].map(
      (row) => [...row.cells].map((cell) => cell.textContent)),
    summary: figure.querySelector(".chart-table summary").textContent,
    /* Which marks are drawn, whatever lies on top of what. */
    drawn: [...figure.querySelectorAll(".chart-live svg :is(path, text)")].map(
      (mark) => mark.outerHTML).sort().join(""),
  }), { once: true });
  if (typeof settings === "number") { form.querySelectorAll("button")[settings].click(); return; }
  for (const [name, value] of Object.entries(settings)) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
})"""

#: What a key press changes: value, output, sentence; and how often the page has answered.
STATE = """(figure) => {
  const field = document.activeElement;
  return { name: field.name ?? "", value: field.value, type: field.type,
           shown: field.nextElementSibling?.value ?? null,
           outline: getComputedStyle(field).outlineStyle,
           sentence: figure.querySelector("[role=status]").textContent,
           answers: Number(figure.dataset.answers ?? 0) };
}"""

#: Puts the focus on what stands before the controls of a figure.
BEFORE = """(figure) => {
  const first = figure.querySelector("form.controls :is(input, select)");
  const all = [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex]")]
    .filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }));
  all[all.indexOf(first) - 1].focus();
}"""


@cache
def made(page_name: str, name: str) -> Explorer:
    """Make an explorer once a process; some draw tens of thousands of surveys."""
    return chapter(page_name.rpartition("/")[2])[name]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "place" in metafunc.fixturenames:
        places = [
            of_page(page, (page, name), id=name)
            for page, all_of in EXPLORERS.items()
            for name in all_of
        ]
        metafunc.parametrize("place", places)


@pytest.fixture
def explorer(place: tuple[str, str]) -> Explorer:
    return made(*place)


@pytest.fixture
def seen(living, place):
    """The page of an explorer, which all explorers of that page share."""
    return living(place[0])


@pytest.fixture
def figure(seen, explorer):
    return seen.figure(explorer.name)


def _positions(slider: Slider) -> int:
    return round((slider.high - slider.low) / slider.step)


def _draw(explorer: Explorer) -> list[dict[str, float | str]]:
    """Draw settings over the controls, the same ones on every machine."""
    chance = random.Random(explorer.name)
    sliders = [control for control in explorer.controls if isinstance(control, Slider)]
    choices = [control for control in explorer.controls if isinstance(control, Choice)]

    def some() -> dict[str, float | str]:
        drawn = {choice.name: chance.choice(choice.options)[0] for choice in choices}
        for slider in sliders:
            place = chance.randint(0, _positions(slider))
            drawn[slider.name] = round(slider.low + place * slider.step, 10)
        return drawn

    draws = [explorer.defaults, *(some() for _ in range(DRAWS))]
    for end in ("low", "high"):
        draws.append({**some(), **{slider.name: getattr(slider, end) for slider in sliders}})
    for choice in choices:
        draws += [{**some(), choice.name: option} for option, _ in choice.options]
    return draws


def _few(explorer: Explorer) -> list[dict[str, float | str]]:
    """Return the first draws for which Python computes different tables or sentences."""
    found = {}
    for settings in _draw(explorer):
        table = explorer.evaluate(settings)[list(explorer.columns)].to_csv()
        found.setdefault((table, explorer.sentence(settings)), settings)
        if len(found) == FEW:
            break
    return list(found.values())


def _same(said: str, value: object) -> bool:
    """Tell whether a table of the page says a value, to six digits or fifteen decimals."""
    if value is None or value != value:
        return said in ("–", "NaN")
    if isinstance(value, str):
        return said == value
    number = float(said.replace(",", "").replace("−", "-"))
    return math.isclose(number, float(value), rel_tol=5e-6, abs_tol=5e-16)


def _agrees(explorer: Explorer, seen: dict[str, Any]) -> None:
    """Hold what the page shows to what Python computes for the settings the page has."""
    settings = seen["settings"]
    assert seen["sentence"] == explorer.sentence(settings), settings
    assert seen["heads"] == list(explorer.columns.values())
    expected = explorer.evaluate(settings)[list(explorer.columns)]
    assert len(seen["rows"]) == len(expected), settings
    assert f"({len(expected):,} row" in seen["summary"]
    for row, values in zip(seen["rows"], expected.itertuples(index=False), strict=True):
        for said, value in zip(row, values, strict=True):
            assert _same(said, value), f"{said} is not {value} with {settings}"


def test_every_explorer_of_the_book_is_held_to_its_python_face(live, page_name):
    assert sorted(live(page_name, 1280)["explorers"]) == sorted(EXPLORERS.get(page_name, []))


def test_page_and_python_offer_the_same_controls_with_labels_and_units(figure, explorer):
    fields = figure.query_selector_all("form.controls :is(input, select)")
    assert [field.get_attribute("name") for field in fields] == [c.name for c in explorer.controls]
    for field, control in zip(fields, explorer.controls, strict=True):
        label = field.evaluate("field => [...field.labels].map((label) => label.innerText).join()")
        assert control.label in label
        if isinstance(control, Slider):
            assert control.unit in label
            ends = [float(field.get_attribute(name)) for name in ("min", "max", "step", "value")]
            assert ends == [control.low, control.high, control.step, control.default]
        else:
            pairs = "options => options.map((option) => [option.value, option.text])"
            options = field.eval_on_selector_all("option", pairs)
            assert options == [list(option) for option in control.options]


def test_the_page_says_lists_and_draws_what_the_formula_computes(figure, explorer):
    answers = []
    for settings in _draw(explorer):
        answers.append(figure.evaluate(EXPLORE, settings))
        for name, value in settings.items():
            assert answers[-1]["settings"][name] == pytest.approx(value, abs=1e-9)
        sliders = [control for control in explorer.controls if isinstance(control, Slider)]
        shown = [f"{answers[-1]['settings'][slider.name]:{slider.spec}}" for slider in sliders]
        assert answers[-1]["shown"] == shown
        _agrees(explorer, answers[-1])
    assert len({answer["sentence"] for answer in answers}) > 2
    assert len({answer["drawn"] for answer in answers}) > 2, "the drawing does not move"


def test_a_narrow_page_says_and_lists_the_same_and_its_drawing_moves_too(living, place, explorer):
    page, name = place
    wide, narrow = (living(page, width).figure(name) for width in (1280, 360))
    drawn = set()
    for settings in _few(explorer):
        one, other = (figure.evaluate(EXPLORE, settings) for figure in (wide, narrow))
        assert {**one, "drawn": ""} == {**other, "drawn": ""}
        assert one["drawn"] != other["drawn"]
        drawn.add(other["drawn"])
    assert len(drawn) > 2, "the drawing does not move"


def test_many_changes_at_once_end_at_the_last_one(figure, explorer):
    """A slider that is dragged sends more inputs than the page can answer one by one."""
    figure.evaluate(
        """(figure, draws) => {
          const form = figure.querySelector("form.controls");
          for (const settings of draws) for (const [name, value] of Object.entries(settings)) {
            form.elements[name].value = value;
            form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""",
        _draw(explorer),
    )
    _agrees(explorer, figure.evaluate(EXPLORE, _draw(explorer)[-1]))


def test_each_button_leads_back_to_the_settings_that_its_words_name(figure, explorer):
    first = figure.evaluate(EXPLORE, explorer.defaults)
    assert first["sentence"] == explorer.sentence()
    away = figure.evaluate(EXPLORE, _draw(explorer)[-1])
    assert away["sentence"] != first["sentence"]
    back = figure.evaluate(EXPLORE, 0)
    assert back == first
    assert back["settings"] == explorer.defaults
    _agrees(explorer, back)
    for place, (_, settings) in enumerate(explorer.ways_back):
        back = figure.evaluate(EXPLORE, place)
        assert back["settings"] == settings
        _agrees(explorer, back)


def test_settings_stay_when_light_turns_to_dark_and_wide_to_narrow(seen, figure, explorer):
    settings = _draw(explorer)[-1]
    chosen = figure.evaluate(EXPLORE, settings)
    picture = "figure => figure.querySelector('.chart-live svg').outerHTML"
    drawn = figure.evaluate(picture)

    def narrow():
        seen.resize(360)
        seen.page.wait_for_function(TURNED, arg=360, polling=10)

    for change in (
        lambda: seen.page.click("button.scheme"),
        lambda: seen.page.click("button.scheme"),
        narrow,
    ):
        change()
        seen.page.wait_for_function(DRAWN, polling=10)
        assert figure.query_selector("[role=status]").text_content() == chosen["sentence"]
        again = figure.evaluate(EXPLORE, settings)
        assert {**again, "drawn": ""} == {**chosen, "drawn": ""}
    assert figure.evaluate(picture) != drawn
    assert len(figure.query_selector_all(".chart-live svg")) == 1


class Keyboard:
    """A reader who has nothing but keys, and comes from what stands before a figure's controls."""

    def __init__(self, page, name):
        self.page, self.at = page, 0
        self.figure = page.query_selector(f"figure#{name}")
        self.figure.evaluate(BEFORE)
        # The note of a claim may lie in between.
        for _ in range(3):
            page.keyboard.press("Tab")
            if self.inside():
                break
        else:
            pytest.fail(f"the Tab key does not lead to {name}")
        page.wait_for_selector(f"figure#{name}[data-live]")
        page.wait_for_function("figure => figure.dataset.answers", arg=self.figure, polling=10)

    def inside(self) -> bool:
        form = "figure => figure.querySelector('form').contains(document.activeElement)"
        return self.figure.evaluate(form)

    def state(self) -> dict:
        return self.figure.evaluate(STATE)

    def go(self, to: int) -> dict:
        """Go to a control by its place in the form."""
        for _ in range(abs(to - self.at)):
            self.page.keyboard.press("Tab" if to > self.at else "Shift+Tab")
        self.at = to
        return self.state()

    def press(self, key: str) -> dict:
        """Press a key and wait for the page's answer, if the key has changed anything."""
        before = self.state()
        self.page.keyboard.press(key)
        if self.state()["value"] != before["value"]:
            self.page.wait_for_function(
                "([figure, answers]) => Number(figure.dataset.answers) > answers",
                arg=[self.figure, before["answers"]],
            )
        return self.state()

    def slide(self, place: int, slider: Slider) -> bool:
        """Move a slider by one step; tell whether the sentence changes."""
        before = self.go(place)
        after = self.press("ArrowRight" if float(before["value"]) < slider.high else "ArrowLeft")
        step = abs(float(after["value"]) - float(before["value"]))
        assert step == pytest.approx(slider.step, rel=1e-6), slider.name
        assert after["shown"] == f"{float(after['value']):{slider.spec}}"
        return after["sentence"] != before["sentence"]


@pytest.mark.parametrize("page", [of_page(page) for page in EXPLORERS])
def test_explorers_come_alive_when_the_tab_key_leads_to_them(visit, page):
    seen = visit(page)
    for name in EXPLORERS[page]:
        Keyboard(seen.page, name)
    assert seen.errors == []


def test_the_tab_key_leads_from_the_top_of_a_page_to_every_control(live, place, explorer):
    page, name = place
    fields = [field for figure, field in live(page, 1280)["walk"]["fields"] if figure == name]
    buttons = ["reset", *["button"] * (len(explorer.ways_back) - 1)]
    assert fields == [*(control.name for control in explorer.controls), *buttons]


def test_an_explorer_works_by_keyboard_alone(seen, explorer):
    """Tab to each control, arrows to change it, Enter to reset."""
    page = seen.page
    keyboard = Keyboard(page, explorer.name)
    own = keyboard.state()["sentence"]
    assert own == explorer.sentence()
    places = dict(enumerate(explorer.controls))
    choices = {place: c for place, c in places.items() if isinstance(c, Choice)}

    def heard(place: int, slider: Slider) -> bool:
        """Tell whether a slider matters; it may act on some options only."""
        if keyboard.slide(place, slider):
            return True
        for other, choice in choices.items():
            keyboard.go(other)
            for key in ("Home", *["ArrowDown"] * len(choice.options[1:])):
                keyboard.go(other)
                keyboard.press(key)
                if keyboard.slide(place, slider):
                    return True
        return False

    for place, control in places.items():
        before = keyboard.go(place)
        assert before["name"] == control.name
        assert before["outline"] != "none"
        if isinstance(control, Choice):
            # From the first option, wherever the search for what a slider acts on has ended.
            before, heard_of = keyboard.press("Home"), set()
            for option, _ in control.options[1:]:
                after = keyboard.press("ArrowDown")
                assert after["value"] == option
                heard_of.add(after["sentence"])
            # An option may say the same as the one before, but not all of them.
            assert heard_of - {before["sentence"]}, f"“{control.label}” changes no sentence"
        else:
            assert heard(place, control), f"no sentence changes with “{control.label}”"

    state = keyboard.go(len(places))
    assert state["type"] == "reset"
    assert state["sentence"] != own
    page.keyboard.press("Enter")
    page.wait_for_function(
        "([figure, own]) => figure.querySelector('[role=status]').textContent === own",
        arg=[keyboard.figure, own],
    )
    for place, control in reversed(places.items()):
        value = keyboard.go(place)["value"]
        assert type(control.default)(value) == control.default
    keyboard.go(len(places) + len(explorer.ways_back) - 1)
    page.keyboard.press("Tab")
    assert not keyboard.inside(), "the Tab key does not leave the controls"
