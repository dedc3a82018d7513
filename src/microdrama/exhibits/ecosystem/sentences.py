"""The analysis in plain words: a sentence beside every table and every model.

Each sentence takes a way to say a number, so that the chapter puts a mark on numbers where the
terminal shows digits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.compatible import SIGNIFICANT
from microdrama.evidence.kinds import Kind
from microdrama.evidence.regression_bounds import least_partial
from microdrama.exhibits.ecosystem import tables
from microdrama.exhibits.ecosystem.names import lower, title, way
from microdrama.intake.text import listed
from microdrama.show.numbers import Number

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression

#: From a number and its format specification to what a reader sees.
Say = Callable[[float, str], str]


def marked(kind: Kind, note: str = "") -> Say:
    """Return a way to say numbers with the mark of their kind, for a page."""

    def say(value: float, spec: str) -> str:
        return Number(value, spec, kind=kind, note=note)._repr_html_()

    return say


def p_value(p: float, say: Say = format) -> str:
    """Say a p-value within a sentence."""
    if p != p:
        return "no p-value"
    return f"p < {say(0.001, '.3f')}" if p < 0.001 else f"p = {say(p, '.3f')}"


def agreed(statistics: pd.DataFrame, whose: str, reconstructed: bool) -> tuple[str, str]:
    """Say how far a survey agrees with the text, and which verdict follows.

    Parameters
    ----------
    statistics : pandas.DataFrame
        As from :func:`microdrama.ecosystem.agreement`.
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
    count = f"{statistics['agrees'].sum()} of {len(statistics)} things the text says of its own"
    if reconstructed:
        return (
            f"A survey can be made that agrees with {count}. That such a survey exists is all "
            "that this shows."
        ), "consistent" if statistics["agrees"].all() else "inconsistent"
    return (
        f"{whose} agrees with {count}. Other people were asked, so this is no verdict on the text."
    ), ""


def spread(bars: pd.DataFrame) -> tuple[str, str]:
    """Say which construct scores highest, and describe the chart of all.

    Parameters
    ----------
    bars : pandas.DataFrame
        As from :func:`microdrama.ecosystem.score_histograms`.

    Returns
    -------
    str, str
        The finding, and the alternative text.
    """
    means = bars[bars["first"]].set_index("construct")["mean"].dropna()
    rows = "One row for each construct. Darker bars hold more respondents, a mark shows the mean."
    if means.empty:
        return "Nobody has a score", f"{rows} There is no mean, because nobody answered."
    low, high = (f"{end:.2f}" for end in (means.min(), means.max()))
    top, last = means.idxmax(), means.idxmin()
    if len(means) == 1:
        only = f"Only {lower(top)} was answered; its mean is {high}"
        return only, f"{rows} {only}."
    if low == high:
        same = f"The mean of every construct that was answered is {high}"
        return same, f"{rows} {same}."
    best = [name for name in means.index if f"{means[name]:.2f}" == high]
    runs = (
        f"{rows} Means run from {low}, that of {lower(last)}, to {high}, that of "
        f"{listed([lower(name) for name in best])}."
    )
    if best[1:]:
        together = listed([title(best[0]), *map(lower, best[1:])])
        return f"{together} share the highest mean", runs
    _, most = instrument.scale()
    at_top = bars[(bars["construct"] == top) & (bars["high"] > most)]["share"].sum() / 100
    return (
        f"{title(top)} has the highest mean; {at_top:.0%} of its scores stand at the very top of "
        "the scale"
    ), runs


def reliable(described: pd.DataFrame, say: Say = format) -> str:
    """Say how closely the items of the constructs go together.

    Parameters
    ----------
    described : pandas.DataFrame
        As from :func:`microdrama.ecosystem.describe`.
    """
    ranges = []
    for name in ("alpha", "omega"):
        values = described[name].dropna()
        if not values.empty:
            low, high = say(values.min(), ".2f"), say(values.max(), ".2f")
            ranges.append(f"{name} runs from {low} to {high}")
    if not ranges:
        return "Neither can be computed from these answers."
    return f"Here {' and '.join(ranges)}."


def correlated(rows: pd.DataFrame, n: int, say: Say = format) -> str:
    """Say which constructs go together most, and from where on that is more than chance.

    Parameters
    ----------
    rows : pandas.DataFrame
        As from :func:`microdrama.exhibits.ecosystem.tables.correlations`.
    n : int
        Respondents who have every score that anybody has.
    """
    names = rows["Construct"].str.partition(" ")[2].str.lower()
    long = rows.assign(names=names).melt(["Construct", "names"], value_name="r").dropna()
    if long.empty:
        return "No two constructs were answered by people whose answers differ."
    most = long.loc[long["r"].abs().idxmax()]
    strongest = f"{names[int(most['variable']) - 1]} and {most['names']}"
    closest = (
        f"{strongest[0].upper()}{strongest[1:]} go together most closely ({say(most['r'], '.2f')})."
    )
    if n < 3:
        return closest
    least = least_partial(SIGNIFICANT, n, 1)
    return (
        f"{closest} With {n:,} respondents a correlation must be {least:.2f} or more away from "
        "zero to be told from chance."
    )


