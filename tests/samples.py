"""Small invented exports of survey tools, each as the tool's documentation describes its form.

Every sample is a function of what respondents answered, one mapping of items to numbers (None for
no answer) a respondent, and returns the name and the content of a file.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd

from microdrama.paths import DATA
from surveys import ITEMS

Answers = Sequence[Mapping[str, int | None]]
Cells = list[list[str]]

ENGLISH_WORDS = (
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
)
CHINESE_WORDS = ("非常不同意", "不同意", "一般", "同意", "非常同意")

STEM = "How far do you agree with each statement?"
STEM_ZH = "您在多大程度上同意下列说法"


def _wordings(column: str) -> dict[str, str]:
    with (DATA / "ecosystem" / "items.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row[column] for row in csv.DictReader(file)}


ENGLISH, CHINESE = _wordings("wording"), _wordings("wording_zh")


def some_answers(respondents: int = 6) -> list[dict[str, int | None]]:
    """Return answers to all items with each number and some that are missing."""
    return [
        {
            item: None if (5 * row + at) % 13 == 0 else (3 * row + at) % 5 + 1
            for at, item in enumerate(ITEMS)
        }
        for row in range(respondents)
    ]


# ---- building -------------------------------------------------------------------------------


def _csv(rows: Cells, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def _xlsx(sheets: Mapping[str, Cells]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _written(given: Mapping[str, int | None], how: Callable[[int], str], nothing: str) -> list[str]:
    return [nothing if answer is None else how(answer) for answer in given.values()]


def _word(answer: int) -> str:
    return ENGLISH_WORDS[answer - 1]


def _word_zh(answer: int) -> str:
    return CHINESE_WORDS[answer - 1]


def _table(
    answers: Answers,
    before: Mapping[str, str],
    heading: Callable[[str], str],
    how: Callable[[int], str] = str,
    nothing: str = "",
    after: Mapping[str, str] = {},
) -> Cells:
    """Return one row of headings and one for each respondent."""
    headings = [*before, *map(heading, answers[0]), *after]
    rows = [
        [*before.values(), *_written(given, how, nothing), *after.values()] for given in answers
    ]
    return [headings, *rows]


# ---- the tools ------------------------------------------------------------------------------


def google_forms(answers: Answers) -> tuple[str, bytes]:
    """A multiple-choice grid, answered in words."""
    before = {"Timestamp": "2025/03/01 10:00:00 AM GMT+8"}
    rows = _table(answers, before, lambda item: f"{STEM} [{ENGLISH[item]}]", _word)
    return "form.csv", _csv(rows, encoding="utf-8")


def google_forms_scale(answers: Answers) -> tuple[str, bytes]:
    """Linear scales: the statement is the heading, the answer a number."""
    before = {"时间戳记": "2025/03/01 上午 10:00:00"}
    return "form.csv", _csv(_table(answers, before, CHINESE.__getitem__), encoding="utf-8")


def microsoft_forms(answers: Answers) -> tuple[str, bytes]:
    """A Likert question: a sheet with one column a statement."""
    before = {
        "ID": "1",
        "Start time": "2025-03-01 10:00:00",
        "Completion time": "2025-03-01 10:05:00",
        "Email": "anonymous",
        "Name": "",
    }
    return "form.xlsx", _xlsx({"Sheet1": _table(answers, before, ENGLISH.__getitem__, _word)})


_QUALTRICS = {
    "StartDate": "Start Date",
    "EndDate": "End Date",
    "Status": "Response Type",
    "IPAddress": "IP Address",
    "Progress": "Progress",
    "Duration (in seconds)": "Duration (in seconds)",
    "Finished": "Finished",
    "RecordedDate": "Recorded Date",
    "ResponseId": "Response ID",
}


def _qualtrics(
    answers: Answers, name: Callable[[int, str], str], how: Callable[[int], str], *told: str
) -> Cells:
    """Return three rows of headings, a preview that answers 5 throughout, and the respondents."""
    real, preview, nothing = told
    items = list(answers[0])
    rows = [
        [*_QUALTRICS, *(name(at, item) for at, item in enumerate(items, start=1))],
        [*_QUALTRICS.values(), *(f"{STEM} - {ENGLISH[item]}" for item in items)],
        [
            *(f'{{"ImportId":"{key}"}}' for key in _QUALTRICS),
            *(f'{{"ImportId":"QID1_{at}"}}' for at in range(1, len(items) + 1)),
        ],
    ]
    for status, given in [(preview, dict.fromkeys(items, 5)), *((real, one) for one in answers)]:
        own = ["2025-03-01 10:00:00", "2025-03-01 10:05:00", status, "203.0.113.5", "100"]
        own += ["300", "1", "2025-03-01 10:05:01", "R_0"]
        rows.append([*own, *_written(given, how, nothing)])
    return rows


def qualtrics_labels(answers: Answers) -> tuple[str, bytes]:
    """Choice text, questions named by their numbers, UTF-16 with tabs."""
    told = ("IP Address", "Survey Preview", "")
    rows = _qualtrics(answers, lambda at, _: f"Q1_{at}", _word, *told)
    return "survey.tsv", _csv(rows, "\t", "utf-16")


def qualtrics_values(answers: Answers) -> tuple[str, bytes]:
    """Numeric values, questions named by items, −99 for what was seen and not answered."""
    rows = _qualtrics(answers, lambda _, item: item, str, "0", "1", "-99")
    return "survey.csv", _csv(rows)


def surveymonkey(answers: Answers) -> tuple[str, bytes]:
    """A matrix under one question: its rows are headings of their own."""
    before = {
        "Respondent ID": "118",
        "Collector ID": "43",
        "Start Date": "03/01/2025 10:00:00 AM",
        "End Date": "03/01/2025 10:05:00 AM",
        "IP Address": "203.0.113.5",
        "Email Address": "",
        "First Name": "",
        "Last Name": "",
    }
    _, *rows = _table(answers, before, str, _word)
    items = list(answers[0])
    top = [*before, STEM, *[""] * (len(items) - 1)]
    below = [*[""] * len(before), *(ENGLISH[item] for item in items)]
    return "survey.csv", _csv([top, below, *rows])


_LIME = {
    "id": "7",
    "submitdate": "2025-03-01 10:00:00",
    "lastpage": "3",
    "startlanguage": "en",
    "seed": "123",
}


def limesurvey_codes(answers: Answers) -> tuple[str, bytes]:
    """Question codes as headings, answer codes as answers."""
    rows = _table(answers, _LIME, lambda item: f"Q1[{item}]", lambda answer: f"A{answer}")
    return "results.csv", _csv(rows)


def limesurvey_default_codes(answers: Answers) -> tuple[str, bytes]:
    """Subquestions coded by the tool, with their texts; the tool's own answer codes."""
    numbers = {item: at for at, item in enumerate(answers[0], start=1)}

    def heading(item: str) -> str:
        return f"Q1[SQ{numbers[item]:03}]. {STEM} [{CHINESE[item]}]"

    rows = _table(answers, _LIME, heading, lambda answer: f"AO{answer:02}")
    return "results.csv", _csv(rows, ";")


