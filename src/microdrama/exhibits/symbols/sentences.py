"""What the symbols chapter says in sentences that it computes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import short
from microdrama.exhibits.symbols.names import named, one
from microdrama.show.blocks import Glance, Group, Prose
from microdrama.symbols.network import FRAMEWORK, IDENTITY, REACH
from microdrama.symbols.walks import MOST

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.symbols.codings import Codings


def own_dramas(codings: Codings) -> Prose | Group:
    """Say that the chapter shows dramas of the reader's own; nothing if there are none."""
    if not codings.titles:
        return Group(())
    return Prose(
        "**This copy of the chapter shows dramas of your own beside those of the texts: "
        f"{len(codings.titles):,} of them.** They stand at the end of each list."
        + (f" The first {MOST} are drawn." if len(codings.titles) > MOST else "")
    )


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
        Cases to which only relations of other texts lead.
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
                f"Without {named([removed])} {len(lost)} of {len(reached)} outcomes can no longer "
                "be reached from a symbol"
                + ("; smaller loss of value abroad and soft power still can." if spared else "."),
                "",
            ),
            (
                f"{len(outside)} cases of another text succeed abroad on a way that the framework "
                "does not have.",
                "disputed",
            ),
        ]
    )


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


def branching(shared: Sequence[str]) -> Prose:
    """Say what the surface path and the deep path have in common.

    Parameters
    ----------
    shared : sequence of str
        Concepts that every path of both kinds passes.
    """
    if len(shared) != 1:
        return Prose(f"What both must pass is {named(shared)} (`immediate_dominators`, compared).")
    return Prose(
        f"At once. What both must pass is {named(shared)}, and nothing after it "
        "(`immediate_dominators`, compared). The two stages of the text are two ways from one "
        "source. They are not two lengths of one way: nothing that the surface path has done is of "
        "use on the deep one."
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
    welcome = own["wanted"].astype(bool).sum()
    outside = fit.loc[fit["way"] == "only with other texts", "title"]
    empty = (by_steps[["welcome", "unwelcome", "untold"]].sum(axis=1) == 0).sum()
    return Prose(
        f"In the framework's own text {len(own) - welcome} of {len(own)} cases ends badly, and it "
        "is the one that takes none of the three steps. No case takes the steps and fails; "
        f"{empty} of {len(by_steps)} combinations have no case at all. So the text's cases could "
        "not have shown the framework wrong. The cases of another text can: "
        f"{' and '.join(outside)} take none of the three steps, have no local symbol at all, and "
        "are told as successes. The framework has no path for them. It speaks of how a culture "
        "travels, and they travel by leaving it at home."
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
