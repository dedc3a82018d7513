"""What is kept and what is changed, what is known of the titles, and the verdicts of the page."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination.abroad import adaptation as draw
from microdrama.evidence.ledger import short
from microdrama.exhibits import common
from microdrama.package import table
from microdrama.show.blocks import Group, Links, Scorecard, Table
from microdrama.show.figure import NARROW, Figure

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: The four fields in reading order: story, symbols, heading.
_FIELDS = (
    ("kept", "kept", "Story kept, symbols kept"),
    ("kept", "changed", "Story kept, symbols changed"),
    ("changed", "kept", "Story changed, symbols kept"),
    ("changed", "changed", "Story changed, symbols changed"),
)


def fields(strategies: pd.DataFrame, both_ways: pd.DataFrame) -> Figure:
    """Return the four fields of keeping and changing, with what the texts put into each.

    Parameters
    ----------
    strategies : pandas.DataFrame
        What :func:`microdrama.dissemination.adaptation.strategies` returns.
    both_ways : pandas.DataFrame
        What :func:`microdrama.dissemination.adaptation.told_both_ways` returns.
    """
    clash = both_ways[both_ways["symbols"] == "changed"]
    labels = strategies.set_index("id")["label"]
    columns = {
        "whose": "Text",
        "label": "Way or example",
        "story": "Story",
        "symbols": "Symbols",
        "role": "What the text makes of it",
        "basis": "Basis",
        "quote": "Quote",
    }
    return Figure(
        "fields",
        partial(_fields, strategies),
        title=(
            f"What {short('meng2025')} recommends, a kept story in changed symbols, is where "
            f"{short('zhao2025')} puts the failure: {labels[clash['warned'].iloc[0]]}"
        ),
        alt=(
            "Four fields, story kept or changed by symbols kept or changed. Where the story is "
            "kept and symbols change stand three ways that one text commends and one that another "
            "warns against. Where symbols are kept and the story changes stand the second text's "
            "examples and the first text's brand. Where both are kept stands a tool that a third "
            "text shows as success, beside a warning."
        ),
        table=strategies[list(columns)].rename(columns=columns),
        sources=[short(key) for key in strategies["text"].unique()],
        kinds=(),
        note="Where the table says “our reading”, the text does not say what stays and changes.",
    )


def _fields(strategies: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    """Lay the four fields out in two columns, and draw them."""
    import pandas as pd

    letters = 19 if width <= NARROW else 42
    rows, tops = [], [18, 18]
    for place, (story, symbols, heading) in enumerate(_FIELDS):
        across = place % 2
        if across == 0 and place:
            tops = [max(tops) + 24] * 2
        inside = strategies[(strategies["story"] == story) & (strategies["symbols"] == symbols)]
        entries = [{"label": heading, "text": "", "role": ""}, *inside.to_dict("records")]
        for entry in entries:
            lines = textwrap.wrap(entry["label"], letters)
            rows.append({**entry, "across": across, "down": tops[across], "words": lines})
            tops[across] += 15 * len(lines) + 9
    data = pd.DataFrame(rows).fillna("")
    return draw.fields(data, width)


def titles(found: pd.DataFrame) -> Table:
    """Return what can be found of the dramas that a text names.

    Parameters
    ----------
    found : pandas.DataFrame
        What :func:`microdrama.dissemination.adaptation.titles` returns.
    """
    said = {
        "named": "found under its title",
        "inference": "our inference",
        "same name": "bears the name, does not fit",
        "genre": "a genre, no single title",
        "not found": "not found",
    }
    where = found["platform"].fillna("") + found["year"].map(lambda y: f", {y}" if y else "")
    where = where.str.removeprefix(", ")
    where = where.where(where == "", " " + where + ".")
    named = zip(found["claim"], found["title"], strict=True)
    rows = found.assign(
        named=[Links({claim_id: title}) for claim_id, title in named],
        means=found["identification"].map(said),
        known=found["about"] + where,
    )
    columns = {
        "named": "Title",
        "whose": "Named by",
        "means": "Is it the one?",
        "known": "What is known",
        "note": "How it bears on the text",
    }
    return Table(
        rows[list(columns)].rename(columns=columns),
        label="The dramas that texts name, as far as sources go",
        whole=True,
    )


def argument_map() -> Group:
    """Return how one series is to show what carries a drama abroad."""
    return common.argument_map(
        [
            "meng2025-double-local-look",
            "meng2025-localization-immersion",
            "meng2025-transplant-fails",
            "meng2025-eastern-values-misread",
            "meng2025-success-adaptation",
            "meng2025-monetization-exported",
            "meng2025-global-factors-abstract",
        ],
        title="Of the two capacities that are to carry a drama abroad, one rests on one series",
        alt=(
            "Seven claims. The local look of one series supports both the immersion of viewers and "
            "the success of adaptation; that transplanted content fails supports it too, and that "
            "Eastern values are misread even then qualifies it. Adaptation and the ways of earning "
            "that were exported support the result on what dissemination depends on."
        ),
        source=short("meng2025"),
    )


def scorecard() -> Scorecard:
    """Return the verdicts on what texts print about the way abroad."""
    about = ("overseas", "infringement", "zhejiang2025-countries", "downloads", "dramas-daily")
    checked = dict.fromkeys(table("checks")["claim"])
    return common.scorecard(
        [claim_id for claim_id in checked if any(word in claim_id for word in about)],
        label="Verdicts on the way abroad",
    )
