"""What each model was meant to answer, for where the answers cannot carry it."""

from __future__ import annotations

from microdrama.exhibits.ecosystem.names import lower, short, way
from microdrama.package import table

PATHS_QUESTION = "All paths at once"
ONE_COMPONENT_QUESTION = "How much one component explains of all answers"


def questions() -> dict[str, str]:
    """Return what each part of the analysis was meant to answer, by its name."""
    found = {}
    for row in table("models").to_dict("records"):
        predictors = row["predictors"].split()
        match row["kind"]:
            case "regression":
                found[row["name"]] = regression_question(row["outcome"])
            case "moderation":
                found[row["name"]] = moderation_question(*predictors)
            case "mediation":
                found[row["name"]] = mediation_question(*predictors, row["outcome"])
    return found | {"paths": PATHS_QUESTION, "one-factor": ONE_COMPONENT_QUESTION}


def regression_question(outcome: str) -> str:
    """Return what a regression was meant to answer."""
    return f"What goes with {lower(outcome)}"


def moderation_question(focal: str, moderator: str) -> str:
    """Return what a moderation was meant to answer."""
    return f"Does {short(focal)} pay more where {short(moderator)} is high"


def mediation_question(predictor: str, mediator: str, outcome: str) -> str:
    """Return what a mediation was meant to answer."""
    return f"Does {short(predictor)} reach {short(outcome)} by way of {way(mediator)}"


def missing(question: str, reason: str) -> str:
    """Say that something cannot be computed, and why."""
    return f"{question}: this cannot be computed, because {reason}"
