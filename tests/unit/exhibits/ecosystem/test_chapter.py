"""The survey's chapter, run with a reader's surveys: every cell runs, every number is set."""

from __future__ import annotations

import math
import re
from dataclasses import asdict

import pandas as pd
import pytest
import statsmodels.formula.api as smf
import vl_convert

from microdrama.ecosystem import compatible
from microdrama.ecosystem.models import Moderation, Regression
from microdrama.exhibits import registry
from microdrama.intake import files
from microdrama.paths import CHAPTERS
from microdrama.show import values
from microdrama.show.blocks import Folded, Glance, Prose, Table
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure
from surveys import INDUSTRY, ITEMS, answers, ids, ours, ours_analysed

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]

CHAPTER = CHAPTERS / "ecosystem.md"


class Run:
    """What the chapter shows and says with one survey."""

    def __init__(self) -> None:
        chapter = registry.run(CHAPTER)
        self.shown, self.results = chapter.exhibits, chapter.results
        for thing in self.shown:
            # As Jupyter asks for it; a thing that cannot be shown raises here.
            if hasattr(thing, "_repr_mimebundle_"):
                thing._repr_mimebundle_()


def full() -> pd.DataFrame:
    return answers().astype("Int64").join(ours().people.astype(str))


SURVEYS = {
    "three": lambda: full().head(3),
    "ten": lambda: full().head(10),
    "many": lambda: full().sample(2100, replace=True, random_state=1),
    "without policy": lambda: full().drop(columns=ids("policy_support")),
    "one construct": lambda: full()[ids("policy_support")],
    "a constant item": lambda: full().assign(PS4=3),
    "all three": lambda: full().assign(**dict.fromkeys(ITEMS, 3)),
    "headings and respondents without an answer": lambda: full().assign(
        **dict.fromkeys(ITEMS, math.nan)
    ),
}


_sample = compatible.sample


def few_draws(count: int, prior: str, **more) -> pd.DataFrame:
    return _sample(1000, prior, **more)


@pytest.fixture(scope="module", params=SURVEYS)
def run(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("own")
        patch.setattr(files, "OWN", folder / "kept")
        patch.setenv("MICRODRAMA_BOOK", "1")
        # What is compatible with the text does not depend on the survey; a few draws do.
        patch.setattr(compatible, "sample", few_draws)
        path = folder / "class.csv"
        SURVEYS[request.param]().to_csv(path, index=False)
        files.keep("survey", path)
        yield Run()


def test_every_number_in_the_prose_is_set(run):
    # The book is built with warnings as errors: one number missing, and there is no book.
    named = values.contents(CHAPTER.read_text("utf-8"))
    assert named
    for content in named:
        assert re.fullmatch(r"[\d.,]+", values.said(content, run.results)), content


def said(run) -> str:
    """Return the sentences that the chapter computes, without their marks."""
    sentences = (thing.text for thing in run.shown if isinstance(thing, Prose))
    return "\n".join(re.sub("<sup.*?</sup>|</?span[^>]*>", "", text) for text in sentences)


def test_nothing_is_said_that_is_true_of_the_reconstructed_survey_only(run):
    words = said(run)
    assert "class.csv" in words.partition("\n")[0]
    for claimed in ("nan", "None", "the generator", "crowd"):
        assert claimed not in words, claimed
    [glance] = (thing for thing in run.shown if isinstance(thing, Glance))
    sentence, status = glance.findings[0]
    assert re.fullmatch(
        r"class\.csv agrees with \d+ of 20 things the text says of its own\. Other people were "
        r"asked, so this is no verdict on the text\.",
        sentence,
    )
    assert status == ""


def test_a_share_of_nothing_is_not_said_to_be_none(run):
    # A share of 0% is a finding, and "could not be computed" is not that finding.
    assert "explains 0% of all answers" not in said(run)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("differences in industry performance[.;]", "What goes with industry performance"),
        ("differences in economic performance[.;]", "What goes with economic performance"),
        ("differences in innovation performance[.;]", "What goes with innovation performance"),
        ("for each point of algorithmic adaptability", "Does technology pay more where"),
        ("By way of symbols: ", "Does policy reach culture by way of symbols"),
        ("paths differ from zero", "All paths at once"),
        ("One component explains", "How much one component explains of all answers"),
    ],
)
def test_every_model_has_a_sentence_or_the_reason_why_it_is_missing(run, sentence, question):
    words = said(run)
    reason = re.search(f"{question}.*: this cannot be computed, because .", words)
    assert bool(re.search(sentence, words)) != bool(reason)


