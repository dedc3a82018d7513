"""Blocks of a chapter that are words and tables: in Jupyter and in the page alike."""

from __future__ import annotations

import html
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from microdrama.evidence.kinds import MEANINGS
from microdrama.show.numbers import mark_html

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.evidence.ledger import Claim


def status_html(status: str) -> str:
    """Return a verdict's status as a label."""
    return f'<span class="status status-{status.replace(" ", "-")}">{status}</span>'


def ledger_link(claim_id: str, words: str) -> str:
    """Return a link from one chapter to a claim in the ledger."""
    return f'<a href="ledger.html#{claim_id}">{html.escape(words)}</a>'


@dataclass(frozen=True)
class Group:
    """Several exhibits that one cell shows one below the other.

    Parameters
    ----------
    parts : sequence
        Figures, explorers, tables and other blocks.
    """

    parts: Sequence[Any]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(*self.parts)


@dataclass(frozen=True)
class Prose:
    """Sentences in Markdown that a chapter computes.

    Parameters
    ----------
    text : str
        A paragraph or several.
    """

    text: str

    def _repr_markdown_(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table:
    """A table with headings, its numbers formatted and marked.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows; columns named as a reader would. A cell may be a block of its own.
    label : str
        What the table shows, for those who do not see it.
    formats : mapping of str to str
        Format specification by column.
    kinds : mapping of str to str
        Kind of number by column; each number gets its mark.
    whole : bool
        Whether it is shown in its full length, however long it is.
    """

    frame: pd.DataFrame
    label: str
    formats: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False

    def _cell(self, column: str, value: object) -> str:
        import pandas as pd

        if hasattr(value, "_repr_html_"):
            return f"<td>{value._repr_html_()}</td>"
        numeric = ' class="numeric"' if column in self.formats else ""
        if value is None or (not isinstance(value, str) and pd.isna(value)):
            return f"<td{numeric}>–</td>"
        text = str(value)
        if column in self.formats:
            text = f"{value:{self.formats[column]}}".replace("-", "\N{MINUS SIGN}")
        mark = mark_html(self.kinds[column]) if column in self.kinds else ""
        return f"<td{numeric}>{html.escape(text)}{mark}</td>"

    def _repr_html_(self) -> str:
        columns = list(self.frame.columns)
        body = "".join(
            "<tr>" + "".join(self._cell(c, v) for c, v in zip(columns, row, strict=True)) + "</tr>"
            for row in self.frame.itertuples(index=False)
        )
        return scrolling(columns, body, self.label, self.formats, self.whole)


@dataclass(frozen=True)
class Folded:
    """A table that is folded away until a reader wants it.

    Parameters
    ----------
    words : str
        What unfolds it.
    table : Table
        What is folded.
    """

    words: str
    table: Table

    def _repr_html_(self) -> str:
        return (
            f"<details><summary>{html.escape(self.words)}</summary>"
            f"{self.table._repr_html_()}</details>"
        )


@dataclass(frozen=True)
class Links:
    """Claims as links to the ledger, each with the words that lead there.

    Parameters
    ----------
    claims : mapping of str to str
        Words by id of the claim.
    between : str
        What stands between two links.
    """

    claims: Mapping[str, str]
    between: str = "; "

    def _repr_html_(self) -> str:
        links = self.between.join(
            ledger_link(claim_id, words) for claim_id, words in self.claims.items()
        )
        return f'<span class="links">{links}</span>'


@dataclass(frozen=True)
class Status:
    """A verdict's status as a label, for a cell of a table."""

    status: str

    def _repr_html_(self) -> str:
        return status_html(self.status)


@dataclass(frozen=True)
class Nested:
    """A network or a tree as nested lists, folded away, for those who do not see the picture.

    Parameters
    ----------
    words : str
        What unfolds the list.
    tree : mapping
        By heading, then by entry: lines below it.
    """

    words: str
    tree: Mapping[str, Mapping[str, Sequence[str]]]

    def _repr_html_(self) -> str:
        parts = []
        for heading, entries in self.tree.items():
            items = "".join(
                f"<li>{html.escape(entry)}{_bullets(lines)}</li>"
                for entry, lines in entries.items()
            )
            parts.append(f"<li><b>{html.escape(heading)}</b><ul>{items}</ul></li>")
        return (
            f'<details class="nested"><summary>{html.escape(self.words)}</summary>'
            f"<ul>{''.join(parts)}</ul></details>"
        )


def _bullets(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


@dataclass(frozen=True)
class Downloads:
    """Links to files that travel in the page itself, so that they work without a server.

    Parameters
    ----------
    files : mapping
        By file name: words of the link, media type, and content as text.
    """

    files: Mapping[str, tuple[str, str, str]]

    def _repr_html_(self) -> str:
        links = (
            f'<a href="data:{kind};charset=utf-8,{quote(content)}" download="{html.escape(name)}">'
            f"{html.escape(words)}</a>"
            for name, (words, kind, content) in self.files.items()
        )
        return f"<p>Download: {', '.join(links)}.</p>"


@dataclass(frozen=True)
class Senses:
    """Ideas as the texts name them, each with the word, the sense and the way to the claim.

    Parameters
    ----------
    ideas : mapping
        By idea (in words): a question, and ``(text, term, sense, claim)`` for each text.
    """

    ideas: Mapping[str, tuple[str, Sequence[tuple[str, str, str, str]]]]

    def _repr_html_(self) -> str:
        parts = []
        for idea, (question, senses) in self.ideas.items():
            items = "".join(
                f"<li>{html.escape(text)}: {ledger_link(claim_id, f'“{term}”')}. "
                f"{html.escape(sense)}</li>"
                for text, term, sense, claim_id in senses
            )
            parts.append(
                f"<dt>{html.escape(idea)}</dt><dd><p>{html.escape(question)}</p>"
                f"<ul>{items}</ul></dd>"
            )
        return f'<dl class="wants">{"".join(parts)}</dl>'


@dataclass(frozen=True)
class Scorecard:
    """Verdicts as a list, each claim with its number, status and comparison.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`microdrama.evidence.verdicts.scorecard` returns.
    label : str
        What the list shows.
    """

    frame: pd.DataFrame
    label: str = "Verdicts of this chapter"

    def _repr_html_(self) -> str:
        items = []
        for row in self.frame.to_dict("records"):
            number = (
                f" {html.escape(row['number'])}{mark_html('reported')}" if row["number"] else ""
            )
            items.append(
                f"<li><p>{status_html(row['status'])}{number} {html.escape(row['text'])}: "
                f"{ledger_link(row['claim'], row['statement'])}</p>"
                f"<p>{html.escape(row['comparison'])}</p></li>"
            )
        return f'<ul class="scorecard" aria-label="{html.escape(self.label)}">{"".join(items)}</ul>'


@dataclass(frozen=True)
class Glance:
    """Three findings with their verdicts, for the first screen of a chapter.

    Parameters
    ----------
    findings : sequence of (str, str)
        A sentence and the status of the claim it speaks of; empty if it is no verdict.
    """

    findings: Sequence[tuple[str, str]]

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li>{html.escape(sentence)} {status_html(status) if status else ''}</li>"
            for sentence, status in self.findings
        )
        return f'<div class="glance"><ul>{items}</ul></div>'


def legend(kinds: Sequence[str]) -> str:
    """Return kinds of number with their marks, as a list in HTML; empty for no kinds."""
    items = "".join(f"<li>{mark_html(kind)} {kind}: {MEANINGS[kind]}</li>" for kind in kinds)
    return f'<ul class="kinds">{items}</ul>' if items else ""


def scrolling(
    columns: Sequence[object],
    body: str,
    label: str,
    numeric: Container[object] = (),
    whole: bool = False,
) -> str:
    """Return a table that scrolls by itself, so that the page never does sideways.

    Parameters
    ----------
    columns : sequence
        Headings.
    body : str
        The rows as HTML.
    label : str
        What the table shows, for those who do not see it.
    numeric : container
        Headings that stand over numbers.
    whole : bool
        Whether it never scrolls up and down.
    """
    kinds = {column: ' class="numeric"' if column in numeric else "" for column in columns}
    head = "".join(
        f'<th scope="col"{kinds[column]}>{html.escape(str(column))}</th>' for column in columns
    )
    kind = "table-scroll whole" if whole else "table-scroll"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


@dataclass(frozen=True)
class Pairs:
    """Two claims side by side, each in the words of its text.

    Parameters
    ----------
    pairs : sequence of (Claim, Claim, str)
        What :func:`microdrama.evidence.arguments.contradictions` returns.
    names : mapping of str to str
        How each text is called, by its key.
    """

    pairs: Sequence[tuple[Claim, Claim, str]]
    names: Mapping[str, str]

    def _side(self, claim: Claim) -> str:
        return (
            f"<div><p>{ledger_link(claim.id, claim.statement)}</p>"
            f"<blockquote><p>“{html.escape(claim.words)}”</p><footer>"
            f"{html.escape(self.names[claim.source])}, <cite>{html.escape(claim.section)}</cite>"
            "</footer></blockquote></div>"
        )

    def _repr_html_(self) -> str:
        items = "".join(
            f'<li><p>{html.escape(why)}</p><div class="sides">{self._side(one)}{self._side(other)}'
            "</div></li>"
            for one, other, why in self.pairs
        )
        return f'<ol class="pairs">{items}</ol>'


@dataclass(frozen=True)
class Wants:
    """What each text would have had to print, as a list that an editor could use.

    Parameters
    ----------
    needs : mapping
        By text, then by what is needed: the claims it would make checkable; see
        :func:`microdrama.evidence.verdicts.needs`.
    names : mapping of str to str
        How each text is called, by its key.
    """

    needs: Mapping[str, Mapping[str, Sequence[str]]]
    names: Mapping[str, str]

    def _repr_html_(self) -> str:
        parts = []
        for source, wanted in self.needs.items():
            items = "".join(
                f"<li>{html.escape(need)}, to check "
                f"{' and '.join(ledger_link(i, i.partition('-')[2]) for i in ids)}</li>"
                for need, ids in wanted.items()
            )
            parts.append(f"<dt>{html.escape(self.names[source])}</dt><dd><ul>{items}</ul></dd>")
        return f'<dl class="wants">{"".join(parts)}</dl>'
