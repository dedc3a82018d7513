"""A class's coded dramas, agreement against the package in a loop, networks that grow, layouts."""

from __future__ import annotations

import csv
import random
import string
import subprocess
import sys
import tempfile
import time
from itertools import islice, pairwise, product
from pathlib import Path
from typing import Any

from benchmarks.workshop import copy_of_the_book, environment

DRAMAS, CODERS = 2_000, 5
DRAWS = 5_000

#: Draws of the slow loop; its time grows with them.
LOOPED = 50

#: Concepts of a network, and the seconds that the largest may take.
CONCEPTS, TARGET = (1_000, 3_000, 10_000), 60


def _class_set(path: Path) -> None:
    """Write what coders say about dramas; one code in five is a guess, some cells are empty."""
    import numpy as np
    import pandas as pd

    from microdrama.symbols import codebook

    rng, size = np.random.default_rng(1), DRAMAS * CODERS
    frame = pd.DataFrame(
        {
            "title": np.repeat([f"短剧 {drama}" for drama in range(DRAMAS)], CODERS),
            "coder": np.tile([f"coder {coder}" for coder in range(CODERS)], DRAMAS),
            "symbol": "symbol",
        }
    )
    for variable in codebook.names():
        codes = np.array([*codebook.labels(variable), ""])
        truth = np.repeat(rng.integers(0, len(codes) - 1, DRAMAS), CODERS)
        guess = rng.integers(0, len(codes), size)
        frame[variable] = codes[np.where(rng.random(size) < 0.2, guess, truth)]
    frame.sample(frac=1, random_state=1).to_csv(path, index=False, encoding="gb18030")


#: A fresh process that does what the commands do, with the time that Python itself takes.
_ANSWERED = """
import sys, time
started = time.perf_counter()
from microdrama.symbols.codings import read
from microdrama.symbols.agreement import agreement, disagreements
from microdrama.symbols.report import as_text
codings = read(sys.argv[1])
checked = time.perf_counter()
agreement(codings), disagreements(codings)
agreed = time.perf_counter()
as_text(codings)
print(checked - started, agreed - checked, time.perf_counter() - agreed)
"""


def _answered(path: Path) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-c", _ANSWERED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    read, agreed, reported = map(float, done.stdout.split())
    print(
        f"  {DRAMAS:,} dramas by {CODERS} coders: read and checked {read:4.2f} s, agreement "
        f"{agreed:4.2f} s, report {reported:4.2f} s, whole process {whole:4.2f} s"
    )


def _against_a_loop(path: Path) -> None:
    import krippendorff
    import numpy as np

    from microdrama.symbols.agreement import agreement
    from microdrama.symbols.codebook import names
    from microdrama.symbols.codings import read

    codings = read(path)
    tallies = [codings.tally(variable).to_numpy() for variable in names()]
    rng = np.random.default_rng(1)

    def slow(draws: int) -> None:
        for _ in range(draws):
            drawn = rng.integers(0, DRAMAS, DRAMAS)
            for tally in tallies:
                krippendorff.alpha(value_counts=tally[drawn], level_of_measurement="nominal")

    started = time.perf_counter()
    slow(LOOPED)
    looped = (time.perf_counter() - started) / LOOPED * DRAWS
    started = time.perf_counter()
    agreement(codings, DRAWS)
    fast = time.perf_counter() - started
    what = f"  {DRAWS:,} draws of {len(tallies)} alphas"
    print(f"{what}: package in a loop {looped:8.2f} s, from {LOOPED} draws")
    print(f"{what}: ours              {fast:8.2f} s")
    print(f"  … so many times as fast                    {looped / fast:8.1f}")


#: Stage and type of invented concepts, with the share of the concepts that they begin after.
_LAYERS = (
    (0.0, "setting", "context"),
    (0.05, "purification", "symbol"),
    (0.3, "purification", "process"),
    (0.4, "translation", "narrative function"),
    (0.6, "construction", "identity tension"),
    (0.7, "circulation", "platform"),
    (0.8, "circulation", "process"),
    (0.9, "outcome", "outcome"),
)


