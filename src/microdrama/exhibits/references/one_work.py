"""One work at a time: its entry, where it is cited and for what, the claims that it carries."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import partial

import pandas as pd

from microdrama.charts import references as draw
from microdrama.evidence.citations.works import surname
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits.references.words import called, counted, times
from microdrama.package import table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

#: Letters of a title in the list of works to choose from.
_LETTERS = 48

_UNUSED = "listed and never cited"

#: A link of the text file: [words](address), and <address>.
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<([^>]*)>")


def one_work(works: pd.DataFrame, passages: pd.DataFrame) -> Explorer:
    """Return the explorer of one work.

    Parameters
    ----------
    works : pandas.DataFrame
        What :func:`microdrama.evidence.citations.works.works` returns.
    passages : pandas.DataFrame
        What :func:`microdrama.evidence.citations.passages.passages` returns.
    """
    lists = passages.groupby("work", sort=False)["source"].nunique()
    known = works[works["reference"].isin(lists.index)]
    # What most texts list comes first, then by name.
    order = sorted(
        known.itertuples(),
        key=lambda work: (-lists[work.reference], surname(work.authors).casefold(), str(work.year)),
    )
    return Explorer(
        name="one-work",
        tries="Choose a work and see for which claims a text needs it.",
        own_case=None,
        title="What is one work cited for?",
        alt=(
            "Lines of words. A full square before a line is a place at which the work is cited, "
            "with what it is cited for; the lines indented below are the claims that the citation "
            "carries. An empty square is a list that has the work though its text never cites it."
        ),
        controls=(Choice("chosen", "Work", tuple((w.reference, _option(w)) for w in order)),),
        base=_rows(passages),
        keep=lambda settings, row: row.work == settings.chosen,
        derive=lambda settings, row: {"case": "any"},
        chart=partial(draw.one_work, {key: short(key) for key in texts()}),
        sentences={"any": "{entry} {said}"},
        columns={
            "whose": "Text",
            "place": "Where",
            "printed": "Cited as",
            "role": "What it is",
            "words": "In words",
        },
        sources=["the lists of the texts", "which claim a citation carries is our reading"],
        kinds=(),
        note="The picture shows as many lines as it has room for; the table has all.",
    )


def _option(work: object) -> str:
    title = textwrap.shorten(work.title, _LETTERS, placeholder=" …")
    return f"{called(work.authors, work.year)}, {title}"


def _rows(passages: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of every work, with its entry and the sentence about it."""
    entries = {row["id"]: _plain(row["entry"]) for row in table("references").to_dict("records")}
    found = []
    for work, of_work in passages.groupby("work", sort=False):
        said = " ".join(_said(of_text) for _, of_text in of_work.groupby("text", sort=False))
        shared = {"work": work, "entry": entries[work], "said": said}
        found += [{**shared, **line} for line in _lines(of_work)]
    columns = ["work", "entry", "said", "source", "whose", "place", "printed", "role", "words"]
    rows = pd.DataFrame(found, columns=[*columns, "line", "use", "indent"])
    lines = list(rows[["work", "line", "indent"]].itertuples(index=False, name=None))
    return pd.concat([rows.drop(columns="line"), draw.laid(lines)], axis=1)


def _lines(of_work: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield a line for each place at which a work is cited, and one for each claim below it."""
    places = ["source", "text", "section", "cited", "for_what"]
    for (source, text, section, cited, what), rows in of_work.groupby(places, sort=False):
        shared = {"source": source, "whose": text, "place": section or "–", "printed": cited or "–"}
        words = what or _UNUSED
        line = f"{text}, {section}: {what}" if section else f"{text}: {_UNUSED}"
        role, use = ("cited for", "cited") if section else (_UNUSED, _UNUSED)
        yield {**shared, "role": role, "words": words, "line": line, "use": use, "indent": 0}
        for statement in filter(None, rows["statement"]):
            words = {"words": statement, "line": statement, "use": "claim", "indent": 1}
            yield {**shared, "role": "claim it carries", **words}


def _said(of_text: pd.DataFrame) -> str:
    """Say in a sentence how often one text cites a work, what for, and what it carries."""
    text = of_text["text"].iloc[0]
    places = of_text[of_text["section"] != ""]
    if places.empty:
        return f"In {text} it is {_UNUSED}."
    cited = places[["section", "cited", "for_what"]].drop_duplicates()
    what = "; ".join(dict.fromkeys(cited["for_what"]))
    claims = places.loc[places["claim"] != "", "claim"].nunique()
    carried = counted(claims, "claim", "claims of the ledger" if not claims else "claims")
    return f"In {text} it is cited {times(len(cited))} ({what}) and carries {carried}."


def _plain(entry: str) -> str:
    """Return an entry without the marks of the text file: italics, escapes and links."""
    words = _LINK.sub(lambda link: link[1] or link[2], entry)
    return words.replace("*", "").replace("\\", "")
