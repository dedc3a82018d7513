"""The exhibits of the page on what can be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts import evidence as draw
from microdrama.charts.theme import VERDICT_COLOURS
from microdrama.evidence.checks import AGAINST, HELD, NO_CHECK, STATUSES
from microdrama.evidence.grim import ITEMS, refutable_means
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits import common
from microdrama.show.blocks import Glance, Pairs, Scorecard, Table, Wants
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    from microdrama.evidence.ledger import Claim


def findings(by_status: pd.Series, advice: pd.DataFrame, bare: pd.DataFrame) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    by_status : pandas.Series
        Claims with a check, by verdict.
    advice, bare : pandas.DataFrame
        The recommendations, and those of them that rest on no printed number.
    """
    count = {status: int(by_status.get(status, 0)) for status in STATUSES}
    held = sum(count[status] for status in HELD)
    against = sum(count[status] for status in AGAINST)
    confirmed = int((advice["settled"] > 0).sum())
    return Glance(
        [
            (
                f"Of {sum(count.values()) - count['interpretive']} claims to which a check of "
                f"numbers or dates is put, {count['not checkable']} cannot be settled, because "
                "the text does not print what the check needs.",
                "not checkable",
            ),
            (
                f"Of the others, {held} come through: {count['recomputed']} can be recomputed, "
                f"{count['traced']} traced to the publisher that is cited, and "
                f"{count['consistent']} could have failed and did not. Something speaks against "
                f"{against}, and {count['forecast']} were forecasts.",
                "",
            ),
            (
                f"Of {len(advice)} recommendations {len(bare)} rest on no printed number at all, "
                f"and {confirmed or 'none'} on one that anything outside its text confirms.",
                "",
            ),
        ]
    )


def by_text(counts: pd.DataFrame) -> Figure:
    """Return the claims of each text that have a check, by verdict.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.checked.checked_by` returns of ``text``.
    """
    unsettled = counts[counts["status"] == "not checkable"]
    most = unsettled.nlargest(1, "claims").iloc[0]
    return _verdicts(
        "by-text",
        counts,
        heading="Text",
        title=(
            f"In {len(unsettled)} of {len(texts())} texts something cannot be checked; most of it "
            f"stands in {most['group']}"
        ),
        alt=(
            "One stacked bar for each text, by verdict. The longest bar is that of Wang and "
            "Srijinda, and most of it is not checkable. Readings of interviews are the largest "
            "part of the bar of Zhang and Lin and a smaller one of that of Wang and Srijinda."
        ),
    )


def by_kind(counts: pd.DataFrame) -> Figure:
    """Return the claims of each kind that have a check, by verdict.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.evidence.checked.checked_by` returns of ``kind``.
    """
    of_kind = counts.drop_duplicates("group").set_index("group")
    statistics, results = of_kind.loc["statistic"], of_kind.loc["finding"]
    judged = counts[~counts["status"].isin(NO_CHECK)].groupby("group")["claims"].sum()
    return _verdicts(
        "by-kind",
        counts,
        heading="Kind",
        title=(
            f"A check of numbers or dates is put to {judged.get('statistic', 0)} of "
            f"{statistics['total']} statistics, and to {judged.get('finding', 0)} of "
            f"{results['total']} findings"
        ),
        alt=(
            "One stacked bar for each kind of claim, by verdict. Statistics have the longest bar, "
            "about a third of which is settled one way or the other. Most of the bar of findings "
            "is not checkable, and most of the rest are readings of interviews."
        ),
    )


def _verdicts(name: str, counts: pd.DataFrame, heading: str, title: str, alt: str) -> Figure:
    """Return claims with a check as stacked bars, one a group, its name and counts above it."""
    labels = [
        f"{row.group}: {row.checked:,} of {row.total:,} claims" for row in counts.itertuples()
    ]
    columns = {"group": heading, "status": "Verdict", "claims": "Claims"}
    return Figure(
        name,
        partial(
            draw.stacks,
            counts.assign(label=labels),
            colours=VERDICT_COLOURS,
            title="Claims with a check",
        ),
        title=title,
        alt=alt,
        table=counts[list(columns)].rename(columns=columns),
        sources=["the ledger"],
        kinds=("recomputed",),
    )


#: Respondents of a class survey: so few that arithmetic can refute some of the means.
OPENS_AT = 30


