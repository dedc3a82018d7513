"""Coded dramas from files: what is read, what is said, and what is never lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dramas import CODES, HEADINGS, TEAPOT, VARIABLES, row, written
from microdrama.intake import files
from microdrama.symbols import codebook
from microdrama.symbols.codings import KEPT, Codings, CodingsError, one, own, read
from microdrama.symbols.template import template

pytestmark = pytest.mark.slow

Reader = Callable[..., Codings]


@pytest.fixture
def given_as(tmp_path: Path) -> Reader:
    """Return a function that saves a text or bytes and reads them."""

    def save(content: str | bytes, encoding: str = "utf-8", name: str = "class.csv") -> Codings:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path)

    return save


@pytest.fixture
def excel(tmp_path: Path) -> Reader:
    """Return a function that saves rows as an Excel file and reads it."""

    def save(rows: list[list[Any]]) -> Codings:
        book = openpyxl.Workbook()
        for cells in rows:
            book.active.append(cells)
        book.save(tmp_path / "class.xlsx")
        return read(tmp_path / "class.xlsx")

    return save


def said(codings: Codings) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in codings.faults]


def cells(codings: Codings) -> list[list[Any]]:
    """Return the table without file and row, missing cells as None."""
    frame = codings.frame.drop(columns=["file", "row"]).astype(object)
    return frame.where(frame.notna(), None).to_numpy().tolist()


# ---- what is read --------------------------------------------------------------------------


def test_a_row_is_a_drama_as_one_coder_codes_it(given_as):
    found = given_as(written([TEAPOT, row(coder="Ben", depth="", symbol="")]))
    assert found.frame.columns.tolist() == ["file", "row", *HEADINGS]
    assert found.frame[["file", "row"]].to_numpy().tolist() == [["class.csv", 2], ["class.csv", 3]]
    first, second = cells(found)
    assert first == list(TEAPOT.values())
    assert second == list(row(coder="Ben", symbol=None, depth=None).values())
    assert (found.names, found.faults, found.notes) == (("class.csv",), (), ())
    assert found.titles == [TEAPOT["title"]]
    assert found.coders == ["Ann", "Ben"]


def test_each_variable_has_all_its_codes_as_categories(given_as):
    frame = given_as(written([TEAPOT])).frame
    assert {name: frame[name].cat.categories.tolist() for name in VARIABLES} == CODES


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
def test_every_encoding_and_separator_reads_the_same(given_as, separator, encoding):
    dramas = [TEAPOT, row(title="舞动敦煌", symbol="飞天", function="行动者", depth="深层")]
    text = written(dramas, separator=separator).replace("title", "剧名").replace("coder", "编码者")
    found = given_as(text.replace("\n", "\r\n"), encoding)
    assert found.titles == ["逃出大英博物馆", "舞动敦煌"]
    assert found.frame["function"].tolist() == ["acts", "acts"]
    assert found.frame["symbol"].tolist() == ["jade teapot", "飞天"]
    assert found.faults == ()


def test_an_excel_file_reads_the_same(excel, given_as):
    rows = [list(HEADINGS), list(TEAPOT.values()), [], [1984, 7, None, *["Object"] * 5]]
    found = excel(rows)
    assert cells(found)[0] == list(TEAPOT.values())
    assert found.frame["row"].tolist() == [2, 4]
    assert cells(found)[1][:3] == ["1984", "7", None]
    assert len(found.faults) == 4


def test_codes_may_be_labels_in_two_languages(given_as):
    labels = {v: list(codebook.labels(v).values()) for v in VARIABLES}
    last = {v: labels[v][-1].upper() for v in VARIABLES}
    found = given_as(written([row(**last), row(title="b", depth="表层")]))
    assert [cells(found)[0][3 + n] for n in range(5)] == [CODES[v][-1] for v in VARIABLES]
    assert cells(found)[1][4] == "surface"


@pytest.mark.parametrize("cell", ["", " ", "-", "n/a", "NA", "缺失", "#N/A"])
def test_a_cell_without_a_code_is_missing_and_no_fault(given_as, cell):
    found = given_as(written([row(depth=cell, tension=cell)]))
    assert (cells(found)[0][4], cells(found)[0][6], found.faults) == (None, None, ())


def test_none_is_a_code_and_not_missing(given_as):
    found = given_as(written([row(symbol_kind="none", depth="没有符号", function="absent")]))
    assert cells(found)[0][3:6] == ["none", "none", "absent"]
    assert found.faults == ()


def test_the_second_row_of_the_template_and_headings_that_come_again_are_left_out(given_as):
    for language in ("en", "zh"):
        text = template(language)
        found = given_as(text + written([TEAPOT]))
        assert cells(found) == [list(TEAPOT.values())]
        assert (found.faults, found.notes) == ((), ())


def test_a_drama_called_like_a_heading_is_a_drama(given_as):
    assert given_as(written([row(title="Drama")])).titles == ["Drama"]


def test_a_title_above_the_headings_is_left_out_and_noted(given_as):
    found = given_as("Our class\n\n" + written([TEAPOT]))
    assert found.frame["row"].tolist() == [4]
    assert found.notes == ("What stands above the headings in row 3 is left out.",)


def test_columns_that_nothing_is_named_after_are_left_out_by_name(given_as):
    found = given_as(written([TEAPOT], [*HEADINGS[:4], "Date", "备注"]))
    assert found.notes == (
        "Not read, since nothing in the codebook is named so: “Date” and “备注”.",
        "There is no column for depth, function, tension and outcome, so nothing is said about it.",
    )
    assert found.frame["depth"].isna().all()


# ---- titles and coders ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "《逃出大英博物馆》",
        " 逃出 大英博物馆 ",
        "“逃出大英博物馆”",
        "逃出大英博物馆\u200b",
        "「逃出大英博物馆」",
    ],
)
def test_a_title_is_the_same_however_it_is_typed_and_the_first_spelling_is_shown(given_as, other):
    found = given_as(written([TEAPOT, row(title=other, coder="Ben")]))
    assert found.titles == ["逃出大英博物馆"]
    assert found.faults == ()


def test_case_width_and_apostrophes_do_not_count_in_a_title(given_as):
    spellings = ["Don’t Go", "don't  go", "ＤＯＮ‘T ＧＯ", '"Don\'t go"']
    found = given_as(written(row(title=t, coder=str(n)) for n, t in enumerate(spellings)))
    assert found.titles == ["Don’t Go"]
    assert given_as(written([row(title="Go"), row(title="Go 2")])).titles == ["Go", "Go 2"]


def test_without_a_column_for_the_coder_the_coder_is_called_as_the_file_is(given_as):
    without = [name for name in HEADINGS if name != "coder"]
    for headings in (without, HEADINGS):
        found = given_as(written([row(coder="")], headings), name="安.csv")
        assert found.coders == ["安"]
        assert found.notes == ("No row names its coder, so all count as coded by “安”.",)
        assert found.faults == ()


def test_a_row_without_a_coder_beside_others_counts_as_a_coder_of_its_own(given_as):
    found = given_as(written([TEAPOT, row(coder=""), row(coder="-")]))
    assert found.coders == ["Ann", "unnamed (class.csv, row 3)", "unnamed (class.csv, row 4)"]
    assert said(found) == [
        (n, "coder", "is empty, so the row counts as a coder of its own; write who coded it.")
        for n in (3, 4)
    ]


def test_several_files_are_read_together(tmp_path):
    paths = []
    for coder in ("ann", "ben"):
        (tmp_path / coder).mkdir()
        paths.append(tmp_path / coder / f"{coder}.csv")
        paths[-1].write_text(written([row(coder="")]), "utf-8")
    found = read(*paths)
    assert found.names == ("ann.csv", "ben.csv")
    assert found.coders == ["ann", "ben"]
    assert found.titles == [TEAPOT["title"]]
    assert found.notes[1] == f"{paths[1]}: No row names its coder, so all count as coded by “ben”."


def test_two_files_of_one_name_are_two_coders(tmp_path):
    for coder in ("ann", "ben"):
        (tmp_path / coder).mkdir()
        (tmp_path / coder / "cases.csv").write_text(written([row(coder="")]), "utf-8")
    found = read(*(tmp_path / coder / "cases.csv" for coder in ("ann", "ben")))
    assert len(found.coders) == 2
    assert found.faults == ()


def test_a_file_that_is_given_twice_is_read_once(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(written([TEAPOT]), "utf-8")
    assert read(path, path).frame.equals(read(path).frame)


# ---- faults --------------------------------------------------------------------------------


def test_a_category_that_is_not_in_the_codebook_costs_its_own_cell(given_as):
    found = given_as(written([row(depth="very deep"), row(title="b")]))
    assert cells(found)[0] == list(row(depth=None).values())
    assert cells(found)[1] == list(row(title="b").values())
    assert said(found) == [
        (
            2,
            "depth",
            "“very deep” is none of the codes; write none, surface, deep, or leave the cell empty.",
        ),
    ]


def test_a_row_without_a_title_is_left_out(given_as):
    found = given_as(written([row(title=""), TEAPOT, row(title="《》", coder="Ben")]))
    assert cells(found) == [list(TEAPOT.values())]
    message = "is empty, so the row is left out; write the title."
    assert said(found) == [(2, "title", message), (4, "title", message)]


def test_of_a_drama_coded_twice_by_one_coder_the_first_counts(given_as):
    found = given_as(written([TEAPOT, row(title="b"), row(coder=" ANN ", function="guides")]))
    assert found.frame["function"].tolist() == ["acts", "acts"]
    assert said(found) == [
        (
            4,
            "title",
            "Ann has coded “逃出大英博物馆” in row 2 already, and that one counts; delete "
            "this row or correct its coder.",
        ),
    ]


def test_a_drama_coded_twice_in_two_files_names_both(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(written([TEAPOT]), "utf-8")
    (fault,) = read(*paths).faults
    assert (fault.file, fault.row) == (str(paths[1]), 2)
    assert f"in row 2 of {paths[0]} already" in fault.message


def test_a_symbol_that_is_there_and_is_not_is_said_and_both_are_kept(given_as):
    found = given_as(written([row(symbol_kind="none"), row(title="b", function="absent")]))
    assert cells(found)[0][3:6] == ["none", "deep", "acts"]
    assert said(found) == [
        (
            2,
            "symbol_kind",
            "says “none”, but depth says “deep”; both are kept as they are; correct one of them.",
        ),
        (
            3,
            "function",
            "says “absent”, but symbol_kind says “object”; both are kept as they are; "
            "correct one of them.",
        ),
    ]


def test_a_fault_names_the_column_as_the_file_does(given_as):
    text = written([row(depth="x")]).replace("depth", "符号 深度")
    assert [column for _, column, _ in said(given_as(text))] == ["符号 深度"]


def test_of_two_columns_of_one_name_the_first_counts(given_as):
    text = written([TEAPOT]).replace("outcome", "Depth")
    found = given_as(text)
    assert cells(found)[0][4] == "deep"
    assert said(found) == [
        (
            1,
            "Depth",
            "there is a column for depth before this one, and that one counts; delete or "
            "rename one of the two.",
        ),
    ]


def test_a_row_with_too_many_cells_is_left_out(given_as):
    found = given_as(written([TEAPOT]) + "a, b,Ann,,object,deep,acts,none,unknown\n")
    assert len(found.frame) == 1
    assert said(found)[0][:2] == (3, "")
    assert said(found)[0][2].startswith("has more cells than there are headings")


def test_a_stray_quotation_mark_costs_no_other_row(given_as):
    found = given_as(written([TEAPOT]) + 'b,Ann,"x,object,deep\n' + "c,Ann,,object\n" * 1)
    assert found.titles == [TEAPOT["title"], "b", "c"]
    assert [place for place, _, _ in said(found)] == [3]


def test_twenty_faults_of_a_column_are_kept_and_the_others_are_counted(given_as):
    found = given_as(written(row(title=f"d{n}", depth="x") for n in range(100)))
    assert len(found.frame) == 100
    assert len(found.faults) == KEPT + 1
    assert str(found.faults[-1]).endswith(
        "column depth: 80 more cells of this column are wrong; correct these first and check again."
    )


def test_a_file_that_cannot_be_read_is_a_fault_beside_others(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(written([TEAPOT]), "utf-8")
    found = read(path, tmp_path / "nothing.csv")
    assert found.names == ("class.csv",)
    assert [str(fault) for fault in found.faults] == [
        f"{tmp_path / 'nothing.csv'}: is not there; check its name and folder."
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; save the table with its headings and rows."),
        (b"milk,eggs\n1,2\n", "has no column with the titles of the dramas, named “title” or"),
        (b"coder,depth\nAnn,deep\n", "has no column with the titles of the dramas"),
        (b"title,coder\na,Ann\n", "has no column for anything that is coded, such as “symbol"),
        (b"title,depth\n", "has headings and no row with a title that can be used;"),
        (b"title,depth\n,deep\n", "has headings and no row with a title that can be used;"),
        (b"%PDF-1.7", "is a PDF;"),
        (b"PK\x03\x04", "cannot be read as an Excel file;"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_one_sentence(given_as, tmp_path, content, message):
    with pytest.raises(CodingsError) as caught:
        given_as(content)
    assert str(caught.value).startswith(f"{tmp_path / 'class.csv'} {message}")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_files_of_which_nothing_can_be_used_are_all_named(tmp_path):
    with pytest.raises(CodingsError, match=r"a\.csv is not there.*b\.csv is not there"):
        read(tmp_path / "a.csv", tmp_path / "b.csv")


# ---- one drama, and the reader's own -------------------------------------------------------


def test_one_drama_by_itself_is_codings_too():
    found = one("a", "", {"depth": "deep", "function": None})
    assert cells(found) == [["a", "you", None, None, "deep", None, None, None]]


def test_the_book_has_no_dramas_of_a_readers_unless_they_are_given(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "OWN", tmp_path / "own")
    assert own().titles == []
    path = tmp_path / "班级.csv"
    path.write_text(written([TEAPOT]), "gb18030")
    files.keep("cases", path)
    assert own().names == ("班级.csv",)
    files.keep("cases", None)
    assert own().titles == []


# ---- whatever is written is read -----------------------------------------------------------

LETTERS = st.characters(categories=["Lu", "Ll", "Lo", "Nd"], max_codepoint=0x9FFF)
NAMES = st.text(LETTERS, min_size=1, max_size=6)


@st.composite
def dramas(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw rows of different dramas, some cells empty; no two of them contradict each other."""
    titles = draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=lambda t: t.casefold()))
    rows = []
    for number, title in enumerate(titles):
        codes = {v: draw(st.sampled_from(["", *CODES[v][1:]])) for v in VARIABLES}
        coder, symbol = draw(st.sampled_from(["Ann", "班"])), draw(st.sampled_from(["", "壶"]))
        # A number keeps titles apart that differ in width only.
        rows.append({"title": f"{title}{number}", "coder": coder, "symbol": symbol, **codes})
    return rows


