"""Every survey that agrees with what the text prints, and what that leaves open.

A survey is drawn at the level of correlations: everything is in standard deviations. One draw is
a matrix of correlations among what explains, and the coefficients of the three models of the
text: industry performance on policy, technology and competition; economic performance on
technology, algorithmic adaptability and their product; cultural influence on policy by way of
symbolic narrative. All else follows in closed form [1]_. A draw is kept if it can exist (the
correlations are positive definite and each model leaves some variance over) and if every sign,
interval and p-value comes out as printed.

A drawn survey is nobody's answers. The set of them shows what the text does not settle.

References
----------
.. [1] J. Cohen, P. Cohen, S. G. West and L. S. Aiken, *Applied Multiple Regression/Correlation
   Analysis for the Behavioral Sciences*, 3rd ed., 2003, chapters 3 and 7.
"""

from microdrama.ecosystem.compatible.constraints import LARGEST, SIGNIFICANT, Limits, limits
from microdrama.ecosystem.compatible.drawing import BLOCK, surveys
from microdrama.ecosystem.compatible.findings import as_json, as_text, finding, fullness
from microdrama.ecosystem.compatible.parameters import CORRELATIONS, PARAMETERS
from microdrama.ecosystem.compatible.priors import MODERATE, PRIORS, correlations
from microdrama.ecosystem.compatible.regressions import (
    MODELS,
    Fit,
    culture,
    economy,
    industry,
    narrative,
    p_values,
)
from microdrama.ecosystem.compatible.sensitivity import ceiling, smallest_detectable
from microdrama.ecosystem.compatible.summaries import (
    QUANTITIES,
    across,
    quantities,
    sample,
    summary,
)

__all__ = [
    "BLOCK",
    "CORRELATIONS",
    "LARGEST",
    "MODELS",
    "MODERATE",
    "PARAMETERS",
    "PRIORS",
    "QUANTITIES",
    "SIGNIFICANT",
    "Fit",
    "Limits",
    "across",
    "as_json",
    "as_text",
    "ceiling",
    "correlations",
    "culture",
    "economy",
    "finding",
    "fullness",
    "industry",
    "limits",
    "narrative",
    "p_values",
    "quantities",
    "sample",
    "smallest_detectable",
    "summary",
    "surveys",
]
