"""The questionnaire: constructs, items, questions about the respondents, hypotheses.

A survey's headings and cells are recognised however a student or a form writes them: by id, or
by the wording in English or Chinese, whatever the case, the width or the punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.intake.handouts import ENDINGS
from microdrama.intake.text import fold, plain
from microdrama.package import remembered, table

if TYPE_CHECKING:
    import pandas as pd

#: What the points of the scale are called, from the lowest to the highest. The text says that
#: respondents rate their agreement and prints no label; these are ours.
LABELS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    ),
    "zh": ("非常不同意", "不同意", "一般", "同意", "非常同意"),
}

#: The column that names a respondent, and what stands below it in the template; it is known,
#: and not read.
RESPONDENT = "respondent"
RESPONDENT_WORDS: Mapping[str, str] = {
    "en": "Number or nickname, no real name",
    "zh": "编号或昵称（请勿填写真实姓名）",
}

_NUMBERING = re.compile(r"^[(\[]?[0-9]{1,3}\s*[.、:,)\]]\s*(?=\D)")
_ENUMERATOR = re.compile(r"^[0-9a-z]{1,2}\s*[.、:)]\s*(?=\D)")
_ID = re.compile(r"\W*([a-z]{2,3})[\s._-]*0*([1-9][0-9]?)(?![0-9])(.*)", re.DOTALL)
_DERIVED = re.compile(
    r"(?<![a-z])(?:re-?coded?|revers\w*|rev|mean|average|sum|total|scores?|z|time|times|timing|"
    r"seconds|duration|clicks?)(?![a-z])|反向|重新编码|得分|均值|平均|合计|用时|耗时"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WHOLE = re.compile(r"0*([1-9][0-9]?)(?:\.0*)?")


def constructs() -> pd.DataFrame:
    """Return the constructs: ``name``, ``code``, ``title``, ``title_zh``, ``layer``, and why."""
    return table("constructs")


def items() -> pd.DataFrame:
    """Return the items: ``id``, ``construct``, both wordings, ``reverse``, ``basis``."""
    return table("items")


def questions() -> pd.DataFrame:
    """Return the questions about the respondents, one row an answer."""
    return table("questions")


def hypotheses() -> pd.DataFrame:
    """Return what the survey is read to test, one row a hypothesis."""
    return table("hypotheses")


@remembered
def scale() -> tuple[int, int]:
    """Return the lowest and the highest answer, as the text prints them."""
    low, high = claim("wang2026-likert-lowest"), claim("wang2026-likert-highest")
    return int(low.value), int(high.value)


# ---- recognising -----------------------------------------------------------------------------


def is_sentence(text: str) -> bool:
    """Tell whether a text has at least three words or six Chinese characters."""
    return len(text.split()) >= 3 or len(_CHINESE.findall(text)) >= 6


@remembered
def _wordings() -> Mapping[str, str]:
    """Return the items by their folded wordings."""
    return {
        fold(row[f"wording{ending}"]): row["id"]
        for row in items().to_dict("records")
        for ending in ENDINGS.values()
    }


@remembered
def _ids() -> frozenset[str]:
    return frozenset(items()["id"])


def _worded_item(text: str) -> str | None:
    """Return the item whose wording a text is, or ends with, as forms export it."""
    folded = fold(text)
    return next((item for words, item in _wordings().items() if folded.endswith(words)), None)


def item_of(heading: str) -> str | None:
    """Return the item that a column's heading names.

    Parameters
    ----------
    heading : str
        An id (``PS1``, ``ps 01``), an id with a wording (``PS1. Public money …``), or a wording
        in one of the two languages, perhaps with the number or the stem that a form puts before
        it.

    Returns
    -------
    str or None
        None too if id and wording name different items, or if something else than a wording
        follows the id (``PS4_recoded``): turned round twice, an answer would be wrong.
    """
    item, rest = _parted(heading)
    if item is None:
        return _worded_item(rest)
    if not fold(rest):
        return item
    if other := _worded_item(rest):
        return item if other == item else None
    own = _starts_wording(item, rest) or _are_own_words(rest)
    return item if own else None


def has_own_words(heading: str) -> bool:
    """Tell whether a heading has an id and then words that are not the questionnaire's."""
    item, rest = _parted(heading)
    known = not fold(rest) or _worded_item(rest) or (item and _starts_wording(item, rest))
    return item is not None and not known


def _parted(heading: str) -> tuple[str | None, str]:
    """Part a heading into the id that it starts with, if any, and the rest."""
    text = plain(heading)
    found = _ID.fullmatch(_NUMBERING.sub("", text))
    item = f"{found[1].upper()}{found[2]}" if found else ""
    return (item, found[3]) if found and item in _ids() else (None, text)


