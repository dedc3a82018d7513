"""Reach and money abroad: what printed numbers imply, countries, trackers, local titles."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination.abroad import reach as draw
from microdrama.evidence import claim
from microdrama.evidence.ledger import short
from microdrama.exhibits.common import GRADES
from microdrama.show.blocks import Links, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd


def quotients(ratios: pd.DataFrame) -> Table:
    """Return what the printed numbers of reach allow one to divide, as a table.

    Parameters
    ----------
    ratios : pandas.DataFrame
        What :func:`microdrama.dissemination.reach.ratios` returns.
    """
    rows = ratios.assign(
        what=ratios["what"].str.capitalize(),
        printed=[
            Links({above: claim(above).number, below: claim(below).number}, between=" and ")
            for above, below in zip(ratios["above"], ratios["below"], strict=True)
        ],
        bound=[_bound(low, high) for low, high in zip(ratios["low"], ratios["high"], strict=True)],
    )
    columns = {"what": "Quotient", "printed": "From", "bound": "What follows"}
    return Table(
        rows[list(columns)].rename(columns=columns),
        label="What the printed numbers of reach imply when one divides them",
    )


def _bound(low: float, high: float) -> str:
    """Say between which ends a quotient lies."""
    if low <= 0 and math.isinf(high):
        return "nothing"
    if math.isinf(high):
        return f"at least {low:,.0f}"
    return f"at most {high / 1e6:.1f} million" if low <= 0 else f"{low:,.0f} to {high:,.0f}"


def counted(published: pd.DataFrame, label: str) -> Table:
    """Return published figures, each with what it counts, who prints it and how it was read.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evidence.published.published` returns.
    label : str
        What the table shows.
    """
    rows = published.assign(
        number=published["shown"] + ", " + published["period"],
        whose=published["publisher"] + " (" + published["grade"] + ")",
    )
    columns = {"definition": "What is counted", "number": "Number", "whose": "Whose (grade)"}
    return Table(
        rows[list(columns)].rename(columns=columns),
        label=f"{label}. {GRADES}",
        whole=True,
    )


def people(published: pd.DataFrame) -> Table:
    """Return how many people or downloads others count abroad."""
    return counted(published, "People and downloads abroad, as others count them")


def countries(coverage: pd.DataFrame) -> Figure:
    """Return the claimed numbers of countries beside the lists that could be meant.

    Parameters
    ----------
    coverage : pandas.DataFrame
        What :func:`microdrama.dissemination.reach.coverage` returns.
    """
    claimed = coverage["kind"] == "claimed"
    keys = [claim(i).source if c else "" for i, c in zip(coverage["id"], claimed, strict=True)]
    lists = {"W01": "{:.0f} members of the United Nations", "W02": "{:.0f} codes of ISO 3166"}
    data = coverage.assign(
        text=keys,
        number="reported",
        label=[
            f"{short(key)}: more than {row.value:.0f}" if key else lists[row.id].format(row.value)
            for key, row in zip(keys, coverage.itertuples(), strict=True)
        ],
    )
    states = coverage.loc[~claimed, "value"].min()
    company = coverage.loc[claimed, "value"].max()
    columns = {"what": "What is counted", "value": "Number"}
    return Figure(
        "countries",
        partial(draw.countries, data),
        title=(
            f"More than {company:.0f} “countries and regions” cannot all be states: the United "
            f"Nations have {states:.0f} members"
        ),
        alt=(
            "Two bars on an axis of countries. One starts at 150 and one at 230; both may reach "
            "to 249, the number of country codes. A dashed line at 193, the members of the United "
            "Nations, crosses the first bar and lies before the second."
        ),
        table=coverage[list(columns)].rename(columns=columns),
        sources=[short("meng2025"), short("zhejiang2025"), "kdq for the two lists"],
        note="Each claim says “more than”; its bar runs on to the longest list.",
    )


def _over_time(published: pd.DataFrame) -> pd.DataFrame:
    """Return figures with their tracker, and the end and the middle of their period."""
    known = published["publisher"].isin(set(draw.TRACKERS) - {"others"})
    return published.assign(
        tracker=published["publisher"].where(known, "others"),
        stop=published["end"],
        centre=published["start"] + (published["end"] - published["start"]) / 2,
        kind="recomputed",
    )


def by_month(published: pd.DataFrame) -> Figure:
    """Return revenue abroad by the month, by each tracker.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.dissemination.reach.by_month` returns.
    """
    data = _over_time(published)
    early = data[(data["start"] >= "2025-01-01") & (data["end"] <= "2025-03-31")]
    low, high = (early.loc[at] for at in (early["monthly"].idxmin(), early["monthly"].idxmax()))
    columns = {
        "period": "Period",
        "publisher": "Publisher",
        "shown": "As printed",
        "monthly": "Million dollars a month",
        "definition": "Counts",
        "grade": "Grade",
    }
    table = data.assign(monthly=data["monthly"].round(1))[list(columns)].rename(columns=columns)
    return Figure(
        "by-month",
        partial(draw.by_month, data),
        title=(
            f"For the first months of 2025 one tracker has {high['monthly']:.0f} million dollars "
            f"a month and another {low['monthly']:.0f}"
        ),
        alt=(
            "Level lines, each over the period of one published figure, at the height of its "
            "average month. They rise from almost nothing in early 2023 to some fifty million "
            "dollars in 2024, and spread from about sixty to over three hundred million in 2025."
        ),
        table=table,
        sources=["the publishers in the table", GRADES],
        kinds=("recomputed",),
        note=(
            "An average month is the printed amount divided by the months that it covers; yuan "
            "converted. What is counted differs: app stores alone, or advertising and payment on "
            "the web too; before or after the stores' fees."
        ),
    )


def local_titles(titles: pd.DataFrame, revenue: pd.DataFrame) -> Figure:
    """Return the share of local originals among titles beside their share of revenue.

    Parameters
    ----------
    titles, revenue : pandas.DataFrame
        One row each of :func:`microdrama.evidence.published.published`, in per cent.
    """
    import pandas as pd

    share, low, high = titles["value"].iloc[0], revenue["low"].iloc[0], revenue["high"].iloc[0]
    kinds = ["made abroad", "one or the other", "translated"]
    parts = [
        ("Titles abroad", kinds[0], 0, share),
        ("Titles abroad", kinds[2], share, 100),
        ("Revenue inside the apps", kinds[0], 0, low),
        ("Revenue inside the apps", kinds[1], low, high),
        ("Revenue inside the apps", kinds[2], high, 100),
    ]
    data = pd.DataFrame(parts, columns=["of", "part", "begin", "end"])
    data["words"] = [f"{row.begin:.0f} to {row.end:.0f}" for row in data.itertuples()]
    columns = {"of": "Share of", "part": "Part", "words": "Per cent, from and to"}
    return Figure(
        "local-titles",
        partial(draw.local_titles, data),
        title=(
            f"The {share:.0f}% of titles that are made abroad are said to bring {low:.0f} to "
            f"{high:.0f}% of the revenue"
        ),
        alt=(
            "Two bars of a hundred per cent. Of titles a small part at the left is made abroad "
            "and the rest is translated; of revenue about three quarters come from titles made "
            "abroad, a narrow part is open, and the rest comes from translations."
        ),
        table=data[list(columns)].rename(columns=columns),
        sources=["Guancha, August 2025, read in a machine summary"],
        note="Whose count it is, of which apps and months, the summary does not say.",
    )
