"""A class's coded dramas answered, and the bootstrap of agreement against the package in a loop."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

DRAMAS, CODERS = 2_000, 5
DRAWS = 5_000

#: Draws of the slow loop; its time grows with them.
LOOPED = 50


def _class_set(path: Path) -> None:
    """Write what coders say about dramas; one code in five is a guess, some cells are empty."""
    import numpy as np
    import pandas as pd

    from microdrama.symbols import codebook

    chance, size = np.random.default_rng(1), DRAMAS * CODERS
    frame = pd.DataFrame(
        {
            "title": np.repeat([f"短剧 {drama}" for drama in range(DRAMAS)], CODERS),
            "coder": np.tile([f"coder {coder}" for coder in range(CODERS)], DRAMAS),
            "symbol": "symbol",
        }
    )
    for variable in codebook.names():
        codes = np.array([*codebook.labels(variable), ""])
        truth = np.repeat(chance.integers(0, len(codes) - 1, DRAMAS), CODERS)
        guess = chance.integers(0, len(codes), size)
        frame[variable] = codes[np.where(chance.random(size) < 0.2, guess, truth)]
    frame.sample(frac=1, random_state=1).to_csv(path, index=False, encoding="gb18030")


#: A fresh process that does what the commands do, with the time that Python itself takes.
_ANSWERED = """
import sys, time
started = time.perf_counter()
from microdrama.symbols.codings import read
from microdrama.symbols.agreement import agreement, disagreements
from microdrama.symbols.report import as_text
codings = read(sys.argv[1])
checked = time.perf_counter()
agreement(codings), disagreements(codings)
agreed = time.perf_counter()
as_text(codings)
print(checked - started, agreed - checked, time.perf_counter() - agreed)
"""


def _answered(path: Path) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-c", _ANSWERED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    read, agreed, reported = map(float, done.stdout.split())
    print(
        f"  {DRAMAS:,} dramas by {CODERS} coders: read and checked {read:4.2f} s, agreement "
        f"{agreed:4.2f} s, report {reported:4.2f} s, whole process {whole:4.2f} s"
    )


def _against_a_loop(path: Path) -> None:
    import krippendorff
    import numpy as np

    from microdrama.symbols.agreement import agreement
    from microdrama.symbols.codebook import names
    from microdrama.symbols.codings import read

    codings = read(path)
    tallies = [codings.tally(variable).to_numpy() for variable in names()]
    chance = np.random.default_rng(1)

    def slow(draws: int) -> None:
        for _ in range(draws):
            drawn = chance.integers(0, DRAMAS, DRAMAS)
            for tally in tallies:
                krippendorff.alpha(value_counts=tally[drawn], level_of_measurement="nominal")

    started = time.perf_counter()
    slow(LOOPED)
    looped = (time.perf_counter() - started) / LOOPED * DRAWS
    started = time.perf_counter()
    agreement(codings, DRAWS)
    fast = time.perf_counter() - started
    what = f"  {DRAWS:,} draws of {len(tallies)} alphas"
    print(f"{what}: package in a loop {looped:8.2f} s, from {LOOPED} draws")
    print(f"{what}: ours              {fast:8.2f} s")
    print(f"  … so many times as fast                    {looped / fast:8.1f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "class.csv"
        _class_set(path)
        _answered(path)
        _against_a_loop(path)
