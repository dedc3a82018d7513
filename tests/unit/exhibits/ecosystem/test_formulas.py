"""The formulas of the survey's chapter: the room's models, and what follows from others."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest
import statsmodels.formula.api as smf

from microdrama.ecosystem import compatible
from microdrama.ecosystem.models import Moderation, Regression
from microdrama.exhibits import registry
from microdrama.paths import CHAPTERS
from microdrama.show.blocks import Prose
from surveys import INDUSTRY, ours_analysed

pytestmark = pytest.mark.slow

CHAPTER = CHAPTERS / "ecosystem.md"
METHODS = CHAPTERS / "ecosystem" / "methods.md"

_sample = compatible.sample


def few_draws(count: int, prior: str, **more) -> pd.DataFrame:
    return _sample(1000, prior, **more)


def assert_close(one: dict, other: dict) -> None:
    """Compare results number by number."""
    assert one.keys() == other.keys()
    for name, value in one.items():
        if isinstance(value, dict):
            assert_close(value, other[name])
        elif isinstance(value, float):
            assert value == pytest.approx(other[name], rel=1e-8, abs=1e-10), name
        else:
            assert value == other[name], name


def test_the_formulas_of_the_chapter_are_the_models_of_the_room():
    # On the page statsmodels fits formulas; a report goes by the table of models.
    results, report = registry.chapter("methods").results, ours_analysed(5000)
    for name, outcome in {
        "industry": "industry_performance",
        "economy": "economic_performance",
        "innovation": "innovation_performance",
    }.items():
        fitted = asdict(Regression.from_fit(results[name]))
        assert_close(fitted, asdict(report.regressions[outcome]))
    assert_close(asdict(Moderation.from_fit(results["moderation"])), asdict(report.moderation))
    assert_close(asdict(results["mediation"]), asdict(report.mediation))
    a = results["narrative"].params["policy_support"]
    b = results["culture"].params["symbolic_narrative"]
    assert results["mediation"].indirect == pytest.approx(a * b, rel=1e-8)
    keys = ["outcome", "predictor"]
    written, reported = (
        found.paths.set_index(keys).sort_index() for found in (results["paths"], report.paths)
    )
    pd.testing.assert_frame_equal(written, reported, rtol=1e-8)
    assert_close(dict(results["paths"].fit), dict(report.paths.fit))


def test_a_fit_of_the_chapter_is_what_statsmodels_gives_by_itself():
    results = registry.chapter("methods").results
    formula = f"industry_performance ~ {' + '.join(INDUSTRY)}"
    plain = smf.ols(formula, data=results["scores"]).fit()
    assert results["industry"].params.to_dict() == plain.params.to_dict()
    assert results["industry"].bse.to_dict() == plain.bse.to_dict()


@pytest.fixture
def rewritten(tmp_path, monkeypatch):
    """Return a way to run the chapter with some of its code changed, as a student would."""
    monkeypatch.setattr(compatible, "sample", few_draws)

    def run(old: str, new: str, page: Path = METHODS) -> registry.Chapter:
        text = page.read_text("utf-8")
        assert text.count(old) == 1
        path = tmp_path / page.name
        path.write_text(text.replace(old, new), "utf-8")
        return registry.run(path)

    return run


def beside(chapter: registry.Chapter, label: str) -> str:
    """Return the sentence that stands below a table."""
    table = chapter[label]
    [place] = (place for place, exhibit in enumerate(chapter.exhibits) if exhibit is table)
    below = chapter.exhibits[place + 1]
    return re.sub("<sup.*?</sup>|</?span[^>]*>", "", below.text)


#: Another regression than the text's, as a student would write it in its place.
ANOTHER = (
    '"industry_performance ~ policy_support + technological_maturity"\n    " + market_competition"',
    '"industry_performance ~ policy_support + algorithmic_adaptability"',
)


def test_another_predictor_changes_the_table_and_the_sentence(rewritten):
    chapter = rewritten(*ANOTHER)
    table = chapter["Regression of industry performance"]
    assert table.frame["Predictor"].to_list() == ["Policy support", "Algorithmic adaptability"]
    expected = smf.ols(
        "industry_performance ~ policy_support + algorithmic_adaptability",
        chapter.results["scores"],
    ).fit()
    assert table.frame["B"].to_list() == pytest.approx(expected.params.to_list()[1:])
    words = beside(chapter, "Regression of industry performance")
    assert words.startswith(f"Together these explain {expected.rsquared:.0%} of the differences")
    assert "algorithmic adaptability" in words
    assert "competition" not in words


def test_another_predictor_changes_where_the_survey_sits(rewritten):
    chapter = rewritten(*ANOTHER, CHAPTER)
    expected = smf.ols(
        "industry_performance ~ policy_support + algorithmic_adaptability",
        chapter.results["scores"],
    ).fit()
    # The explorer of compatible surveys asks for no coefficient that is not there any more.
    wanted = {value for value, _ in chapter["compatible"].controls[0].options}
    assert "beta_competition" not in wanted
    assert "r2_industry" in wanted
    assert chapter["compatible"].evaluate()["ours"].iloc[0] == pytest.approx(expected.rsquared)


def test_another_outcome_changes_the_name_of_the_table(rewritten):
    chapter = rewritten(
        '"innovation_performance ~ cross_boundary_integration"',
        '"cultural_influence ~ cross_boundary_integration"',
    )
    rows = chapter["Regressions of economic performance and of cultural influence"].frame
    assert rows["Outcome"].to_list() == ["Economic performance"] * 2 + ["Cultural influence"]


def test_another_moderator_changes_tables_words_and_explorer(rewritten):
    chapter = rewritten(
        '"economic_performance ~ technological_maturity * algorithmic_adaptability"',
        '"economic_performance ~ policy_support * market_competition"',
    )
    rows = chapter["Moderation of policy by competition"].frame
    assert rows["Term"].to_list()[2] == "Policy support × market competition"
    slopes = chapter["Slope of policy at three levels of competition"].frame
    assert list(slopes)[:3] == ["Competition", "Level", "Slope of policy"]
    explorer = chapter["technology-slope"]
    assert explorer.title == "How much does policy pay at which level of market competition?"
    assert "one more point of policy goes with" in explorer.sentence()


def test_a_moderation_without_a_product_says_so(rewritten):
    chapter = rewritten(
        '"economic_performance ~ technological_maturity * algorithmic_adaptability"',
        '"economic_performance ~ technological_maturity + market_competition"',
    )
    words = " ".join(block.text for block in chapter.of_kind(Prose))
    assert "this cannot be computed, because a moderation has one product of predictors" in words


def test_another_mediator_changes_the_table_and_the_words(rewritten):
    text = METHODS.read_text("utf-8")
    start = text.index("narrative = ecosystem.fit(")
    old = text[start : text.index("exhibits.mediation(", start)]
    chapter = rewritten(old, old.replace("symbolic_narrative", "cross_boundary_integration"))
    rows = chapter["Paths of the mediation"].frame
    assert rows["Path"].iloc[0] == "a: policy to cross-boundary integration"
    assert beside(chapter, "Paths of the mediation").startswith(
        "By way of cross-boundary integration: "
    )


def test_a_path_that_is_left_out_is_missing_from_the_table(rewritten):
    chapter = rewritten("\ninnovation_performance ~ cross_boundary_integration\n", "\n")
    rows = chapter["Paths of the structural equation model"].frame
    assert len(rows) == 9
    assert "Innovation performance" not in set(rows["Outcome"])
