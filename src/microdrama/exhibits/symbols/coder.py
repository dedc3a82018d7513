"""In Jupyter: code one drama and see its walk at once."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.exhibits.symbols.explorers import walk_a_case
from microdrama.intake.downloads import as_csv
from microdrama.show.figure import Figure, building
from microdrama.symbols import codebook
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps
from microdrama.symbols.walks import together

if TYPE_CHECKING:
    import ipywidgets
    import networkx as nx
    import pandas as pd

#: Draws the walk of a drama from what :func:`microdrama.symbols.consensus.as_steps` returns.
Show = Callable[["pd.DataFrame"], Figure]


def coding_form(graph: nx.DiGraph) -> Coder:
    """Return the form in which a reader codes one drama and sees its walk.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    """
    return Coder(partial(_walk, graph))


def _walk(graph: nx.DiGraph, steps: pd.DataFrame) -> Figure:
    """Return the walk of one coded drama."""
    cases = together(steps)
    own = cases[cases["case"].isin(steps["case"])]
    return walk_a_case(own, graph, own["case"].iloc[0]).figure()


class Coder:
    """A form in Jupyter; in the published page one sentence on how to add one's dramas.

    Parameters
    ----------
    show : callable
        From the steps of one drama to the figure of its walk.
    """

    def __init__(self, show: Show) -> None:
        self._show = show

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        if building():
            how = (
                "<p>To put dramas that you have coded here, run <code>make book CASES=FILE</code>, "
                "or open this chapter in JupyterLab and code one in a form.</p>"
            )
            return {"text/html": how, "text/plain": "make book CASES=FILE"}
        return self.widget()._repr_mimebundle_(**kwargs)

    def widget(self) -> ipywidgets.Widget:
        """Return the form with room for the walk."""
        import ipywidgets as widgets
        from IPython.display import display

        look = {"style": {"description_width": "10em"}, "layout": {"width": "46em"}}
        texts = {
            name: widgets.Text(description=codebook.FIELDS[name]["en"], **look)
            for name in ("title", "symbol")
        }
        choices = {
            row["id"]: widgets.Dropdown(
                options=_options(row["id"]), value=None, description=row["label"], **look
            )
            for row in codebook.variables().to_dict("records")
        }
        rules = {name: widgets.HTML() for name in choices}
        message, picture = widgets.HTML(), widgets.Output()

        def update(_: object = None) -> None:
            codes = {name: choice.value for name, choice in choices.items()}
            for name, code in codes.items():
                rules[name].value = rule(name, code)
            title, symbol = (texts[name].value.strip() for name in ("title", "symbol"))
            ready = bool(title and any(codes.values()))
            message.value = _row(title, symbol, codes) if ready else _NOT_READY
            with picture:
                picture.clear_output(wait=True)
                if ready:
                    display(self.figure(title, symbol, codes))

        for control in (*texts.values(), *choices.values()):
            control.observe(update, names="value")
        update()
        asked = [part for name in choices for part in (choices[name], rules[name])]
        return widgets.VBox([*texts.values(), *asked, message, picture])

    def figure(self, title: str, symbol: str, codes: Mapping[str, str | None]) -> Figure:
        """Return the walk of one drama.

        Parameters
        ----------
        title, symbol : str
            The drama and its symbol.
        codes : mapping of str to str
            The code of each variable, None where it is not coded.
        """
        return self._show(as_steps(one(title, symbol, codes)))


_NOT_READY = "Write a title and choose a code."


def _options(variable: str) -> list[tuple[str, str | None]]:
    """Return what a variable offers: nothing yet, then each code by its label."""
    return [("–", None), *((label, code) for code, label in codebook.labels(variable).items())]


def rule(variable: str, code: str | None) -> str:
    """Return what the codebook says of a code, as HTML; of a variable if there is no code."""
    if code is None:
        rows = codebook.variables().set_index("id")
        return f"<small>{html.escape(rows.loc[variable, 'question'])}</small>"
    rows = codebook.codes()
    row = rows[(rows["variable"] == variable) & (rows["code"] == code)].iloc[0]
    parts = (
        row["definition"],
        f"Counts too: {row['include']}",
        f"Does not count: {row['exclude']}",
        f"Example: {row['example']}",
    )
    return f"<small>{'<br>'.join(map(html.escape, parts))}</small>"


def _row(title: str, symbol: str, codes: Mapping[str, str | None]) -> str:
    """Return the drama as a row for the class's file."""
    text = as_csv([[title, "", symbol, *(code or "" for code in codes.values())]])
    return f"Its row for the class's file: <code>{html.escape(text.strip())}</code>"
