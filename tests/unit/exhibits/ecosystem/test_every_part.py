"""The parts of the chapter for one survey: tables and sentences, or why there are none."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from IPython.display import Markdown

from microdrama.charts import ecosystem as draw
from microdrama.ecosystem import compatible, views
from microdrama.ecosystem.analysis import analyse
from microdrama.ecosystem.parts import Parts
from microdrama.ecosystem.survey_in_use import SurveyInUse, survey_from_file
from microdrama.paths import CHAPTERS
from microdrama.show.blocks import Folded, Table
from surveys import answers, ids, ours, ours_analysed, survey

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]


@lru_cache
def drawn():
    return {prior: compatible.sample(500, prior) for prior in compatible.PRIORS}


@lru_cache
def book() -> Parts:
    """Return the parts of the reconstructed survey."""
    shown = SurveyInUse(ours(), "reconstructed", "the reconstructed survey", "Made to agree.")
    return Parts(shown, ours_analysed(), drawn(), draw)


def of(given) -> Parts:
    shown = survey_from_file(survey(given))
    return Parts(shown, analyse(shown.survey, 20), drawn(), draw)


def said(part) -> str:
    words = " ".join(thing.data for thing in part if isinstance(thing, Markdown))
    return re.sub("<sup.*?</sup>|</?span[^>]*>", "", words)


def tables(part) -> dict[str, Table]:
    return {thing.label: thing for thing in part if isinstance(thing, Table)}


def test_everything_is_what_the_chapter_shows_one_by_one():
    chapter = CHAPTERS.joinpath("ecosystem.md").read_text("utf-8")
    shown = re.findall(r"^display\(\*parts\.(\w+)\(\)\)$", chapter, re.MULTILINE)
    assert shown == [
        "agreement",
        "distributions",
        "constructs",
        "correlations",
        "regression",
        "other_regressions",
        "moderation",
        "mediation",
        "paths",
        "one_component",
        "compatible",
    ]
    one_by_one = [type(thing) for name in shown for thing in getattr(book(), name)()]
    assert [type(thing) for _, part in book().everything() for thing in part] == one_by_one


def test_every_number_of_a_sentence_bears_the_mark_of_its_survey():
    words = " ".join(thing.data for thing in book().paths() if isinstance(thing, Markdown))
    assert words.count("mark-reconstructed") == 5  # chi-square, its p, CFI, TLI, RMSEA
    own = " ".join(thing.data for thing in of(answers(60)).paths() if isinstance(thing, Markdown))
    assert "mark-recomputed" in own
    assert "econstructed" not in own


def test_the_tables_of_the_field_have_errors_and_p_values():
    mediation = tables(book().mediation())["Paths of the mediation"].frame
    assert mediation.columns.to_list() == ["Path", "Size", "SE", "p", "At least", "At most"]
    moderation = tables(book().moderation())["Moderation of technology by adaptability"].frame
    assert moderation.columns.to_list() == ["Term", "B", "SE", "t", "p"]
    both = tables(book().other_regressions())
    [rows] = both.values()
    assert rows.frame["Outcome"].nunique() == 2


def test_sentences_beside_the_models_are_those_of_the_reconstructed_survey():
    # Each number as in the tables of the chapter, worked out by statsmodels.
    assert said(book().regression()).startswith(
        "Together these explain 19% of the differences in industry performance. Others held "
        "equal, policy support and technological maturity go with more of it and market "
        "competition goes with less of it."
    )
    assert "Up to the Johnson–Neyman level of 3.33 points" in said(book().moderation())
    assert "This is the shape that the text describes." in said(book().moderation())
    assert "What goes directly may be zero (p = 0.110), so the mediation looks full." in said(
        book().mediation()
    )
    assert said(book().paths()).startswith(
        "9 of 10 paths differ from zero; policy support to cultural influence may be zero. "
        "Nothing speaks against leaving other paths out (chi-square 35.3 with 30 degrees of freedom"
    )
    assert said(book().one_component()) == (
        "One component explains 15% of all answers, less than half."
    )


def test_correlations_are_folded_and_the_closest_pair_is_said():
    part = book().correlations()
    [folded] = (thing for thing in part if isinstance(thing, Folded))
    assert folded.words == "Correlations (10 constructs)"
    assert folded.table.frame.equals(views.correlations(ours().answers))
    # With 428 respondents: r = t/√(t² + 426) with t = 1.966 is 0.095.
    assert said(part) == (
        "Symbolic narrative strategy and cultural influence go together most closely (0.43). "
        "With 428 respondents a correlation must be 0.09 or more away from zero to be told from "
        "chance."
    )


def test_a_model_that_cannot_be_computed_is_missing_with_its_reason_and_the_others_stay():
    parts = of(answers(40).drop(columns=ids("algorithmic_adaptability")))
    assert said(parts.moderation()) == (
        "Does technology pay more where adaptability is high: this cannot be computed, because "
        "nobody answered algorithmic adaptability."
    )
    words = said(parts.other_regressions())
    assert "What goes with economic performance: this cannot be computed" in words
    assert "of the differences in innovation performance" in words
    assert tables(parts.regression())


def test_the_place_among_the_compatible_surveys_is_the_surveys_own():
    [explorer] = book().compatible()
    assert "The reconstructed survey has 0.19." in explorer.sentence()
    [own] = of(answers(40)).compatible()
    assert "class.csv has " in own.sentence()
    assert said(of(answers(3)).compatible()) == (
        "This cannot be computed: these answers carry none of the models."
    )
