"""Sentences with slots for numbers, filled alike in Python and by the page's script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from microdrama.show.figure import cell

_FIXED = re.compile(r"(\+?,?)\.(\d+)([f%])")


def _formatted(value: Any, spec: str) -> str:
    """Format a number as d3 does: halves away from zero, and no sign on a rounded zero."""
    number = cell(value)
    if number is None:
        return "–"
    fixed = _FIXED.fullmatch(spec)
    if fixed is None:
        return f"{number:{spec}}"
    flags, places, kind = fixed.groups()
    exact = Decimal(number * 100 if kind == "%" else number)
    exact = exact.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return f"{exact if exact else abs(exact):{flags}f}" + kind.replace("f", "")


_SLOT = re.compile(r"\{(\w+)(?::([^}]+))?\}")


def fill(template: str, row: Mapping[str, Any]) -> str:
    """Fill a sentence from one row.

    Format specifications are those that Python and d3-format share, so that the page's
    script fills the same template with the same words.

    Raises
    ------
    KeyError
        If the row lacks a column that the template names.
    """

    def put(match: re.Match[str]) -> str:
        name, spec = match.groups()
        value = row[name]
        if spec is None:
            return str(value)
        return _formatted(value, spec)

    return _SLOT.sub(put, template)
