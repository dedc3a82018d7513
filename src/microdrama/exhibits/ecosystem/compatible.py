"""Exhibits of the surveys that agree with what the text prints: what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts import ecosystem as draw
from microdrama.ecosystem import compatible
from microdrama.ecosystem.histograms import quantity_histograms
from microdrama.evidence.ledger import short
from microdrama.show.blocks import Group, Prose, Table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    from microdrama.ecosystem.survey_in_use import SurveyInUse

#: The ways of drawing correlations, in few words.
PRIOR_LABELS = {
    "uniform": "any, all alike",
    "weak": "of either sign, mostly weak",
    "positive": "moderate and positive",
}


def compatible_surveys(
    samples: Mapping[str, pd.DataFrame], place: Mapping[str, float], survey: SurveyInUse
) -> Explorer | Prose:
    """Return where a survey sits among all that agree with the text.

    Long because it is one declaration.

    Parameters
    ----------
    samples : mapping of str to pandas.DataFrame
        Compatible surveys by prior, as from :func:`microdrama.ecosystem.compatible.sample`.
    place : mapping of str to float
        What :func:`microdrama.ecosystem.position` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    if not place:
        return Prose("This cannot be computed: these answers carry none of the models.")
    shown = {name: words for name, (words, _) in compatible.QUANTITIES.items() if name in place}
    counted = quantity_histograms(samples, shown)
    base = counted.assign(
        whose=re.sub("^the ", "The ", survey.label),
        ours=lambda rows: rows["quantity"].map(place),
        title=lambda rows: rows["quantity"].map(shown),
        says=lambda rows: rows["yes_or_no"].map({True: "yes or no", False: "range"}),
        belongs=lambda rows: rows["ours"].map(lambda own: "one" if own else "none"),
    )
    first = base.iloc[0]
    ends = base.loc[base["quantity"] == first["quantity"], ["start", "end"]]
    return Explorer(
        name="compatible",
        title="What else could the survey have shown?",
        alt=(
            "A histogram of one quantity over all surveys that agree with the text, with a mark "
            f"where one survey sits. In the default the quantity is “{first['title']}”; the bars "
            f"run from {ends['start'].min():.2f} to {ends['end'].max():.2f}."
        ),
        controls=(
            Choice("wanted", "Quantity", tuple(shown.items())),
            Choice("belief", "Correlations among the causes", tuple(PRIOR_LABELS.items())),
        ),
        base=base.reset_index(drop=True),
        keep=lambda settings, row: (
            (row.quantity == settings.wanted) & (row.prior == settings.belief)
        ),
        derive=lambda settings, row: {"case": row.says},
        chart=draw.histogram,
        sentences={
            "range": "{title}: in 95% of the surveys that agree with the text it lies between "
            "{low:.2f} and {high:.2f}. {whose} has {ours:.2f}.",
            "yes or no": "{title}: {average:.0%} of those that agree with the text. {whose} is "
            "{belongs} of these.",
        },
        columns={"start": "At least", "end": "Below", "share": "Share of surveys, %"},
        sources=[f"surveys drawn to agree with everything that {short('wang2026')} prints"],
        kinds=("reconstructed",),
        note="Drawn, not collected. Each bar is a share of the surveys that agree; the outermost "
        "are left out. Dashed: the ends of 95%. Where the answer is yes (1) or no (0) there are "
        "two bars, and dashed is the share of yes.",
        tries="Choose another quantity, or other correlations: which of the ranges stays clear of "
        "zero whatever you choose?",
        own_case=None,
    )


def left_open(samples: Mapping[str, pd.DataFrame]) -> Table:
    """Return the middle and the ends of every quantity under each prior.

    Parameters
    ----------
    samples : mapping of str to pandas.DataFrame
        Compatible surveys by prior.
    """
    spans = {prior: compatible.summary(sample) for prior, sample in samples.items()}
    quantiles = ("2.5%", "50%", "97.5%")
    rows = [
        {"Quantity": words, "Correlations": PRIOR_LABELS[prior], **span.loc[name, [*quantiles]]}
        for name, (words, _) in compatible.QUANTITIES.items()
        if name != "full_mediation"
        for prior, span in spans.items()
    ]
    return Table(
        pd.DataFrame(rows),
        label="What the text leaves open",
        formats=dict.fromkeys(quantiles, "z.2f"),
        kinds=dict.fromkeys(quantiles, "reconstructed"),
    )


def whatever_the_prior(samples: Mapping[str, pd.DataFrame]) -> Group:
    """Say what the printed numbers leave open of policy's effect, and of its way to culture.

    Parameters
    ----------
    samples : mapping of str to pandas.DataFrame
        Compatible surveys by prior.
    """
    return Group([Prose(compatible.finding(samples)), Prose(compatible.fullness(samples))])


def limits(by_limit: pd.DataFrame) -> Table:
    """Return what the limit of coefficients does to what is left open.

    Parameters
    ----------
    by_limit : pandas.DataFrame
        What :func:`microdrama.ecosystem.open_by_limit` returns.
    """
    columns = {
        "largest": "Coefficients up to",
        "r2_low": "R² from",
        "r2_high": "R² to",
        "r_low": "Plain correlation from",
        "r_high": "Plain correlation to",
    }
    limit, *drawn = columns.values()
    return Table(
        by_limit[list(columns)].rename(columns=columns),
        label="What the limit of coefficients does",
        formats=dict(zip(columns.values(), (".2f", ".0%", ".0%", ".2f", ".2f"), strict=True)),
        kinds={limit: "assumed", **dict.fromkeys(drawn, "reconstructed")},
    )


def ceiling(attenuated: pd.DataFrame) -> Table:
    """Return what the ceiling of the scale does to a correlation.

    Parameters
    ----------
    attenuated : pandas.DataFrame
        What :func:`microdrama.ecosystem.compatible.ceiling` returns.
    """
    columns = {
        "spread": "If what is felt has this spread",
        "deviation": "the answers have",
        "top": "at the top stand",
        "attenuation": "and a correlation shrinks to",
    }
    spread, *computed = columns.values()
    return Table(
        attenuated[list(columns)].rename(columns=columns),
        label="What the ceiling of the scale does to a correlation",
        formats=dict(zip(columns.values(), (".2f", ".2f", ".0%", ".0%"), strict=True)),
        kinds={spread: "assumed", **dict.fromkeys(computed, "recomputed")},
    )
