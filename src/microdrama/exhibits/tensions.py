"""The exhibits of the page that reads the texts against themselves and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts import tensions as draw
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits import common
from microdrama.show.blocks import Folded, Glance, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    from microdrama.show.places import Places

#: How many places of a section are open; the others fold away.
SHOWN = 4


def findings(own: pd.DataFrame, across: pd.DataFrame) -> Glance:
    """Return three findings: how many places, the one with most on it, the most frequent kinds.

    Parameters
    ----------
    own, across : pandas.DataFrame
        What :func:`microdrama.evidence.tensions.within` and ``between`` return.
    """
    total = len(own) + len(across)
    both = sum((frame["readers"] == "both").sum() for frame in (own, across))
    heaviest = own.iloc[0]
    frequent = own["kind"].value_counts().head(2)
    return Glance(
        [
            (
                f"Two readers found {len(own)} places within the texts that a referee would ask "
                f"about, and {len(across)} at which two texts part. Neither saw the other's notes; "
                f"{both} of the {total} places were found by both.",
                "",
            ),
            (
                f"Most hangs on a question to {short(heaviest['source'])}: "
                f"{heaviest['asks'][0].lower()}{heaviest['asks'][1:]} On it hang "
                f"{heaviest['dependents']} of the text's claims.",
                "",
            ),
            (
                f"Of the places within texts, {frequent.sum()} are of two kinds: "
                f"{_listed([f'“{kind}” ({count})' for kind, count in frequent.items()])}.",
                "",
            ),
        ]
    )


def kinds(own: pd.DataFrame, counts: pd.DataFrame) -> Figure:
    """Return the kinds of place, text by text.

    Parameters
    ----------
    own : pandas.DataFrame
        What :func:`microdrama.evidence.tensions.within` returns.
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.tensions.kinds_by_text` returns.
    """
    total = counts.groupby("kind", sort=False)["places"].sum()
    everywhere = [kind for kind, rows in counts.groupby("kind", sort=False) if rows["places"].all()]
    named = _listed([f"“{kind}”" for kind in everywhere])
    by_text = counts.groupby("text", sort=False)["places"].sum()
    placed = own.assign(
        label=[f"{kind}: {total[kind]}" for kind in own["kind"]],
        both=own["readers"] == "both",
        row=own["kind"].map(list(total.index).index),
    ).sort_values(["row", "both"], ascending=[True, False], kind="stable")
    columns = {"kind": "Kind of place", "text": "Text", "places": "Places"}
    return Figure(
        "kinds",
        partial(
            draw.dots,
            placed[["label", "source", "both", "asks"]],
            names={key: short(key) for key in texts()},
        ),
        title=(
            f"Only {named} {'occurs' if len(everywhere) == 1 else 'occur'} in every text"
            if everywhere
            else "No kind of place occurs in every text"
        ),
        alt=(
            "A grid of dots, one row for each kind of place and one column for each text, the most "
            f"frequent kind on top. {_listed([f'{text} has {n}' for text, n in by_text.items()])} "
            f"dots. The row on top is “{total.index[0]}” with {total.iloc[0]}, the one at the "
            f"bottom “{total.index[-1]}” with {total.iloc[-1]}. Most dots are full."
        ),
        table=counts[list(columns)].rename(columns=columns),
        sources=["the table of places; what is a place, and of which kind, is our reading"],
        kinds=("recomputed",),
        note="Each dot is a place: full if both readers found it, a ring if one of them did.",
    )


def meanings(of_kinds: Mapping[str, str]) -> Folded:
    """Return what each kind of place means, folded away."""
    frame = pd.DataFrame({"Kind": list(of_kinds), "What it means": list(of_kinds.values())})
    return Folded("What each kind means", Table(frame, "Kinds of place", whole=True))


def of_one_text(places: pd.DataFrame) -> Places:
    """Return the places of one text."""
    return common.places(places, f"{short(places['source'].iloc[0])} read against itself", SHOWN)


def between_texts(places: pd.DataFrame) -> Places:
    """Return the places at which two texts part on the same question, all of them open."""
    return common.places(places, f"Between texts: {places['about'].iloc[0]}", len(places))


def _listed(words: Sequence[str]) -> str:
    """Return words as a list that ends with *and*."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last
