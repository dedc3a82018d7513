"""One hub platform, and what printed pairs of users and share imply."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.evolution.platform import monthly_users
from microdrama.exhibits.common import GRADES
from microdrama.exhibits.evolution.published import as_read
from microdrama.show.blocks import Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd


def hub(published: pd.DataFrame) -> Figure:
    """Return the monthly users of one platform, in millions."""
    first, last = published.iloc[0], published.iloc[-1]
    span = f"{first['end']:%B %Y} to {last['end']:%B %Y}"
    return Figure(
        "hub",
        partial(monthly_users, published),
        title=(
            f"Monthly users of the free app Hongguo rise from {first['value']:.0f} million in "
            f"{first['end']:%B %Y} to {last['value']:.0f} million in {last['end']:%B %Y}"
        ),
        alt=f"A rising line of monthly users of Hongguo from {span}, close to straight throughout.",
        table=as_read(published),
        sources=["QuestMobile, as printed in the publications named in references", GRADES],
    )


def netizens(implied: pd.DataFrame) -> Table:
    """Return the netizens that each printed pair of users and share implies."""
    least, most = "Netizens at least, millions", "Netizens at most, millions"
    columns = {
        "source": "Who prints the pair",
        "period": "Period",
        "users": "Users",
        "share": "Share of netizens",
        "low": least,
        "high": most,
    }
    return Table(
        implied.rename(columns=columns),
        label="Netizens implied by users and share",
        formats={least: ",.1f", most: ",.1f"},
        kinds={least: "recomputed", most: "recomputed"},
    )
