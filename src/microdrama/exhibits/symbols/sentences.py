"""What the symbols chapter says in sentences that it computes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import short
from microdrama.exhibits.common import read_of
from microdrama.exhibits.symbols.names import named, one
from microdrama.intake.text import listed
from microdrama.show.blocks import Glance, Group, Prose
from microdrama.symbols.network import FRAMEWORK, IDENTITY, REACH
from microdrama.symbols.walks import MOST

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.symbols.codings import Codings


def own_dramas(codings: Codings) -> Group:
    """Say that the chapter shows dramas of the reader's own; nothing if there are none."""
    if not codings.titles:
        return Group(())
    one = len(codings.titles) == 1
    how_many = "one drama" if one else f"{len(codings.titles):,} dramas"
    words = Prose(
        f"**This copy of the page shows {how_many} of your own beside those of the texts.** "
        f"{'It stands' if one else 'They stand'} at the end of each list."
        + (f" The first {MOST} are drawn." if len(codings.titles) > MOST else "")
    )
    return Group((words, *read_of(codings.faults, codings.notes)))


def findings(
    end: str,
    every_path: Sequence[str],
    symbols: Collection[str],
    around: Collection[str],
    strict: bool,
    removed: str,
    reached: Collection[str],
    lost: Collection[str],
    outside: pd.DataFrame,
    scope: str,
) -> Glance:
    """Return three findings.

    Parameters
    ----------
    end : str
        Where paths lead.
    every_path : sequence of str
        Concepts that every path from a symbol to the end passes.
    symbols : collection of str
        All of the framework's symbols.
    around : collection of str
        Those from which a path need not pass symbol purification.
    strict : bool
        Whether by what is stated in so many words every path passes symbol purification.
    removed : str
        A concept that is taken out.
    reached, lost : collection of str
        Outcomes that symbols reach, and those of them that they no longer reach without it.
    outside : pandas.DataFrame
        Cases to whose outcome only relations of other texts lead, as from
        :func:`microdrama.symbols.walks.fits`.
    scope : str
        The network in which outcomes are counted, as sentences name it.
    """
    return Glance(
        [
            (_waist(end, every_path, symbols, around, strict), ""),
            (_cut_off(removed, reached, lost, scope), ""),
            (_not_accounted_for(outside), ""),
        ]
    )


def _waist(
    end: str,
    every_path: Sequence[str],
    symbols: Collection[str],
    around: Collection[str],
    strict: bool,
) -> str:
    """Say what every path passes, and whether purification is part of it."""
    if every_path:
        passes = f"Every path from a symbol to {one(end)} passes {named(every_path)}."
    else:
        passes = f"No concept lies on every path from a symbol to {one(end)}."
    if not around:
        return f"{passes} In our reading no symbol gets there without symbol purification."
    others = "none of them does" if strict else "purification is not required either"
    return (
        f"{passes} Symbol purification, the first of the three steps, depends on the reading: in "
        f"ours {len(around)} of the framework's {len(symbols)} symbols "
        f"{'goes' if len(around) == 1 else 'go'} round it, and by what is stated in so many words "
        f"{others}."
    )


def _cut_off(removed: str, reached: Collection[str], lost: Collection[str], scope: str) -> str:
    """Say how many outcomes a removal costs, and whether those that policy wants are spared."""
    if not lost:
        return f"Without {named([removed])} symbols still reach all {len(reached)} outcomes."
    spared = {"discount-mitigation", "soft-power"} <= set(reached) - set(lost)
    return (
        f"Without {named([removed])} symbols in {scope} no longer reach {len(lost)} of "
        f"{len(reached)} outcomes: {named(sorted(lost))}."
        + (
            " A smaller cultural discount and soft power can be reached without it."
            if spared
            else ""
        )
    )


def _not_accounted_for(outside: pd.DataFrame) -> str:
    """Say for which cases the framework has no way, and how their outcomes are told."""
    if outside.empty:
        return "The framework has a path to the outcome of every case that a text tells."
    many = len(outside) > 1
    count = f"{len(outside)} cases" if many else "one case"
    them = {1: "it", 2: "either"}.get(len(outside), "any of them")
    figure = "" if outside["measured"].any() else f" No figure is printed for {them}."
    how = _outcomes_told(outside)
    return (
        f"The framework has no path to the outcome{'s' if many else ''} of {count} that another "
        f"text tells. {how[:1].upper()}{how[1:]}.{figure}"
    )


def _outcomes_told(cases: pd.DataFrame) -> str:
    """Say of which cases a text asserts its outcome, and of which it only follows."""
    named_with_end = "“" + cases["title"] + "” (" + cases["outcome"].str.lower() + ")"
    asserted, inferred = (
        named_with_end[cases["told"] == how].to_list() for how in ("documented", "inferred")
    )
    parts = []
    if asserted:
        parts.append(f"the text asserts the outcome of {listed(asserted)}")
    if inferred:
        outcome = "that" if asserted else "the outcome"
        parts.append(
            f"{outcome} of {listed(inferred)} only follows from what it says of such dramas in "
            "general"
        )
    return "; ".join(parts)


def removal(lost: Collection[str], still: Collection[str], starts: Sequence[str]) -> Prose:
    """Say which outcomes a removal cuts off, which are still reached, and from where.

    Parameters
    ----------
    lost, still : collection of str
        Outcomes that can no longer be reached, and those that can.
    starts : sequence of str
        Symbols from which they can.
    """
    if not lost:
        return Prose("Without it symbols still reach every outcome (`descendants`).")
    anchored = ", which the text anchors in feelings that all people share"
    return Prose(
        f"Without it no path from a symbol leads to {named(sorted(lost))} any more "
        f"(`descendants`). "
        + (
            f"What can still be reached is {named(sorted(still))}, from "
            f"{'one symbol alone,' if len(starts) == 1 else 'the symbols'} {named(starts)}"
            f"{anchored if list(starts) == ['stolen-heritage'] else ''}."
            if still
            else "Nothing can be reached any more."
        )
    )


