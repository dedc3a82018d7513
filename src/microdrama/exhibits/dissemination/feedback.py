"""What drove the market: the causal loop diagram, its loops by name, and what happens without."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination import causal_loops as diagram
from microdrama.charts.dissemination.loop_bars import loop_bars
from microdrama.dissemination import feedback
from microdrama.evidence.ledger import claim, short
from microdrama.formulas import where
from microdrama.layered import layered
from microdrama.show.blocks import Links, Table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE, Figure

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.layered import Layout

#: What a loop rests on, in the words of the page.
_FIRM = {
    "stated": "stated, signs too",
    "sign ours": "stated, a sign is ours",
    "our reading": "closed by our reading",
}

#: What is drawn upwards, so that the diagram has fewer layers and fits a phone.
_LEADING_BACK = {("market", "demand"), ("criticism", "fitted-content")}

_SOURCES = (f"{short(feedback.ACCOUNT)}; which loops these influences close is computed",)


def causal_loops(graph: nx.DiGraph, influences: pd.DataFrame, loops: pd.DataFrame) -> Figure:
    """Return the causal loop diagram of the market.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.dissemination.feedback.graph` returns.
    influences : pandas.DataFrame
        What it was made of.
    loops : pandas.DataFrame
        What :func:`microdrama.dissemination.feedback.loops` returns.
    """
    known = feedback.variables().rename(columns={"id": "node"})
    known = known[known["node"].isin(list(graph))]
    shown = influences.assign(loop=_belonging(influences, loops))
    reinforcing = int((loops["kind"] == "reinforcing").sum())
    columns = {
        "words": "Influence",
        "sign": "Sign",
        "loop": "It lies",
        "basis": "Basis",
        "support": "Printed for it",
        "note": "What the text says",
    }
    return Figure(
        "causal-loops",
        partial(diagram.causal_loops, _layouts(graph), known, shown),
        title=f"Of {len(loops)} loops {reinforcing} reinforce growth and "
        f"{_restraining(len(loops) - reinforcing)}",
        alt=(
            "Boxes in layers, joined by arrows with plus and minus signs. The pressure of daily "
            "life leads to demand, demand to viewing, viewing by feedback and paying to the size "
            "of the market; from the market arrows lead by capital and industry, and by "
            "competition and going abroad, back to it, and up again to demand. Between content "
            "fitted to emotion and criticism two arrows of another colour form the balancing loop."
        ),
        table=shown[list(columns)].rename(columns=columns),
        sources=_SOURCES,
        kinds=(),
        note=(
            "+: more of the one makes more of the other; −: it makes less. Dashed: the text gives "
            "no sign, or the influence is our reading."
        ),
    )


def _restraining(balancing: int) -> str:
    """Say how many loops hold the market back."""
    if not balancing:
        return "none balances it"
    return "one balances it" if balancing == 1 else f"{balancing} balance it"


def _belonging(influences: pd.DataFrame, loops: pd.DataFrame) -> list[str]:
    """Say what kind of loop each influence lies on; reinforcing goes before balancing."""
    on = {
        kind: {edge for edges in of_kind["edges"] for edge in edges}
        for kind, of_kind in loops.groupby("kind")
    }
    reinforcing, balancing, none = diagram.LOOP_COLOURS
    return [
        reinforcing
        if edge in on.get("reinforcing", ())
        else balancing
        if edge in on.get("balancing", ())
        else none
        for edge in zip(influences["from"], influences["to"], strict=True)
    ]


def _layouts(graph: nx.DiGraph) -> dict[int, Layout]:
    """Return where everything stands, on a laptop and on a phone."""
    labels = dict(graph.nodes(data="label"))
    drawn = graph.copy()
    for edge in _LEADING_BACK & set(graph.edges):
        drawn.edges[edge]["constraint"] = False
    return {
        width: layered(
            drawn,
            diagram.sizes(labels, width),
            direction="down",
            node_gap=diagram.GAPS[width][0],
            rank_gap=diagram.GAPS[width][1],
        )
        for width in (WIDE, NARROW)
    }


def named_loops(loops: pd.DataFrame) -> Table:
    """Return the loops by name, with what each rests on.

    Parameters
    ----------
    loops : pandas.DataFrame
        What :func:`microdrama.dissemination.feedback.loops` returns.
    """
    columns = {
        "name": "Loop",
        "kind": "Kind",
        "meaning": "How it runs",
        "firm": "Basis",
        "printed": "Influences with a number or a cited work",
    }
    rows = loops.assign(
        firm=loops["basis"].map(_FIRM),
        printed=[f"{b} of {n}" for b, n in zip(loops["backed"], loops["length"], strict=True)],
    )
    return Table(rows[list(columns)].rename(columns=columns), label="The loops by name", whole=True)


def closed_loop(stations: pd.DataFrame) -> Table:
    """Return which stations of the closed loop the loops pass through, the fullest first.

    Parameters
    ----------
    stations : pandas.DataFrame
        What :func:`microdrama.dissemination.feedback.stations_passed` returns.
    """
    most = stations["passed"].max()
    rows = stations[stations["passed"] >= min(2, most)]
    marks = {True: "✓", False: "–"}
    rows = rows.assign(**{one: rows[one].map(marks) for one in feedback.STATIONS})
    columns = {"name": "Loop", **{one: one.capitalize() for one in feedback.STATIONS}}
    return Table(
        rows[list(columns)].rename(columns=columns),
        label="Loops that pass through two or more stations of the closed loop",
    )


def directions(acting: pd.DataFrame) -> Table:
    """Return what demand is said to do, and what is said to act on it, each with its words.

    Parameters
    ----------
    acting : pandas.DataFrame
        What :func:`microdrama.dissemination.feedback.directions` returns.
    """
    rows = acting.assign(
        side=acting["acts"].map({True: "Demand acts", False: "Demand is acted on"}),
        printed=[Links({claim_id: f"“{claim(claim_id).quote}”"}) for claim_id in acting["claim"]],
    )
    columns = {"side": "Direction", "words": "Influence", "printed": "Printed as"}
    frame = rows[list(columns)].rename(columns=columns)
    return Table(frame, label="The two directions of cause", whole=True)


# ---- and if …? -------------------------------------------------------------------------------

_COUNTED = (
    "{left:.0f} of the {had:.0f} loops are left; balancing loops among them: {balancing:.0f}."
)

#: Whose influences count, in the words of the control; the text's own account comes first.
_WHOSE = (
    ("account", f"{short(feedback.ACCOUNT)}, with our reading"),
    ("firm", f"{short(feedback.ACCOUNT)}, in so many words"),
    ("every", "all texts that speak of it"),
)


def without(influences: pd.DataFrame) -> Explorer:
    """Return the explorer that takes an influence, or a direction of cause, out of the account.

    Long because it is one declaration.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`microdrama.dissemination.feedback.influences` returns, of all texts.
    """
    removals = feedback.removals(influences)
    cuts = feedback.cuts(influences, removals)
    words = {
        feedback.NOTHING: "nothing",
        feedback.CAUSE_ONLY: "all that acts on demand",
        feedback.EFFECT_ONLY: "all that demand acts on",
    }
    listed = tuple((gone, words.get(gone, gone)) for gone in removals)
    counts = feedback.tally(cuts, removals)
    return Explorer(
        name="without",
        tries="Take out one influence, and see which loops it carried.",
        title="Which loops are left if an influence is taken out?",
        alt=(
            "One bar a loop, as long as the loop has influences, in one colour for those that "
            "reinforce and in another for the one that balances. A loop that was cut is an "
            "outline. In the default nothing is taken out."
        ),
        controls=(
            Choice("gone", "Take out", listed),
            Choice("whose", "Whose influences count", _WHOSE),
        ),
        base=cuts,
        keep=feedback.closes,
        derive=lambda settings, row: _told(feedback.after_cut(counts, settings, row)),
        chart=partial(loop_bars, int(cuts["length"].max())),
        sentences={
            feedback.NOTHING: "Nothing is taken out: the account closes {had:.0f} loops; "
            "balancing loops among them: {balancing:.0f}.",
            feedback.CAUSE_ONLY: "If demand is only a cause, " + _COUNTED,
            feedback.EFFECT_ONLY: "If demand is only an effect, " + _COUNTED,
            "one": "Without “{gone}” " + _COUNTED,
        },
        columns={"loop": "Loop", "sort": "Kind", "length": "Influences", "fate": "It is"},
        sources=(
            f"{short(feedback.ACCOUNT)}, and, where all texts count, the claims on sameness, "
            "competition and rules of three others",
        ),
        kinds=(),
        note="“In so many words”: the text states the influence and its sign.",
    )


def _told(found: dict) -> dict:
    """Add what became of a loop, as the table says it."""
    return {**found, "fate": where(found["lost"] == 1, "cut", "closed")}
