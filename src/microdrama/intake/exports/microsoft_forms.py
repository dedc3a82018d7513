"""Microsoft Forms: an Excel table, each statement a column, answers in words."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "Microsoft Forms",
    folded(
        *("ID", "Start time", "Completion time", "Email", "Name", "Last modified time"),
        *("Language", "Total points", "Quiz feedback", "Grade posted time"),
        *("开始时间", "完成时间", "电子邮件", "姓名", "名称", "上次修改时间", "总分"),
    ),
    least=3,
    sign=re.compile("completiontime|完成时间"),
)
