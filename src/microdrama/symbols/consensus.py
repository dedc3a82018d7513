"""What a class makes of a drama: the code that most coders gave, and the drama as a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from microdrama.symbols import codebook
from microdrama.symbols.reading import key

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.symbols.codings import Codings

#: The symbol that a walk begins with follows from what is kept of it.
SYMBOL_OF = {
    "mechanical-translation": "surface-signifiers",
    "symbol-purification": "high-concentration-symbol",
}


def consensus(codings: Codings) -> pd.DataFrame:
    """Return the code that most coders gave.

    Returns
    -------
    pandas.DataFrame
        One row a drama and variable: ``title``, ``variable``, ``code`` (missing unless
        ``status`` is ``coded``), ``votes`` (for the most frequent code), ``coders`` (who coded
        it), ``status`` (``coded``; ``disputed`` if no code has more votes than every other;
        ``not coded``) and ``said`` (codes with their votes, the most frequent first).
    """
    import numpy as np
    import pandas as pd

    parts = []
    for variable, labels in ((name, codebook.labels(name)) for name in codebook.names()):
        tally = codings.tally(variable)
        counts = tally.to_numpy()
        votes, coders = counts.max(axis=1), counts.sum(axis=1)
        even = (counts == votes[:, None]).sum(axis=1) > 1
        status = np.select([votes == 0, even], ["not coded", "disputed"], "coded")
        code = np.array(tally.columns, object)[counts.argmax(axis=1)]
        parts.append(
            pd.DataFrame(
                {
                    "title": tally.index,
                    "variable": variable,
                    "code": np.where(status == "coded", code, None),
                    "votes": votes,
                    "coders": coders,
                    "status": status,
                    "said": [_votes(row, list(labels.values())) for row in counts.tolist()],
                }
            )
        )
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def _votes(counts: list[int], labels: list[str]) -> str:
    """Say the codes with their votes, such as ``2 acts, 1 guides``."""
    given = [(n, label.lower()) for n, label in zip(counts, labels, strict=True) if n]
    return ", ".join(f"{n} {label}" for n, label in sorted(given, key=lambda vote: -vote[0]))


def as_steps(codings: Codings) -> pd.DataFrame:
    """Return the dramas as walks, to be drawn beside those of the texts.

    Returns
    -------
    pandas.DataFrame
        Five rows a drama, in the order of the steps: ``case`` (``own-1`` and so on), ``title``,
        ``step``, ``concept`` (empty unless ``status`` is ``coded``), ``status`` (``coded``;
        ``disputed``; ``left out`` if nobody coded it, nothing is there, or the framework has no
        concept for it) and ``note`` (one plain sentence).
    """
    import pandas as pd

    symbols, rows = _symbols(codings), []
    found, size = consensus(codings).to_dict("records"), len(codebook.names())
    for number, title in enumerate(codings.titles, start=1):
        at = {row["variable"]: row for row in found[(number - 1) * size : number * size]}
        for step, variable in codebook.steps().items():
            if step == "symbol":
                concept, status, note = _symbol(symbols.get(title), at[variable], at["depth"])
            else:
                concept, status, note = _step(at[variable])
            rows.append((f"own-{number}", title, step, concept, status, note[0].upper() + note[1:]))
    columns = ["case", "title", "step", "concept", "status", "note"]
    return pd.DataFrame(rows, columns=columns)


def _step(row: dict[str, Any]) -> tuple[str, str, str]:
    """Return concept, status and note of a step that one variable decides."""
    if row["status"] != "coded":
        return "", "disputed" if row["status"] == "disputed" else "left out", f"{_choice(row)}."
    concept = codebook.concepts(row["variable"])[row["code"]]
    named = concept or row["code"] == codebook.nothing(row["variable"])
    note = _choice(row) if named else f"{_choice(row)}; the framework has no concept for it"
    return concept, "coded" if concept else "left out", f"{note}."


def _symbol(name: str | None, kind: dict[str, Any], depth: dict[str, Any]) -> tuple[str, str, str]:
    """Return the first step: its kind is told, what is kept of the symbol decides the concept."""
    note = f"{name}: {_choice(kind)}." if name else f"{_choice(kind)}."
    if kind["code"] == codebook.nothing("symbol_kind"):
        return "", "left out", note
    concept, status, _ = _step(depth)
    if status == "disputed":
        note += " The coders are divided on what is kept of it."
    elif not concept:
        note += " Without what is kept of it, it has no place in the network."
    return SYMBOL_OF.get(concept, ""), status, note


def _choice(row: dict[str, Any]) -> str:
    """Say what coders chose, without a full stop."""
    if row["status"] == "not coded":
        return "nobody coded this"
    if row["status"] == "disputed":
        return f"coders are divided: {row['said']}"
    label = codebook.labels(row["variable"])[row["code"]].lower()
    return label if row["coders"] == 1 else f"{row['votes']} of {row['coders']} coders: {label}"


def _symbols(codings: Codings) -> dict[str, str]:
    """Return what most coders call the symbol of each drama, in its first spelling."""
    named = codings.frame[["title", "symbol"]].dropna()
    named = named.assign(key=named["symbol"].map(key))
    first = named.groupby(["title", "key"], sort=False)["symbol"].agg(["first", "size"])
    most = first.sort_values("size", ascending=False, kind="stable").reset_index()
    return most.drop_duplicates("title").set_index("title")["first"].to_dict()
