"""A reconstructed survey: made so that everything the text prints about its own comes out.

It is not data. It is one of very many surveys that agree with the text
(:mod:`microdrama.ecosystem.compatible` draws the others); what the text does not print is
taken from ``assumptions.csv``, where every assumption has its value, range and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.reading import Survey
from microdrama.ecosystem.scores import scores
from microdrama.evidence.ledger import claim
from microdrama.package import remembered, table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NAME = "the reconstructed survey"

#: The first lines of its file; without commas, so that they read as sentences in any program.
FIRST_LINES = (
    "This survey is reconstructed: nobody gave these answers.",
    "It was made so that everything the text prints about its own survey comes out of it.",
    "What the text does not print is assumed: see data/ecosystem/assumptions.csv of the book.",
    "Very many other surveys agree with the text as well.",
)


def assumptions() -> Mapping[str, float]:
    """Return the value of every assumption, by name."""
    return dict(table("assumptions").set_index("name")["value"])


#: Constructs that nothing in the model explains, in the order of the correlations.
_GIVEN = ("policy", "technology", "competition", "algorithm")

#: Short names of the assumptions, and the constructs they speak of.
_CONSTRUCTS = {
    "policy": "policy_support",
    "technology": "technological_maturity",
    "competition": "market_competition",
    "algorithm": "algorithmic_adaptability",
    "narrative": "symbolic_narrative",
    "integration": "cross_boundary_integration",
    "industry": "industry_performance",
    "economy": "economic_performance",
    "culture": "cultural_influence",
    "innovation": "innovation_performance",
}

#: Claims that print the mean of a construct; the other means are assumed.
_PRINTED_MEANS = {
    "policy": "wang2026-policy-mean",
    "competition": "wang2026-competition-mean",
    "narrative": "wang2026-sns-mean",
}


def _correlations(assumed: Mapping[str, float]) -> np.ndarray:
    """Return the correlation matrix of the constructs that nothing explains."""
    import numpy as np

    matrix = np.eye(len(_GIVEN))
    for i, one in enumerate(_GIVEN):
        for j, other in enumerate(_GIVEN[:i]):
            matrix[i, j] = matrix[j, i] = assumed[f"{other}-{one}"]
    return matrix


def _constructs(
    normal: Mapping[str, np.ndarray], assumed: Mapping[str, float], policy_industry: float
) -> dict[str, np.ndarray]:
    """Return the standardised constructs of every respondent, predictors before outcomes."""
    a, c = assumed, {name: normal[name] for name in _GIVEN}

    def effect(name: str, *parts: tuple[float, np.ndarray]) -> None:
        explained = sum(size * predictor for size, predictor in parts)
        rest = max(1 - float(explained.var()), 0.05) ** 0.5
        c[name] = explained + rest * normal[name]

    effect("narrative", (a["policy-narrative"], c["policy"]))
    effect(
        "culture",
        (a["narrative-culture"], c["narrative"]),
        (a["policy-culture"], c["policy"]),
    )
    effect("integration", (a["narrative-integration"], c["narrative"]))
    effect("innovation", (a["integration-innovation"], c["integration"]))
    effect(
        "industry",
        (policy_industry, c["policy"]),
        (a["technology-industry"], c["technology"]),
        (a["competition-industry"], c["competition"]),
    )
    effect(
        "economy",
        (a["technology-economy"], c["technology"]),
        (a["algorithm-economy"], c["algorithm"]),
        (a["interaction-economy"], c["technology"] * c["algorithm"]),
    )
    return c


def _answers(
    constructs: Mapping[str, np.ndarray],
    errors: Mapping[str, np.ndarray],
    assumed: Mapping[str, float],
) -> pd.DataFrame:
    """Turn constructs into whole-number answers with the wanted means."""
    import pandas as pd

    low, high = instrument.scale()
    items = instrument.items()
    columns = {}
    for name, construct in _CONSTRUCTS.items():
        ids = items.loc[items["construct"] == construct]
        loading = assumed["loading"]
        strength = loading * constructs[name][:, None] + (1 - loading**2) ** 0.5 * errors[name]
        wanted = (
            claim(_PRINTED_MEANS[name]).interval.middle
            if name in _PRINTED_MEANS
            else assumed[f"mean-{name}"]
        )
        answers = _rounded(assumed["spread"] * strength, wanted, low, high)
        for place, (item, reverse) in enumerate(zip(ids["id"], ids["reverse"], strict=True)):
            columns[item] = low + high - answers[:, place] if reverse else answers[:, place]
    return pd.DataFrame(columns).astype("float32")


def _rounded(strength: np.ndarray, wanted: float, low: int, high: int) -> np.ndarray:
    """Shift answers until they have the wanted mean, and round them to the scale."""
    import numpy as np

    def answers(shift: float) -> np.ndarray:
        return np.clip(np.rint(strength + shift), low, high)

    shift = _solve(lambda shift: float(answers(shift).mean()) - wanted, low - 5.0, high + 5.0)
    return answers(shift)


def _solve(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a rising step function crosses zero, as near as its steps allow."""
    from scipy.optimize import bisect

    return float(bisect(function, low, high, xtol=1e-4))


