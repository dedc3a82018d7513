"""The evidence: claims, how they bear on each other, and what becomes of them when checked."""

from microdrama.evidence.arguments import argument, argument_table
from microdrama.evidence.ledger import (
    Claim,
    UnknownClaimError,
    claim,
    claims,
    short,
    tabulate,
    texts,
)

__all__ = [
    "Claim",
    "UnknownClaimError",
    "argument",
    "argument_table",
    "claim",
    "claims",
    "short",
    "tabulate",
    "texts",
]
