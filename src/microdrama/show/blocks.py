"""Blocks of a chapter that are words and tables: in Jupyter and in the page alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from microdrama.evidence.kinds import Kind
from microdrama.show.rendering import render

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.evidence.ledger import Claim


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
class Cell:
    """What stands in one cell of a table.

    Parameters
    ----------
    content : str or Markup
        Text, or the HTML of a block.
    numeric : bool
        Whether it is set as a number.
    kind : Kind, optional
        The kind of a number that gets its mark.
    """

    content: str
    numeric: bool = False
    kind: Kind | None = None


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

    def _cell(self, column: str, value: Any) -> Cell:
        import pandas as pd
        from markupsafe import Markup

        if hasattr(value, "_repr_html_"):
            return Cell(Markup(value._repr_html_()))
        numeric = column in self.formats
        if value is None or (not isinstance(value, str) and pd.isna(value)):
            return Cell("–", numeric)
        text = str(value)
        if numeric:
            text = f"{value:{self.formats[column]}}".replace("-", "\N{MINUS SIGN}")
        return Cell(text, numeric, self.kinds.get(column))

    def _repr_html_(self) -> str:
        headings = list(self.frame.columns)
        rows = [list(map(self._cell, headings, row)) for row in self.frame.itertuples(index=False)]
        return render(
            "show/table.html",
            label=self.label,
            headings=headings,
            rows=rows,
            numeric=self.formats,
            whole=self.whole,
        )


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
        from markupsafe import Markup

        table = Markup(self.table._repr_html_())
        return render("show/folded.html", words=self.words, table=table)


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
        return render("show/nested.html", words=self.words, tree=self.tree)


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
        return render("show/downloads.html", files=self.files)


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
        return render("show/links.html", claims=self.claims, between=self.between)


@dataclass(frozen=True)
class Status:
    """A verdict's status as a label, for a cell of a table."""

    status: str

    def _repr_html_(self) -> str:
        return render("show/status.html", status=self.status)


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
        return render("show/senses.html", ideas=self.ideas)


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
        rows = self.frame.to_dict("records")
        return render("show/scorecard.html", rows=rows, label=self.label)


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
        return render("show/glance.html", findings=self.findings)


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

    def _repr_html_(self) -> str:
        return render("show/pairs.html", pairs=self.pairs, names=self.names)


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
        return render("show/wants.html", needs=self.needs, names=self.names)
