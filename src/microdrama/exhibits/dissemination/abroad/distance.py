"""“Culturally similar”: every choice at once, a reader's choice, and nearness beside money."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination.abroad import distance as draw
from microdrama.dissemination.cultural_distance import DIMENSIONS, weighted_distance
from microdrama.formulas import where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

#: The two regions that the text calls key markets, with the countries that have scores.
NEAR, FAR = "South-eastern Asia", "Northern America"

_SOURCES = (
    "Hofstede, Hofstede and Minkov, matrix of 2015, and the later list of Hofstede Insights, both "
    "read in public copies",
)

#: Steps of the picture of all choices: so many fields from the nearest to the farthest.
_FIELDS = 20


# ---- every choice ------------------------------------------------------------------------------


def every_choice(choices: pd.DataFrame, spread: pd.DataFrame, regions: pd.Series) -> Figure:
    """Return where every choice of scores, measure and dimensions puts each country.

    Parameters
    ----------
    choices, spread : pandas.DataFrame
        What :func:`microdrama.dissemination.cultural_distance.all_choices` and ``spread`` return.
    regions : pandas.Series
        Region by country.
    """
    group = spread["country"].map(regions).where(lambda r: r.isin([NEAR, FAR]), "others")
    middles = spread.assign(group=group, kind="recomputed")
    near = spread[spread["country"].map(regions) == NEAR].set_index("country")
    firm = near.index[near["nearest_third"] >= 0.9].to_list()
    least = near["nearest_third"].idxmin()
    columns = {
        "country": "Country",
        "middle": "Others nearer, median",
        "low": "A tenth of choices below",
        "high": "A tenth of choices above",
        "nearest_third": "Choices with it in the nearest third",
    }
    rounded = spread[list(columns)].round(2).rename(columns=columns)
    return Figure(
        "every-choice",
        partial(draw.spread, _fields(choices, middles), middles),
        title=(
            f"{_listed(firm)} are near China by nearly every choice; {least} is in the nearest "
            f"third by only {near.loc[least, 'nearest_third']:.0%} of {len(choices)} choices"
        ),
        alt=(
            "One row a country, from nearest to China to farthest. Dark fields show where most "
            "choices put it. Indonesia, Singapore and Vietnam are dark at the near end; Malaysia "
            "and the Philippines spread to the middle; Thailand spreads around the middle beside "
            "Germany and Brazil; Canada and the United States are dark towards the far end."
        ),
        table=rounded,
        sources=_SOURCES,
        kinds=("recomputed",),
        note=(
            "Each choice takes one list of scores, one of three measures and one of 63 sets of "
            "dimensions; the mark is the median. Which countries stand for a region, and the other "
            "countries beside them, is our reading."
        ),
    )


def _fields(choices: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Return how many of all choices put each country into each field of the picture."""
    import pandas as pd

    fields = []
    for row in countries.itertuples():
        shares = choices[row.country].dropna()
        bins = (shares * _FIELDS).clip(upper=_FIELDS - 1).astype(int)
        for step, share in bins.value_counts(normalize=True).sort_index().items():
            ends = {"begin": step / _FIELDS, "end": (step + 1) / _FIELDS}
            fields.append({"country": row.country, "group": row.group, **ends, "share": share})
    return pd.DataFrame(fields)


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


# ---- a reader's choice -------------------------------------------------------------------------

_HOW = {
    "kogut-singh": "Kogut and Singh's distance",
    "euclid": "plain distance",
    "mahalanobis": "Mahalanobis's distance",
}
_LISTS = (
    ("insights", "Hofstede Insights, measured countries"),
    ("matrix", "matrix of 2015"),
    ("estimates", "Hofstede Insights, with estimates"),
)
_ALL = "All others"

#: The region that is compared first: China's own.
_FIRST = "Eastern Asia"


