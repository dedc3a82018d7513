"""The model of gatekeeping: its explorer, its simulations, what it takes from the paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.creators import gatekeeping as draw
from microdrama.creators.gatekeeping import model
from microdrama.evidence.ledger import claim
from microdrama.show.blocks import Links, Table
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "the model described above; every setting is ours"

# ---- the explorer ------------------------------------------------------------------------------

_HALVED = (
    "In round {elapsed:.0f} half of the variety is gone. "
    f"After {model.HORIZON} rounds scripts are "
)
_OPEN = f"After {model.HORIZON} rounds more than half of the variety is still there: scripts are "
_END = (
    "as varied as {last_variety:.1f} equally common kinds would be ({kinds:.0f} at the start), and "
    "their mean originality, {first_originality:.2f} at the start, is {last_originality:.2f}. "
)

#: What the metric puts first.
_FIRST = {
    "both": "What ranks first is quick and original at once.",
    "quick_any": "What is quickest ranks first, original or not.",
    "original_any": "What is most original ranks first, quick or not.",
    "quick": "What ranks first is quick, and nothing else.",
    "original": "What ranks first is original, and slow to engage.",
    "tied": "The metric is indifferent between quick and original, and puts first whatever gives "
    "all it can.",
}


def explorer() -> Explorer:
    """Return the explorer of the expected course of variety and originality."""
    import pandas as pd

    return Explorer(
        name="gatekeeping",
        tries="Move the weight towards the middle, and watch variety last longer.",
        own_case=None,
        title="How fast does variety fall when makers copy what ranks?",
        alt=(
            "Two curves over a hundred rounds. The upper one, the effective number of kinds of "
            "script, starts at 15 and falls steeply at first; a ring marks the round in which it "
            "crosses the level of half, about a quarter of the way along, and it ends just above "
            "one. The lower one, mean originality, falls from a third to almost nothing."
        ),
        controls=_controls(),
        base=pd.DataFrame({"elapsed": range(model.HORIZON + 1)}),
        derive=model.course,
        chart=draw.course,
        sentences={
            "still": "Nothing changes: nobody copies. Scripts stay as varied as {kinds:.0f} "
            "equally common kinds, and their mean originality stays {last_originality:.2f}.",
            **{
                f"{outcome}_{won}": said + _END + _FIRST[won]
                for outcome, said in (("halved", _HALVED), ("open", _OPEN))
                for won in model.WINNERS
            },
        },
        columns={
            "elapsed": "Round",
            "variety": "Effective number of kinds",
            "originality": "Mean originality",
        },
        sources=[_SOURCE],
        kinds=("assumed",),
        note="Effective number of kinds: so many equally common kinds would be as varied. The "
        "dashed line is half of what there was.",
    )


def _controls() -> tuple[Slider | Choice, ...]:
    own = model.Setting()
    return (
        Slider(
            "weight", "Weight on quick engagement", "of the metric", 0, 1, 0.05, own.weight, ".2f"
        ),
        Slider(
            "imitation",
            "Strength of imitation",
            "weight of the feed against one’s own way",
            0,
            1,
            0.05,
            own.imitation,
            ".2f",
        ),
        Slider("noise", "Noise", "of the score, which runs to 1", 0.05, 1, 0.05, own.noise, ".2f"),
        Slider(
            "unmoved", "Makers who do not adapt", "of all makers", 0, 1, 0.05, own.unmoved, ".2f"
        ),
        Choice(
            "traits",
            "Can a script be quick and original?",
            (
                (model.COMPETE, "one costs the other"),
                (model.COMBINE, "it can be both in full"),
            ),
        ),
        Choice(
            "order",
            "Count kinds by",
            (("simpson", "Simpson's index"), ("shannon", "Shannon's entropy")),
        ),
    )


# ---- simulations -------------------------------------------------------------------------------


def runs(table: pd.DataFrame) -> Figure:
    """Return simulated courses of variety around the expected ones.

    Parameters
    ----------
    table : pandas.DataFrame
        What :func:`microdrama.creators.gatekeeping.sweep.bands` returns.
    """
    ends = table[table["elapsed"] == table["elapsed"].max()].set_index("metric")
    labels = {name: f"{name} metric: {kinds:.1f} kinds" for name, kinds in ends["expected"].items()}
    one_sided, balanced = ends.loc["one-sided"], ends.loc["balanced"]
    return Figure(
        "gatekeeping-runs",
        partial(draw.runs, table.assign(label=table["metric"].map(labels))),
        title=(
            f"A one-sided metric leaves the variety of {one_sided['expected']:.1f} kinds, a "
            f"balanced one that of {balanced['expected']:.1f}, of which chance takes more: "
            f"{balanced['middle']:.1f} in the middle of the simulations"
        ),
        alt=(
            "Two falling curves over five hundred rounds, each with a band of simulated courses. "
            "Both start at 15 kinds of script. The curve of the one-sided metric soon runs just "
            "above one, and its band closes. That of the balanced metric levels off below six, "
            "and its band keeps sinking away beneath it."
        ),
        table=table.rename(
            columns={
                "metric": "Metric",
                "elapsed": "Round",
                "expected": "Expected kinds",
                "middle": "Simulated kinds, middle",
                "low": "Simulated kinds, from",
                "high": "Simulated kinds, to",
            }
        ),
        sources=[_SOURCE],
        kinds=("assumed",),
        note="Lines: expected effective number of kinds. Bands hold 95% of the simulated courses.",
    )


def half_times(table: pd.DataFrame) -> Figure:
    """Return the round in which half of the variety is gone, over a grid of settings.

    Parameters
    ----------
    table : pandas.DataFrame
        What :func:`microdrama.creators.gatekeeping.sweep.expected` returns.
    """
    moving = table[table["imitation"] > 0]
    mildest = moving[moving["imitation"] == moving["imitation"].min()].set_index("weight")
    times = mildest["half_time"]
    return Figure(
        "gatekeeping-half-times",
        partial(draw.half_times, moving),
        title=(
            "A metric of originality alone empties the feed as fast as one of quick engagement "
            f"alone: in {times[0.0]:.0f} rounds where makers copy least, a balanced one in "
            f"{times[0.5]:.0f}"
        ),
        alt=(
            "A grid of numbers with the strength of imitation upwards and the weight on quick "
            "engagement across. Numbers fall from the bottom to the top; in each row they are "
            "highest in the middle and the same at both ends."
        ),
        table=moving[["weight", "imitation", "half_time"]].rename(
            columns={
                "weight": "Weight on quick engagement",
                "imitation": "Strength of imitation",
                "half_time": "Half of the variety is gone in round",
            }
        ),
        sources=[_SOURCE],
        kinds=("assumed",),
        note="Number in a field: the first round in which half of the variety or more is gone.",
    )


# ---- what it mirrors, and what would speak against it ------------------------------------------


def assumptions(table: pd.DataFrame) -> Table:
    """Return what each assumption takes from the paper, and what it leaves out.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``assumptions`` of the data package.
    """
    words = [
        Links({one: f"“{claim(one).quote}”"}) if one else "no passage: ours"
        for one in table["claim"]
    ]
    columns = {
        "assumption": "In the model",
        "words": "In the paper",
        "left_out": "What is left out",
    }
    rows = table.assign(words=words)[list(columns)].rename(columns=columns)
    label = "What each assumption of the model takes from the paper"
    return Table(rows, label, whole=True)


def predictions(table: pd.DataFrame) -> Table:
    """Return what the model predicts, where one would look, and what would speak against it.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``predictions`` of the data package.
    """
    columns = {
        "prediction": "If the model holds",
        "observation": "Where to look",
        "against": "What would speak against it",
    }
    rows = table[list(columns)].rename(columns=columns)
    return Table(rows, "What the model predicts, and what would speak against it", whole=True)
