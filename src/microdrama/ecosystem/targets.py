"""What the text prints about its survey, and whether an analysis of a survey comes out so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.analysis import Analysis, analyse, as_json
from microdrama.ecosystem.reconstruction import reconstructed
from microdrama.evidence.intervals import Interval, read
from microdrama.evidence.ledger import claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def targets() -> pd.DataFrame:
    """Return what the text prints, or what its words are read to mean, as statistics."""
    return table("targets")


def agreement(analysis: Analysis | None = None) -> pd.DataFrame:
    """Hold an analysis to everything that the text prints.

    Parameters
    ----------
    analysis : Analysis, optional
        The analysis of a survey; of the reconstructed one if left out.

    Returns
    -------
    pandas.DataFrame
        One row a target: ``claim``, ``statistic``, ``printed``, ``basis``, ``obtained``,
        ``agrees``.
    """
    import pandas as pd

    found = as_json(analysis or analyse(reconstructed()))
    rows = []
    for row in targets().to_dict("records"):
        printed, asked, comparator = wanted(row)
        obtained = _at(found, row["statistic"])
        rows.append(
            {
                "claim": row["claim"],
                "statistic": row["statistic"],
                "printed": printed,
                "basis": row["basis"],
                "obtained": obtained,
                "agrees": obtained is not None and _agrees(obtained, asked, comparator),
            }
        )
    return pd.DataFrame(rows)


def _agrees(obtained: float, asked: Interval, comparator: str) -> bool:
    """Tell whether a value is what a target asks for; half is not more than half."""
    if comparator in ("<", ">") and obtained in (asked.low, asked.high):
        return False
    return asked.low <= obtained <= asked.high


def wanted(row: Mapping[str, Any]) -> tuple[str, Interval, str]:
    """Return what a target asks for, in print and as an interval, and its comparator.

    Parameters
    ----------
    row : mapping
        A row of :func:`targets`.
    """
    if not row["value"]:
        found = claim(row["claim"])
        return found.number, found.interval, found.comparator
    bound = row["value"]
    if not bound[0].isdigit():
        bound = claim(bound).value
    return f"{row['comparator']} {bound}", read(bound, row["comparator"]), row["comparator"]


def _at(found: Mapping[str, Any], path: str) -> float | None:
    value: Any = found
    for part in path.split("."):
        value = (value or {}).get(part)
    return value
