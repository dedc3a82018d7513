"""What a probability without its base rate can say, and what it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, short
from microdrama.formulas import where
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt

#: The printed probability of a strong effect, given localised creation.
PRINTED = "zhao2025-localisation-probability"

#: Steps of the base rate along the axis.
_STEPS = 100


def without(settings: Any, row: Any, overall: Any) -> Any:
    """Return the chance of a strong effect without localisation, in percent.

    By the law of total probability: the overall rate is that of localised and of other
    dramas, each weighted by its share. On numbers and on symbols.
    """
    share = settings.localised / 100
    return (overall - share * row.given) / (1 - share)


def possible(settings: Any, row: Any) -> Any:
    """Tell which base rates can be: the others would need a chance from 0 to 100 percent."""
    value = without(settings, row, row.overall)
    return (value >= 0) & (value <= 100)


def others(settings: Any, row: Any) -> dict[str, Any]:
    """Compute what the printed chance means at each base rate; on numbers and on symbols.

    Parameters
    ----------
    settings : namespace
        ``base_rate`` (overall chance of a strong effect, in percent) and ``localised`` (share
        of localised dramas, in percent).
    row : namespace
        ``overall`` (a base rate on the axis, in percent) and ``given`` (the printed
        probability, in percent).

    Returns
    -------
    dict
        ``value`` and ``at`` (chance without localisation at the base rate of the row and at
        the chosen one, in percent), ``apart`` (points between the two chances), ``least``
        and ``most`` (base rates that can be) and ``case``.
    """
    share = settings.localised / 100
    at = without(settings, row, settings.base_rate)
    apart = row.given - at
    return {
        "value": without(settings, row, row.overall),
        "at": at,
        "apart": where(apart < 0, -apart, apart),
        "least": share * row.given,
        "most": share * row.given + (1 - share) * 100,
        "case": where(
            (at < 0) | (at > 100),
            "impossible",
            where(apart > 0.05, "more", where(apart < -0.05, "less", "none")),
        ),
    }


def base_rates(chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of the printed probability under any base rate.

    The text prints none, so the default is the one that would mean no effect at all: the
    printed probability itself.

    Parameters
    ----------
    chart : callable
        From a width to a chart of ``overall`` and ``value``.
    """
    import pandas as pd

    printed = claim(PRINTED)
    given = printed.interval.middle
    base = pd.DataFrame({"overall": [float(step) for step in range(_STEPS + 1)], "given": given})
    start = (
        "If {base_rate:.1f}% of all dramas have a strong effect and {localised:.0f}% of them are "
        "localised, "
    )
    return Explorer(
        name="base-rate",
        title=f"Is {printed.number} much? It depends on a number that is not printed",
        alt=(
            "A rising line: the chance of a strong effect without localisation, by the chance "
            "among all dramas. A level line marks the printed chance with localisation. Where "
            "the two meet, localisation changes nothing; left of that point it helps, right of it "
            "it harms."
        ),
        controls=(
            Slider("base_rate", "Strong effects among all dramas", "%", 0, 100, 0.1, given, ".1f"),
            Slider("localised", "Localised dramas among all", "%", 1, 99, 1, 50, ".0f"),
        ),
        base=base,
        keep=possible,
        derive=others,
        chart=chart,
        sentences={
            "none": start + "the others have the same chance as the localised ones: "
            "localisation changes nothing.",
            "more": start + "the others have a chance of {at:.1f}%: localisation goes with "
            "{apart:.1f} points more.",
            "less": start + "the others have a chance of {at:.1f}%: localisation goes with "
            "{apart:.1f} points less.",
            "impossible": start + "nothing fits the printed chance: the base rate must lie "
            "between {least:.1f}% and {most:.1f}%.",
        },
        columns={
            "overall": "Strong effects among all dramas, %",
            "given": "With localisation, %",
            "value": "Without localisation, %",
        },
        sources=[
            f"{short(printed.source)} for the chance with localisation, cited there from another "
            "study",
            "base rate and share are assumed: the text prints neither",
        ],
        kinds=("reported", "assumed"),
    )
