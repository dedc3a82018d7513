"""What must be true for a title to break even when its producer buys the traffic.

A title of the paid model is a chain of shares. Of all times that its advertisement is shown, some
are clicked; of those who click, some come to the first episode with a price; of these, some pay.
What they pay is called *top-ups*; the producer keeps a share of it, and pays for traffic and for
production. All amounts are millions of yuan, shares are per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.dissemination.traffic_shares import ends
from microdrama.evidence.ledger import claim, claims
from microdrama.evidence.published import rate_of
from microdrama.evidence.quantities import figures, from_claim
from microdrama.formulas import where
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: What is multiplied on the side of the viewers; all of it acts alike on what the title earns.
VIEWERS = ("ctr", "conversion", "paying", "price", "episodes", "share")

#: Stands for no limit and for no bound where a page's script needs a number.
NO_LIMIT, NO_BOUND = 1e9, 0.0

#: Figures on the usual return: what viewers pay in for each yuan of traffic.
USUAL_RETURN = ("N006", "N009")


def settings() -> pd.DataFrame:
    """Return what decides whether a title earns, with its default and what bounds it outside.

    Returns
    -------
    pandas.DataFrame
        The columns of ``title_settings.csv``, and ``bound_low``, ``bound_high`` (in the unit of
        the setting; missing where nothing is printed, and the low end where only a most is) and
        ``bounded`` (whether anything outside bounds it).
    """
    rows = table("title_settings")
    found = [bounds(ids) for ids in rows["bounds"]]
    return rows.assign(
        bound_low=[low for low, _ in found],
        bound_high=[high for _, high in found],
        bounded=rows["bounds"] != "",
    )


def bounds(ids: str) -> tuple[float | None, float | None]:
    """Return from the least to the greatest value that figures or a claim print.

    Dollars become yuan at the rate that sources print for the year. A claim is a share that can
    only be greater than what is asked for, so it bounds from above alone.

    Parameters
    ----------
    ids : str
        Ids with spaces between; empty where nothing is printed.
    """
    low: list[float] = []
    high: list[float] = []
    for one in ids.split():
        if one in claims():
            high.append(from_claim(claim(one)).interval.middle)
            continue
        quantity = figures()[one]
        rate = rate_of(quantity.year or 0).middle if quantity.unit.startswith("USD") else 1
        least, most = ends(one)
        low.append(least * rate)
        high.append(most * rate)
    return (min(low) if low else None), (max(high) if high else None)


def usual_return() -> tuple[float, float]:
    """Return the least and the greatest return on traffic that is called usual."""
    printed = [ends(figure) for figure in USUAL_RETURN]
    return min(low for low, _ in printed), max(high for _, high in printed)


def accounts(title: Any) -> dict[str, Any]:
    """Return what a title takes and what it costs, millions of yuan.

    Parameters
    ----------
    title : namespace
        ``reach`` (million times shown), ``ctr``, ``conversion``, ``paying``, ``share`` (per
        cent), ``price`` (yuan), ``episodes``, ``cpm`` (yuan per thousand times shown),
        ``production`` (million yuan); numbers, arrays or symbols.

    Returns
    -------
    dict
        ``payers`` (millions), ``topups``, ``income`` (what the producer keeps of them),
        ``traffic``, ``profit``.
    """
    payers = title.reach * title.ctr / 100 * title.conversion / 100 * title.paying / 100
    topups = payers * title.price * title.episodes
    income = topups * title.share / 100
    traffic = title.reach * title.cpm / 1000
    profit = income - traffic - title.production
    return {
        "payers": payers,
        "topups": topups,
        "income": income,
        "traffic": traffic,
        "profit": profit,
    }


def effects(title: Any) -> dict[str, Any]:
    """Return by how much profit changes, by side, for each per cent of a setting; million yuan.

    Profit is ``income - traffic - production``. Income is proportional to reach and to each
    setting of the viewers' side, traffic to reach and to its price; so the derivative of profit by
    the logarithm of a setting is the part of profit that is proportional to it.
    """
    books = accounts(title)
    return {
        "viewers": books["income"] / 100,
        "reach": (books["income"] - books["traffic"]) / 100,
        "traffic": -books["traffic"] / 100,
        "production": -title.production / 100,
    }


def needed(title: Any) -> dict[str, Any]:
    """Return by side how many times its value a setting must have, alone, to break even.

    Zero where no value would do: where a view costs more than it brings, no reach is enough, and
    production could not be cheap enough.
    """
    books = accounts(title)
    margin = books["income"] - books["traffic"]
    before_traffic = books["income"] - title.production
    return {
        "viewers": (books["traffic"] + title.production) / books["income"],
        "reach": where(margin > 0, title.production / where(margin > 0, margin, 1), 0),
        "traffic": where(before_traffic > 0, before_traffic / books["traffic"], 0),
        "production": where(margin > 0, margin / title.production, 0),
    }


def base() -> pd.DataFrame:
    """Return the rows of the explorer: one a setting, as its formula wants them.

    Returns
    -------
    pandas.DataFrame
        ``factor``, ``label``, ``unit``, ``side``, ``limit`` (:data:`NO_LIMIT` for none), ``least``
        and ``most`` (bounds from outside; :data:`NO_BOUND` for none), ``place``, ``usual_low`` and
        ``usual_high`` (usual return on traffic).
    """
    rows = settings()
    usual_low, usual_high = usual_return()
    rows = rows.assign(
        factor=rows["name"],
        limit=rows["limit"].fillna(NO_LIMIT),
        least=rows["bound_low"].astype(float).fillna(NO_BOUND),
        most=rows["bound_high"].astype(float).fillna(NO_BOUND),
        place=range(len(rows)),
        usual_low=usual_low,
        usual_high=usual_high,
    )
    columns = "factor label unit side limit least most place usual_low usual_high"
    return rows[columns.split()]


def break_even(title: Any, row: Any) -> Mapping[str, Any]:
    """Return what a title earns and what each setting would have to be; behind the explorer.

    Parameters
    ----------
    title : namespace
        The settings, as for :func:`accounts`.
    row : namespace
        A row of :func:`base`; arrays or symbols.

    Returns
    -------
    mapping
        The accounts; ``returned`` (top-ups per yuan of traffic) and ``must_return`` (what it must
        be before production counts); ``value`` of the setting, ``times`` it must be (0 if no value
        would do), ``wanted`` (that value), ``within`` (whether it can be reached), ``a_per_cent``
        (change of profit, thousand yuan); ``even`` (reach that breaks even, million; 0 if none) and
        ``ring`` (the same, 0 where it lies off the chart); ``away`` (from no profit and no loss,
        million yuan), ``slack`` (per cent by which one setting of the viewers is off), ``of_…``
        (what a per cent is worth by side, thousand yuan); ``shown`` (reach at which the line is
        drawn for this row) with ``line``, ``line_low``, ``line_high``; bounds as times the value:
        ``from_times``, ``to_times``; and ``case``.
    """
    books, must, a_per_cent = accounts(title), needed(title), effects(title)
    times = _by_side(row, must)
    value = _value(title, row)
    even = must["reach"] * title.reach
    return {
        **books,
        "returned": books["topups"] / books["traffic"],
        "must_return": 100 / title.share,
        "value": value,
        "times": times,
        "wanted": value * times,
        "within": (times > 0) & (value * times <= row.limit),
        "a_per_cent": _by_side(row, a_per_cent) * 1000,
        "even": even,
        "away": distance(books["profit"]),
        "slack": distance(must["viewers"] - 1) * 100,
        **{f"of_{side}": distance(a_per_cent[side]) * 1000 for side in a_per_cent},
        **_lines(title, row, books, even),
        **_outside(row, value),
        "case": _case(books, even),
    }


def distance(value: Any) -> Any:
    """Return a number without its sign; on numbers and on symbols."""
    return where(value < 0, -value, value)


def _by_side(row: Any, by_side: Mapping[str, Any]) -> Any:
    """Choose what belongs to the side on which a row's setting acts."""
    chosen = by_side["viewers"]
    for side in ("reach", "traffic", "production"):
        chosen = where(row.side == side, by_side[side], chosen)
    return chosen


