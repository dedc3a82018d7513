"""And if …? Walk a drama through the network, take a part out, look at one concept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.charts import symbols as draw
from microdrama.evidence.ledger import short
from microdrama.exhibits.symbols.names import text_names
from microdrama.formulas import where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.symbols import localisation
from microdrama.symbols.layout import layered
from microdrama.symbols.network import relations, verb
from microdrama.symbols.routes import routes
from microdrama.symbols.walks import STEPS

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.evidence.ledger import Claim

#: What stands for no second drama.
NONE = "none"

_SOURCES = ("the texts named in the table; the choice of concepts and relations is our coding",)

# ---- walk a case -----------------------------------------------------------------------------

_STEP = "{heading}, step {order:.0f} of 5, {step_in_words}: "
_BESIDE = " Beside it: {beside}."

#: What a step says: in the words of a text, as a class has coded it, or that it is left out.
_STEPS_SAID = {
    "told": _STEP + "{element}. {note} In the text’s words: “{quote}”.",
    "coded": _STEP + "{element}. {note}",
    "left": _STEP + "{note}",
}


def walk_a_case(cases: pd.DataFrame, graph: nx.DiGraph, first: str) -> Explorer:
    """Return the explorer that walks one or two dramas through the network.

    Long because it is one declaration.

    Parameters
    ----------
    cases : pandas.DataFrame
        Steps of cases, as :func:`microdrama.symbols.walks.together` returns them.
    graph : networkx.DiGraph
        The network.
    first : str
        Case that is shown first.
    """
    places = {name: layered(graph, columns) for name, columns in draw.COLUMNS.items()}
    base = routes(cases, graph, places["wide"])
    base["step_in_words"] = base["step"].str.lower()
    # A ladder has as many rungs as the longest walk has concepts.
    rungs = max(1, base["rung"].nunique())
    titles = dict(zip(cases["case"], cases["title"], strict=True))
    options = ((first, titles.pop(first)), *titles.items())
    return Explorer(
        name="walk-a-case",
        title="Which way does a drama take through the network?",
        alt=(
            "The whole network in grey, regional culture at the top, outcomes at the bottom. "
            f"The way of the chosen drama, {options[0][1]}, stands out in colour: its concepts are "
            "framed and numbered by step, its relations are thick arrows; a dashed line says that "
            "the network has no path between two steps."
        ),
        controls=(
            Choice("first", "Drama", options),
            Choice("second", "Compare with", ((NONE, "no other drama"), *options)),
            Slider("steps", "Steps to show", "of five", 1, len(STEPS), 1, len(STEPS), ".0f"),
        ),
        base=base,
        keep=_is_shown,
        derive=partial(_speaking, options),
        chart=partial(draw.walk_diagram, places, relations(), rungs),
        sentences={
            **_STEPS_SAID,
            **{f"{case}_beside": text + _BESIDE for case, text in _STEPS_SAID.items()},
        },
        columns={
            "heading": "Drama",
            "step": "Step",
            "element": "Concept or relation",
            "status": "Basis",
            "note": "What the text says",
            "quote": "Its words",
        },
        sources=_SOURCES,
        kinds=(),
        note="Numbers are steps. Colour tells the two dramas apart.",
    )


def _is_shown(settings: Any, row: Any) -> Any:
    """Tell whether a piece of a walk is of a chosen drama and of a step that is shown."""
    first = (row.role == "one") & (row.drama == settings.first)
    second = (row.role == "other") & (row.drama == settings.second)
    return (first | second) & (row.order <= settings.steps)


def _speaking(options: Sequence[tuple[str, str]], settings: Any, row: Any) -> dict[str, Any]:
    """Find the row that says the sentence, and which sentence; on numbers and on symbols."""
    beside: Any = ""
    for case, title in options:
        beside = where(settings.second == case, title, beside)
    is_step = (row.part == "concept") | (row.part == "nothing")
    kind = where(row.part == "nothing", "left", where(row.quote == "", "coded", "told"))
    return {
        "beside": beside,
        "speaks": (row.role == "one") & (row.order == settings.steps) & is_step,
        "case": kind + where(settings.second == NONE, "", "_beside"),
    }


# ---- break a link ----------------------------------------------------------------------------

#: How a sentence names what is removed.
_REMOVED = {
    "nothing": "nothing",
    "concept": "the concept “{}”",
    "relation": "the relation {}",
}


def break_a_link(losses: pd.DataFrame) -> Explorer:
    """Return the explorer that takes one concept or relation out of the network.

    Long because it is one declaration.

    Parameters
    ----------
    losses : pandas.DataFrame
        What :func:`microdrama.symbols.reachability.losses` returns.
    """
    base = losses.assign(
        gone=[
            _REMOVED[kind].format(label)
            for kind, label in zip(losses["kind"], losses["label"], strict=True)
        ],
        welcome=losses["wanted"].map({True: "welcome", False: "not welcome"}),
        lost=losses["lost"].str.len(),
        names=losses["lost"].str.join(", ").str.lower(),
    ).drop(columns=["kind", "label", "wanted"])
    options = base.drop_duplicates("removed")
    # The whole network is the default; concepts come before relations, each in their order.
    listed = tuple(zip(options["removed"], options["gone"], strict=True))
    return Explorer(
        name="break-a-link",
        title="What can no longer be reached if something is taken out?",
        alt=(
            "One row for each outcome, one field for paths from symbols and one for those from "
            "platforms. A field is filled where a path leads to the outcome, crossed out where it "
            "was cut off, and empty where there never was one. In the default nothing is taken out."
        ),
        controls=(Choice("taken_out", "Take out", listed),),
        base=base,
        keep=lambda settings, row: row.removed == settings.taken_out,
        derive=lambda settings, row: {
            "case": where(row.removed == NONE, "whole", where(row.lost > 0, "lost", "kept"))
        },
        chart=draw.reach_grid,
        sentences={
            "whole": "In the whole network paths from a symbol lead to {total:.0f} outcomes.",
            "lost": "Without {gone} no path from a symbol leads to {lost:.0f} of {total:.0f} "
            "outcomes any more: {names}.",
            "kept": "Without {gone} paths from a symbol still lead to all {total:.0f} outcomes.",
        },
        columns={
            "outcome": "Outcome",
            "welcome": "In the texts",
            "from_symbol": "From a symbol",
            "from_platform": "From a platform",
        },
        sources=_SOURCES,
        kinds=(),
        note="Paths run along relations that carry; explanations and brakes do not count.",
    )


# ---- one concept -----------------------------------------------------------------------------


def one_concept(neighbours: pd.DataFrame, first: str) -> Explorer:
    """Return the explorer of one concept at a time.

    Parameters
    ----------
    neighbours : pandas.DataFrame
        What :func:`microdrama.symbols.neighbours.neighbours` returns.
    first : str
        Concept that is shown first.
    """
    base = neighbours.assign(line=[_line(row) for row in neighbours.to_dict("records")])
    options = dict(zip(base["concept"], base["name"], strict=True))
    listed = ((first, options.pop(first)), *sorted(options.items(), key=lambda option: option[1]))
    return Explorer(
        name="one-concept",
        title="What does the network say of one concept?",
        alt=(
            "The relations of the chosen concept, one line each: first those that lead to it, then "
            "those that lead on from it, coloured by the text that states them."
        ),
        controls=(Choice("chosen", "Concept", tuple(listed)),),
        base=base,
        keep=lambda settings, row: row.concept == settings.chosen,
        derive=lambda settings, row: {"case": "concept"},
        chart=partial(draw.neighbour_lines, text_names(), int(base["related"].max())),
        sentences={"concept": "{name}: {meaning} It has {related:.0f} relations."},
        columns={
            "line": "Relation",
            "text": "Text",
            "basis": "Basis",
            "note": "What the text says",
            "quote": "Its words",
        },
        sources=_SOURCES,
        kinds=(),
        note="“It” is the chosen concept. Hollow marks: our reading.",
    )


def _line(row: dict[str, str]) -> str:
    """Say a relation of the chosen concept."""
    if row["side"] == "after":
        return f"it {verb(row['relation'])} {row['other']}"
    # The name last, because some are plural and the verb is not.
    return f"{verb(row['relation'])} it: {row['other']}"


# ---- the base rate ---------------------------------------------------------------------------

_IF = (
    "If {base_rate:.1f}% of all dramas have a strong effect and {localised:.0f}% of them are "
    "localised, "
)


def base_rate(printed: Claim) -> Explorer:
    """Return the explorer of the printed probability under any base rate.

    The text prints none, so the default is the one that would mean no effect at all: the
    printed probability itself.

    Parameters
    ----------
    printed : Claim
        The probability of a strong effect, given localised creation.
    """
    given = printed.interval.middle
    return Explorer(
        name="base-rate",
        title=f"Is {printed.number} much? It depends on a number that is not printed",
        alt=(
            "A rising line: the chance of a strong effect without localisation, by the chance "
            "among all dramas. A level line marks the printed chance with localisation. Where "
            "the two meet, localisation changes nothing; left of that point it helps, right of it "
            "it harms."
        ),
        controls=(
            Slider("base_rate", "Strong effects among all dramas", "%", 0, 100, 0.1, given, ".1f"),
            Slider("localised", "Localised dramas among all", "%", 1, 99, 1, 50, ".0f"),
        ),
        base=localisation.base_rates(printed),
        keep=localisation.possible,
        derive=localisation.comparison,
        chart=draw.base_rate_lines,
        sentences={
            "none": _IF + "the others have the same chance as the localised ones: "
            "localisation changes nothing.",
            "more": _IF + "the others have a chance of {at:.1f}%: localisation goes with "
            "{apart:.1f} points more.",
            "less": _IF + "the others have a chance of {at:.1f}%: localisation goes with "
            "{apart:.1f} points less.",
            "impossible": _IF + "nothing fits the printed chance: the base rate must lie "
            "between {least:.1f}% and {most:.1f}%.",
        },
        columns={
            "overall": "Strong effects among all dramas, %",
            "given": "With localisation, %",
            "value": "Without localisation, %",
        },
        sources=[
            f"{short(printed.source)} for the chance with localisation, cited there from another "
            "study",
            "base rate and share are assumed: the text prints neither",
        ],
        kinds=("reported", "assumed"),
    )
