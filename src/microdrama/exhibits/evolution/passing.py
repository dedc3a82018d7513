"""And if …? The year in which the market passes 100 billion yuan."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from microdrama import evolution
from microdrama.charts.evolution import projection as draw
from microdrama.evidence.quantities import exchange_rates
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

_FROM = "From {opening:,.2f} billion yuan in {first:.0f} ({publisher}: {basis}{rate_said}), "
_AT = "{growth:.1f}% growth a year "
_ENDINGS = {
    "passes": _FROM + _AT + "takes the market past 100 billion yuan in {passes:.0f}. "
    "The start is {given}; the growth is an assumption.",
    "late": _FROM
    + _AT
    + f"does not take the market past 100 billion yuan before {evolution.HORIZON + 1}.",
    "never": _FROM + "a market that does not grow never passes 100 billion yuan.",
    "already": _FROM + "the market is past 100 billion yuan in the starting year itself, "
    "so growth plays no part: everything rests on whose figure one believes.",
}

#: What is said of a start in yuan and of one in dollars: where its rate and how it was given.
_CURRENCIES = {
    "RMB": ("", "reported"),
    "USD": (
        ", at {rate:.2f} yuan a dollar",
        "reported in dollars and converted at a rate you can change",
    ),
}


def passing(starts: pd.DataFrame, published: pd.DataFrame) -> Explorer:
    """Return the explorer that asks when the market passes 100 billion yuan.

    The default is meng2025's own case: its figure for 2024, and the growth that its
    forecast for 2027 needs, rounded up to the next tenth of a per cent. Long because it is one
    declaration.

    Parameters
    ----------
    starts : pandas.DataFrame
        What :func:`microdrama.evolution.starting_points` returns.
    published : pandas.DataFrame
        What publishers print of the market, from :func:`microdrama.evolution.series`.
    """
    rates = evolution.implied_rates()
    slow, fast = rates.iloc[0], rates.iloc[-1]
    years = pd.DataFrame({"year": range(int(starts["first"].min()), evolution.HORIZON + 1)})
    base = starts.drop(columns="label").merge(years, how="cross").query("year >= first")
    base = base.assign(slow=slow["rate"], fast=fast["rate"])
    return Explorer(
        name="passing-100-billion",
        tries="Take the forecast of another publisher, and see how the year moves.",
        title="When does the market pass 100 billion yuan?",
        alt=(
            "Grey lines of published market values from 2020 on, dashed where they are "
            "forecasts, and over them the reader's path of the market in billions of yuan, with a "
            "level line at 100. In the default the path starts in 2024 at about half that level "
            "and crosses it in 2027, where a ring marks the crossing. A shaded fan opens from the "
            "start; its edges grow at the slowest and at the fastest rate that forecasts imply."
        ),
        controls=_passing_controls(starts),
        base=base.reset_index(drop=True),
        keep=lambda settings, row: row.start == settings.start,
        derive=evolution.projection,
        chart=partial(
            draw.projection,
            published,
            evolution.forecasts(published),
            (
                f"{fast['rate']:.0f}% a year, {evolution.short(fast['publisher'])}",
                f"{slow['rate']:.0f}% a year, {evolution.short(slow['publisher'])}",
            ),
        ),
        sentences={
            f"{currency}_{case}": text.replace("{rate_said}", rate).replace("{given}", given)
            for currency, (rate, given) in _CURRENCIES.items()
            for case, text in _ENDINGS.items()
        },
        columns={
            "year": "Year",
            "value": "Market, billion yuan",
            "least": "At the slowest implied growth",
            "most": "At the fastest",
            "mark": "Kind of number",
        },
        sources=["the texts and the figures listed in the table of market values"],
        kinds=("reported", "recomputed", "assumed"),
        note=(
            "Grey: what publishers print, dashed from the day on which a forecast was made. The "
            "fan opens between the slowest and the fastest growth that forecasts imply, "
            f"{slow['rate']:.0f}% and {fast['rate']:.0f}% a year. A path that leaves the picture "
            "at its top goes on in the table. The exchange rate acts only on starting figures in "
            "dollars; its range is what sources imply when they print one amount in both "
            "currencies."
        ),
    )


def _passing_controls(starts: pd.DataFrame) -> tuple[Choice, Slider, Slider]:
    own = starts.iloc[0]
    needed = evolution.needed_growth(own["amount"], evolution.GOAL, 2027 - own["first"]).high
    rates = [rate for year, rate in exchange_rates().items() if year <= 2025]
    low, high = min(rate.low for rate in rates), max(rate.high for rate in rates)
    return (
        Choice(
            "start", "Starting figure", tuple(zip(starts["start"], starts["label"], strict=True))
        ),
        Slider("growth", "Growth", "% a year", 0, 100, 0.1, math.ceil(needed * 10) / 10, ".1f"),
        Slider(
            "rate",
            "Exchange rate, for figures in dollars",
            "yuan a dollar",
            math.floor(low * 10) / 10,
            math.ceil(high * 10) / 10,
            0.01,
            round(evolution.rate_of(2024).middle, 2),
            ".2f",
        ),
    )
