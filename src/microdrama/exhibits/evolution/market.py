"""The value of the market as publishers print it, over time."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from microdrama import evolution
from microdrama.charts.evolution import market as draw
from microdrama.exhibits.common import GRADES
from microdrama.exhibits.evolution.published import FIGURES, SIGNS
from microdrama.intake.text import listed
from microdrama.show.figure import Figure


def market(published: pd.DataFrame) -> Figure:
    """Return the market values that publishers print, in billions of yuan, over time.

    Long because it is one declaration.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evolution.series` returns.
    """
    bands = evolution.disagreement(published)
    in_year = bands.set_index(bands["end"].dt.year)
    columns = {
        **FIGURES,
        "made": "Forecast made",
        "value": "Billion yuan",
        "kind": "Kind of number",
    }
    table = published.assign(made=published["made"].dt.strftime("%Y-%m"))
    return Figure(
        "market",
        partial(
            draw.paths,
            published,
            evolution.forecasts(published),
            bands.assign(said=[_said(row) for row in bands.itertuples()]),
            _named(published),
        ),
        title=(
            f"On 2024 {in_year.loc[2024, 'publishers']} publishers agree within "
            f"{(in_year.loc[2024, 'apart'] - 1) * 100:.0f}%; on 2025 the highest figure is "
            f"{in_year.loc[2025, 'apart']:.1f} times the lowest, and the highest is the regulator's"
        ),
        alt=(
            "Lines of publishers over the years 2020 to 2030 in billions of "
            "yuan. They climb steeply and close together to about 37 for 2023 and 50 for 2024. "
            "From there dashed lines of forecasts fan out: to 86 and 101 for 2027, 101 for 2028, "
            "116 for 2030. The regulator's figure for 2025, more than 100, stands far above the "
            "forecasts for that year, and one forecast for 2026 reaches 200."
        ),
        table=table[list(columns)].rename(columns=columns),
        sources=["the publishers in the table", GRADES],
        kinds=("reported", "recomputed"),
        note=(
            "A year's figure stands at the end of the year. Hollow and dashed: a forecast, dashed "
            "from the day on which it was made (the middle of the year where only that is known), "
            "thin from the last figure of the same publisher and definition. Grey bands: least to "
            "most for one year. Each publisher is named once, at its last figure. Red: the "
            "regulator and other state bodies; ochre: associations; blue: firms in China; purple: "
            "firms abroad; grey: others. Dollars are converted at the rate that sources imply for "
            "the year."
        ),
    )


def _said(band: Any) -> str:
    """Return what is said beside a band: of the year on which most agree, and of the widest."""
    if band.publishers >= _MANY and band.apart < _CLOSE:
        return f"{band.publishers} publishers:\n{band.least:.1f} to {band.most:.1f}"
    if band.publishers >= _MANY:
        return f"{band.least:.0f} to {band.most:.0f}"
    return ""


#: So many publishers on one year are worth a word, and so near each other they agree.
_MANY, _CLOSE = 5, 1.1


def _named(published: pd.DataFrame) -> pd.DataFrame:
    """Return the name of each publisher once, at its last figure; equal figures share a name."""
    last = published.sort_values(["end", "forecast"]).groupby("publisher", sort=False).tail(1)
    rows = []
    for (end, _), here in last.groupby(["end", last["value"].round(0)], sort=False):
        rows.append(
            {
                "name": _together(here),
                "end": end,
                "value": here["value"].iloc[0],
                "sides": "rlab" if end.year > SETTLED else "alrb",
            }
        )
    return pd.DataFrame(rows).sort_values(["end", "value"], ascending=False)


def _together(rows: pd.DataFrame) -> str:
    """Return the names of publishers that print the same, each with how exactly it prints it."""
    said = {}
    for row in rows.itertuples():
        amount = f"{row.value:.0f}" if row.value > 1 else f"{row.value:.2f}"
        said.setdefault(f"{SIGNS[row.comparator]}{amount}", []).append(row.short)
    return ", ".join(f"{listed(list(dict.fromkeys(n)))} {a}" for a, n in said.items())


#: The last year for which figures are more than forecasts.
SETTLED = 2024
