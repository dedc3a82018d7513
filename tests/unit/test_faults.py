"""What the check finds before a build trips over it: each kind of edit that once got past it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from edits import EDITS, read_rows, write_rows
from helpers import Package
from microdrama import faults, trial
from microdrama.evidence import validation
from microdrama.exhibits import registry
from microdrama.package import DataPackage, table, using
from microdrama.paths import CHAPTERS, DATA, REFERENCES
from microdrama.symbols import codebook, network

pytestmark = pytest.mark.slow


@pytest.fixture
def whole(tmp_path) -> Iterator[Package]:
    """Have everything read a copy of the book's tables, with the book's chapters beside it."""
    (tmp_path / "chapters").symlink_to(CHAPTERS)
    with using(Package(Path(shutil.copytree(DATA, tmp_path / "data")))) as package:
        yield package


def rewrite(package: Package, name: str, change) -> None:
    """Change the text of a table's file."""
    path = package.path(name)
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    package.forget()


# ---- true and false ---------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["TRUE FALSE", "True False", "1 0"])
def test_true_and_false_as_excel_writes_them_are_read_as_everybody_reads_them(whole, spelling):
    true, false = spelling.split()
    wanted, reverse = table("concepts")["wanted"], table("items")["reverse"]
    for name in ("concepts", "items"):
        rewrite(
            whole,
            name,
            lambda text: text.replace(",true,", f",{true},").replace(",false,", f",{false},"),
        )
    assert table("concepts")["wanted"].equals(wanted)
    assert table("items")["reverse"].equals(reverse)
    assert wanted.notna().any()
    assert [fault for fault in whole.faults() if "concepts" in fault.file] == []
    # The network, where welcome outcomes once became unwelcome.
    assert network.faults() == []


def test_cells_read_as_text_have_one_spelling_too(whole):
    rewrite(whole, "recommendations", lambda text: text.replace(",true,", ",TRUE,"))
    assert set(whole.printed("recommendations")["implied"]) <= {"true", "false", ""}
    assert {cells["implied"] for _, _, cells in whole.rows("recommendations")} <= {"true", "false"}


def test_another_word_for_true_is_a_fault_of_its_cell(little):
    little.change("figures", 3, forecast="WAHR")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (3, "forecast")
    assert "“WAHR” is not a boolean (true or false)" in fault.message


# ---- the shape of a file -----------------------------------------------------------------------


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_saved_with_another_separator_is_one_fault_with_its_cure(little, separator, word):
    path = little.path("links")
    write_rows(path, read_rows(path), separator)
    fault = little.only_fault()
    assert (fault.file, fault.row) == (str(path), 1)
    assert f"has {word} between its cells; save it again as “CSV UTF-8" in fault.message


def test_cells_with_other_separators_in_them_are_cells(little):
    little.change("claims", 7, statement="a;b|c\td;e;f")
    assert little.all_faults() == []


@pytest.mark.parametrize("name", ["levers", "targets", "models"])
def test_a_table_of_headings_alone_is_a_fault_that_names_it(whole, name):
    rewrite(whole, name, lambda text: text.splitlines()[0] + "\n")
    (fault,) = faults._empty_tables()
    assert fault.file == str(whole.path(name))
    assert "has headings and no row" in fault.message


def test_a_table_that_cannot_be_read_is_said_and_nothing_else_is_looked_at(little):
    path = little.path("claims")
    path.write_bytes(path.read_bytes().replace(b"What beta", "政策".encode("gb18030")))
    little.forget()
    (fault,) = faults.all_faults()
    assert "is not UTF-8 text" in fault.message


# ---- the bibliography --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("@misc{beta2021", "@@misc{beta2021", "“@misc” is no kind of entry"),
        ("@misc{beta2021", "@mysterious{beta2021", "“mysterious” is no kind of entry"),
        ("title = {On beta2021}", "title = {{85% of beta2021}}", "unbalanced braces"),
    ],
)
def test_an_entry_that_no_list_of_references_could_print_is_said_with_its_line(
    little, old, new, says
):
    path = little.folder / REFERENCES
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    fault = little.only_fault()
    # The first entry has four lines.
    assert (fault.file, fault.row) == (str(path), 5)
    assert "“beta2021” cannot be printed" in fault.message
    assert says in fault.message


def test_an_article_without_a_journal_is_said(little):
    path = little.folder / REFERENCES
    path.write_text(path.read_text("utf-8").replace("@misc{beta2021", "@article{beta2021"), "utf-8")
    assert "“beta2021” cannot be printed" in little.only_fault().message


# ---- what the prose cites ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        ("See {claim}`beta2021-nothing`.", "there is no claim “beta2021-nothing”"),
        ("See {claim}`our words <beta2021-gone>`.", "there is no claim “beta2021-gone”"),
        ("See {claim}`beta2021-theory`.", "“beta2021-theory” has no number"),
        (
            "See {cite:t}`pub2021, nobody1999`.",
            "cites “nobody1999”, which is not in references.bib",
        ),
    ],
)
def test_what_prose_cites_and_no_table_has_is_said_with_page_and_line(little, prose, says):
    page = little.folder.parent / "chapters/one.md"
    page.parent.mkdir()
    page.write_text(f"# One\n\n{prose}\n", "utf-8")
    (fault,) = faults._cited_in_vain()
    assert fault.file.endswith("chapters/one.md, line 3")
    assert says in fault.message


