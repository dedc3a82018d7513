"""And if …? Walk a drama through the network, take a part out, look at one concept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, short
from microdrama.formulas import where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.symbols.network import (
    carrying,
    concepts,
    concrete,
    of_type,
    outcomes,
    verb,
)
from microdrama.symbols.questions import reached, without
from microdrama.symbols.walks import STEPS, walk

if TYPE_CHECKING:
    import altair as alt
    import networkx as nx
    import pandas as pd

Chart = Callable[[int], "alt.TopLevelMixin"]

#: What stands for no second drama, and for nothing taken out.
NONE = "none"

#: Where the reader's way through a chart begins, for the words in the tables.
_SOURCES = "the texts named in the table; the choice of concepts and relations is our coding"


# ---- (a) walk a case -------------------------------------------------------------------------


def routes(found: pd.DataFrame, graph: nx.DiGraph, places: pd.DataFrame) -> pd.DataFrame:
    """Return the walks of all cases as rows to draw, once as a first and once as a second drama.

    Parameters
    ----------
    found : pandas.DataFrame
        Steps of cases, as :func:`microdrama.symbols.walks.steps` returns them.
    graph : networkx.DiGraph
        The network.
    places : pandas.DataFrame
        What :func:`microdrama.symbols.layout.layered` returns.

    Returns
    -------
    pandas.DataFrame
        ``role`` (``one`` or ``other``), ``drama``, ``heading`` (its title), ``order``,
        ``part``, ``step``, ``what``, ``said``, ``status``, ``quote``; ``x``, ``y``, ``x2``,
        ``y2`` (places in the network) and ``rung``, ``next_rung`` (places in a ladder of the
        concepts that the walk meets).
    """
    import pandas as pd

    names = dict(graph.nodes(data="label"))
    at = places.set_index("concept")[["column", "row"]].to_dict("index")
    rows = []
    for case, of_case in found.groupby("case", sort=False):
        steps = {row.order: row for row in of_case.itertuples()}
        pieces = walk(of_case, graph).to_dict("records")
        told = {piece["order"] for piece in pieces}
        # A step that is left out has no place in the picture, but it has a row in the table.
        pieces += [
            {"order": order, "part": "nothing", "from": "", "to": ""}
            for order in steps
            if order not in told
        ]
        rungs = _rungs(pieces)
        for piece in sorted(pieces, key=lambda piece: piece["order"]):
            start, end = piece["from"], piece["to"]
            rows.append(
                {
                    "drama": case,
                    **_told(piece, steps[piece["order"]], names, graph),
                    "x": at.get(start, {}).get("column"),
                    "y": at.get(start, {}).get("row"),
                    "x2": at.get(end, {}).get("column"),
                    "y2": at.get(end, {}).get("row"),
                    "rung": rungs.get(start),
                    "next_rung": rungs.get(end),
                }
            )
    frame = pd.DataFrame(rows)
    return pd.concat([frame.assign(role="one"), frame.assign(role="other")], ignore_index=True)


def _rungs(pieces: list[dict[str, Any]]) -> dict[str, int]:
    """Return the place of each concept in the order in which a walk meets them."""
    met = dict.fromkeys(
        end
        for piece in pieces
        if piece["part"] != "nothing"
        for end in (piece["from"], piece["to"])
    )
    return {concept: place for place, concept in enumerate(met)}


def _told(piece: dict[str, Any], step: Any, names: dict[str, str], graph: nx.DiGraph) -> dict:
    """Return what a table and the sentence say of one piece of a walk."""
    start, end, part = piece["from"], piece["to"], piece["part"]
    told = {
        "heading": step.title,
        "order": step.order,
        "part": part,
        "step": STEPS[step.step],
        "what": names.get(end, "–"),
        "said": "",
        "status": "",
        "quote": "",
    }
    if part in ("concept", "nothing"):
        return {**told, "said": step.note, "status": step.status, "quote": step.quote}
    if part == "way":
        return {**told, "status": "on the way"}
    if part == "gap":
        return {
            **told,
            "what": f"{names[start]} … {names[end]}",
            "status": "no path in the network",
        }
    link = graph.edges[start, end]
    return {
        **told,
        "what": f"{names[start]} {verb(link['relation'])} {names[end]}",
        "said": link["note"],
        "status": link["basis"],
        "quote": claim(link["claim"]).words,
    }


_STEP = "{heading}, step {order:.0f} of 5, {step_in_words}: "
_BESIDE = " Beside it: {beside}."


def walking(
    found: pd.DataFrame, graph: nx.DiGraph, places: pd.DataFrame, default: str, chart: Chart
) -> Explorer:
    """Return the explorer that walks one or two dramas through the network.

    Parameters
    ----------
    found : pandas.DataFrame
        Steps of cases.
    graph : networkx.DiGraph
        The network.
    places : pandas.DataFrame
        What :func:`microdrama.symbols.layout.layered` returns.
    default : str
        Case that is shown first.
    chart : callable
        From a width to a chart.
    """
    base = routes(found, graph, places)
    base["step_in_words"] = base["step"].str.lower()
    titles = dict(zip(found["case"], found["title"], strict=True))
    options = ((default, titles.pop(default)), *titles.items())

    def shown(settings: Any, row: Any) -> Any:
        first = (row.role == "one") & (row.drama == settings.first)
        second = (row.role == "other") & (row.drama == settings.second)
        return (first | second) & (row.order <= settings.steps)

    def derived(settings: Any, row: Any) -> dict[str, Any]:
        beside: Any = ""
        for case, title in options:
            beside = where(settings.second == case, title, beside)
        speaks = (
            (row.role == "one")
            & (row.order == settings.steps)
            & ((row.part == "concept") | (row.part == "nothing"))
        )
        kind = where(row.part == "nothing", "left", where(row.quote == "", "coded", "told"))
        return {
            "beside": beside,
            "speaks": speaks,
            "case": kind + where(settings.second == NONE, "", "_beside"),
        }

    sentences = {
        "told": _STEP + "{what}. {said} In the text’s words: “{quote}”.",
        "coded": _STEP + "{what}. {said}",
        "left": _STEP + "{said}",
    }
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
        keep=shown,
        derive=derived,
        chart=chart,
        sentences={
            **sentences,
            **{f"{case}_beside": text + _BESIDE for case, text in sentences.items()},
        },
        columns={
            "heading": "Drama",
            "step": "Step",
            "what": "Concept or relation",
            "status": "Basis",
            "said": "What the text says",
            "quote": "Its words",
        },
        sources=[_SOURCES],
        kinds=(),
        note="Numbers are steps. Colour tells the two dramas apart.",
    )


# ---- (b) take something out ------------------------------------------------------------------


def losses(graph: nx.DiGraph) -> pd.DataFrame:
    """Return what each outcome loses with each concept or relation.

    Returns
    -------
    pandas.DataFrame
        ``taken`` (id), ``gone`` (in words), ``outcome`` (label), ``wanted``,
        ``from_symbol`` and ``from_platform`` (``reached``, ``cut off`` or ``never``),
        ``lost`` and ``total`` (outcomes cut off from symbols, and reached before),
        ``names`` (those cut off, as text); the first rows are of the whole network.
    """
    import pandas as pd

    starts = {"from_symbol": concrete(graph), "from_platform": of_type(graph, "platform")}
    ends = outcomes(graph)
    names = dict(graph.nodes(data="label"))
    before = {key: reached(graph, start, ends) for key, start in starts.items()}

    def rows(taken: str, gone: str, part: nx.DiGraph) -> list[dict[str, Any]]:
        after = {key: reached(part, start, ends) for key, start in starts.items()}
        lost = [names[end] for end in ends if end in before["from_symbol"] - after["from_symbol"]]
        return [
            {
                "taken": taken,
                "gone": gone,
                "outcome": names[end],
                "welcome": "welcome" if graph.nodes[end]["wanted"] else "not welcome",
                **{
                    key: "reached"
                    if end in after[key]
                    else "cut off"
                    if end in before[key]
                    else "never"
                    for key in starts
                },
                "lost": len(lost),
                "total": len(before["from_symbol"]),
                "names": ", ".join(lost).lower(),
            }
            for end in ends
        ]

    found = rows(NONE, "nothing", graph)
    for concept in graph:
        if concept not in ends:
            found += rows(concept, f"the concept “{names[concept]}”", without(graph, concept))
    for a, b in carrying(graph).edges:
        part = graph.copy()
        part.remove_edge(a, b)
        found += rows(f"{a}>{b}", f"the relation {names[a]} → {names[b]}", part)
    return pd.DataFrame(found)


def breaking(graph: nx.DiGraph, chart: Chart) -> Explorer:
    """Return the explorer that takes one concept or relation out of the network.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    chart : callable
        From a width to a chart.
    """
    base = losses(graph)
    options = base.drop_duplicates("taken")
    # The whole network is the default; concepts come before relations, each in their order.
    listed = tuple(zip(options["taken"], options["gone"], strict=True))
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
        keep=lambda settings, row: row.taken == settings.taken_out,
        derive=lambda settings, row: {
            "case": where(row.taken == NONE, "whole", where(row.lost > 0, "lost", "kept"))
        },
        chart=chart,
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
        sources=[_SOURCES],
        kinds=(),
        note="Paths run along relations that carry; explanations and brakes do not count.",
    )


# ---- (c) one concept -------------------------------------------------------------------------


def neighbours(graph: nx.DiGraph) -> pd.DataFrame:
    """Return each concept with what it is related to.

    Returns
    -------
    pandas.DataFrame
        ``concept``, ``name``, ``meaning`` (its definition), ``place`` (row of the chart),
        ``side`` (``before`` or ``after``), ``relation`` (in words), ``other`` (label),
        ``text`` (short name), ``basis``, ``note``, ``quote`` and ``related`` (their number).
    """
    import pandas as pd

    meanings = concepts().set_index("id")["definition"]
    names = dict(graph.nodes(data="label"))
    found = []
    for concept in graph:
        links = [("before", a, d) for a, _, d in graph.in_edges(concept, data=True)]
        links += [("after", b, d) for _, b, d in graph.out_edges(concept, data=True)]
        for place, (side, other, link) in enumerate(links):
            found.append(
                {
                    "concept": concept,
                    "name": names[concept],
                    "meaning": meanings[concept],
                    "place": place,
                    "side": side,
                    "other": names[other],
                    "relation": link["relation"],
                    "text": short(link["text"]),
                    "basis": link["basis"],
                    "note": link["note"],
                    "quote": claim(link["claim"]).words,
                    "related": len(links),
                    # The name last, because some are plural and the verb is not.
                    "line": f"{verb(link['relation'])} it: {names[other]}"
                    if side == "before"
                    else f"it {verb(link['relation'])} {names[other]}",
                }
            )
    return pd.DataFrame(found)


def looking(graph: nx.DiGraph, default: str, chart: Chart) -> Explorer:
    """Return the explorer of one concept at a time.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    default : str
        Concept that is shown first.
    chart : callable
        From a width to a chart.
    """
    base = neighbours(graph)
    options = dict(zip(base["concept"], base["name"], strict=True))
    listed = ((default, options.pop(default)), *sorted(options.items(), key=lambda o: o[1]))
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
        derive=lambda settings, row: {"case": "said"},
        chart=chart,
        sentences={"said": "{name}: {meaning} It has {related:.0f} relations."},
        columns={
            "line": "Relation",
            "text": "Text",
            "basis": "Basis",
            "note": "What the text says",
            "quote": "Its words",
        },
        sources=[_SOURCES],
        kinds=(),
        note="“It” is the chosen concept. Hollow marks: our reading.",
    )
