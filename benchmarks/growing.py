"""How time grows with copies of a chapter and with rows of the ledger."""

from __future__ import annotations

import csv
import re
import shutil
import statistics
import time
from pathlib import Path

from benchmarks.workshop import build, chromium, copy_of_the_book, run

COPIES = (1, 10, 100)
CLAIMS = (1_000, 10_000)


_NO_NUMBER = dict.fromkeys(("symbol", "comparator", "value", "unit"), "")


def _unlinked(text: str) -> str:
    """Take out the links to chapters that this book does not have."""
    return re.sub(r"\[([^\]]+)\]\(\w+\.md\)", r"\1", text)


def _copies(book: Path, count: int) -> None:
    """Let the book have a number of copies of the evolution chapter, each with its own code."""
    kept = ("index", "evidence", "ledger")
    text = (book / "chapters" / "evolution.md").read_text("utf-8")
    for page in (book / "chapters").rglob("*.md"):
        if page.stem not in kept:
            page.unlink()
    # A work may be listed in one bibliography only.
    text = _unlinked(text[: text.index("## References")].replace("{cite:t}", ""))
    names = [f"copy{index}" for index in range(count)]
    for name in names:
        own = text.replace(
            "from functools import partial", f"from functools import partial  # {name}"
        )
        (book / "chapters" / f"{name}.md").write_text(own, "utf-8")
    for name in kept:
        page = book / "chapters" / f"{name}.md"
        page.write_text(_unlinked(page.read_text("utf-8")), "utf-8")
    files = "".join(f"  - file: chapters/{name}\n" for name in (*kept[1:], *names))
    (book / "_toc.yml").write_text(
        f"format: jb-book\nroot: chapters/index\nchapters:\n{files}", "utf-8"
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _claims(book: Path, count: int) -> None:
    """Let the ledger have a number of claims, by repeating its own with their links."""
    claims, links = (book / "data" / "evidence" / f"{name}.csv" for name in ("claims", "links"))
    own, own_links = _rows(claims), _rows(links)
    rows, ids = list(own), {row["id"] for row in own}
    all_links = list(own_links)
    for again in range(1, count // len(own) + 1):
        # Copies print no numbers, or checks that count a text's numbers would end otherwise.
        copies = [
            {**row, **_NO_NUMBER, "id": f"{row['id']}-again{again}"}
            for row in own[: count - len(rows)]
        ]
        rows += copies
        ids |= {row["id"] for row in copies}
        ends = (
            {**link, "from": f"{link['from']}-again{again}", "to": f"{link['to']}-again{again}"}
            for link in own_links
        )
        all_links += [link for link in ends if {link["from"], link["to"]} <= ids]
    _write(claims, rows)
    _write(links, all_links)


#: Types words into the search field of the ledger and waits for the redraw.
_SEARCH = """async () => {
  const form = document.querySelector("form.filters");
  const times = [];
  const searches = ["p", "po", "pol", "policy", "policy sup", "", "symbols deep", "", "algor"];
  for (const words of searches) {
    const answered = new Promise((done) => form.addEventListener("filtered", done, { once: true }));
    form.elements.words.value = words;
    const started = performance.now();
    form.elements.words.dispatchEvent(new Event("input", { bubbles: true }));
    await answered;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    times.push(performance.now() - started);
  }
  return times;
}"""


def _searching(book: Path) -> tuple[float, float, float]:
    """Return seconds until the ledger can be used, and median and longest milliseconds a search."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        started = time.perf_counter()
        page.goto((book / "_build" / "html" / "chapters" / "ledger.html").as_uri())
        loaded = time.perf_counter() - started
        times = page.evaluate(_SEARCH)
        browser.close()
    return loaded, statistics.median(times), max(times)


def main() -> None:
    for count in COPIES:
        with copy_of_the_book() as book:
            _copies(book, count)
            seconds = build(book)
            each = seconds / count
            print(
                f"  {count:6,} copies of a chapter  {seconds:7.1f} s  = {each:6.2f} s a copy",
                flush=True,
            )
    for count in CLAIMS:
        with copy_of_the_book() as book:
            _claims(book, count)
            checking = run(book, "-m", "microdrama.cli", "check")
            build(book)
            shutil.rmtree(book / "_build" / "html")
            ledger = book / "chapters" / "ledger.md"
            ledger.write_text(ledger.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
            again = build(book)
            print(
                f"  {count:6,} claims: check {checking:5.1f} s "
                f"= {checking / count * 1000:5.2f} ms a claim; "
                f"ledger built again {again:5.1f} s = {again / count * 1000:5.2f} ms a claim"
            )
            loaded, middle, longest = _searching(book)
            print(
                f"  {count:6,} claims: page ready {loaded:5.2f} s; "
                f"search to redraw {middle:5.1f} ms (longest {longest:.1f})"
            )
