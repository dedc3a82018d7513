"""The chapters as notebooks: cells that a student could have written, and prose that reads them."""

from __future__ import annotations

import ast
import re

import jupytext
import pytest

from microdrama.evidence.ledger import claims
from microdrama.exhibits import registry
from microdrama.paths import CHAPTERS

#: Lines and letters that a cell may have; more letters do not fit the page's column.
LINES, LETTERS = 10, 80

CODED = registry.names()

#: Texts whose every assertion of these kinds a page must speak of, the ledger apart.
READ_IN_FULL = ("wang2026", "meng2025", "zhao2025", "zhang2025", "zhejiang2025")
ASSERTED = {"finding", "mechanism", "challenge", "recommendation"}


def cells(name: str, kind: str = "code") -> list:
    path = next(CHAPTERS.rglob(f"{name}.md"))
    return [cell for cell in jupytext.read(path).cells if cell.cell_type == kind]


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def called(cell) -> set[str]:
    """Return the names of functions and methods that a cell calls."""
    calls = (node.func for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call))
    return {getattr(func, "attr", getattr(func, "id", "")) for func in calls}


def test_there_are_chapters_with_code():
    assert {"evolution", "ecosystem", "symbols", "policy", "synthesis", "evidence"} <= set(CODED)


@pytest.mark.parametrize("name", CODED)
def test_a_cell_is_short_enough_to_be_seen_whole(name):
    for cell in cells(name):
        lines = cell.source.splitlines()
        assert len(lines) <= LINES, cell.source
        assert max(map(len, lines)) <= LETTERS, cell.source


@pytest.mark.parametrize("name", CODED)
def test_only_the_imports_are_removed_and_everything_else_folds(name):
    first, *others = cells(name)
    assert tags(first) == ["remove-cell"]
    assert all(
        isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(first.source).body
    )
    assert [tags(cell) for cell in others] == [["hide-input"]] * len(others)
    imports = (ast.Import, ast.ImportFrom)
    assert not any(isinstance(n, imports) for c in others for n in ast.walk(ast.parse(c.source)))


@pytest.mark.parametrize("name", CODED)
def test_no_cell_words_or_draws_or_wires(name):
    # Titles, column names and sentences live with the exhibit, drawing in the charts.
    for cell in cells(name):
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not any(isinstance(n, ast.JoinedStr | ast.FunctionDef | ast.Lambda) for n in nodes)
        assert not called(cell) & {"glue", "display", "Markdown", "rename", "partial", "Figure"}
        assert not re.search(r"microdrama\.(charts|show)", cell.source)


@pytest.mark.parametrize("name", CODED)
def test_no_number_reaches_prose_by_glue(name):
    assert not any("{glue" in cell.source for cell in cells(name, "markdown"))


@pytest.mark.slow
@pytest.mark.parametrize("name", CODED)
def test_every_chapter_runs_from_top_to_bottom_and_shows_something(name):
    assert registry.chapter(name).exhibits


def cited_in_prose() -> set[str]:
    """Return the claims that a page speaks of in prose; exhibits and the ledger do not count."""
    pages = (page for page in CHAPTERS.rglob("*.md") if page.stem != "ledger")
    roles = (role for page in pages for role in re.findall(r"\{claim\}`([^`]+)`", page.read_text()))
    return {re.search(r"([\w-]+)>?$", role)[1] for role in roles}


@pytest.mark.parametrize("source", READ_IN_FULL)
def test_every_assertion_of_a_text_is_spoken_of_on_some_page(source):
    asserted = [c.id for c in claims().values() if c.source == source and c.kind in ASSERTED]
    cited = cited_in_prose()
    assert asserted
    assert [claim_id for claim_id in asserted if claim_id not in cited] == []
