"""The ledger: what each of the five texts says itself, one claim a row.

``data/evidence/claims.csv`` keeps our paraphrase of a claim beside a short quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.evidence.intervals import Interval, read
from microdrama.package import remembered, table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Claim:
    """One claim of one text: a row of ``claims.csv``."""

    id: str
    source: str
    section: str
    kind: str
    statement: str
    quote: str
    symbol: str = ""
    comparator: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""
    population: str = ""

    @property
    def number(self) -> str:
        """The number as prose shows it; empty if the claim has none."""
        if not self.value:
            return ""
        sign = "" if self.comparator == "=" else f"{self.comparator}\N{NO-BREAK SPACE}"
        gap = "" if self.unit in ("", "%") else "\N{NO-BREAK SPACE}"
        symbol = f"{self.symbol} {self.comparator} " if self.symbol else sign
        return f"{symbol}{self.value}{gap}{self.unit}"

    @property
    def words(self) -> str:
        """The quote as a reader expects it, without the text file's escapes."""
        return self.quote.replace("\\$", "$")

    @property
    def interval(self) -> Interval:
        """All the values that the printed number can stand for.

        Raises
        ------
        ValueError
            If the claim has no number.
        """
        if not self.value:
            raise ValueError(f"the claim {self.id} prints no number")
        return read(self.value, self.comparator)


class UnknownClaimError(KeyError):
    """A claim is cited that the ledger does not have."""

    def __str__(self) -> str:
        return f"there is no claim “{self.args[0]}” in data/evidence/claims.csv"


@remembered
def claims() -> Mapping[str, Claim]:
    """Return every claim by its id, in the order of the table."""
    return {row["id"]: Claim(**row) for row in table("claims").to_dict("records")}


def claim(claim_id: str) -> Claim:
    """Return one claim.

    Raises
    ------
    UnknownClaimError
        If the ledger has no such claim.
    """
    try:
        return claims()[claim_id]
    except KeyError:
        raise UnknownClaimError(claim_id) from None


@remembered
def texts() -> Mapping[str, Mapping[str, object]]:
    """Return the five texts by key."""
    return {row["key"]: row for row in table("texts").to_dict("records")}


def short(source: str) -> str:
    """Return how prose and charts name a text, with its year."""
    row = texts()[source]
    return f"{row['short']} {row['year']}"


def tabulate(ids: list[str]) -> pd.DataFrame:
    """Return some claims as a table: id, text, statement, number.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    """
    import pandas as pd

    found = [claim(claim_id) for claim_id in ids]
    return pd.DataFrame(
        {
            "id": ids,
            "text": [short(row.source) for row in found],
            "statement": [row.statement for row in found],
            "number": [row.number for row in found],
        }
    )
