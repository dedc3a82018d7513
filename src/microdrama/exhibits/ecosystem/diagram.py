"""The hypotheses as a diagram: constructs in three layers, and arrows from predictor to outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = {"environment": 0, "behaviour": 1, "outcome": 2}

#: Rows of the path diagram, chosen so that no arrow crosses another or a box.
_ROWS = {
    "technological_maturity": 0,
    "market_competition": 1,
    "policy_support": 2,
    "algorithmic_adaptability": 0.5,
    "symbolic_narrative": 2.5,
    "economic_performance": 0,
    "industry_performance": 1,
    "cultural_influence": 2,
    "cross_boundary_integration": 3,
    "innovation_performance": 4,
}


def diagram() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay out the hypotheses in the three layers of the text.

    Returns
    -------
    nodes, edges : pandas.DataFrame
        ``name``, ``label``, ``layer``, ``column``, ``row``; and ``id``, ``x``, ``y``, ``x2``,
        ``y2``, ``sign``, ``note``. A mediation is two arrows; a moderation is an arrow from
        the moderator to the outcome.
    """
    import pandas as pd

    nodes = instrument.constructs().assign(
        column=lambda rows: rows["layer"].map(_COLUMNS),
        row=lambda rows: rows["name"].map(_ROWS),
        label=lambda rows: rows["title"].str.replace(" ", "\n"),
    )
    at = nodes.set_index("name")[["column", "row"]]
    edges = []
    for row in instrument.hypotheses().to_dict("records"):
        steps = {
            "effect": [(row["predictor"], row["outcome"])],
            "moderation": [(row["third_variable"], row["outcome"])],
            "mediation": [
                (row["predictor"], row["third_variable"]),
                (row["third_variable"], row["outcome"]),
            ],
        }[row["kind"]]
        edges += [
            {
                "id": row["id"],
                "x": at.loc[one, "column"],
                "y": at.loc[one, "row"],
                "x2": at.loc[other, "column"],
                "y2": at.loc[other, "row"],
                "sign": row["sign"],
                "note": row["statement"],
            }
            for one, other in steps
        ]
    return nodes[["name", "label", "layer", "column", "row"]], pd.DataFrame(edges)
