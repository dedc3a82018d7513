"""Exhibits of the page on platforms: operating models, landscape, and when a title earns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination import platforms as draw
from microdrama.dissemination import break_even as room
from microdrama.dissemination import traffic_shares
from microdrama.evidence import verdicts
from microdrama.evidence.ledger import claim, short, texts
from microdrama.exhibits import common
from microdrama.exhibits.common import GRADES
from microdrama.intake.text import listed
from microdrama.show.blocks import Folded, Glance, Links, Scorecard, Table
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

# ---- what the page finds -----------------------------------------------------------------------


def findings(roles: pd.DataFrame, parts: pd.DataFrame, usual: tuple[float, float]) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    roles : pandas.DataFrame
        What :func:`microdrama.dissemination.landscape.roles` returns.
    parts : pandas.DataFrame
        What :func:`microdrama.dissemination.operating_models.market_by_source` returns.
    usual : (float, float)
        Least and greatest return on traffic that is called usual.
    """
    share = parts.set_index("part")["share"]
    low, high = (room.least_share(returned) for returned in reversed(usual))
    return Glance(
        [
            (
                "In one of three operating models the text has viewers pay; an amount it prints "
                "for none. In one publisher's count of 2023, titles that share revenue are "
                f"{share.min():.0f}% of the market.",
                "",
            ),
            (
                f"At the return on traffic that the trade calls usual, {usual[0]} to {usual[1]}, "
                f"a producer must keep more than {_span(low, high)} of what viewers pay "
                "before production is paid at all. What producers keep, nobody prints.",
                "",
            ),
            (
                f"“About {claim('meng2025-willing-to-pay').value}% willing to pay” is no "
                "conversion rate: it is what viewers say of high quality, not what those who "
                "click on an advertisement do.",
                verdicts.verdict("meng2025-willing-to-pay").status,
            ),
        ]
    )


def _span(low: float, high: float) -> str:
    """Say two shares as one where they print alike."""
    ends = dict.fromkeys((f"{low:.0f}", f"{high:.0f}"))
    return " to ".join(ends) + "%"


def scorecard() -> Scorecard:
    """Return the verdicts on the claims of this page that a check covers."""
    return common.scorecard(
        ["meng2025-market-2024", "meng2025-companies", "meng2025-willing-to-pay"],
        "Verdicts of this page",
    )


# ---- operating models --------------------------------------------------------------------------


def operating_models(models: pd.DataFrame) -> Table:
    """Return the three operating models, with what the text does not print of each.

    Parameters
    ----------
    models : pandas.DataFrame
        What :func:`microdrama.dissemination.operating_models.models` returns.
    """
    columns = {
        "label": "Model",
        "made_by": "Who makes the drama",
        "serves": "What it is for",
        "paid_for": "What is paid for",
        "missing": "What is not printed",
        "words": "The claim",
    }
    rows = models.assign(words=[Links({one: "the words"}) for one in models["claim"]])
    return Table(rows[list(columns)].rename(columns=columns), label="The three operating models")


def money_flows(flows: pd.DataFrame) -> Figure:
    """Return who gives what to whom in each operating model.

    Parameters
    ----------
    flows : pandas.DataFrame
        What :func:`microdrama.dissemination.operating_models.flows` returns.
    """
    money = flows[flows["what"] == "money"]
    whole = [model for model, rows in money.groupby("title", sort=False) if rows["printed"].any()]
    columns = {
        "title": "Model",
        "from": "From",
        "to": "To",
        "label": "What",
        "what": "Kind",
        "basis": "Basis",
    }
    basis = flows["claim"].map(lambda one: claim(one).statement if one else "our reading")
    return Figure(
        "money-flows",
        partial(draw.flows, flows),
        title=(
            "Only where the producer buys the traffic does the text say that viewers pay; what "
            "pays for the other models it leaves open"
        ),
        alt=(
            "Three groups of arrows between viewers, platform and producer. Production by the "
            "platform: dramas go to viewers, their time comes back, and who pays is dashed. Shared "
            "revenue: dramas go to the platform, plays come from viewers, a share of revenue goes "
            "to the producer, and where the revenue comes from is dashed. Bought traffic: the "
            "producer pays the platform, an advertisement reaches viewers, viewers pay the "
            "producer, and what the platform keeps is dashed."
        ),
        table=flows.assign(basis=basis)[list(columns)].rename(columns=columns),
        sources=[f"{short('meng2025')}, section 2.2"],
        kinds=(),
        note=(
            f"Dashed: money that must be there and that the text does not mention. Money is "
            f"printed for {len(whole)} of {flows['title'].nunique()} models."
        ),
    )


