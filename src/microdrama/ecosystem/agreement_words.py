"""Words of agreement, as forms put them, and how far each stands from the middle of the scale.

Two words of one step in one column cannot belong to five points: the scale is then another one, and
nobody guesses which.
"""

from __future__ import annotations

from collections.abc import Mapping

from microdrama.intake.text import fold

#: Steps from the middle, below it for disagreement.
_STEPS: Mapping[int, tuple[str, ...]] = {
    -2: (
        *("strongly disagree", "completely disagree", "totally disagree", "fully disagree"),
        *("entirely disagree", "disagree strongly", "disagree completely", "definitely disagree"),
        *("very strongly disagree", "absolutely disagree", "do not agree at all"),
        *("not at all agree", "strong disagreement"),
        *(
            "非常不同意",
            "完全不同意",
            "十分不同意",
            "很不同意",
            "极不同意",
            "强烈不同意",
            "坚决不同意",
        ),
        *("非常不赞同", "完全不赞同", "非常不认同", "完全不认同", "非常不符合", "完全不符合"),
        *("非常不赞成", "完全不赞成", "很不符合", "很不赞同"),
    ),
    -1: (
        *("disagree", "somewhat disagree", "tend to disagree", "rather disagree"),
        *("slightly disagree", "mostly disagree", "partly disagree", "moderately disagree"),
        *("disagree somewhat", "do not agree", "disagree a little", "disagree slightly"),
        *("不同意", "比较不同意", "有点不同意", "较不同意", "基本不同意", "不太同意", "不太赞同"),
        *("不赞同", "比较不赞同", "不认同", "比较不认同", "不符合", "比较不符合", "不太符合"),
        *("不赞成", "比较不赞成", "基本不符合", "不太认同"),
    ),
    0: (
        *("neither agree nor disagree", "neither disagree nor agree", "neutral", "neither"),
        *("neither nor", "in between", "neutral/neither agree nor disagree", "50/50"),
        *("一般", "中立", "中等", "普通", "一般般", "既不同意也不反对", "既不同意也不不同意"),
        *("既不反对也不同意", "说不上同意或不同意", "部分同意部分不同意", "说不清同意或不同意"),
    ),
    1: (
        *("agree", "somewhat agree", "tend to agree", "rather agree", "slightly agree"),
        *("mostly agree", "partly agree", "moderately agree", "agree somewhat"),
        *("agree a little", "agree slightly"),
        *("同意", "比较同意", "有点同意", "较同意", "较为同意", "基本同意", "赞同", "比较赞同"),
        *("认同", "比较认同", "符合", "比较符合", "赞成", "比较赞成", "基本符合"),
    ),
    2: (
        *("strongly agree", "completely agree", "totally agree", "fully agree", "entirely agree"),
        *("agree strongly", "agree completely", "definitely agree", "very strongly agree"),
        *("absolutely agree", "strong agreement"),
        *("非常同意", "完全同意", "十分同意", "很同意", "极同意", "强烈同意", "极其同意"),
        *("非常赞同", "完全赞同", "非常认同", "完全认同", "非常符合", "完全符合", "非常赞成"),
        *("完全赞成", "很赞同", "很符合"),
    ),
}

#: Answers that are none, whatever number stands before them.
_NONE = (
    *("not applicable", "does not apply", "n/a", "na", "not relevant", "no opinion"),
    *("don't know", "do not know", "dont know", "can't say", "cannot say", "unknown"),
    *("prefer not to answer", "prefer not to say", "rather not say", "no answer", "refused"),
    *("refuse to answer", "decline to answer", "not answered", "no response", "skipped", "missing"),
    *(
        "不适用",
        "不清楚",
        "不知道",
        "不了解",
        "拒绝回答",
        "不想回答",
        "不愿回答",
        "不便回答",
        "未作答",
    ),
    *("未回答", "未填写", "跳过", "空", "缺失", "无法回答", "没有意见", "无意见"),
)

#: The middle of some scales, and “I do not know” beside the middle of others.
_EITHER = (
    *("undecided", "unsure", "not sure", "uncertain"),
    *("不确定", "不好说", "说不清", "难说", "说不准"),
)

_STEP_OF = {fold(word): step for step, words in _STEPS.items() for word in words}
_NO_ANSWER = frozenset(map(fold, _NONE))
_UNSURE = frozenset(map(fold, _EITHER))


def step_of(words: str) -> int | None:
    """Return how many steps above the middle of the scale words of agreement stand.

    Parameters
    ----------
    words : str
        Words in English or Chinese, in any case and with any punctuation.
    """
    return _STEP_OF.get(fold(words))


def is_no_answer(words: str) -> bool:
    """Tell whether words say that there is no answer."""
    return fold(words) in _NO_ANSWER


def is_either(words: str) -> bool:
    """Tell whether words may be the middle of the scale or say that there is no answer."""
    return fold(words) in _UNSURE


def are_chinese(words: str) -> bool:
    """Tell whether words have a Chinese character."""
    return any("\u3400" <= character <= "\u9fff" for character in words)
