"""Histograms: of respondents by score, and of compatible surveys by what the text leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Width of a bar of scores in points of the scale: four items give scores in quarters.
_STEP = 0.25


def score_histograms(scores: pd.DataFrame) -> pd.DataFrame:
    """Count scores of each construct in steps of a quarter point, each bar around its score.

    Parameters
    ----------
    scores : pandas.DataFrame
        One row a respondent, one column a construct.

    Returns
    -------
    pandas.DataFrame
        ``construct``, ``low``, ``high``, ``share`` (in percent), ``mean``, ``first`` (of its
        construct).
    """
    import numpy as np
    import pandas as pd

    low, high = instrument.scale()
    ends = np.arange(low - _STEP / 2, high + _STEP, _STEP)
    parts = []
    for construct, values in scores.items():
        counts, _ = np.histogram(values.dropna(), ends)
        bars = pd.DataFrame({"low": ends[:-1], "high": ends[1:]})
        parts.append(
            bars.assign(
                construct=construct,
                share=100 * counts / max(1, counts.sum()),
                mean=values.mean(),
                first=bars.index == 0,
            )
        )
    return pd.concat(parts, ignore_index=True)


#: Bars of a histogram of compatible surveys.
BINS = 40

#: What bars leave out at either end: next to nothing, or what lies outside of every prior's
#: interval where one bar would hold this share of all, because a few draws lie far out.
OUTER, CROWDED = 0.001, 0.3


def _ends(by_prior: Sequence[np.ndarray]) -> np.ndarray:
    """Return the ends of the bars of a quantity; two bars where it is either 0 or 1."""
    import numpy as np

    values = np.concatenate(by_prior)
    if np.isin(values, (0, 1)).all():
        return np.array([-0.5, 0.5, 1.5])
    ends = np.linspace(*np.quantile(values, (OUTER, 1 - OUTER)), BINS + 1)
    if np.histogram(values, ends)[0].max() > CROWDED * len(values):
        inner = [np.quantile(one, (0.025, 0.975)) for one in by_prior]
        ends = np.linspace(np.min(inner), np.max(inner), BINS + 1)
    return ends


def quantity_histograms(
    samples: Mapping[str, pd.DataFrame], quantities: Iterable[str]
) -> pd.DataFrame:
    """Count compatible surveys by quantity and prior.

    Parameters
    ----------
    samples : mapping of str to pandas.DataFrame
        Compatible surveys by prior, one column a quantity.
    quantities : iterable of str
        Which quantities to count.

    Returns
    -------
    pandas.DataFrame
        ``quantity``, ``prior``, ``start``, ``end``, ``share`` (of surveys, in percent);
        ``low``, ``middle``, ``high``: 2.5%, 50% and 97.5% of the quantity under that prior;
        ``average``, which is a share where the quantity is ``yes_or_no``, and then also
        ``low``, ``middle`` and ``high``, because such quantiles say nothing.
    """
    import numpy as np
    import pandas as pd

    parts = []
    for quantity in quantities:
        ends = _ends([sample[quantity].dropna().to_numpy() for sample in samples.values()])
        for prior, sample in samples.items():
            values = sample[quantity].dropna().to_numpy()
            counts, _ = np.histogram(values, ends)
            yes_or_no = len(ends) == 3
            average = values.mean()
            marks = [average] * 3 if yes_or_no else np.quantile(values, (0.025, 0.5, 0.975))
            low, middle, high = marks
            bars = pd.DataFrame({"start": ends[:-1], "end": ends[1:]})
            parts.append(
                bars.assign(
                    quantity=quantity,
                    prior=prior,
                    share=100 * counts / len(values),
                    low=low,
                    middle=middle,
                    high=high,
                    average=average,
                    yes_or_no=yes_or_no,
                )
            )
    return pd.concat(parts, ignore_index=True)
