"""How well each recommendation is grounded, under stated rules and under any weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import Claim, claim, short, texts
from microdrama.formulas import where
from microdrama.package import table
from microdrama.policy.recommendations import chains, recommendations
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import numpy as np
    import pandas as pd

#: What a grade is called, from the score at which it begins. Nothing is well grounded unless
#: at least one claim beneath it has survived a check.
GRADES = ((0.6, "well grounded"), (0.4, "partly grounded"), (0.0, "thinly grounded"))

#: The grade of what rests on no printed claim, whatever its score.
NOTHING = "rests on nothing printed"

#: Statuses of a claim that survived a check.
SETTLED = ("reproduced", "consistent")

#: Links within which a claim counts as evidence.
NEAR = 2

#: What a qualification and a contradiction cost, and which share of the other texts is full.
_COSTS = {"qualifies": 0.25, "contradicts": 0.5}
_FULL = 0.5


def rules() -> pd.DataFrame:
    """Return the rules of grading.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``label``, ``question``, ``scale``, ``weight``, ``low`` and ``high`` (the
        weights that a reasonable reader may give), ``why``.
    """
    return table("rules").sort_values("order", ignore_index=True)


def criteria() -> pd.DataFrame:
    """Return how each recommendation does by each rule, from 0 to 1, with the reasons.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation, in the order of the table: ``id``, ``label`` (which says if
        it is implied), ``text``, ``whose``, one column a rule, one column ``why_RULE`` with
        its reason in words, and ``grounded`` (whether any claim lies beneath it).
    """
    import pandas as pd

    points = table("strengths").set_index("kind")["points"]
    under = dict(iter(chains().groupby("recommendation")))
    empty = chains().iloc[:0]
    heard, against = _voices(under)
    tried = table("trials").groupby("recommendation").size()
    found = []
    for row in recommendations().itertuples():
        beneath = under.get(row.id, empty)
        put = beneath[beneath["status"] != "not checked"]
        settled = int(put["status"].isin(SETTLED).sum())
        near = [
            some.kind
            for some in map(claim, beneath.loc[beneath["away"] <= NEAR, "claim"])
            if not _of_design(some)
        ]
        best = max(near, key=points.__getitem__, default="")
        agree, limits = sorted(heard[row.id]), against[row.id]
        cost = sum(_COSTS[relation] for relation in limits)
        trials = int(tried.get(row.id, 0))
        found.append(
            {
                "id": row.id,
                "label": f"{row.label}{' (implied)' if row.implied else ''}",
                "text": row.text,
                "whose": row.whose,
                "grounded": not beneath.empty,
                "evidence": float(points[best]) if best else 0.0,
                "why_evidence": f"the firmest claim near beneath it is a {best}"
                if best
                else "no claim lies near beneath it",
                "checked": settled / len(put) if len(put) else 0.0,
                "why_checked": f"{settled} of {_counting(len(put), 'claim')} put to a check held"
                if len(put)
                else "no claim beneath it was put to a check",
                "agreement": min(1.0, len(agree) / (len(texts()) - 1) / _FULL),
                "why_agreement": f"supported by {' and '.join(map(short, agree))}"
                if agree
                else "no other text supports it",
                "uncontested": max(0.0, 1 - cost),
                "why_uncontested": _counted(limits),
                "tried": float(trials > 0),
                "why_tried": f"{_counting(trials, 'dated event')} tried it"
                if trials
                else "never tried",
            }
        )
    return pd.DataFrame(found)


def _of_design(some: Claim) -> bool:
    """Tell whether a number says only how a study was made, not what it found."""
    return some.unit in ("interviews", "respondents") or "answer scale" in some.population


def _voices(under: dict[str, pd.DataFrame]) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """Return the texts that support each recommendation, and the links that limit it.

    What counts is said of the recommendation itself or of its direct grounds.
    """
    links = table("links").to_dict("records")
    heard: dict[str, set[str]] = {}
    against: dict[str, list[str]] = {}
    for row in recommendations().itertuples():
        beneath = under.get(row.id)
        grounds = set() if beneath is None else set(beneath.loc[beneath["direct"], "claim"])
        spoken_of = (grounds | {row.claim}) - {""}
        near = [link for link in links if {link["from"], link["to"]} & spoken_of]
        heard[row.id] = {
            source
            for link in near
            if link["relation"] not in _COSTS
            for source in (claim(link["from"]).source, claim(link["to"]).source)
        } - {row.text}
        against[row.id] = [
            link["relation"]
            for link in near
            if link["relation"] in _COSTS
            # A contradiction goes both ways; a qualification limits what it points to.
            and (link["relation"] == "contradicts" or link["to"] in spoken_of)
        ]
    return heard, against


def _counting(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _counted(limits: Sequence[str]) -> str:
    counts = [
        _counting(count, noun)
        for relation, noun in (("qualifies", "qualification"), ("contradicts", "contradiction"))
        if (count := limits.count(relation))
    ]
    return " and ".join(counts) or "nothing is said against it"


def graded(found: pd.DataFrame) -> pd.DataFrame:
    """Return criteria with ``score`` under the weights of the rules, ``rank`` and ``grade``."""
    told = rules()
    points, weights = found[told["id"]].to_numpy(), told["weight"].to_numpy()
    # Rounding keeps equals equal, and what lies at a border above it.
    scores = score(points, weights).round(9)
    rows = zip(scores, found["grounded"], found["checked"], strict=True)
    frame = found.assign(score=scores, grade=[_grade(*row) for row in rows])
    frame["rank"] = ranks(points, weights[:, None])[:, 0]
    return frame.sort_values(["rank", "label"], ignore_index=True)


def points_by_rule(frame: pd.DataFrame) -> pd.DataFrame:
    """Return graded recommendations as one row a recommendation and rule.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`graded` returns.

    Returns
    -------
    pandas.DataFrame
        ``label``, ``whose``, ``grade``, ``score``, ``rule`` (label), ``points``, ``why``.
    """
    import pandas as pd

    told = rules()
    common = frame[["label", "whose", "grade", "score"]]
    parts = [
        common.assign(rule=rule.label, points=frame[rule.id], why=frame[f"why_{rule.id}"])
        for rule in told.itertuples()
    ]
    return pd.concat(parts, ignore_index=True)


def _grade(value: float, grounded: bool, checked: float) -> str:
    if not grounded:
        return NOTHING
    well, *others = GRADES
    return next(words for least, words in (([well] if checked else []) + others) if value >= least)


def score(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return weighted means.

    Parameters
    ----------
    points : numpy.ndarray
        From 0 to 1, shape (recommendations, rules).
    weights : numpy.ndarray
        Not negative, shape (rules,).

    Returns
    -------
    numpy.ndarray
        Shape (recommendations,).
    """
    return points @ weights / weights.sum()


