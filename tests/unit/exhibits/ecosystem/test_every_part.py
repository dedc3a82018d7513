"""The parts of the chapter for one survey: tables and sentences, or why there are none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

from microdrama.ecosystem import SurveyInUse, compatible, scores
from microdrama.ecosystem.survey_in_use import survey_from_file
from microdrama.exhibits import registry
from microdrama.exhibits.ecosystem.every_part import every_part
from microdrama.exhibits.ecosystem.tables import correlations
from microdrama.show.blocks import Folded, Prose, Table
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure
from surveys import answers, ids, ours, survey

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

Parts = dict[str, list[Any]]

REGRESSION = "Policy, technology, competition: the regression"
MODERATION = "Technology and algorithms: the moderation"
MEDIATION = "Policy, symbols, culture: the mediation"


@lru_cache
def drawn():
    return {prior: compatible.sample(500, prior) for prior in compatible.PRIORS}


@lru_cache
def book() -> Parts:
    """Return the parts of the reconstructed survey by their headings."""
    whose = SurveyInUse(ours(), "reconstructed", "the reconstructed survey", "Made to agree.")
    return {heading: group.parts for heading, group in every_part(whose, drawn(), 1000)}


def of(given) -> Parts:
    whose = survey_from_file(survey(given))
    return {heading: group.parts for heading, group in every_part(whose, drawn(), 20)}


def words_of(part) -> str:
    return " ".join(exhibit.text for exhibit in part if isinstance(exhibit, Prose))


def said(part) -> str:
    return re.sub("<sup.*?</sup>|</?span[^>]*>", "", words_of(part))


def tables(part) -> dict[str, Table]:
    return {exhibit.label: exhibit for exhibit in part if isinstance(exhibit, Table)}


def content(exhibit: Any) -> Any:
    """Return all that a reader sees of an exhibit."""
    if isinstance(exhibit, Explorer):
        exhibit = exhibit.figure()
    if isinstance(exhibit, Figure):
        return exhibit.payload()
    return exhibit.text if isinstance(exhibit, Prose) else exhibit._repr_html_()


def test_every_part_is_what_the_chapter_shows_one_by_one():
    # The chapter writes its models as formulas, the chooser takes them from the table of models.
    methods, chapter = registry.chapter("methods"), registry.chapter("ecosystem")
    whose, samples = chapter.results["survey"], chapter.results["samples"]
    chosen = [part for _, group in every_part(whose, samples) for part in group.parts]
    # The place among all compatible surveys stands on the first page of the chapter.
    pages = [*methods.exhibits, *chapter.exhibits]
    shown = iter([content(e) for e in pages if isinstance(e, KINDS)])
    for exhibit in chosen:
        # In the order of the pages, which show more between them.
        assert any(_same(content(exhibit), other) for other in shown), exhibit


KINDS = (Explorer, Figure, Folded, Prose, Table)


def _same(one: Any, other: Any) -> bool:
    """Compare what is seen; numbers of a chart may differ in their last digits."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-8, abs=1e-12, nan_ok=True)
    return one == other


def test_every_number_of_a_sentence_bears_the_mark_of_its_survey():
    words = words_of(book()["All paths at once"])
    assert words.count("mark-reconstructed") == 5  # chi-square, its p, CFI, TLI, RMSEA
    own = words_of(of(answers(60))["All paths at once"])
    assert "mark-recomputed" in own
    assert "econstructed" not in own


def test_the_tables_of_the_field_have_errors_and_p_values():
    mediation = tables(book()[MEDIATION])["Paths of the mediation"].frame
    assert mediation.columns.to_list() == ["Path", "Size", "SE", "p", "At least", "At most"]
    moderation = tables(book()[MODERATION])["Moderation of technology by adaptability"].frame
    assert moderation.columns.to_list() == ["Term", "B", "SE", "t", "p"]
    both = tables(book()["The other two regressions"])
    [rows] = both.values()
    assert rows.frame["Outcome"].nunique() == 2


def test_sentences_beside_the_models_are_those_of_the_reconstructed_survey():
    # Each number as in the tables of the chapter, worked out by statsmodels.
    assert said(book()[REGRESSION]).startswith(
        "Together these explain 19% of the differences in industry performance. Others held "
        "equal, policy support and technological maturity go with more of it and market "
        "competition goes with less of it."
    )
    assert "Up to the Johnson–Neyman level of 3.33 points" in said(book()[MODERATION])
    assert "This is the shape that the text describes." in said(book()[MODERATION])
    assert "What goes directly cannot be told from zero (p = 0.110). These answers are " in said(
        book()[MEDIATION]
    )
    assert said(book()["All paths at once"]).startswith(
        "9 of 10 paths differ from zero; policy support to cultural influence may be zero. "
        "Nothing speaks against leaving other paths out (chi-square 35.3 with 30 degrees of freedom"
    )
    assert said(book()["One questionnaire for everything"]) == (
        "One component explains 15% of all answers, less than half."
    )


def test_correlations_are_folded_and_the_closest_pair_is_said():
    part = book()["Constructs"]
    [folded] = (thing for thing in part if isinstance(thing, Folded))
    assert folded.words == "Correlations (10 constructs)"
    assert folded.table.frame.equals(correlations(scores(ours().answers).corr()))
    # With 428 respondents: r = t/√(t² + 426) with t = 1.966 is 0.095.
    assert said(part[-2:]) == (
        "Symbolic narrative strategy and cultural influence go together most closely (0.43). "
        "With 428 respondents a correlation must be 0.09 or more away from zero to be told from "
        "chance."
    )


def test_a_model_that_cannot_be_computed_is_missing_with_its_reason_and_the_others_stay():
    parts = of(answers(40).drop(columns=ids("algorithmic_adaptability")))
    assert said(parts[MODERATION]) == (
        "Does technology pay more where adaptability is high: this cannot be computed, because "
        "nobody answered algorithmic adaptability."
    )
    words = said(parts["The other two regressions"])
    assert "What goes with economic performance: this cannot be computed" in words
    assert "of the differences in innovation performance" in words
    assert tables(parts[REGRESSION])


def test_the_place_among_the_compatible_surveys_is_the_surveys_own():
    [explorer] = book()["Among all surveys that agree with the text"]
    assert "The reconstructed survey has 0.19." in explorer.sentence()
    [own] = of(answers(40))["Among all surveys that agree with the text"]
    assert "class.csv has " in own.sentence()
    assert said(of(answers(3))["Among all surveys that agree with the text"]) == (
        "This cannot be computed: these answers carry none of the models."
    )
