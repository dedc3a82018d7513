"""Where each concept stands: the same place at every build, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.symbols.network import STAGES, carrying

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Sweeps over the layers; more change nothing in networks of this size.
_SWEEPS = 8


def layered(graph: nx.DiGraph, columns: int) -> pd.DataFrame:
    """Place concepts in layers by stage, each layer as many rows deep as it needs.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    columns : int
        Concepts side by side.

    Returns
    -------
    pandas.DataFrame
        One row a concept: ``concept``, ``label``, ``type``, ``stage``, ``text``, ``column``
        and ``row``, both from 0. Within a layer a concept stands near what it is related to:
        the order is that of the mean place of its neighbours, swept up and down [1]_.

    References
    ----------
    .. [1] K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of
       hierarchical system structures", *IEEE Transactions on Systems, Man, and Cybernetics*
       11 (1981) 109-125.
    """
    import networkx as nx
    import pandas as pd

    layers = {stage: [c for c, s in graph.nodes(data="stage") if s == stage] for stage in STAGES}
    layers = {stage: names for stage, names in layers.items() if names}
    place = {name: i / len(names) for names in layers.values() for i, name in enumerate(names)}
    for sweep in range(_SWEEPS):
        order = list(layers) if sweep % 2 == 0 else list(layers)[::-1]
        for stage in order:
            wanted = sorted((_mean(graph, name, place), name) for name in layers[stage])
            layers[stage] = [name for _, name in wanted]
            for index, name in enumerate(layers[stage]):
                place[name] = index / len(layers[stage])
    # Down a layer runs time: what others lead to stands below them.
    part = carrying(graph)
    generations = enumerate(nx.topological_generations(part))
    depth = {name: index for index, names in generations for name in names}
    rows, top = [], 0
    for names in layers.values():
        across = {name: index for index, name in enumerate(names)}
        down = sorted(names, key=lambda name: (depth[name], across[name]))
        for start in range(0, len(down), columns):
            line = sorted(down[start : start + columns], key=across.__getitem__)
            # A line that is not full stands in the middle.
            gap = (columns - len(line)) / 2
            rows += [
                {
                    "concept": name,
                    **{key: graph.nodes[name][key] for key in ("label", "type", "stage", "text")},
                    "column": gap + index,
                    "row": top,
                }
                for index, name in enumerate(line)
            ]
            top += 1
    return pd.DataFrame(rows)


def _mean(graph: nx.DiGraph, name: str, place: dict[str, float]) -> float:
    near = [place[other] for other in (*graph.pred[name], *graph.succ[name])]
    return sum(near) / len(near) if near else place[name]
