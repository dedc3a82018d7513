"""The survey in one picture: what is printed, what follows from it, and what stays open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import ecosystem as draw
from microdrama.evidence.intervals import WORDS
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits.ecosystem.names import brief, lower
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: What each group of quantities is, and how its axis is printed.
GROUPS = {
    "mean": ("Mean of the answers, on the scale from 1 to 5", ".0f", [1, 2, 3, 4, 5]),
    "coefficient": ("Coefficient, in standard deviations", ".0f", [-1, 0, 1]),
    "explained": ("Share of the differences that is explained", ".0%", [0, 0.5, 1]),
}

#: The word from which a bound without a number is read, by the claim that prints it.
WORDS_READ = {
    "wang2026-technology-high": "highly",
    "wang2026-technology-effect": "significant",
    "wang2026-technology-moderation": "moderating",
    "wang2026-integration-innovation": "significant",
    "wang2026-sns-mediation": "significant",
}

#: Which p-value is printed with a coefficient.
WITH_P = {
    "wang2026-policy-beta": "wang2026-policy-p",
    "wang2026-competition-beta": "wang2026-competition-p",
}

_BASES = {
    "printed": "printed",
    "implied": "a bound, or a word",
    "free": "nothing",
}


def pinned_down(rows: pd.DataFrame) -> Figure:
    """Return every quantity of the survey as a mark, as a bar of what is possible, or as a track.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`microdrama.ecosystem.pinned_down` returns.
    """
    places = [_place(row) for row in rows.itertuples()]
    shown = rows.assign(
        beside=[side for side, _ in places],
        at=[at for _, at in places],
        name=[_name(row) for row in rows.itertuples()],
        quantity=[_name(row, lower, " ") for row in rows.itertuples()],
        middle=(rows["low"] + rows["high"]) / 2,
        says=[_says(row) for row in rows.itertuples()],
        panel=rows["group"].map(lambda group: GROUPS[group][0]),
    )
    counts = rows["basis"].value_counts()
    return Figure(
        "pinned-down",
        partial(draw.pinned_down, shown, GROUPS),
        title=(
            f"{_counted(counts['printed']).capitalize()} of the {len(rows)} quantities in these "
            f"models are printed; of {_counted(counts['free'])} the text says nothing"
        ),
        alt=(
            "Three panels with one row for each mean, coefficient and explained share. "
            f"{_counted(counts['printed']).capitalize()} rows have a dot with its number: three "
            "means near the top of the scale and the coefficient of policy on industry. "
            f"{_counted(counts['implied']).capitalize()} have a bar over the part that a sign, a "
            f"p-value or a word leaves possible, most of them half of the track or nearly all of "
            f"it. The other {_counted(counts['free'])} have a bar over the whole track and the "
            "word “nothing”."
        ),
        table=_table(shown),
        sources=[f"{short('wang2026')} for what is printed; the models are read off its results"],
        kinds=("reported",),
        note=(
            "Dot: printed. Bar: all that remains possible; the longer it is, the less the text "
            "says. In quotation marks the word from which a direction is read, and in which "
            "“significant” is taken at 5%. Coefficients are drawn to one standard deviation and "
            "may be larger. An arrow by way of a third construct is the part that it carries."
        ),
    )


def _name(row: object, called: Callable[[str], str] = brief, end: str = "\n") -> str:
    """Name a quantity; where it is long, its row may break at an ``end`` of a line."""
    if not row.predictor:
        return called(row.outcome)
    start = f" ×{end}".join(called(part) for part in row.predictor.split(":"))
    way = f"→ {called(row.through)}{end}" if row.through else ""
    return f"{start} {way}→ {called(row.outcome)}"


def _says(row: object) -> str:
    """Return what the text itself prints of a quantity."""
    if row.claim in WITH_P:
        first = "" if row.basis == "implied" else f"{claim(row.claim).value}, "
        return first + claim(WITH_P[row.claim]).number
    if row.basis == "printed":
        return claim(row.claim).value
    if not row.claim:
        return "nothing"
    if row.group == "explained":
        return f"at least {row.low:.1%}"
    return f"“{WORDS_READ[row.claim]}”"


def _place(row: object) -> tuple[str, float]:
    """Return on which side of a mark its words have room, and where they begin."""
    middle, width = (row.low + row.high) / 2, row.most - row.least
    if row.basis == "free":
        return "within", middle
    if row.high - row.low > 0.9 * width:
        return "within, dark", middle
    # Beside the bar, over the part that is ruled out.
    return ("left", row.low) if row.low - row.least > row.most - row.high else ("right", row.high)


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as the table beside the picture."""
    import pandas as pd

    return pd.DataFrame(
        {
            "Group": shown["panel"],
            "Quantity": shown["quantity"],
            "The text prints": shown["says"],
            "What it is": shown["basis"].map(_BASES),
            "At least": shown["low"].round(3),
            "At most": shown["high"].round(3),
        }
    )


def _counted(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else str(count)
