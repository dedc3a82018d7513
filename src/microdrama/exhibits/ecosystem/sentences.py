"""The analysis in plain words: a sentence beside every model, and a report for a terminal.

Each sentence takes a way to say a number, so that the chapter puts a mark on numbers where the
terminal shows digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument, views
from microdrama.ecosystem.compatible import SIGNIFICANT
from microdrama.evidence.kinds import Kind
from microdrama.evidence.possible import least_partial
from microdrama.intake.text import listed
from microdrama.show.numbers import Number

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.analysis import Analysis
    from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression, Term

#: From a number and its format specification to what a reader sees.
Say = Callable[[float, str], str]

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


def marked(kind: Kind, note: str = "") -> Say:
    """Return a way to say numbers with the mark of their kind, for a page."""

    def say(value: float, spec: str) -> str:
        return Number(value, spec, kind=kind, note=note)._repr_html_()

    return say


def _p(p: float, say: Say = format) -> str:
    if p != p:
        return "no p-value"
    return f"p < {say(0.001, '.3f')}" if p < 0.001 else f"p = {say(p, '.3f')}"


# ---- beside the tables of the chapter --------------------------------------------------------


def agreed(held: pd.DataFrame, whose: str, reconstructed: bool) -> tuple[str, str]:
    """Say how far a survey agrees with the text, and which verdict follows.

    Parameters
    ----------
    held : pandas.DataFrame
        As from :func:`microdrama.ecosystem.reconstruction.agreement`.
    whose : str
        Whose survey it is.
    reconstructed : bool
        Whether it was made to agree.

    Returns
    -------
    str, str
        A sentence and a status; no status for answers of other people, which say nothing about
        the text.
    """
    count = f"{held['agrees'].sum()} of {len(held)} things the text says of its own"
    if reconstructed:
        return (
            f"A survey can be made that agrees with {count}. That such a survey exists is all "
            "that this shows."
        ), "consistent" if held["agrees"].all() else "inconsistent"
    return (
        f"{whose} agrees with {count}. Other people were asked, so this is no verdict on the text."
    ), ""


def spread(report: Analysis, bars: pd.DataFrame) -> tuple[str, str]:
    """Say which construct scores highest, and describe the chart of all.

    Parameters
    ----------
    report : Analysis
    bars : pandas.DataFrame
        As from :func:`microdrama.ecosystem.views.distributions`.

    Returns
    -------
    str, str
        The finding, and the alternative text.
    """
    means, names = report.constructs["mean"].dropna(), views.titles()
    rows = "One row for each construct. Darker bars hold more respondents, a mark shows the mean."
    if means.empty:
        return "Nobody has a score", f"{rows} There is no mean, because nobody answered."
    low, high = (f"{end:.2f}" for end in (means.min(), means.max()))
    top, last = means.idxmax(), means.idxmin()
    if len(means) == 1:
        only = f"Only {names[top].lower()} was answered; its mean is {high}"
        return only, f"{rows} {only}."
    if low == high:
        same = f"The mean of every construct that was answered is {high}"
        return same, f"{rows} {same}."
    best = [names[name] for name in means.index if f"{means[name]:.2f}" == high]
    runs = (
        f"{rows} Means run from {low}, that of {names[last].lower()}, to {high}, that of "
        f"{listed([name.lower() for name in best])}."
    )
    if best[1:]:
        return f"{listed([best[0], *map(str.lower, best[1:])])} share the highest mean", runs
    _, most = instrument.scale()
    own = bars[bars["construct"] == names[top]]
    share = own.loc[own["high"] > most, "share"].sum() / 100
    return (
        f"{names[top]} has the highest mean; {share:.0%} of its scores stand at the very top of "
        "the scale"
    ), runs


def reliable(report: Analysis, say: Say = format) -> str:
    """Say how closely the items of the constructs go together."""
    said = []
    for name in ("alpha", "omega"):
        found = report.constructs[name].dropna()
        if not found.empty:
            low, high = say(found.min(), ".2f"), say(found.max(), ".2f")
            said.append(f"{name} runs from {low} to {high}")
    if not said:
        return "Neither can be computed from these answers."
    return f"Here {' and '.join(said)}."


def correlated(rows: pd.DataFrame, n: int, say: Say = format) -> str:
    """Say which constructs go together most, and from where on that is more than chance.

    Parameters
    ----------
    rows : pandas.DataFrame
        As from :func:`microdrama.ecosystem.views.correlations`.
    n : int
        Respondents who have every score that anybody has.
    """
    names = rows["Construct"].str.partition(" ")[2].str.lower()
    long = rows.assign(names=names).melt(["Construct", "names"], value_name="r").dropna()
    if long.empty:
        return "No two constructs were answered by people whose answers differ."
    most = long.loc[long["r"].abs().idxmax()]
    strongest = f"{names[int(most['variable']) - 1]} and {most['names']}"
    said = (
        f"{strongest[0].upper()}{strongest[1:]} go together most closely ({say(most['r'], '.2f')})."
    )
    if n < 3:
        return said
    least = least_partial(SIGNIFICANT, n, 1)
    return (
        f"{said} With {n:,} respondents a correlation must be {least:.2f} or more away from zero "
        "to be told from chance."
    )


def effects(fit: Regression, say: Say = format) -> str:
    """Say what a regression explains, and which effects can be told from none."""
    names = views.titles()
    explained = f"{say(fit.r2, '.0%')} of the differences in {names[fit.outcome].lower()}"
    ways = {
        names[name].lower(): "" if term.p >= SIGNIFICANT else "more" if term.beta > 0 else "less"
        for name, term in fit.terms.items()
    }
    if len(ways) == 1:
        [(name, way)] = ways.items()
        said = f"it goes with {way} of it" if way else "its effect cannot be told from none"
        return f"{name[0].upper()}{name[1:]} explains {explained}; {said}."
    said = []
    for way in ("more", "less"):
        if found := [name for name in ways if ways[name] == way]:
            said.append(f"{listed(found)} {'goes' if len(found) == 1 else 'go'} with {way} of it")
    if found := [name for name in ways if not ways[name]]:
        said.append(f"no effect of {listed(found)} can be told from none")
    return f"Together these explain {explained}. Others held equal, {listed(said)}."


def checks(fit: Regression, say: Say = format) -> str:
    """Say what the two checks of a regression's errors found."""
    scatter = f"(Breusch–Pagan, {_p(fit.breusch_pagan_p, say)})"
    bell = f"(Jarque–Bera, {_p(fit.jarque_bera_p, say)})"
    even, curved = not fit.breusch_pagan_p < SIGNIFICANT, not fit.jarque_bera_p < SIGNIFICANT
    if even and curved:
        return (
            f"Nothing speaks against errors that scatter evenly {scatter} and follow the bell "
            f"curve {bell}."
        )
    first = (
        f"Nothing speaks against errors that scatter evenly {scatter}"
        if even
        else f"Errors scatter unevenly {scatter}, so the robust ones are to be read"
    )
    second = (
        f"nothing speaks against a bell curve of errors {bell}"
        if curved
        else f"errors do not follow the bell curve {bell}, which matters more the fewer the "
        "respondents"
    )
    return f"{first}; {second}."


