"""Five texts in conversation: who says an idea, who qualifies or contradicts it, who is silent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama import synthesis
from microdrama.charts import synthesis as draw
from microdrama.evidence.checks.wording import joined
from microdrama.evidence.ledger import texts
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd

#: What stands over the ideas that fare alike.
HEADINGS = {
    "contested": "A text contradicts",
    "limited": "Said with limits",
    "agreed": "Said by whoever speaks of it",
}

#: What stands before the texts that take a stance, and their words.
_BY = {"says": "Said by", "qualifies": "Qualified by", "contradicts": "Contradicted by"}


def five_texts(positions: pd.DataFrame) -> Explorer:
    """Return how each text stands to each idea, and what it says on the one that is chosen.

    Parameters
    ----------
    positions : pandas.DataFrame
        What :func:`microdrama.synthesis.positions` returns.
    """
    ideas = positions.drop_duplicates("idea")
    names = {key: str(row["short"]) for key, row in texts().items()}
    return Explorer(
        name="five-texts",
        title=_finding(positions, names),
        alt=(
            "A table of propositions by texts with a word in each field: says, qualifies, "
            "contradicts or silent. At the top stand the ideas that some text contradicts, in "
            "the middle those that texts qualify, at the bottom those that whoever speaks of "
            "them says. One row is framed, and its quotes are written out."
        ),
        tries="Choose an idea, or point at a field, to read the words behind it.",
        controls=(
            Choice("asked", "Idea", tuple(zip(ideas["idea"], ideas["proposition"], strict=True))),
        ),
        base=_rows(positions, names),
        derive=_chosen,
        chart=partial(draw.matrix, ideas, names, HEADINGS),
        sentences={"one": "“{proposition}.” {conversation}"},
        columns={
            "proposition": "Idea",
            "whose": "Text",
            "stance": "It",
            "quote": "Its words",
            "note": "Our reading",
        },
        sources=["the ledger; propositions and stances are our reading"],
        kinds=(),
        note="A text is called silent if we found nothing in it that speaks to the proposition.",
        own_case=None,
    )


def _chosen(settings: Any, row: Any) -> dict[str, Any]:
    chosen = row.idea == settings.asked
    return {"chosen": chosen, "speaks": chosen & row.leading, "case": "one"}


def _finding(positions: pd.DataFrame, names: dict[str, str]) -> str:
    """Say how many ideas are disputed, and which text contradicts most often."""
    ideas = positions.drop_duplicates("idea")
    against = positions[positions["stance"] == "contradicts"]
    counts = against["text"].value_counts()
    most = [names[text] for text in names if counts.get(text, 0) == counts.max()]
    fates = ideas["fate"].value_counts()
    return (
        f"On {fates.get('contested', 0)} of {len(ideas)} shared ideas a text contradicts the "
        f"others, most often {joined(most)}; {fates.get('agreed', 0)} are said without any limit"
    )


def _rows(positions: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the fields, the first of each idea with the whole conversation on it in words."""
    conversations = {
        idea: _conversation(fields, names) for idea, fields in positions.groupby("idea")
    }
    leading = ~positions.duplicated("idea")
    return positions.assign(
        turn=positions["text"].map(list(names).index),
        leading=leading,
        conversation=positions["idea"].map(conversations).where(leading, ""),
        pick_asked=positions["idea"],
    ).drop(columns=["label", "claim", "fate"])


def _conversation(fields: pd.DataFrame, names: dict[str, str]) -> str:
    """Write out who says what on one idea, in the order of saying, qualifying, contradicting."""
    sentences = []
    for stance, words in _BY.items():
        quotes = [
            f"{names[row.text]}, “{row.quote.rstrip('.')}”"
            for row in fields[fields["stance"] == stance].itertuples()
        ]
        if quotes:
            sentences.append(f"{words} {'; '.join(quotes)}.")
    silent = [names[text] for text in fields.loc[fields["stance"] == synthesis.SILENT, "text"]]
    if silent:
        sentences.append(f"Silent: {joined(silent)}.")
    return " ".join(sentences)
