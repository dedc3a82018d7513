"""The bootstrap against pingouin, compatible surveys a second, a million respondents, widgets."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
RESPONDENTS = 428
DRAWS = 5000
SEEDS = 40
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SURVEYS = 200_000


def _answers(respondents: int):
    """Return means of four answers from 1 to 5 for cause, mediator and outcome."""
    import numpy as np

    chance = np.random.default_rng(respondents)
    cause, mediator, outcome = chance.normal(size=(3, respondents))
    mediator += 0.5 * cause
    felt = np.stack([cause, mediator, 0.2 * cause + 0.4 * mediator + outcome])
    items = 4 + 0.7 * felt[:, :, None] + 0.6 * chance.normal(size=(3, respondents, 4))
    return np.clip(np.rint(items), 1, 5).mean(axis=2)


def _shortest(function, runs: int = RUNS) -> float:
    """Return the shortest of several wall times in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


def _against_pingouin() -> None:
    import numpy as np
    import pandas as pd
    import pingouin

    from microdrama.ecosystem.bootstrap import indirect, interval

    columns = _answers(RESPONDENTS)
    table = pd.DataFrame(dict(zip("xmy", columns, strict=True)))

    def theirs():
        return pingouin.mediation_analysis(table, "x", "m", "y", n_boot=DRAWS, seed=1)

    slow, fast = _shortest(theirs), _shortest(lambda: indirect(*columns, draws=DRAWS), 20)
    row = theirs().set_index("path").loc["Indirect"]
    many = (indirect(*columns, draws=DRAWS, seed=seed) for seed in range(SEEDS))
    ends = np.array([interval(one.draws, one.estimate, kind="bias-corrected") for one in many])
    # The error of one run of theirs is that of one of ours; our mean adds a little.
    error = ends.std(axis=0, ddof=1) * math.sqrt(1 + 1 / SEEDS)
    apart = np.abs(row[["CI2.5", "CI97.5"]].to_numpy(dtype=float) - ends.mean(axis=0)) / error
    off = abs(row["coef"] - indirect(*columns, draws=1).estimate)
    print(f"  {DRAWS:,} draws, n = {RESPONDENTS}: pingouin   {slow * 1000:8.1f} ms")
    print(f"  {DRAWS:,} draws, n = {RESPONDENTS}: ours       {fast * 1000:8.1f} ms")
    print(f"  … so many times as fast          {slow / fast:8.1f}")
    print(f"  … ends of the interval apart     {apart.max():8.1f} Monte-Carlo errors at most")
    print(f"  … estimates apart                {off:8.0e}")


#: A fresh process, so that its peak of memory is that of one size.
_ONE_SIZE = """
import resource, sys, time
from benchmarks.ecosystem import DRAWS, _answers
from microdrama.ecosystem.bootstrap import indirect
columns = _answers(int(sys.argv[1]))
started = time.perf_counter()
indirect(*columns, draws=DRAWS)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _growing() -> None:
    for respondents in SIZES:
        command = [sys.executable, "-c", _ONE_SIZE, str(respondents)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, kilobytes = map(float, done.stdout.split())
        print(
            f"  {DRAWS:,} draws, n = {respondents:9,}: {seconds:6.2f} s, "
            f"whole process {kilobytes / 1000:5.0f} MB at its peak"
        )


def _compatible() -> None:
    from microdrama.ecosystem.compatible import PRIORS, finding, sample

    for prior in PRIORS:
        seconds = _shortest(lambda prior=prior: sample(SURVEYS, prior))
        print(f"  compatible surveys, {prior:9}      {SURVEYS / seconds:10,.0f} kept a second")
    print(f"  {finding({prior: sample(SURVEYS, prior) for prior in PRIORS})}")


#: A fresh process that reads a survey and reports on it, as the command does.
_REPORT = """
import resource, sys, time
from microdrama.ecosystem.reading import read
from microdrama.ecosystem.report import analyse
started = time.perf_counter()
survey = read(sys.argv[1])
checked = time.perf_counter()
analyse(survey)
ended = time.perf_counter()
print(checked - started, ended - checked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _a_million() -> None:
    """Read and analyse the reconstructed survey, its respondents repeated and shuffled."""
    import numpy as np
    import pandas as pd

    from microdrama.ecosystem.reconstruction import reconstructed

    survey, chance = reconstructed(), np.random.default_rng(1)
    people = pd.concat([survey.people, survey.answers.astype(int)], axis="columns")
    # Each item drawn by itself from another respondent of the same rank: not mere copies.
    rows = chance.integers(0, len(people), SIZES[-1])
    many = people.iloc[rows].reset_index(drop=True)
    for item in survey.answers:
        changed = chance.random(len(many)) < 0.3
        many.loc[changed, item] = chance.integers(1, 6, changed.sum())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        many.to_csv(path, index=False)
        del many
        command = [sys.executable, "-c", _REPORT, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    reading, analysing, kilobytes = map(float, done.stdout.split())
    print(
        f"  {SIZES[-1]:,} respondents: read and checked {reading:5.1f} s, "
        f"analysed {analysing:5.1f} s, whole process {kilobytes / 1000:5.0f} MB at its peak"
    )


def _widgets() -> None:
    """Time what a moved control costs in Jupyter: the table, the sentence, the chart."""
    from functools import partial

    from microdrama.charts import ecosystem as draw
    from microdrama.ecosystem import compatible, explorers, views
    from microdrama.ecosystem.report import analyse
    from microdrama.ecosystem.source import source
    from microdrama.figure import WIDE

    shown = source()
    report = analyse(shown.survey)
    counted = explorers.histograms(
        {prior: compatible.sample(20_000, prior) for prior in compatible.PRIORS},
        compatible.QUANTITIES,
    )
    ours = views.position(report, shown.survey.answers)
    rows = partial(draw.intervals, title="Size")
    four = (
        explorers.regression_explorer(partial(rows, label="predictor", order=explorers.PREDICTORS)),
        explorers.slope_explorer(report.moderation, shown, draw.slope),
        explorers.mediation_explorer(
            report.paths, shown, partial(rows, label="label", order=explorers.PATHS, value="value")
        ),
        explorers.compatible_explorer(counted, compatible.QUANTITIES, ours, draw.histogram),
    )
    for explorer in four:
        settings = dict(explorer.defaults)
        seconds = _shortest(
            lambda explorer=explorer, settings=settings: (
                explorer.sentence(settings),
                explorer.specification(WIDE, settings),
            )
        )
        print(f"  a control of {explorer.name:18} answers in {seconds * 1000:6.1f} ms")


def main() -> None:
    _against_pingouin()
    _growing()
    _compatible()
    _a_million()
    _widgets()
