"""LimeSurvey: headings by code, ``Q1[SQ001]``, or by text; answers by code, ``A5``, or in full."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")


def _inner(heading: str) -> str:
    """Return what stands in the brackets at the end, as subquestions do."""
    found = _BRACKETS.search(heading)
    return found[1] if found else heading


EXPORT = Export(
    "LimeSurvey",
    folded(
        *("id", "Response ID", "submitdate", "Date submitted", "lastpage", "Last page"),
        *("startlanguage", "Start language", "seed", "startdate", "Date started", "datestamp"),
        *("Date last action", "ipaddr", "IP address", "refurl", "Referrer URL", "token"),
        *("interviewtime", "Total time", "答复 ID", "提交日期", "最后一页", "起始语言"),
    ),
    least=3,
    sign=re.compile("lastpage|startlanguage|最后一页|起始语言"),
    inner=_inner,
)
