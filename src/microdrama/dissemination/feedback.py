"""What drove the market, as a causal loop diagram: influences, and the loops they close.

An influence is read from a claim: more of the one makes more (``+``) or less (``−``) of the other
than there would be otherwise. A loop with an even number of ``−`` reinforces what happens in it,
one with an odd number balances it (J. D. Sterman, *Business Dynamics*, 2000, chapter 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, claims
from microdrama.formulas import where
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: An influence by its two ends.
Edge = tuple[str, str]

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

#: Whose influences count: the account's, what it states in so many words, and those of all texts.
ACCOUNTS = ("account", "firm", "every")


def removals(influences: pd.DataFrame) -> dict[str, list[Edge]]:
    """Return what can be taken out of a diagram, and which influences go with it.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`influences` returns.

    Returns
    -------
    dict of str to list of pairs
        By :data:`NOTHING`, :data:`CAUSE_ONLY` (all that acts on demand goes), :data:`EFFECT_ONLY`
        (all that demand acts on goes), and each influence on a loop, by its words.
    """
    words = dict(zip(_edges(influences), influences["words"], strict=True))
    on_loops = {edge for edges in loops(graph(influences))["edges"] for edge in edges}
    return {
        NOTHING: [],
        CAUSE_ONLY: [edge for edge in words if edge[1] == DEMAND],
        EFFECT_ONLY: [edge for edge in words if edge[0] == DEMAND],
        **{said: [edge] for edge, said in words.items() if edge in on_loops},
    }


def _edges(influences: pd.DataFrame) -> list[Edge]:
    return list(zip(influences["from"], influences["to"], strict=True))


def cuts(influences: pd.DataFrame, removals: Mapping[str, list[Edge]]) -> pd.DataFrame:
    """Return which loops each thing that can be taken out would cut.

    Parameters
    ----------
    influences : pandas.DataFrame
        What :func:`influences` returns, of all texts.
    removals : mapping of str to list of pairs
        What :func:`removals` returns.

    Returns
    -------
    pandas.DataFrame
        One row a loop: ``loop`` (name), ``sort`` (its kind), ``path`` (in words), ``length``;
        one column for each of :data:`ACCOUNTS`, 1 if its influences close the loop; and
        ``cut_0``, ``cut_1``, ... in the order of the removals, 1 if this one cuts it.
    """
    every = loops(graph(influences))
    own = influences[influences["source"] == ACCOUNT]
    enough = dict(
        zip(ACCOUNTS, map(_edges, (own, own[own["basis"] == BASES[-1]], influences)), strict=True)
    )
    columns = {
        **{
            name: [int(set(edges) <= set(some)) for edges in every["edges"]]
            for name, some in enough.items()
        },
        **{
            f"cut_{place}": [int(bool({*edges} & {*gone})) for edges in every["edges"]]
            for place, gone in enumerate(removals.values())
        },
    }
    names = {"name": "loop", "kind": "sort", "words": "path"}
    return every[[*names, "length"]].rename(columns=names).assign(**columns)


def tally(cuts: pd.DataFrame, removals: Iterable[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """Count the loops that are left, for each account and each thing that can be taken out.

    Parameters
    ----------
    cuts : pandas.DataFrame
        What :func:`cuts` returns.
    removals : iterable of str
        What can be taken out, in the order of its columns.

    Returns
    -------
    dict
        By account, then by what is taken out: how many loops are left, and how many of these
        balance.
    """
    balances = cuts["sort"] == "balancing"
    counts: dict[str, dict[str, tuple[int, int]]] = {account: {} for account in ACCOUNTS}
    for account, of_account in counts.items():
        for place, gone in enumerate(removals):
            left = (cuts[account] == 1) & (cuts[f"cut_{place}"] == 0)
            of_account[gone] = int(left.sum()), int((left & balances).sum())
    return counts


def after_cut(
    counts: Mapping[str, Mapping[str, tuple[int, int]]], settings: Any, row: Any
) -> dict[str, Any]:
    """Say what becomes of a loop if something is taken out; on numbers and on symbols.

    Parameters
    ----------
    counts : mapping
        What :func:`tally` returns.
    settings, row
        The settings ``gone`` and ``whose``, and a row of what :func:`cuts` returns.

    Returns
    -------
    dict
        ``lost`` (0 or 1) of the loop; of the whole, ``had``, ``left`` and ``balancing`` (how many
        of those left balance); and ``case``, which sentence to say.
    """
    lost: Any = 0
    for place, gone in enumerate(counts[ACCOUNTS[0]]):
        lost = where(settings.gone == gone, getattr(row, f"cut_{place}"), lost)
    had: Any = 0
    left: Any = 0
    balancing: Any = 0
    for account, of_account in counts.items():
        had = where(settings.whose == account, of_account[NOTHING][0], had)
        for gone, (kept, restraining) in of_account.items():
            here = (settings.whose == account) & (settings.gone == gone)
            left, balancing = where(here, kept, left), where(here, restraining, balancing)
    named = where(settings.gone == CAUSE_ONLY, CAUSE_ONLY, "one")
    named = where(settings.gone == EFFECT_ONLY, EFFECT_ONLY, named)
    return {
        "lost": lost,
        "had": had,
        "left": left,
        "balancing": balancing,
        "case": where(settings.gone == NOTHING, NOTHING, named),
    }


def closes(settings: Any, row: Any) -> Any:
    """Tell whether the chosen account closes a loop; on numbers and on symbols."""
    found: Any = 0
    for account in ACCOUNTS:
        found = where(settings.whose == account, getattr(row, account), found)
    return found == 1


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
            sound = False
            yield Fault(file, row, "to", "is where the influence starts; name another variable.")
        for some_id in cells["also"].split():
            if some_id not in known:
                sound = False
                yield Fault(file, row, "also", f"“{some_id}” is no claim; correct the id.")
    if not sound:
        return
    closed = {frozenset(v): v for v in loops(graph(influences(None)))["variables"]}
    there = ""
    for file, row, cells in rows("loops"):
        there = file
        if closed.pop(frozenset(cells["variables"].split()), None) is None:
            message = "is closed by no influences; correct the variables or take the row out."
            yield Fault(file, row, "variables", message)
    for cycle in closed.values():
        message = f"has no row for the loop {' '.join(sorted(cycle))}; give it a name."
        yield Fault(there, 0, "variables", message)
