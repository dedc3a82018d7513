"""The survey's chapter, run with a reader's surveys: every cell runs, every number is set."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
import vl_convert

from microdrama.ecosystem import compatible
from microdrama.exhibits import registry
from microdrama.intake import files
from microdrama.paths import CHAPTERS
from microdrama.show import values
from microdrama.show.blocks import Folded, Glance, Prose, Table
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure
from surveys import ITEMS, answers, ids, ours

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
        assert re.fullmatch(r"[\d.,]+%?", values.evaluated(content, run.results)), content


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
    folded = [thing for thing in run.shown if isinstance(thing, Folded)]
    # A reader's file has notes, which stand first; what nobody collected has none.
    *about_the_file, folded = folded
    assert [one.table.label for one in about_the_file] in ([], ["Faults and notes"])
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
    assert "Surveys in which the direct part cannot be told from zero" not in set(
        left_open.frame["Quantity"]
    )
    assert re.search(r"go by way of narrative\? In 1[0-9]%", said(run))
