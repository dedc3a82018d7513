"""A ledger of two invented texts, small enough to count and to follow by hand."""

from __future__ import annotations

from helpers import Package

TEXTS = [
    {
        "key": key,
        "short": short,
        "authors": f"A. {short}",
        "title": f"On {short}",
        "year": key[-4:],
        "kind": "article",
        "gives": "numbers",
    }
    for key, short in (("beta2021", "Beta"), ("alpha2020", "Alpha"))
]


def a_claim(
    claim_id: str, kind: str, value: str = "", unit: str = "", comparator: str = "="
) -> dict[str, str]:
    """Return the cells of a claim; its text is the first part of its id."""
    return {
        "id": claim_id,
        "source": claim_id.partition("-")[0],
        "section": "Results",
        "kind": kind,
        "statement": f"What {claim_id} says.",
        "quote": f"it says {value} {unit}".strip(),
        "value": value,
        "unit": unit,
        "comparator": comparator if value else "",
    }


CLAIMS = [
    a_claim("alpha2020-before", "statistic", "398", "titles"),
    a_claim("alpha2020-after", "statistic", "2,775", "titles"),
    # 2,775 / 398 = 6.97, a rise of 597%, and 597 lies between 550 and 650: recomputed.
    a_claim("alpha2020-growth", "statistic", "600", "%", "≈"),
    a_claim("alpha2020-share", "statistic", "40", "%"),
    a_claim("alpha2020-young", "finding"),
    a_claim("alpha2020-boom", "finding"),
    a_claim("alpha2020-theory", "theory"),
    a_claim("alpha2020-advise-settled", "recommendation"),
    a_claim("alpha2020-advise-printed", "recommendation"),
    a_claim("alpha2020-advise-words", "recommendation"),
    a_claim("alpha2020-advise-bare", "recommendation"),
    # The same 2,775 in another text: consistent.
    a_claim("beta2021-after", "statistic", "2,775", "titles"),
    # 40 and 50 do not meet: disputed between the texts.
    a_claim("beta2021-share", "statistic", "50", "%"),
    a_claim("beta2021-one", "mechanism"),
    a_claim("beta2021-other", "mechanism"),
    a_claim("beta2021-advise", "recommendation"),
]

LINKS = [
    # A chain of three links of three kinds, from a number whose check is settled.
    ("alpha2020-growth", "alpha2020-boom", "explains"),
    ("alpha2020-boom", "alpha2020-young", "supports"),
    ("alpha2020-young", "alpha2020-advise-settled", "recommends"),
    # A number whose check cannot be made.
    ("alpha2020-share", "alpha2020-advise-printed", "supports"),
    # Words only: the two numbers that touch the theory question it or stand in another text.
    ("alpha2020-theory", "alpha2020-advise-words", "operationalises"),
    ("alpha2020-growth", "alpha2020-theory", "qualifies"),
    ("beta2021-after", "alpha2020-theory", "supports"),
    # Nothing: what leads here qualifies, contradicts, is another text's, or runs the wrong way.
    ("alpha2020-growth", "alpha2020-advise-bare", "qualifies"),
    ("alpha2020-after", "alpha2020-advise-bare", "contradicts"),
    ("beta2021-after", "alpha2020-advise-bare", "supports"),
    ("alpha2020-advise-bare", "alpha2020-share", "supports"),
    # Two claims that lean on each other, and so have each other beneath them.
    ("beta2021-one", "beta2021-other", "explains"),
    ("beta2021-other", "beta2021-one", "explains"),
    ("beta2021-other", "beta2021-advise", "recommends"),
    ("beta2021-one", "alpha2020-theory", "contradicts"),
]

#: What two claims lack in the same words.
COUNT = "the number of people asked"

CHECKS = [
    ("alpha2020-growth", "growth", "alpha2020-before alpha2020-after", ""),
    ("alpha2020-share", "missing", "", COUNT),
    ("alpha2020-young", "missing", "", COUNT),
    ("beta2021-after", "texts", "alpha2020-after", ""),
    ("beta2021-share", "texts", "alpha2020-share", ""),
    ("beta2021-share", "missing", "", COUNT),
    ("beta2021-one", "missing", "", "the year"),
]


def fill(package: Package) -> Package:
    """Write the ledger into a package whose other tables may be anything sound."""
    package.write("texts", TEXTS)
    package.write("claims", CLAIMS)
    package.write(
        "links",
        [{"from": a, "to": b, "relation": r, "note": f"{a} {r} {b}."} for a, b, r in LINKS],
    )
    package.write(
        "checks",
        [
            {"claim": claim, "check": check, "inputs": inputs, "chapter": "evolution", "needs": n}
            for claim, check, inputs, n in CHECKS
        ],
    )
    return package
