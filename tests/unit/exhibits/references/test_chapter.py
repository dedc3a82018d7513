"""The page on what the texts stand on: what it says of a package small enough to work out by hand.

The little package lists four entries, of three works: Old 1990 stands in both lists and is cited
in both; New & Other 2019, about micro-drama, and a source of the Bureau without a year never are.
"""

from __future__ import annotations

import pytest

from microdrama.evidence.citations.backing import claim_backing, claims_by_backing
from microdrama.evidence.citations.occurrences import (
    not_listed,
    quotes_without_author,
    years_that_differ,
)
from microdrama.evidence.citations.passages import passages
from microdrama.evidence.citations.works import ages, never_cited, shared_works
from microdrama.evidence.ledger import claims, texts
from microdrama.exhibits import references as exhibits
from microdrama.exhibits import registry
from microdrama.exhibits.references.claims import without
from microdrama.exhibits.references.words import called
from microdrama.paths import CHAPTERS
from microdrama.show import values
from microdrama.show.blocks import Glance, Links


def found() -> list[str]:
    """Return the sentences at the head of the page."""
    glance = exhibits.findings(ages(), shared_works(), passages(), claims_by_backing())
    return [sentence for sentence, _ in glance.findings]


def test_the_findings_count_works_once_and_say_what_is_left_unused(little):
    assert found() == [
        "Among 3 works that the texts list, one work stands in more than one list, and one is "
        "cited by two of the texts.",
        "Of 2 works in the list of Alpha 2020, one is never cited, among them the only one about "
        "micro-drama; in the other lists one is.",
        "A listed work is cited for 3 of 6 claims, and for none of those about findings (1).",
    ]


def test_the_findings_say_so_where_everything_is_used_and_nothing_is_shared(little):
    # Another title in one list, and both uncited works gone.
    rows = [row for row in little.cells("references") if "old" in row["id"]]
    little.write("references", [rows[0], {**rows[1], "title": "On nothing"}])
    assert found()[0].startswith(
        "Among 2 works that the texts list, no works stand in more than one list, and none is"
    )
    assert found()[1] == "Every work that a text lists is cited in it."
    assert exhibits.by_age(ages()).title == "Every work that is listed is cited, whatever its age"
    assert exhibits.by_kind(ages()).title == "0 of 2 entries are articles"


def test_the_titles_say_so_where_nothing_is_used(little):
    little.write("citations", [])
    works = ages()
    assert exhibits.by_age(works).title == "No work of the list of Alpha 2020 is cited"
    assert exhibits.by_subject(works).title == "Of one listed work about micro-drama none is cited"
    assert exhibits.by_kind(works).title == "1 of 4 entries are articles"
    assert found()[2].startswith("A listed work is cited for 0 of 6 claims, and for none of those")


def test_a_kind_of_claim_for_which_nothing_is_cited_is_named_with_its_claims(little):
    assert without(claims_by_backing()) == "findings (1)"
    little.write("citations", [])
    # Four statistics, one finding, one theory.
    assert without(claims_by_backing()) == "statistics (4), findings (1) or theories (1)"
    assert without(claims_by_backing(), most=1) == "statistics (4)"


def test_the_titles_of_the_shelves_compare_what_is_cited_with_what_is_not(little):
    works = ages()
    assert exhibits.by_age(works).title == (
        "The youngest work cited in Alpha 2020 is from 1990; one younger work stands in its list "
        "alone"
    )
    assert exhibits.by_subject(works).title == "Of one listed work about micro-drama none is cited"
    assert exhibits.by_kind(works).title == (
        "Only books are cited in Alpha 2020; its list also has one article"
    )
    little.change("citations", 3, reference="alpha2020-new2019", cited="New, 2019")
    assert exhibits.by_subject(ages()).title == (
        "Of one listed work about micro-drama one is cited, none of them older than 2019"
    )


@pytest.mark.parametrize(
    ("authors", "year", "name"),
    [
        ("Hall, S.", 1980, "Hall 1980"),
        ("Bhabha, H. K.", 1994, "Bhabha 1994"),
        ("Li, H., & Xu, S.", 2022, "Li & Xu 2022"),
        ("Bennett, J., & Strange, N. (Eds.)", 2011, "Bennett & Strange 2011"),
        ("Katz, E., Blumler, J. G., & Gurevitch, M.", 1973, "Katz et al. 1973"),
        ("F. Liu, and M. S. Bexci", 2025, "Liu & Bexci 2025"),
        ("X. Yuan", None, "Yuan (no year)"),
        ("NRTA", 2023, "NRTA 2023"),
    ],
)
def test_a_work_is_called_as_a_citation_would_call_it(authors, year, name):
    assert called(authors, year) == name


