"""What claims rest on outside their own text."""

from __future__ import annotations

from functools import partial

import pandas as pd

from microdrama.charts import references as draw
from microdrama.evidence.citations.backing import BACKING
from microdrama.exhibits.references.words import KINDS, together
from microdrama.show.blocks import Links, Table
from microdrama.show.figure import Figure

_LISTED = BACKING[0]


def by_kind_of_claim(counts: pd.DataFrame) -> Figure:
    """Return for which kinds of claim a work is cited.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.citations.backing.claims_by_backing` returns.
    """
    shares = _shares(counts, "kind")
    most, none = _summed(shares).iloc[0], without(counts)
    title = (
        f"A listed work is cited for {most.listed} of {most.total} claims about {KINDS[most.name]}"
    )
    return _figure(
        "claims-by-kind",
        shares,
        heading="Kind",
        title=f"{title}, and for none of the claims about {none}" if none else title,
        alt=(
            "One bar for each kind of claim, divided by what the claims rest on. In the bar of "
            "theories a good half rests on a listed work, in that of statistics a sixth and a "
            "little more on a source that is not listed, in the others about a tenth or less. The "
            "bars of stages, methods, recommendations and cases are grey throughout: no citation."
        ),
    )


def by_text(counts: pd.DataFrame) -> Figure:
    """Return in which texts a work is cited for the claims; see :func:`by_kind_of_claim`."""
    shares = _shares(counts, "text")
    sums = _summed(shares)
    first = sums.iloc[0]
    title = f"A listed work is cited for {first.listed} of {first.total} claims in {first.name}"
    some = sums[sums["listed"] > 0]
    if len(some) > 1:
        last = some.iloc[-1]
        title += f", and for {last.listed} of {last.total} in {last.name}"
    return _figure(
        "claims-by-text",
        shares,
        heading="Text",
        title=title,
        alt=(
            "One bar for each text, divided by what its claims rest on. About a quarter of the bar "
            "of Zhang and Lin rests on a listed work, a tenth of that of Meng, a small part of "
            "those of Zhao and of Wang and Srijinda, and nothing of the news report. The rest is "
            "grey: no citation."
        ),
    )


def without(counts: pd.DataFrame, most: int = 4) -> str:
    """Name the kinds of claim for which no listed work is cited, the commonest first.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.citations.backing.claims_by_backing` returns.
    most : int
        So many kinds are named.
    """
    sums = _summed(_shares(counts, "kind"))
    bare = sums[sums["listed"] == 0].sort_values("total", ascending=False, kind="stable")[:most]
    named = [f"{KINDS[str(row.Index)]} ({row.total:,})" for row in bare.itertuples()]
    return together(named, "or") if named else ""


def _shares(counts: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the parts of each group's bar in per cent, the group with the largest share first."""
    parts = counts.groupby([column, "backing"], sort=False)["claims"].sum().reset_index()
    parts = parts.rename(columns={column: "group"})
    parts["place"] = parts["backing"].map(BACKING.index)
    parts["total"] = parts.groupby("group")["claims"].transform("sum")
    listed = parts[parts["backing"] == _LISTED].set_index("group")["claims"]
    parts["listed"] = parts["group"].map(listed).fillna(0).astype(int)
    parts["rank"] = -parts["listed"] / parts["total"]
    parts = parts.sort_values("place", kind="stable")
    parts = parts.sort_values(["rank", "total"], ascending=[True, False], kind="stable")
    groups = {group: rank for rank, group in enumerate(parts["group"].unique())}
    parts = parts.sort_values(["group"], key=lambda names: names.map(groups), kind="stable")
    ends = parts.groupby("group", sort=False)["claims"].cumsum()
    return parts.assign(
        start=100 * (ends - parts["claims"]) / parts["total"], end=100 * ends / parts["total"]
    ).reset_index(drop=True)


def _summed(shares: pd.DataFrame) -> pd.DataFrame:
    """Return listed and total by group, in the order of the bars."""
    return shares.drop_duplicates("group").set_index("group")[["listed", "total"]]


def _figure(name: str, shares: pd.DataFrame, heading: str, title: str, alt: str) -> Figure:
    labels = [
        f"{row.group}: {row.listed or 'none'} of {row.total} on a listed work"
        for row in shares.itertuples()
    ]
    columns = {"group": heading, "backing": "Rest on", "claims": "Claims", "total": "Of"}
    return Figure(
        name,
        partial(draw.shares, shares.assign(label=labels)),
        title=title,
        alt=alt,
        table=shares[list(columns)].rename(columns=columns),
        sources=["the ledger, and every citation in the bodies of the texts"],
        kinds=("recomputed",),
        note="A text's own results need no citation; what is counted is only whether one stands.",
    )


def theories(backing: pd.DataFrame) -> Table:
    """Return the theories that a text uses without citing a work of its list for them.

    Parameters
    ----------
    backing : pandas.DataFrame
        What :func:`microdrama.evidence.citations.backing.claim_backing` returns.
    """
    bare = backing[(backing["kind"] == "theory") & (backing["backing"] != _LISTED)]
    columns = {"text": "Text", "words": "Theory, as the text uses it", "backing": "It rests on"}
    claims = zip(bare["claim"], bare["statement"], strict=True)
    rows = bare.assign(words=[Links({claim_id: words}) for claim_id, words in claims])
    return Table(
        rows[list(columns)].rename(columns=columns),
        label="Theories for which no listed work is cited",
        whole=True,
    )
