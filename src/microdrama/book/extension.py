"""The Sphinx extension of the book: check, run, render, publish, in this order."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jupyter_cache import get_cache

from microdrama.book import (
    cards,
    code,
    directives,
    execute,
    first_use,
    glossary,
    ledger,
    lock,
    metadata,
    notebooks,
    publish,
    roles,
    search,
    vega,
)
from microdrama.book.drawing import DRAWN
from microdrama.book.errors import BookError
from microdrama.book.freshness import fingerprint
from microdrama.book.roles import LEDGER
from microdrama.evidence.ledger import claim
from microdrama.paths import BUILD, DATA, SOURCE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from microdrama.package import Fault

THEME = Path(__file__).parent / "theme"


def _edition(paths: Iterable[Path], more: str = "") -> str:
    content = b"".join(path.read_bytes() for path in sorted(paths))
    return sha256(content + more.encode()).hexdigest()[:12]


#: Changes with the book's styles, its scripts and Vega, so that no browser shows an old one.
EDITION = _edition((THEME / "static").iterdir(), version("vl-convert-python") + code.stylesheet())

#: Changes with the code that makes pages, so that Sphinx makes all of them again.
MAKING = _edition(
    path
    for folder in ("", "evidence", "concepts", "show", "book")
    for pattern in ("*.py", "templates/*.html")
    for path in (SOURCE / folder).glob(pattern)
)


def check_and_run(app: Sphinx) -> None:
    """Stop at faults in the data or in a chapter; run what is out of date meanwhile."""
    problem = None
    seconds = app.config.nb_execution_timeout
    timeout = seconds if seconds > 0 else None  # -1 is MyST-NB's word for no limit
    with execute.helpers() as pool:
        checking = pool.submit(_faults)
        try:
            try:
                execute.refresh(execute.CACHE, execute.chapters(), pool, timeout)
            except execute.ChapterError as error:
                problem = error
            faults = checking.result()
        except BaseException:
            execute.abandon(pool)
            raise
    # Faulty data explain a failing chapter, so they come first.
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise BookError(f"{len(faults)} fault(s) in the data:\n{lines}")
    if problem is not None:
        raise BookError(str(problem))


def _faults() -> list[Fault]:
    """Check the data as ``microdrama check`` does, unless they and the rules are unchanged."""
    from microdrama.faults import all_faults

    seen = BUILD / ".checked.json"
    now = fingerprint([*DATA.rglob("*.*"), *SOURCE.rglob("*.py")])
    if seen.is_file() and seen.read_text("utf-8") == json.dumps(now):
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


_CITE = re.compile(r"(\{cite(?::\w+)?\})`([^`]+)`")


def own_references(app: Sphinx, page: str, source: list[str]) -> None:
    """Give each chapter a list of references of its own, which its citations lead to.

    Two chapters that cite one work need different keys for it; authors need not know.
    """
    prefix = f"{page.rpartition('/')[2]}-"
    bibliography = "```{bibliography}\n"
    if bibliography not in source[0]:
        return

    def prefixed(match: re.Match[str]) -> str:
        keys = ",".join(prefix + key.strip() for key in match[2].split(","))
        return f"{match[1]}`{keys}`"

    text = _CITE.sub(prefixed, source[0])
    source[0] = text.replace(bibliography, f"{bibliography}:keyprefix: {prefix}\n")


_CITED = re.compile(r'href="(?:[./\w]*/)?ledger\.html#([\w-]+)"')


def note_citations(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which claims a page links to: by a role, or in what its code shows."""
    links = (link for raw in doctree.findall(nodes.raw) for link in _CITED.findall(raw.astext()))
    app.env.metadata[app.env.docname]["cited"] = list(dict.fromkeys(links))


def citing_pages(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the pages that cite each claim, in the order of the book."""
    pages: dict[str, list[str]] = {}
    for name in env.collect_relations():
        for claim_id in env.metadata.get(name, {}).get("cited", []):
            pages.setdefault(claim_id, []).append(name)
    return pages


def renew_ledger(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the ledger written again when other pages cite other claims than before."""
    # With their titles, which the ledger shows.
    titles = {name: title.astext() for name, title in env.titles.items()}
    now, before = (citing_pages(env), titles), getattr(env, "ledger_cited", None)
    env.ledger_cited = now
    return [LEDGER] if LEDGER in env.all_docs and now != before else []


#: The ledger's address on a page beside it.
BESIDE = "ledger.html"


def lead_to_ledger(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Lengthen the way to the ledger where a page lies deeper than beside it.

    Exhibits know nothing of pages: they link to the ledger as from a page beside it.
    """
    way = app.builder.get_relative_uri(page, LEDGER)
    if way == BESIDE:
        return
    for node in list(doctree.findall(nodes.raw)):
        if f'href="{BESIDE}' in (html := node.astext()):
            node[:] = [nodes.Text(html.replace(f'href="{BESIDE}', f'href="{way}'))]


def fill_ledger(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the ledger in its place, and its files beside the book's own."""
    builder = app.builder
    for place in list(doctree.findall(directives.LedgerPlace)):
        titles = {name: title.astext() for name, title in app.env.titles.items()}
        cited = {
            claim_id: {builder.get_relative_uri(page, name): titles[name] for name in names}
            for claim_id, names in citing_pages(app.env).items()
        }
        rows = ledger.entries(cited)
        static = "../" * page.count("/") + "_static"
        content = ledger.page(rows, static, EDITION)
        place.replace_self(nodes.raw("", content, format="html"))
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ledger.csv").write_text(ledger.as_csv(rows), "utf-8-sig")
        (folder / "ledger.json").write_text(ledger.as_json(rows), "utf-8")


def page_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give each page the notes of the claims it cites and the address of the drawings."""
    cited = dict.fromkeys(app.env.metadata.get(page, {}).get("claims", []))
    target = app.builder.get_relative_uri(page, LEDGER)
    context["claim_cards"] = "".join(cards.card(claim(claim_id), target) for claim_id in cited)
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
    lock.hold()
    publish.stage(app)
    # Jupyter Book always sets this one, for an extension that the book does without.
    app.add_config_value("comments_config", {}, "", dict)
    app.add_config_value("microdrama_making", MAKING, "env", str)
    app.add_config_value("microdrama_look", EDITION, "html", str)
    app.add_html_theme("microdrama", str(THEME))
    roles.add_to(app)
    directives.add_to(app)
    glossary.add_to(app)
    first_use.add_to(app)
    code.add_to(app)
    notebooks.add_to(app)
    metadata.add_to(app)
    search.add_to(app)
    app.connect("builder-inited", check_and_run, priority=400)
    app.connect("env-get-outdated", reread_what_ran)
    app.connect("source-read", own_references)
    app.connect("doctree-read", note_citations)
    app.connect("env-updated", renew_ledger)
    app.connect("doctree-resolved", lead_to_ledger)
    app.connect("doctree-resolved", fill_ledger)
    app.connect("html-page-context", page_context)
    app.connect("build-finished", copy_drawings, priority=800)
    app.connect("build-finished", publish.publish, priority=900)
    return {
        "version": "1",
        "parallel_read_safe": False,
        "parallel_write_safe": True,
        "env_version": 1,
    }
