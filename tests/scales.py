"""Asks Vega where it puts each mark, and what the axis says of that place.

A picture says something else than its table where a scale is clamped or too short: the mark
stands at the end of the axis, or outside the plot, whatever its value is.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert

#: Types of Vega's scales on which a place stands for a number.
CONTINUOUS = frozenset({"linear", "log", "pow", "sqrt", "symlog", "time", "utc"})

#: Channels of a mark that are a place along an axis.
PLACES = ("x", "x2", "xc", "y", "y2", "yc")

#: Pixels by which a mark may stand outside its axis.
SLACK = 0.5


@dataclass(frozen=True)
class Place:
    """Where one mark stands along one scale.

    Parameters
    ----------
    mark, scale, field : str
        Type of the mark, name of the scale, field of the row.
    value, said : float
        The row's value, and the value that the axis has at the place of the mark.
    pixel, start, end : float
        The place, and both ends of the scale.
    """

    mark: str
    scale: str
    field: str
    value: float
    said: float
    pixel: float
    start: float
    end: float

    @property
    def true(self) -> bool:
        """Whether a reader finds the row's value at the place of the mark."""
        low, high = sorted((self.start, self.end))
        inside = low - SLACK <= self.pixel <= high + SLACK
        return inside and math.isclose(self.said, self.value, rel_tol=1e-6, abs_tol=1e-6)

    def __str__(self) -> str:
        said = f"stands where {self.scale} says {self.said}"
        return f"a {self.mark} for {self.field} = {self.value} {said}"


def places(vega: dict[str, Any]) -> list[Place]:
    """Return where each mark of a compiled chart stands along each continuous scale."""
    asked = json.loads(json.dumps(vega))
    questions = list(_ask(asked, {}))
    if not questions:
        return []
    drawn = vl_convert.vega_to_svg(asked)
    found = []
    for text in re.findall(r'aria-label="@@([^"]*)"', drawn):
        number, *numbers = html.unescape(text).split("|")
        values = [float(n) if n not in ("null", "undefined") else math.nan for n in numbers]
        if not math.isnan(values[0]):  # a row without a value has no mark
            found.append(Place(*questions[int(number)], *values))
    return found


def _ask(group: dict[str, Any], outer: dict[str, str], start: int = 0) -> Iterator[tuple[str, ...]]:
    """Add to a group a point for every mark that says where that stands; yield what was asked.

    It is said in the point's description, since a text would be measured, which takes long.
    """
    scales = outer | {
        scale["name"]: scale.get("type", "linear") for scale in group.get("scales", [])
    }
    points = []
    for mark in group.get("marks", []):
        if mark["type"] == "group":
            for question in _ask(mark, scales, start):
                start += 1
                yield question
            continue
        for channel in PLACES:
            told = mark.get("encode", {}).get("update", {}).get(channel)
            told = told[-1] if isinstance(told, list) else told or {}
            scale, field = told.get("scale"), told.get("field")
            if (
                scales.get(scale) in CONTINUOUS
                and isinstance(field, str)
                and "data" in mark.get("from", {})
            ):
                points.append(_point(start, mark["from"], scale, field))
                start += 1
                yield mark["type"], scale, field
    group.get("marks", []).extend(points)


def _point(number: int, rows: dict[str, Any], scale: str, field: str) -> dict[str, Any]:
    # A field may be a path, which an expression reads as one.
    value = (
        f"datum[{json.dumps(field)}]" if "." not in field and "[" not in field else f"datum.{field}"
    )
    numbers = (
        f"isValid({value}) ? toNumber({value}) : null",
        f"toNumber(invert('{scale}', scale('{scale}', {value})))",
        f"scale('{scale}', {value})",
        f"range('{scale}')[0]",
        f"range('{scale}')[1]",
    )
    said = " + '|' + ".join(f"({expression})" for expression in numbers)
    asked = {"description": {"signal": f"'@@{number}|' + {said}"}, "size": {"value": 1}}
    return {"type": "symbol", "from": rows, "encode": {"enter": asked}}