def market_by_source(parts: pd.DataFrame, free: pd.DataFrame) -> Figure:
    """Return how the market earned in 2023, and what part of it is free since.

    Parameters
    ----------
    parts : pandas.DataFrame
        What :func:`microdrama.dissemination.operating_models.market_by_source` returns.
    free : pandas.DataFrame
        Published shares of the free model.
    """
    rows = _market_rows(parts, free)
    since = free.loc[free["end"].dt.year >= 2025, "value"]
    columns = {
        "words": "Figure",
        "low": "At least, %",
        "high": "At most, %",
        "group": "Group",
        "kind": "Kind of number",
        "open": "Only a least is printed",
    }
    return Figure(
        "market-by-source",
        partial(draw.ranges, rows, title="% of the market", groups=rows["group"].unique()),
        title=(
            f"In 2023 viewers paid for {parts['share'].iloc[0]:.0f}% of the market; by 2025 the "
            f"free model is put anywhere from {since.min():.0f} to more than {since.max():.0f}%"
        ),
        alt=(
            "Three parts of the market of 2023: viewers who pay have more than half, advertising "
            "about two fifths, titles that share revenue a sliver. Below, three published shares "
            "of the free model from the end of 2024 on: two of them open to the right, at half and "
            "further on, the third between them."
        ),
        table=rows.rename(columns=columns),
        sources=["the publishers in the labels", GRADES],
        kinds=("reported", "recomputed"),
        note="Dashed: the publisher says more than so much.",
    )


def _market_rows(parts: pd.DataFrame, free: pd.DataFrame) -> pd.DataFrame:
    """Put the parts of 2023 and the shares of the free model into rows of one picture."""
    import pandas as pd

    earned = parts.assign(
        words="2023, iMedia: " + parts["part"] + ", " + parts["amount"],
        group="2023, by who pays",
        kind="recomputed",
        open=False,
    )
    watched = free.assign(
        words=free["label"] + " of the market is free to watch",
        group="free to watch",
        open=free["comparator"] == ">",
    )
    return pd.concat([earned, watched])[["words", "low", "high", "group", "kind", "open"]]


# ---- the landscape -----------------------------------------------------------------------------


def platform_kinds(kinds: pd.DataFrame) -> Table:
    """Return the kinds of platform, with those that the texts name.

    Parameters
    ----------
    kinds : pandas.DataFrame
        What :func:`microdrama.dissemination.landscape.kinds` returns.
    """
    columns = {"label": "Kind of platform", "named": "Named in the texts", "words": "The claim"}
    rows = kinds.assign(words=[Links({one: claim(one).statement}) for one in kinds["claim"]])
    return Table(rows[list(columns)].rename(columns=columns), label="The platform landscape")


def platform_roles(roles: pd.DataFrame, kinds: pd.DataFrame, breadth: pd.Series) -> Figure:
    """Return what each kind of platform does, by which text.

    Parameters
    ----------
    kinds : pandas.DataFrame
        What :func:`microdrama.dissemination.landscape.kinds` returns.
    roles : pandas.DataFrame
        What :func:`microdrama.dissemination.landscape.roles` returns.
    breadth : pandas.Series
        Number of roles by kind of platform, the most first.
    """
    first, most = breadth.index[0], breadth.iloc[0]
    shown = kinds["short"].to_list()
    payment = roles.loc[roles["role"] == "takes payment", "platform"]
    columns = {"platform": "Platform", "role": "What it does", "text": "Text", "words": "Claim"}
    table = roles.assign(text=roles["source"].map(short), words=roles["statement"])
    return Figure(
        "platform-roles",
        partial(draw.roles, roles, shown, {key: short(key) for key in texts()}),
        title=(
            f"{first} have {most} of {roles['role'].nunique()} roles in the texts, and taking "
            f"payment is not one of them: that is left to {_and(payment)}"
        ),
        alt=(
            "A grid of nine roles by five kinds of platform, with a mark for each text that "
            "speaks of one. The column of short-video platforms in China is filled almost to the "
            "bottom, by several texts; long video has two marks, the mini-program one. Platforms "
            "abroad show, select, host talk, take payment and translate."
        ),
        table=table[list(columns)].rename(columns=columns),
        sources=["the texts in the legend; which role a claim speaks of is our reading"],
        kinds=(),
    )


