"""The conversation as a network: pairs of texts, bridges, and what hangs on its links."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from microdrama import synthesis
from microdrama.charts import synthesis as draw
from microdrama.evidence.ledger import claim, short, texts
from microdrama.show.blocks import Links, Pairs, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

_SOURCES = ("the ledger; links are our reading",)


def _names() -> Mapping[str, str]:
    return {key: short(key) for key in texts()}


def between(links: pd.DataFrame) -> Figure:
    """Return how many links join each pair of texts, and in which way.

    Parameters
    ----------
    links : pandas.DataFrame
        What :func:`microdrama.synthesis.links_between_texts` returns.
    """
    stances = list(draw.STANCE_COLOURS)
    parts = links.assign(
        pair=links["one"] + " and " + links["other"],
        stance=links["relation"].map(synthesis.STANCES),
    )
    counts = parts.groupby(["pair", "stance"], sort=False)["links"].sum().reset_index()
    counts["place"] = counts["stance"].map(stances.index)
    counts["first"] = counts.groupby("pair")["place"].transform("min")
    totals = counts.groupby("pair", sort=False)["links"].sum()
    totals = totals.sort_values(ascending=False, kind="stable")
    order = {pair: rank for rank, pair in enumerate(totals.index)}
    counts = counts.sort_values("place", kind="stable").sort_values(
        "pair", key=lambda pairs: pairs.map(order), kind="stable"
    )
    return Figure(
        "between",
        partial(draw.between, counts),
        title=(f"{totals.index[0]} have most to say to each other, {totals.index[-1]} least"),
        alt=(
            "One bar for each pair of texts, as long as the number of links between them, with a "
            "part for links that agree, that limit and that contradict."
        ),
        table=counts[["pair", "stance", "links"]].rename(
            columns={"pair": "Texts", "stance": "How they meet", "links": "Links"}
        ),
        sources=_SOURCES,
        kinds=(),
    )


def bridges(bridges: pd.DataFrame) -> Table:
    """Return the links between texts over which the most ways between claims run.

    Parameters
    ----------
    bridges : pandas.DataFrame
        What :func:`microdrama.synthesis.bridges` returns.
    """
    columns = {"one": "Claim", "relation": "Link", "other": "Other claim", "note": "Why"}
    return Table(
        _linked(bridges)[list(columns)].rename(columns=columns),
        label="The links between texts that hold the conversation together",
    )


def tensions(tensions: pd.DataFrame) -> Pairs:
    """Return contradictions side by side, with what hangs on them.

    Parameters
    ----------
    tensions : pandas.DataFrame
        Contradictions, as :func:`microdrama.synthesis.by_dependents` orders them.
    """
    return Pairs(
        [
            (
                claim(row.start),
                claim(row.end),
                f"{row.note} On it hang {row.hangs} claims, {row.advice} of them advice.",
            )
            for row in tensions.itertuples()
        ],
        _names(),
    )


def agreements(agreements: pd.DataFrame) -> Table:
    """Return agreements with what hangs on them.

    Parameters
    ----------
    agreements : pandas.DataFrame
        Links that support, as :func:`microdrama.synthesis.by_dependents` orders them.
    """
    columns = {
        "one": "Claim",
        "other": "Claim of another text",
        "note": "What they agree on",
        "hangs": "Claims that hang on it",
        "advice": "Advice among them",
    }
    return Table(
        _linked(agreements)[list(columns)].rename(columns=columns),
        label="Agreements, by what hangs on them",
        formats={"Claims that hang on it": "d", "Advice among them": "d"},
    )


def _linked(links: pd.DataFrame) -> pd.DataFrame:
    """Return links with both statements as ways to the ledger."""
    return links.assign(one=_links(links, "start", "one"), other=_links(links, "end", "other"))


def _links(frame: pd.DataFrame, ids: str, words: str) -> list[Links]:
    return [
        Links({claim_id: statement})
        for claim_id, statement in zip(frame[ids], frame[words], strict=True)
    ]
