"""What the printed numbers and words pin down of each quantity of the survey, and what is free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.explained import least_explained
from microdrama.ecosystem.targets import targets, wanted
from microdrama.evidence.ledger import claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How much the text says of a quantity, the most first.
BASES = ("printed", "implied", "free")


def pinned_down() -> pd.DataFrame:
    """Return where each quantity of the survey can lie, given all that the text says.

    Returns
    -------
    pandas.DataFrame
        One row a quantity: ``group`` (``mean``, ``coefficient`` or ``explained``); ``outcome``, a
        construct; ``predictor``, a construct, a product such as ``one:other``, or empty;
        ``through``, the construct by way of which an effect goes, or empty; ``low`` and ``high``,
        between which it can lie; ``least`` and ``most``, between which it could have lain;
        ``basis``, one of :data:`BASES`; and ``claim``, the id of the claim that says most of it,
        or empty.

    Notes
    -----
    Means run over the answer scale. Coefficients are standardised and run up to one standard
    deviation, although nothing but rarity keeps them there. What a regression explains at least
    follows from the p-value of one predictor; see :func:`microdrama.ecosystem.least_explained`.
    """
    import pandas as pd

    rows = [*_means(), *_coefficients(), *_explained()]
    order = {basis: place for place, basis in enumerate(BASES)}
    return pd.DataFrame(rows).sort_values(
        ["group", "basis"],
        key=lambda column: column.map({**order, "mean": 0, "coefficient": 1, "explained": 2}),
        kind="stable",
        ignore_index=True,
    )


def _means() -> Iterator[dict[str, object]]:
    low, high = map(float, instrument.scale())
    for name in instrument.constructs()["name"]:
        yield {
            "group": "mean",
            **_named(name),
            **_narrowed(f"constructs.{name}.mean", low, high),
        }


def _coefficients() -> Iterator[dict[str, object]]:
    """Yield every path of the models; of a mediation its parts and what goes by way of it."""
    for row in table("models").to_dict("records"):
        outcome, (first, *others) = row["outcome"], row["predictors"].split()
        match row["kind"]:
            case "regression":
                paths = [
                    (_named(outcome, name), f"regression.{outcome}.{name}.beta")
                    for name in (first, *others)
                ]
            case "moderation":
                product = ":".join((first, *others))
                paths = [(_named(outcome, product), "moderation.interaction")]
            case _:
                [mediator] = others
                paths = [
                    (_named(outcome, first, mediator), "mediation.ci_low"),
                    (_named(mediator, first), "mediation.a"),
                    (_named(outcome, mediator), "mediation.b"),
                    (_named(outcome, first), "mediation.direct"),
                ]
        for names, statistic in paths:
            yield {"group": "coefficient", **names, **_narrowed(statistic, -1.0, 1.0)}


def _explained() -> Iterator[dict[str, object]]:
    """Yield what is explained of each outcome: at least what one p-value asks for."""
    respondents = round(claim("wang2026-sample-n").interval.middle)
    bounds = {
        outcome: min(
            (wanted(row)[1].high, row["claim"])
            for row in targets().to_dict("records")
            if row["statistic"] in _p_values(outcome)
        )
        for outcome in _outcomes()
        if set(targets()["statistic"]) & _p_values(outcome)
    }
    for outcome in _outcomes():
        row = _narrowed("", 0.0, 1.0)
        if outcome in bounds:
            p, said_by = bounds[outcome]
            row |= {"low": least_explained(p, respondents), "basis": "implied", "claim": said_by}
        yield {"group": "explained", **_named(outcome), **row}


def _outcomes() -> list[str]:
    return list(dict.fromkeys(table("models")["outcome"]))


def _p_values(outcome: str) -> set[str]:
    """Return the names of all p-values that a model of an outcome may have."""
    models = table("models")
    of_outcome = models[models["outcome"] == outcome]
    names = {name for row in of_outcome["predictors"] for name in row.split()}
    found = {f"regression.{outcome}.{name}.p" for name in names}
    return found | ({"moderation.p"} if "moderation" in set(of_outcome["kind"]) else set())


def _named(outcome: str, predictor: str = "", through: str = "") -> dict[str, object]:
    return {"outcome": outcome, "predictor": predictor, "through": through}


def _narrowed(statistic: str, least: float, most: float) -> dict[str, object]:
    """Narrow what a statistic could have been by everything that the text says of it."""
    rows = [row for row in targets().to_dict("records") if row["statistic"] == statistic]
    found = [wanted(row) for row in rows]
    exact = any(comparator == "=" for *_, comparator in found)
    return {
        "low": max([least, *(interval.low for _, interval, _ in found)]),
        "high": min([most, *(interval.high for _, interval, _ in found)]),
        "least": least,
        "most": most,
        "basis": "printed" if exact else "implied" if found else "free",
        "claim": rows[0]["claim"] if rows else "",
    }
