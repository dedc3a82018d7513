"""What a fit to published figures says, and what two of them imply together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.intervals import CONFIDENCE
from microdrama.evidence.ledger import claim, short
from microdrama.evidence.published import published
from microdrama.evidence.quantities import figures, from_claim

if TYPE_CHECKING:
    import pandas as pd


def doubling_time(measure: str) -> pd.Series:
    """Fit steady growth to a series of monthly users and return the time it takes to double.

    Ordinary least squares of the binary logarithm on time in years.

    Parameters
    ----------
    measure : str
        Measure of the figures to fit; at least three are needed.

    Returns
    -------
    pandas.Series
        ``months``, and ``low``, ``high``: the 95% confidence interval; ``n``: figures used.
    """
    import numpy as np
    import pandas as pd
    from statsmodels.regression.linear_model import OLS
    from statsmodels.tools import add_constant

    rows = published([measure])
    years = (rows["end"] - rows["end"].min()).dt.days / 365.25
    fit = OLS(np.log2(rows["value"].to_numpy()), add_constant(years.to_numpy())).fit()
    low, high = fit.conf_int(1 - CONFIDENCE)[1]
    return pd.Series(
        {"months": 12 / fit.params[1], "low": 12 / high, "high": 12 / low, "n": len(rows)}
    )


def implied_netizens() -> pd.DataFrame:
    """Return the number of netizens that each printed pair of users and share implies.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``period``, ``users``, ``share`` (as printed), and ``low``, ``high``:
        netizens in millions that both roundings allow.
    """
    import pandas as pd

    rows = []
    for users, share, source, period in (
        (figures()["U02"], figures()["U03"], figures()["U02"].label, "June 2024"),
        (
            from_claim(claim("zhejiang2025-users")),
            from_claim(claim("zhejiang2025-usage-rate")),
            short("zhejiang2025"),
            "December 2024",
        ),
    ):
        whole = users.values / share.values * 100
        rows.append(
            {
                "source": source,
                "period": period,
                "users": users.shown,
                "share": share.shown,
                "low": whole.low / 1e6,
                "high": whole.high / 1e6,
            }
        )
    return pd.DataFrame(rows)
