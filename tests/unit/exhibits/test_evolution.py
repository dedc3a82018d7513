"""The chapter on growth: what it counts in words follows the tables."""

from __future__ import annotations

from microdrama import evolution
from microdrama.exhibits import evolution as exhibits
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
        "Two counts of the users of June 2025 lie 70 million apart, and one of them is 36 million "
        "below the count of half a year before"
    )
    # Up to 2020 nothing grows; eight steps end in 2021 to 2023 and six from 2024 on.
    by_stage = chapter.results["by_stage"]
    assert ((by_stage["steps"] == 0).sum(), by_stage["steps"].sum()) == (2, 14)


def test_the_title_of_growth_says_what_the_steps_of_the_whole_market_are():
    # Until 2023: 10.17/3.68 = 2.76 to 3.68/0.94 = 3.91; then 7/5.1 = 1.37, and doubled.
    assert registry.chapter("evolution")["growth"].title == (
        "Until 2023 the market grew 2.8- to 3.9-fold a year in every count of it; since then "
        "1.4-fold in 2024 (Media Partners) and 2.0-fold in 2025 (NRTA)"
    )


def test_without_the_regulators_statement_the_title_has_one_step_since_2024(copied):
    rows = [row for row in copied.cells("figures") if row["id"] != "M15b"]
    copied.write("figures", rows)
    assert exhibits.growth(evolution.growth()).title.endswith(
        "; since then 1.4-fold in 2024 (Media Partners)"
    )


def test_the_chapter_says_of_filings_what_each_publisher_says_of_its_own_count():
    results = registry.chapter("evolution").results
    # 2,775/398 in one count; 9% in another; 3,574 over 2,775 would be 1.288 and mixes the two.
    assert values.evaluated("filed[2022]:.1f", results) == "7.0"
    assert values.evaluated("(filed[2023] - 1) * 100:.0f", results) == "9"
    assert values.evaluated("in_2023.min():,.0f", results) == "3,574"
    mixed = 'in_2023.min() / claim("zhang2025-registrations-2022").interval.middle'
    assert values.evaluated(f"({mixed} - 1) * 100:.0f", results) == "29"


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
