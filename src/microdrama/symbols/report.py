"""What a class has coded, in plain words and tables, and the same for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from microdrama.evidence.intervals import CONFIDENCE
from microdrama.intake.text import listed, short
from microdrama.symbols import codebook
from microdrama.symbols.agreement import Agreement, agreement, disagreements
from microdrama.symbols.consensus import as_steps, consensus

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.symbols.codings import Codings

#: Disagreements and ways that a text lists; a machine gets all of them.
SHOWN = 20


def as_text(codings: Codings) -> str:
    """Return the report as text: codes, agreement, walks, and what is missing."""
    found = consensus(codings)
    lines = [f"{listed(codings.names)}: {size(codings)}", *_counts(codings, found)]
    if len(codings.coders) > 1:
        lines += ["", *agreement_lines(codings)]
    return "\n".join([*lines, *_walks(found), *_missing(codings, found)]) + "\n"


def as_json(codings: Codings) -> dict[str, Any]:
    """Return the report as plain data.

    Returns
    -------
    dict
        ``files``, ``coders``, ``dramas``; ``codes.<variable>.<code>.{codings,dramas}``;
        ``consensus`` (one row a drama and variable); ``walks`` (one row a drama and step) and
        what :func:`agreement_json` returns. What could not be computed is null.
    """
    found = consensus(codings)
    return {
        "files": list(codings.names),
        "coders": codings.coders,
        "dramas": codings.titles,
        "codes": {
            variable: counts(codings, found, variable).to_dict("index")
            for variable in codebook.names()
        },
        **agreement_json(codings),
        "consensus": [
            {**row, "code": row["code"] if row["status"] == "coded" else None}
            for row in found.drop(columns="said").to_dict("records")
        ],
        "walks": as_steps(codings).to_dict("records"),
    }


def agreement_json(codings: Codings) -> dict[str, Any]:
    """Return how far coders agree as plain data.

    Returns
    -------
    dict
        ``agreement.<variable>.{dramas,codes,percent,alpha,low,high,why,level}`` and
        ``disagreements``: ``title``, ``variable``, ``contested``, ``said``.
    """
    return {
        "agreement": {
            variable: {
                **{name: value for name, value in asdict(one).items() if name != "variable"},
                "level": one.level,
            }
            for variable, one in agreement(codings).items()
        },
        "disagreements": disagreements(codings).to_dict("records"),
    }


def counts(codings: Codings, found: pd.DataFrame, variable: str) -> pd.DataFrame:
    """Count how often each code of a variable was given.

    Returns
    -------
    pandas.DataFrame
        Index: code. Columns ``codings`` (by any coder) and ``dramas`` (by most coders).
    """
    import pandas as pd

    agreed = found.loc[found["variable"] == variable, "code"].value_counts()
    given = codings.frame[variable].value_counts(sort=False)
    codes = list(codebook.labels(variable))
    return pd.DataFrame({"codings": given, "dramas": agreed}, index=codes).fillna(0).astype(int)


def size(codings: Codings) -> str:
    """Say how many dramas, coders and codings there are."""
    there = (("drama", codings.titles), ("coder", codings.coders), ("coding", codings.frame))
    return ", ".join(f"{len(all_):,} {one}{'s' * (len(all_) != 1)}" for one, all_ in there)


def _counts(codings: Codings, found: pd.DataFrame) -> Iterator[str]:
    for variable in codebook.names():
        table = counts(codings, found, variable).rename(index=codebook.labels(variable))
        yield from _titled(
            f"{codebook.label_of(variable)} (codings; dramas by what most coders say)",
            table.rename_axis(index=None).reset_index(names=""),
        )


# ---- agreement -------------------------------------------------------------------------------


def agreement_lines(codings: Codings) -> Iterator[str]:
    """Say how far coders agree, and where they part."""
    found = agreement(codings)
    yield f"Agreement of {listed(codings.coders)}"
    if any(one.dramas for one in found.values()):
        yield from _table(_agreement_table(found.values()))
        yield "  agree: share of pairs of coders with the same code; alpha: 1 is full agreement,"
        yield f"  0 is chance; from, to: its {CONFIDENCE:.0%} interval over dramas."
    for why in dict.fromkeys(one.why for one in found.values() if one.why):
        labels = [codebook.label_of(name) for name, one in found.items() if one.why == why]
        yield f"  {listed(labels)}: {why[0].lower()}{why[1:]}"
    contested = disagreements(codings)
    if len(contested):
        yield ""
        yield "Where coders disagree, the most contested first"
    for row in contested.head(SHOWN).to_dict("records"):
        yield f"  {short(row['title'])}, {codebook.label_of(row['variable'])}: {row['said']}"
    if (more := len(contested) - SHOWN) > 0:
        yield f"  … and {more:,} more; --json lists all of them."


def _agreement_table(found: Iterable[Agreement]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "": codebook.label_of(one.variable),
            "dramas": one.dramas,
            "agree": "–" if one.percent is None else f"{one.percent:.0%}",
            **{
                name: "–" if value is None else f"{value:.2f}"
                for name, value in (("alpha", one.alpha), ("from", one.low), ("to", one.high))
            },
            "that is": one.level,
        }
        for one in found
    )


# ---- walks, and what is missing --------------------------------------------------------------


def _walks(found: pd.DataFrame) -> Iterator[str]:
    """Say each way through the steps with the dramas that take it, the commonest first."""
    ways: dict[str, list[str]] = {}
    size = len(codebook.names())
    records = found.to_dict("records")
    for start in range(0, len(records), size):
        steps = records[start : start + size]
        ways.setdefault(" → ".join(map(_step, steps)), []).append(short(steps[0]["title"]))
    yield ""
    yield f"Walks: {' → '.join(map(codebook.label_of, codebook.names())).lower()}"
    for way, titles in sorted(ways.items(), key=lambda way: -len(way[1]))[:SHOWN]:
        yield f"  {way}: {listed(titles)}"
    if (more := len(ways) - SHOWN) > 0:
        yield f"  … and {more:,} more ways; --json lists all of them."


def _step(row: Mapping[str, Any]) -> str:
    if row["status"] == "coded":
        return codebook.labels(row["variable"])[row["code"]].lower()
    return {"disputed": "(disputed)", "not coded": "(not coded)"}[row["status"]]


def _missing(codings: Codings, found: pd.DataFrame) -> Iterator[str]:
    lines = []
    for coder, rows in codings.frame.groupby("coder", sort=False):
        coded = set(rows["title"])
        if lacking := [short(title) for title in codings.titles if title not in coded]:
            lines.append(f"{coder} has not coded {listed(lacking)}.")
    for variable, rows in found.groupby("variable", sort=False):
        for status, what in (("not coded", "nobody coded"), ("disputed", "coders are divided on")):
            titles = rows.loc[rows["status"] == status, "title"]
            if len(titles):
                named = listed([short(title) for title in titles])
                lines.append(f"{codebook.label_of(variable)}: {what} {named}.")
    if lines:
        yield ""
        yield "What is missing"
        yield from (f"  {line}" for line in lines)


def _titled(title: str, frame: pd.DataFrame) -> Iterator[str]:
    yield ""
    yield title
    yield from _table(frame)


def _table(frame: pd.DataFrame) -> Iterator[str]:
    for line in frame.to_string(index=False).splitlines():
        yield f"  {line}".rstrip()
