"""How each text stands to each idea: it says, qualifies or contradicts it, or is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd

#: A text that no row of the table speaks of.
SILENT = "silent"

#: How a text can stand to a proposition.
POSITIONS = ("says", "qualifies", "contradicts", SILENT)

#: How an idea fares among the texts, the most disputed first.
FATES = {
    "contested": "a text contradicts another",
    "limited": "no text contradicts it, and some qualify it",
    "agreed": "whoever speaks of it says so",
}


def positions() -> pd.DataFrame:
    """Return how each text stands to the proposition of each idea.

    Returns
    -------
    pandas.DataFrame
        One row a stance, at least one an idea and text: ``idea``, ``label``, ``proposition``,
        ``text`` (key), ``whose``, ``stance`` (one of :data:`POSITIONS`), ``claim`` (id, empty for
        silence), ``quote``, ``note``, ``place`` (from 0, among the stances of the same text) and
        ``of`` (how many these are), ``fate`` (key of :data:`FATES`). The most disputed ideas come
        first: by how many texts contradict, then how many qualify, then how few are silent.
    """
    import pandas as pd

    fields = table("ideas").merge(pd.DataFrame({"text": list(texts())}), how="cross")
    fields = fields.rename(columns={"id": "idea"})
    frame = fields.merge(table("stances"), on=["idea", "text"], how="left")
    frame = frame.fillna({"stance": SILENT, "claim": "", "note": ""})
    counts = pd.crosstab(frame["idea"], frame["stance"]).reindex(columns=list(POSITIONS))
    frame = frame.join(counts.fillna(0).astype(int), on="idea")
    frame["kind_of_stance"] = frame["stance"].map(POSITIONS.index)
    frame["turn"] = frame["text"].map(list(texts()).index)
    frame = frame.sort_values(
        ["contradicts", "qualifies", SILENT, "order", "turn", "kind_of_stance"],
        ascending=[False, False, True, True, True, True],
        ignore_index=True,
    )
    of_text = frame.groupby(["idea", "text"], sort=False)
    return frame.assign(
        whose=frame["text"].map(short),
        quote=[claim(claim_id).words if claim_id else "" for claim_id in frame["claim"]],
        place=of_text.cumcount(),
        of=of_text["stance"].transform("size"),
        fate=[_fate(*row) for row in zip(frame["contradicts"], frame["qualifies"], strict=True)],
    )[
        [
            *("idea", "label", "proposition", "text", "whose", "stance"),
            *("claim", "quote", "note", "place", "of", "fate"),
        ]
    ]


def _fate(contradicting: int, qualifying: int) -> str:
    if contradicting:
        return "contested"
    return "limited" if qualifying else "agreed"


def faults() -> list[Fault]:
    """Check what the description of the table cannot say.

    Returns
    -------
    list of Fault
        Stances on a claim of another text, and ideas whose proposition no text says.
    """
    if "stances" not in current().description:
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    known, said = claims(), set()
    for file, row, cells in rows("stances"):
        if cells["stance"] == "says":
            said.add(cells["idea"])
        quoted = known.get(cells["claim"])
        if quoted and quoted.source != cells["text"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
    for file, row, cells in rows("ideas"):
        if cells["id"] not in said:
            message = "is said by no text in stances.csv; reword it or add the text that says it."
            yield Fault(file, row, "proposition", message)