@pytest.mark.slow
@given(
    dramas(),
    st.permutations([*HEADINGS, "备注"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
@settings(max_examples=150)
def test_any_order_of_columns_in_any_file_gives_the_same(
    given_as, rows, headings, separator, encoding
):
    plain = given_as(written(rows))
    other = given_as(written(rows, headings, separator), encoding)
    pd.testing.assert_frame_equal(plain.frame, other.frame)
    assert plain.faults == other.faults == ()
    assert cells(plain) == [[drama[name] or None for name in HEADINGS] for drama in rows]


WRONG = ("x", "deep deep", "17", "none of these", 'so "so"', "line\nbreak", "a,b", "4" * 500)


@given(dramas(), st.data())
@settings(max_examples=80)
def test_a_fault_costs_its_own_cell_and_no_other(given_as, rows, data):
    places = [(n, name) for n in range(len(rows)) for name in VARIABLES]
    spoilt = data.draw(st.sets(st.sampled_from(places), max_size=8))
    whole = given_as(written(rows)).frame
    changed = [dict(one_row) for one_row in rows]
    for n, name in spoilt:
        changed[n][name] = data.draw(st.sampled_from(WRONG))
    found = given_as(written(changed))
    for n, name in spoilt:
        whole.loc[n, name] = None
    pd.testing.assert_frame_equal(found.frame.drop(columns="row"), whole.drop(columns="row"))
    assert {column for _, column, _ in said(found)} == {name for _, name in spoilt}
    assert len(found.faults) == len(spoilt)


def harmless(given_as: Reader, content: bytes) -> None:
    """Read a file that may be anything; only a sentence may be raised."""
    try:
        found = given_as(content)
    except CodingsError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).endswith(".")
    else:
        assert len(found.frame) > 0
        assert found.frame["title"].str.len().min() > 0
        assert found.frame["coder"].str.len().min() > 0
        assert not found.frame.duplicated(["title", "coder"]).any()
        for fault in found.faults:
            assert len(str(fault).splitlines()) == 1
            assert fault.message.endswith(".")


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@settings(max_examples=200)
def test_no_bytes_at_all_end_in_a_traceback(given_as, content):
    harmless(given_as, content)
    harmless(given_as, b"title,coder,depth\n" + content)
    harmless(given_as, b"PK\x03\x04" + content)


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_cell_at_all_is_used_missing_or_a_fault_on_one_line(given_as, title, coder, code):
    rows = [row(title=title, coder=coder, symbol=title, depth=code), row(title="the last")]
    harmless(given_as, written(rows).encode("utf-8", "replace"))


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in (HEADINGS, tuple(TEAPOT.values()), tuple(row(title="b", coder="").values())):
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.booleans())
@settings(max_examples=80)
def test_a_spoilt_excel_file_never_ends_in_a_traceback(given_as, place, bytes_, inside):
    content = bytearray(_workbook())
    if inside:
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
            for name in before.namelist():
                part = bytearray(before.read(name))
                part[place % len(part) : place % len(part) + len(bytes_)] = bytes_
                after.writestr(name, bytes(part))
        content = packed.getvalue()
    else:
        content[place % len(content) : place % len(content) + len(bytes_)] = bytes_
    harmless(given_as, bytes(content))


# ---- as people have them ---------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["rater", "Coder name", "coder_id", "编码者"])
def test_who_coded_is_known_by_its_usual_names(given_as, heading):
    found = given_as(f"title,{heading},depth\nA,ann,deep\nA,ben,surface\n")
    assert found.coders == ["ann", "ben"]
    assert found.faults == ()


@pytest.mark.parametrize("cell", ["3", "3 deep", "3. Deep", "c) deep", "deep (quite)"])
def test_a_code_may_be_its_place_or_have_a_number_or_a_remark(given_as, cell):
    found = given_as(f"title,coder,depth\nA,ann,{cell}\n")
    assert found.frame["depth"].to_list() == ["deep"]
    assert found.faults == ()
    said_so = "The numbers in the column “depth” are read as 1 = none, 2 = surface, 3 = deep."
    assert (said_so in found.notes) == (cell == "3")


def test_a_number_beyond_the_codes_is_a_fault(given_as):
    found = given_as("title,coder,depth\nA,ann,4\n")
    assert [(row, column) for row, column, _ in said(found)] == [(2, "depth")]


def test_a_merged_title_counts_for_each_row_that_it_covers(tmp_path):
    book = openpyxl.Workbook()
    for cells_ in (["title", "coder", "depth"], ["A", "ann", "deep"], [None, "ben", "surface"]):
        book.active.append(cells_)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "class.xlsx")
    found = read(tmp_path / "class.xlsx")
    assert found.frame[["title", "coder"]].to_numpy().tolist() == [["A", "ann"], ["A", "ben"]]
    assert "What stands in merged cells counts for every row that they cover." in found.notes


def test_a_second_sheet_with_the_same_headings_is_said_to_be_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "ann"
    for sheet in (book.active, book.create_sheet("ben")):
        sheet.append(["title", "depth"])
        sheet.append(["A", "deep"])
    book.save(tmp_path / "class.xlsx")
    assert (
        "Only the first sheet, “ann”, is read; “ben” has the same headings: save it as a file of "
        "its own." in read(tmp_path / "class.xlsx").notes
    )