def effects(fit: Regression, say: Say = format) -> str:
    """Say what a regression explains, and which effects can be told from none."""
    explained = f"{say(fit.r2, '.0%')} of the differences in {lower(fit.outcome)}"
    signs = {
        lower(name): "" if term.p >= SIGNIFICANT else "more" if term.beta > 0 else "less"
        for name, term in fit.terms.items()
    }
    if len(signs) == 1:
        [(name, sign)] = signs.items()
        goes = f"it goes with {sign} of it" if sign else "its effect cannot be told from none"
        return f"{name[0].upper()}{name[1:]} explains {explained}; {goes}."
    parts = []
    for sign in ("more", "less"):
        if names := [name for name in signs if signs[name] == sign]:
            parts.append(f"{listed(names)} {'goes' if len(names) == 1 else 'go'} with {sign} of it")
    if names := [name for name in signs if not signs[name]]:
        parts.append(f"no effect of {listed(names)} can be told from none")
    return f"Together these explain {explained}. Others held equal, {listed(parts)}."


def checks(fit: Regression, say: Say = format) -> str:
    """Say what the two checks of a regression's errors found."""
    scatter = f"(Breusch–Pagan, {p_value(fit.breusch_pagan_p, say)})"
    bell = f"(Jarque–Bera, {p_value(fit.jarque_bera_p, say)})"
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
    levels = [say(end, ".2f") for end in ends]
    first = f"Up to the Johnson–Neyman level of {levels[0]} points the slope {states[0]}"
    middle = f", up to that of {levels[1]} it {states[1]}" if len(ends) > 1 else ""
    return f"{first}{middle}; from there on it {states[-1]}."


def moderated(found: Moderation, say: Say = format) -> str:
    """Say how the slope depends on the moderator, and where it differs from zero."""
    grows = "grows" if found.interaction > 0 else "shrinks"
    sure = found.interaction_p < SIGNIFICANT
    size = say(abs(found.interaction), ".2f")
    return (
        f"The slope {grows} by {size} for each point of "
        f"{lower(found.moderator)}"
        + (f" ({p_value(found.interaction_p, say)}). " if sure else ", which may be chance. ")
        + region(found, say)
    )


def as_described(found: Moderation) -> str:
    """Say whether the slope depends on the moderator in the way that the text describes."""
    if found.interaction > 0 and found.interaction_p < SIGNIFICANT:
        return "This is the shape that the text describes."
    return "The text describes a slope that grows."


def mediated(found: Mediation, say: Say = format) -> str:
    """Say whether an effect goes by way of the mediator, and what can be told of the rest."""
    apart = found.ci_low > 0 or found.ci_high < 0
    low, high = say(found.ci_low, ".3f"), say(found.ci_high, ".3f")
    effect = (
        f"By way of {way(found.mediator)}: {say(found.indirect, '.3f')}, between {low} and {high} "
        f"in {found.draws:,} draws; " + ("that is not zero." if apart else "that may be zero.")
    )
    if not apart or found.direct_p != found.direct_p:
        return effect
    p = p_value(found.direct_p, say)
    if found.direct_p >= SIGNIFICANT:
        return f"{effect} What goes directly cannot be told from zero ({p})."
    if found.direct * found.indirect < 0:
        other = f"What goes directly has the other sign ({p})"
        return f"{effect} {other}: the two ways work against each other."
    return f"{effect} What goes directly is not zero either ({p})."


#: What is said beside a mediation in answers that were made to agree with the text.
INVENTED_PATHS = (
    "These answers are invented. The text reports none of these paths, so their sizes say nothing "
    "about what it found; what holds for all surveys that agree with it stands further below."
)


def fitted(found: Paths, say: Say = format) -> str:
    """Say which paths differ from zero, and whether those left out are missed."""
    rows = tables.path_table(found)
    open_ = rows[found.paths["p"] >= SIGNIFICANT]
    doubtful = [f"{row.Cause.lower()} to {row.Outcome.lower()}" for row in open_.itertuples()]
    summary = f"{len(rows) - len(open_)} of {len(rows)} paths differ from zero"
    if doubtful:
        summary += f"; {listed(doubtful) if len(doubtful) < 4 else 'the others'} may be zero"
    fit = found.fit
    test = (
        f"chi-square {say(fit['chi2'], '.1f')} with {fit['dof']:.0f} degrees of freedom, "
        f"{p_value(fit['p'], say)}"
    )
    summary += (
        f". The paths that were left out are missed ({test})."
        if fit["p"] < SIGNIFICANT
        else f". Nothing speaks against leaving other paths out ({test})."
    )
    measures = ", ".join(f"{name.upper()} {say(fit[name], '.3f')}" for name in _MEASURES)
    return f"{summary} {measures}."


_MEASURES = ("cfi", "tli", "rmsea")


def one_component(share: float, say: Say = format) -> str:
    """Say how much a single component explains, and whether that is a warning."""
    explains = f"One component explains {say(share, '.0%')} of all answers"
    if share > 0.5:
        return (
            f"{explains}, more than half: how the questions were asked may explain the answers as "
            "well as what was asked."
        )
    return f"{explains}, less than half."
