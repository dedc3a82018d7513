"""The Sphinx extension of the book: check, run, render, publish, in this order."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jupyter_cache import get_cache
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxRole

from microdrama import __doc__ as _tagline
from microdrama.book import cards, directives, execute, publish, vega
from microdrama.book.drawing import DRAWN
from microdrama.evidence import UnknownClaimError, claim
from microdrama.numbers import mark_html
from microdrama.paths import BUILD, DATA, SOURCE, shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from microdrama.tables import Fault

THEME = Path(__file__).parent / "theme"
LEDGER = "chapters/ledger"


def _edition(paths: Iterable[Path]) -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


#: Changes with the book's style and script, so that no browser shows an old one.
EDITION = _edition((THEME / "static").iterdir())

#: Changes with the code that makes pages, so that Sphinx makes all of them again.
MAKING = _edition([*SOURCE.glob("*.py"), *Path(__file__).parent.glob("*.py")])


class BookError(SphinxError):
    """Something a reader of the message can mend."""

    category = "The book was not built"


def check_and_run(app: Sphinx) -> None:
    """Stop at faults in the data or in a chapter; run what is out of date meanwhile."""
    problem = None
    with execute.helpers() as pool:
        checking = pool.submit(_faults)
        try:
            execute.refresh(execute.CACHE, execute.chapters(), pool)
        except execute.ChapterError as error:
            problem = error
        faults = checking.result()
    # Faulty data explain a failing chapter, so they come first.
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise BookError(f"{len(faults)} fault(s) in the data:\n{lines}")
    if problem is not None:
        raise BookError(str(problem))


def _faults() -> list[Fault]:
    """Check the data as ``microdrama check`` does, unless they and the rules are unchanged."""
    from microdrama.cli import all_faults

    seen = BUILD / ".checked.json"
    now = execute.fingerprint([*DATA.rglob("*.*"), *SOURCE.glob("*.py")])
    if seen.is_file() and json.loads(seen.read_text("utf-8")) == now:
        return []
    faults = all_faults()
    if not faults:
        seen.parent.mkdir(parents=True, exist_ok=True)
        seen.write_text(json.dumps(now), "utf-8")
    return faults


def reread_what_ran(app: Sphinx, env: BuildEnvironment, *_: Any) -> list[str]:
    """Have Sphinx read again each chapter whose outputs or cited claims are newer than its page."""
    cache = get_cache(execute.CACHE)
    ran = getattr(env, "chapters_ran", {})
    now: dict[str, float] = {}
    for name in env.found_docs:
        try:
            record = cache.get_cached_project_nb(str(env.doc2path(name)))
        except KeyError:
            continue
        if record is not None:
            now[name] = record.created.timestamp()
    env.chapters_ran = now
    return sorted(name for name, created in now.items() if ran.get(name) != created)


class ClaimRole(SphinxRole):
    """``{claim}`id``` puts a claim's number into prose, ``{claim}`words <id>``` our words."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link to the ledger that the page's script turns into a note."""
        words, _, rest = self.text.rpartition("<")
        claim_id = rest.removesuffix(">").strip() if words else self.text.strip()
        source, line = self.get_source_info()
        place = f"{shown(Path(source))}, line {line}"
        try:
            found = claim(claim_id)
        except UnknownClaimError as error:
            raise BookError(f"{place}: {error}; correct the id.") from None
        said = words.strip() or found.number
        if not said:
            raise BookError(
                f"{place}: the claim “{claim_id}” has no number; "
                f"write {{claim}}`words <{claim_id}>`."
            )
        target = self.env.app.builder.get_relative_uri(self.env.docname, LEDGER)
        self.env.metadata[self.env.docname].setdefault("claims", []).append(claim_id)
        self.env.note_dependency(str(DATA / "evidence" / "claims.csv"))
        self.env.note_dependency(str(DATA / "evidence" / "checks.csv"))
        mark = mark_html("reported") if not words else ""
        kind = "number reported" if not words else "words"
        link = (
            f'<a class="claim {kind}" href="{target}#{claim_id}" data-claim="{claim_id}">'
            f"{html.escape(said)}{mark}</a>"
        )
        return [nodes.raw("", link, format="html"), _plain(said)], []


def _plain(text: str) -> nodes.raw:
    """Keep the words for builders other than HTML."""
    return nodes.raw("", text, format="latex text")


def page_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give each page the notes of the claims it cites and the address of the drawings."""
    cited = dict.fromkeys(app.env.metadata.get(page, {}).get("claims", []))
    ledger = app.builder.get_relative_uri(page, LEDGER)
    context["claim_cards"] = "".join(cards.card(claim(claim_id), ledger) for claim_id in cited)
    context["tagline"] = _tagline
    context["book_edition"] = EDITION
    # Sphinx's role for an entry of a bibliography is deprecated in ARIA.
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def copy_drawings(app: Sphinx, error: Exception | None) -> None:
    """Bring the drawings of all pages, and Vega, to the book's own static files."""
    if error is not None or app.builder.format != "html":
        return
    charts = Path(app.outdir) / "_static" / "charts"
    used = {name for data in app.env.metadata.values() for name in data.get("charts", [])}
    charts.mkdir(parents=True, exist_ok=True)
    for old in charts.iterdir():
        if old.name not in used:
            shutil.rmtree(old)
    for name in used:
        if not (charts / name).is_dir():
            shutil.copytree(
                DRAWN / name, charts / name, ignore=shutil.ignore_patterns("sizes.json")
            )
    shutil.copyfile(vega.bundle(), Path(app.outdir) / "_static" / "vega.js")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the parts to Sphinx."""
    publish.stage(app)
    # Jupyter Book always sets this one, for an extension that the book does without.
    app.add_config_value("comments_config", {}, "", dict)
    app.add_config_value("microdrama_making", MAKING, "env", str)
    app.add_config_value("microdrama_look", EDITION, "html", str)
    app.add_html_theme("microdrama", str(THEME))
    app.add_role("claim", ClaimRole())
    directives.add_to(app)
    app.connect("builder-inited", check_and_run, priority=400)
    app.connect("env-get-outdated", reread_what_ran)
    app.connect("html-page-context", page_context)
    app.connect("build-finished", copy_drawings, priority=800)
    app.connect("build-finished", publish.publish, priority=900)
    return {
        "version": "1",
        "parallel_read_safe": False,
        "parallel_write_safe": True,
        "env_version": 1,
    }
