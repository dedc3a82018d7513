"""How much of a serial its viewers can still change: filming, showing, and late reactions."""

from __future__ import annotations

from typing import Any

from microdrama.formulas import floor, where

#: So much below a whole number is a rounding.
_HAIR = 1e-9


def still_open(settings: Any, row: Any) -> dict[str, Any]:
    """Count the episodes that are not yet filmed when the first reactions reach the set.

    Days run from the first showing. Filming starts with what is ready and goes on at an even pace,
    and so does showing; a reaction to the first episode takes some days to reach those who film.

    Parameters
    ----------
    settings : namespace
        ``episodes`` of the serial; ``ready`` (per cent of them, filmed before the first is shown);
        ``filmed`` and ``shown`` (episodes a day); ``delay`` (days).
    row : namespace
        ``line`` (``filmed`` or ``shown``) and ``point`` (0, 1 or 2) of the line.

    Returns
    -------
    dict
        ``day`` and ``count`` of the point; ``at_delay`` (episodes filmed when reactions arrive),
        ``open`` (whole episodes left), ``part`` (of the serial, 0 to 1), ``runs_out`` (day on which
        showing overtakes filming, or 0); ``ends`` (day of the last showing); ``case``. On numbers
        and on symbols.
    """
    total, pace, shown = settings.episodes, settings.filmed, settings.shown
    ready = total * settings.ready / 100
    done, over = (total - ready) / pace, total / shown
    filmed = ready + pace * settings.delay
    filmed = where(filmed < total, filmed, total)
    left = floor(total - filmed + _HAIR)
    # What is ready is used up before filming ends.
    overtaken = ready + pace * over < total - _HAIR
    runs_out = where(overtaken, ready / where(overtaken, shown - pace, 1), 0)
    end = where(done > over, done, over)
    end = 1.05 * where(end > settings.delay, end, settings.delay)
    turn = where(row.line == "filmed", done, over)
    return {
        "day": where(row.point == 0, 0, where(row.point == 1, turn, end)),
        "count": where(row.point == 0, where(row.line == "filmed", ready, 0), total),
        "at_delay": filmed,
        "open": left,
        "part": left / total,
        "runs_out": runs_out,
        "ends": over,
        "case": where(left > 0, where(overtaken, "overtaken", "some"), "none"),
    }
