"""The analysis of a survey as text for a terminal, with a sentence beside each model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem.compatible import SIGNIFICANT
from microdrama.exhibits.ecosystem import questions, sentences, tables
from microdrama.exhibits.ecosystem.names import lower, title

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.analysis import Analysis
    from microdrama.ecosystem.models import Term


def as_text(analysis: Analysis) -> str:
    """Return an analysis as text, each model with a sentence beside it."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    yield f"{analysis.name}: {analysis.n:,} {'respondent' if analysis.n == 1 else 'respondents'}"
    for warning in analysis.warnings:
        yield f"  Careful: {warning}"
    yield from _titled(
        "Constructs (means on the answer scale)", tables.constructs(analysis.constructs)
    )
    for outcome, fit in analysis.regressions.items():
        yield from _titled(
            f"What goes with {lower(outcome)} ({fit.n:,} respondents)",
            tables.regression(fit),
        )
        yield f"  Together these explain {fit.r2:.0%} of the differences."
        yield from (_effect(title(name), term) for name, term in fit.terms.items())
        yield f"  {sentences.checks(fit)}"
    if analysis.moderation is not None:
        found = analysis.moderation
        yield from _titled(
            f"{title(found.focal)} and {lower(found.moderator)} ({found.n:,} respondents)",
            tables.moderation(found),
        )
        yield from _titled(
            f"{title(found.focal)} at three levels of {lower(found.moderator)}",
            tables.simple_slopes(found),
        )
        yield f"  {sentences.moderated(found)}"
    if analysis.mediation is not None:
        yield from _titled("Policy, symbols, culture", tables.mediation(analysis.mediation))
        yield f"  {sentences.mediated(analysis.mediation)}"
    if analysis.paths is not None:
        yield from _titled("All paths at once", tables.path_table(analysis.paths))
        yield f"  {sentences.fitted(analysis.paths)}"
    if analysis.one_factor is not None:
        yield ""
        yield sentences.one_component(analysis.one_factor)
    asked = questions.questions()
    for name, reason in analysis.failed.items():
        yield ""
        yield f"{asked[name]}: cannot be computed, because {reason}"


def _effect(name: str, term: Term) -> str:
    if term.p >= SIGNIFICANT:
        return f"  {name}: no effect can be told from none ({sentences.p_value(term.p)})."
    way = "goes with more" if term.beta > 0 else "goes with less"
    return f"  {name} {way}, others held equal (beta {term.beta:.2f}, {sentences.p_value(term.p)})."


def _titled(title: str, frame: pd.DataFrame) -> Iterator[str]:
    yield ""
    yield title
    table = frame.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.3f}")
    for line in table.splitlines():
        yield f"  {line}"
