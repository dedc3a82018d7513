"""A ledger to work out by hand, for whatever reads claims, links and checks."""

from __future__ import annotations

import pytest

import ledgers
from helpers import Package


@pytest.fixture
def own(little: Package) -> Package:
    """Return a package of two invented texts, read by every part of the house."""
    return ledgers.fill(little)
