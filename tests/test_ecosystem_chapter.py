"""The survey's chapter, run with a reader's surveys: every cell runs, every number is set."""

from __future__ import annotations

import ast
import re
from typing import Any

import jupytext
import pandas as pd
import pytest

from microdrama import own
from microdrama.blocks import Table
from microdrama.ecosystem import compatible
from microdrama.explore import Explorer
from microdrama.figure import Figure
from microdrama.paths import CHAPTERS
from surveys import answers, ids, ours

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

CHAPTER = CHAPTERS / "ecosystem.md"


class Run:
    """What the chapter shows and says with one survey."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.shown: list[Any] = []
        self.glued: dict[str, Any] = {}
        patch.setattr("myst_nb.glue", lambda name, value, display: self.glued.update({name: value}))
        names: dict[str, Any] = {"display": lambda *shown: self.shown.extend(shown)}
        for cell in jupytext.read(CHAPTER).cells:
            if cell.cell_type != "code":
                continue
            body = ast.parse(cell.source)
            last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
            exec(compile(body, str(CHAPTER), "exec"), names)
            if last is not None:
                self.shown.append(eval(compile(ast.Expression(last.value), "", "eval"), names))
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
}


@pytest.fixture(scope="module", params=SURVEYS)
def run(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("own")
        patch.setattr(own, "OWN", folder / "kept")
        patch.setenv("MICRODRAMA_BOOK", "1")
        # What is compatible with the text does not depend on the survey; a few draws do.
        sample = compatible.sample
        patch.setattr(
            compatible, "sample", lambda count, prior, **more: sample(1000, prior, **more)
        )
        path = folder / "class.csv"
        SURVEYS[request.param]().to_csv(path, index=False)
        own.keep("survey", path)
        yield Run(patch)


def test_every_number_in_the_prose_is_set(run):
    # The book is built with warnings as errors: one number missing, and there is no book.
    prose = CHAPTER.read_text("utf-8")
    named = set(re.findall(r"\{glue:\}`([\w-]+)`", prose))
    assert named
    assert named <= set(run.glued)


def test_no_number_in_the_prose_is_made_up(run):
    # A share of 0% is a finding, and "could not be computed" is not that finding.
    for name in ("one-factor", "draws"):
        value = getattr(run.glued[name], "value", None)
        assert value is None or value > 0


def test_every_figure_says_whose_survey_it_shows(run):
    own_figures = [
        thing for thing in run.shown
        if isinstance(thing, Figure | Explorer)
        and thing.name in ("distributions", "technology-slope", "mediation")
    ]  # fmt: skip
    assert own_figures
    for figure in own_figures:
        assert "class.csv" in " ".join(figure.sources)
        assert "reconstructed" not in figure.kinds
        assert "class.csv" in figure.note


def test_the_place_of_a_readers_survey_is_not_said_to_be_the_reconstructed_ones(run):
    for thing in run.shown:
        if isinstance(thing, Explorer) and thing.name == "compatible":
            assert "class.csv has" in thing.sentence()
            assert "econstructed survey" not in thing.sentence()


def test_the_tables_of_the_survey_are_shown(run):
    labels = [thing.label for thing in run.shown if isinstance(thing, Table)]
    assert "Constructs" in labels
    assert "What the text asks for and what the survey gives" in labels
