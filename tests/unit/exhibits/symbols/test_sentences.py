"""Sentences of the symbols chapter, on tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.evidence.ledger import short
from microdrama.exhibits.registry import chapter
from microdrama.exhibits.symbols import sentences
from microdrama.show.blocks import Glance
from microdrama.symbols import network, walks

COLUMNS = ["title", "outcome", "told", "measured", "wanted", "text", "way"]
ELSEWHERE = ("another text", "only with other texts")


def outside(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame([(*row, *ELSEWHERE) for row in rows], columns=COLUMNS)


ASSERTED = ("A", "Smaller discount", "documented", False, True)
INFERRED = ("B", "Success abroad", "inferred", False, True)
MEASURED = ("C", "Success abroad", "documented", True, True)


def third_finding(cases: pd.DataFrame) -> str:
    glance = sentences.findings(
        "hybrid-identity", [], [], [], True, "jade-teapot", [], [], cases, "the network"
    )
    return glance.findings[2][0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [ASSERTED, INFERRED],
            "The framework has no path to the outcomes of 2 cases that another text tells. The "
            "text asserts the outcome of “A” (smaller discount); that of “B” (success abroad) only "
            "follows from what it says of such dramas in general. No figure is printed for either.",
        ),
        (
            [INFERRED],
            "The framework has no path to the outcome of one case that another text tells. The "
            "outcome of “B” (success abroad) only follows from what it says of such dramas in "
            "general. No figure is printed for it.",
        ),
        (
            [MEASURED],
            "The framework has no path to the outcome of one case that another text tells. The "
            "text asserts the outcome of “C” (success abroad).",
        ),
        ([], "The framework has a path to the outcome of every case that a text tells."),
    ],
)
def test_what_is_outside_the_framework_is_said_with_how_it_is_known(rows, said):
    assert third_finding(outside(*rows)) == said


def test_good_ends_are_counted_by_how_they_are_told():
    own = short(network.FRAMEWORK)
    rows = [
        ("A", "End", "documented", False, True, own, "by the framework"),
        ("B", "End", "inferred", False, True, own, "by the framework"),
        ("C", "End", "documented", True, True, own, "by the framework"),
        ("D", "Bad end", "documented", False, False, own, "by the framework"),
    ]
    steps = pd.DataFrame({"welcome": [3, 0], "unwelcome": [1, 0], "untold": [0, 0]})
    said = sentences.could_it_fail(pd.DataFrame(rows, columns=COLUMNS), steps).text
    assert (
        "Of the 3 good ends the text asserts 2, and the others are inferred from what it says in "
        "general; 1 is measured." in said
    )
    assert said.endswith("No case of another text ends where no path of the framework leads.")


def test_the_chapter_has_four_good_ends_asserted_and_none_measured():
    # Dunhuang, Sawasdee, Stolen Tradition and the dumplings; the teapot, the pottery and xia yi
    # are inferred; the Dragon King ends badly.
    results = chapter("symbols").results
    said = sentences.could_it_fail(results["fit"], results["by_steps"]).text
    assert (
        "Of the 7 good ends the text asserts 4, and the others are inferred from what it says in "
        "general; none is measured." in said
    )


def test_a_finding_on_two_paths_says_whether_it_rests_on_our_reading():
    by_reading = sentences.branching(["regional-culture"], []).text
    assert by_reading.endswith(
        "This rests on our reading: by what is stated in so many words no path leads from "
        "regional culture to both ends."
    )
    firm = sentences.branching(["regional-culture"], ["regional-culture"]).text
    assert firm.endswith("So it is by what is stated in so many words as well.")


def test_the_network_and_the_table_of_robustness_say_the_same_of_the_two_paths():
    results = chapter("questions").results
    tested = results["tested"].set_index("hypothesis")["stated"]
    firm = tested["The surface path and the deep path share only regional culture"]
    assert firm == (results["strictly"] == results["shared"])


def test_the_finding_and_the_explorer_count_the_outcomes_of_one_network():
    symbols = chapter("symbols")
    [glance] = symbols.of_kind(Glance)
    # By hand, in the framework's own relations: community and belonging, genuine identification
    # and hybrid identity of seven outcomes that a symbol leads to.
    assert glance.findings[1][0].startswith(
        "Without narrative translation symbols in the framework of Zhao 2025 no longer reach "
        "3 of 7 outcomes: "
    )
    explorer = chapter("questions")["break-a-link"]
    said = explorer.sentence({"taken_out": network.TRANSLATION})
    assert " leads to 3 of 7 outcomes any more: " in said
    assert explorer.sentence() == (
        "As long as nothing is taken out, paths from a symbol lead to 7 outcomes in the framework "
        "of Zhao 2025."
    )


def test_the_figure_of_chinese_romance_is_among_the_symbols_of_its_case():
    steps = walks.steps()
    symbol = steps[(steps["case"] == "werewolf-vampire-hybrids") & (steps["step"] == "symbol")]
    label = network.labels()[symbol["concept"].item()]
    assert label == "CEOs, werewolves, vampires"
    assert "our reading" in symbol["note"].item()


@pytest.mark.parametrize(
    ("lost", "still", "said"),
    [
        ([], ["soft-power"], "Without it symbols still reach every outcome (`descendants`)."),
        (
            ["hybrid-identity"],
            ["soft-power"],
            "Without it no path from a symbol leads to hybrid identity any more (`descendants`). "
            "What can still be reached is cultural soft power, from the symbols Feitian and Qiang "
            "pottery.",
        ),
        (
            ["hybrid-identity", "soft-power"],
            [],
            "Without it no path from a symbol leads to hybrid identity and cultural soft power any "
            "more (`descendants`). Nothing can be reached any more.",
        ),
    ],
)
def test_a_removal_costs_nothing_something_or_everything(lost, still, said):
    assert sentences.removal(lost, still, ["feitian", "qiang-pottery"]).text == said


def test_without_purification_on_the_way_round_nobody_goes_round_it():
    always = ["narrative-translation"]
    glance = sentences.findings(
        "hybrid-identity",
        always,
        ["feitian"],
        [],
        True,
        "feitian",
        [],
        [],
        outside(),
        "the network",
    )
    assert glance.findings[0][0] == (
        "Every path from a symbol to a hybrid identity passes narrative translation. In our "
        "reading no symbol gets there without symbol purification."
    )
