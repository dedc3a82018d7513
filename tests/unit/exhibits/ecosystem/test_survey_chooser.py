"""A survey chosen in Jupyter: kept and analysed as in the chapter, whatever file it is."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.ecosystem import SurveyInUse, compatible, survey_in_use
from microdrama.exhibits.ecosystem import survey_chooser
from microdrama.exhibits.ecosystem.every_part import every_part
from microdrama.exhibits.ecosystem.survey_chooser import SurveyChooser, keep
from microdrama.intake import files
from microdrama.show.figure import VEGALITE
from surveys import answers, ids

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True, scope="module")
def place(tmp_path_factory):
    """Keep files in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "OWN", tmp_path_factory.mktemp("own"))
        yield


@pytest.fixture(autouse=True)
def nothing_kept(place):
    files.keep("survey", None)


@lru_cache
def drawn():
    return {prior: compatible.sample(500, prior) for prior in compatible.PRIORS}


def parts(survey: SurveyInUse):
    """Return the parts as the chapter makes them, with few draws."""
    return every_part(survey, drawn(), 20)


def csv_of(respondents: int = 8, **more: str) -> str:
    return answers(respondents).astype(int).assign(**more).to_csv(index=False)


def assert_no_machine(said: str) -> None:
    """A reader's file was never in any folder, so none is named."""
    assert tempfile.gettempdir() not in said
    assert "/" not in said.partition("\n")[0]
    assert "Traceback" not in said


# ---- keeping a file ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_survey_is_read_in_whatever_encoding_it_was_saved(encoding):
    said, shown = keep("班级调查.csv", csv_of(意见="很有意思").encode(encoding))
    assert shown.caption == "Your survey: 8 respondents from 班级调查.csv."
    assert "意见" in said  # it is said to be ignored, by name
    assert_no_machine(said)


def test_a_file_that_is_kept_is_what_the_chapter_shows_next():
    _, shown = keep("class.csv", csv_of().encode())
    again = survey_in_use()
    assert (again.kind, again.label, again.caption) == (shown.kind, shown.label, shown.caption)
    assert again.survey.answers.equals(shown.survey.answers)
    assert len(again.survey.answers) == 8


def test_a_file_that_cannot_be_used_leaves_the_last_one_in_its_place():
    keep("class.csv", csv_of().encode())
    said, shown = keep("notes.csv", b"milk,eggs\n1,2\n")
    assert shown is None
    assert said.startswith("notes.csv")
    assert survey_in_use().label == "class.csv"


def test_faults_are_said_with_row_and_column():
    text = csv_of().splitlines()
    cells = text[3].split(",")
    cells[0] = "7"
    text[3] = ",".join(cells)
    said, shown = keep("class.csv", "\n".join(text).encode())
    assert said.startswith("class.csv, row 4, column PS1: ")
    assert len(shown.survey.answers) == 8
    assert_no_machine(said)


def test_an_excel_file_is_read_too():
    file = io.BytesIO()
    answers(6).astype(int).to_excel(file, index=False)
    _, shown = keep("class.xlsx", memoryview(file.getvalue()))
    assert shown.caption == "Your survey: 6 respondents from class.xlsx."


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
    said, shown = keep(name, content)
    assert shown is None
    assert survey_in_use().kind == "reconstructed"
    assert said.startswith(name)
    assert said.rstrip().endswith(".")
    assert "\n" not in said.strip()
    assert_no_machine(said)


def test_an_archive_that_is_no_workbook_gets_one_sentence():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    said, shown = keep("essay.docx", file.getvalue())
    assert shown is None
    assert said.startswith("essay.docx")
    assert_no_machine(said)


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_no_bytes_end_in_a_traceback(content):
    said, shown = keep("class.csv", content)
    assert said.strip() or shown
    assert tempfile.gettempdir() not in said


