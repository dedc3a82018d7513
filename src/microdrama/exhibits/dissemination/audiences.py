"""The exhibits of the page on audiences: shares, their overlap, theories, taking part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination import audiences as draw
from microdrama.dissemination import audiences, frechet, theories
from microdrama.dissemination.filming import still_open
from microdrama.evidence.intervals import Interval, value_of
from microdrama.evidence.ledger import claim
from microdrama.evidence.quantities import figures, quantity
from microdrama.exhibits import common
from microdrama.package import table
from microdrama.show.blocks import Folded, Links, Nested, Prose, Table
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: Small counts, as a sentence has them.
_COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

#: Columns of shares, as a reader would name them.
_SHARES = {"asks": "Share", "shown": "As printed", "whole": "Of what", "who": "Printed by"}

_BAND = (
    "The pale band holds all that a printed number can stand for: “more than” runs to the end, "
    "“about” as far as the rounding."
)


def printed(frame: pd.DataFrame) -> Figure:
    """Return the five shares that the text prints, each with what it is a share of.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of :func:`microdrama.dissemination.audiences.shares` that belong to the text.
    """
    wholes = frame["whole"].nunique()
    return _rails(
        "printed-shares",
        frame,
        title=f"{_COUNTS[len(frame)].capitalize()} printed shares are taken of {_COUNTS[wholes]} "
        "wholes, so that only the two genres can be set side by side",
        alt="Five rails from 0 to 100 per cent with one mark each: romance at 40, suspense at 30, "
        "viewers who would pay for quality at 60, core users aged 18 to 35 at 60, women at 55. "
        "Pale bands reach to 100 where the text prints “more than”. Above each rail stands what "
        "it is a share of.",
    )


def paying(frame: pd.DataFrame) -> Figure:
    """Return who would pay, has paid, pays, and how, by source.

    Parameters
    ----------
    frame : pandas.DataFrame
        Shares of the group ``paying``.
    """
    paid = frame[(frame["asks"] == "have ever paid") & (frame["source"] == "")]
    least, most = (paid.loc[paid["value"].agg(end), "shown"] for end in ("idxmin", "idxmax"))
    return _rails(
        "paying",
        frame,
        title=f"“Have ever paid” runs from {_said(least)} to {_said(most)}, depending on who was "
        "asked; “would pay” is printed by the text alone",
        alt="Nine rails, one a printed share. The text's viewers who would pay stand at 60. Below, "
        "those who have ever paid stand at nearly 60, at 32 and above 30; payers at 41 and 49; "
        "paying by watching advertisements at 53, at most 50 yuan at 40, membership at 34.",
    )


def women(frame: pd.DataFrame) -> Figure:
    """Return the share of women by source and by what it is a share of.

    Parameters
    ----------
    frame : pandas.DataFrame
        Shares of the group ``women``.
    """
    users = frame[frame["whole"].str.startswith("users in")]
    payers = frame[frame["whole"].str.startswith("payers")]["value"].max()
    return _rails(
        "women",
        frame,
        title=f"Women are {users['value'].min():.0f} to {users['value'].max():.0f} per cent of "
        f"users at home, whoever counts, and {payers:.0f} per cent of payers in three genres",
        alt="Five rails with the share of women: about 55 per cent in the text, 56 and 52 among "
        "users in two profiles, 68 among payers in three genres, 60 among users of apps abroad.",
    )


def _said(shown: str) -> str:
    """Say a printed number with its comparator in words, such as *over 30 per cent*."""
    words = {">": "over ", "≥": "at least ", "≈": "about ", "<": "under ", "≤": "at most "}
    for sign, word in words.items():
        shown = shown.replace(f"{sign}\N{NO-BREAK SPACE}", word)
    return shown.replace("%", " per cent")


def _rails(name: str, frame: pd.DataFrame, title: str, alt: str) -> Figure:
    drawn = frame.assign(
        heading=frame["asks"] + ": " + frame["shown"],
        below="of " + frame["whole"] + " (" + _who(frame) + ")",
    )
    return Figure(
        name,
        partial(draw.rails, drawn),
        title=title,
        alt=alt,
        table=frame[list(_SHARES)].rename(columns=_SHARES),
        sources=_sources(frame),
        kinds=("reported",),
        note=_BAND,
    )


def _who(frame: pd.DataFrame) -> pd.Series:
    return frame["who"].replace("not named", "publisher not named")


def _sources(frame: pd.DataFrame) -> list[str]:
    outside = (frame["source"] == "").any()
    return ["the texts and publishers named beside each number"] + [common.GRADES] * bool(outside)


def ages(frame: pd.DataFrame, core: float) -> Figure:
    """Return the ages that each source counts, with the share in each class.

    Parameters
    ----------
    frame : pandas.DataFrame
        Shares of the group ``age``.
    core : float
        The largest share of users that core users can be, in per cent.
    """
    open_ended = frame["oldest"].isna()
    drawn = frame.assign(
        row=frame["whole"] + " (" + _who(frame) + ")",
        text=frame["shown"],
        until=(frame["oldest"] + 1).fillna(_OLDEST).astype(int),
    )
    drawn["middle"] = (drawn["youngest"] + drawn["until"]) / 2
    older = frame[(frame["youngest"] == _FORTY) & open_ended]["value"].max()
    columns = {**_SHARES, "asks": "Ages"}
    return Figure(
        "ages",
        partial(draw.ages, drawn.drop(columns=["oldest"])),
        title="By most counts about half of users are 40 or older; if so, the text's core users "
        f"are at most {core:.0f} per cent of all",
        alt="Eight rows over an axis of ages, each with the classes that one source counts and the "
        "share in each. The text has one bar from 18 to 35, over 60 per cent. Others split at 30, "
        f"40, 45, 50 or 60; one gives {older:.1f} per cent to everybody from 40 on.",
        table=frame[list(columns)].rename(columns=columns),
        sources=_sources(frame),
        kinds=("reported", "recomputed"),
        note="A bar that reaches the right edge has no upper limit. Where the classes of a source "
        "leave ages out, it prints no share for them.",
    )


#: Where bars without an upper limit end, and the age from which on a source counts the older half.
_OLDEST, _FORTY = 78, 40


# ---- the overlap ---------------------------------------------------------------------------

_NAMES = {"young": "aged 18 to 35", "women": "women", "pay": "would pay"}

_MARGINS = "If {young:.0f}% of core users are aged 18 to 35"
_BOTH = _MARGINS + " and {women:.0f}% are women, "
_ALL = _MARGINS + ", {women:.0f}% are women and {pay:.0f}% would pay, "
_ONE_OF_MANY = (
    " Independence would make it {independent:.0f}%: one possibility among many, and printed by "
    "nobody."
)
_INSIDE = (
    "If {women:.0f}% of those aged 18 to 35 are women, {independent:.0f}% of core users are young "
    "women. Of all core users women may then be anything from {women_low:.0f}% to "
    "{women_high:.0f}%."
)
_INSIDE_ALL = (
    "If {women:.0f}% of the {young:.0f}% aged 18 to 35 are women and {pay:.0f}% of all would pay, "
)

#: What the range leaves open, by the end of a case.
_OPEN = {
    "": "at least {low:.0f}% and at most {high:.0f}% are %s." + _ONE_OF_MANY,
    "-nobody": "at most {high:.0f}% are %s, and perhaps nobody is." + _ONE_OF_MANY,
    "-exactly": "{low:.0f}% are %s: the shares leave nothing open.",
}
_SENTENCES = {
    **{f"core-two{end}": _BOTH + said.replace("%s", "both") for end, said in _OPEN.items()},
    **{f"core-three{end}": _ALL + said.replace("%s", "all three") for end, said in _OPEN.items()},
    "young-two-exactly": _INSIDE,
    **{
        f"young-three{end}": _INSIDE_ALL + said.replace("%s", "all three")
        for end, said in _OPEN.items()
    },
}


def overlap() -> Explorer:
    """Return the explorer of shares that overlap; the default is the text's own case."""
    import pandas as pd

    rows = [
        {"panel": panel, "place": place, "who": who, "part": part, "name": _NAMES[who]}
        for panel in ("least", "most")
        for place, who in enumerate(_NAMES)
        for part in ("first", "second", "shared")
    ]
    return Explorer(
        name="overlap",
        tries="Push one share up, and watch where the bars must begin to lie over each other.",
        title="How many core users are young, are women, and would pay, all at once?",
        alt=(
            "Two panels with a bar for those aged 18 to 35 and one for women, over core users "
            "lined up from left to right. In the upper panel the bars lie as far apart as they "
            "can, and still 15 per cent are in both; in the lower they lie one over the other, and "
            "55 per cent are. Below, a line from 15 to 55 with a triangle at 33, where "
            "independence would put it."
        ),
        controls=_overlap_controls(),
        base=pd.DataFrame(rows),
        keep=lambda settings, row: (row.who != "pay") | (settings.shares == "three"),
        derive=frechet.overlap,
        chart=draw.overlap,
        sentences=_SENTENCES,
        columns={
            "panel": "Overlap",
            "name": "Who",
            "part": "Part of the bar",
            "start": "From, %",
            "end": "To, %",
        },
        sources=["Meng 2025 for the shares", "the bounds of Fréchet (1951) for the overlap"],
        kinds=("reported", "recomputed", "assumed"),
        note="Where the text prints “more than” or “about”, the printed number itself is set. That "
        "its shares are all of core users is an assumption: it prints willingness to pay as a "
        "share of viewers.",
    )