def region(found: Moderation, say: Say = format) -> str:
    """Say at which levels of the moderator the slope differs from zero (Johnson-Neyman)."""
    low, high = instrument.scale()
    ends = [end for end in (found.jn_low, found.jn_high) if end is not None and low < end < high]
    states = []
    for start, end in zip([low, *ends], [*ends, high], strict=True):
        slope, error = found.slope_at((start + end) / 2)
        apart = abs(slope) > found.critical * error
        way = "is above zero" if slope > 0 else "is below zero"
        states.append(way if apart else "may be zero")
    if not ends:
        return (
            f"On the whole scale the slope {states[0]}; it has no Johnson–Neyman level between "
            f"{low} and {high}."
        )
    said = [say(end, ".2f") for end in ends]
    first = f"Up to the Johnson–Neyman level of {said[0]} points the slope {states[0]}"
    middle = f", up to that of {said[1]} it {states[1]}" if len(ends) > 1 else ""
    return f"{first}{middle}; from there on it {states[-1]}."


def moderated(found: Moderation, say: Say = format) -> str:
    """Say how the slope depends on the moderator, and where it differs from zero."""
    grows = "grows" if found.interaction > 0 else "shrinks"
    sure = found.interaction_p < SIGNIFICANT
    size = say(abs(found.interaction), ".2f")
    return (
        f"The slope {grows} by {size} for each point of "
        f"{views.titles()[found.moderator].lower()}"
        + (f" ({_p(found.interaction_p, say)}). " if sure else ", which may be chance. ")
        + region(found, say)
    )


