"""What a reader can change in an explorer: numbers to move, options to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slider:
    """A number to move.

    Parameters
    ----------
    name, label, unit : str
        Name in the formula; label and unit for people.
    low, high, step, default : float
        Range, distance of two positions, and where the explorer opens.
    spec : str
        How the number is printed.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    default: float
    spec: str = ",.1f"

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high:
            raise ValueError(f"the default of “{self.name}” lies outside its range")

    def holds(self, value: float | str) -> bool:
        """Tell whether the slider can stand at a value."""
        if isinstance(value, str) or not self.low <= value <= self.high:
            return False
        steps = (value - self.low) / self.step
        return abs(steps - round(steps)) < 1e-6


@dataclass(frozen=True)
class Choice:
    """One of several options, ``(value, label)`` each; the first is the default."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]

    @property
    def default(self) -> str:
        """The value of the first option."""
        return self.options[0][0]

    def holds(self, value: float | str) -> bool:
        """Tell whether a value is one of the options."""
        return value in dict(self.options)


Control = Slider | Choice


def described(control: Control) -> dict[str, Any]:
    """Return a control as plain data for the page."""
    described = {"name": control.name, "label": control.label, "default": control.default}
    if isinstance(control, Choice):
        return {**described, "options": [list(option) for option in control.options]}
    return {
        **described,
        "unit": control.unit,
        "low": control.low,
        "high": control.high,
        "step": control.step,
        "spec": control.spec,
    }
