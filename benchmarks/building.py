"""Cold build and prose edit, against the chapters' code run as plain scripts."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.workshop import build, copy_of_the_book, environment

RUNS = 3


def lower_bound(book: Path) -> float:
    """Run the code of all chapters as plain scripts, side by side; return the wall time."""
    scripts = []
    for chapter in sorted((book / "chapters").rglob("*.md")):
        if "{code-cell}" in chapter.read_text("utf-8"):
            script = book / f"{chapter.stem}.script.py"
            command = ["jupytext", "--quiet", "--to", "py:percent", str(chapter), "-o", str(script)]
            subprocess.run([sys.executable, "-m", *command], check=True)
            scripts.append(script)
    started = time.perf_counter()
    running = [
        subprocess.Popen(
            [sys.executable, str(script)],
            cwd=book / "chapters",
            env=environment(book),
            stdout=subprocess.DEVNULL,
        )
        for script in scripts
    ]
    if any(process.wait() for process in running):
        raise RuntimeError("a chapter's code fails as a plain script")
    return time.perf_counter() - started


def main() -> None:
    bounds, colds, edits = [], [], []
    with copy_of_the_book() as book:
        for _ in range(RUNS):
            bounds.append(lower_bound(book))
            shutil.rmtree(book / "_build", ignore_errors=True)
            colds.append(build(book))
            chapter = book / "chapters" / "evolution.md"
            with chapter.open("a", encoding="utf-8") as prose:
                prose.write("\nOne more sentence.\n")
            edits.append(build(book))
    bound, cold, edit = (statistics.median(times) for times in (bounds, colds, edits))
    print(f"  plain scripts, side by side     {bound:6.1f} s  (the bound)")
    print(f"  make book, nothing kept         {cold:6.1f} s  = {cold / bound:.2f} × the bound")
    print(f"  make book, after a prose edit   {edit:6.1f} s  = {edit / cold:.0%} of the cold build")
