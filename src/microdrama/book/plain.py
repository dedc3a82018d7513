"""A page's prose as Markdown that any notebook shows: no roles, no directives.

What a role or a directive of the book would show is written out: a claim's number with the place of
its quote, a computed number as the last run left it, authors and years, the list of references.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from microdrama.book import glossary, works
from microdrama.book.roles import LEDGER, parsed
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.kinds import MARKS, MEANINGS
from microdrama.evidence.ledger import Claim, claim, claims, short, texts
from microdrama.evidence.verdicts import verdict
from microdrama.show.values import ROLES

#: What a notebook would not understand, and code, in which everything stays as it is.
_PART = re.compile(
    r"""
      ^(?P<fence>`{3,}|:{3,})\{(?P<directive>[\w:-]+)\}[ ]*(?P<title>[^\n]*)\n
        (?::[\w-]+:[^\n]*\n)*(?P<body>.*?)^(?P=fence)[ ]*$
    | (?P<block>^(?P<ticks>`{3,})[^\n]*\n.*?^(?P=ticks)[ ]*$)
    | (?P<unseen>^(?:%[^\n]*|\([\w-]+\)=)(?:\n|\Z))
    | ^(?P<term>\S[^\n]*)\n:[ ]+(?=\S)
    | \{(?P<role>[\w:-]+)\}`(?P<content>[^`]+)`
    | (?P<code>(?<!`)(?P<tick>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=tick)(?!`))
    | \]\((?P<page>[\w./-]+)\.md(?P<place>\#[\w-]*)?\)
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_SPECIAL = re.compile(r'([\\`*_\[\]<>$"])')


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are, dollars too."""
    return _SPECIAL.sub(r"\\\1", text)


def marked(number: str, kind: str) -> str:
    """Return a number with the mark of its kind."""
    return f"{escaped(number)}<sup>{MARKS[kind]}</sup>"


def keys_in(markdown: str) -> list[str]:
    """Return the keys of the works that a text cites, in its order."""
    return [key for content in _CITATION.findall(markdown) for key in _keys(content)]


def _keys(content: str) -> list[str]:
    return [key.strip() for key in content.split(",")]


@dataclass(frozen=True)
class Prose:
    """Writes out what the book would show of a page.

    Parameters
    ----------
    page : str
        Name of the page, such as ``chapters/evolution``.
    values : mapping of str to str
        The numbers in its prose, by what their roles hold.
    cited : list of str
        Keys of the works that the whole page cites.
    """

    page: str
    values: Mapping[str, str] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)

    def plain(self, markdown: str) -> str:
        """Return a part of the page as plain Markdown.

        Raises
        ------
        KeyError
            If a role asks for a number that was not computed, or a claim is unknown.
        """
        return _PART.sub(self._part, markdown).strip()

    def _part(self, found: re.Match[str]) -> str:
        if found["directive"]:
            return self._directive(found["directive"], found["title"], found["body"])
        if found["role"]:
            return self._role(found["role"], found["content"])
        if found["term"]:
            # A list of terms is no Markdown of notebooks.
            return f"- **{self.plain(found['term'])}**: "
        if found["page"]:
            return f"]({found['page']}.ipynb{found['place'] or ''})"
        return "" if found["unseen"] else found[0]

    def _role(self, name: str, content: str) -> str:
        if name == "claim":
            return self._claim(*parsed(content))
        if name in ROLES:
            return marked(self.values[content], name)
        if name.startswith("cite"):
            write = works.in_text if name.startswith("cite:t") else works.in_brackets
            return escaped(write(_keys(content)))
        # Of any other role its words.
        return parsed(content)[0] or content

    def _claim(self, words: str, claim_id: str) -> str:
        """Return a claim's number or our words: a link to the ledger, with the quote as a note."""
        found = claim(claim_id)
        shown = escaped(words) if words else marked(found.number, "reported")
        return f'[{shown}]({self._ledger()}.ipynb#{claim_id} "{escaped(_place(found))}")'

    def _ledger(self) -> str:
        """Return where the ledger is, seen from the page."""
        return posixpath.relpath(LEDGER, posixpath.dirname(self.page))

    def _directive(self, name: str, title: str, body: str) -> str:
        """Return what a directive stands for; of one that is not the book's own its words."""
        if name == "bibliography":
            return works.listed(self.cited)
        if name in _WRITTEN:
            return _WRITTEN[name]()
        if name == "terms":
            return glossary.markdown(title.strip(), f"{self._ledger()}.ipynb", escaped)
        heading = f"**{title}**\n\n" if title else ""
        return _quoted(self.plain(f"{heading}{body}"))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _place(found: Claim) -> str:
    return f"“{found.words}” {short(found.source)}, {found.section}"


def kinds() -> str:
    """Return the legend of the four kinds of number."""
    return "\n".join(f"- {MARKS[kind]} **{kind}**: {MEANINGS[kind]}" for kind in MARKS)


def verdicts() -> str:
    """Return the statuses and what each means."""
    return "\n".join(f"- **{status}**: {meaning}" for status, meaning in STATUSES.items())


def five_texts() -> str:
    """Return the five texts with what the book takes from each."""
    return "\n".join(
        f"- **{escaped(str(row['short']))}** ({row['year']}, {row['kind']}): "
        f"*{escaped(str(row['title']))}*. It gives {escaped(str(row['gives']))}."
        for row in texts().values()
    )


def whole_ledger() -> str:
    """Return every claim with its quote and its verdict; a claim's heading is its address."""
    parts = []
    for key in texts():
        parts.append(f"## {escaped(short(key))}")
        parts += [_entry(found) for found in claims().values() if found.source == key]
    return "\n\n".join(parts)


def _entry(found: Claim) -> str:
    number = f" {marked(found.number, 'reported')}" if found.number else ""
    ended = verdict(found.id)
    return (
        f"### {found.id}\n\n{escaped(found.statement)}{number}\n\n"
        f"{_quoted(escaped(_place(found)))}\n\n"
        f"**{ended.status}**: {escaped(ended.sentence)}"
    )


#: The parts of pages that come from the evidence.
_WRITTEN: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "verdicts": verdicts,
    "texts": five_texts,
    "ledger": whole_ledger,
}
