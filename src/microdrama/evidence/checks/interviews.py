"""A claim from interviews beside what the standards of its kind ask a report to hold."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.wording import joined
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.reporting import report_of


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say how much of what a reader of an interview study needs the text reports.

    The other is the text.
    """
    if len(others) != 1:
        raise ValueError("it needs one input, the text with the interviews")
    report = report_of(others[0].id)
    if report.empty:
        raise ValueError(f"reporting.csv has no row of {others[0].id}")
    by_extent = {
        extent: list(report.loc[report["extent"] == extent, "short"])
        for extent in ("in full", "in part", "not at all")
    }
    counts = [f"{len(by_extent[extent])} {extent}" for extent in ("in full", "in part")]
    sentence = (
        f"It is a reading of interviews. Of {len(report)} things that the standards of such "
        f"studies ask for, the text reports {' and '.join(counts)}"
    )
    missing = by_extent["not at all"]
    sentence += f", and nothing on {joined(missing)}." if missing else "."
    return Finding("interpretive", f"{sentence} {note}".strip())
