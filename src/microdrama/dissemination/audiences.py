"""Who watches and who pays: printed shares with what each is a share of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.dissemination import frechet
from microdrama.evidence.intervals import Interval, value_of
from microdrama.evidence.ledger import claims, short
from microdrama.evidence.quantities import figures, quantity
from microdrama.package import Fault, current, printed, rows, table

if TYPE_CHECKING:
    import pandas as pd


def shares(group: str) -> pd.DataFrame:
    """Return what texts and publishers print as shares of an audience.

    Parameters
    ----------
    group : str
        ``content``, ``paying``, ``age``, ``women`` or ``place``.

    Returns
    -------
    pandas.DataFrame
        One row a share, in the order of ``shares.csv``: ``number`` (id of the claim or figure),
        ``asks``, ``whole``, ``value`` (as printed), ``low`` and ``high`` (all it can stand for,
        in per cent), ``shown``, ``source`` (key of the text, or empty), ``who`` (text or
        publisher), ``youngest`` and ``oldest`` (years), ``grade`` (of a figure).
    """
    frame = table("shares")
    frame = frame[frame["group"] == group].drop(columns="group").reset_index(drop=True)
    values = [percentage(number) for number in frame["number"]]
    figure = printed("figures").set_index("id")
    names = table("publishers").set_index("publisher")["short"]
    sources = [claims()[number].source if number in claims() else "" for number in frame["number"]]
    return frame.assign(
        value=[_as_printed(number) for number in frame["number"]],
        low=[values.low for values in values],
        high=[values.high for values in values],
        shown=[quantity(number).shown for number in frame["number"]],
        source=sources,
        who=[
            short(source) if source else names.get(quantity(number).label, quantity(number).label)
            for source, number in zip(sources, frame["number"], strict=True)
        ],
        grade=[figure["grade"].get(number, "") for number in frame["number"]],
    )


def of_text(source: str) -> pd.DataFrame:
    """Return the shares that one text prints, of all groups.

    Parameters
    ----------
    source : str
        Key of the text.
    """
    import pandas as pd

    groups = dict.fromkeys(table("shares")["group"])
    frame = pd.concat([shares(group) for group in groups], ignore_index=True)
    return frame[frame["source"] == source].reset_index(drop=True)


def percentage(number: str) -> Interval:
    """Return all the values that a printed share can stand for, between 0 and 100 per cent.

    Parameters
    ----------
    number : str
        Id of a claim or of a published figure.
    """
    part = frechet.share(quantity(number).interval)
    return Interval(100 * part.low, 100 * part.high)


def _as_printed(number: str) -> float:
    """Return a share as printed, in per cent."""
    row = claims().get(number)
    return value_of(row.value if row else printed("figures").set_index("id")["value"][number])


#: What joint shares are asked of: ids of the claims.
YOUNG, WOMEN, WILLING = "meng2025-young-users", "meng2025-women", "meng2025-willing-to-pay"


def young_women() -> Interval:
    """Return the bounds of young women among core users, if both shares are of core users."""
    return _percent(frechet.at_once(_share(YOUNG), _share(WOMEN)))


def young_women_who_would_pay() -> Interval:
    """Return the bounds of young women who would pay, if all three were shares of core users."""
    return _percent(frechet.at_once(*map(_share, (YOUNG, WOMEN, WILLING))))


def women_among_all() -> Interval:
    """Return the bounds of women among core users, if the printed share is one of the young."""
    young, women = _share(YOUNG), _share(WOMEN)
    return Interval(100 * young.low * women.low, 100 * (1 - young.low * (1 - women.high)))


def core_at_most(older: str) -> float:
    """Return the largest share of all users that core users can be, in per cent.

    Parameters
    ----------
    older : str
        Id of a figure: the share of users who are too old to be young. All others are taken to be
        young, children too, so that the bound is the most generous one.
    """
    all_young = Interval(0.0, 1 - _share(older).low)
    return 100 * frechet.largest_part(_share(YOUNG), all_young)


def paid_with_money(paid: str = "N057", member: str = "N059a", adverts: str = "N059b") -> Interval:
    """Return the bounds of those who paid with money, if all three are shares of all asked.

    Members have paid with money. Of those who say that they paid, any who do not watch
    advertisements have too; whoever watches them may also have paid otherwise, or not.

    Parameters
    ----------
    paid, member, adverts : str
        Ids of the figures.

    Returns
    -------
    Interval
        In per cent.
    """
    paid_share, members, watchers = map(_share, (paid, member, adverts))
    least = max(members.low, paid_share.low - watchers.high)
    return Interval(100 * least, 100 * paid_share.high)


def _share(number: str) -> Interval:
    return frechet.share(quantity(number).interval)


def _percent(part: Interval) -> Interval:
    return Interval(100 * part.low, 100 * part.high)


def faults() -> list[Fault]:
    """Return what is wrong with the tables of this page: ids that nothing has."""
    if not {"shares", "gratifications", "participation"} <= current().description.keys():
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    numbers, statements = {*claims(), *figures()}, set(claims())
    for file, row, cells in rows("shares"):
        if cells["number"] not in numbers:
            message = f"“{cells['number']}” is no claim and no figure; correct the id."
            yield Fault(file, row, "number", message)
    for name, column, known, what in (
        ("gratifications", "claims", statements, "claim"),
        ("gratifications", "outside", set(figures()), "figure"),
        ("participation", "claims", statements, "claim"),
    ):
        for file, row, cells in rows(name):
            for unknown in sorted(set(cells[column].split()) - known):
                yield Fault(file, row, column, f"“{unknown}” is no {what}; correct the id.")
