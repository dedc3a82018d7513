"""And if …? Walk a drama through the network, take a part out, look at one concept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.charts import symbols as draw
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits.symbols.laid_out import network_rows, whole
from microdrama.exhibits.symbols.names import text_names, within
from microdrama.formulas import where
from microdrama.intake.text import listed
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.symbols import localisation
from microdrama.symbols.light import WHOLE, darkened, lights, sections
from microdrama.symbols.network import concepts, concrete, outcomes, verb
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
    base = routes(cases, graph, whole(graph))
    base["step_in_words"] = base["step"].str.lower()
    # A ladder has as many rungs as the longest walk has concepts.
    rungs = max(1, base["rung"].nunique())
    titles = dict(zip(cases["case"], cases["title"], strict=True))
    options = ((first, titles.pop(first)), *titles.items())
    return Explorer(
        name="walk-a-case",
        tries="Choose a drama and follow its way; a gap is a step that no text tells.",
        own_case=None,
        title="Which way does a drama take through the network?",
        alt=(
            "The whole network in grey, regional culture at the top, outcomes at the bottom. "
            f"The way of the chosen drama, {options[0][1]}, stands out in colour: its concepts are "
            "framed and numbered by step, its relations are thick arrows; a cross below a box says "
            "that the network has no path from there to the next step. On a phone the way is a "
            "ladder of its concepts."
        ),
        controls=(
            Choice("first", "Drama", options),
            Choice("second", "Compare with", ((NONE, "no other drama"), *options)),
            Slider("steps", "Steps to show", "of five", 1, len(STEPS), 1, len(STEPS), ".0f"),
        ),
        base=base,
        keep=_is_shown,
        derive=partial(_speaking, options),
        chart=partial(draw.walk_diagram, *network_rows(graph), rungs),
        broad=True,
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


def break_a_link(
    losses: pd.DataFrame,
    graph: nx.DiGraph,
    among: nx.DiGraph | None = None,
    scope: str = "the whole network",
) -> Explorer:
    """Return the explorer that takes one concept or relation out of a network.

    Long because it is one declaration.

    Parameters
    ----------
    losses : pandas.DataFrame
        What :func:`microdrama.symbols.reachability.losses` returns.
    graph : networkx.DiGraph
        The network that is asked.
    among : networkx.DiGraph, optional
        The network in which it is drawn; itself if left out.
    scope : str
        Which network it is, as sentences name it.
    """
    base = losses.assign(
        gone=[
            _REMOVED[kind].format(label)
            for kind, label in zip(losses["kind"], losses["label"], strict=True)
        ],
        welcome=losses["wanted"].map({True: "welcome", False: "not welcome"}),
        lost=losses["lost"].str.len(),
        names=[listed([within(name) for name in lost]) if lost else "" for lost in losses["lost"]],
    ).drop(columns=["kind", "label", "wanted"])
    options = base.drop_duplicates("removed")
    # The whole network is the default; concepts come before relations, each in their order.
    every = tuple(zip(options["removed"], options["gone"], strict=True))
    return Explorer(
        name="break-a-link",
        tries="Take out narrative translation, and see what is still reached.",
        own_case=None,
        title=f"What can no longer be reached in {scope} if something is taken out?",
        alt=(
            "The whole network; green is everything to which a path from a symbol leads, with a "
            "tick at each outcome. What is taken out is crossed out, and what is cut off by it is "
            "red, with a cross at each outcome that is lost. In the default nothing is taken out. "
            "On a phone there is one row for each outcome, with a field for paths from symbols and "
            "one for those from platforms."
        ),
        controls=(Choice("taken_out", "Take out", every),),
        base=base,
        keep=lambda settings, row: row.removed == settings.taken_out,
        derive=lambda settings, row: {
            "case": where(row.removed == NONE, "whole", where(row.lost > 0, "lost", "kept"))
        },
        chart=partial(draw.reach_diagram, *_cut_rows(graph, among or graph, options["removed"])),
        broad=True,
        sentences={
            "whole": f"As long as nothing is taken out, paths from a symbol lead to {{total:.0f}} "
            f"outcomes in {scope}.",
            "lost": "Without {gone} no path from a symbol leads to {lost:.0f} of {total:.0f} "
            "outcomes any more: {names}.",
            "kept": "Without {gone} paths from a symbol still lead to all {total:.0f} outcomes.",
        },
        columns={
            "outcome": "Outcome",
            "welcome": "In the texts it is",
            "from_symbol": "From a symbol",
            "from_platform": "From a platform",
        },
        sources=_SOURCES,
        kinds=(),
        note=(
            f"Counted in {scope}. Paths run along relations that carry; explanations and brakes "
            "do not count."
        ),
    )


def _cut_rows(
    graph: nx.DiGraph, among: nx.DiGraph, options: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return concepts and relations to draw, with what cuts each of them off."""
    boxes, lines = network_rows(among)
    ends, known = set(outcomes(graph)), set(options)
    of_concepts, of_relations = darkened(graph, concrete(graph))
    boxes = boxes.merge(of_concepts, on="concept", how="left")
    of_relations = of_relations.rename(columns={"from": "source", "to": "target"})
    lines = lines.merge(of_relations, on=["source", "target"], how="left")
    for rows in (boxes, lines):
        # What is drawn around the network that is asked is on none of its ways.
        rows["on_a_way"] = rows["on_a_way"].eq(True)
        rows["cut"] = rows["cut"].fillna("")
    picked = [name if name in known else "" for name in boxes["concept"]]
    return (
        boxes.assign(outcome=boxes["concept"].isin(ends), pick_taken_out=picked),
        lines.assign(id=lines["source"] + ">" + lines["target"]),
    )


