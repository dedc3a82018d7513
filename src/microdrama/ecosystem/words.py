"""A report in plain words and tables, for a terminal and for a text file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument, views
from microdrama.numbers import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.report import Report

#: What a failed model was meant to answer.
QUESTIONS = {
    "industry": "What goes with industry performance",
    "economy": "What goes with economic performance",
    "innovation": "What goes with innovation performance",
    "technology-algorithm": "Does technology pay more where adaptability is high",
    "policy-culture": "Does policy reach culture by way of symbols",
    "paths": "All paths at once",
    "one-factor": "How much one component explains of all answers",
}


def as_text(report: Report) -> str:
    """Return a report as text, each model with a sentence beside it."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.name}: {report.n:,} {'respondent' if report.n == 1 else 'respondents'}"
    for warning in report.warnings:
        yield f"  Careful: {warning}"
    yield from _titled("Constructs (means on the answer scale)", views.constructs(report))
    names = views.titles()
    for outcome, fit in report.regressions.items():
        yield from _titled(
            f"What goes with {names[outcome].lower()} ({fit.n:,} respondents)",
            views.regression(fit),
        )
        yield f"  Together these explain {fit.r2:.0%} of the differences."
        yield from map(_effect, _terms(fit.terms, names))
    yield from _moderated(report)
    yield from _mediated(report)
    if report.paths is not None:
        yield from _titled("All paths at once", views.path_table(report.paths))
        fit = report.paths.fit
        yield (
            f"  Chi-square {fit['chi2']:.1f} with {fit['dof']:.0f} degrees of freedom; "
            f"CFI {fit['cfi']:.3f}, TLI {fit['tli']:.3f}, RMSEA {fit['rmsea']:.3f}."
        )
    if report.one_factor is not None:
        yield ""
        yield f"One component explains {report.one_factor:.0%} of all answers."
    for name, reason in report.failed.items():
        yield ""
        yield f"{QUESTIONS[name]}: cannot be computed, because {reason}"


def _terms(terms: dict, names: dict[str, str]) -> Iterator[tuple[str, float, float]]:
    for name, term in terms.items():
        yield names[name], term.beta, term.p


def _effect(term: tuple[str, float, float]) -> str:
    name, beta, p = term
    if p >= 1 - CONFIDENCE:
        return f"  {name}: no effect can be told from none ({_p(p)})."
    way = "goes with more" if beta > 0 else "goes with less"
    return f"  {name} {way}, others held equal (beta {beta:.2f}, {_p(p)})."


def _p(p: float) -> str:
    said = views.p_words(p)
    return f"p {said}" if said.startswith("<") else f"p = {said}"


def _moderated(report: Report) -> Iterator[str]:
    found = report.moderation
    if found is None:
        return
    names = views.titles()
    yield from _titled(
        f"{names[found.focal]} at three levels of {names[found.moderator].lower()}",
        views.simple_slopes(found),
    )
    grows = "grows" if found.interaction > 0 else "shrinks"
    sure = found.interaction_p < 1 - CONFIDENCE
    yield (
        f"  The slope {grows} by {abs(found.interaction):.2f} for each point of "
        f"{names[found.moderator].lower()}"
        + (f" ({_p(found.interaction_p)})." if sure else ", which may be chance.")
    )
    low, high = instrument.scale()
    ends = [end for end in (found.jn_low, found.jn_high) if end is not None and low <= end <= high]
    if ends:
        levels = " and ".join(f"{end:.2f}" for end in ends)
        yield f"  It starts or stops to differ from zero at {levels} points."
    else:
        yield "  There is no level at which it starts or stops to differ from zero."


def _mediated(report: Report) -> Iterator[str]:
    found = report.mediation
    if found is None:
        return
    yield from _titled("Policy, symbols, culture", views.mediation(found))
    apart = found.ci_low > 0 or found.ci_high < 0
    yield (
        f"  By way of symbols: {found.indirect:.3f}, between {found.ci_low:.3f} and "
        f"{found.ci_high:.3f} in {found.draws:,} draws"
        + ("; that is not zero." if apart else "; that may be zero.")
    )


def _titled(title: str, frame: pd.DataFrame) -> Iterator[str]:
    yield ""
    yield title
    table = frame.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.3f}")
    for line in table.splitlines():
        yield f"  {line}"