@given(
    st.lists(
        st.lists(
            st.sampled_from(["1", "5", "6", "", "NA", "99", "agree", "很好", "3.5"]),
            min_size=4,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
@settings(max_examples=10)
def test_no_answers_end_in_a_traceback(rows, encoding):
    lines = [",".join(ids("policy_support")), *(",".join(row) for row in rows)]
    said, shown = keep("class.csv", "\n".join(lines).encode(encoding))
    assert tempfile.gettempdir() not in said
    if shown is None:
        assert "class.csv" in said
    else:
        assert [heading for heading, group in parts(shown) if not group.parts] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b/class.csv"])
def test_a_name_with_folders_writes_into_none_of_them(name):
    _, shown = keep(name, csv_of().encode())
    assert shown.label == name.rpartition("/")[2]
    assert files.kept("survey").parent == files.OWN / "survey"


# ---- the two faces -------------------------------------------------------------------------


def test_in_the_published_page_it_is_a_sentence_on_how_to_build(monkeypatch):
    monkeypatch.setenv("MICRODRAMA_BOOK", "1")
    bundle = SurveyChooser(parts)._repr_mimebundle_()
    assert "make book SURVEY=FILE" in bundle["text/html"]
    assert bundle["text/plain"]
    assert "<input" not in bundle["text/html"]


def test_in_jupyter_it_is_a_widget(monkeypatch):
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    assert WIDGET in SurveyChooser(parts)._repr_mimebundle_()


def uploaded(name: str, content: bytes) -> dict:
    """Return a file as ipywidgets hands it over."""
    return {
        "name": name,
        "type": "text/csv",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": datetime.now(UTC),
    }


@pytest.fixture
def face(monkeypatch):
    """Return the chooser's buttons, what it says, and where it shows things."""
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    buttons, said, place = SurveyChooser(parts).widget().children
    upload, forget = buttons.children
    return upload, forget, said, place


def seen(place, mime: str) -> list:
    return [output["data"][mime] for output in place.outputs if mime in output["data"]]


def test_choosing_a_file_shows_the_tables_and_figures_of_the_chapter_in_place(face):
    upload, _, said, place = face
    upload.value = (uploaded("class.csv", csv_of(40).encode("gb18030")),)
    assert "class.csv is analysed below, and kept: “Run all cells”" in said.value
    assert [text for text in seen(place, "text/markdown") if text.startswith("### ")] == [
        "### What the text asks for and what the survey gives",
        "### Constructs",
        "### Policy, technology, competition: the regression",
        "### The other two regressions",
        "### Technology and algorithms: the moderation",
        "### Policy, symbols, culture: the mediation",
        "### All paths at once",
        "### One questionnaire for everything",
        "### Among all surveys that agree with the text",
    ]
    labels = re.findall('aria-label="([^"]+)"', "".join(seen(place, "text/html")))
    assert labels == [
        "What the text asks for and what the survey gives",
        "Constructs",
        "Correlations of the constructs",
        "Regression of industry performance",
        "Regressions of economic and of innovation performance",
        "Moderation of technology by adaptability",
        "Slope of technology at three levels of adaptability",
        "Paths of the mediation",
        "Paths of the structural equation model",
    ]
    # The chart of the scores, and three explorers that move.
    assert len(seen(place, VEGALITE)) == 1
    assert len(seen(place, WIDGET)) == 3
    # Nothing of it is called reconstructed but the surveys that are drawn.
    assert "mark-reconstructed" not in "".join(seen(place, "text/html"))


def test_the_chapter_shows_the_file_until_it_is_forgotten(face):
    upload, forget, said, place = face
    upload.value = (uploaded("class.csv", csv_of().encode()),)
    assert survey_in_use().label == "class.csv"
    forget.click()
    assert survey_in_use().kind == "reconstructed"
    assert place.outputs == ()
    assert "“Run all cells” shows the reconstructed survey again" in said.value


def test_a_file_that_is_no_survey_takes_the_last_analysis_away(face):
    upload, _, said, place = face
    upload.value = (uploaded("class.csv", csv_of().encode()),)
    assert place.outputs
    upload.value = (uploaded("notes.csv", b"milk,eggs\n1,2\n"),)
    assert place.outputs == ()
    assert said.value.startswith("<pre>notes.csv")
    assert "is analysed" not in said.value


def test_markup_in_a_file_is_harmless(face, monkeypatch):
    upload, _, said, _ = face
    monkeypatch.setattr(
        survey_chooser, "keep", lambda name, content: (f"<script>{name}</script> & co", None)
    )
    upload.value = (uploaded("<b>", b"x"),)
    assert said.value == "<pre>&lt;script&gt;&lt;b&gt;&lt;/script&gt; &amp; co</pre>"