def limesurvey_text(answers: Answers) -> tuple[str, bytes]:
    """Full question texts and full answers."""
    before = {"Response ID": "7", "Date submitted": "2025-03-01", "Last page": "3"}
    before |= {"Start language": "zh-Hans"}
    rows = _table(answers, before, lambda item: f"{STEM_ZH}？ [{CHINESE[item]}]", _word_zh, "N/A")
    return "results.csv", _csv(rows)


def redcap_raw(answers: Answers) -> tuple[str, bytes]:
    """Variable names in small letters and raw values."""
    before = {"record_id": "1", "redcap_event_name": "baseline_arm_1"}
    after = {"survey_timestamp": "2025-03-01 10:00:00", "survey_complete": "2"}
    return "data.csv", _csv(_table(answers, before, str.lower, after=after))


def redcap_labels(answers: Answers) -> tuple[str, bytes]:
    """Labels of fields and of choices."""
    before = {"Record ID": "1", "Event Name": "Baseline", "Survey Identifier": ""}
    rows = _table(answers, before, ENGLISH.__getitem__, _word, after={"Complete?": "Complete"})
    return "labels.csv", _csv(rows)


def kobo(answers: Answers) -> tuple[str, bytes]:
    """XML names with their groups, names of choices, in Excel."""
    before = {"start": "2025-03-01T10:00:00", "end": "2025-03-01T10:05:00"}
    after = {"_id": "7", "_uuid": "u", "_submission_time": "2025-03-01", "_status": "submitted"}

    def name(answer: int) -> str:
        return _word(answer).lower().replace(" ", "_")

    rows = _table(answers, before, lambda item: f"survey/work/{item}", name, after=after)
    return "kobo.xlsx", _xlsx({"survey": rows})


