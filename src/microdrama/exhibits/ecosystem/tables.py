"""The analysis as tables: headings and words for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.exhibits.ecosystem.names import short, title

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression


def constructs(described: pd.DataFrame) -> pd.DataFrame:
    """Return the description of each construct as the field prints it.

    Parameters
    ----------
    described : pandas.DataFrame
        As from :func:`microdrama.ecosystem.describe`.
    """
    rows = described.reset_index(names="name")
    return rows.assign(name=rows["name"].map(title)).rename(
        columns={
            "name": "Construct",
            "items": "Items",
            "n": "Respondents",
            "mean": "Mean",
            "sd": "Standard deviation",
            "alpha": "Alpha",
            "omega": "Omega",
        }
    )


def correlations(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return correlations of the constructs' scores as the field prints them.

    Parameters
    ----------
    matrix : pandas.DataFrame
        Each construct with each.

    Returns
    -------
    pandas.DataFrame
        One row a construct, with its number; below the diagonal the correlation with each
        construct before it; empty above.
    """
    import numpy as np

    below = np.tril(np.ones(matrix.shape, dtype=bool), -1)
    rows = matrix.where(below).iloc[:, :-1].set_axis(range(1, len(matrix)), axis="columns")
    numbered = [f"{place} {title(name)}" for place, name in enumerate(matrix, start=1)]
    rows.insert(0, "Construct", numbered)
    return rows.rename(columns=str).reset_index(drop=True)


def regressions(fits: Iterable[Regression]) -> pd.DataFrame:
    """Return several regressions in one table, each predictor with its outcome."""
    import pandas as pd

    parts = [regression(fit).assign(Outcome=title(fit.outcome)) for fit in fits]
    rows = pd.concat(parts, ignore_index=True)
    return rows[["Outcome", *rows.columns.drop("Outcome")]]


def regression(fit: Regression) -> pd.DataFrame:
    """Return a regression as the field prints it, one row a predictor."""
    import pandas as pd

    rows = [
        {
            "Predictor": title(name),
            "Beta": term.beta,
            "B": term.b,
            "SE": term.se,
            "Robust SE": term.robust_se,
            "t": term.t,
            "p": p_words(term.p),
            "From": term.ci_low,
            "To": term.ci_high,
            "VIF": term.vif,
        }
        for name, term in fit.terms.items()
    ]
    return pd.DataFrame(rows)


def p_words(p: float) -> str:
    """Say a p-value as journals do; a dash where there is none."""
    if p != p:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def moderation(found: Moderation) -> pd.DataFrame:
    """Return the coefficients of a moderation as the field prints them, scores centred."""
    import pandas as pd
    from scipy.stats import t as student

    focal, moderator = title(found.focal), title(found.moderator)
    terms = (
        (f"{focal}, at the mean of the other", found.slope, found.slope_se),
        (f"{moderator}, at the mean of the other", found.other, found.other_se),
        (f"{focal} × {moderator.lower()}", found.interaction, found.interaction_se),
    )
    rows = [
        {
            "Term": words,
            "B": b,
            "SE": error,
            "t": b / error,
            "p": p_words(2 * float(student.sf(abs(b / error), found.df))),
        }
        for words, b, error in terms
    ]
    return pd.DataFrame(rows)


def simple_slopes(found: Moderation) -> pd.DataFrame:
    """Return the slope one standard deviation below, at and above the moderator's mean."""
    import pandas as pd

    width, rows = found.critical, []
    for words, away in (("low (−1 SD)", -1), ("at the mean", 0), ("high (+1 SD)", 1)):
        level = found.mean + away * found.sd
        slope, error = found.slope_at(level)
        rows.append(
            {
                short(found.moderator).capitalize(): words,
                "Level": level,
                slope_heading(found): slope,
                "Standard error": error,
                "At least": slope - width * error,
                "At most": slope + width * error,
            }
        )
    return pd.DataFrame(rows)


def slope_heading(found: Moderation) -> str:
    """Return the heading of the slopes of a moderation."""
    return f"Slope of {short(found.focal)}"


def mediation(found: Mediation) -> pd.DataFrame:
    """Return the paths of a mediation with their errors and the two bootstrap intervals."""
    import pandas as pd

    predictor, mediator, outcome = map(short, (found.predictor, found.mediator, found.outcome))

    def path(words: str, size: float, error: float, p: float) -> dict[str, object]:
        return {"Path": words, "Size": size, "SE": error, "p": p_words(p)}

    return pd.DataFrame(
        [
            path(f"a: {predictor} to {mediator}", found.a, found.a_se, found.a_p),
            path(
                f"b: {mediator} to {outcome}, {predictor} held equal",
                found.b,
                found.b_se,
                found.b_p,
            ),
            path(
                f"c′: {predictor} to {outcome}, {mediator} held equal",
                found.direct,
                found.direct_se,
                found.direct_p,
            ),
            path(
                f"c: {predictor} to {outcome}, in all", found.total, found.total_se, found.total_p
            ),
            {
                "Path": f"a · b: by way of {mediator}, percentile interval",
                "Size": found.indirect,
                "At least": found.ci_low,
                "At most": found.ci_high,
            },
            {
                "Path": "a · b: the same, bias-corrected interval",
                "Size": found.indirect,
                "At least": found.corrected_low,
                "At most": found.corrected_high,
            },
        ]
    )


def path_table(found: Paths) -> pd.DataFrame:
    """Return all paths at once as the field prints them."""
    rows = found.paths
    return rows.assign(
        outcome=rows["outcome"].map(title),
        predictor=rows["predictor"].map(title),
        p=rows["p"].map(p_words),
    )[["outcome", "predictor", "beta", "se", "z", "p"]].rename(
        columns={
            "outcome": "Outcome",
            "predictor": "Cause",
            "beta": "Beta",
            "se": "Standard error",
        }
    )


def agreement(statistics: pd.DataFrame) -> pd.DataFrame:
    """Return what the text prints beside what a survey gives.

    Parameters
    ----------
    statistics : pandas.DataFrame
        As from :func:`microdrama.ecosystem.agreement`.
    """
    given = [_digits(row["statistic"], row["obtained"]) for row in statistics.to_dict("records")]
    return statistics.assign(
        statement=[claim(claim_id).statement for claim_id in statistics["claim"]],
        obtained=given,
        agrees=statistics["agrees"].map({True: "yes", False: "no"}),
    )[["statement", "printed", "basis", "obtained", "agrees"]].rename(
        columns={
            "statement": "The text",
            "printed": "Asks for",
            "basis": "Printed or read",
            "obtained": "The survey gives",
            "agrees": "Agrees",
        }
    )


def _digits(statistic: str, value: float | None) -> str | None:
    """Say a statistic with the digits that it is usually printed with."""
    if value is None or value != value:
        return None
    if statistic.endswith(".p"):
        return p_words(value)
    if statistic == "n":
        return f"{value:,.0f}"
    return f"{value:.1f}%" if "people" in statistic else f"{value:.2f}"
