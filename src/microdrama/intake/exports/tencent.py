"""腾讯问卷: headings ``1.题目``, a row of a matrix as ``5.题干:行``; words or numbers."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "腾讯问卷",
    folded(
        *("编号", "答卷编号", "开始答题时间", "结束答题时间", "答题时长", "清洗数据结果"),
        *("智能清洗数据无效概率", "自定义字段", "语言", "IP", "IP省份", "IP城市", "UA", "Referrer"),
        *("地理位置国家和地区", "地理位置省", "地理位置市", "中奖时间", "用户类型", "用户昵称"),
        *("用户ID", "用户头像", "用户ip", "答题者昵称"),
    ),
    least=2,
    sign=re.compile("开始答题时间|结束答题时间|答题时长"),
    inner=lambda heading: re.split("[:：]", heading, maxsplit=1)[-1],
)
