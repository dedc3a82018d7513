"""Functions for the formulas of explorers: on numbers they compute, on symbols they write Vega."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any


def symbolic(*values: object) -> bool:
    """Tell whether one of the values is a symbol."""
    from altair.expr.core import Expression

    return any(isinstance(value, Expression) for value in values)


def where(test: Any, yes: Any, no: Any) -> Any:
    """Return ``yes`` where the test holds, else ``no``; on numbers and on symbols."""
    if symbolic(test, yes, no):
        import altair as alt

        return alt.expr.if_(test, yes, no)
    import numpy as np

    return np.where(test, yes, no)


def _function(name: str) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        if symbolic(value):
            import altair as alt

            return getattr(alt.expr, name)(value)
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            result = getattr(np, name)(value)
        return result.item() if np.ndim(result) == 0 else result

    apply.__name__ = name
    apply.__doc__ = f"Apply ``{name}``; on numbers and on symbols."
    return apply


log, ceil, floor, exp, sqrt = (_function(name) for name in ("log", "ceil", "floor", "exp", "sqrt"))


def atan2(y: Any, x: Any) -> Any:
    """Return the angle of the point at ``x`` and ``y``; on numbers and on symbols."""
    if symbolic(y, x):
        import altair as alt

        return alt.expr.atan2(y, x)
    import numpy as np

    return np.arctan2(y, x)


def normal_cdf(value: Any) -> Any:
    """Return the standard normal distribution function; on numbers and on symbols."""
    if symbolic(value):
        import altair as alt

        return alt.expr.cumulativeNormal(value, 0, 1)
    from scipy.special import ndtr

    return ndtr(value)


def kept(columns: dict[str, Any], name: str, value: Any) -> Any:
    """Keep what later parts of a formula use, and return it; on numbers and on symbols.

    A symbol becomes a column of its own, added to ``columns``, so that what it stands for is
    written and computed once. A number is returned as it is.
    """
    if not symbolic(value):
        return value
    import altair as alt

    columns[name] = value
    return alt.datum[name]


def plain(column: Any) -> Any:
    """Return a column of a table as an array, which computes faster; a symbol as it is."""
    if symbolic(column):
        return column
    import numpy as np

    return np.asarray(column)


def expression(value: object) -> str:
    """Return a value or a symbol as a Vega expression."""
    if symbolic(value):
        # NumPy's numbers are numbers here too, but their repr is no expression.
        return re.sub(r"np\.\w+\(([^()]*)\)", r"\1", repr(value))
    return json.dumps(value.item() if hasattr(value, "item") else value)
