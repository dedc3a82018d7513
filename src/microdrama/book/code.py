"""Code in the page: folded under a line of words, readable in light and dark, complete on its own.

MyST-NB folds a cell under a summary whose words screen readers never hear, since it names every
fold “Toggle hidden content”. The fold here is an ordinary ``<details>``: it opens by keyboard and
without scripts. ``code.js`` adds the button that copies.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_nb.sphinx_ext import HideCodeCellNode
from pygments.formatters import HtmlFormatter
from pygments.styles import get_style_by_name

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

#: Styles made for contrast, here on the book's own grounds; from accessible-pygments.
STYLES = {"light": "a11y-light", "dark": "a11y-dark"}

#: Where the colours of code lie in the published book.
STYLESHEET = "_static/code.css"


# ---- the fold ------------------------------------------------------------------------------


def _open_fold(translator: Any, node: HideCodeCellNode) -> None:
    """Begin a fold; its words change by style alone, so that they need no script."""
    show, hide = html.escape(node["prompt_show"]), html.escape(node["prompt_hide"])
    translator.body.append(
        f'<details class="code"><summary><span class="closed">{show}</span>'
        f'<span class="opened">{hide}</span></summary>\n'
        '<div class="code-scroll" tabindex="0" role="region" aria-label="Code">\n'
    )


def _close_fold(translator: Any, node: HideCodeCellNode) -> None:
    translator.body.append("</div></details>\n")


# ---- colours -------------------------------------------------------------------------------


@contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """Undo what accessible-pygments does on import: it has every library's remarks printed."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


def _rules(scheme: str, within: str) -> str:
    """Return the colours of one scheme; the ground is the book's."""
    with _logging_as_it_was():
        formatter = HtmlFormatter(style=get_style_by_name(STYLES[scheme]))
    return "\n".join(formatter.get_token_style_defs(within))


def stylesheet() -> str:
    """Return the colours of code in both schemes; on paper they are those of the light one."""
    by_choice = _rules("dark", ':root[data-scheme="dark"] .highlight')
    by_system = _rules("dark", ':root:not([data-scheme="light"]) .highlight')
    return (
        f"{_rules('light', '.highlight')}\n"
        f"@media screen {{\n{by_choice}\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{by_system}\n}}\n"
    )


def write_stylesheet(app: Sphinx, error: Exception | None) -> None:
    """Put the colours beside the book's own style."""
    if error is None and app.builder.format == "html":
        Path(app.outdir, STYLESHEET).write_text(stylesheet(), "utf-8")


# ---- the page ------------------------------------------------------------------------------


def page_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Node | None
) -> None:
    """Tell the page whether it shows code, so that no other page loads what code needs."""
    context["shows_code"] = 'class="highlight' in context.get("body", "")


def add_to(app: Sphinx) -> None:
    """Have cells folded in this way, and their colours written."""
    app.add_node(HideCodeCellNode, override=True, html=(_open_fold, _close_fold))
    app.connect("html-page-context", page_context)
    app.connect("build-finished", write_stylesheet, priority=800)
