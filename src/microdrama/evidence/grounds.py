"""What the recommendations of the texts rest on, traced back through their own texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, claims, short
from microdrama.evidence.verdicts import verdict
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: What a recommendation may rest on, the firmest first.
GROUNDS = (
    "a number or date confirmed from outside",
    "a printed number, not confirmed",
    "claims without a number",
    "nothing printed",
)


def recommendation_grounds() -> pd.DataFrame:
    """Trace every recommendation back to what it rests on in its own text.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``text``, ``statement``; ``beneath``: claims from which a chain of links
        leads to it; ``numbers``: those that print a number; ``settled``: those that something
        outside the text confirms, definitions left out; ``rests``: the best of these in words.
    """
    import networkx as nx
    import pandas as pd

    links = _links_that_carry()
    rows = []
    for recommendation in claims().values():
        if recommendation.kind != "recommendation":
            continue
        beneath = nx.ancestors(links, recommendation.id)
        settled = [i for i in beneath if _settled(i)]
        numbers = [i for i in beneath if claim(i).value]
        there = zip(GROUNDS, (settled, numbers, beneath, True), strict=True)
        rows.append(
            {
                "claim": recommendation.id,
                "text": short(recommendation.source),
                "statement": recommendation.statement,
                "beneath": len(beneath),
                "numbers": len(numbers),
                "settled": len(settled),
                "rests": next(ground for ground, found in there if found),
            }
        )
    columns = ["claim", "text", "statement", "beneath", "numbers", "settled", "rests"]
    return pd.DataFrame(rows, columns=columns)


def _settled(claim_id: str) -> bool:
    """Tell whether a claim is confirmed from outside and settles more than a word's meaning."""
    return claim(claim_id).kind != "definition" and verdict(claim_id).confirmed


def _links_that_carry() -> nx.DiGraph:
    """Return the links within each text that carry a conclusion, from claim to claim."""
    import networkx as nx

    carrying = nx.DiGraph()
    carrying.add_nodes_from(claims())
    for link in table("links").to_dict("records"):
        one, other = claim(link["from"]), claim(link["to"])
        if link["relation"] in CARRYING and one.source == other.source:
            carrying.add_edge(one.id, other.id)
    return carrying
