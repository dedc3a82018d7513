"""The analysis as tables that a chapter shows: headings and words for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.compatible import SIGNIFICANT
from microdrama.ecosystem.scores import scores

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.analysis import Analysis
    from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression


def titles() -> dict[str, str]:
    """Return the title of each construct."""
    rows = instrument.constructs()
    return dict(zip(rows["name"], rows["title"], strict=True))


_COLUMNS = {"environment": 0, "behaviour": 1, "outcome": 2}

#: Rows of the path diagram, chosen so that no arrow crosses another or a box.
_ROWS = {
    "technological_maturity": 0,
    "market_competition": 1,
    "policy_support": 2,
    "algorithmic_adaptability": 0.5,
    "symbolic_narrative": 2.5,
    "economic_performance": 0,
    "industry_performance": 1,
    "cultural_influence": 2,
    "cross_boundary_integration": 3,
    "innovation_performance": 4,
}


def constructs(report: Analysis) -> pd.DataFrame:
    """Return the description of each construct as the field prints it."""
    rows = report.constructs.reset_index(names="name")
    return rows.assign(name=rows["name"].map(titles())).rename(
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


#: Width of a bar in points of the scale.
_STEP = 0.25


def correlations(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the correlations of the constructs' scores as the field prints them.

    Returns
    -------
    pandas.DataFrame
        One row a construct, with its number; below the diagonal the correlation with each
        construct before it, of the respondents who have both scores; empty above.
    """
    import numpy as np

    found = scores(answers).corr()
    below = np.tril(np.ones(found.shape, dtype=bool), -1)
    rows = found.where(below).iloc[:, :-1].set_axis(range(1, len(found)), axis="columns")
    names = [f"{place} {titles()[name]}" for place, name in enumerate(found, start=1)]
    rows.insert(0, "Construct", names)
    return rows.rename(columns=str).reset_index(drop=True)


def regressions(fits: Iterable[Regression]) -> pd.DataFrame:
    """Return several regressions in one table, each predictor with its outcome."""
    import pandas as pd

    names = titles()
    parts = [regression(fit).assign(Outcome=names[fit.outcome]) for fit in fits]
    rows = pd.concat(parts, ignore_index=True)
    return rows[["Outcome", *rows.columns.drop("Outcome")]]


def regression(fit: Regression) -> pd.DataFrame:
    """Return a regression as the field prints it, one row a predictor."""
    import pandas as pd

    rows = [
        {
            "Predictor": titles()[name],
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

    names = titles()
    focal, moderator = names[found.focal], names[found.moderator]
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
                "Adaptability": words,
                "Level": level,
                "Slope of technology": slope,
                "Standard error": error,
                "At least": slope - width * error,
                "At most": slope + width * error,
            }
        )
    return pd.DataFrame(rows)


def mediation(found: Mediation) -> pd.DataFrame:
    """Return the paths of a mediation with their errors and the two bootstrap intervals."""
    import pandas as pd

    def path(words: str, size: float, error: float, p: float) -> dict[str, object]:
        return {"Path": words, "Size": size, "SE": error, "p": p_words(p)}

    return pd.DataFrame(
        [
            path("a: policy to narrative", found.a, found.a_se, found.a_p),
            path("b: narrative to culture, policy held equal", found.b, found.b_se, found.b_p),
            path(
                "c′: policy to culture, narrative held equal",
                found.direct,
                found.direct_se,
                found.direct_p,
            ),
            path("c: policy to culture, in all", found.total, found.total_se, found.total_p),
            {
                "Path": "a · b: by way of narrative, percentile interval",
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
    names = titles()

    def words(predictor: str) -> str:
        return " × ".join(names[part] for part in predictor.split(":"))

    rows = found.paths
    return rows.assign(
        outcome=rows["outcome"].map(names),
        predictor=rows["predictor"].map(words),
        p=rows["p"].map(p_words),
    )[["outcome", "predictor", "beta", "se", "z", "p"]].rename(
        columns={
            "outcome": "Outcome",
            "predictor": "Cause",
            "beta": "Beta",
            "se": "Standard error",
        }
    )


def agreement(held: pd.DataFrame) -> pd.DataFrame:
    """Return what the text prints beside what a survey gives."""
    from microdrama.evidence.ledger import claim

    given = [_said(row["statistic"], row["obtained"]) for row in held.to_dict("records")]
    return held.assign(
        statement=[claim(claim_id).statement for claim_id in held["claim"]],
        obtained=given,
        agrees=held["agrees"].map({True: "yes", False: "no"}),
    )[["statement", "printed", "basis", "obtained", "agrees"]].rename(
        columns={
            "statement": "The text",
            "printed": "Asks for",
            "basis": "Printed or read",
            "obtained": "The survey gives",
            "agrees": "Agrees",
        }
    )


def _said(statistic: str, value: float | None) -> str | None:
    """Say a statistic with the digits that it is usually printed with."""
    if value is None or value != value:
        return None
    if statistic.endswith(".p"):
        return p_words(value)
    return (
        f"{value:,.0f}"
        if statistic == "n"
        else f"{value:.1f}%"
        if "people" in statistic
        else f"{value:.2f}"
    )


