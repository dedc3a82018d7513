"""Five invented texts with a little advice, and the rooms that read them."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import Package
from microdrama.evidence.checks import Finding
from microdrama.evidence.verdicts import Status, Verdict
from microdrama.package import DataPackage
from microdrama.policy import grading, grounds, recommendations
from microdrama.synthesis import knowledge

TEXTS = ("alpha2020", "beta2021", "gamma2022", "delta2023", "eta2024")

#: How the checks of the invented claims ended; nobody checked the others.
STATUSES: dict[str, Status] = {
    "alpha2020-count": "traced",
    "alpha2020-seen": "inconsistent",
    "alpha2020-sample": "consistent",
    "gamma2022-doubt": "not checkable",
}

#: The checks that compared with something outside the text.
OUTSIDE = ("alpha2020-count", "alpha2020-seen", "alpha2020-sample")


def _claim(claim_id: str, kind: str, **number: str) -> dict[str, str]:
    return {
        "id": claim_id,
        "source": claim_id.partition("-")[0],
        "section": "Results",
        "kind": kind,
        "statement": f"What {claim_id} says.",
        "quote": f"as {claim_id} has it, 12 by number",
        **(number and {"comparator": "=", "value": "12", **number}),
    }


def _link(start: str, relation: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end, "relation": relation, "note": f"{start} to {end}."}


def _advice(name: str, text: str, claim: str = "", **cells: str) -> dict[str, str]:
    return {
        "id": name,
        "label": name.capitalize(),
        "text": text,
        "claim": claim,
        "actor": "makers",
        "addressed": "false",
        "lever": "content",
        "implied": str(not claim).lower(),
        "note": "Invented.",
        **cells,
    }


#  count ─► seen ─► why ─► do       A chain of four claims of one text; each may carry advice.
#         sample ─► why ◄─ beta     Another text supports a step, a third doubts it and another
#  doubt ─ ─ ─ ─ ─► why  do ◄─ case contradicts the advice.
TABLES: dict[str, list[dict[str, str]]] = {
    "texts": [
        {
            "key": key,
            "short": key[:-4].capitalize(),
            "authors": "A",
            "title": "T",
            "year": key[-4:],
            "kind": "article",
            "gives": "numbers",
        }
        for key in TEXTS
    ],
    "claims": [
        _claim("alpha2020-count", "statistic", unit="titles"),
        _claim("alpha2020-sample", "statistic", unit="respondents"),
        _claim("alpha2020-seen", "finding"),
        _claim("alpha2020-why", "mechanism"),
        _claim("alpha2020-do", "recommendation"),
        _claim("beta2021-seen", "finding"),
        _claim("beta2021-do", "recommendation"),
        _claim("gamma2022-case", "case"),
        _claim("gamma2022-doubt", "finding"),
    ],
    "links": [
        _link("alpha2020-count", "supports", "alpha2020-seen"),
        _link("alpha2020-seen", "explains", "alpha2020-why"),
        _link("alpha2020-sample", "supports", "alpha2020-why"),
        _link("alpha2020-why", "recommends", "alpha2020-do"),
        _link("beta2021-seen", "supports", "alpha2020-why"),
        _link("gamma2022-doubt", "qualifies", "alpha2020-why"),
        _link("gamma2022-case", "contradicts", "alpha2020-do"),
        _link("alpha2020-why", "qualifies", "gamma2022-case"),
    ],
    "actors": [{"id": "makers", "label": "Makers", "description": "They make."}],
    "levers": [
        {"id": "content", "label": "Words", "description": "What is told."},
        {"id": "rules", "label": "Rules", "description": "What is allowed."},
    ],
    "recommendations": [
        _advice("act", "alpha2020", "alpha2020-do", problem="alpha2020-why"),
        # A part without words of its own, advice with nothing beneath, and implied advice.
        _advice("part", "alpha2020", "alpha2020-do", part_of="act"),
        _advice("alone", "beta2021", "beta2021-do", lever="rules"),
        _advice("tacit", "gamma2022"),
    ],
    "grounds": [
        {"recommendation": name, "claim": claim, "basis": "our reading", "note": f"For {name}."}
        for name, claim in (
            ("act", "alpha2020-why"),
            ("part", "gamma2022-case"),
            ("tacit", "gamma2022-doubt"),
        )
    ],
    "events": [
        {
            "id": f"E{year}",
            "start": f"{year}-01-01",
            "end": f"{year}-12-31",
            "precision": "year",
            "lane": "policy",
            "event": f"The rule of {year}",
            "region": "China",
            "publisher": "The Bureau",
            "reference": "pub2021",
            "quote": "a rule",
            "grade": "A",
        }
        for year in ("2021", "2019")
    ],
    "trials": [
        {"recommendation": "act", "event": "E2021", "note": "Again."},
        {"recommendation": "act", "event": "E2019", "note": "For the first time."},
    ],
    "conflicts": [
        {
            "one": "act",
            "other": "tacit",
            "about": "doing or leaving",
            "note": "Not both.",
            "claim_one": "alpha2020-do",
            "claim_other": "gamma2022-doubt",
        }
    ],
}


def invented(package: Package, monkeypatch: pytest.MonkeyPatch) -> Package:
    """Fill the package that is read with the invented rows and verdicts."""
    for name in DataPackage().description:
        if name in TABLES or name not in package.description:
            package.write(name, TABLES.get(name, []))

    def verdict(claim_id: str) -> Verdict:
        status = STATUSES.get(claim_id, "not checked")
        return Verdict(claim_id, status, (Finding(status, "", outside=claim_id in OUTSIDE),))

    for room in (grounds, knowledge):
        monkeypatch.setattr(room, "verdict", verdict)
    return package


def graded() -> pd.DataFrame:
    """Return what all advice of the package that is read rests on."""
    beneath = grounds.beneath(grounds.argument())
    return grading.graded(recommendations.recommendations(), beneath)


def write_idea(package: Package, *claims: str) -> None:
    """Fill the crosswalk with one idea, which each claim names by its own id."""
    package.write(
        "ideas",
        [
            {
                "id": "making",
                "label": "Making",
                "kind": "one name, several ideas",
                "question": "What is made?",
                "proposition": "Something is made",
                "order": "1",
            }
        ],
    )
    package.write(
        "crosswalk",
        [
            {
                "idea": "making",
                "text": name.partition("-")[0],
                "term": name,
                "claim": name,
                "sense": f"As {name} means it.",
            }
            for name in claims
        ],
    )