def refutable(sample: Claim) -> Explorer:
    """Return the shares of printed means that GRIM can refute, for any number of respondents.

    Parameters
    ----------
    sample : Claim
        The respondents of a text's own survey.
    """
    return Explorer(
        name="refutable-means",
        title="Which printed means could arithmetic refute?",
        alt=(
            "Ten bars, one for each number of items in a scale, as long as the share of printed "
            "means that no data set can have. With the few respondents at which it opens, three of "
            "them have some length; with the text's own number all are empty."
        ),
        tries="Add respondents, and see how soon arithmetic can refute nothing any more.",
        own_case={"respondents": sample.interval.middle},
        controls=(
            Slider("respondents", "Respondents", "people", 5, 1000, 1, OPENS_AT, ",.0f"),
            Choice(
                "decimals",
                "Printed with",
                (("2", "two decimals"), ("1", "one decimal"), ("3", "three decimals")),
            ),
        ),
        base=pd.DataFrame({"scale_items": ITEMS}),
        derive=refutable_means,
        chart=draw.refutable,
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


def regression(claims: Sequence[str]) -> Scorecard:
    """Return the verdicts on the coefficients and p-values of a printed regression."""
    return common.scorecard(claims, "Coefficients and p-values")


def reporting(asked: pd.DataFrame, reports: Mapping[str, pd.DataFrame]) -> Table:
    """Return what each text with interviews reports of what the standards ask.

    Parameters
    ----------
    asked : pandas.DataFrame
        What :func:`microdrama.evidence.reporting.criteria` returns.
    reports : mapping of str to pandas.DataFrame
        What :func:`microdrama.evidence.reporting.report_of` returns, by key of the text.
    """
    columns = {
        "What a reader needs to know": asked["asks"],
        "Items": "COREQ " + asked["coreq"] + "; SRQR " + asked["srqr"].str.replace("S", ""),
    }
    for source, report in reports.items():
        rows = report.set_index("criterion").to_dict("index")
        columns[short(source)] = asked["criterion"].map(
            {criterion: _reported(row) for criterion, row in rows.items()}
        )
    return Table(pd.DataFrame(columns), label="What the texts with interviews report", whole=True)


def _reported(row: Mapping[str, str]) -> str:
    """Return how far a text meets a criterion, with its words."""
    words = f" “{row['quote']}”" if row["quote"] else ""
    return f"{row['extent'].capitalize()}.{words} {row['note']}"


def contradictions(pairs: Sequence[tuple[Claim, Claim, str]]) -> Pairs:
    """Return pairs of claims that contradict each other, each in the words of its text."""
    return Pairs(pairs, _names())


def needs(wanted: Mapping[str, Mapping[str, Sequence[str]]]) -> Wants:
    """Return what each text would have to print, with the claims that it would make checkable."""
    return Wants(wanted, _names())


def _names() -> dict[str, str]:
    return {key: short(key) for key in texts()}


def grounds(advice: pd.DataFrame) -> Figure:
    """Return what the recommendations of each text rest on.

    Parameters
    ----------
    advice : pandas.DataFrame
        What :func:`microdrama.evidence.grounds.recommendation_grounds` returns.
    """
    firmest_first = list(draw.GROUND_COLOURS)
    counts = (
        advice.assign(place=advice["rests"].map(firmest_first.index))
        .groupby(["text", "place", "rests"], as_index=False)
        .size()
        .rename(columns={"rests": "status", "size": "claims"})
    )
    columns = {
        "text": "Text",
        "statement": "Recommendation",
        "beneath": "Claims beneath",
        "numbers": "With a number",
        "settled": "Confirmed",
        "rests": "Rests on",
    }
    return Figure(
        "grounds",
        partial(
            draw.stacks,
            counts.assign(label=counts["text"]),
            colours=draw.GROUND_COLOURS,
            title="Recommendations",
        ),
        title="Most recommendations rest on claims without a number",
        alt=(
            "One stacked bar for each text that recommends something. In the two long bars, of "
            "Meng and of Wang and Srijinda, most recommendations rest on claims without a number; "
            "a few rest on a printed number, and a few on nothing printed."
        ),
        table=advice[list(columns)].rename(columns=columns),
        sources=["the ledger; the links are our reading"],
        kinds=("recomputed",),
    )


def scorecard() -> Scorecard:
    """Return every verdict of the book."""
    return common.scorecard(label="All verdicts")