def odk(answers: Answers) -> tuple[str, bytes]:
    """ODK Central: groups before a hyphen, numbers as names of choices."""
    before = {"SubmissionDate": "2025-03-01T10:00:00.000Z"}
    after = {"meta-instanceID": "uuid:1", "KEY": "uuid:1"}
    return "odk.csv", _csv(_table(answers, before, lambda item: f"work-{item}", after=after))


def jotform(answers: Answers) -> tuple[str, bytes]:
    """An input table with one column a row."""
    before = {"Submission Date": "Mar 1, 2025"}
    after = {"Submission ID": "59"}
    rows = _table(answers, before, lambda item: f"{STEM} >> {ENGLISH[item]}", _word, after=after)
    return "jotform.csv", _csv(rows)


_TENCENT = {
    "编号": "1",
    "开始答题时间": "2025-03-01 10:00:00",
    "结束答题时间": "2025-03-01 10:05:00",
    "答题时长": "5分0秒",
}


def tencent(answers: Answers) -> tuple[str, bytes]:
    """A matrix: the question, a colon and the row; words."""
    rows = _table(answers, _TENCENT, lambda item: f"4.{STEM_ZH}:{CHINESE[item]}", _word_zh)
    return "腾讯问卷.csv", _csv(rows, encoding="gb18030")


def tencent_numbers(answers: Answers) -> tuple[str, bytes]:
    """A question for each item, answers by the number of the option."""
    numbers = {item: at for at, item in enumerate(answers[0], start=4)}
    rows = _table(answers, _TENCENT, lambda item: f"{numbers[item]}.{CHINESE[item]}[单选题]")
    return "腾讯问卷.xlsx", _xlsx({"数据": rows})


_WJX = {
    "序号": "1",
    "提交答卷时间": "2025/3/1 10:00:00",
    "所用时间": "182秒",
    "来源": "微信",
    "来源详情": "N/A",
    "来自IP": "203.0.113.5(上海-上海)",
}


def _wjx_heading(answers: Answers) -> Callable[[str], str]:
    numbers = {item: at for at, item in enumerate(answers[0], start=1)}
    return lambda item: f"{numbers[item]}、{CHINESE[item]}"


def wenjuanxing_text(answers: Answers) -> tuple[str, bytes]:
    """By the text of the option."""
    rows = _table(answers, _WJX, _wjx_heading(answers), _word_zh, "(空)")
    return "问卷星_按文本.xlsx", _xlsx({"Sheet1": rows})


def wenjuanxing_numbers(answers: Answers) -> tuple[str, bytes]:
    """By the number of the option, −3 for what was skipped."""
    rows = _table(answers, _WJX, _wjx_heading(answers), str, "-3")
    return "问卷星_按序号.csv", _csv(rows, encoding="gbk")


def wenjuanxing_letters(answers: Answers) -> tuple[str, bytes]:
    """By the letter and the text of the option."""

    def letter(answer: int) -> str:
        return f"{'ABCDE'[answer - 1]}.{_word_zh(answer)}"

    rows = _table(answers, _WJX, _wjx_heading(answers), letter, "(跳过)")
    return "问卷星.csv", _csv(rows)


def wenjuanxing_bare_letters(answers: Answers) -> tuple[str, bytes]:
    """By the letter of the option alone."""
    rows = _table(answers, _WJX, _wjx_heading(answers), lambda answer: "ABCDE"[answer - 1])
    return "问卷星.csv", _csv(rows)


def wenjuanxing_matrix(answers: Answers) -> tuple[str, bytes]:
    """A matrix: the question, a dash and the row."""
    rows = _table(answers, _WJX, lambda item: f"4、{STEM_ZH}—{CHINESE[item]}", _word_zh)
    return "问卷星_矩阵.csv", _csv(rows)


# ---- statistics programs --------------------------------------------------------------------


def _frame(answers: Answers) -> pd.DataFrame:
    return pd.DataFrame(answers, dtype=float)


