"""What can be checked: what the ledger covers, what the texts leave out, what rests on what."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.checks import ITEMS, STATUSES
from microdrama.evidence.ledger import Claim, claim, claims, short, texts
from microdrama.evidence.quoting import body_and_list, fold
from microdrama.evidence.verdicts import verdict
from microdrama.formulas import where
from microdrama.package import table
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_NUMBER = re.compile(r"(?<![\w.,:/])\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/]|[.,]\d)")

#: Numbers that count nothing: years, and what cites a work.
_NO_COUNT = re.compile(
    r"""\((?:[^()]*,\s)?(?:19|20)\d\d[a-z]?(?:[;,][^()]*)?\)   # (Hall, 1980; Lotz, 2018)
      | \[\d+\]                                          # [11]
      | \(?\bp\.\s?\d+\)?                                # (p. 1), p.151
      | \b(?:19|20)\d\d-\d\d-\d\d\b                      # 2025-03-10
      | (?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d|%)          # 2024
      | \b\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s(?:MONTH)\w*      # 15 – 18 Oct
    """.replace("MONTH", "|".join(calendar.month_abbr[1:])),
    re.VERBOSE | re.IGNORECASE,
)

#: What numbers a heading or a list: 2.4.1 Embryonic stage; 1. **Ecological Imbalance.
_HEADING = re.compile(r"^\#*\s*\**\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[*A-Z])", re.MULTILINE)

#: The body runs from the abstract, where there is one, to the list of references.
_ABSTRACT = re.compile(r"^\W*abstract\b", re.IGNORECASE | re.MULTILINE)

#: Characters of context on both sides of a number.
_CONTEXT = 45


@dataclass(frozen=True)
class Uncoded:
    """A number in a text that no quoted claim has.

    Parameters
    ----------
    source : str
        Key of the text.
    number : str
        As printed.
    context : str
        The words around it.
    """

    source: str
    number: str
    context: str

    def __str__(self) -> str:
        return f"{self.source}: {self.number} in “…{self.context}…”"


def uncoded_numbers(directory: Path) -> Iterator[Uncoded]:
    """Find the numbers in the bodies of the texts that stand in the quote of no claim.

    Years, citations, headings and the list of references are passed over.

    Parameters
    ----------
    directory : Path
        Folder with one ``<source>.txt`` for each text; texts that are not there are left out.

    Yields
    ------
    Uncoded
        In the order of the texts.
    """
    for source in texts():
        path = directory / f"{source}.txt"
        if not path.is_file():
            continue
        try:
            text = _body(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # a fault of its own: see evidence.quote_faults
        spans = sorted(_quoted(source, text))
        starts = [start for start, _ in spans]
        # An earlier quote may be longer, so ends are kept as a running maximum.
        reach, ends = 0, []
        for _, end in spans:
            reach = max(reach, end)
            ends.append(reach)
        for match in _NUMBER.finditer(text):
            before = bisect_right(starts, match.start())
            if before and ends[before - 1] >= match.end():
                continue
            context = text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
            yield Uncoded(source, match.group(), context.strip())


def _body(text: str) -> str:
    """Return the folded body of a text, what counts nothing blanked out."""
    body, _ = body_and_list(text)
    abstract = _ABSTRACT.search(body)
    start = abstract.end() if abstract else 0
    return fold(_NO_COUNT.sub(" ", _HEADING.sub(" ", body[start:])))


def _quoted(source: str, body: str) -> Iterator[tuple[int, int]]:
    for some in claims().values():
        if some.source != source:
            continue
        # Blanked as the body is, or a quote with a year in it would never be found.
        quote = fold(_NO_COUNT.sub(" ", some.quote))
        for match in re.finditer(re.escape(quote), body):
            yield match.span()


def coverage() -> pd.DataFrame:
    """Count claims by text, kind and verdict.

    Returns
    -------
    pandas.DataFrame
        Columns ``source``, ``text``, ``kind``, ``status``, ``claims``; one row a combination
        that occurs, texts in their order, verdicts in that of
        :data:`microdrama.evidence.checks.STATUSES`.
    """
    import pandas as pd

    counts: dict[tuple[str, str, str], int] = {}
    for some in claims().values():
        key = some.source, some.kind, verdict(some.id).status
        counts[key] = counts.get(key, 0) + 1
    order, place = list(texts()), list(STATUSES)
    rows = sorted(counts, key=lambda key: (order.index(key[0]), key[1], place.index(key[2])))
    return pd.DataFrame(
        [
            {
                "source": source,
                "text": short(source),
                "kind": kind,
                "status": status,
                "claims": counts[source, kind, status],
            }
            for source, kind, status in rows
        ],
        columns=["source", "text", "kind", "status", "claims"],
    )


def coverage_lines() -> Iterator[str]:
    """Say the coverage in words, one line a text.

    Yields
    ------
    str
        For instance ``wang2026: 276 claims, 40 with a check; 3 of 5 statistic, …``.
    """
    frame = coverage().assign(checked=lambda f: f["claims"].where(f["status"] != "not checked", 0))
    for source, of_text in frame.groupby("source", sort=False):
        kinds = of_text.groupby("kind", sort=True)[["checked", "claims"]].sum()
        listed = ", ".join(
            f"{row.checked} of {row.claims} {row.Index}" for row in kinds.itertuples()
        )
        yield (
            f"{source}: {of_text['claims'].sum():,} claims, "
            f"{of_text['checked'].sum():,} with a check ({listed})"
        )


def checked_by(column: str) -> pd.DataFrame:
    """Count the checked claims of each group by verdict, for a chart.

    Parameters
    ----------
    column : str
        ``text`` or ``kind``.

    Returns
    -------
    pandas.DataFrame
        ``group``, ``label`` (with all and checked claims of the group), ``status``,
        ``claims``, ``place`` (of the status); groups with the most checks first.
    """
    frame = coverage()
    total = frame.groupby(column)["claims"].sum()
    checked = frame[frame["status"] != "not checked"]
    counts = checked.groupby([column, "status"], as_index=False)["claims"].sum()
    counts = counts.rename(columns={column: "group"})
    sums = counts.groupby("group")["claims"].transform("sum")
    return (
        counts.assign(
            label=[
                f"{group}: {done:,} of {total[group]:,} claims"
                for group, done in zip(counts["group"], sums, strict=True)
            ],
            place=counts["status"].map(list(STATUSES).index),
            checked=sums,
        )
        .sort_values(["checked", "group", "place"], ascending=[False, True, True])
        .drop(columns="checked")
        .reset_index(drop=True)
    )


def contradictions() -> list[tuple[Claim, Claim, str]]:
    """Return the pairs of claims that cannot both hold, or pull in opposite directions.

    Returns
    -------
    list of (Claim, Claim, str)
        Both claims and why, in the order of the table of links.
    """
    links = table("links")
    rows = links[links["relation"] == "contradicts"].to_dict("records")
    return [(claim(row["from"]), claim(row["to"]), row["note"]) for row in rows]


def needs() -> dict[str, dict[str, list[str]]]:
    """Return what each text would have had to print to be checked.

    Returns
    -------
    dict
        By text, then by what is needed: the claims that it would make checkable.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for some in claims().values():
        for need in verdict(some.id).needs:
            wanting = found.setdefault(some.source, {}).setdefault(need, [])
            if some.id not in wanting:
                wanting.append(some.id)
    return found


