"""What is missing from a survey or looks odd in it, though no cell is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.evidence.intervals import WORDS
from microdrama.evidence.power import detectable
from microdrama.intake.text import listed
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: What the analysis is made for; fewer respondents than this are told so.
MINIMUM_RESPONDENTS = 10

#: Fewer respondents than this are told what they can carry.
SMALL_SURVEY = 50


def quality_notes(answers: pd.DataFrame, people: pd.DataFrame) -> Iterator[str]:
    """Say what is missing or looks odd, one sentence each.

    Parameters
    ----------
    answers, people : pandas.DataFrame
        As in :class:`microdrama.ecosystem.reading.Survey`.
    """
    yield from _missing_respondents(answers)
    yield from _missing_items(answers)
    yield from _missing_questions(people)


def _missing_respondents(answers: pd.DataFrame) -> Iterator[str]:
    unanswered = int(answers.isna().all(axis="columns").sum())
    if unanswered == len(answers):
        yield "There is not a single answer that can be used."
    elif unanswered:
        who = "respondent has" if unanswered == 1 else "respondents have"
        yield f"{unanswered:,} {who} no answer to any item and no part in any result."


def sample_size_warnings(answers: pd.DataFrame) -> Iterator[str]:
    """Say what a small survey can show, in one sentence; none from :data:`SMALL_SURVEY` on.

    It is the smallest effect that the F-test of a regression finds in four of five samples
    (:func:`microdrama.evidence.power.detectable`).

    Parameters
    ----------
    answers : pandas.DataFrame
        As in :class:`microdrama.ecosystem.reading.Survey`; respondents without an answer do not
        count.
    """
    n = int(answers.notna().any(axis="columns").sum())
    if not 0 < n < SMALL_SURVEY:
        return
    few = (
        f", fewer than the {MINIMUM_RESPONDENTS} that the analysis is made for,"
        if n < MINIMUM_RESPONDENTS
        else ""
    )
    who = f"With {n} {'respondent' if n == 1 else 'respondents'}{few}"
    most = max(len(predictors.split()) for predictors in table("models")["predictors"])
    # Two are taken by a line, and one more must be left to test it with.
    if n <= 2:
        yield f"{who} no effect can be tested."
        return
    alone = detectable(n, 1)
    together = ""
    if n > most + 1:
        together = f", those of {WORDS[most]} only if they do so with {_share(detectable(n, most))}"
    yield (
        f"{who} the effect of one predictor is found in four of five samples only if it explains "
        f"{_share(alone)} of the differences, a correlation of {alone**0.5:.2f}{together}. Most "
        "smaller effects are missed, and those that show look larger than they are. Read the "
        "intervals, not the numbers."
    )


def _share(explained: float) -> str:
    return "more than 99%" if explained >= 0.995 else f"at least {explained:.0%}"


def _missing_items(answers: pd.DataFrame) -> Iterator[str]:
    counts, low, high = answers.count(), answers.min(), answers.max()
    for construct, ids in instrument.by_construct():
        title = f"{construct['title'].lower()} ({construct['code']})"
        here = [item for item in ids if item in answers]
        answered = [item for item in here if counts[item]]
        if not here:
            yield f"There is no column for {title}, so what needs it is left out."
        elif not answered:
            yield f"Nobody answered {title}, so what needs it is left out."
        else:
            if lacking := [item for item in ids if item not in here]:
                yield f"There is no column for {listed(lacking)}; the others stand for {title}."
            if unanswered := [item for item in here if item not in answered]:
                yield f"Nobody answered {listed(unanswered)}; the others stand for {title}."
        for item in answered:
            if counts[item] > 1 and low[item] == high[item]:
                yield (
                    f"Everybody answered {low[item]:.0f} to {item}, so it does not tell "
                    "respondents apart."
                )


def _missing_questions(people: pd.DataFrame) -> Iterator[str]:
    for question in instrument.questions()["question"].unique():
        if question not in people:
            yield f"There is no column for {question}, so nothing is said about it."
            continue
        groups = people[question].dropna()
        if groups.empty:
            yield f"Nobody answered {question}, so nothing is said about it."
        elif len(groups) > 1 and (groups == groups.iloc[0]).all():
            yield (
                f"Everybody answered {groups.iloc[0]} to {question}, so groups cannot be compared."
            )