def _overlap_controls() -> tuple[Slider | Choice, ...]:
    values = {
        name: value_of(claim(number).value)
        for name, number in (
            ("young", audiences.YOUNG),
            ("women", audiences.WOMEN),
            ("pay", audiences.WILLING),
        )
    }
    return (
        Slider("young", "Aged 18 to 35", "% of core users", 0, 100, 1, values["young"], ".0f"),
        Slider("women", "Women", "%", 0, 100, 1, values["women"], ".0f"),
        Choice(
            "reading",
            "The sentence counts women among",
            (("core", "core users"), ("young", "those aged 18 to 35")),
        ),
        Choice(
            "shares",
            "At once",
            (("two", "young, and women"), ("three", "young, women, and would pay")),
        ),
        Slider("pay", "Would pay", "% of core users", 0, 100, 1, values["pay"], ".0f"),
    )


# ---- theories ------------------------------------------------------------------------------


def ladder(frame: pd.DataFrame, steps: pd.DataFrame) -> Explorer:
    """Return the explorer of theories: how far the text goes, and what each would have to show.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.theories` returns.
    steps : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.reached` returns.
    """
    words = frame.assign(adds=_from_outside(frame))[
        ["id", "predicts", "against", "observes", "adds"]
    ]
    return Explorer(
        name="ladder",
        tries="Choose an explanation, and see which of its rungs the text reaches.",
        own_case=None,
        title="What would each explanation have to show, and how far does the text go?",
        alt=(
            "A row for each theory and four columns: the text tells a mechanism, names an act of "
            "viewers, prints a share, compares groups or moments. All rows have a filled mark in "
            "the first column. Social capital and participatory culture reach the second, uses and "
            "gratifications the third. The fourth column is hollow throughout."
        ),
        controls=(
            Choice("asked", "Explanation", tuple(zip(frame["id"], frame["theory"], strict=True))),
        ),
        base=steps.merge(words, on="id").assign(
            does=steps["taken"].map({True: "yes", False: "no"})
        ),
        derive=theories.asked_for,
        chart=partial(draw.ladder, frame["theory"].to_list(), list(theories.STEPS.values())),
        sentences={
            "one": "{theory}. If it held: {predicts} Against it would speak: {against} In the "
            "text: {observes} From outside: {adds}"
        },
        columns={"theory": "Theory", "step": "The text", "does": "Does so"},
        sources=["Meng 2025, sections 2 and 3; how far it goes is our reading"],
        kinds=(),
        note="Filled: the text goes so far. A theory is not wrong for being told; it has not been "
        "put where it could fail.",
    )


