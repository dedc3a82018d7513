"""The tables: how they are read, and how each fault in them is said."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microdrama import package
from microdrama.evidence import ledger
from microdrama.package import DataPackage, Fault
from microdrama.paths import DATA, ROOT

pytestmark = pytest.mark.slow

TABLES = list(package.current().description)


def test_the_books_own_tables_are_without_fault():
    assert [str(fault) for fault in package.current().faults()] == []


def test_the_little_package_of_the_tests_is_without_fault(little):
    assert [str(fault) for fault in little.all_faults()] == []


# ---- reading ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_the_columns_of_its_description_in_order(name):
    described = [field["name"] for field in package.current().description[name]["schema"]["fields"]]
    assert list(package.table(name).columns) == described


def test_columns_have_the_types_of_their_description(little):
    figures = package.table("figures")
    assert figures["value"].to_list() == [2775.0, 37.39]
    assert figures["end"].dt.year.to_list() == [2022, 2023]
    assert figures["forecast"].to_list() == [False, False]
    assert package.table("texts")["year"].to_list() == [2020, 2021]


def test_an_empty_cell_of_text_stays_empty_and_an_empty_number_is_missing(little):
    little.write(
        "stages",
        [
            {
                "id": "one",
                "source": "alpha2020",
                "order": "1",
                "label": "One",
                "claim": "alpha2020-before",
            }
        ],
    )
    stages = package.table("stages")
    assert stages["start"].isna().all()
    assert str(stages["start"].dtype) == "Int64"
    assert (package.table("claims")["symbol"] == "").all()


def test_printed_digits_are_kept(little):
    little.change("figures", 2, value="7.0")
    assert package.printed("figures")["value"][0] == "7.0"
    assert package.table("figures")["value"][0] == 7


@pytest.mark.parametrize("text", ["NA", "None", "null", "nan", "N/A", "true", "007", "1e5"])
def test_text_that_looks_like_something_else_stays_text(little, text):
    little.change("claims", 7, statement=text)
    assert package.table("claims")["statement"].iloc[-1] == text


def test_a_table_that_a_caller_changes_is_whole_for_the_next(little):
    first = package.table("claims")
    first["statement"] = "gone"
    first.loc[len(first)] = first.iloc[0]
    assert len(package.table("claims")) == 6
    assert "gone" not in set(package.table("claims")["statement"])


def test_a_changed_table_is_read_again_after_forget(little):
    assert ledger.claim("beta2021-spare").statement == "What beta2021-spare says."
    path = little.path("claims")
    path.write_text(path.read_text("utf-8").replace("What beta2021-spare", "How spare"), "utf-8")
    little.forget()
    assert package.table("claims")["statement"].iloc[-1] == "How spare says."
    assert ledger.claim("beta2021-spare").statement == "How spare says."


def test_a_table_saved_by_a_spreadsheet_reads_the_same(little):
    # “CSV UTF-8” in Excel: a byte order mark and Windows line ends.
    before = package.table("claims")
    for name in ("claims", "texts", "figures"):
        path = little.path(name)
        text = path.read_text("utf-8").replace("\r\n", "\n").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [str(fault) for fault in little.all_faults()] == []
    assert package.table("claims").equals(before)


# ---- the current package -------------------------------------------------------------------


def another(little, tmp_path: Path) -> DataPackage:
    """Return a second package, whose last claim says something else."""
    package = DataPackage(Path(shutil.copytree(little.folder, tmp_path / "another")))
    path = package.path("claims")
    path.write_text(path.read_text("utf-8").replace("What beta2021-spare", "How spare"), "utf-8")
    return package


def test_everything_reads_the_package_that_is_handed_in_and_afterwards_the_one_before(
    little, tmp_path
):
    other = another(little, tmp_path)
    with package.using(other) as used:
        assert used is other is package.current()
        assert ledger.claim("beta2021-spare").statement == "How spare says."
        with package.using(little):
            assert ledger.claim("beta2021-spare").statement == "What beta2021-spare says."
        assert package.printed("claims")["statement"].iloc[-1] == "How spare says."
        *_, (file, row, cells) = package.rows("claims")
        assert (file, row, cells["statement"]) == (str(other.path("claims")), 7, "How spare says.")
    assert package.current() is little


def test_an_error_inside_leaves_the_package_as_it_was(little, tmp_path):
    with pytest.raises(ZeroDivisionError), package.using(another(little, tmp_path)):
        _ = 1 / 0
    assert package.current() is little


def test_what_is_made_of_a_package_is_made_once_for_each_and_again_after_forget(little, tmp_path):
    made = []

    @package.remembered
    def last(column: str) -> str:
        """Say the last claim."""
        made.append(column)
        return package.table("claims")[column].iloc[-1]

    other = another(little, tmp_path)
    for _ in range(2):
        assert last("statement") == "What beta2021-spare says."
        with package.using(other):
            assert last("statement") == "How spare says."
    assert made == ["statement"] * 2
    assert last("id") == "beta2021-spare"
    little.forget()
    assert last("statement") == "What beta2021-spare says."
    with package.using(other):
        last("statement")  # is still remembered
    assert made == ["statement", "statement", "id", "statement"]
    assert (last.__name__, last.__doc__) == ("last", "Say the last claim.")


# ---- faults: each one mistake, one sentence, one place -------------------------------------


def place(fault: Fault) -> tuple[str, int, str]:
    """Return the last two parts of the file, the row and the column."""
    return "/".join(fault.file.split("/")[-2:]), fault.row, fault.column


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "said"),
    [
        ("texts", 2, "year", "twenty", "“twenty” is not a"),
        ("texts", 2, "year", "1066", "1066"),
        ("texts", 3, "kind", "novel", "“novel” is not one of: article, conference paper, news"),
        ("texts", 3, "title", "", "is empty; fill it in."),
        ("claims", 7, "statement", "", "is empty; fill it in."),
        ("claims", 7, "kind", "guess", "“guess” is not one of: statistic"),
        ("claims", 7, "id", "beta2021-Spare Row", "“beta2021-Spare Row” is malformed"),
        ("links", 2, "relation", "likes", "“likes” is not one of: supports"),
        ("links", 2, "note", "", "is empty; fill it in."),
        ("checks", 2, "check", "vibes", "“vibes” is not one of: traced, published"),
        ("figures", 3, "end", "31.12.2023", "“31.12.2023” is not a date such as 2024-12-31"),
        ("figures", 3, "end", "2023-13-01", "“2023-13-01” is not a date such as 2024-12-31"),
        ("figures", 3, "value", "many", "“many” is not a number"),
        ("figures", 3, "value", "-5", "-5"),
        ("figures", 3, "forecast", "perhaps", "“perhaps” is not a boolean (true or false)"),
        ("figures", 3, "grade", "C", "“C” is not one of: A, B"),
        ("figures", 3, "comparator", "~", "“~” is not one of: =, ≈, <, ≤, >, ≥"),
        ("events", 2, "lane", "rail", "“rail” is not one of: platform, policy, money, works"),
        ("conversions", 2, "id", "X1", "“X1” is malformed"),
    ],
)
def test_a_bad_cell_is_one_fault_that_names_its_place(little, table, row, column, cell, said):
    little.change(table, row, **{column: cell})
    fault = little.only_fault()
    assert place(fault)[1:] == (row, column)
    assert fault.file.endswith(f"/{table}.csv")
    assert said in fault.message


@pytest.mark.parametrize(
    "name", ["texts", "claims", "references", "figures", "events", "conversions"]
)
def test_a_row_that_is_there_twice_is_one_fault_in_the_second(little, name):
    rows = little.cells(name)
    again = dict(rows[-1])
    row = little.add(name, **again)
    fault = little.only_fault()
    assert place(fault)[1:] == (row, next(iter(again)))
    assert f"stands in row {row - 1} already" in fault.message


def test_a_duplicated_id_is_one_fault_even_if_the_rest_of_the_row_differs(little):
    row = little.add("claims", **{**little.cells("claims")[5], "statement": "Something else."})
    fault = little.only_fault()
    assert place(fault) == ("evidence/claims.csv", row, "id")
    assert "“beta2021-spare” stands in row 7 already" in fault.message


@pytest.mark.parametrize("name", ["links", "checks", "citations"])
def test_a_key_of_several_columns_that_is_there_twice_is_one_fault(little, name):
    row = little.add(name, **little.cells(name)[0])
    fault = little.only_fault()
    assert (fault.file.endswith(f"{name}.csv"), fault.row) == (True, row)
    assert "already" in fault.message


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "other"),
    [
        ("links", 2, "to", "beta2021-nothing", "claims"),
        ("links", 3, "from", "beta2021-nothing", "claims"),
        ("checks", 3, "claim", "beta2021-nothing", "claims"),
        ("citations", 2, "reference", "beta2021-nothing", "references"),
        ("citations", 4, "source", "gamma2022", "texts"),
        ("references", 3, "source", "gamma2022", "texts"),
    ],
)
def test_an_id_that_another_table_does_not_have_is_one_fault(
    little, table, row, column, cell, other
):
    little.change(table, row, **{column: cell})
    fault = little.only_fault()
    assert place(fault) == (f"evidence/{table}.csv", row, column)
    assert f"“{cell}” is not in the table {other}" in fault.message


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_one_fault_of_the_whole_file(little, name):
    if name not in little.description:
        little.write(name, [])
    little.path(name).unlink()
    fault = little.only_fault()
    assert fault.file == str(little.path(name))
    assert (fault.row, fault.column) == (0, "")
    assert "is missing" in fault.message


@pytest.mark.parametrize(("name", "row"), [("claims", 4), ("texts", 3), ("figures", 2)])
def test_a_table_in_gbk_is_one_fault_in_its_first_chinese_row(little, name, row):
    column = "title" if name == "texts" else "quote"
    little.change(name, row, **{column: "微短剧 600% 2775 titles"})
    path = little.path(name)
    path.write_bytes(path.read_text("utf-8").encode("gbk", "replace"))
    fault = little.only_fault()
    assert (fault.file, fault.row) == (str(path), row)
    assert "UTF-8" in fault.message


def test_the_row_of_a_wrong_encoding_is_counted_as_a_spreadsheet_counts(little):
    # A cell above it has a line break, which is no new row.
    little.change("links", 2, note="One line.\nAnother line.")
    little.change("links", 3, note="微短剧")
    path = little.path("links")
    path.write_bytes(path.read_bytes().decode("utf-8").encode("gbk"))
    assert little.only_fault().row == 3


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "",
        "not JSON",
        "[]",
        "{}",
        '"text"',
        '{"resources": {}}',
        '{"resources": [{"path": "x.csv"}]}',
        '{"resources": [{"name": "claims"}]}',
    ],
)
def test_a_description_that_makes_no_sense_is_one_fault_of_its_file(little, content):
    (little.folder / "datapackage.json").write_text(content, "utf-8")
    fault = little.only_fault()
    assert fault.file == str(little.folder / "datapackage.json")
    assert (fault.row, fault.column) == (0, "")


def test_a_missing_description_is_one_fault(little):
    (little.folder / "datapackage.json").unlink()
    assert little.only_fault().file == str(little.folder / "datapackage.json")


@pytest.mark.parametrize("name", ["claims", "checks", "references", "figures"])
def test_a_table_the_rules_need_but_the_description_lacks_is_said_not_raised(little, name):
    path = little.folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != name]
    path.write_text(json.dumps(package), "utf-8")
    found = little.all_faults()
    assert any(name in str(fault) for fault in found)


def test_a_renamed_column_is_said_not_raised(little):
    path = little.path("claims")
    path.write_text(path.read_text("utf-8").replace("quote", "quotation", 1), "utf-8")
    found = little.all_faults()
    assert found
    assert all(fault.file == str(path) for fault in found)
    assert any("quot" in fault.message for fault in found)


def spoil(little, line: int, change) -> None:
    path = little.path("claims")
    lines = path.read_text("utf-8").splitlines()
    lines[line - 1 : line] = change(lines[line - 1])
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_row_with_a_cell_too_many_is_one_fault_in_that_row(little):
    spoil(little, 4, lambda line: [line + ",more"])
    fault = little.only_fault()
    assert (fault.file, fault.row) == (str(little.path("claims")), 4)
    assert "more cells than the table has columns" in fault.message


def test_a_row_that_ends_too_early_is_said_in_that_row(little):
    spoil(little, 7, lambda line: [line.rstrip(",")])
    found = little.all_faults()
    assert {fault.row for fault in found} == {7}
    assert all("ends before this column" in fault.message for fault in found)


def test_an_empty_row_is_one_fault_in_that_row(little):
    spoil(little, 4, lambda line: ["", line])
    fault = little.only_fault()
    assert (fault.row, fault.message) == (4, "the row is empty; delete it.")


@pytest.mark.parametrize(
    "change", [lambda line: [line + ",more"], lambda line: ["", line]], ids=["longer", "empty"]
)
def test_a_broken_row_does_not_shift_the_rows_of_faults_below_it(little, change):
    little.change("claims", 7, quote="word " * 60)
    spoil(little, 4, change)
    expected = 7 if len(change("")) == 1 else 8
    assert [f.row for f in little.all_faults() if "words" in f.message] == [expected]


@pytest.mark.parametrize("value", ["NaN", "INF", "-INF", "1e3", "2.5E2"])
def test_a_figure_without_printed_digits_is_one_fault(little, value):
    # Frictionless takes all of these for numbers; whoever reads printed digits cannot.
    little.change("figures", 3, value=value)
    fault = little.only_fault()
    assert place(fault) == ("evidence/figures.csv", 3, "value")


def test_two_mistakes_are_two_faults_in_the_order_of_the_file(little):
    little.change("claims", 3, kind="guess")
    little.change("claims", 6, statement="")
    assert [(f.row, f.column) for f in little.all_faults()] == [(3, "kind"), (6, "statement")]


def test_markup_in_a_table_is_text_like_any_other(little):
    little.change("claims", 7, statement="<script>alert(1)</script>", section="</table>")
    little.change("texts", 3, short="<b>Beta")
    assert little.all_faults() == []
    assert package.table("claims")["statement"].iloc[-1].startswith("<script>")


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.slow
@given(
    st.sampled_from(["texts", "claims", "links", "checks", "figures", "events", "conversions"]),
    st.data(),
    cells,
)
@settings(max_examples=12)
def test_whatever_stands_in_a_cell_faults_are_said_and_never_raised(little, name, data, cell):
    rows = little.cells(name)
    column = data.draw(st.sampled_from(list(rows[0])))
    try:
        little.change(name, 2, **{column: cell})
        for fault in little.all_faults():
            assert fault.message.strip()
            assert fault.row >= 0
    finally:
        little.write(name, rows)


@pytest.mark.slow
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xff\xfei\x00d\x00")
@settings(max_examples=12)
def test_any_bytes_in_place_of_a_table_are_said_and_never_raised(little, content):
    path = little.path("claims")
    good = path.read_bytes()
    try:
        path.write_bytes(content)
        assert little.all_faults()
    finally:
        path.write_bytes(good)


# ---- how a fault reads ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("data/a.csv", 3, "id", "is empty."), "data/a.csv, row 3, column id: is empty."),
        (Fault("data/a.csv", 3, "", "is empty."), "data/a.csv, row 3: is empty."),
        (Fault("data/a.csv", 0, "", "is missing."), "data/a.csv: is missing."),
    ],
)
def test_a_fault_reads_file_row_column_and_sentence(fault, said):
    assert str(fault) == said


def test_a_file_of_the_book_is_named_from_the_books_root(monkeypatch):
    monkeypatch.setattr(DataPackage, "description", {"x": {"path": "x.csv"}})
    assert [fault.file for fault in DataPackage().faults()] == ["data/x.csv"]


def test_no_message_names_a_tool_or_shows_its_quoting(little):
    little.change("claims", 7, kind="guess", statement="")
    little.change("figures", 3, value="many", grade="C")
    little.change("links", 2, to="beta2021-nothing")
    for fault in little.all_faults():
        assert not re.search(r"rictionless|constraint|foreignkey|\[|\"|type is", fault.message)


def test_every_table_described_is_under_data_and_every_csv_is_described():
    described = {resource["path"] for resource in package.current().description.values()}
    there = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}
    assert described == there
    assert all((ROOT / "data" / path).is_file() for path in described)