def weighing(markets: pd.DataFrame) -> Explorer:
    """Return the explorer of distances from China; the default is the text's own case.

    Parameters
    ----------
    markets : pandas.DataFrame
        What :func:`microdrama.dissemination.cultural_distance.markets` returns.
    """
    key = [*_countries(markets, NEAR), *_countries(markets, FAR)]
    others = sorted(set(markets["region"]) - {NEAR, FAR, _FIRST})
    compared = [_FIRST, *others]
    alone = markets["country"].isin(key)
    group = markets["region"].where(markets["region"].isin([NEAR, FAR]), "others")
    return Explorer(
        name="weighing",
        tries="Give a dimension no weight, and see which markets change places.",
        title="How far from China is a market, if you choose what counts?",
        alt=(
            "Rows of countries, with their distance from China along the axis. In the default "
            "Singapore, Indonesia and Vietnam lie nearest, the Philippines, Malaysia and Thailand "
            "further, Canada and the United States furthest. Ticks show all other countries."
        ),
        controls=_controls(key, compared),
        base=markets.assign(alone=alone, group=group),
        keep=lambda settings, row: row.list == settings.list,
        derive=_derive,
        chart=partial(draw.weighted, [*key, "Compared region", _ALL]),
        sentences={
            "nearer": "By {how} {country} lies {distance:.2f} from China, the United States "
            "{yardstick:.2f}: {country} has {ratio:.0%} of their distance. Drawn beside them: "
            "{compared}.",
            "farther": "By {how} {country} lies {distance:.2f} from China, the United States "
            "{yardstick:.2f}: {country} is no nearer, with {ratio:.0%} of their distance. Drawn "
            "beside them: {compared}.",
            "nothing": "With no dimension left nothing is measured.",
        },
        columns={"country": "Country", "region": "Region", "distance": "Distance from China"},
        sources=_SOURCES,
        kinds=("recomputed", "assumed"),
        note=(
            "Mahalanobis's distance takes all six dimensions; weights and points do not enter it. "
            "Kogut and Singh's has no unit, plain distance has points of the scale."
        ),
    )


def _countries(markets: pd.DataFrame, region: str) -> list[str]:
    return sorted(markets.loc[markets["region"] == region, "country"].unique())


def _controls(key: list[str], compared: list[str]) -> tuple[Choice | Slider, ...]:
    told = ["Thailand", *(name for name in key if name not in ("Thailand", "United States"))]
    weights = [
        Slider(f"w_{name}", f"Weight of {words}", "times", 0, 3, 0.25, 1, ".2f")
        for name, words in DIMENSIONS.items()
    ]
    return (
        Choice("measure", "Measure", tuple((m, words) for m, words in _HOW.items())),
        Choice("list", "Scores", _LISTS),
        Choice("compared", "Compare with", tuple((region, region) for region in compared)),
        Choice("focus", "Say the result for", tuple((name, name) for name in told)),
        *weights,
        Slider("raised", "Raise China's individualism", "points", 0, 40, 1, 0, ".0f"),
    )


def _derive(settings: Any, row: Any) -> dict[str, Any]:
    """Add rows, marks and words to the distances."""
    found = weighted_distance(settings, row)
    how = where(
        settings.measure == "kogut-singh",
        _HOW["kogut-singh"],
        where(settings.measure == "euclid", _HOW["euclid"], _HOW["mahalanobis"]),
    )
    other = where(row.region == settings.compared, "Compared region", _ALL)
    moved = where(found["ratio"] < 1, "nearer", "farther")
    return {
        **found,
        "how": how,
        "row": where(row.alone, row.country, other),
        "mark": "recomputed",
        "speaks": row.country == settings.focus,
        "case": where(found["yardstick"] > 0, moved, "nothing"),
    }


# ---- nearness beside money ---------------------------------------------------------------------


def money(spread: pd.DataFrame, shares: pd.DataFrame, regions: pd.Series) -> Figure:
    """Return the share of revenue of three countries beside their nearness to China.

    Parameters
    ----------
    spread : pandas.DataFrame
        ``country`` and ``middle``, as of
        :func:`microdrama.dissemination.cultural_distance.spread`.
    shares : pandas.DataFrame
        ``country`` and ``value``: per cent of revenue.
    regions : pandas.Series
        Region by country.
    """
    data = spread[["country", "middle"]].merge(
        shares[["country", "value"]].rename(columns={"value": "share"}), on="country"
    )
    data["group"] = data["country"].map(regions).where(lambda r: r.isin([NEAR, FAR]), "others")
    data["kind"] = "reported"
    data["words"] = [f"{row.country}, {row.share:.0f}%" for row in data.itertuples()]
    far, near = data.loc[data["middle"].idxmax()], data.loc[data["middle"].idxmin()]
    columns = {
        "country": "Country",
        "middle": "Others nearer, median",
        "share": "Per cent of revenue",
    }
    return Figure(
        "money",
        partial(draw.money, data),
        title=(
            f"The money comes from far away: {far['country']} {far['share']:.0f}% of app revenue, "
            f"{near['country']} {near['share']:.0f}%"
        ),
        alt=(
            "Three points. Indonesia stands at the near end and at the bottom, Japan in the middle "
            "and near the bottom, the United States at the far end and near the top."
        ),
        table=data[list(columns)].round(2).rename(columns=columns),
        sources=["Sensor Tower for revenue of 2024", *_SOURCES],
        kinds=("reported",),
        note="Three countries show no law; income, prices and supply differ too.",
    )