def _and(names: pd.Series) -> str:
    """List kinds of platform within a sentence."""
    return listed([name[0].lower() + name[1:] for name in dict.fromkeys(names)])


# ---- traffic as a share ------------------------------------------------------------------------


def traffic_as_share(shares: pd.DataFrame) -> Figure:
    """Return what goes into traffic as a share, and of what.

    Parameters
    ----------
    shares : pandas.DataFrame
        What :func:`microdrama.dissemination.traffic_shares.shares` returns.
    """
    groups = list(dict.fromkeys(shares["of"]))
    rows = shares.assign(
        words=[_share_words(row) for row in shares.itertuples()], group=shares["of"]
    )
    columns = {
        "publisher": "Publisher",
        "shown": "As printed",
        "of": "A share of",
        "low": "At least, %",
        "high": "At most, %",
        "kind": "Kind of number",
    }
    return Figure(
        "traffic-as-share",
        partial(draw.ranges, rows, title="% of the whole named in the row", groups=groups),
        title=(
            f"Traffic takes {shares['low'].min():.0f} to {shares['high'].max():.0f}%, but of "
            f"{_number(len(groups))} different wholes, from {groups[0]} to {groups[-1]}"
        ),
        alt=(
            "Seven rows, coloured by what each is a share of. Three of what viewers pay lie "
            "between seventy and ninety per cent; one of cost starts at eighty, one of a budget "
            "stands at ninety; a company's revenue and the market lie at two thirds."
        ),
        table=rows[list(columns)].rename(columns=columns),
        sources=["the publishers in the labels", GRADES],
        kinds=("reported", "recomputed"),
        note=(
            "Dashed: more than so much. A return of 1.2 yuan for each yuan of traffic is the share "
            "1/1.2 = 83% of what viewers pay."
        ),
    )


def _share_words(row: object) -> str:
    """Say whose number it is, as printed, and of what it is a share."""
    name = row.publisher.partition(" (")[0]
    if row.of == traffic_shares.REVENUE:
        return f"{name}: selling expense of {row.shown}, of {row.of}"
    if row.kind == "recomputed" and row.of == traffic_shares.TOP_UPS:
        return f"{name}: a return of {row.shown.partition('top-ups')[0].strip()}, of {row.of}"
    return f"{name}: {row.shown}, of {row.of}"


def same_share(lines: pd.DataFrame, band: tuple[float, float]) -> Figure:
    """Return each share of cost or of budget as a share of what viewers pay.

    Parameters
    ----------
    lines : pandas.DataFrame
        What :func:`microdrama.dissemination.traffic_shares.same_share` returns.
    band : (float, float)
        The printed shares of what viewers pay, per cent.
    """
    printed = lines.groupby("id")["printed"].first().sort_values(ascending=False)
    wholes = lines.groupby("id")["of"].first()
    names = {one: f"{value:.0f}% of {wholes[one]}" for one, value in printed.items()}
    low, high = traffic_shares.agreeing_cover(printed.min() / 100, *(share / 100 for share in band))
    order = lines.assign(rank=lines["id"].map({one: i for i, one in enumerate(names)}))
    columns = {
        "printed": "Printed, %",
        "of": "Of",
        "cover": "What viewers pay, for each yuan of cost",
        "share": "Traffic, % of what viewers pay",
    }
    return Figure(
        "same-share",
        partial(
            draw.same_share,
            order.sort_values(["rank", "cover"], kind="stable"),
            band,
            names
            | {
                "band": f"{band[0]:.0f}–{band[1]:.0f}% of what viewers pay",
                "even": "neither earns nor loses",
            },
        ),
        title=(
            f"{printed.min():.0f}% of cost agrees with {band[0]:.0f} to {band[1]:.0f}% of what "
            f"viewers pay only for titles that take in {low:.2f} to {high:.2f} yuan for each yuan "
            "of cost"
        ),
        alt=(
            "Two falling curves, one for ninety per cent of a budget above one for eighty per cent "
            "of cost: the more viewers pay for each yuan of cost, the smaller a share of it is "
            "traffic. A level band marks seventy to ninety per cent; a dashed upright line marks "
            "titles that neither earn nor lose. Both curves cross the band near that line."
        ),
        table=lines[list(columns)].iloc[::5].rename(columns=columns),
        sources=["the figures in the picture above"],
        kinds=("reported", "recomputed"),
        note="A platform's budget is read here as the total cost of its titles, which is ours.",
    )


