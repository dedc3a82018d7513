"""Google Forms: one row of headings, a grid as ``Question [Row]``, answers in words."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "Google Forms",
    folded("Timestamp", "时间戳记", "时间戳", "Username", "Email Address", "电子邮件地址", "Score"),
    least=1,
    sign=re.compile("timestamp|时间戳记?"),
    inner=lambda heading: heading.rpartition("[")[2].rstrip(" ]") if "[" in heading else heading,
)
