"""Jotform: one row of headings, a row of a matrix as ``Question >> Row``, answers in words."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "Jotform",
    folded(
        *("Submission Date", "Submission ID", "Submission IP", "Submission URL", "Flow Status"),
        *("Last Update Date", "IP", "Approval Status", "提交日期", "提交编号"),
    ),
    least=1,
    sign=re.compile("submissiondate|提交日期"),
    inner=lambda heading: heading.rpartition(">>")[2].strip(),
)
