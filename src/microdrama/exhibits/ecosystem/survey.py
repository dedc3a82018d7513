"""Exhibits of the questionnaire and of the answers: items, agreement, scores, reliability."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import ecosystem as draw
from microdrama.ecosystem import reconstruction
from microdrama.ecosystem.data_quality import sample_size_warnings
from microdrama.ecosystem.histograms import score_histograms
from microdrama.evidence.ledger import short
from microdrama.exhibits.common import read_of
from microdrama.exhibits.ecosystem import sentences, tables
from microdrama.exhibits.ecosystem.diagram import diagram
from microdrama.exhibits.ecosystem.names import title
from microdrama.show.blocks import Downloads, Folded, Group, Prose, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.survey_in_use import SurveyInUse
    from microdrama.exhibits.ecosystem.sentences import Say


def said_of(survey: SurveyInUse) -> Say:
    """Return how numbers of a survey are said: with the mark of their kind."""
    return sentences.marked(survey.kind, survey.caption)


def notice(survey: SurveyInUse) -> Group:
    """Return the notice that the chapter shows a reader's survey; nothing for the book's own."""
    if survey.reconstructed:
        return Group([])
    warnings = " ".join(sample_size_warnings(survey.answers))
    return Group(
        [
            Prose(
                f"**This copy of the chapter shows a survey of your own.** {survey.caption} "
                "Tables, figures and the sentences beside them are computed from its answers. "
                "What is said of the reconstructed survey is not said of yours. Its results stand "
                "in words under *A survey of your own* on the chapter's first page, in tables and "
                f"figures on the page of methods. {warnings}"
            ),
            *read_of(survey.survey.faults, survey.survey.notes),
        ]
    )


def hypotheses(rows: pd.DataFrame) -> Figure:
    """Return the hypotheses as arrows between constructs in three layers.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`microdrama.ecosystem.hypotheses` returns.
    """
    return Figure(
        "hypotheses",
        partial(draw.paths, *diagram()),
        title="Three layers: what surrounds the work, how it is done, what comes of it",
        alt=(
            "Ten constructs in three layers, environment, behaviour and outcome, with arrows from "
            "causes to effects. The arrow from market competition to industry performance is "
            "dashed: its sign is negative."
        ),
        table=rows[["id", "statement", "sign"]].rename(
            columns={"id": "Hypothesis", "statement": "Says", "sign": "Sign"}
        ),
        sources=[
            f"{short('wang2026')} for the layers and the results; the hypotheses are read off "
            "them by us"
        ],
        kinds=(),
        note="Dashed: a negative effect.",
    )


def items(rows: pd.DataFrame) -> Table:
    """Return the items of the questionnaire in both languages."""
    columns = {
        "id": "Item",
        "construct": "Construct",
        "wording": "Wording (ours)",
        "wording_zh": "In Chinese",
        "reverse": "Counts",
    }
    named = rows.assign(
        construct=rows["construct"].map(title),
        reverse=rows["reverse"].map({True: "reversed", False: ""}),
    )
    return Table(
        named[list(columns)].rename(columns=columns), label="The items of the questionnaire"
    )


def agreement(statistics: pd.DataFrame, survey: SurveyInUse) -> Table:
    """Return what the text asks for and what a survey gives.

    Parameters
    ----------
    statistics : pandas.DataFrame
        What :func:`microdrama.ecosystem.agreement` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    return Table(
        tables.agreement(statistics),
        label="What the text asks for and what the survey gives",
        formats={"The survey gives": "s"},
        kinds={"The survey gives": survey.kind},
    )


def download(survey: SurveyInUse) -> Group:
    """Return the reconstructed survey as a file; nothing where a reader's own is shown."""
    if not survey.reconstructed:
        return Group([])
    words = "the reconstructed survey, whose first lines say what it is"
    file = {"reconstructed-survey.csv": (words, "text/csv", reconstruction.as_csv())}
    return Group([Downloads(file)])


def distributions(scores: pd.DataFrame, survey: SurveyInUse) -> Figure:
    """Return how the scores of the constructs are spread."""
    bars = score_histograms(scores)
    finding, alt = sentences.spread(bars)
    bars = bars.assign(construct=bars["construct"].map(title), kind=survey.kind)
    columns = {
        "construct": "Construct",
        "low": "At least",
        "high": "Below",
        "share": "Respondents, %",
    }
    return Figure(
        "distributions",
        partial(draw.distributions, bars),
        title=finding,
        alt=alt,
        table=bars[list(columns)].rename(columns=columns),
        sources=[survey.label],
        kinds=(survey.kind,),
        note=survey.caption,
    )


def constructs(described: pd.DataFrame, survey: SurveyInUse) -> Group:
    """Return means, deviations and reliability of the constructs.

    Parameters
    ----------
    described : pandas.DataFrame
        What :func:`microdrama.ecosystem.describe` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    computed = ("Mean", "Standard deviation", "Alpha", "Omega")
    table = Table(
        tables.constructs(described),
        label="Constructs",
        formats={"Items": "d", "Respondents": ",d", **dict.fromkeys(computed, ".2f")},
        kinds=dict.fromkeys(computed, survey.kind),
    )
    return Group([table, Prose(sentences.reliable(described, said_of(survey)))])


def correlations(matrix: pd.DataFrame, complete: int, survey: SurveyInUse) -> Group:
    """Return how the constructs go together, two by two.

    Parameters
    ----------
    matrix : pandas.DataFrame
        Each construct with each.
    complete : int
        Respondents who have every score that anybody has.
    survey : SurveyInUse
        Whose survey it is.
    """
    rows = tables.correlations(matrix)
    columns = list(rows.columns[1:])
    table = Table(
        rows,
        label="Correlations of the constructs",
        formats=dict.fromkeys(columns, "z.2f"),
        kinds=dict.fromkeys(columns, survey.kind),
    )
    return Group(
        [
            Prose(sentences.correlated(rows, complete, said_of(survey))),
            Folded(f"Correlations ({len(rows)} constructs)", table),
        ]
    )