# ---- the network, one concept at a time ------------------------------------------------------


def network(graph: nx.DiGraph, neighbours: pd.DataFrame, first: str) -> Explorer:
    """Return the whole network, of which one concept, stage or path is lit at a time.

    Long because it is one declaration.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    neighbours : pandas.DataFrame
        What :func:`microdrama.symbols.neighbours.neighbours` returns of it.
    first : str
        Concept that is lit first.
    """
    base = _lit_rows(graph, neighbours)
    named = dict(zip(base["shown"], base["name"], strict=True))
    parts = [(part, named.pop(part)) for part in (WHOLE, *sections(graph))]
    choices = (
        (first, named.pop(first)),
        *parts,
        *sorted(named.items(), key=lambda option: option[1]),
    )
    own = base[base["shown"] == first].iloc[0]
    boxes, lines = network_rows(graph)
    of_concepts, of_relations = lights(graph)
    boxes = boxes.merge(of_concepts, on="concept")
    of_relations = of_relations.rename(columns={"from": "source", "to": "target"})
    lines = lines.merge(of_relations, on=["source", "target"])
    picks = dict.fromkeys(("pick_shown", "peek_shown"), boxes["concept"])
    present, names = set(boxes["text"]), text_names()
    return Explorer(
        name="network",
        tries="Point at a concept, or tap it: what leads to it and from it lights up.",
        own_case=None,
        title=(
            f"The network has a waist: {own['leading']:.0f} of its {len(graph)} concepts lead into "
            f"{within(own['name'])}, and {own['following']:.0f} lead on from it"
        ),
        alt=(
            f"A network of {len(graph)} concepts in layers, with arrows from top to bottom that go "
            f"around the boxes. {own['name']} is lit: symbols and genres fan into it from above, "
            "and from it ways fan out over what a symbol does in a story and a character's "
            "identity to the outcomes at the bottom; the surface path and most of what other texts "
            "bring stay grey. On a phone only what stands beside the chosen concept is drawn."
        ),
        controls=(Choice("shown", "Light up", choices),),
        base=base.rename(columns={"shown": "chosen"}),
        keep=lambda settings, row: row.chosen == settings.shown,
        derive=lambda settings, row: {"case": row.said_as},
        chart=partial(
            draw.network_diagram,
            boxes.assign(**picks),
            lines,
            {text: names[text] for text in TEXT_COLOURS if text in present},
            int(own["narrow_height"]),
        ),
        sentences={
            "concept": "{name}: {meaning} Counting every path, {to_it}, and {from_it}. In the "
            "text’s words: “{words}”.",
            "part": "{name}: {meaning} It has {related:.0f} concepts.",
            "whole": "{name}: {meaning}",
        },
        columns={
            "line": "Relation",
            "text": "Text",
            "basis": "Basis",
            "note": "What the text says",
            "quote": "Its words",
        },
        sources=_SOURCES,
        kinds=(),
        note=(
            "Tap a concept to light up what leads to it and what it leads to. Dashed: our reading. "
            "A line that ends in a bar hinders or lessens. In the list “it” is the chosen concept."
        ),
        broad=True,
    )