def _network(book: Path, count: int) -> None:
    """Let the network have a number of concepts: its own, and below them invented ones.

    Symbols begin; everything else is led to by two of the concepts before it.
    """
    folder, rng = book / "data" / "symbols", random.Random(count)
    files = {name: folder / f"{name}.csv" for name in ("concepts", "relations")}
    tables = {}
    for name, path in files.items():
        with path.open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    first, link = tables["concepts"][0], tables["relations"][0]
    made = count - len(tables["concepts"])
    letters = map("".join, product(string.ascii_lowercase, repeat=4))
    names = [f"made-{word}" for word in islice(letters, made)]
    for place, name in enumerate(names):
        _, stage, kind = max(layer for layer in _LAYERS if layer[0] <= place / made)
        wanted = rng.choice(("true", "false")) if kind == "outcome" else ""
        tables["concepts"].append(
            {**first, "id": name, "label": name, "type": kind, "stage": stage, "wanted": wanted}
        )
        near = range(max(0, place - made // 5), place)
        for cause in rng.sample(near, min(2, len(near))) if kind != "symbol" else ():
            way = {"from": names[cause], "to": name, "relation": "produces", "also": ""}
            tables["relations"].append({**link, **way})
    for name, path in files.items():
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(tables[name][0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[name])


#: Checks and measures the network of a copy of the book, and prints the seconds of each step.
_MEASURED = """
import sys, time
from microdrama.evidence import validation
from microdrama.symbols import layout, network
from microdrama.symbols.dominance import dominators, edge_dominators, minimum_cut
from microdrama.symbols.reachability import reachable
def timed(name, step):
    started = time.perf_counter()
    found = step()
    print(name, time.perf_counter() - started, sep="\\t")
    return found
assert len(network.concepts()) == int(sys.argv[1])
assert timed("tables", validation.faults) == []
assert timed("network's rules", network.faults) == []
graph = timed("graph", network.network)
symbols, ends = network.concrete(graph), network.outcomes(graph)
reached = timed("reachable", lambda: reachable(graph, symbols, ends))
assert ends[-1] in reached
timed("dominators", lambda: dominators(graph, symbols, ends[-1]))
assert timed("minimum cut", lambda: minimum_cut(graph, symbols, ends[-1]))
timed("edge dominators", lambda: edge_dominators(graph, symbols, ends))
if len(graph) <= 3_000:
    # A picture of more would be of no use to anybody.
    sizes = dict.fromkeys(graph, (78, 38))
    places = timed("layout", lambda: layout.in_layers(graph, sizes, (4, 22)))
    assert len(places.boxes) == len(graph)
"""


def _growing() -> None:
    """Check and measure networks of several sizes, each in a fresh process."""
    for count in CONCEPTS:
        with copy_of_the_book() as book:
            _network(book, count)
            started = time.perf_counter()
            command = [sys.executable, "-c", _MEASURED, str(count)]
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, env=environment(book)
            )
            whole = time.perf_counter() - started
        parts = (line.split("\t") for line in done.stdout.splitlines())
        times = ", ".join(f"{name} {float(seconds):.2f}" for name, seconds in parts)
        print(
            f"  {count:6,} concepts: {whole:6.1f} s = {whole / count * 1000:5.2f} ms a concept "
            f"(target for the largest: under {TARGET} s)"
        )
        print(f"    seconds: {times}")


def _layouts() -> None:
    """Compare the layout of the book's network with the one that networkx has."""
    import networkx as nx

    from microdrama.exhibits.symbols.laid_out import whole
    from microdrama.layered import Layout, crossings, overlaps
    from microdrama.symbols import network

    graph = network.network()
    started = time.perf_counter()
    ours = whole(graph)
    seconds = time.perf_counter() - started
    steps = nx.topological_generations(network.carrying(graph))
    layers = {layer: sorted(concepts) for layer, concepts in enumerate(steps)}
    places = nx.multipartite_layout(graph, subset_key=layers, align="horizontal")
    across = min(map(_nearest, ([places[c][0] for c in row] for row in layers.values())))
    down = _nearest([places[row[0]][1] for row in layers.values()])
    middles = {name: (x / across * 82, y / down * 70) for name, (x, y) in places.items()}
    layouts: dict[str, Layout] = {
        "dot, lines around boxes": ours,
        "networkx, straight lines": _straight(graph, middles, ours),
    }
    print(f"  the book's network: laid out by dot in {seconds:4.2f} s")
    for name, layout in layouts.items():
        print(
            f"  {name:26} {crossings(layout):5,} crossings, {overlaps(layout):4,} lines behind "
            f"boxes, {layout.width:,.0f} by {layout.height:,.0f} pixels"
        )


def _nearest(places: list[float]) -> float:
    """Return the least distance between two of some places, or 1 if there are fewer."""
    ordered = sorted(places)
    return min((other - one for one, other in pairwise(ordered)), default=1)


def _straight(graph: Any, middles: dict[str, tuple[float, float]], like: Any) -> Any:
    """Return a layout with boxes of the same size at other places, and straight lines."""
    import pandas as pd

    from microdrama.layered import Layout

    old = like.boxes.set_index("node")
    rows = []
    for name, (x, y) in middles.items():
        wide = (old.loc[name, "right"] - old.loc[name, "left"]) / 2
        high = (old.loc[name, "bottom"] - old.loc[name, "top"]) / 2
        rows.append((name, x - wide, y - high, x + wide, y + high))
    boxes = pd.DataFrame(rows, columns=like.boxes.columns)
    ends = list(enumerate(graph.edges))
    edges = [(i, a, b, 0, *middles[a]) for i, (a, b) in ends]
    heads = [(i, a, b, *middles[b], 0) for i, (a, b) in ends]
    return Layout(
        boxes,
        pd.DataFrame(edges, columns=like.edges.columns),
        pd.DataFrame(heads, columns=like.heads.columns),
        like.groups.head(0),
        like.labels.head(0),
        boxes["right"].max() - boxes["left"].min(),
        boxes["bottom"].max() - boxes["top"].min(),
    )


def main() -> None:
    _layouts()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "class.csv"
        _class_set(path)
        _answered(path)
        _against_a_loop(path)
    _growing()
