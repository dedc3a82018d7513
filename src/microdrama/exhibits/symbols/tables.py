"""Tables of the symbols chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from microdrama.evidence import claim, verdicts
from microdrama.exhibits import common
from microdrama.exhibits.symbols.names import named, one
from microdrama.show.blocks import Links, Scorecard, Table
from microdrama.symbols.network import labels

if TYPE_CHECKING:
    import pandas as pd

_YES_OR_NO = {True: "yes", False: "no"}


def dominators(every_path: Mapping[str, Sequence[str]], end: str) -> Table:
    """Return what every path from each symbol passes on its way.

    Parameters
    ----------
    every_path : mapping of str to sequence of str
        By symbol, what :func:`microdrama.symbols.dominance.chain` returns.
    end : str
        The concept at the end of the paths.
    """
    import pandas as pd

    heading, label = f"Every path from it to {one(end)} passes", labels()
    rows = [
        {"Symbol": label[symbol], heading: named(chain[1:-1]) if chain else "there is no such path"}
        for symbol, chain in every_path.items()
    ]
    return Table(
        pd.DataFrame(rows, columns=["Symbol", heading]),
        label=f"What every path from a symbol to {one(end)} passes",
    )


def edge_dominators(relations: pd.DataFrame) -> Table:
    """Return the relations without which an outcome cannot be reached.

    Parameters
    ----------
    relations : pandas.DataFrame
        What :func:`microdrama.symbols.dominance.edge_dominators` returns.
    """
    label = labels()
    columns = {
        "from": "Concept",
        "relation": "Relation",
        "to": "Other concept",
        "ends": "Lost without it",
        "sentences": "Claims that state it",
        "basis": "Basis",
        "claim": "The claim",
    }
    shown = relations.assign(
        **{end: relations[end].map(label) for end in ("from", "to")},
        ends=relations["ends"].map(named),
        claim=[Links({found: claim(found).statement}) for found in relations["claim"]],
    )
    return Table(
        shown[list(columns)].rename(columns=columns),
        label="Relations without which an outcome cannot be reached",
        formats={"Claims that state it": "d"},
    )


def outcomes_by_steps(counts: pd.DataFrame) -> Table:
    """Return which steps go with which outcomes.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.symbols.walks.outcomes_by_steps` returns.
    """
    steps = {"purified": "Purified", "translated": "In the story", "identity": "Identity tension"}
    ends = {
        "welcome": "Welcome end",
        "unwelcome": "Unwelcome end",
        "inferred": "Of these, inferred",
        "untold": "End not told",
    }
    columns = {**steps, **ends, "titles": "Cases"}
    shown = counts.assign(**{step: counts[step].map(_YES_OR_NO) for step in steps})
    return Table(
        shown[list(columns)].rename(columns=columns),
        label="Steps and outcomes of all cases",
        formats=dict.fromkeys(ends.values(), "d"),
        whole=True,
    )


def robustness(tested: pd.DataFrame) -> Table:
    """Return what holds when relations are left out.

    Parameters
    ----------
    tested : pandas.DataFrame
        What :func:`microdrama.symbols.robustness.robustness` returns.
    """
    shares = {"single": "Without one relation", "many": "Without a tenth"}
    columns = {
        "hypothesis": "Finding",
        "whole": "Holds",
        "stated": "Without our reading",
        **shares,
        "needed": "Relations that alone overturn it",
    }
    shown = tested.assign(
        whole=tested["whole"].map(_YES_OR_NO),
        stated=tested["stated"].map(_YES_OR_NO),
        needed=tested["needed"].replace("", "none"),
    )
    return Table(
        shown[list(columns)].rename(columns=columns),
        label="What holds when relations are left out",
        formats=dict.fromkeys(shares.values(), ".0%"),
        kinds=dict.fromkeys(shares.values(), "recomputed"),
    )


def codebook(codes: pd.DataFrame, variables: pd.DataFrame) -> Table:
    """Return every code with its definition, its rules and an example.

    Parameters
    ----------
    codes, variables : pandas.DataFrame
        What the functions of these names in :mod:`microdrama.symbols.codebook` return.
    """
    columns = {
        "variable": "Variable",
        "label": "Code",
        "definition": "Definition",
        "include": "Counts too",
        "exclude": "Does not count",
        "example": "Example",
    }
    label = variables.set_index("id")["label"]
    shown = codes.assign(variable=codes["variable"].map(label))
    return Table(shown[list(columns)].rename(columns=columns), label="The codebook")


def scorecard() -> Scorecard:
    """Return the verdicts on every claim that the chapter checks."""
    return common.scorecard(verdicts.checked_in("symbols"))
