"""Numbers in prose: what a chapter's roles read from the cells above them.

A role names its kind and holds what stands between the braces of an f-string, then perhaps a unit:
``{recomputed}`pace["months"]:.1f months```. Each role is evaluated where it stands, among the
results of the cells above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from microdrama.evidence.kinds import MARKS
from microdrama.show.numbers import Number

#: The kinds that a chapter computes; what is reported comes from the ledger, by ``{claim}``.
ROLES = tuple(kind for kind in MARKS if kind != "reported")

#: What a cell's output with the values of roles is called.
MIME = "application/vnd.microdrama.values+json"

_ROLE = re.compile(rf"\{{({'|'.join(ROLES)})\}}`([^`]+)`")
_CONTENT = re.compile(r"(?P<expression>.+?)(?::(?P<spec>[^:\s\])]+)(?: (?P<unit>.+))?)?")


def contents(markdown: str) -> list[str]:
    """Return what the roles of a text hold, each once, in their order."""
    return list(dict.fromkeys(match[2] for match in _ROLE.finditer(markdown)))


def evaluated(content: str, names: Mapping[str, Any]) -> str:
    """Return the number that a role says.

    Parameters
    ----------
    content : str
        What the role holds.
    names : mapping
        The results of the cells above it.

    Raises
    ------
    Exception
        Whatever the expression raises.
    """
    found = _CONTENT.fullmatch(content)
    value = eval(found["expression"], dict(names))
    spec = found["spec"] or ("," if isinstance(value, int) else "")
    return str(Number(value, spec, found["unit"] or ""))


class Values:
    """The values of some roles, as a cell hands them over to the book.

    Parameters
    ----------
    roles : iterable of str
        What each role holds.
    names : mapping
        The results of the cells above them.
    """

    def __init__(self, roles: Iterable[str], names: Mapping[str, Any]) -> None:
        self.texts: dict[str, str] = {}
        for content in roles:
            self.texts[content] = evaluated(content, names)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {MIME: self.texts, "text/plain": "; ".join(self.texts.values())}
