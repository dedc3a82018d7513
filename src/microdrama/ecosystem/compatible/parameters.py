"""What one compatible survey consists of: correlations and standardised coefficients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What one draw consists of. Correlations come first, in the order of the vine.
PARAMETERS: Mapping[str, str] = {
    "technology_algorithm": "correlation of technology and algorithmic adaptability",
    "policy_technology": "correlation of policy support and technology",
    "technology_competition": "correlation of technology and competition",
    "policy_algorithm": "correlation of policy support and algorithmic adaptability",
    "competition_algorithm": "correlation of competition and algorithmic adaptability",
    "policy_competition": "correlation of policy support and competition",
    "industry_policy": "coefficient of policy support on industry performance",
    "industry_technology": "coefficient of technology on industry performance",
    "industry_competition": "coefficient of competition on industry performance",
    "economy_technology": "coefficient of technology on economic performance",
    "economy_algorithm": "coefficient of algorithmic adaptability on economic performance",
    "economy_interaction": "coefficient of the product of the two on economic performance",
    "a": "coefficient of policy support on symbolic narrative",
    "b": "coefficient of symbolic narrative on cultural influence",
    "direct": "coefficient of policy support on cultural influence",
}

#: The parameters that are correlations.
CORRELATIONS = tuple(PARAMETERS)[:6]

#: Parameters by name: one array for each, one value a survey, or one number.
Surveys = Mapping[str, Any]