def how_far(frame: pd.DataFrame) -> Prose:
    """Say in a sentence how far the text goes with its explanations.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.theories` returns.
    """
    counts = frame["reaches"].value_counts()
    told, acted, counted, compared = (counts.get(step, 0) for step in theories.STEPS)
    return Prose(
        f"Of {_COUNTS[len(frame)]} explanations the text leaves {_COUNTS[told]} with a mechanism "
        f"that is told. For {_COUNTS[acted]} it names what viewers do, for {_COUNTS[counted]} it "
        f"prints a share, and {_COUNTS[compared]} is put to a comparison."
    )


def predictions(frame: pd.DataFrame) -> Nested:
    """Return what each theory predicts, what would speak against it, and what is observed.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.theories` returns.
    """
    return Nested(
        f"All {_COUNTS[len(frame)]} explanations, with what each would have to show",
        {
            f"{row.theory} ({row.zh}). {row.says}": {
                f"If it held: {row.predicts}": (),
                f"Against it would speak: {row.against}": (),
                f"In the text: {row.observes}": (),
                f"From outside: {row.adds}": (),
            }
            for row in frame.assign(adds=_from_outside(frame)).itertuples()
        },
    )


def _from_outside(frame: pd.DataFrame) -> list[str]:
    """Return what is known from outside about each theory, its figures in words."""
    return [" ".join([row.adds, _numbers(row.outside)]).strip() for row in frame.itertuples()]


