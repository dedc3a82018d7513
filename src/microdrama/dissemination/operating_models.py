"""The three ways to run micro-dramas, who gives what to whom in each, and what each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.evidence.published import published
from microdrama.evidence.quantities import figures, from_claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.evidence.intervals import Interval

#: The parts of the market of 2023 by who pays, and the whole, as one publisher prints them.
PARTS = {"N025": "viewers who pay", "N026a": "advertising", "N026b": "titles that share revenue"}
WHOLE = "M02"

#: The measure by which publishers say how much of the market is free to watch.
FREE = "share of the free model"


def models() -> pd.DataFrame:
    """Return the operating models that meng2025 describes.

    Returns
    -------
    pandas.DataFrame
        One row a model: ``id``, ``label``, ``claim``, ``made_by``, ``serves``, ``paid_for``,
        ``missing``, in the order of the text.
    """
    return table("operating_models").sort_values("order", ignore_index=True)


def flows() -> pd.DataFrame:
    """Return who gives what to whom in each model.

    Returns
    -------
    pandas.DataFrame
        One row a flow: ``model``, ``order``, ``from``, ``to``, ``label``, ``what`` (content,
        attention or money), ``claim``, ``title`` (of the model) and ``printed`` (whether a claim
        says so; else it is our reading).
    """
    titles = models().set_index("id")["label"]
    rows = table("money_flows")
    rows = rows.assign(
        title=rows["model"].map(titles),
        place=rows["model"].map({model: place for place, model in enumerate(titles.index)}),
        printed=rows["claim"] != "",
    )
    return rows.sort_values(["place", "order"], ignore_index=True).drop(columns="place")


def market_by_source() -> pd.DataFrame:
    """Return the market of 2023 by who pays, as shares of the whole.

    Returns
    -------
    pandas.DataFrame
        One row a part: ``part``, ``amount`` (as printed), ``share``, ``low``, ``high`` (per cent
        of the whole: the middle, and what the rounding of both numbers allows).
    """
    import pandas as pd

    known = figures()
    whole = known[WHOLE].interval
    rows = []
    for figure, part in PARTS.items():
        share = known[figure].interval / whole * 100
        middle = known[figure].interval.middle / whole.middle * 100
        rows.append((part, known[figure].shown, middle, share.low, share.high))
    return pd.DataFrame(rows, columns=["part", "amount", "share", "low", "high"])


def market_a_company() -> Interval:
    """Return the yuan of the market of 2024 for each company in the business, both as printed.

    The text counts more than so many companies, so that this is at most.
    """
    market, companies = (
        from_claim(claim(claim_id)).interval
        for claim_id in ("meng2025-market-2024", "meng2025-companies")
    )
    return market / companies


def hit_rates() -> pd.Series:
    """Return how many titles earn, or become hits, of a hundred: two sayings and one count.

    Returns
    -------
    pandas.Series
        Per cent, by ``said to earn``, ``said to become hits`` and ``AI comic dramas played 100
        million times``.
    """
    import pandas as pd

    known = {one: figures()[one].interval.middle for one in ("N013", "N014", "N016a", "N016b")}
    return pd.Series(
        {
            "said to earn": known["N013"],
            "said to become hits": known["N014"],
            "AI comic dramas played 100 million times": 100 * known["N016b"] / known["N016a"],
        }
    )


def economics() -> pd.DataFrame:
    """Return every published figure on the economics of titles, as printed."""
    rows = table("figures")
    return published(list(rows.loc[rows["topic"] == "economics", "measure"].unique()))
