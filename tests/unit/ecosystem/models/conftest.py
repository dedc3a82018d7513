"""Scores of the reconstructed survey, for the tests of its models."""

from __future__ import annotations

import pandas as pd
import pytest

from surveys import ours, plain_scores


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)