def share_and_return(lines: pd.DataFrame, usual: tuple[float, float]) -> Figure:
    """Return the return on traffic that a title needs, over what its producer keeps.

    Parameters
    ----------
    lines : pandas.DataFrame
        What :func:`microdrama.dissemination.break_even.share_and_return` returns.
    usual : (float, float)
        Least and greatest return that is called usual.
    """
    low, high = (room.least_share(returned) for returned in reversed(usual))
    best = room.least_share(usual[1], 10)
    names = dict(
        zip(
            dict.fromkeys(lines["line"]),
            ("pays for traffic", "and for production (a tenth)"),
            strict=True,
        )
    )
    return Figure(
        "share-and-return",
        partial(
            draw.share_and_return,
            lines,
            usual,
            names | {"band": f"called usual: {usual[0]}–{usual[1]}"},
        ),
        title=(
            f"At the usual return traffic pays for itself only where the producer keeps more than "
            f"{_span(low, high)}; with production a tenth of traffic, more than {best:.0f}% "
            "at best"
        ),
        alt=(
            "Two falling curves over the share that the producer keeps. The lower is the return at "
            "which traffic pays for itself, the upper the return that also earns back production. "
            "A narrow level band of usual returns meets the lower curve on the right, and the "
            "upper one only in the last tenth."
        ),
        table=lines.iloc[::4].rename(
            columns={
                "share": "Producer keeps, %",
                "line": "Pays for",
                "returned": "Return needed, yuan for each yuan of traffic",
            }
        ),
        sources=["21st Century Business Herald and Eastant for the usual return; arithmetic"],
        kinds=("reported", "recomputed"),
    )


# ---- the funnel and the explorer ---------------------------------------------------------------

_STEPS = {
    "reach": "Advertisement in the feed: shown {people:,.0f} times",
    "ctr": "Mini-program: opened {people:,.0f} times, {rate:.1f}%",
    "conversion": "First episode with a price: {people:,.0f} viewers, {rate:.0f}%",
    "paying": "Payment: {people:,.0f} viewers unlock, {rate:.1f}%",
}


def funnel(steps: pd.DataFrame, settings: pd.DataFrame) -> Figure:
    """Return the way from the advertisement to the payment.

    Parameters
    ----------
    steps : pandas.DataFrame
        What :func:`microdrama.dissemination.break_even.funnel` returns.
    settings : pandas.DataFrame
        What :func:`microdrama.dissemination.break_even.settings` returns.
    """
    bounded = settings.set_index("name")["bounded"]
    rows = steps.assign(
        words=[_STEPS[row["setting"]].format(**row) for row in steps.to_dict("records")],
        bounded=steps["setting"].map(bounded),
    )
    last = steps["people"].iloc[-1] / steps["people"].iloc[0]
    return Figure(
        "funnel",
        partial(draw.funnel, rows),
        title=(
            f"In the assumed case {1 / last:,.0f} advertisements lead to one viewer who pays, and "
            f"{_number(int((~rows['bounded']).sum()))} of {_number(len(rows))} steps are measured "
            "by nobody"
        ),
        alt=(
            "Four bars, each shorter than the one above, on a logarithmic axis: times shown, "
            "openings of the mini-program, viewers at the first episode with a price, viewers who "
            "pay. Only the last has the colour of steps that something printed bounds."
        ),
        table=rows[["words", "people", "rate"]].rename(
            columns={"words": "Step", "people": "How many", "rate": "% of the step before"}
        ),
        sources=[f"the steps: {short('meng2025')}, section 2.2; all numbers are ours"],
        kinds=("assumed",),
    )


def _number(count: int) -> str:
    """Say a small number in words."""
    return ("none", "one", "two", "three", "four", "five", "six")[count]


def settings(settings: pd.DataFrame) -> Table:
    """Return what decides whether a title earns, with what bounds it outside.

    Parameters
    ----------
    settings : pandas.DataFrame
        What :func:`microdrama.dissemination.break_even.settings` returns.
    """
    columns = {
        "label": "Setting",
        "unit": "Unit",
        "default": "Assumed",
        "bound_low": "Printed, least",
        "bound_high": "Printed, most",
        "why": "Where it comes from",
    }
    return Table(
        settings[list(columns)].rename(columns=columns),
        label="What decides whether a title earns",
        formats={"Assumed": ",g", "Printed, least": ",.2g", "Printed, most": ",.2g"},
        kinds={"Assumed": "assumed", "Printed, least": "recomputed", "Printed, most": "recomputed"},
        whole=True,
    )


