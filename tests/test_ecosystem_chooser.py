"""A survey chosen in Jupyter: the same words as on the command line, for any file at all."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.ecosystem import chooser
from microdrama.ecosystem.chooser import Chooser, answer
from microdrama.ecosystem.report import analyse
from microdrama.ecosystem.words import as_text
from surveys import answers, ids, survey

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    """Draw a few times only; the chooser takes the default."""
    monkeypatch.setattr(analyse, "__defaults__", (20, *analyse.__defaults__[1:]))


def csv_of(respondents: int = 8, **more: str) -> str:
    return answers(respondents).astype(int).assign(**more).to_csv(index=False)


def assert_no_machine(said: str) -> None:
    """A reader's file was never in any folder, so none is named."""
    assert tempfile.gettempdir() not in said
    assert "/" not in said.partition("\n")[0]
    assert "Traceback" not in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_survey_is_analysed_in_whatever_encoding_it_was_saved(encoding):
    said = answer("班级调查.csv", csv_of(意见="很有意思").encode(encoding))
    assert "班级调查.csv: 8 respondents" in said
    assert "意见" in said  # it is said to be ignored, by name
    assert_no_machine(said)


def test_the_report_is_that_of_the_command_line():
    said = answer("class.csv", csv_of().encode())
    given = answers(8).set_axis(range(2, 10))
    assert said.endswith(as_text(analyse(survey(given))))


def test_faults_come_first_with_row_and_column():
    text = csv_of().splitlines()
    cells = text[3].split(",")
    cells[0] = "7"
    text[3] = ",".join(cells)
    said = answer("class.csv", "\n".join(text).encode())
    assert said.startswith("class.csv, row 4, column PS1: ")
    assert "8 respondents" in said
    assert_no_machine(said)


def test_an_excel_file_is_read_too():
    file = io.BytesIO()
    answers(6).astype(int).to_excel(file, index=False)
    said = answer("class.xlsx", memoryview(file.getvalue()))
    assert "class.xlsx: 6 respondents" in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7 \xff\xfe",
        b"PK\x03\x04 not an archive",
        b"milk,eggs\n1,2\n",
        "姓名,年龄\n王,20\n".encode("gb18030"),
        b"PS1,PS2\n",
        bytes(range(256)) * 20,
    ],
    ids=["empty", "zeros", "png", "pdf", "zip", "other", "other-gbk", "headings", "bytes"],
)
@pytest.mark.parametrize("name", ["class.csv", "class.xlsx"])
def test_what_is_no_survey_gets_one_sentence_with_its_name(name, content):
    said = answer(name, content)
    assert said.startswith(name)
    assert said.rstrip().endswith(".")
    assert "\n" not in said.strip()
    assert_no_machine(said)


def test_an_archive_that_is_no_workbook_gets_one_sentence():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    said = answer("essay.docx", file.getvalue())
    assert said.startswith("essay.docx")
    assert_no_machine(said)


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_no_bytes_end_in_a_traceback(content):
    said = answer("class.csv", content)
    assert said.strip()
    assert tempfile.gettempdir() not in said


@given(
    st.lists(
        st.lists(st.sampled_from(["1", "5", "6", "", "NA", "99", "agree", "很好", "3.5"]),
                 min_size=4, max_size=4),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)  # fmt: skip
@settings(max_examples=10)
def test_no_answers_end_in_a_traceback(rows, encoding):
    lines = [",".join(ids("policy_support")), *(",".join(row) for row in rows)]
    said = answer("class.csv", "\n".join(lines).encode(encoding))
    assert "class.csv" in said
    assert tempfile.gettempdir() not in said


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b/class.csv"])
def test_a_name_with_folders_writes_into_none_of_them(name):
    said = answer(name, csv_of().encode())
    assert f"{name.rpartition('/')[2]}: 8 respondents" in said


# ---- the two faces -------------------------------------------------------------------------


def test_in_the_published_page_it_is_a_sentence_on_how_to_build(monkeypatch):
    monkeypatch.setenv("MICRODRAMA_BOOK", "1")
    bundle = Chooser()._repr_mimebundle_()
    assert "make book SURVEY=FILE" in bundle["text/html"]
    assert bundle["text/plain"]
    assert "<input" not in bundle["text/html"]


def test_in_jupyter_it_is_a_widget(monkeypatch):
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    assert "application/vnd.jupyter.widget-view+json" in Chooser()._repr_mimebundle_()


def uploaded(name: str, content: bytes) -> dict:
    """Return a file as ipywidgets hands it over."""
    return {
        "name": name, "type": "text/csv", "size": len(content), "content": memoryview(content),
        "last_modified": datetime.now(UTC),
    }  # fmt: skip


def test_choosing_a_file_shows_its_report():
    upload, said = Chooser().widget().children
    content = csv_of().encode("gb18030")
    upload.value = (uploaded("class.csv", content),)
    assert "class.csv: 8 respondents" in said.value
    assert said.value.startswith("<pre>")


def test_markup_in_a_file_is_harmless(monkeypatch):
    monkeypatch.setattr(chooser, "answer", lambda name, content: f"<script>{name}</script> & co")
    upload, said = Chooser().widget().children
    upload.value = (uploaded("<b>", b"x"),)
    assert said.value == "<pre>&lt;script&gt;&lt;b&gt;&lt;/script&gt; &amp; co</pre>"
