"""What the texts share under other names, what no text answers, and what is known how well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.evidence.verdicts import verdict
from microdrama.formulas import where
from microdrama.package import Fault, current, rows, table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: How a link reads between two texts.
_WORDS = {
    "supports": "agree",
    "explains": "agree",
    "operationalises": "agree",
    "recommends": "agree",
    "qualifies": "limit each other",
    "contradicts": "contradict each other",
}

#: How well something is known, from firm to open.
WELL = {
    "held": "what could be checked held",
    "split": "some checks held, others did not",
    "failed": "no check held",
    "agreed": "several texts say so; nothing checks it",
    "said": "one text says so; nothing checks it",
}


def crosswalk() -> pd.DataFrame:
    """Return the same ideas under several names, and several ideas under one.

    Returns
    -------
    pandas.DataFrame
        One row an idea and text: ``idea``, ``label``, ``kind``, ``question``, ``text`` (key),
        ``whose``, ``term`` (as printed), ``claim``, ``sense``; ideas in their order.
    """
    ideas = table("ideas").rename(columns={"id": "idea"})
    frame = ideas.merge(table("crosswalk"), on="idea").sort_values(["order"], kind="stable")
    return frame.assign(whose=frame["text"].map(short)).reset_index(drop=True)


def open_questions() -> pd.DataFrame:
    """Return what no text answers: ``question``, ``nearest`` (claim), ``said``, ``needed``."""
    frame = table("questions_open").sort_values("order", ignore_index=True)
    return frame.assign(said=[claim(i).statement if i else "" for i in frame["nearest"]])


def known() -> pd.DataFrame:
    """Return what is known, and how well, computed from verdicts and texts.

    Returns
    -------
    pandas.DataFrame
        ``topic``, ``statement``, ``ids`` and ``limits`` (claims for and against, lists),
        ``voices`` (short names of the texts that say so), ``held`` and ``failed`` (claims
        whose checks came out so), ``well`` (key of :data:`WELL`) and ``how_well`` (in words).
    """
    frame = table("knowledge").sort_values("order", ignore_index=True)
    found = []
    for row in frame.itertuples():
        ids, limits = row.claims.split(), row.against.split()
        statuses = [verdict(claim_id).status for claim_id in ids]
        held = sum(status in ("reproduced", "consistent") for status in statuses)
        failed = sum(status in ("disputed", "inconsistent") for status in statuses)
        sources = {claim(claim_id).source for claim_id in ids}
        voices = [short(key) for key in texts() if key in sources]
        well = _well(held, failed, len(voices))
        found.append(
            {
                "topic": row.topic,
                "statement": row.statement,
                "ids": ids,
                "limits": limits,
                "voices": voices,
                "held": held,
                "failed": failed,
                "well": well,
                "how_well": WELL[well],
            }
        )
    import pandas as pd

    return pd.DataFrame(found)


def _well(held: int, failed: int, voices: int) -> str:
    if held:
        return "split" if failed else "held"
    if failed:
        return "failed"
    return "agreed" if voices > 1 else "said"


# ---- two texts side by side --------------------------------------------------------------------


def meetings() -> pd.DataFrame:
    """Return, for each pair of texts, what links them and which ideas they share.

    Returns
    -------
    pandas.DataFrame
        ``pair`` (keys, joined), ``names``, ``how`` (``agree``, ``limit each other``,
        ``contradict each other``, ``share an idea``), ``about`` (why, or the idea),
        ``first`` and ``second`` (statements or senses), ``first_quote``, ``second_quote``,
        and the numbers ``agree``, ``limit``, ``contradict``, ``ideas`` of the pair.
    """
    import pandas as pd

    walk = crosswalk()
    links = table("links").to_dict("records")
    found = []
    for one, other in combinations(texts(), 2):
        mine = []
        for link in links:
            a, b = claim(link["from"]), claim(link["to"])
            if {a.source, b.source} != {one, other}:
                continue
            first, second = (a, b) if a.source == one else (b, a)
            mine.append(
                {
                    "how": _WORDS[link["relation"]],
                    "about": link["note"],
                    "first": first.statement,
                    "second": second.statement,
                    "first_quote": first.words,
                    "second_quote": second.words,
                }
            )
        for _, idea in walk.groupby("idea", sort=False):
            sides = [idea[idea["text"] == key] for key in (one, other)]
            if any(side.empty for side in sides):
                continue
            first, second = (side.iloc[0] for side in sides)
            mine.append(
                {
                    "how": "share an idea",
                    "about": first["label"],
                    "first": f"“{first['term']}”: {first['sense']}",
                    "second": f"“{second['term']}”: {second['sense']}",
                    "first_quote": claim(first["claim"]).words,
                    "second_quote": claim(second["claim"]).words,
                }
            )
        how = [row["how"] for row in mine]
        counts = {
            "agreeing": how.count("agree"),
            "limiting": how.count("limit each other"),
            "against": how.count("contradict each other"),
            "shared": how.count("share an idea"),
        }
        found += [
            {"pair": f"{one}+{other}", "names": f"{short(one)} and {short(other)}", **row, **counts}
            for row in mine
        ]
    return pd.DataFrame(found)


def two_texts(chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of two texts: what they share, where they differ.

    Parameters
    ----------
    chart : callable
        From a width to a chart of ``how`` counted.
    """
    base = meetings()
    pairs = base.drop_duplicates("pair")
    # The two texts with most to say to each other come first.
    pairs = pairs.assign(rows=pairs["pair"].map(base["pair"].value_counts()))
    pairs = pairs.sort_values("rows", ascending=False, kind="stable")
    hows = ("agree", "limit each other", "contradict each other", "share an idea")

    def shown(settings: Any, row: Any) -> Any:
        return (row.pair == settings.two) & ((settings.kind == "all") | (row.how == settings.kind))

    return Explorer(
        name="two-texts",
        title="What do two texts say to each other?",
        alt=(
            "Bars that count how two texts meet: claims that agree, claims that limit each other, "
            "claims that contradict each other, and ideas that both have."
        ),
        controls=(
            Choice("two", "Texts", tuple(zip(pairs["pair"], pairs["names"], strict=True))),
            Choice("kind", "Show", (("all", "everything"), *((how, how) for how in hows))),
        ),
        base=base,
        keep=shown,
        derive=lambda settings, row: {"case": where(settings.kind == "all", "all", "one")},
        chart=chart,
        sentences={
            "all": "{names}: {agreeing:.0f} links agree, {limiting:.0f} limit, {against:.0f} "
            "contradict; {shared:.0f} ideas are in both.",
            "one": "{names}, where they {how}: {agreeing:.0f} links agree, {limiting:.0f} limit, "
            "{against:.0f} contradict; {shared:.0f} ideas are in both.",
        },
        columns={
            "how": "How they meet",
            "about": "About",
            "first": "First text",
            "first_quote": "Its words",
            "second": "Second text",
            "second_quote": "Its words too",
        },
        sources=["the texts named in the controls; links and ideas are our reading"],
        kinds=(),
    )


# ---- what the descriptions of the tables cannot say --------------------------------------------


def faults() -> list[Fault]:
    """Check lists of claims in cells, and that a term is one that its text prints.

    Returns
    -------
    list of Fault
        Unknown claims, claims of another text than that of the row, and terms that do not
        stand in the quote of their claim.
    """
    if not {"knowledge", "crosswalk"} <= current().description.keys():
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    have = claims()
    for file, row, cells in rows("knowledge"):
        for column in ("claims", "against"):
            for unknown in sorted(set(cells[column].split()) - set(have)):
                yield Fault(file, row, column, f"“{unknown}” is no claim; correct the id.")
    for file, row, cells in rows("crosswalk"):
        some = have.get(cells["claim"])
        if some and some.source != cells["text"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
        elif some and cells["term"] not in some.quote:
            message = (
                f"“{cells['term']}” is not in the quote of its claim; copy it letter by letter."
            )
            yield Fault(file, row, "term", message)
