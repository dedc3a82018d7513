"""What a class needs to code dramas: an empty table, and the codebook to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microdrama.intake.downloads import as_csv
from microdrama.intake.handouts import page as printed
from microdrama.intake.handouts import worded
from microdrama.symbols import codebook

#: What the codebook says besides its tables.
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "en": {
        "title": "Coding a micro-drama: the codebook",
        "purpose": "This codebook asks which cultural symbol a micro-drama carries, what is kept "
        "of it, what it does in the story, and what comes of it. Each question is one step of a "
        "walk through the network of the chapter on symbols.",
        "how": "How to code",
        "rules": (
            "Watch the whole drama first. Then code it alone; talk about it when everybody has.",
            "Write one row for each drama: its title as it is printed, and in the column for the "
            "coder a number or nickname, no real name.",
            "Choose one symbol, the one that the story would miss most, and write its name.",
            "In each further column write one code: its short name or its label, in English or "
            "Chinese. If two seem to fit, read what does not count. If both still fit, take the "
            "one on which more of the story turns.",
            "If you cannot tell, leave the cell empty. An empty cell is no code.",
        ),
        "include": "Counts too",
        "exclude": "Does not count",
        "example": "Example",
        "ours": "Questions, codes and rules were written for the microdrama book, after the "
        "framework of Zhao. Examples are from the texts that are named in brackets. “Our reading” "
        "says that the text tells of the drama but does not give it the code; what begins with "
        "“For instance” is invented.",
    },
    "zh": {
        "title": "微短剧编码手册",
        "purpose": "本手册用于记录一部微短剧带有哪个文化符号、保留了符号的什么、"
        "符号在故事中起什么作用，以及结果如何。每个问题对应“符号”一章网络中的一步。",
        "how": "编码方法",
        "rules": (
            "先看完全剧，再独立编码；所有人编码完成后再讨论。",
            "每部剧写一行：剧名照原样填写；编码者一栏填编号或昵称，请勿填写真实姓名。",
            "只选一个符号，即故事最离不开的那一个，并写下它的名称。",
            "其余每栏只填一个编码，可填英文短名，也可填中文或英文标签。"
            "如果两个都合适，先看“不包括”；仍然都合适时，选故事更依赖的那一个。",
            "如果无法判断，请留空。留空不是编码。",
        ),
        "include": "也包括",
        "exclude": "不包括",
        "example": "示例",
        "ours": "问题、编码和规则由 microdrama 一书依据 Zhao 的框架编写。示例出自括号中注明的文本。"
        "“本书的解读”表示文本讲到了该剧，但没有给出编码；以“例如”开头的示例为虚构。",
    },
}


def template(language: str = "en") -> str:
    """Return an empty table with commas.

    Parameters
    ----------
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        A row with the names of the columns and a row with the questions and the codes; dramas
        go below.

    Raises
    ------
    ValueError
        If the codebook is not written in this language.
    """
    asked = list(_questions(language))
    names = [*codebook.FIELDS, *(name for name, *_ in asked)]
    below = [labels[language] for labels in codebook.FIELDS.values()]
    for _, _, question, codes in asked:
        below.append(f"{question} ({' / '.join(code['label'] for code in codes)})")
    return as_csv([names, below])


def _questions(language: str) -> Iterator[tuple[str, str, str, list[dict[str, str]]]]:
    """Yield each variable: id, label, question, and its codes in words of the language."""
    rows, codes = codebook.variables(), codebook.codes()
    texts = ("label", "definition", "include", "exclude", "example")
    translated = codes.assign(**{text: worded(codes, text, language) for text in texts})
    for variable, label, question in zip(
        rows["id"],
        worded(rows, "label", language),
        worded(rows, "question", language),
        strict=True,
    ):
        own = translated.loc[translated["variable"] == variable, ["code", *texts]]
        yield variable, label, question, own.to_dict("records")


def page(language: str = "en") -> str:
    """Return the codebook as a page for printing on A4.

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
        If the codebook is not written in this language.
    """
    questions = list(_questions(language))
    words = _WORDS[language]
    return printed(
        "symbols/codebook.html", language, words["title"], words=words, questions=questions
    )