def ranks(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the rank of each recommendation under each weighting; equals share the best rank.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (recommendations, rules).
    weights : numpy.ndarray
        Shape (rules, weightings).

    Returns
    -------
    numpy.ndarray
        Whole numbers from 1, shape (recommendations, weightings).
    """
    from scipy.stats import rankdata

    # Only the order counts, so nothing is divided; rounding keeps equals equal.
    scores = (points @ weights).round(9)
    return rankdata(-scores, axis=0, method="min").astype(int)


def weightings(count: int, seed: int = 428) -> np.ndarray:
    """Draw weights evenly between the lowest and the highest that each rule allows.

    Returns
    -------
    numpy.ndarray
        Shape (rules, count).
    """
    import numpy as np

    told = rules()
    low, high = (told[end].to_numpy()[:, None] for end in ("low", "high"))
    return np.random.default_rng(seed).uniform(low, high, (len(told), count))


def always_above(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Tell which recommendation scores above which under every weighting in a box.

    The difference of two scores is linear in the weights, so that its least value over the
    box lies at a corner, found one rule at a time.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (recommendations, rules).
    low, high : numpy.ndarray
        The lowest and highest weight of each rule, shape (rules,).

    Returns
    -------
    numpy.ndarray
        Truth, shape (recommendations, recommendations): the first is always above the second.
    """
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    return np.minimum(apart * low, apart * high).sum(axis=2) > 1e-12


def intervals(found: pd.DataFrame, count: int = 20_000, seed: int = 428) -> pd.DataFrame:
    """Return the ranks that each recommendation can have under reasonable weights.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation, as in ``found``: ``id``, ``label``, ``whose``, ``best`` and
        ``worst`` (bounds that hold for every weighting: how many are always above it, how
        many it is always above), ``low``, ``middle`` and ``high`` (2.5%, 50% and 97.5% of
        its ranks over drawn weightings) and ``first`` (share of the weightings in which none
        ranks higher).
    """
    import numpy as np

    told = rules()
    points = found[told["id"]].to_numpy()
    above = always_above(points, told["low"].to_numpy(), told["high"].to_numpy())
    drawn = ranks(points, weightings(count, seed))
    low, middle, high = np.quantile(drawn, (0.025, 0.5, 0.975), axis=1, method="inverted_cdf")
    return found[["id", "label", "whose"]].assign(
        best=1 + above.sum(axis=0),
        worst=len(found) - above.sum(axis=1),
        low=low.astype(int),
        middle=middle.astype(int),
        high=high.astype(int),
        first=(drawn == 1).mean(axis=1),
    )


def _total(parts: Iterable[Any]) -> Any:
    """Add numbers or symbols; a sum that starts from zero would begin every formula with it."""
    listed = list(parts)
    return reduce(add, listed) if listed else 0


# ---- the reader's own weights ------------------------------------------------------------------


def weighing(found: pd.DataFrame, chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of the order of recommendations under a reader's own weights.

    Parameters
    ----------
    found : pandas.DataFrame
        What :func:`criteria` returns.
    chart : callable
        From a width to a chart of ``label``, ``score``, ``place``.
    """
    told = rules()
    names = list(told["id"])
    weights = ", ".join(f"{row.label.lower()} {{weight_{row.id}:.0f}}" for row in told.itertuples())
    # Recommendations that do alike by every rule are compared once.
    alike = found[names].value_counts().reset_index().to_dict("records")
    base = found[["label", "whose", *names]].assign(
        reasons=[
            "; ".join(str(getattr(row, f"why_{name}")) for name in names)
            for row in found.itertuples()
        ]
    )

    def derive(settings: Any, row: Any) -> dict[str, Any]:
        weights = {name: getattr(settings, f"weight_{name}") for name in names}
        total = _total(weights.values())
        mine = _total(weights[name] * getattr(row, name) for name in names)
        # How many recommendations score higher; the rank is one more.
        higher = _total(
            where(
                _total(weights[name] * other[name] for name in names if other[name]) > mine + 1e-9,
                other["count"],
                0,
            )
            for other in alike
        )
        return {
            "score": mine / where(total == 0, 1, total),
            "place": higher + 1,
            "speaks": higher == 0,
            "case": where(total == 0, "none", "some"),
        }

    return Explorer(
        name="weigh-the-rules",
        title="Which advice comes first if you weigh the rules yourself?",
        alt=(
            "Recommendations as bars, the best grounded at the top, coloured by text. In the "
            "default the weights are those of the table of rules."
        ),
        controls=tuple(
            Slider(f"weight_{row.id}", row.label, "weight", 0, 5, 1, row.weight, ".0f")
            for row in told.itertuples()
        ),
        base=base,
        derive=derive,
        chart=chart,
        sentences={
            "some": "Best grounded under these weights: “{label}” ({whose}), with {score:.2f} of "
            f"1. Its reasons: {{reasons}}. The weights: {weights}.",
            "none": "With no weight on any rule nothing can be put in order.",
        },
        columns={
            "place": "Rank",
            "label": "Recommendation",
            "whose": "Text",
            "score": "Score",
            "reasons": "Reasons",
        },
        sources=["the ledger for claims, links and verdicts; the rules and their weights are ours"],
        kinds=("recomputed", "assumed"),
    )
