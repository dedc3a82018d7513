"""How time grows with copies of a chapter and with rows of the ledger."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from benchmarks.workshop import build, copy_of_the_book, run

COPIES = (1, 10, 100)
CLAIMS = (1_000, 10_000)


def _copies(book: Path, count: int) -> None:
    """Let the book have a number of copies of the evolution chapter, each with its own code."""
    text = (book / "chapters" / "evolution.md").read_text("utf-8")
    # A work may be listed in one bibliography only.
    text = text[: text.index("## References")].replace("{cite:t}", "")
    names = [f"copy{index}" for index in range(count)]
    for name in names:
        own = text.replace(
            "from functools import partial", f"from functools import partial  # {name}"
        )
        (book / "chapters" / f"{name}.md").write_text(own, "utf-8")
    files = "".join(f"  - file: chapters/{name}\n" for name in ("ledger", *names))
    (book / "_toc.yml").write_text(
        f"format: jb-book\nroot: chapters/index\nchapters:\n{files}", "utf-8"
    )


def _claims(book: Path, count: int) -> None:
    """Let the ledger have a number of claims, by repeating its own under new ids."""
    path = book / "data" / "evidence" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    extra = [
        {**rows[index % len(rows)], "id": f"{rows[index % len(rows)]['id']}-again{index}"}
        for index in range(count - len(rows))
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows + extra)


def main() -> None:
    for count in COPIES:
        with copy_of_the_book() as book:
            _copies(book, count)
            seconds = build(book)
            each = seconds / count
            print(f"  {count:6,} copies of a chapter  {seconds:7.1f} s  = {each:6.2f} s a copy")
    for count in CLAIMS:
        with copy_of_the_book() as book:
            _claims(book, count)
            checking = run(book, "-m", "microdrama.cli", "check")
            build(book)
            shutil.rmtree(book / "_build" / "html")
            (book / "chapters" / "ledger.md").write_text(
                "# The ledger\n\n```{ledger}\n```\n", "utf-8"
            )
            again = build(book)
            print(
                f"  {count:6,} claims: check {checking:5.1f} s "
                f"= {checking / count * 1000:5.2f} ms a claim; "
                f"ledger built again {again:5.1f} s = {again / count * 1000:5.2f} ms a claim"
            )
