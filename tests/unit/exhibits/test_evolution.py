"""The chapter on growth: what it counts in words follows the tables."""

from __future__ import annotations

from microdrama.exhibits import registry
from microdrama.paths import CHAPTERS
from microdrama.show import values


def test_the_chapter_counts_what_the_tables_have():
    chapter = registry.chapter("evolution")
    # Ten figures of Hongguo, from 20 million in December 2023 to 275 million two years later.
    assert values.evaluated('doubling["n"]:.0f', chapter.results) == "10"
    assert chapter["hub"].title == (
        "Monthly users of the free app Hongguo rise from 20 million in December 2023 to 275 "
        "million in December 2025"
    )
    # June 2025: 626 million of one publisher, 696 million of another, after 662 million.
    assert chapter["users"].title == (
        "Counts of “users” for June 2025 lie 70 million apart; 1 of 2 is below the count of half a "
        "year before"
    )
    # Up to 2020 nothing grows; six steps end in 2021 to 2023 and two from 2024 on.
    by_stage = chapter.results["by_stage"]
    assert ((by_stage["steps"] == 0).sum(), by_stage["steps"].sum()) == (2, 8)


def test_the_chapter_counts_anew_when_rows_come_and_go(copied):
    # Without the last figure of Hongguo.
    rows = [row for row in copied.cells("figures") if row["id"] != "P10"]
    copied.write("figures", rows)
    chapter = registry.run(CHAPTERS / "evolution.md")
    assert chapter.results["doubling"]["n"] == 9
    assert chapter["hub"].title.endswith("to 245 million in October 2025")
    assert chapter["hub"].alt.startswith(
        "A rising line of monthly users of Hongguo from December 2023 to October 2025"
    )
