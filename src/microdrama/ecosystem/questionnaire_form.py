"""An empty survey to fill in: a table for a spreadsheet, and a form for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microdrama.ecosystem import instrument
from microdrama.intake.downloads import as_csv
from microdrama.intake.handouts import page, worded

#: What the table and the form say besides the questionnaire.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Working on micro-dramas: a questionnaire",
        "purpose": "This questionnaire asks people who make, distribute or market micro-dramas in "
        "Shanghai how they see their work. The answers are used for research and teaching.",
        "voluntary": "Taking part is voluntary. You can stop at any time and leave out any "
        "question. Please do not write your name on this form.",
        "statements": "Your work",
        "how": "How far do you agree with each statement? Mark one box in each line. If you "
        "cannot answer, leave the line empty. There are no right or wrong answers.",
        "scale": "What the numbers mean:",
        "people": "About you",
        "one": "Mark one box for each question.",
        "number": "Number of this form",
        "thanks": "Thank you.",
        "origin": "For those who enter the answers: write the number of the box into the column "
        "that has the same name as the statement, as marked. For the questions about the person "
        "the number of the box or the words will do. Nothing that is filled in on a screen is sent "
        "or kept.",
        "ours": "The statements were written for the microdrama book. The study by Wang and "
        "Srijinda that it reads prints none of its own.",
    },
    "zh": {
        "title": "微短剧从业者问卷",
        "purpose": "本问卷面向在上海从事微短剧创作、发行或营销的人员，了解您对工作的看法。"
        "您的回答将用于研究和教学。",
        "voluntary": "参与完全自愿。您可以随时停止，也可以跳过任何一题。"
        "请不要在问卷上写下您的姓名。",
        "statements": "关于您的工作",
        "how": "您在多大程度上同意下列说法？每行只选一格。如果无法回答，请留空。答案没有对错之分。",
        "scale": "数字的含义：",
        "people": "关于您",
        "one": "每题请选一格。",
        "number": "问卷编号",
        "thanks": "谢谢您的参与。",
        "origin": "录入说明：请把所选方格的数字原样填入与题号同名的一列；"
        "个人情况可填方格的数字或文字。"
        "在屏幕上填写的内容不会被发送，也不会被保存。",
        "ours": "题目由 microdrama 一书编写。该书所读的 Wang 与 Srijinda 的研究没有公布任何题目。",
    },
}


def template(language: str = "en") -> str:
    """Return an empty survey as a table with commas.

    Parameters
    ----------
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        A row with the names of the columns and a row with the wordings; answers go below.

    Raises
    ------
    ValueError
        If the questionnaire is not written in this language.
    """
    items = instrument.items()
    asked = list(_questions(language))
    names = [instrument.RESPONDENT, *(name for name, _, _ in asked), *items["id"]]
    wordings = [
        instrument.RESPONDENT_WORDS[language],
        *(f"{wording} ({' / '.join(options)})" for _, wording, options in asked),
        *worded(items, "wording", language),
    ]
    return as_csv([names, wordings])


def _questions(language: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the questions about the respondent: name, wording, answers in order."""
    rows = instrument.questions()
    rows = rows.assign(
        wording=worded(rows, "wording", language),
        option=worded(rows, "option", language),
    )
    for question, group in rows.groupby("question", sort=False):
        group = group.sort_values("order")
        yield str(question), group["wording"].iloc[0], group["option"].to_list()


def form(language: str = "en") -> str:
    """Return the questionnaire as a page for printing on A4.

    Parameters
    ----------
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        A complete HTML page that asks nothing from elsewhere.

    Raises
    ------
    ValueError
        If the questionnaire is not written in this language.
    """
    items = instrument.items()
    wordings = dict(zip(items["id"], worded(items, "wording", language), strict=True))
    low, _ = instrument.scale()
    title = {"en": "title", "zh": "title_zh"}[language]
    return page(
        "ecosystem/form.html",
        language,
        _WORDS[language]["title"],
        words=_WORDS[language],
        labels=list(enumerate(instrument.LABELS[language], start=low)),
        questions=list(_questions(language)),
        sections=[
            (construct[title], {item: wordings[item] for item in ids})
            for construct, ids in instrument.by_construct()
        ],
    )