_ACCOUNT = (
    "Shown {reach:,.0f} million times, the title costs {traffic:,.2f} million yuan in traffic and "
    "{production:.2f} million in production. Viewers pay {topups:,.2f} million, {returned:,.2f} "
    "yuan for each yuan of traffic; the producer keeps {income:,.2f} million of it and "
)
_WORTH = (
    " One per cent more of such a setting is worth {of_viewers:,.1f} thousand yuan, one per cent "
    "off the price of traffic {of_traffic:,.1f} thousand, one per cent off production "
    "{of_production:,.1f} thousand."
)
_SENTENCES = {
    "earns": _ACCOUNT
    + "earns {away:,.2f} million. It breaks even at {even:,.0f} million times shown; any one of "
    "the six settings from click-through to the producer's share could be {slack:,.1f}% lower."
    + _WORTH,
    "loses": _ACCOUNT
    + "loses {away:,.2f} million. It would break even at {even:,.0f} million times shown, or if "
    "any one of the six settings from click-through to the producer's share were {slack:,.1f}% "
    "higher." + _WORTH,
    "never": _ACCOUNT
    + "loses {away:,.2f} million. No reach would help: each time that the advertisement is shown "
    "costs more than it brings, for which a yuan of traffic would have to return more than "
    "{must_return:,.2f}. At this reach one of the six settings from click-through to the "
    "producer's share would have to be {slack:,.0f}% higher." + _WORTH,
}


def break_even(settings: pd.DataFrame) -> Explorer:
    """Return the explorer that asks what must be true for a title to break even.

    Long because it is one declaration.

    Parameters
    ----------
    settings : pandas.DataFrame
        What :func:`microdrama.dissemination.break_even.settings` returns.
    """
    low, high = room.usual_return()
    names = {
        "usual": f"Shaded: returns called usual, {low} to {high}",
        "none": "no value would do",
    }
    return Explorer(
        name="break-even",
        tries="Find the smallest change of one setting that turns the loss into a profit.",
        own_case=None,
        title="What must be true for a title to break even?",
        alt=(
            "Above, profit as a line over how often the advertisement is shown: it starts below "
            "zero by the cost of production and rises slowly; a ring marks where it crosses zero, "
            "to the right of the title as set; the wedge of usual returns lies around it. Below, "
            "one row for each of nine settings with its value and the value at which the title "
            "would break even, all else equal; in the default most lie close together."
        ),
        controls=tuple(_slider(row) for row in settings.itertuples()),
        base=room.base(),
        derive=room.break_even,
        chart=partial(draw.break_even, names),
        sentences=_SENTENCES,
        columns={
            "label": "Setting",
            "value": "As set",
            "wanted": "Breaks even at (0: no value would do)",
            "a_per_cent": "Profit for 1% more, thousand yuan",
            "unit": "Unit",
        },
        sources=[
            "all settings are ours; "
            f"{short('meng2025')} prints none of them. The usual return: 21st Century Business "
            "Herald and Eastant"
        ],
        kinds=("reported", "assumed"),
        note=(
            "Ochre bars: what is printed outside the texts, or by "
            f"{short('meng2025')} of those who would pay, as times the value that is set. The "
            "default is nobody's title: settings were chosen so that its return is a usual one."
        ),
    )


def _slider(row: object) -> Slider:
    """Return the control of a setting."""
    return Slider(row.name, row.label, row.unit, row.low, row.high, row.step, row.default, row.spec)


# ---- figures that have no picture of their own -------------------------------------------------


def published_figures(published: pd.DataFrame) -> Folded:
    """Return published figures on prices, costs and the fate of titles, folded.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evidence.published.published` returns.
    """
    columns = {
        "period": "Period",
        "definition": "Counts",
        "shown": "As printed",
        "publisher": "Publisher",
        "grade": "Grade",
        "note": "Note",
    }
    return Folded(
        f"The {len(published)} published figures on traffic, prices, costs and hits",
        Table(
            published[list(columns)].rename(columns=columns),
            label="Published figures on traffic, prices, costs and hits",
        ),
    )