def _value(title: Any, row: Any) -> Any:
    """Return the value that the setting of a row has."""
    chosen = title.reach
    for name in (*VIEWERS, "cpm", "production"):
        chosen = where(row.factor == name, getattr(title, name), chosen)
    return chosen


def _lines(title: Any, row: Any, books: Mapping[str, Any], even: Any) -> dict[str, Any]:
    """Return the two ends of the line of profit over reach, and of the lines of usual returns.

    The first two rows carry the ends. The line goes beyond the reach that breaks even, unless
    that is many times the reach that is set.
    """
    near = (even > 0) & (even < 3 * title.reach)
    end = where(near & (even > title.reach), even * 1.25, title.reach * 1.5)
    shown = where(row.place == 0, 0, end)
    a_view = {
        "line": (books["income"] - books["traffic"]) / title.reach,
        "line_low": (row.usual_low * title.share / 100 - 1) * title.cpm / 1000,
        "line_high": (row.usual_high * title.share / 100 - 1) * title.cpm / 1000,
    }
    lines = {name: slope * shown - title.production for name, slope in a_view.items()}
    return {"shown": shown, **lines, "ring": where(near, even, 0)}


def _outside(row: Any, value: Any) -> dict[str, Any]:
    """Return the bounds from outside as times the value; a most alone reaches from the value on."""
    to_times = row.most / value
    from_least = where(row.least > 0, row.least / value, where(to_times < 1, to_times, 1))
    return {"from_times": where(row.most > 0, from_least, 1), "to_times": to_times}


