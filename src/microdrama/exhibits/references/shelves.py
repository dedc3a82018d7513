"""The works of each text as squares on shelves: by age, by subject, by kind of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pandas as pd

from microdrama.charts import references as draw
from microdrama.evidence.citations.works import NEARNESS
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits.references.words import are, counted, least_used, named, together
from microdrama.show.figure import Figure

#: How old a work is when its text comes out: most years of a group, and what it is called.
_AGES = {
    1: "up to 1 year old",
    5: "2 to 5 years old",
    10: "6 to 10 years old",
    20: "11 to 20 years old",
    40: "21 to 40 years old",
    9999: "more than 40 years old",
}
_UNDATED = "no year printed"

_SOURCES = ("the lists of the five texts, and every citation in their bodies",)


def by_age(works: pd.DataFrame) -> Figure:
    """Return the works by how old they were when their text came out.

    Parameters
    ----------
    works : pandas.DataFrame
        What :func:`microdrama.evidence.citations.works.ages` returns.
    """
    edges = [-1, *_AGES]
    group = pd.cut(works["age"].astype(float), edges, labels=list(_AGES.values())).astype(object)
    groups = [*_AGES.values(), *([_UNDATED] if works["age"].isna().any() else [])]
    columns = {
        "text": "Text",
        "name": "Work",
        "title": "Title",
        "type": "Kind",
        "about": "About",
        "age": "Age in years",
        "citations": "Cited, times",
    }
    rows = named(works)
    return _shelved(
        "by-age",
        rows.assign(group=group.fillna(_UNDATED)),
        groups,
        title=_what_is_young(works),
        alt=(
            "Works as squares, a column for each text and a shelf for each age. In the column of "
            "Wang and Srijinda most squares are full on the two shelves of the oldest works and "
            "all are empty on the others. In the columns of Meng and of Zhao most stand on the "
            "youngest shelf. Zhang and Lin have most of theirs on the shelf of 6 to 10 years. The "
            "column of the news report is empty."
        ),
        table=rows[list(columns)].rename(columns=columns),
        note=(
            "A square is a work. Age is the year of the text less the year of the edition listed, "
            "which may be a translation or a reprint."
        ),
    )


def _what_is_young(works: pd.DataFrame) -> str:
    """Say how old the youngest work is that the text which uses least of its list cites."""
    source = least_used(works)
    if not source:
        return "Every work that is listed is cited, whatever its age"
    own = works[works["source"] == source]
    youngest = own.loc[own["citations"] > 0, "year"].max()
    if pd.isna(youngest):
        return f"No work of the list of {short(source)} is cited"
    younger = counted((own["year"] > youngest).sum(), "younger work stands", "younger works stand")
    last = f"{younger} in its list alone"
    return f"The youngest work cited in {short(source)} is from {youngest}; {last}"


def by_subject(works: pd.DataFrame) -> Figure:
    """Return the works by how near their subject is to micro-drama; see :func:`by_age`."""
    near = works[works["about"] == NEARNESS[0]]
    cited = near[near["citations"] > 0]
    since = cited["year"].min()
    title = f"Of {counted(len(near), 'listed work')} about micro-drama {are(len(cited))} cited"
    if not cited.empty:
        title += f", none of them older than {since}"
    return _shelved(
        "by-subject",
        named(works).assign(group=works["about"]),
        list(NEARNESS),
        title=title,
        alt=(
            "Works as squares, a column for each text and a shelf for each subject, the nearest "
            "to micro-drama on top. There Wang and Srijinda have only empty squares, Meng and "
            "Zhao only full ones, Zhang and Lin none. The longest row of Zhang and Lin stands on "
            "the shelf of screen and media. The shelf of methods is empty."
        ),
        table=_counts(works, "about", "About"),
        note="The subject is judged by the title alone.",
    )


def by_kind(works: pd.DataFrame) -> Figure:
    """Return the works by what sort of publication they are; see :func:`by_age`."""
    source = least_used(works)
    articles = works["type"] == "article"
    title = f"{articles.sum()} of {len(works)} entries are articles"
    if source:
        own = works[works["source"] == source]
        used = own[own["citations"] > 0]
        unused = Counter(own.loc[~own["type"].isin(used["type"]), "type"])
        if unused and not used.empty:
            kinds = together([f"{kind}s" for kind in used["type"].unique()])
            ((kind, number),) = unused.most_common(1)
            listed = counted(number, kind)
            title = f"Only {kinds} are cited in {short(source)}; its list also has {listed}"
    return _shelved(
        "by-kind-of-work",
        named(works).assign(group=works["type"]),
        [kind for kind, _ in Counter(works["type"]).most_common()],
        title=title,
        alt=(
            "Works as squares, a column for each text and a shelf for each kind of publication. "
            "On the shelf of articles the squares of Wang and Srijinda are all empty and those of "
            "the others full. Books and chapters are all that Wang and Srijinda cite, and "
            "half of what Zhang and Lin do."
        ),
        table=_counts(works, "type", "Kind"),
        note="The kind is judged by the printed entry.",
    )


def _counts(works: pd.DataFrame, column: str, heading: str) -> pd.DataFrame:
    """Count works and those cited, by text and a column."""
    return (
        works.assign(cited=works["citations"] > 0)
        .groupby(["text", column], sort=False)["cited"]
        .agg(["size", "sum"])
        .reset_index()
        .set_axis(["Text", heading, "Works", "Cited"], axis=1)
    )


def _shelved(
    name: str,
    works: pd.DataFrame,
    groups: Sequence[str],
    title: str,
    alt: str,
    table: pd.DataFrame,
    note: str,
) -> Figure:
    """Return works as squares on shelves, with their counts above."""
    shelves = {group: f"{group}: {_used(works[works['group'] == group])}" for group in groups}
    columns = {key: f"{short(key)}\n{_list(works[works['source'] == key])}" for key in texts()}
    return Figure(
        name,
        partial(draw.shelves, works, shelves, columns),
        title=title,
        alt=alt,
        table=table,
        sources=_SOURCES,
        kinds=(),
        note=note,
    )


def _used(works: pd.DataFrame) -> str:
    if works.empty:
        return "none"
    return f"{len(works)} work{'s' if len(works) > 1 else ''}, {works['cited'].sum()} cited"


def _list(works: pd.DataFrame) -> str:
    return _used(works).replace(", ", "\n") if len(works) else "no list"