def as_described(found: Moderation) -> str:
    """Say whether the slope depends on the moderator in the way that the text describes."""
    if found.interaction > 0 and found.interaction_p < SIGNIFICANT:
        return "This is the shape that the text describes."
    return "The text describes a slope that grows."


def mediated(found: Mediation, say: Say = format) -> str:
    """Say whether an effect goes by way of the mediator, and whether all of it does."""
    apart = found.ci_low > 0 or found.ci_high < 0
    said = (
        f"By way of symbols: {say(found.indirect, '.3f')}, between {say(found.ci_low, '.3f')} and "
        f"{say(found.ci_high, '.3f')} in {found.draws:,} draws; "
        + ("that is not zero." if apart else "that may be zero.")
    )
    if not apart or found.direct_p != found.direct_p:
        return said
    p = _p(found.direct_p, say)
    if found.direct_p >= SIGNIFICANT:
        return f"{said} What goes directly may be zero ({p}), so the mediation looks full."
    if found.direct * found.indirect < 0:
        other = f"What goes directly has the other sign ({p})"
        return f"{said} {other}: the two ways work against each other."
    return f"{said} What goes directly is not zero either ({p}), so the mediation is partial."


def fitted(found: Paths, say: Say = format) -> str:
    """Say which paths differ from zero, and whether those left out are missed."""
    rows = views.path_table(found)
    open_ = rows[found.paths["p"] >= SIGNIFICANT]
    doubtful = [f"{row.Cause.lower()} to {row.Outcome.lower()}" for row in open_.itertuples()]
    said = f"{len(rows) - len(open_)} of {len(rows)} paths differ from zero"
    if doubtful:
        said += f"; {listed(doubtful) if len(doubtful) < 4 else 'the others'} may be zero"
    fit = found.fit
    test = (
        f"chi-square {say(fit['chi2'], '.1f')} with {fit['dof']:.0f} degrees of freedom, "
        f"{_p(fit['p'], say)}"
    )
    said += (
        f". The paths that were left out are missed ({test})."
        if fit["p"] < SIGNIFICANT
        else f". Nothing speaks against leaving other paths out ({test})."
    )
    measures = ", ".join(f"{name.upper()} {say(fit[name], '.3f')}" for name in _MEASURES)
    return f"{said} {measures}."


_MEASURES = ("cfi", "tli", "rmsea")


def one_component(share: float, say: Say = format) -> str:
    """Say how much a single component explains, and whether that is a warning."""
    said = f"One component explains {say(share, '.0%')} of all answers"
    if share > 0.5:
        return (
            f"{said}, more than half: how the questions were asked may explain the answers as "
            "well as what was asked."
        )
    return f"{said}, less than half."


# ---- the whole report ------------------------------------------------------------------------


def as_text(report: Analysis) -> str:
    """Return a report as text, each model with a sentence beside it."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Analysis) -> Iterator[str]:
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
        yield from (_effect(names[name], term) for name, term in fit.terms.items())
        yield f"  {checks(fit)}"
    if report.moderation is not None:
        found = report.moderation
        yield from _titled(
            f"{names[found.focal]} and {names[found.moderator].lower()} ({found.n:,} respondents)",
            views.moderation(found),
        )
        yield from _titled(
            f"{names[found.focal]} at three levels of {names[found.moderator].lower()}",
            views.simple_slopes(found),
        )
        yield f"  {moderated(found)}"
    if report.mediation is not None:
        yield from _titled("Policy, symbols, culture", views.mediation(report.mediation))
        yield f"  {mediated(report.mediation)}"
    if report.paths is not None:
        yield from _titled("All paths at once", views.path_table(report.paths))
        yield f"  {fitted(report.paths)}"
    if report.one_factor is not None:
        yield ""
        yield one_component(report.one_factor)
    for name, reason in report.failed.items():
        yield ""
        yield f"{QUESTIONS[name]}: cannot be computed, because {reason}"


def _effect(name: str, term: Term) -> str:
    if term.p >= SIGNIFICANT:
        return f"  {name}: no effect can be told from none ({_p(term.p)})."
    way = "goes with more" if term.beta > 0 else "goes with less"
    return f"  {name} {way}, others held equal (beta {term.beta:.2f}, {_p(term.p)})."


def _titled(title: str, frame: pd.DataFrame) -> Iterator[str]:
    yield ""
    yield title
    table = frame.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.3f}")
    for line in table.splitlines():
        yield f"  {line}"
