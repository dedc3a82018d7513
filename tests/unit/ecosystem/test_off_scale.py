"""Another scale, and codes for missing answers: said once, with their option, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.ecosystem.answer_codes import scale_of
from microdrama.ecosystem.reading import SurveyError, read

ITEMS = ("PS1", "PS2", "PS3", "TM1")


def saved(folder: Path, rows: list[list[object]], items: tuple[str, ...] = ITEMS) -> Path:
    path = folder / "class.csv"
    lines = [",".join(items), *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def running(low: int, high: int, rows: int = 12) -> list[list[int]]:
    """Return answers that take every point of a scale, one after the other."""
    points = range(low, high + 1)
    return [[points[(row + place) % len(points)] for place in range(4)] for row in range(rows)]


@pytest.mark.parametrize(
    ("low", "high"), [(0, 4), (-2, 2), (1, 7), (0, 10), (1, 10), (0, 6), (1, 6), (-3, 3), (1, 11)]
)
def test_answers_on_another_scale_stop_with_the_option_that_says_so(tmp_path, low, high):
    path = saved(tmp_path, running(low, high))
    with pytest.raises(SurveyError) as refused:
        read(path)
    said = str(refused.value)
    assert f"has answers from {low} to {high}" in said
    assert f'SURVEY_OPTIONS="--scale={low}..{high}"' in said
    found = read(path, scale=f"{low}..{high}")
    assert not found.faults
    # Both ends come to be 1 and 5, and the points between them lie evenly.
    expected = [1 + (x - low) * 4 / (high - low) for x, *_ in running(low, high)]
    assert found.answers["PS1"].to_list() == pytest.approx(expected)
    assert any(
        note.startswith(f"Answers from {low} to {high} are read as 1 to 5") for note in found.notes
    )


def test_the_questionnaires_own_scale_is_read_as_it_is(tmp_path):
    path = saved(tmp_path, running(1, 5))
    assert read(path).answers.equals(read(path, scale="1..5").answers)
    assert not any("are read as" in note for note in read(path, scale="1..5").notes)


@pytest.mark.parametrize("slip", [0, 6, 7, 44])
def test_a_slip_of_the_finger_is_a_fault_of_its_cell_and_no_other_scale(tmp_path, slip):
    rows = running(1, 5)
    rows[3][1] = slip
    (fault,) = read(saved(tmp_path, rows)).faults
    assert (fault.row, fault.column) == (5, "PS2")


@pytest.mark.parametrize("code", ["-9", "-99", "999", "-1", "9", "88", "77", "-3", "−99", "-99.0"])
def test_a_code_for_missing_answers_is_never_an_answer_nor_another_scale(tmp_path, code):
    rows = [*running(1, 5, 20), *[[code, 3, 3, 3]] * 12]
    found = read(saved(tmp_path, rows))
    assert found.answers["PS1"].count() == 20
    assert found.faults
    declared = code.replace("−", "-").removesuffix(".0")
    cured = read(saved(tmp_path, rows), missing=[declared])
    assert not cured.faults
    assert cured.answers.equals(found.answers)


@pytest.mark.parametrize("code", ["-9", "-99", "999", "88", "-3", "−99", "-99.0"])
def test_a_usual_code_is_named_once_with_its_option(tmp_path, code):
    rows = [*running(1, 5, 20), *[[code, code, 3, 3]] * 30]
    (fault,) = read(saved(tmp_path, rows)).faults
    option = f"--missing={code.replace('−', '-').removesuffix('.0')}"
    assert (fault.row, fault.column) == (0, "")
    assert "stands in 60 cells of PS1 and PS2 and is no answer" in fault.message
    assert f'say {option} (with make: SURVEY_OPTIONS="{option}")' in fault.message


@pytest.mark.parametrize(
    "cell",
    [
        "5 - Not applicable",
        "4 - prefer not to answer",
        "n/a",
        "N/A",
        "Not applicable",
        "not applicable (6)",
        "不适用",
        "5 不适用",
        "5.不知道",
        "Don’t know",
        "prefer not to say",
        "拒绝回答",
    ],
)
def test_who_does_not_answer_has_no_answer_whatever_number_the_words_have(tmp_path, cell):
    found = read(saved(tmp_path, [[cell], [3]], ("PS1",)))
    assert found.answers["PS1"].isna().to_list() == [True, False]
    assert not found.faults


@pytest.mark.parametrize("cell", ["5-May", "1-May", "5/Jan", "3 March", "2-Sept"])
def test_a_date_that_a_spreadsheet_made_is_a_fault_and_no_answer(tmp_path, cell):
    found = read(saved(tmp_path, [[cell], [3]], ("PS1",)))
    assert found.answers["PS1"].isna().to_list() == [True, False]
    (fault,) = found.faults
    assert "is a date" in fault.message
    assert (fault.row, fault.column) == (2, "PS1")


def test_words_of_ones_own_beside_a_number_are_an_answer(tmp_path):
    cells = ["5 - totally", "4 (mostly)", "2: hardly", "C"]
    found = read(saved(tmp_path, [[c] for c in cells], ("PS1",)))
    assert found.answers["PS1"].head(3).to_list() == [5, 4, 2]


@pytest.mark.parametrize(
    "heading",
    [
        "PS4-reversed item score",
        "PS4: reverse coded by us",
        "PS4.time taken in seconds",
        "PS4 - First Click",
        "PS4. time spent on it",
        "PS4（反向计分之后的题目）",
    ],
)
def test_a_column_about_an_item_is_not_the_item(tmp_path, heading):
    found = read(saved(tmp_path, [[3, 4], [2, 1]], ("PS1", heading)))
    assert list(found.answers) == ["PS1"]
    assert any("Not read" in note for note in found.notes)


def test_an_items_own_words_may_speak_of_time(tmp_path):
    heading = "TM1. Our team saves time with new tools"
    assert list(read(saved(tmp_path, [[3], [2]], (heading,))).answers) == ["TM1"]


# ---- the option --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("0..4", (0, 4)),
        ("-2..2", (-2, 2)),
        ("1-7", (1, 7)),
        ("0:10", (0, 10)),
        (" 1 to 5 ", (1, 5)),
    ],
)
def test_a_scale_is_written_with_its_ends(text, scale):
    assert scale_of(text) == scale


@pytest.mark.parametrize("text", ["", "7", "5..1", "1..2", "0..100", "a..b", "1..1", "0..11"])
def test_what_is_no_scale_is_said_to_be_none(tmp_path, text):
    with pytest.raises(ValueError, match="is no scale; write its lowest and its highest point"):
        scale_of(text)
    if text:
        with pytest.raises(SurveyError, match="is no scale"):
            read(saved(tmp_path, running(1, 5)), scale=text)


@given(st.integers(-5, 2), st.integers(3, 11), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_whatever_the_scale_answers_keep_their_order_and_their_ends(tmp_path, low, points, random):
    high = low + points - 1
    given_answers = [[random.randint(low, high) for _ in range(4)] for _ in range(6)]
    given_answers += [[low] * 4, [high] * 4]
    found = read(saved(tmp_path, given_answers), missing=["none"], scale=f"{low}..{high}").answers
    for place, item in enumerate(ITEMS):
        column = [row[place] for row in given_answers]
        expected = [1 + (answer - low) * 4 / (points - 1) for answer in column]
        assert found[item].to_list() == pytest.approx(expected)
