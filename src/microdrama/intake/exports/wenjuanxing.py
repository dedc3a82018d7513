"""问卷星: headings ``4、题目``, a row of a matrix as ``5、题干—行``; text, numbers or letters."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "问卷星",
    folded(
        *("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分", "用户ID"),
        *("用户名", "答卷编号", "开始答卷时间", "省份", "城市"),
    ),
    least=2,
    sign=re.compile("提交答卷时间|所用时间"),
    inner=lambda heading: re.split("—+", heading)[-1],
    # What was skipped by a rule of the form, and what was left empty.
    missing=frozenset({"-3", "-2", "(跳过)", "(空)"}),
)
