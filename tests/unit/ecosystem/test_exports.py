"""Whatever tool has saved a survey, its answers are read back, and what was understood is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microdrama.ecosystem.reading import Survey, SurveyError, proposed, read
from microdrama.ecosystem.reading.understood import table
from samples import ENGLISH_WORDS, SAMPLES, some_answers
from surveys import ITEMS

NAMES = [sample.__name__ for sample in SAMPLES]


@pytest.fixture
def survey(tmp_path: Path):
    """Return a function that saves a file and reads it as a survey."""

    def save(file: str, content: bytes | str, **options) -> Survey:
        path = tmp_path / file
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, **options)

    return save


def expected(answers) -> pd.DataFrame:
    frame = pd.DataFrame(answers, dtype="float32")
    return frame[[item for item in ITEMS if item in frame]]


def holds(found: Survey, answers) -> None:
    pd.testing.assert_frame_equal(
        found.answers.reset_index(drop=True), expected(answers), check_column_type=False
    )
    assert found.faults == ()


def values(found: Survey) -> dict[str, list[float | None]]:
    return {
        item: [None if np.isnan(answer) else float(answer) for answer in found.answers[item]]
        for item in found.answers
    }


@pytest.mark.parametrize(("sample", "saved_by"), SAMPLES.items(), ids=NAMES)
def test_an_export_is_recognised_and_its_answers_are_read(survey, sample, saved_by):
    answers = some_answers()
    found = survey(*sample(answers))
    holds(found, answers)
    assert found.understood.saved_by == saved_by
    assert [column[2] for column in found.understood.columns] == list(ITEMS)
    # What the tool adds is known, so nobody is told about it; and nothing is said twice.
    assert not [note for note in found.notes if note.startswith("Not read") and saved_by]
    assert len(set(found.notes)) == len(found.notes)


@st.composite
def drawn_answers(draw):
    items = draw(st.lists(st.sampled_from(ITEMS), min_size=2, max_size=8, unique=True))
    answer = st.sampled_from([None, 1, 2, 3, 4, 5])
    rows = draw(st.lists(st.tuples(*[answer] * len(items)), min_size=1, max_size=6))
    return [dict(zip(items, row, strict=True)) for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
@given(answers=drawn_answers())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answers_in_any_export_are_read_back(survey, sample, answers):
    holds(survey(*sample(answers)), answers)


# ---- what is left out -----------------------------------------------------------------------


def test_previews_of_qualtrics_are_left_out_and_counted(survey):
    from samples import qualtrics_labels

    found = survey(*qualtrics_labels(some_answers(3)))
    assert len(found.answers) == 3
    assert "1 row is left out: a preview of the survey." in found.notes


def test_what_a_tool_writes_for_no_answer_is_missing_and_counted(survey):
    from samples import qualtrics_values, wenjuanxing_numbers

    answers = [{"PS1": 4, "PS2": None}, {"PS1": None, "PS2": None}]
    for sample, code in ((qualtrics_values, "-99"), (wenjuanxing_numbers, "-3")):
        found = survey(*sample(answers))
        assert (code, "missing", 3) in found.understood.answers


def test_rows_that_sum_up_others_are_left_out_and_named(survey):
    found = survey("class.csv", "id,PS1,PS2\na,1,2\nb,3,4\nMean,2,3\n合计,4,6\n")
    assert values(found) == {"PS1": [1, 3], "PS2": [2, 4]}
    assert "2 rows that sum up others are left out: “Mean”, “合计”." in found.notes


# ---- headings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Q5. The rules for micro-dramas in Shanghai are clear.", "PS2"),
        ("5、上海对微短剧的监管规则是清楚的。", "PS2"),
        ("5) The rules for micro-dramas in Shanghai are clear. *", "PS2"),
        ("上海对微短剧的监管规则是清楚的。[单选题]", "PS2"),
        ("上海对微短剧的监管规则是清楚的。（必填）", "PS2"),
        ("Q1[PS2]", "PS2"),
        ("survey/PS2", "PS2"),
        ("How far? [PS2]", "PS2"),
        ("mean/PS2", None),
        ("recoded [PS2]", None),
        ("PS2-reversed item score", None),
        ("PS2.time taken in seconds", None),
    ],
)
def test_a_heading_names_an_item_by_id_or_wording_whatever_is_around_it(survey, heading, item):
    found = survey("class.csv", f'PS1,"{heading}"\n4,2\n')
    assert list(found.answers) == (["PS1", item] if item else ["PS1"])


def test_a_column_headed_by_two_items_is_not_read_and_said(survey):
    from samples import _QUALTRICS, _csv, _qualtrics

    rows = _qualtrics([{"PS1": 1, "PS2": 2}], lambda _, item: item, str, "0", "1", "")
    rows[0][len(_QUALTRICS)] = "PS3"
    found = survey("survey.csv", _csv(rows))
    assert values(found) == {"PS2": [2]}
    (fault,) = found.faults
    assert (fault.column, fault.message) == (
        "PS3",
        "is headed by PS3 and by PS1, so it is not read; correct one of the two.",
    )


def test_a_file_without_items_says_its_headings_and_what_to_do(survey):
    with pytest.raises(SurveyError) as caught:
        survey("class.csv", "Q1,Q2,Age\n4,5,31\n", name="it")
    assert "its headings are “Q1”, “Q2” and “Age”;" in str(caught.value)
    assert "--columns" in str(caught.value)


# ---- answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Strongly agree", 5),
        ("STRONGLY  AGREE.", 5),
        ("strongly_disagree", 1),
        ("非常同意", 5),
        ("比较不同意", 2),
        ("完全赞同", 5),
        ("中立", 3),
        ("Neutral", 3),
        ("Somewhat agree", 4),
        ("Agree (4)", 4),
        ("4 – agree", 4),
        ("4 = Agree", 4),
        ("Agree - 4", 4),
        ("同意（4）", 4),
        ("[2] Disagree", 2),
        ("C.一般", 3),
        ("B、不同意", 2),
        ("(e) Strongly agree", 5),
        ("A4", 4),
        ("AO02", 2),
        ("5 - Not applicable", None),
        ("4 - prefer not to answer", None),
        ("5. 不清楚", None),
        ("3 = 没有意见", None),
    ],
)
def test_an_answer_is_known_by_its_words_its_letter_or_its_code(survey, cell, answer):
    found = survey("class.csv", f'PS1,PS2\n"{cell}",1\n')
    assert values(found) == {"PS1": [answer], "PS2": [1]}
    assert found.faults == ()
    (one,) = found.understood.answers
    assert one == (cell if len(cell.split("  ")) == 1 else "STRONGLY AGREE.", one[1], 1)
    assert one[1] == ("missing" if answer is None else str(answer))


def test_words_beside_numbers_tell_which_way_a_scale_runs(survey):
    turned = {word: 5 - at for at, word in enumerate(ENGLISH_WORDS)}
    rows = "".join(f"{number} = {word},3\n" for word, number in turned.items())
    found = survey("class.csv", f"PS1,PS2\n{rows}")
    assert values(found) == {"PS1": [1, 2, 3, 4, 5], "PS2": [3] * 5}
    (note,) = [note for note in found.notes if "do not run" in note]
    assert note == (
        "The numbers in the column of PS1 do not run as the book's scale does, “5 = Strongly "
        "disagree” for instance; the words beside them count."
    )


def test_numbers_of_which_only_the_ends_have_words_run_as_these_say(survey):
    found = survey("class.csv", "PS1\n0 = Strongly disagree\n1\n3\n4 = Strongly agree\n")
    assert values(found) == {"PS1": [1, 2, 4, 5]}


def test_words_from_0_to_4_count_and_not_the_numbers(survey):
    rows = "".join(f"{at} - {word}\n" for at, word in enumerate(ENGLISH_WORDS))
    assert values(survey("class.csv", f"PS1\n{rows}")) == {"PS1": [1, 2, 3, 4, 5]}


def test_one_number_that_contradicts_its_words_is_a_fault(survey):
    found = survey("class.csv", "PS1\n1 = Strongly agree\n5 = Strongly agree\n2 = Disagree\n")
    assert values(found) == {"PS1": [None, 5, 2]}
    (fault,) = found.faults
    assert fault.row == 2
    assert fault.message == (
        "“1 = Strongly agree” has a number and the words for 5; correct one of the two."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Agree", "Somewhat agree"), ("同意", "比较同意"), ("6 - Agree", "5 - Slightly agree")],
)
def test_two_words_for_one_point_are_another_scale_and_stop_the_reading(survey, one, other):
    with pytest.raises(SurveyError) as caught:
        survey("class.csv", f"PS1\n{one}\n{other}\n", name="it")
    assert str(caught.value) == (
        f"it has “{one}” and “{other}” in the column “PS1”, two answers for one point of the scale "
        "from 1 to 5; say with “--columns” which number each stands for."
    )


def test_two_columns_may_have_words_of_their_own(survey):
    found = survey("class.csv", "PS1,PS2\nAgree,Somewhat agree\n")
    assert values(found) == {"PS1": [4], "PS2": [4]}


def test_letters_run_as_the_form_does_and_that_is_said(survey):
    found = survey("class.csv", "PS1,PS2\nA,e\nB,\n")
    assert values(found) == {"PS1": [1, 2], "PS2": [5, None]}
    (note,) = [note for note in found.notes if note.startswith("Letters")]
    assert note.startswith("Letters are read as A = 1 (strongly disagree) to E = 5, as the form")


def test_letters_run_as_the_words_beside_some_of_them_say(survey):
    found = survey("class.csv", "PS1,PS2\nA.非常同意,A\nD.不同意,E\n")
    assert values(found) == {"PS1": [5, 2], "PS2": [5, 1]}
    assert [note for note in found.notes if "as the words beside some of them say" in note]


def test_a_letter_among_numbers_is_a_fault(survey):
    found = survey("class.csv", "PS1\n4\nB\n")
    assert values(found) == {"PS1": [4, None]}
    assert [(fault.row, fault.message[:16]) for fault in found.faults] == [(3, "“B” is no answer")]


def test_not_certain_is_the_middle_only_where_nothing_else_is(survey):
    found = survey("class.csv", "PS1\n不确定\n同意\n")
    assert values(found) == {"PS1": [3, 4]}
    assert [note for note in found.notes if "“不确定” is read as the middle" in note]
    found = survey("class.csv", "PS1\n不确定\n一般\n")
    assert values(found) == {"PS1": [None, 3]}
    assert [note for note in found.notes if "“不确定” counts as no answer" in note]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2 = Bachelor's degree", "bachelor"),
        ("B", "bachelor"),
        ("A4", "doctorate"),
        ("本科", "bachelor"),
    ],
)
def test_an_answer_about_the_person_is_known_by_letter_and_code_too(survey, cell, code):
    found = survey("class.csv", f"education,PS1\n{cell},4\n")
    assert found.people["education"].to_list() == [code]
    assert found.faults == ()


# ---- statistics programs ---------------------------------------------------------------------


def test_value_labels_tell_which_way_the_numbers_of_spss_run(survey, tmp_path):
    import pyreadstat

    labels = {float(5 - at): word for at, word in enumerate(ENGLISH_WORDS)}
    path = tmp_path / "turned.sav"
    frame = pd.DataFrame({"PS1": [1.0, 5, 2], "PS2": [1.0, 5, 2]})
    pyreadstat.write_sav(frame, str(path), variable_value_labels={"PS1": labels})
    found = read(path)
    assert values(found) == {"PS1": [5, 1, 4], "PS2": [1, 5, 2]}
    assert found.answers.index.to_list() == [1, 2, 3]


def test_a_broken_file_of_a_statistics_program_is_one_sentence(survey):
    for name, content in (("a.sav", b"$FL2 and no more"), ("a.dta", b"<stata_dta> and no more")):
        with pytest.raises(SurveyError, match="cannot be read as a file of S"):
            survey(name, content)


# ---- the table of columns ---------------------------------------------------------------------


def test_what_is_not_understood_is_asked_in_a_table_and_read_as_the_reader_says(survey, tmp_path):
    path, said = tmp_path / "class.csv", tmp_path / "columns.csv"
    path.write_text("Q1,Q2,note,Degree\n完全赞成,是,x,本科\n否,完全赞成,y,硕士\n")
    text = proposed(path)
    assert text.splitlines()[0] == "\ufeffkind,column,in the file,means"
    assert "column,A,Q1," in text.splitlines()
    said.write_text(
        text.replace("A,Q1,", "A,Q1,PS1")
        .replace("B,Q2,", "B,Q2,IP4")
        .replace("C,note,", "C,note,-")
        .replace("D,Degree,", "D,Degree,education")
        + "answer,,是,4\nanswer,,否,missing\n"
    )
    found = read(path, columns=said)
    assert values(found) == {"PS1": [5, None], "IP4": [4, 5]}
    assert found.people["education"].to_list() == ["bachelor", "master"]
    assert found.faults == ()
    assert not [note for note in found.notes if note.startswith("Not read")]


def test_the_table_is_filled_in_with_what_was_understood(survey, tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("PS1,x\nAgree,1\nja,1\nn/a,1\n")
    assert proposed(path).splitlines()[1:] == [
        "column,A,PS1,PS1",
        "column,B,x,",
        "answer,,Agree,4",
        "answer,,ja,",
    ]


def test_two_columns_of_one_heading_are_told_apart_by_their_letters(tmp_path):
    path, said = tmp_path / "class.csv", tmp_path / "columns.csv"
    path.write_text("Response,Response\n4,2\n")
    said.write_text("kind,column,in the file,means\ncolumn,A,Response,PS1\ncolumn,B,Response,PS2\n")
    assert values(read(path, columns=said)) == {"PS1": [4], "PS2": [2]}


@pytest.mark.parametrize(
    ("table_of_columns", "message"),
    [
        ("kind,means\ncolumn,PS1\n", "has no column “column”; take the table that"),
        ("kind,column,in the file,means\nrow,A,x,PS1\n", "says “row” in row 2; its kind is column"),
        (
            "kind,column,in the file,means\ncolumn,A,x,PS9\n",
            "says that column A “x” is “PS9”, which",
        ),
        ("kind,column,in the file,means\nanswer,,ja,9\n", "says that “ja” is “9”; write a whole"),
        ("", "is empty;"),
    ],
)
def test_a_table_of_columns_that_says_nothing_sensible_is_one_sentence(
    tmp_path, table_of_columns, message
):
    path, said = tmp_path / "class.csv", tmp_path / "columns.csv"
    path.write_text("x,PS2\n4,4\n")
    said.write_text(table_of_columns)
    with pytest.raises(SurveyError) as caught:
        read(path, columns=said)
    assert str(caught.value).startswith(f"{said} {message}")
    assert len(str(caught.value).splitlines()) == 1


# ---- what is said ------------------------------------------------------------------------------


def test_what_was_understood_is_a_short_table(survey):
    from samples import surveymonkey

    lines = table(survey(*surveymonkey(some_answers())).understood)
    assert lines[0] == "What was understood, an export of SurveyMonkey:"
    assert lines[1] == (
        "  columns I to AV → PS1 … NP4 (40), by wording, “Public money, such as Shanghai's fund "
        "for micro-dr…”"
    )
    counts = dict.fromkeys(ENGLISH_WORDS, 0)
    for given_answers in some_answers():
        for answer in filter(None, given_answers.values()):
            counts[ENGLISH_WORDS[answer - 1]] += 1
    assert lines[2:] == [
        f"  “{word}” → {at}, {counts[word]} cells" for at, word in enumerate(ENGLISH_WORDS, start=1)
    ]