def _case(books: Mapping[str, Any], even: Any) -> Any:
    """Name the sentence to say."""
    earns = where(books["profit"] >= 0, "earns", "loses")
    return where(even > 0, earns, "never")


def funnel(title: Any) -> pd.DataFrame:
    """Return the way from the advertisement to the payment, step by step.

    Parameters
    ----------
    title : namespace
        As for :func:`accounts`, numbers.

    Returns
    -------
    pandas.DataFrame
        ``step``, ``people`` (times shown, clicks, viewers), ``rate`` (per cent of the step before;
        missing for the first) and ``setting`` (its name).
    """
    import pandas as pd

    rows = [("reach", title.reach * 1e6, float("nan"))]
    for name in ("ctr", "conversion", "paying"):
        rate = getattr(title, name)
        rows.append((name, rows[-1][1] * rate / 100, rate))
    return pd.DataFrame(rows, columns=["setting", "people", "rate"])


def defaults() -> Any:
    """Return the default case as a namespace, as formulas want it."""
    from types import SimpleNamespace

    rows = table("title_settings")
    return SimpleNamespace(**dict(zip(rows["name"], rows["default"], strict=True)))


def least_share(returned: float, traffic_for_production: float | None = None) -> float:
    """Return the least share of top-ups that a producer must keep, per cent.

    Parameters
    ----------
    returned : float
        Top-ups for each yuan of traffic.
    traffic_for_production : float, optional
        Yuan of traffic for each yuan of production, which is then earned back too; without it,
        traffic alone is.
    """
    production = 1 / traffic_for_production if traffic_for_production else 0
    return 100 * (1 + production) / returned


def least_traffic(production: float, returned: float, share: float = 100) -> float:
    """Return the traffic that earns back a production cost, in the unit of the cost.

    Parameters
    ----------
    production : float
        What the title cost.
    returned : float
        Top-ups for each yuan of traffic.
    share : float
        What the producer keeps of top-ups, per cent.

    Raises
    ------
    ValueError
        If a yuan of traffic brings no more than a yuan, so that no amount is enough.
    """
    gain = returned * share / 100 - 1
    if gain <= 0:
        raise ValueError("a yuan of traffic brings no more than a yuan; no amount is enough")
    return production / gain


def best_elasticity(share_of_top_ups: float, producer_share: float = 100) -> float:
    """Return the elasticity of top-ups by traffic at which a share of them is best spent on it.

    Where top-ups grow with traffic by a constant elasticity, the profit is greatest when traffic
    is that elasticity times what the producer keeps, as Dorfman and Steiner (1954) show.

    Parameters
    ----------
    share_of_top_ups : float
        Traffic over top-ups, per cent.
    producer_share : float
        What the producer keeps of top-ups, per cent.
    """
    return share_of_top_ups / producer_share


def share_and_return(shares: tuple[float, float] = (60, 100), steps: int = 41) -> pd.DataFrame:
    """Return the return on traffic that a title needs, by what its producer keeps.

    Returns
    -------
    pandas.DataFrame
        ``share`` (per cent), ``line`` (``traffic alone``, or with how many yuan of traffic for a
        yuan of production) and ``returned`` (top-ups for each yuan of traffic).
    """
    import numpy as np
    import pandas as pd

    lines = {"traffic alone": 0.0, "ten of traffic to one of production": 0.1}
    rows = [
        (share, line, 100 * (1 + production) / share)
        for line, production in lines.items()
        for share in np.linspace(*shares, steps)
    ]
    return pd.DataFrame(rows, columns=["share", "line", "returned"])
