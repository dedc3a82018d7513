"""What the page adds up to, in three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.citations.backing import BACKING
from microdrama.evidence.citations.works import NEARNESS
from microdrama.evidence.ledger import short
from microdrama.exhibits.references.claims import without
from microdrama.exhibits.references.words import are, counted, least_used
from microdrama.show.blocks import Glance

if TYPE_CHECKING:
    import pandas as pd


def findings(
    works: pd.DataFrame, shared: pd.DataFrame, places: pd.DataFrame, counts: pd.DataFrame
) -> Glance:
    """Return what the page adds up to, in three sentences.

    Parameters
    ----------
    works, shared : pandas.DataFrame
        What ``works`` and ``shared_works`` of :mod:`microdrama.evidence.citations.works` return.
    places : pandas.DataFrame
        What :func:`microdrama.evidence.citations.passages.passages` returns.
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.citations.backing.claims_by_backing` returns.
    """
    by_two = (shared["cited_by"].map(len) > 1).sum()
    alike = counted(len(shared), "work stands", "works stand")
    both = are(by_two)
    listed = counts.loc[counts["backing"] == BACKING[0], "claims"].sum()
    none = without(counts)
    return Glance(
        [
            (
                f"Among {counted(places['work'].nunique(), 'work')} that the texts list, {alike} "
                f"in more than one list, and {both} cited by two of the texts.",
                "",
            ),
            (_unused_line(works), ""),
            (
                f"A listed work is cited for {listed:,} of {counts['claims'].sum():,} claims"
                + (f", and for none of those about {none}." if none else "."),
                "",
            ),
        ]
    )


def _unused_line(works: pd.DataFrame) -> str:
    """Say which text leaves most of its list uncited, and what that leaves out."""
    source = least_used(works)
    if not source:
        return "Every work that a text lists is cited in it."
    own = works[works["source"] == source]
    bare = own[own["citations"] == 0]
    near, all_near = ((part["about"] == NEARNESS[0]).sum() for part in (bare, own))
    others = ((works["citations"] == 0) & (works["source"] != source)).sum()
    rest = f"in the other lists {are(others)}" if others else "the other lists are used in full"
    return (
        f"Of {counted(len(own), 'work')} in the list of {short(source)}, {are(len(bare))} never "
        f"cited{_among(near, all_near)}; {rest}."
    )


def _among(near: int, all_near: int) -> str:
    """Say how many of the works that are not used are about micro-drama."""
    if not near:
        return ""
    those = f"{near} of {all_near}"
    if near == all_near:
        those = "the only one" if near == 1 else f"all {near}"
    return f", among them {those} about micro-drama"
