"""HTML from templates: whatever is put into one comes out as text, never as markup.

Each package keeps its templates in a folder ``templates``; they are called by package and file,
``show/table.html``. Line breaks and indentation beside a tag are for those who read a template and
do not reach the page, where a reader would see them as a space between a number and its mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_BREAKS = re.compile(r"(?<=[>}])\n\s*|\n\s*(?=[<{])")


def renderer(**shared: Any) -> Callable[..., str]:
    """Return a function that fills a template, named first, with what is named after it.

    It returns plain text. Who puts that into another template wraps it in ``Markup``, which says
    that it is HTML already.

    Parameters
    ----------
    **shared
        What every template knows.
    """

    # Made when the first template is filled, so that nothing is loaded on import.
    @cache
    def environment() -> Environment:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        made = Environment(
            loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined
        )
        made.globals.update(shared)
        return made

    def render(name: str, /, **context: Any) -> str:
        return environment().get_template(name).render(context)

    return render


def _source(name: str) -> tuple[str, str, None]:
    """Return the text of a template, and its file, which an error names with the line."""
    from importlib.resources import files

    package, _, file = name.partition("/")
    path = files("microdrama") / package / "templates" / file
    text = path.read_text("utf-8").rstrip("\n")
    if file.endswith(".html"):
        # A break becomes a comment, which prints nothing and keeps the lines counted.
        text = _BREAKS.sub(lambda found: f"{{#{found[0]}#}}", text)
    return text, str(path), None
