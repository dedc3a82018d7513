"""The chapter on growth: what it counts in words follows the tables."""

from __future__ import annotations

import ast
import importlib
from typing import Any

import jupytext
import pytest

from microdrama.package import table
from microdrama.paths import CHAPTERS
from microdrama.show.figure import Figure


def run(patch: pytest.MonkeyPatch) -> tuple[dict[str, Figure], dict[str, str]]:
    """Run every cell; return the figures by name, and the numbers in the prose as printed."""
    glued: dict[str, str] = {}
    patch.setattr("myst_nb.glue", lambda name, value, display: glued.update({name: str(value)}))
    names: dict[str, Any] = {}
    shown = []
    for cell in jupytext.read(CHAPTERS / "evolution.md").cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source)
            last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
            exec(compile(body, "evolution.md", "exec"), names)
            if last is not None:
                shown.append(eval(compile(ast.Expression(last.value), "", "eval"), names))
    return {thing.name: thing for thing in shown if isinstance(thing, Figure)}, glued


def test_the_chapter_counts_what_the_tables_have(monkeypatch):
    drawn, glued = run(monkeypatch)
    # Ten figures of Hongguo, from 20 million in December 2023 to 275 million two years later.
    assert glued["doubling-figures"] == "10"
    assert drawn["hub"].title == (
        "Monthly users of the free app Hongguo rise from 20 million in December 2023 to 275 "
        "million in December 2025"
    )
    # June 2025: 626 million of one publisher, 696 million of another, after 662 million.
    assert drawn["users"].title == (
        "Counts of “users” for June 2025 lie 70 million apart; 1 of 2 is below the count of half a "
        "year before"
    )
    # Up to 2020 nothing grows; six steps end in 2021 to 2023 and two from 2024 on.
    assert (glued["bare-stages"], glued["growth-steps"]) == ("2", "8")


def test_the_chapter_counts_anew_when_rows_come_and_go(monkeypatch):
    def fewer(name):
        rows = table(name)
        # Without the last figure of Hongguo.
        return rows[rows["id"] != "P10"] if name == "figures" else rows

    # By name, because a function of the package hides the module.
    module = importlib.import_module("microdrama.evolution.figures")
    monkeypatch.setattr(module, "table", fewer)
    drawn, glued = run(monkeypatch)
    assert glued["doubling-figures"] == "9"
    assert drawn["hub"].title.endswith("to 245 million in October 2025")
    assert drawn["hub"].alt.startswith(
        "A rising line of monthly users of Hongguo from December 2023 to October 2025"
    )
