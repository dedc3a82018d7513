"""Numbers in the bodies of the texts that stand in the quote of no claim."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from microdrama.evidence.ledger import claims, texts
from microdrama.evidence.quoting import body_and_list, fold

_NUMBER = re.compile(r"(?<![\w.,:/])\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/]|[.,]\d)")

#: Numbers that count nothing: years, and what cites a work.
_NO_COUNT = re.compile(
    r"""\((?:[^()]*,\s)?(?:19|20)\d\d[a-z]?(?:[;,][^()]*)?\)   # (Hall, 1980; Lotz, 2018)
      | \[\d+\]                                          # [11]
      | \(?\bp\.\s?\d+\)?                                # (p. 1), p.151
      | \b(?:19|20)\d\d-\d\d-\d\d\b                      # 2025-03-10
      | (?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d|%)          # 2024
      | \b\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s(?:MONTH)\w*      # 15 – 18 Oct
    """.replace("MONTH", "|".join(calendar.month_abbr[1:])),
    re.VERBOSE | re.IGNORECASE,
)

#: What numbers a heading or a list: 2.4.1 Embryonic stage; 1. **Ecological Imbalance.
_HEADING = re.compile(r"^\#*\s*\**\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[*A-Z])", re.MULTILINE)

#: The body runs from the abstract, where there is one, to the list of references.
_ABSTRACT = re.compile(r"^\W*abstract\b", re.IGNORECASE | re.MULTILINE)

#: Characters of context on both sides of a number.
_CONTEXT = 45


@dataclass(frozen=True)
class Uncoded:
    """A number in a text that no quoted claim has.

    Parameters
    ----------
    source : str
        Key of the text.
    number : str
        As printed.
    context : str
        The words around it.
    """

    source: str
    number: str
    context: str

    def __str__(self) -> str:
        return f"{self.source}: {self.number} in “…{self.context}…”"


def uncoded_numbers(directory: Path) -> Iterator[Uncoded]:
    """Find the numbers in the bodies of the texts that stand in the quote of no claim.

    Years, citations, headings and the list of references are passed over.

    Parameters
    ----------
    directory : Path
        Folder with one ``<source>.txt`` for each text; texts that are not there are left out.

    Yields
    ------
    Uncoded
        In the order of the texts.
    """
    for source in texts():
        path = directory / f"{source}.txt"
        if not path.is_file():
            continue
        try:
            text = _body(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # a fault of its own: see validation.quote_faults
        spans = sorted(_quoted(source, text))
        starts = [start for start, _ in spans]
        # An earlier quote may be longer, so ends are kept as a running maximum.
        reach, ends = 0, []
        for _, end in spans:
            reach = max(reach, end)
            ends.append(reach)
        for match in _NUMBER.finditer(text):
            before = bisect_right(starts, match.start())
            if before and ends[before - 1] >= match.end():
                continue
            context = text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
            yield Uncoded(source, match.group(), context.strip())


def _body(text: str) -> str:
    """Return the folded body of a text, what counts nothing blanked out."""
    body, _ = body_and_list(text)
    abstract = _ABSTRACT.search(body)
    start = abstract.end() if abstract else 0
    return fold(_NO_COUNT.sub(" ", _HEADING.sub(" ", body[start:])))


def _quoted(source: str, body: str) -> Iterator[tuple[int, int]]:
    for claim in claims().values():
        if claim.source != source:
            continue
        # Blanked as the body is, or a quote with a year in it would never be found.
        quote = fold(_NO_COUNT.sub(" ", claim.quote))
        for match in re.finditer(re.escape(quote), body):
            yield match.span()