def _numbers(ids: Iterable[str] | float) -> str:
    """Return published figures in words, such as *watch before sleep: 45.5% (Miaozhen)*."""
    if not isinstance(ids, list) or not ids:
        return ""
    measures = table("figures").set_index("id")["measure"]
    names = table("publishers").set_index("publisher")["short"]
    said = [
        f"{measures[number]}: {figures()[number].shown} "
        f"({names.get(figures()[number].label, figures()[number].label)})"
        for number in ids
    ]
    return "; ".join(said)[:1].upper() + "; ".join(said)[1:] + "."


def _links(ids: Iterable[str]) -> Links | str:
    ids = list(ids)
    return Links({claim_id: claim(claim_id).statement for claim_id in ids}) if ids else "–"


# ---- taking part ---------------------------------------------------------------------------


def participation(frame: pd.DataFrame) -> Table:
    """Return the ways to take part, from being counted to deciding.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.participation` returns.
    """
    columns = {
        "act": "What viewers do",
        "decides": "Who decides",
        "trace": "What would show it",
        "prints": "What the text prints",
    }
    return Table(
        frame[list(columns)].rename(columns=columns),
        label="Ways to take part, from being counted to deciding together",
        whole=True,
    )


def claims_behind(explanations: pd.DataFrame, ways: pd.DataFrame) -> Folded:
    """Return the claims that each explanation and each way to take part rests on, folded away.

    Parameters
    ----------
    explanations, ways : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.theories` and
        :func:`microdrama.dissemination.theories.participation` return.
    """
    import pandas as pd

    named = [*zip(explanations["theory"], explanations["claims"], strict=True)]
    named += [*zip(ways["act"], ways["claims"], strict=True)]
    rows = [{"What": what, "Claims": _links(ids)} for what, ids in named]
    return Folded(
        "The claims behind each explanation and each way to take part",
        Table(pd.DataFrame(rows), label="Claims behind explanations and ways to take part"),
    )


_FIRST = (
    "When the first reactions reach the set, {open:.0f} of {episodes:.0f} episodes, {part:.0%} of "
    "the serial, are not yet filmed and can still answer them"
)


