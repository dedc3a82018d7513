"""Two texts side by side: what links them, and which ideas they share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short, texts
from microdrama.package import table
from microdrama.synthesis.ideas import crosswalk
from microdrama.synthesis.network import STANCES

if TYPE_CHECKING:
    import pandas as pd

#: The stance of two texts that have the same idea.
SHARED_IDEA = "share an idea"

#: What is counted of each pair, by stance.
_COUNTS = {
    "agreeing": "agree",
    "limiting": "limit each other",
    "against": "contradict each other",
    "shared": SHARED_IDEA,
}


def text_pairs() -> pd.DataFrame:
    """Return, for each pair of texts, what links them and which ideas they share.

    Returns
    -------
    pandas.DataFrame
        ``pair`` (keys, joined), ``names``, ``stance`` (``agree``, ``limit each other``,
        ``contradict each other``, ``share an idea``), ``about`` (why, or the idea),
        ``first`` and ``second`` (statements or senses), ``first_quote``, ``second_quote``,
        and the numbers ``agreeing``, ``limiting``, ``against``, ``shared`` of the pair.
    """
    import pandas as pd

    ideas = crosswalk()
    links = table("links").to_dict("records")
    rows = []
    for one, other in combinations(texts(), 2):
        points = [*_linked(links, one, other), *_shared(ideas, one, other)]
        stances = [point["stance"] for point in points]
        counts = {name: stances.count(stance) for name, stance in _COUNTS.items()}
        names = f"{short(one)} and {short(other)}"
        rows += [{"pair": f"{one}+{other}", "names": names, **point, **counts} for point in points]
    return pd.DataFrame(rows)


def _linked(links: list[dict[str, str]], one: str, other: str) -> Iterator[dict[str, str]]:
    """Yield the links between two texts; the first side is always the first text's."""
    for link in links:
        start, end = claim(link["from"]), claim(link["to"])
        if {start.source, end.source} == {one, other}:
            first, second = (start, end) if start.source == one else (end, start)
            yield {
                "stance": STANCES[link["relation"]],
                "about": link["note"],
                "first": first.statement,
                "second": second.statement,
                "first_quote": first.words,
                "second_quote": second.words,
            }


def _shared(ideas: pd.DataFrame, one: str, other: str) -> Iterator[dict[str, str]]:
    """Yield the ideas that both texts have, as each names them."""
    for _, idea in ideas.groupby("idea", sort=False):
        by_text = idea.drop_duplicates("text").set_index("text")
        if {one, other} <= set(by_text.index):
            first, second = by_text.loc[one], by_text.loc[other]
            yield {
                "stance": SHARED_IDEA,
                "about": first["label"],
                "first": f"“{first['term']}”: {first['sense']}",
                "second": f"“{second['term']}”: {second['sense']}",
                "first_quote": claim(first["claim"]).words,
                "second_quote": claim(second["claim"]).words,
            }