def platforms_alone(by_platforms: Collection[str], by_symbols: Collection[str]) -> Prose:
    """Say which outcomes platforms reach, which symbols do, and where the two differ."""
    platforms, symbols = set(by_platforms), set(by_symbols)
    divided = REACH in platforms - symbols and IDENTITY in symbols - platforms
    only_platforms, only_symbols = sorted(platforms - symbols), sorted(symbols - platforms)
    return Prose(
        f"Paths from platforms lead to {named(sorted(platforms))}. "
        f"{_only('symbol', only_platforms)} {_only('platform', only_symbols)}"
        + (
            " In the framework platforms bring dramas to people, and symbols bring people to "
            "identify."
            if divided
            else ""
        )
    )


def _only(kind: str, ends: Sequence[str]) -> str:
    """Say to what nothing of a kind leads."""
    if not ends:
        return f"There is no outcome among these to which a {kind} does not lead as well."
    return f"No {kind} leads to {named(ends)}."


def branching(shared: Sequence[str], without_reading: Sequence[str]) -> Prose:
    """Say what the surface path and the deep path have in common, and how firm that is.

    Parameters
    ----------
    shared, without_reading : sequence of str
        Concepts that every path of both kinds passes, by all relations and by those that are
        stated in so many words.
    """
    if len(shared) != 1:
        what = f"Both paths must pass {named(shared)}" if shared else "The two paths share nothing"
        return Prose(f"{what} (`immediate_dominators`, compared).")
    firm = (
        "So it is by what is stated in so many words as well."
        if list(without_reading) == list(shared)
        else "This rests on our reading: by what is stated in so many words no path leads from "
        f"{named(shared)} to both ends."
    )
    return Prose(
        f"They part at once: both must pass {named(shared)}, and share no concept after it "
        f"(`immediate_dominators`, compared). {firm}"
    )


def could_it_fail(fit: pd.DataFrame, by_steps: pd.DataFrame) -> Prose:
    """Say which cases could have shown the framework wrong.

    Parameters
    ----------
    fit, by_steps : pandas.DataFrame
        What :func:`microdrama.symbols.walks.fits` and
        :func:`microdrama.symbols.walks.outcomes_by_steps` return.
    """
    own = fit[fit["text"] == short(FRAMEWORK)]
    welcome = own[own["wanted"].astype(bool)]
    empty = (by_steps[["welcome", "unwelcome", "untold"]].sum(axis=1) == 0).sum()
    bad = len(own) - len(welcome)
    bad_in_words = {0: "none", 1: "one"}.get(bad, f"{bad}")
    return Prose(
        f"In the framework's own text {bad_in_words} of {len(own)} cases "
        f"{'end' if bad > 1 else 'ends'} badly"
        + (", and it is the one that takes none of the three steps" if bad == 1 else "")
        + f". No case takes the steps and fails, and for {empty} of {len(by_steps)} combinations "
        f"of steps there is no case at all. {_good_ends(welcome)} So the text's cases could not "
        "have shown the framework wrong. "
        + _closer_to_a_test(fit[fit["way"] == "only with other texts"])
    )


def _good_ends(welcome: pd.DataFrame) -> str:
    """Say of how many good ends a text asserts, implies and measures."""
    stated = (welcome["told"] == "documented").sum()
    measured = welcome["measured"].sum()
    return (
        f"Of the {len(welcome)} good ends the text asserts {stated or 'none'}, and the others are "
        f"inferred from what it says in general; {measured or 'none'} "
        f"{'are' if measured > 1 else 'is'} measured."
    )


def _closer_to_a_test(outside: pd.DataFrame) -> str:
    """Say what the cases show for which the framework has no path."""
    if outside.empty:
        return "No case of another text ends where no path of the framework leads."
    titles = listed([f"*{title}*" for title in outside["title"]])
    return (
        f"The cases of another text come closer to a test: {titles}, as they are told, take none "
        "of the three steps, and the framework has no path to their ends. They show where it "
        f"stops and do not refute it, for {_outcomes_told(outside)}. The framework speaks of one "
        "culture's symbols that are carried abroad. These dramas fit the look to the viewers, or "
        "mix stock figures of several cultures, the overbearing CEO of Chinese online romance "
        "among them. How much of a culture travels in this way is a question that neither text "
        "asks."
    )


def our_reading(tested: pd.DataFrame) -> Prose:
    """Say which findings rest on our reading.

    Parameters
    ----------
    tested : pandas.DataFrame
        What :func:`microdrama.symbols.robustness.robustness` returns.
    """
    fragile = tested.loc[~tested["stated"], "hypothesis"].to_list()
    firm = len(tested) - len(fragile)
    if not fragile:
        first = f"All {firm} findings hold without our reading."
    else:
        first = (
            f"Of {len(tested)} findings {firm or 'none'} {'hold' if firm > 1 else 'holds'} without "
            "our reading. "
            f"{'This one does' if len(fragile) == 1 else 'These do'} not: "
            f"{'; '.join(finding.lower() for finding in fragile)}."
        )
    return Prose(
        f"{first} Where a tenth of the relations is dropped at random a finding is often lost for "
        "a plain reason: the network has then lost its way to the end as well."
    )
