"""The codebook: its tables, what it recognises, the empty table and the page to print."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramas import CODES, HEADINGS, VARIABLES
from helpers import Outline, seen_on_a_phone
from microdrama import cli
from microdrama.evidence.ledger import texts
from microdrama.intake.handouts import LANGUAGES
from microdrama.intake.text import fold
from microdrama.package import table
from microdrama.symbols import codebook
from microdrama.symbols.codings import read
from microdrama.symbols.template import page, template

BOTH = pytest.mark.parametrize("language", ["en", "zh"])
ALL = [(variable, code) for variable, codes in CODES.items() for code in codes]


def codes_of(variable: str) -> list[dict]:
    rows = codebook.codes()
    return rows[rows["variable"] == variable].to_dict("records")


# ---- the tables ----------------------------------------------------------------------------


def test_there_is_one_variable_for_each_step_in_the_order_of_the_steps():
    assert codebook.names() == VARIABLES
    assert list(codebook.steps()) == ["symbol", "purification", "function", "tension", "outcome"]
    assert tuple(codebook.steps().values()) == VARIABLES


def test_codes_come_by_variable_and_in_their_order():
    rows = codebook.codes()
    assert list(zip(rows["variable"], rows["code"], strict=True)) == ALL
    assert {v: list(codebook.labels(v)) for v in VARIABLES} == CODES
    for variable, of_it in table("codes").groupby("variable"):
        assert sorted(of_it["order"]) == list(range(1, len(CODES[variable]) + 1))


def test_the_first_code_of_a_variable_says_that_nothing_is_there_and_has_no_concept():
    firsts = {v: codebook.nothing(v) for v in VARIABLES}
    assert firsts == {
        "symbol_kind": "none",
        "depth": "none",
        "function": "absent",
        "tension": "none",
        "outcome": "unknown",
    }
    assert all(codebook.concepts(v)[code] == "" for v, code in firsts.items())


def test_other_codes_have_a_concept_unless_they_are_something_else_or_the_kind_of_symbol():
    for variable in VARIABLES[1:]:
        concepts = codebook.concepts(variable)
        without = {code for code, concept in concepts.items() if not concept}
        assert without <= {codebook.nothing(variable), "other"}
        assert max(Counter(filter(None, concepts.values())).values()) == 1
    assert set(codebook.concepts("symbol_kind").values()) == {""}


def test_nothing_of_the_symbol_is_there_in_all_three_variables_at_once():
    assert {codebook.labels(v)[codebook.nothing(v)] for v in codebook.OF_THE_SYMBOL} == {
        "No symbol"
    }


@pytest.mark.parametrize("ending", ["", "_zh"])
def test_every_code_has_definition_rules_and_example_in_both_languages(ending):
    for row in codebook.codes().to_dict("records"):
        said = [row[f"{name}{ending}"] for name in ("definition", "include", "exclude", "example")]
        assert all(said)
        assert len(set(said)) == 4
        assert all(text[-1] in ".。" for text in said)
        assert bool(re.search("[\u3400-\u9fff]", said[0])) == (ending == "_zh")


def test_an_example_names_its_text_or_says_that_it_is_invented():
    names = "|".join(re.escape(text["short"]) for text in texts().values())
    for row in codebook.codes().to_dict("records"):
        invented = row["example"].startswith("For instance")
        assert invented != bool(re.search(rf"\(({names})[,;)]", row["example"])), row["code"]
        assert invented == row["example_zh"].startswith("例如"), row["code"]


def test_a_rule_sends_the_coder_to_codes_that_there_are():
    labels = {fold(label) for variable in VARIABLES for label in codebook.labels(variable).values()}
    known = labels | {fold(code) for codes in CODES.values() for code in codes}
    known |= {fold("starts or solves a conflict")}
    for row in codebook.codes().to_dict("records"):
        for group in re.findall(r"\(([^)]*)\)", row["exclude"]):
            assert {fold(name) for name in group.split(",")} <= known, row["exclude"]


# ---- recognising ---------------------------------------------------------------------------


@pytest.mark.parametrize("variable", VARIABLES)
def test_no_two_codes_of_a_variable_can_be_called_the_same(variable):
    rows = codes_of(variable)
    for column in ("code", "label", "label_zh", "definition"):
        assert len({fold(row[column]) for row in rows}) == len(rows)
    for row in rows:
        for name in (row["code"], row["label"], row["label_zh"]):
            assert codebook.code_of(variable, name) == row["code"]


@given(st.sampled_from(ALL), st.data())
def test_a_code_is_recognised_in_any_case_width_and_spacing(one, data):
    variable, code = one
    (row,) = (row for row in codes_of(variable) if row["code"] == code)
    name = row[data.draw(st.sampled_from(["code", "label", "label_zh"]))]
    change = st.sampled_from([str, str.upper, str.title, lambda c: f"{c} ", wide])
    written = "".join(data.draw(change)(letter) for letter in name)
    spaced = written.replace("-", data.draw(st.sampled_from([" ", "_", "–", "-"])))
    assert codebook.code_of(variable, f"  {spaced}\u200b") == code


def wide(letter: str) -> str:
    """Return the full-width form of a letter, as Chinese keyboards write it."""
    return chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter


@pytest.mark.parametrize("cell", ["", " ", "-", "objects", "2", "object or figure", "?", "无"])
def test_what_is_no_code_is_none(cell):
    assert codebook.code_of("symbol_kind", cell) is None


def test_a_code_of_one_variable_is_none_of_another():
    assert codebook.code_of("depth", "deep") == "deep"
    assert codebook.code_of("function", "deep") is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("title", "title"),
        (" TITLE ", "title"),
        ("剧名", "title"),
        ("Drama", "title"),
        ("Coder", "coder"),
        ("编码员", "coder"),
        ("coder (nickname)", "coder"),
        ("Symbol", "symbol"),
        ("文化符号", "symbol"),
        ("符号类型", "symbol_kind"),
        ("Kind of symbol", "symbol_kind"),
        ("symbol kind", "symbol_kind"),
        ("SYMBOL_KIND", "symbol_kind"),
        ("叙事功能", "function"),
        ("Depth", "depth"),
        ("What does the symbol do in the story?", "function"),
        ("结果", "outcome"),
        ("", None),
        ("(title)", None),
        ("Date", None),
        ("titles", None),
        ("备注", None),
    ],
)
def test_a_heading_is_recognised_by_name_label_or_question(heading, column):
    assert codebook.column_of(heading) == column


def test_no_two_columns_can_be_called_the_same():
    rows = codebook.variables()
    names = [
        *(rows[column] for column in ("id", "label", "label_zh", "question", "question_zh")),
    ]
    said = [fold(name) for column in names for name in column]
    assert {fold("depth"), fold("function")} < set(said)
    for row in rows.to_dict("records"):
        for column in ("id", "label", "label_zh", "question", "question_zh"):
            assert codebook.column_of(row[column]) == row["id"]
    for field, words in codebook.FIELDS.items():
        assert [codebook.column_of(name) for name in (field, *words.values())] == [field] * 3


# ---- the empty table -----------------------------------------------------------------------


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_what_the_tables_do_not_hold_is_there_in_every_language():
    assert all(tuple(said) == LANGUAGES for said in codebook.FIELDS.values())


@BOTH
def test_the_table_has_names_and_below_them_questions_with_their_codes(language):
    names, below = rows(template(language))
    assert tuple(names) == HEADINGS
    for row in (names, below):
        assert tuple(map(codebook.column_of, row)) == HEADINGS
    for variable, cell in zip(VARIABLES, below[3:], strict=True):
        listed = cell.partition("(")[2].removesuffix(")").split(" / ")
        assert [codebook.code_of(variable, name) for name in listed] == CODES[variable]


def test_a_codebook_in_another_language_is_refused():
    for write in (template, page):
        with pytest.raises(ValueError, match="in en and zh, not in 'fr'"):
            write("fr")


# ---- the page ------------------------------------------------------------------------------


@BOTH
def test_the_page_is_whole_and_asks_nothing_from_elsewhere(language):
    outline = Outline(page(language))
    assert page(language).startswith("<!DOCTYPE html>")
    assert outline.all("html") == [{"lang": "en" if language == "en" else "zh-Hans"}]
    assert not re.search(r"https?:|url\(|@import|src=|href=|<script|<link", page(language))
    assert "$" not in page(language)
    assert len(outline.all("title")) == len(outline.all("h1")) == 1


@BOTH
def test_the_page_has_every_code_with_all_that_is_said_about_it(language):
    ending = "" if language == "en" else "_zh"
    outline = Outline(page(language))
    assert len(outline.all("article")) == len(ALL)
    for row in codebook.codes().to_dict("records"):
        for name in ("label", "definition", "include", "exclude", "example"):
            assert row[f"{name}{ending}"] in outline.text
    for row in codebook.variables().to_dict("records"):
        assert row[f"question{ending}"] in outline.text
        assert row["id"] in outline.text


@pytest.mark.browser
@BOTH
def test_the_page_fits_a_phone_and_few_sheets_and_has_no_barrier(tmp_path, language):
    path = tmp_path / "book.html"
    path.write_text(page(language), "utf-8")
    found = seen_on_a_phone(path)
    assert found["asked"] == ["book.html"]
    assert found["axe"] == []
    assert found["wide"] == 360
    assert 1 <= found["sheets"] <= 6


# ---- the command ---------------------------------------------------------------------------


@BOTH
def test_the_command_writes_a_table_that_excel_opens_and_the_book_reads(tmp_path, capsys, language):
    path = tmp_path / "class.csv"
    assert cli.main(["cases", "template", str(path), "--language", language]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"When it is filled in: microdrama cases check {path}"
    )
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbftitle,coder,")
    path.write_bytes(content + "剧,甲,玉壶,object,deep,acts,none,unknown\r\n".encode())
    found = read(path)
    assert found.faults == found.notes == ()
    assert found.frame.iloc[0].tolist() == [
        "class.csv",
        3,
        "剧",
        "甲",
        "玉壶",
        "object",
        "deep",
        "acts",
        "none",
        "unknown",
    ]


def test_a_template_that_nobody_filled_in_is_said_to_have_no_drama(tmp_path, capsys):
    path = tmp_path / "class.csv"
    cli.main(["cases", "template", str(path)])
    assert cli.main(["cases", "check", str(path)]) == 1
    assert "has headings and no row with a title" in capsys.readouterr().out


def test_without_a_name_the_table_is_called_cases(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["cases", "template"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["cases.csv"]


def test_the_command_writes_the_codebook_beside_the_table(tmp_path, capsys):
    empty, book = tmp_path / "class.csv", tmp_path / "book.html"
    arguments = ["cases", "template", str(empty), "--codebook", str(book), "--language", "zh"]
    assert cli.main(arguments) == 0
    assert book.read_text("utf-8") == page("zh")
    assert f"{book} is written: open it in a browser" in capsys.readouterr().out


def test_a_file_that_is_there_is_kept_unless_by_force(tmp_path, capsys):
    path, book = tmp_path / "class.csv", tmp_path / "book.html"
    book.write_text("mine")
    arguments = ["cases", "template", str(path), "--codebook", str(book)]
    assert cli.main(arguments) == 1
    assert capsys.readouterr().out == (
        f"{book} is there already; give another name, or --force to replace it.\n"
    )
    assert not path.exists()
    assert cli.main([*arguments, "--force"]) == 0
    assert book.read_text("utf-8") == page()


def test_the_table_and_the_codebook_cannot_be_one_file(tmp_path, capsys):
    path = str(tmp_path / "class.csv")
    assert cli.main(["cases", "template", path, "--codebook", path]) == 1
    assert "cannot be both the table and the page" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
