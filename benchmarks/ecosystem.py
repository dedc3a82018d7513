"""The bootstrap against pingouin, compatible surveys a second, a million respondents, widgets."""

from __future__ import annotations

import json
import math
import statistics
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

#: Controls moved in each explorer.
MOVES = 60

#: What each measure is held to.
FASTER, KEPT, SECONDS, MEGABYTES, MILLISECONDS = 20, 100_000, 60, 2_000, 100


def _answers(respondents: int):
    """Return means of four answers from 1 to 5 for predictor, mediator and outcome."""
    import numpy as np

    rng = np.random.default_rng(respondents)
    predictor, mediator, outcome = rng.normal(size=(3, respondents))
    mediator += 0.5 * predictor
    felt = np.stack([predictor, mediator, 0.2 * predictor + 0.4 * mediator + outcome])
    items = 4 + 0.7 * felt[:, :, None] + 0.6 * rng.normal(size=(3, respondents, 4))
    return np.clip(np.rint(items), 1, 5).mean(axis=2)


def _shortest(function) -> float:
    """Return the shortest of several wall times in seconds."""
    times = []
    for _ in range(RUNS):
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

    slow, fast = _shortest(theirs), _shortest(lambda: indirect(*columns, draws=DRAWS))
    row = theirs().set_index("path").loc["Indirect"]
    many = (indirect(*columns, draws=DRAWS, seed=seed) for seed in range(SEEDS))
    ends = np.array([interval(one.draws, one.estimate, kind="bias-corrected") for one in many])
    # The error of one run of theirs is that of one of ours; our mean adds a little.
    error = ends.std(axis=0, ddof=1) * math.sqrt(1 + 1 / SEEDS)
    apart = np.abs(row[["CI2.5", "CI97.5"]].to_numpy(dtype=float) - ends.mean(axis=0)) / error
    off = abs(row["coef"] - indirect(*columns, draws=1).estimate)
    print(f"  {DRAWS:,} draws, n = {RESPONDENTS}: pingouin   {slow * 1000:8.1f} ms")
    print(f"  {DRAWS:,} draws, n = {RESPONDENTS}: ours       {fast * 1000:8.1f} ms")
    print(f"  … so many times as fast          {slow / fast:8.1f}  (at least {FASTER})")
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
        kept = SURVEYS / seconds
        print(f"  surveys, {prior:9} {kept:10,.0f} kept a second  (at least {KEPT:,})")
    print(f"  {finding({prior: sample(SURVEYS, prior) for prior in PRIORS})}")


#: A fresh process that reads a survey and reports on it, as the command does.
_REPORT = """
import resource, sys, time
from microdrama.ecosystem.reading import read
from microdrama.ecosystem.analysis import analyse
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

    survey, rng = reconstructed(), np.random.default_rng(1)
    people = pd.concat([survey.people, survey.answers.astype(int)], axis="columns")
    # Each item drawn by itself from another respondent of the same rank: not mere copies.
    rows = rng.integers(0, len(people), SIZES[-1])
    many = people.iloc[rows].reset_index(drop=True)
    for item in survey.answers:
        changed = rng.random(len(many)) < 0.3
        many.loc[changed, item] = rng.integers(1, 6, changed.sum())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        many.to_csv(path, index=False)
        del many
        command = [sys.executable, "-c", _REPORT, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    reading, analysing, kilobytes = map(float, done.stdout.split())
    print(
        f"  {SIZES[-1]:,} respondents: read and checked {reading:5.1f} s, "
        f"analysed {analysing:5.1f} s, together {reading + analysing:5.1f} s  (under {SECONDS}), "
        f"whole process {kilobytes / 1000:5.0f} MB at its peak  (at most {MEGABYTES:,})"
    )


def _explorers():
    """Return the four explorers of the chapter."""
    from microdrama.exhibits import registry
    from microdrama.show.explorer import Explorer

    pages = map(registry.chapter, ("ecosystem", "methods"))
    return [explorer for page in pages for explorer in page.of_kind(Explorer)]


def moves() -> dict[str, list[float]]:
    """Move the controls of every explorer, one after another; return milliseconds by explorer.

    To be called in a kernel: setting a control there does all that moving it does, down to the
    messages that carry the sentence and the chart to the browser.
    """
    import ipywidgets as widgets
    from IPython.display import display

    found = {}
    for explorer in _explorers():
        face = explorer.widget()
        display(face)
        controls = [
            part
            for part in face.children
            if isinstance(part, widgets.FloatSlider | widgets.Dropdown)
        ]
        found[explorer.name] = times = []
        for move in range(1, MOVES + 1):
            control = controls[move % len(controls)]
            if isinstance(control, widgets.Dropdown):
                name, value = "index", (control.index + 1) % len(control.options)
            else:
                name, value = "value", control.min + (control.max - control.min) * (0.37 * move % 1)
            started = time.perf_counter()
            setattr(control, name, value)
            times.append((time.perf_counter() - started) * 1000)
    return found


def late(times) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def _widgets() -> None:
    """Time what a moved control costs in Jupyter, in a kernel and through the widget itself."""
    import nbformat
    from nbclient import NotebookClient

    call = "import json; from benchmarks import ecosystem; print(json.dumps(ecosystem.moves()))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(call)])
    where = {"metadata": {"path": str(Path(__file__).parents[1])}}
    NotebookClient(notebook, timeout=600, resources=where).execute()
    said = "".join(out["text"] for out in notebook.cells[0].outputs if out.get("name") == "stdout")
    for name, times in json.loads(said).items():
        print(
            f"  a control of {name:18} answers in {late(times):6.1f} ms, 95th percentile of "
            f"{len(times)}  (at most {MILLISECONDS})"
        )


def main() -> None:
    _against_pingouin()
    _growing()
    _compatible()
    _a_million()
    _widgets()