def test_the_bar_of_a_group_is_divided_by_what_its_claims_rest_on(little):
    counts = claims_by_backing()
    figure = exhibits.by_kind_of_claim(counts)
    # The largest share first: one theory of one, two statistics of four, no finding.
    assert figure.table.to_numpy().tolist() == [
        ["theory", "a listed work", 1, 1],
        ["statistic", "a listed work", 2, 4],
        ["statistic", "a source that is not listed", 1, 4],
        ["statistic", "no citation", 1, 4],
        ["finding", "no citation", 1, 1],
    ]
    (rows,) = figure.draw(680).to_dict()["datasets"].values()
    assert [(row["start"], row["end"]) for row in rows] == [
        (0, 100),
        (0, 50),
        (50, 75),
        (75, 100),
        (0, 100),
    ]
    assert [row["label"] for row in rows][::4] == [
        "theory: 1 of 1 on a listed work",
        "finding: none of 1 on a listed work",
    ]
    assert exhibits.by_text(counts).title == (
        "A listed work is cited for 2 of 3 claims in Alpha 2020, and for 1 of 3 in Beta 2021"
    )


def test_theories_are_listed_if_no_listed_work_is_cited_for_them(little):
    assert exhibits.theories(claim_backing()).frame.empty
    little.change("citations", 5, reference="")
    (row,) = exhibits.theories(claim_backing()).frame.to_dict("records")
    assert row["Text"] == "Beta 2021"
    assert row["It rests on"] == "a source that is not listed"
    assert row["Theory, as the text uses it"] == Links(
        {"beta2021-theory": claims()["beta2021-theory"].statement}
    )


def test_loose_citations_say_what_is_open_and_which_numbers_they_carry(little):
    frame = exhibits.loose_ends(not_listed(), years_that_differ(), quotes_without_author()).frame
    assert frame.iloc[:, :3].to_numpy().tolist() == [
        ["Alpha 2020", "The Ministry", "not in the list"],
        ["Alpha 2020", "Old (1991)", "the list has 1990"],
        ["Beta 2021", "(p. 7)", "quoted, no author"],
    ]
    numbers = frame["Numbers that it carries"].to_list()
    assert list(numbers[0].claims) == ["alpha2020-after", "alpha2020-growth"]
    assert numbers[1:] == ["–", "–"]


def test_a_shared_work_says_who_lists_and_who_cites_it(little):
    (row,) = exhibits.shared(shared_works()).frame.to_dict("records")
    assert (row["Work"], row["Listed by"]) == ("Old 1990", "Alpha 2020 and Beta 2021")
    assert row["Cited by"] == "Alpha 2020 and Beta 2021"
    little.write("citations", [])
    assert exhibits.shared(shared_works()).frame["Cited by"].to_list() == ["–"]


def test_works_that_are_never_cited_name_their_text_if_it_is_not_the_same_for_all(little):
    assert list(exhibits.unused(never_cited()).frame.columns)[-1] == "Text"
    assert "Text" not in exhibits.unused(never_cited().head(1)).frame.columns
    little.write("citations", [])
    assert exhibits.unused(never_cited()).frame["Work"].to_list() == [
        "Old 1990",
        "New & Other 2019",
        "Old 1990",
        "The Bureau (no year)",
    ]


def test_the_page_runs_on_another_ledger_and_counts_that(little):
    page = registry.run(CHAPTERS / "references.md")
    text = (CHAPTERS / "references.md").read_text("utf-8")
    said = [values.evaluated(content, page.results) for content in values.contents(text)]
    # One work about micro-drama, three works, two numbers of a source that is not listed; 3 of 4
    # statistics have a source, no claim is about a stage, one statistic has no source.
    assert said[:7] == ["1", "3", "2", "3", "4", "0", "1"]


def test_the_page_says_of_the_book_what_its_tables_count():
    page = registry.chapter("references")
    (glance,) = page.of_kind(Glance)
    works, counts = page.results["works"], page.results["counts"]
    assert f"of {counts['claims'].sum():,} claims" in glance.findings[2][0]
    assert counts["claims"].sum() == len(claims())
    assert len(page["by-age"].table) == len(works)
    for name in ("by-subject", "by-kind-of-work"):
        table = page[name].table
        assert table["Works"].sum() == len(works)
        assert table["Cited"].sum() == (works["citations"] > 0).sum()
    for name in ("claims-by-kind", "claims-by-text"):
        assert page[name].table["Claims"].sum() == len(claims())
    assert {row["Text"] for row in page["claims-by-text"].table.to_dict("records")} <= {
        f"{row['short']} {row['year']}" for row in texts().values()
    }
