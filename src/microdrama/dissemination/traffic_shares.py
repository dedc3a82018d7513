"""How much of what goes into traffic: the same share of revenue, of cost, of a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.quantities import Quantity, figures
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: What a share is of.
TOP_UPS, COST, BUDGET = "what viewers pay", "the cost of a title", "a platform's budget"
REVENUE, MARKET = "a company's revenue", "the market"

#: Shares that are printed as such, with what each is a share of.
PRINTED = {"N001": TOP_UPS, "N002": COST, "N003": BUDGET}

#: Returns, each the inverse of a share of what viewers pay.
RETURNS = ("N006", "N009")

#: Amounts over amounts: part, whole, what the whole is.
AMOUNTS = (("N053", "N054a", REVENUE), ("N018", "M11", MARKET))


def shares() -> pd.DataFrame:
    """Return what goes into traffic or marketing as a share, and of what.

    Returns
    -------
    pandas.DataFrame
        One row a figure: ``id``, ``publisher``, ``shown`` (as printed), ``of`` (what it is a share
        of), ``low`` and ``high`` (per cent: ends of the printed range, or the range that one
        printed number implies), ``kind`` (reported, or recomputed), ``open`` (more is said only
        to lie above the number).
    """
    import pandas as pd

    known = figures()
    rows = [
        _row(known[figure], whole, *ends(figure), "reported") for figure, whole in PRINTED.items()
    ]
    for figure in RETURNS:
        low, high = ends(figure)
        rows.append(_row(known[figure], TOP_UPS, 100 / high, 100 / low, "recomputed"))
    for part, whole, of in AMOUNTS:
        share = 100 * known[part].interval.middle / known[whole].interval.middle
        rows.append(_row(known[part], of, share, share, "recomputed"))
    columns = ["id", "publisher", "shown", "of", "low", "high", "kind", "open"]
    return pd.DataFrame(rows, columns=columns)


def ends(figure: str) -> tuple[float, float]:
    """Return both ends of a printed range, or one printed number twice.

    Parameters
    ----------
    figure : str
        Id of a published figure.
    """
    row = table("figures").set_index("id").loc[figure, ["value", "high"]]
    return float(row["value"]), float(row.ffill()["high"])


def _row(quantity: Quantity, of: str, low: float, high: float, kind: str) -> tuple[object, ...]:
    above = quantity.shown.startswith(">")
    return (quantity.id, quantity.label, quantity.shown, of, low, high, kind, above)


def share_of_top_ups(share_of_cost: float, cover: float) -> float:
    """Return traffic as a share of what viewers pay, from its share of total cost.

    Parameters
    ----------
    share_of_cost : float
        Traffic over total cost, from 0 to 1.
    cover : float
        What viewers pay over total cost: 1 where a title neither earns nor loses.
    """
    return share_of_cost / cover


def agreeing_cover(share_of_cost: float, low: float, high: float) -> tuple[float, float]:
    """Return between which covers a share of cost agrees with a range of shares of top-ups.

    Parameters
    ----------
    share_of_cost : float
        Traffic over total cost, from 0 to 1.
    low, high : float
        Traffic over what viewers pay, from 0 to 1.
    """
    return share_of_cost / high, share_of_cost / low


def same_share(covers: tuple[float, float] = (0.6, 1.6), steps: int = 51) -> pd.DataFrame:
    """Return each printed share of cost or budget as a share of what viewers pay.

    Parameters
    ----------
    covers : (float, float)
        From which to which relation of what viewers pay to total cost.
    steps : int
        Rows for each figure.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``of``, ``printed`` (per cent of cost or budget), ``cover``, ``share`` (per cent
        of what viewers pay).
    """
    import numpy as np
    import pandas as pd

    rows = []
    for figure, of in PRINTED.items():
        if of == TOP_UPS:
            continue
        printed, _ = ends(figure)
        for cover in np.linspace(*covers, steps):
            share = 100 * share_of_top_ups(printed / 100, cover)
            rows.append((figure, of, printed, cover, share))
    return pd.DataFrame(rows, columns=["id", "of", "printed", "cover", "share"])
