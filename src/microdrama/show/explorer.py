"""An explorer: one definition, two faces.

A formula is written once, as an ordinary Python function of settings and rows. Called with
numbers it computes a table; called with symbols it returns the same formula as a Vega
expression. So the published page (no kernel) and Jupyter (ipywidgets) cannot disagree by
construction, and a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from microdrama.evidence.kinds import Kind
from microdrama.formulas import expression
from microdrama.show.controls import Control, Slider, described
from microdrama.show.figure import Figure, building, cell
from microdrama.show.sentences import fill

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

Settings = Mapping[str, float | str]


@dataclass(frozen=True)
class Explorer:
    """A question of the form “and if …?”.

    Parameters
    ----------
    name, title, alt : str
        As for a figure; the title is the question, the alternative text describes the
        default.
    controls : sequence of Control
        What can be changed. Defaults are where the explorer opens, which must be where
        something is to be seen.
    base : pandas.DataFrame
        The rows the formula works on.
    derive : callable
        From settings and rows, both by attribute, to new columns by name. The column
        ``case`` names the sentence to say; where there is a column ``speaks``, the first row
        that has it says the sentence, else the first row of all.
    chart : callable
        From a width to an Altair chart without data; encodings name their types.
    sentences : mapping of str to str
        Templates with ``{column}`` or ``{column:spec}``, filled from the first row.
    columns : mapping of str to str
        Columns of the table beside the chart, with their headings.
    keep : callable, optional
        From settings and rows to a condition; rows that fail it are left out.
    sources, kinds, note
        As for a figure.
    tries : str
        One sentence above the controls that says what to try.
    own_case : mapping, optional
        The settings of the text's own case that differ from the defaults. None are left out if
        the explorer opens at that case; None if the text has no case of its own. A button leads
        to the case wherever there is one.

    Raises
    ------
    ValueError
        If a slider has the name of a column, a column a name that tables use themselves, or the
        text's own case a setting that no control can hold.
    """

    name: str
    title: str
    alt: str
    controls: Sequence[Control]
    base: pd.DataFrame
    derive: Callable[[Any, Any], Mapping[str, Any]]
    chart: Callable[[int], alt.TopLevelMixin]
    sentences: Mapping[str, str]
    columns: Mapping[str, str]
    keep: Callable[[Any, Any], Any] | None = None
    sources: Sequence[str] = ()
    kinds: Sequence[Kind] = ("reported", "assumed")
    note: str = ""
    tries: str = ""
    own_case: Settings | None = field(default_factory=dict)
    _charts: dict[int, dict[str, Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        # A choice may be named after the column that it picks rows by; a slider may not.
        sliders = {control.name for control in self.controls if isinstance(control, Slider)}
        if clash := sliders & set(self.base.columns):
            raise ValueError(
                f"the explorer “{self.name}” has both a slider and a column {', '.join(clash)}"
            )
        # A formula asks for a column by attribute, and a table has attributes of its own.
        if taken := [name for name in self.base.columns if hasattr(type(self.base), str(name))]:
            raise ValueError(
                f"the explorer “{self.name}” cannot name a column {', '.join(taken)}: "
                "tables use that name themselves"
            )
        holding = {control.name: control for control in self.controls}
        for name, value in (self.own_case or {}).items():
            if name not in holding or not holding[name].holds(value):
                raise ValueError(
                    f"the explorer “{self.name}” has no control that can set {name} to {value}, "
                    "as its text's own case asks"
                )

    @property
    def defaults(self) -> dict[str, float | str]:
        """Where the explorer opens."""
        return {control.name: control.default for control in self.controls}

    @property
    def ways_back(self) -> list[tuple[str, dict[str, float | str]]]:
        """The words of each button that leads back, with the settings to which it leads."""
        if self.own_case is None:
            return [("Start again", self.defaults)]
        own = ("The text’s own case", {**self.defaults, **self.own_case})
        return [("Start again", self.defaults), own] if self.own_case else [own]

    def evaluate(self, settings: Settings | None = None) -> pd.DataFrame:
        """Compute the table for some settings, on the grid of the controls or off it.

        Parameters
        ----------
        settings : mapping, optional
            Values by control name; defaults fill in what is left out.

        Returns
        -------
        pandas.DataFrame
            The rows kept, with the settings and the derived columns.

        Raises
        ------
        KeyError
            If a setting names no control.
        ValueError
            If the formula derives a column that the rows or settings have.
        """
        chosen = {**self.defaults, **(settings or {})}
        if unknown := set(chosen) - set(self.defaults):
            raise KeyError(
                f"the explorer “{self.name}” has no control {', '.join(sorted(unknown))}"
            )
        values, rows = SimpleNamespace(**chosen), self.base
        if self.keep is not None:
            rows = rows[self.keep(values, rows)]
        rows = rows.reset_index(drop=True).assign(**chosen)
        derived = dict(self.derive(values, rows))
        if clash := set(derived) & {*self.base.columns, *chosen}:
            raise ValueError(
                f"the explorer “{self.name}” derives {', '.join(sorted(clash))}, "
                "which it has already"
            )
        return rows.assign(**derived)

    def sentence(self, settings: Settings | None = None) -> str:
        """Say the result in words."""
        rows = self.evaluate(settings)
        if rows.empty:
            return "Nothing is left to show."
        speaking = rows[rows["speaks"].astype(bool)] if "speaks" in rows else rows
        first = (rows if speaking.empty else speaking).iloc[0].to_dict()
        return fill(self.sentences[str(first["case"])], first)

    def transforms(self) -> list[dict[str, str]]:
        """Return the formula as Vega transforms over the base table."""
        import altair as alt
        from altair.expr.core import ConstExpression

        symbols = SimpleNamespace(**{name: ConstExpression(name) for name in self.defaults})
        steps = []
        if self.keep is not None:
            steps.append({"type": "filter", "expr": repr(self.keep(symbols, alt.datum))})
        copied = {name: getattr(symbols, name) for name in self.defaults}
        derived = {**copied, **self.derive(symbols, alt.datum)}
        return steps + [
            {"type": "formula", "expr": expression(value), "as": name}
            for name, value in derived.items()
        ]

    def specification(self, width: int, settings: Settings | None = None) -> dict[str, Any]:
        """Return the chart with its data, as Vega-Lite.

        Parameters
        ----------
        width : int
            Width in pixels.
        settings : mapping, optional
            Values to compute the data for. If left out, the chart carries the base table
            and the formula instead, and moves with the parameters.
        """
        if width not in self._charts:
            # Drawn once, because most of the time that a moved control takes would go into it.
            self._charts[width] = _inheriting(self.chart(width).to_dict())
        spec = self._charts[width]
        if settings is not None:
            return {**spec, "data": {"values": _records(self.evaluate(settings))}}
        params = [{"name": name, "value": value} for name, value in self.defaults.items()]
        return {
            **spec,
            "data": {
                "name": BASE,
                "values": _records(self.base.assign(base_row=range(len(self.base)))),
            },
            "transform": [_vegalite(step) for step in self.transforms()],
            "params": params,
        }

    def figure(self) -> Figure:
        """Return the face for the published page: a figure with controls."""
        table = self.evaluate()[list(self.columns)].rename(columns=dict(self.columns))
        extra = {
            "explorer": {
                "controls": [described(control) for control in self.controls],
                "transforms": self.transforms(),
                "sentences": dict(self.sentences),
                "columns": dict(self.columns),
                "sentence": self.sentence(),
                "tries": self.tries,
                "ways_back": [[words, settings] for words, settings in self.ways_back],
            }
        }
        return Figure(
            self.name,
            self.specification,
            self.title,
            self.alt,
            table,
            sources=self.sources,
            kinds=self.kinds,
            note=self.note,
            extra=extra,
        )

    def widget(self) -> ipywidgets.Widget:
        """Return the face for Jupyter: live ipywidgets, off the grid too."""
        from microdrama.show.widgets import explorer_widget

        return explorer_widget(self)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        if building():
            return self.figure()._repr_mimebundle_()
        return self.widget()._repr_mimebundle_(**kwargs)


#: Name of the rows that an explorer's page works on.
BASE = "base"


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{key: cell(value) for key, value in row.items()} for row in rows.to_dict("records")]


def _vegalite(step: Mapping[str, str]) -> dict[str, str]:
    if step["type"] == "filter":
        return {"filter": step["expr"]}
    return {"calculate": step["expr"], "as": step["as"]}


def _inheriting(spec: Any) -> Any:
    """Take out the empty data that Altair gives to parts without any, so that they inherit."""
    if isinstance(spec, list):
        return [_inheriting(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    return {key: _inheriting(part) for key, part in spec.items() if part != {"name": "empty"}}