def filming() -> Explorer:
    """Return the explorer of a serial that is filmed while it is shown; all settings are assumed.

    It opens on a serial of which half is filmed when it starts.
    """
    import pandas as pd

    lines = [{"line": line, "point": point} for line in ("filmed", "shown") for point in range(3)]
    return Explorer(
        name="still-open",
        tries="Let more of a serial be filmed before it starts, and see what is left to decide.",
        own_case=None,
        title="How much of a serial can its viewers still change?",
        alt=(
            "Two lines over days since the first showing: episodes filmed and episodes shown. At "
            "first half of 80 are filmed on day 0 and the rest within four days; showing takes "
            "eight. When reactions arrive on the second day, a quarter of the serial is open."
        ),
        controls=(
            Slider(
                "ready", "Filmed before the first is shown", "% of episodes", 0, 100, 5, 50, ".0f"
            ),
            Slider("delay", "Until reactions reach the set", "days", 0, 20, 0.5, 2, ".1f"),
            Slider("filmed", "Filmed", "episodes a day", 2, 20, 1, 10, ".0f"),
            Slider("shown", "Shown", "episodes a day", 2, 20, 1, 10, ".0f"),
            Slider("episodes", "The serial has", "episodes", 20, 120, 10, 80, ".0f"),
        ),
        base=pd.DataFrame(lines),
        derive=still_open,
        chart=draw.filming,
        sentences={
            "none": "All {episodes:.0f} episodes are filmed when the first reactions arrive: none "
            "can answer them. What viewers do can still change the advertisement, the cut, and the "
            "next serial.",
            "some": _FIRST + ". The last is shown on day {ends:.1f}.",
            "overtaken": _FIRST + "; but on day {runs_out:.0f} there is nothing left to show, "
            "because showing has overtaken filming.",
        },
        columns={"line": "Episodes", "day": "Day", "count": "How many"},
        sources=["nobody; all settings are assumed"],
        kinds=("assumed",),
        note="The text has producers adjust “in real time”, which would be no delay at all. How "
        "far serials are filmed when they start is printed by none of the five texts.",
    )


#: What the chains of the loop are about, the longer one first.
_CHAINS = ("Viewers who take part", "Viewers who are measured")


def two_chains(chains: Sequence[Sequence[str]]) -> Table:
    """Return the claims on the loop from clicks to scripts, each chain in its column.

    Parameters
    ----------
    chains : sequence of sequences of str
        What :func:`microdrama.dissemination.theories.chains` returns for the claims of the loop.

    Raises
    ------
    ValueError
        If the claims fall into another number of chains than the page speaks of.
    """
    import pandas as pd

    if len(chains) != len(_CHAINS):
        raise ValueError(f"the page speaks of {len(_CHAINS)} chains of claims, not {len(chains)}")
    columns = {
        name: [_links([claim_id]) for claim_id in chain] + ["–"] * (len(chains[0]) - len(chain))
        for name, chain in zip(_CHAINS, chains, strict=True)
    }
    return Table(
        pd.DataFrame(columns),
        label="The loop from clicks to scripts: two chains of claims, each claim bearing on the "
        "next, and none on the other chain",
        whole=True,
    )


def viewing_model(frame: pd.DataFrame, product: Interval) -> Table:
    """Return the paths of a survey of viewers, and what two of them multiply to.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.dissemination.theories.paths` returns.
    product : Interval
        What :func:`microdrama.dissemination.theories.indirect` returns.
    """
    import pandas as pd

    rows = [
        {
            "Path": f"{row['from']} → {row['to']}"
            + (" by way of flow" if path == "indirect" else ""),
            "Printed": f"{row['value']:.3f}",
            "95% interval": "–"
            if pd.isna(row["low"])
            else f"{row['low']:.3f} to {row['high']:.3f}",
            "Product of the two paths": f"{product.low:.3f} to {product.high:.3f}"
            if path == "indirect"
            else "–",
            "In the words of the abstract": row["quote"],
        }
        for path, row in frame.iterrows()
    ]
    return Table(
        pd.DataFrame(rows),
        label="Standardised paths in a survey of Chinese viewers, as its abstract prints them",
        whole=True,
    )


def outside(measure_topic: str = "audiences") -> Folded:
    """Return every published figure on audiences, folded away.

    Parameters
    ----------
    measure_topic : str
        Topic of the figures, as in ``figures.csv``.
    """
    frame = table("figures")
    frame = frame[frame["topic"] == measure_topic]
    frame = frame.assign(shown=[quantity(number).shown for number in frame["id"]])
    columns = {
        "measure": "What",
        "shown": "As printed",
        "period": "Period",
        "definition": "Counts",
        "publisher": "Publisher",
        "grade": "Grade",
        "note": "Note",
    }
    return Folded(
        f"All {len(frame)} published figures on audiences, those abroad included",
        Table(
            frame[list(columns)].rename(columns=columns),
            label="Published figures on audiences",
        ),
    )
