"""What recognising an export adds to reading it: the same answers, plain and as a tool's."""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from pathlib import Path

RESPONDENTS, RUNS, AT_MOST = 20_000, 5, 20

_QUALTRICS = ("StartDate", "EndDate", "Status", "IPAddress", "Progress", "ResponseId")


def _written(folder: Path, name: str, above: list[list[str]], own: list[str]) -> Path:
    from microdrama.ecosystem import instrument

    count, path = len(instrument.items()), folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(above)
        for row in range(RESPONDENTS):
            writer.writerow([*own, *((row * 7 + at * 3) % 5 + 1 for at in range(count))])
    return path


def _seconds(path: Path) -> float:
    from microdrama.ecosystem.reading import read

    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        read(path)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    from microdrama.ecosystem import instrument

    items = instrument.items()
    ids, wordings = items["id"].to_list(), items["wording"].to_list()
    # As many columns in both, so that only what is recognised differs.
    plain = [[*(f"x{at}" for at in range(len(_QUALTRICS))), *ids]]
    export = [
        [*_QUALTRICS, *(f"Q1_{at}" for at in range(len(ids)))],
        [*_QUALTRICS, *(f"How far do you agree? - {words}" for words in wordings)],
        [f'{{"ImportId":"{at}"}}' for at in range(len(_QUALTRICS) + len(ids))],
    ]
    own = ["2025-03-01", "2025-03-01", "0", "203.0.113.5", "100", "R_0"]
    with tempfile.TemporaryDirectory() as folder:
        bare = _seconds(_written(Path(folder), "plain.csv", plain, own))
        recognised = _seconds(_written(Path(folder), "export.csv", export, own))
    print(f"  {RESPONDENTS:,} respondents, headings by id   {bare * 1000:8.0f} ms")
    print(f"  … as an export of Qualtrics            {recognised * 1000:8.0f} ms")
    more = recognised / bare - 1
    print(f"  … so much more                         {more:8.1%}  (at most {AT_MOST}%)")