@remembered
def reconstructed() -> Survey:
    """Return the reconstructed survey.

    The random numbers are drawn once; then the effect of policy support on industry
    performance is moved until the coefficient comes out as printed.

    Returns
    -------
    Survey
        With as many respondents as the text prints.
    """
    import numpy as np

    assumed = assumptions()
    rng = np.random.default_rng(int(assumed["seed"]))
    n = int(claim("wang2026-sample-n").interval.middle)
    given = rng.standard_normal((n, len(_GIVEN))) @ np.linalg.cholesky(_correlations(assumed)).T
    normal = dict(zip(_GIVEN, given.T, strict=True))
    normal |= {name: rng.standard_normal(n) for name in _CONSTRUCTS if name not in _GIVEN}
    per_construct = instrument.items().groupby("construct").size()
    errors = {
        name: rng.standard_normal((n, per_construct[construct]))
        for name, construct in _CONSTRUCTS.items()
    }
    wanted = claim("wang2026-policy-beta").interval.middle

    def answers(effect: float) -> pd.DataFrame:
        return _answers(_constructs(normal, assumed, effect), errors, assumed)

    def too_much(effect: float) -> float:
        from microdrama.ecosystem.models import regression

        model = table("models").set_index("name").loc["industry"]
        fit = regression(scores(answers(effect)), model["outcome"], model["predictors"].split())
        return fit.terms["policy_support"].beta - wanted

    made = answers(_solve(too_much, 0.0, 0.9))
    made.index = made.index + 2  # as a spreadsheet counts rows, below its heading
    return Survey(NAME, made, _people(made.index, assumed, rng), (), ())


def _people(
    index: pd.Index, assumed: Mapping[str, float], rng: np.random.Generator
) -> pd.DataFrame:
    """Give respondents an education, an age and a role, with the assumed shares."""
    import pandas as pd

    master, doctor = assumed["share-master"], assumed["share-doctor"]
    none = assumed["share-below-bachelor"]
    young, old = assumed["share-under-25"], assumed["share-over-40"]
    roles = [
        row["code"]
        for row in instrument.questions().to_dict("records")
        if row["question"] == "role"
    ]
    wanted = {
        "education": {
            "below-bachelor": none,
            "bachelor": 100 - none - master - doctor,
            "master": master,
            "doctorate": doctor,
        },
        "age": {"under-25": young, "25-40": 100 - young - old, "over-40": old},
        "role": dict.fromkeys(roles, 100 / len(roles)),
    }
    return pd.DataFrame(
        {question: _dealt(parts, len(index), rng) for question, parts in wanted.items()},
        index=index,
    )


def _dealt(parts: Mapping[str, float], n: int, rng: np.random.Generator) -> np.ndarray:
    """Deal options in the wanted shares, as exactly as whole respondents allow."""
    import numpy as np

    ends = np.rint(np.cumsum(list(parts.values())) / 100 * n).astype(int)
    options = np.repeat(list(parts), np.diff(ends, prepend=0))
    return rng.permutation(options)


def as_csv() -> str:
    """Return the reconstructed survey as a table with commas that says first what it is.

    Returns
    -------
    str
        :data:`FIRST_LINES`, then one row of headings as in the template, then one row a
        respondent. :func:`microdrama.ecosystem.reading.read` reads it.
    """
    import csv
    import io

    survey = reconstructed()
    rows = survey.people.join(survey.answers.astype(int)).reset_index(drop=True)
    rows.insert(0, instrument.RESPONDENT, rows.index + 1)
    text = io.StringIO()
    csv.writer(text).writerows([*([line] for line in FIRST_LINES), rows.columns])
    csv.writer(text).writerows(rows.itertuples(index=False))
    return text.getvalue()


def says_so(survey: Survey) -> bool:
    """Tell whether a survey was read from a file that says of itself that it is reconstructed."""
    return FIRST_LINES[0] in survey.above
