"""What the controls of an explorer can hold: to draw from, and its corners to look at."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from microdrama.show.controls import Choice, Control, Slider
from microdrama.show.explorer import Explorer

Settings = dict[str, Any]


def steps(slider: Slider) -> int:
    """Return how many steps a slider has from one end to the other."""
    return round((slider.high - slider.low) / slider.step)


def position(slider: Slider, step: int) -> float:
    """Return the value at a step, as a browser has it: as a decimal, not as a sum of floats."""
    return min(round(slider.low + step * slider.step, 10), slider.high)


def values_of(control: Control) -> st.SearchStrategy:
    """Draw what one control can hold: an option, or a position of a slider."""
    if isinstance(control, Choice):
        return st.sampled_from([value for value, _ in control.options])
    return st.integers(0, steps(control)).map(lambda step: position(control, step))


def settings_of(explorer: Explorer) -> st.SearchStrategy[Settings]:
    """Draw values for some of the controls; the others keep their defaults."""
    return st.fixed_dictionaries({}, optional={c.name: values_of(c) for c in explorer.controls})


def all_settings_of(explorer: Explorer, *names: str) -> st.SearchStrategy[Settings]:
    """Draw a value for every control, or for every one of those named."""
    wanted = [c for c in explorer.controls if not names or c.name in names]
    return st.fixed_dictionaries({control.name: values_of(control) for control in wanted})


def some_settings(explorer: Explorer, count: int) -> Iterator[Settings]:
    """Yield settings of all controls, the same ones on every machine."""
    rng = random.Random(explorer.name)
    for _ in range(count):
        yield {
            control.name: rng.choice(control.options)[0]
            if isinstance(control, Choice)
            else position(control, rng.randint(0, steps(control)))
            for control in explorer.controls
        }
