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
    words = Prose(
        "**This copy of the chapter shows dramas of your own beside those of the texts: "
        f"{len(codings.titles):,} of them.** They stand at the end of each list."
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
    spared = {"discount-mitigation", "soft-power"} <= set(reached) - set(lost)
    passes = (
        f"every path passes {named(every_path)}" if every_path else "no concept is on every path"
    )
    return Glance(
        [
            (
                f"On the way to {one(end)} {passes}. "
                "Whether it must pass symbol purification depends on the reading: in ours "
                f"{len(around)} of the framework's {len(symbols)} symbols go round it; by what is "
                f"stated in so many words {'it must' if strict else 'it need not either'}.",
                "",
            ),
            (
                f"In {scope} {len(lost)} of {len(reached)} outcomes "
                f"can no longer be reached from a symbol without {named([removed])}"
                + ("; smaller loss of value abroad and soft power still can." if spared else "."),
                "",
            ),
            (_not_accounted_for(outside), ""),
        ]
    )


def _not_accounted_for(outside: pd.DataFrame) -> str:
    """Say for which cases the framework has no way, and how their outcomes are told."""
    if outside.empty:
        return "The framework has a way to the outcome of every case that a text tells."
    count = "one case" if len(outside) == 1 else f"{len(outside)} cases"
    how = _outcomes_told(outside)
    figure = "" if outside["measured"].any() else " No figure is printed."
    return (
        f"For {count} of another text the framework has no way. {how[:1].upper()}{how[1:]}.{figure}"
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
    shared = ", which the text anchors in feelings that all people share"
    cut_off = f"no path from a symbol leads to {named(sorted(lost))} any more. Still reached"
    return Prose(
        f"Without it {cut_off if lost else 'symbols still reach every outcome'} "
        f"(`descendants`): {named(sorted(still))}. All these paths start from {named(starts)}"
        f"{shared if list(starts) == ['stolen-heritage'] else ''}."
    )


def platforms_alone(by_platforms: Collection[str], by_symbols: Collection[str]) -> Prose:
    """Say which outcomes platforms reach, which symbols do, and where the two differ."""
    platforms, symbols = set(by_platforms), set(by_symbols)
    divided = REACH in platforms - symbols and IDENTITY in symbols - platforms
    return Prose(
        f"From platforms paths lead to {named(sorted(platforms))}. No symbol leads to "
        f"{named(sorted(platforms - symbols))}; no platform leads to "
        f"{named(sorted(symbols - platforms))}."
        + (
            " In the framework platforms bring dramas to people, and symbols bring people to "
            "identify."
            if divided
            else ""
        )
    )


def branching(shared: Sequence[str], without_reading: Sequence[str]) -> Prose:
    """Say what the surface path and the deep path have in common, and how firm that is.

    Parameters
    ----------
    shared, without_reading : sequence of str
        Concepts that every path of both kinds passes, by all relations and by those that are
        stated in so many words.
    """
    if len(shared) != 1:
        return Prose(f"What both must pass is {named(shared)} (`immediate_dominators`, compared).")
    firm = (
        "So it is by what is stated in so many words as well."
        if list(without_reading) == list(shared)
        else "This rests on our reading: by what is stated in so many words no path leads from "
        f"{named(shared)} to both ends."
    )
    return Prose(
        f"At once. What both must pass is {named(shared)}, and nothing after it "
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
    stated = (welcome["told"] == "documented").sum()
    measured = welcome["measured"].sum()
    empty = (by_steps[["welcome", "unwelcome", "untold"]].sum(axis=1) == 0).sum()
    return Prose(
        f"In the framework's own text {len(own) - len(welcome)} of {len(own)} cases ends badly, "
        "and it is the one that takes none of the three steps. No case takes the steps and fails; "
        f"{empty} of {len(by_steps)} combinations have no case at all. Of the {len(welcome)} good "
        f"ends the text asserts {stated}, the others are inferred, and {measured or 'none'} "
        f"{'are' if measured > 1 else 'is'} measured. So the text's cases could not have shown the "
        "framework wrong. " + _closer_to_a_test(fit[fit["way"] == "only with other texts"])
    )


def _closer_to_a_test(outside: pd.DataFrame) -> str:
    """Say what the cases show for which the framework has no path."""
    if outside.empty:
        return "No case of another text ends where the framework has no path to."
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
    fragile = tested.loc[~tested["stated"], "hypothesis"].str.lower()
    exceptions = f" What does not: {'; '.join(fragile)}." if len(fragile) else ""
    return Prose(
        f"{len(tested) - len(fragile)} of {len(tested)} findings hold without our reading."
        f"{exceptions} That a share of the networks without a tenth of their relations loses a "
        "finding is no wonder: most have then lost a way to the end as well."
    )