def test_what_prose_cites_and_the_tables_have_is_well(little):
    page = little.folder.parent / "chapters/one.md"
    page.parent.mkdir()
    page.write_text(
        "{claim}`alpha2020-after`, {claim}`words <beta2021-theory>`, {cite:p}`pub2021,beta2021`",
        "utf-8",
    )
    assert list(faults._cited_in_vain()) == []


# ---- what only a computation shows -------------------------------------------------------------


def test_the_books_own_tables_carry_every_room():
    assert [str(fault) for fault in trial.faults()] == []


def test_a_package_that_is_not_the_whole_books_is_not_tried(little):
    assert trial.faults() == []


def test_every_room_is_tried_and_what_a_reader_brings_is_not():
    tried = {(function.__module__, function.__name__) for function in trial.functions()}
    rooms = {module.split(".")[1] for module, _ in tried}
    assert rooms == set(trial.ROOMS)
    assert ("microdrama.symbols.codings", "own") not in tried
    assert ("microdrama.ecosystem.survey_in_use", "survey_in_use") not in tried


def test_a_construct_that_a_model_misspells_is_said_with_file_row_and_column(whole):
    row = 2
    cells = whole.cells("models")[row - 2]
    whole.change("models", row, predictors=cells["predictors"].replace("policy", "polcy", 1))
    found = validation.faults()
    assert [(Path(f.file).name, f.row, f.column) for f in found] == [
        ("models.csv", row, "predictors")
    ]
    assert "“polcy_support” is not in the table constructs" in found[0].message


def test_a_concept_that_a_drama_passes_needs_a_relation(whole):
    lone = "glocal-identity"
    kept = [row for row in whole.cells("relations") if lone not in (row["from"], row["to"])]
    whole.write("relations", kept)
    found = [fault for fault in network.faults() if fault.column == "concept"]
    places = [n for n, row in enumerate(whole.cells("steps"), start=2) if row["concept"] == lone]
    assert [fault.row for fault in found] == places != []


def test_a_variable_without_codes_is_said_with_its_row(whole):
    whole.write("codes", [row for row in whole.cells("codes") if row["variable"] != "outcome"])
    (fault,) = codebook.faults()
    place = [row["id"] for row in whole.cells("variables")].index("outcome") + 2
    assert (Path(fault.file).name, fault.row, fault.column) == ("variables.csv", place, "id")


def test_what_no_rule_foresees_is_said_with_the_tables_that_it_was_computed_from(whole):
    # A formula looks its assumptions up by name.
    whole.write(
        "assumptions", [{**row, "name": f"{row['name']}x"} for row in whole.cells("assumptions")]
    )
    found = trial.faults()
    assert found
    for fault in found:
        assert "ecosystem/assumptions.csv" in fault.file
        assert "is looked up and is not there" in fault.message


# ---- any edit ----------------------------------------------------------------------------------


def named_in(found: list, package: DataPackage) -> set[str]:
    """Return the tables that faults name."""
    return {
        name
        for name in package.description
        for fault in found
        if str(package.path(name)) in fault.file.split(", ")
    }


#: They take seconds, and what they compute is tried by the check itself.
LONG = {"ecosystem", "synthesis"}


@pytest.mark.parametrize("seed", [2])
def test_whatever_is_done_to_the_tables_is_found_by_the_check_or_the_chapters_still_run(
    whole, seed
):
    """Edit every table at once; put back what the check finds; what is left must do no harm."""
    random = Random(seed)
    original = {name: whole.path(name).read_bytes() for name in whole.description}
    edited: dict[str, str] = {}
    for name in original:
        before, kind = read_rows(whole.path(name)), random.choice(sorted(EDITS))
        after = EDITS[kind]([list(row) for row in before], random)
        if after != before:
            write_rows(whole.path(name), after)
            edited[name] = kind
    while edited:
        whole.forget()
        if not (found := faults.all_faults()):
            break
        assert all(fault.message.strip() for fault in found)
        named = named_in(found, whole)
        # A row that points at what is gone is found where it stands, not where the row was.
        pointed_at = {
            key["reference"]["resource"]
            for name in named
            for key in whole.description[name]["schema"].get("foreignKeys", [])
        }
        folders = {whole.path(name).parent for name in named} | {whole.folder / "evidence"}
        near = {name for name in edited if whole.path(name).parent in folders}
        back = named & edited.keys() or pointed_at & edited.keys() or near or set(edited)
        for name in back:
            whole.path(name).write_bytes(original[name])
            del edited[name]
    assert edited, "some edits, such as a new order of rows, harm nothing"
    for path in sorted(CHAPTERS.rglob("*.md")):
        if path.stem in set(registry.names()) - LONG:
            assert registry.run(path).exhibits, edited


@pytest.mark.parametrize("kind", EDITS)
def test_each_kind_of_edit_changes_a_table(kind):
    rows = [
        ["id", "wanted", "value"],
        ["a b", "true", "1.5"],
        ["c d", "false", "2.5"],
        ["e", "", "3"],
    ]
    changed = [EDITS[kind]([list(row) for row in rows], Random(seed)) != rows for seed in range(12)]
    assert any(changed)


def test_the_book_with_an_excel_table_reads_the_same(whole):
    # As Excel saves “CSV UTF-8”: a mark, Windows line ends, TRUE and FALSE.
    before = table("concepts")
    path = whole.path("concepts")
    rows = [[{"true": "TRUE", "false": "FALSE"}.get(c, c) for c in row] for row in read_rows(path)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    whole.forget()
    assert table("concepts").equals(before)
