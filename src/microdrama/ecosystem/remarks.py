"""What is missing from a survey or looks odd in it, though no cell is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument

if TYPE_CHECKING:
    import pandas as pd

#: Fewer respondents than this carry no model of the chapter.
FEW = 10


def remarks(answers: pd.DataFrame, people: pd.DataFrame) -> Iterator[str]:
    """Say what is missing or looks odd, one sentence each.

    Parameters
    ----------
    answers, people : pandas.DataFrame
        As in :class:`microdrama.ecosystem.reading.Survey`.
    """
    yield from _about_size(answers)
    yield from _about_items(answers)
    yield from _about_people(people)


def _about_size(answers: pd.DataFrame) -> Iterator[str]:
    n = len(answers)
    if n < FEW:
        yield (
            f"{n} {'respondent is' if n == 1 else 'respondents are'} too few to compute anything "
            f"with; at least {FEW} are needed."
        )
    silent = int(answers.isna().all(axis="columns").sum())
    if silent == n:
        yield "There is not a single answer that can be used."
    elif silent:
        who = "respondent has" if silent == 1 else "respondents have"
        yield f"{silent:,} {who} no answer to any item and no part in any result."


def _about_items(answers: pd.DataFrame) -> Iterator[str]:
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
            if silent := [item for item in here if item not in answered]:
                yield f"Nobody answered {listed(silent)}; the others stand for {title}."
        for item in answered:
            if counts[item] > 1 and low[item] == high[item]:
                yield (
                    f"Everybody answered {low[item]:.0f} to {item}, so it does not tell "
                    "respondents apart."
                )


def _about_people(people: pd.DataFrame) -> Iterator[str]:
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


def listed(names: Sequence[str], most: int = 8) -> str:
    """Return names as a sentence has them, the first few where there are many."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