#: What a recommendation may rest on, the firmest first.
GROUNDS = (
    "a settled number or comparison",
    "a printed number, not settled",
    "claims without a number",
    "nothing printed",
)


def grounds() -> pd.DataFrame:
    """Trace every recommendation back to what it rests on in its own text.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``text``, ``statement``; ``beneath``: claims from which a chain of links
        leads to it; ``numbers``: those that print a number; ``settled``: those whose check
        came out reproduced or consistent; ``rests``: the best of these in words.
    """
    import networkx as nx
    import pandas as pd

    carrying = nx.DiGraph()
    carrying.add_nodes_from(claims())
    for link in table("links").to_dict("records"):
        one, other = claim(link["from"]), claim(link["to"])
        if link["relation"] in CARRYING and one.source == other.source:
            carrying.add_edge(one.id, other.id)
    rows = []
    for some in claims().values():
        if some.kind != "recommendation":
            continue
        beneath = nx.ancestors(carrying, some.id)
        settled = [i for i in beneath if verdict(i).status in ("reproduced", "consistent")]
        numbers = [i for i in beneath if claim(i).value]
        found = zip(GROUNDS, (settled, numbers, beneath, True), strict=True)
        rests = next(words for words, there in found if there)
        rows.append(
            {
                "claim": some.id,
                "text": short(some.source),
                "statement": some.statement,
                "beneath": len(beneath),
                "numbers": len(numbers),
                "settled": len(settled),
                "rests": rests,
            }
        )
    columns = ["claim", "text", "statement", "beneath", "numbers", "settled", "rests"]
    return pd.DataFrame(rows, columns=columns)


def refutable_means(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the share of printed means that arithmetic can refute; numbers or symbols.

    The formula of :func:`microdrama.evidence.possible.mean_power`.
    """
    step = where(settings.decimals == "1", 0.1, where(settings.decimals == "3", 0.001, 0.01))
    answers = settings.respondents * row.scale_items
    return {
        "refutable": where(answers * step < 1, 100 * (1 - answers * step), 0),
        "case": where(settings.respondents * step < 1, "some", "none"),
    }


def refuting(chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of printed means that arithmetic could refute.

    The default is wang2026's own case: its respondents, two decimals.
    """
    import pandas as pd

    sample = claim("wang2026-sample-n")
    return Explorer(
        name="refutable-means",
        title="Which printed means could arithmetic refute?",
        alt=(
            "Ten bars, one for each number of items in a scale, as long as the share of printed "
            "means that no data set can have. In the default all bars are empty."
        ),
        controls=(
            Slider(
                "respondents", "Respondents", "people", 5, 1000, 1, sample.interval.middle, ",.0f"
            ),
            Choice(
                "decimals",
                "Printed with",
                (("2", "two decimals"), ("1", "one decimal"), ("3", "three decimals")),
            ),
        ),
        base=pd.DataFrame({"scale_items": ITEMS}),
        derive=refutable_means,
        chart=chart,
        sentences={
            "none": "With {respondents:,.0f} respondents every printed mean is possible, even if "
            "the scale is a single item. The arithmetic can refute none.",
            "some": "With {respondents:,.0f} respondents and a single item {refutable:.1f}% of all "
            "printed means are impossible. A misprinted mean would be found about that often.",
        },
        columns={"scale_items": "Items in the scale", "refutable": "Means that can be refuted, %"},
        sources=[
            f"{short(sample.source)} for the number of respondents",
            "the test is that of Brown and Heathers (2017)",
        ],
        kinds=("reported", "recomputed", "assumed"),
    )