def _saved(write: Callable[[str], None], name: str) -> tuple[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(str(path))
        return name, path.read_bytes()


def _value_labels(answers: Answers) -> dict[str, dict[float, str]]:
    labels = {float(at): word for at, word in enumerate(ENGLISH_WORDS, start=1)}
    return dict.fromkeys(answers[0], labels)


def spss(answers: Answers) -> tuple[str, bytes]:
    """Variables q1, q2 … with labels; 9 is declared to be missing."""
    import pyreadstat

    names = {item: f"q{at}" for at, item in enumerate(answers[0], start=1)}
    frame = _frame(answers).fillna(9).rename(columns=names)
    labels = {float(at): word for at, word in enumerate(ENGLISH_WORDS, start=1)} | {9.0: "Refused"}

    def write(path: str) -> None:
        pyreadstat.write_sav(
            frame,
            path,
            column_labels=[ENGLISH[item] for item in names],
            variable_value_labels=dict.fromkeys(frame, labels),
            missing_ranges={name: [9] for name in frame},
        )

    return _saved(write, "survey.sav")


def stata(answers: Answers) -> tuple[str, bytes]:
    """Variables named by items in small letters, labels of values, missing as a dot."""
    import pyreadstat

    frame = _frame(answers).rename(columns=str.lower)
    labels = {name.lower(): words for name, words in _value_labels(answers).items()}

    def write(path: str) -> None:
        pyreadstat.write_dta(frame, path, variable_value_labels=labels)

    return _saved(write, "survey.dta")


# ---- spreadsheets ---------------------------------------------------------------------------


def _plain(answers: Answers) -> Cells:
    return _table(answers, {"respondent": "x"}, str)


def excel_other_sheet(answers: Answers) -> tuple[str, bytes]:
    """The table on the third sheet, below a title."""
    rows = [["Seminar"], [], *_plain(answers)]
    return "class.xlsx", _xlsx({"Sheet1": [], "Read me": [["About"]], "Answers": rows})


def open_document(answers: Answers) -> tuple[str, bytes]:
    """A sheet of LibreOffice, as its format describes it, with the least that it needs."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in _plain(answers)
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return "class.ods", content.getvalue()


def web_page(answers: Answers) -> tuple[str, bytes]:
    """A page with a table under the name of an old Excel file."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _plain(answers)
    )
    return "class.xls", f"<html><table>{rows}</table></html>".encode()


def on_its_side(answers: Answers) -> tuple[str, bytes]:
    """One row an item, one column a respondent."""
    return "class.csv", _csv([list(row) for row in zip(*_plain(answers), strict=True)])


def one_row_an_answer(answers: Answers) -> tuple[str, bytes]:
    """One row an answer, with the item beside it; what is missing has an empty cell."""
    rows = [
        [f"r{number}", item, "" if answer is None else str(answer)]
        for number, given in enumerate(answers)
        for item, answer in given.items()
    ]
    return "class.csv", _csv([["respondent", "item", "answer"], *rows])


def pipes(answers: Answers) -> tuple[str, bytes]:
    """Upright lines between the cells."""
    return "class.txt", _csv(_plain(answers), "|")


#: What each sample is saved by, as the reader of the file is told.
SAMPLES: Mapping[Callable[[Answers], tuple[str, bytes]], str] = {
    google_forms: "Google Forms",
    google_forms_scale: "Google Forms",
    microsoft_forms: "Microsoft Forms",
    qualtrics_labels: "Qualtrics",
    qualtrics_values: "Qualtrics",
    surveymonkey: "SurveyMonkey",
    limesurvey_codes: "LimeSurvey",
    limesurvey_default_codes: "LimeSurvey",
    limesurvey_text: "LimeSurvey",
    redcap_raw: "REDCap",
    redcap_labels: "REDCap",
    kobo: "KoboToolbox or ODK",
    odk: "KoboToolbox or ODK",
    jotform: "Jotform",
    tencent: "腾讯问卷",
    tencent_numbers: "腾讯问卷",
    wenjuanxing_text: "问卷星",
    wenjuanxing_numbers: "问卷星",
    wenjuanxing_letters: "问卷星",
    wenjuanxing_bare_letters: "问卷星",
    wenjuanxing_matrix: "问卷星",
    spss: "SPSS",
    stata: "Stata",
    excel_other_sheet: "",
    open_document: "",
    web_page: "",
    on_its_side: "",
    one_row_an_answer: "",
    pipes: "",
}
