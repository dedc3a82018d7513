"""What drove the market, as a causal loop diagram: influences, and the loops they close.

An influence is read from a claim: more of the one makes more (``+``) or less (``−``) of the other
than there would be otherwise. A loop with an even number of ``−`` reinforces what happens in it, one
with an odd number balances it (J. D. Sterman, *Business Dynamics*, 2000, chapter 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, claims
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: The text whose account of the market this is.
ACCOUNT = "meng2025"

#: How firmly a text states an influence, the weakest first.
BASES = ("our reading", "sign ours", "stated")

#: What a text prints for an influence, the weakest first.
SUPPORTS = ("nothing", "a cited work", "a printed number")

#: The four stations of the closed loop as the text names them.
STATIONS = ("creation", "distribution", "consumption", "payment")

#: What the two directions of cause are about.
DEMAND = "demand"


def variables() -> pd.DataFrame:
    """Return what influences what.

    Returns
    -------
    pandas.DataFrame
        One row a variable: ``id``, ``label``, ``force``, ``station`` (one of :data:`STATIONS`, or
        empty) and ``definition``.
    """
    return table("market_variables")


def influences(source: str | None = ACCOUNT, basis: str = BASES[0]) -> pd.DataFrame:
    """Return which variable influences which.

    Parameters
    ----------
    source : str or None
        Key of the text whose influences are taken; those of all texts if ``None``.
    basis : str
        The weakest of :data:`BASES` that is taken.

    Returns
    -------
    pandas.DataFrame
        One row an influence: ``from``, ``to``, ``sign`` (``+`` or ``−``), ``claim``, ``also``
        (further claims, a list), ``basis``, ``note``, ``source`` (key of the text), ``words``
        (both variables), ``support`` (one of :data:`SUPPORTS`) and ``numbers`` (claims with a
        number that the text gives for it, a list).

    Raises
    ------
    ValueError
        If there is no such basis.
    """
    if basis not in BASES:
        raise ValueError(f"“{basis}” is no basis; take one of {', '.join(BASES)}")
    frame = table("influences")
    name = variables().set_index("id")["label"]
    also = frame["also"].str.split()
    numbers = [_numbers([main, *more]) for main, more in zip(frame["claim"], also, strict=True)]
    cited = {some for listed in table("citations")["claims"] for some in listed.split()}
    frame = frame.assign(
        also=also,
        source=[claim(claim_id).source for claim_id in frame["claim"]],
        words=frame["from"].map(name) + " → " + frame["to"].map(name).str.lower(),
        numbers=numbers,
        support=[
            SUPPORTS[2] if found else SUPPORTS[bool(cited & {main, *more})]
            for main, more, found in zip(frame["claim"], also, numbers, strict=True)
        ],
    )
    taken = frame["basis"].map(BASES.index) >= BASES.index(basis)
    if source is not None:
        taken &= frame["source"] == source
    return frame[taken].reset_index(drop=True)


def _numbers(ids: Iterable[str]) -> list[str]:
    """Return the claims with a number that directly carry one of some claims, or are one."""
    links = table("links")
    wanted = set(ids)
    direct = links["to"].isin(wanted) & links["relation"].isin(CARRYING)
    found = [*wanted, *links.loc[direct, "from"]]
    own = {claim(claim_id).source for claim_id in wanted}
    return sorted({i for i in found if claim(i).number and claim(i).source in own})


def graph(influences: pd.DataFrame) -> nx.DiGraph:
    """Return influences as a directed graph.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`influences` returns.

    Returns
    -------
    networkx.DiGraph
        Variables with ``label``, ``force``, ``station``; influences with ``sign``, ``claim``,
        ``basis``, ``support``, ``words`` and ``note``.
    """
    import networkx as nx

    found = nx.DiGraph()
    about = variables().set_index("id")[["label", "force", "station"]]
    touched = {*influences["from"], *influences["to"]}
    found.add_nodes_from((v, dict(row)) for v, row in about.iterrows() if v in touched)
    kept = ["sign", "claim", "basis", "support", "words", "note"]
    for row in influences.to_dict("records"):
        found.add_edge(row["from"], row["to"], **{key: row[key] for key in kept})
    return found


def loops(graph: nx.DiGraph) -> pd.DataFrame:
    """Return every loop that influences close (:func:`networkx.simple_cycles`).

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`graph` returns.

    Returns
    -------
    pandas.DataFrame
        One row a loop, the shortest first: ``name``, ``meaning``, ``kind`` (``reinforcing`` or
        ``balancing``), ``variables`` (in their order, a list), ``edges`` (pairs of variables, a
        list), ``length``, ``words`` (the loop along its variables), ``basis`` and ``support`` (the
        weakest of its influences), ``backed`` (how many of these rest on a cited work or a
        number).
    """
    import networkx as nx
    import pandas as pd

    named = {frozenset(r["variables"].split()): r for r in table("loops").to_dict("records")}
    place = {variable: index for index, variable in enumerate(variables()["id"])}
    found = []
    for cycle in nx.simple_cycles(graph):
        start = cycle.index(min(cycle, key=place.__getitem__))
        found.append(_loop(graph, cycle[start:] + cycle[:start], named))
    columns = ["name", "meaning", "kind", "variables", "edges", "length", "words"]
    frame = pd.DataFrame(found, columns=[*columns, "basis", "support", "backed"])
    return frame.sort_values(["length", "name"], kind="stable", ignore_index=True)


def _loop(graph: nx.DiGraph, cycle: list[str], named: dict[frozenset[str], dict]) -> dict:
    """Describe one loop, which begins anywhere."""
    edges = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
    data = [graph.edges[edge] for edge in edges]
    negative = sum(one["sign"] == "−" for one in data)
    first, *others = [graph.nodes[variable]["label"] for variable in cycle]
    words = " → ".join([first, *map(str.lower, [*others, first])])
    known = named.get(frozenset(cycle), {"name": words, "meaning": ""})
    return {
        "name": known["name"],
        "meaning": known["meaning"],
        "kind": "balancing" if negative % 2 else "reinforcing",
        "variables": cycle,
        "edges": edges,
        "length": len(cycle),
        "words": words,
        "basis": min((one["basis"] for one in data), key=BASES.index),
        "support": min((one["support"] for one in data), key=SUPPORTS.index),
        "backed": sum(one["support"] != SUPPORTS[0] for one in data),
    }


def stations_passed(loops: pd.DataFrame) -> pd.DataFrame:
    """Return which stations of the closed loop each loop passes through.

    Parameters
    ----------
    loops : pandas.DataFrame
        What :func:`loops` returns.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``words``, one column of booleans for each of :data:`STATIONS`, and ``passed``,
        how many; those that pass through most come first.
    """
    station = variables().set_index("id")["station"]
    passed = [{station[variable] for variable in cycle} for cycle in loops["variables"]]
    frame = loops[["name", "words"]].assign(
        **{one: [one in those for those in passed] for one in STATIONS}
    )
    frame["passed"] = frame[list(STATIONS)].sum(axis=1)
    return frame.sort_values("passed", ascending=False, kind="stable", ignore_index=True)


def directions(influences: pd.DataFrame, variable: str = DEMAND) -> pd.DataFrame:
    """Return what a variable is said to do, and what is said to act on it.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`influences` returns.
    variable : str
        Its id.

    Returns
    -------
    pandas.DataFrame
        The influences that begin or end there, with ``acts`` (whether the variable is the cause),
        causes first.
    """
    ends = influences[["from", "to"]].eq(variable).any(axis=1)
    frame = influences[ends].assign(acts=lambda df: df["from"] == variable)
    return frame.sort_values("acts", ascending=False, kind="stable", ignore_index=True)


#: What stands for nothing taken out, and for a whole direction of cause.
NOTHING, CAUSE_ONLY, EFFECT_ONLY = "nothing", "cause-only", "effect-only"


def cuts(influences: pd.DataFrame) -> pd.DataFrame:
    """Return which loops are left if something is taken out.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`influences` returns, of all texts.

    Returns
    -------
    pandas.DataFrame
        One row a loop for each thing that can be taken out: ``gone`` (its id: :data:`NOTHING`,
        an influence as ``from>to``, :data:`CAUSE_ONLY` for all that acts on demand and
        :data:`EFFECT_ONLY` for all that demand acts on), ``taken`` (it in words, empty for those
        three), ``loop`` (name), ``sort`` (its kind), ``path`` (in words), ``length``, ``lost``
        (0 or 1), ``account`` and ``firm`` (1 if the account, or what it states in so many words,
        is enough to close it).
    """
    import pandas as pd

    every = loops(graph(influences))
    own = influences[influences["source"] == ACCOUNT]
    enough = {
        "account": set(own[["from", "to"]].itertuples(index=False, name=None)),
        "firm": set(
            own.loc[own["basis"] == BASES[-1], ["from", "to"]].itertuples(index=False, name=None)
        ),
    }
    pairs = list(influences[["from", "to", "words"]].itertuples(index=False, name=None))
    options = {
        NOTHING: ("", set()),
        CAUSE_ONLY: ("", {(a, b) for a, b, _ in pairs if b == DEMAND}),
        EFFECT_ONLY: ("", {(a, b) for a, b, _ in pairs if a == DEMAND}),
    }
    on_loops = {edge for edges in every["edges"] for edge in edges}
    options |= {f"{a}>{b}": (words, {(a, b)}) for a, b, words in pairs if (a, b) in on_loops}
    found = [
        {
            "gone": gone,
            "taken": words,
            "loop": row.name,
            "sort": row.kind,
            "path": row.words,
            "length": row.length,
            "lost": int(bool(removed & set(row.edges))),
            **{name: int(set(row.edges) <= edges) for name, edges in enough.items()},
        }
        for gone, (words, removed) in options.items()
        for row in every.itertuples()
    ]
    return pd.DataFrame(found)


def faults() -> list[Fault]:
    """Check what the descriptions of the tables cannot say.

    Returns
    -------
    list of Fault
        Influences of a variable on itself, further claims that are unknown, names for loops
        that no influences close, and loops that have no name.
    """
    if "influences" not in current().description:
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    known = claims()
    sound = True
    for file, row, cells in rows("influences"):
        if cells["from"] == cells["to"]:
            yield Fault(file, row, "to", "is where the influence starts; name another variable.")
        for some_id in cells["also"].split():
            if some_id not in known:
                sound = False
                yield Fault(file, row, "also", f"“{some_id}” is no claim; correct the id.")
    if not sound:
        return
    closed = {frozenset(v): v for v in loops(graph(influences(None)))["variables"]}
    file = ""
    for file, row, cells in rows("loops"):
        if closed.pop(frozenset(cells["variables"].split()), None) is None:
            message = "is closed by no influences; correct the variables or take the row out."
            yield Fault(file, row, "variables", message)
    for cycle in closed.values():
        message = f"has no row for the loop {' '.join(sorted(cycle))}; give it a name."
        yield Fault(file, 0, "variables", message)