def _lit_rows(graph: nx.DiGraph, neighbours: pd.DataFrame) -> pd.DataFrame:
    """Return what stands beside each concept, in each part, and in the whole network."""
    import pandas as pd

    lines = [_line(row) for row in neighbours.to_dict("records")]
    verbs = [verb(relation) for relation in neighbours["relation"]]
    beside = neighbours.assign(line=lines, verb=verbs, said_as="concept")
    beside = beside.rename(columns={"concept": "shown", "neighbour": "pick_shown"})
    everything = pd.DataFrame([*_whole_rows(graph, neighbours), *_part_rows(graph)])
    rows = pd.concat([beside, everything], ignore_index=True)
    filled = dict.fromkeys(["words", "verb", "basis", "note", "quote"], "")
    rows = rows.fillna({**filled, "leading": 0, "following": 0})
    rows["to_it"] = [_concepts_that(count, "lead") + " to it" for count in rows["leading"]]
    rows["from_it"] = [f"it leads on to {_how_many(count)}" for count in rows["following"]]
    return draw.stacked(rows).drop(columns=["relation"])


def _concepts_that(count: float, verb: str) -> str:
    """Say how many concepts do something; the verb in its plural."""
    many = {0: "no concept", 1: "one concept"}.get(int(count), f"{count:.0f} concepts")
    return f"{many} {verb}{'s' if count < 2 else ''}"


def _how_many(count: float) -> str:
    """Say a number of concepts that have been named before."""
    return {0: "none", 1: "one"}.get(int(count), f"{count:.0f}")


def _part_rows(graph: nx.DiGraph) -> list[dict[str, Any]]:
    """Return the concepts of each stage and of each path."""
    rows = []
    defined = concepts().set_index("id")
    for part, section in sections(graph).items():
        for place, concept in enumerate(section.concepts):
            row = defined.loc[concept]
            rows.append(
                {
                    "shown": part,
                    "said_as": "part",
                    "name": section.name,
                    "meaning": section.meaning,
                    "related": len(section.concepts),
                    "place": place,
                    "side": "within",
                    "other": row["label"],
                    "pick_shown": concept,
                    "line": row["label"],
                    "text": short(row["text"]),
                    "basis": "stated",
                    "note": row["definition"],
                    "quote": claim(row["claim"]).words,
                }
            )
    return rows


def _whole_rows(graph: nx.DiGraph, neighbours: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the parts of the network, and below them every relation."""
    of_all = {
        "shown": WHOLE,
        "said_as": "whole",
        "name": "The whole network",
        "meaning": (
            f"{len(graph)} concepts and {graph.number_of_edges()} relations, of which "
            f"{sum(b == 'stated' for *_, b in graph.edges(data='basis'))} are stated in so many "
            "words and the others are our reading."
        ),
        "related": len(graph),
    }
    parts = [
        {
            **of_all,
            "side": "within",
            "other": section.name,
            "pick_shown": part,
            "line": f"{section.name} ({len(section.concepts)} concepts)",
            "text": "",
            "note": section.meaning,
        }
        for part, section in sections(graph).items()
    ]
    links = neighbours[neighbours["side"] == "after"]
    every = [
        {
            **of_all,
            "side": "all",
            "other": row["other"],
            "line": f"{row['name']} {verb(row['relation'])} {row['other']}",
            **{key: row[key] for key in ("text", "basis", "note", "quote")},
        }
        for row in links.to_dict("records")
    ]
    return [{**row, "place": place} for place, row in enumerate([*parts, *every])]


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