def test_every_figure_says_whose_survey_it_shows(run):
    own_figures = [
        thing
        for thing in run.shown
        if isinstance(thing, Figure | Explorer)
        and thing.name in ("distributions", "technology-slope", "mediation")
    ]
    assert own_figures
    for figure in own_figures:
        assert "class.csv" in " ".join(figure.sources)
        assert "reconstructed" not in figure.kinds
        assert "class.csv" in figure.note


def test_every_chart_of_the_survey_can_be_drawn(run):
    for thing in run.shown:
        if isinstance(thing, Figure | Explorer):
            figure = thing.figure() if isinstance(thing, Explorer) else thing
            drawn = vl_convert.vegalite_to_svg(figure.payload()["narrow"], vl_version="5.20")
            assert "<svg" in drawn
            assert "NaN" not in drawn, figure.name


def test_the_place_of_a_readers_survey_is_not_said_to_be_the_reconstructed_ones(run):
    for thing in run.shown:
        if isinstance(thing, Explorer) and thing.name == "compatible":
            assert "class.csv has" in thing.sentence()
            assert "econstructed survey" not in thing.sentence()


def test_the_tables_of_the_survey_are_shown(run):
    labels = [thing.label for thing in run.shown if isinstance(thing, Table)]
    assert "Constructs" in labels
    assert "What the text asks for and what the survey gives" in labels
    [folded] = (thing for thing in run.shown if isinstance(thing, Folded))
    assert folded.table.label == "Correlations of the constructs"


def test_the_title_of_the_scores_is_that_of_the_answers(run, request):
    [figure] = (
        thing for thing in run.shown if isinstance(thing, Figure) and thing.name == "distributions"
    )
    which = request.node.callspec.params["run"]
    expected = {
        "all three": "The mean of every construct that was answered is 3.00",
        "headings and respondents without an answer": "Nobody has a score",
        "one construct": "Only policy support was answered; its mean is 4.12",
    }
    if which in expected:
        assert figure.title == expected[which]
    else:
        assert "the highest mean" in figure.title


@pytest.mark.parametrize("run", ["many"], indirect=True)
def test_a_whole_survey_has_every_table_of_the_field(run):
    labels = [thing.label for thing in run.shown if isinstance(thing, Table)]
    assert labels[:9] == [
        "The items of the questionnaire",
        "What the text asks for and what the survey gives",
        "Constructs",
        "Regression of industry performance",
        "Regressions of economic and of innovation performance",
        "Moderation of technology by adaptability",
        "Slope of technology at three levels of adaptability",
        "Paths of the mediation",
        "Paths of the structural equation model",
    ]
    tables = (thing for thing in run.shown if isinstance(thing, Table))
    left_open = next(table for table in tables if table.label == "What the text leaves open")
    # Quantiles of yes and no are 0, 0 and 1 and say nothing; the share is said in words.
    assert "Surveys in which the mediation looks full" not in set(left_open.frame["Quantity"])
    assert re.search(r"Could the mediation be full\? In 1[0-9]%", said(run))


# ---- the models of the chapter -------------------------------------------------------------


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
    results, report = registry.chapter("ecosystem").results, ours_analysed(5000)
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
    results = registry.chapter("ecosystem").results
    formula = f"industry_performance ~ {' + '.join(INDUSTRY)}"
    plain = smf.ols(formula, data=results["scores"]).fit()
    assert results["industry"].params.to_dict() == plain.params.to_dict()
    assert results["industry"].bse.to_dict() == plain.bse.to_dict()


@pytest.fixture
def rewritten(tmp_path, monkeypatch):
    """Return a way to run the chapter with some of its code changed, as a student would."""
    monkeypatch.setattr(compatible, "sample", few_draws)

    def run(old: str, new: str) -> registry.Chapter:
        text = CHAPTER.read_text("utf-8")
        assert text.count(old) == 1
        path = tmp_path / "ecosystem.md"
        path.write_text(text.replace(old, new), "utf-8")
        return registry.run(path)

    return run


def beside(chapter: registry.Chapter, label: str) -> str:
    """Return the sentence that stands below a table."""
    below = chapter.exhibits[chapter.exhibits.index(chapter[label]) + 1]
    return re.sub("<sup.*?</sup>|</?span[^>]*>", "", below.text)


def test_another_predictor_changes_the_table_the_sentence_and_what_follows(rewritten):
    chapter = rewritten(
        '"industry_performance ~ policy_support + technological_maturity + market_competition"',
        '"industry_performance ~ policy_support + algorithmic_adaptability"',
    )
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
    text = CHAPTER.read_text("utf-8")
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