def _starts_wording(item: str, text: str) -> bool:
    """Tell whether a text is a wording that was cut off."""
    words = fold(text)
    return len(words) >= 4 and any(
        wording.startswith(words) for wording, of in _wordings().items() if of == item
    )


#: What survey programs put behind an id when a column holds something else than the answers.
_ABOUT_THE_ITEM = re.compile(
    r"\W*(?:(?:re-?|un)?(?:reversed?|coded|scored)\b|rev\b|time (?:taken|spent)\b|duration\b|"
    r"(?:first|last) click\b|click count\b|page submit\b|response time\b|"
    r"反向|重新?编码|用时|时长|得分)"
    r"|.*\b(?:in|of) (?:milli)?seconds\b|.*\bitem score\b"
)


def is_derived(text: str) -> bool:
    """Tell whether a heading is of something made from answers, or measured beside them."""
    return bool(_DERIVED.search(plain(text)))


def _are_own_words(text: str) -> bool:
    """Tell whether what follows an id is a mark and a sentence; ``_recoded`` is neither.

    ``-reversed item score`` and ``.time taken in seconds`` are sentences about the item.
    """
    if text[0].isalnum() or text[0] in "_ " or _ABOUT_THE_ITEM.match(text):
        return False
    return is_sentence(text)


@remembered
def _questions() -> Mapping[str, str]:
    """Return the questions about the respondents by everything that can name them."""
    return {
        name: row["question"]
        for row in questions().to_dict("records")
        for name in (fold(row["question"]), fold(row["wording"]), fold(row["wording_zh"]))
    }


def question_of(heading: str) -> str | None:
    """Return the question about the respondent that a column's heading names."""
    # The template lists the answers in brackets.
    text = _NUMBERING.sub("", plain(heading)).partition("(")[0]
    for start in ("", "your ", "您的", "你的"):
        if text.startswith(start) and (found := _questions().get(fold(text[len(start) :]))):
            return found
    return None


def is_respondent(heading: str) -> bool:
    """Tell whether a column's heading says that it names the respondents."""
    return fold(heading) in {RESPONDENT, "编号", *map(fold, RESPONDENT_WORDS.values())}


@remembered
def options(question: str) -> tuple[str, ...]:
    """Return the codes of the answers to a question about the respondent, in order."""
    rows = questions()
    return tuple(rows[rows["question"] == question].sort_values("order")["code"])


@remembered
def _options(question: str) -> Mapping[str, str]:
    rows = questions()
    return {
        name: row["code"]
        for row in rows[rows["question"] == question].to_dict("records")
        for name in (fold(row["code"]), fold(row["option"]), fold(row["option_zh"]))
    }


def option_of(question: str, answer: str) -> str | None:
    """Return the code of an answer to a question about the respondent.

    Parameters
    ----------
    question : str
        As in the table.
    answer : str
        The code, the words in one of the two languages, perhaps with a number or letter before
        them (``2. Bachelor's degree``), or the number by itself (see :func:`is_number`). To
        *other* a text may be added (``other: actor``).
    """
    text, known = plain(answer), _options(question)
    if number := _WHOLE.fullmatch(text):
        codes = options(question)
        place = int(number[1])
        return codes[place - 1] if place <= len(codes) else None
    candidates = (text, _ENUMERATOR.sub("", text))
    found = next((known[fold(name)] for name in candidates if fold(name) in known), None)
    if found is None and "other" in options(question):
        start = re.match(r"[^\W_]+(?=\W)", candidates[1])
        found = "other" if start and known.get(start[0]) == "other" else None
    return found


def is_number(answer: str) -> bool:
    """Tell whether an answer is given as its number in the form."""
    return bool(_WHOLE.fullmatch(plain(answer)))


@remembered
def _labels() -> Mapping[str, int]:
    low, high = scale()
    points = range(low, high + 1)
    return {
        fold(label): point
        for labels in LABELS.values()
        for point, label in zip(points, labels, strict=True)
    }


def label_value(text: str) -> int | None:
    """Return the point of the scale that a label such as *agree* stands for."""
    return _labels().get(fold(text))


def by_construct() -> Iterator[tuple[Mapping[str, str], list[str]]]:
    """Yield each construct, as a row of its table, with the ids of its items."""
    rows = items()
    for construct in constructs().to_dict("records"):
        yield construct, rows.loc[rows["construct"] == construct["name"], "id"].to_list()
