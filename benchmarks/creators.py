"""A thousand makers over 500 rounds, against a loop over makers; the sweep; a moved control."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from microdrama.creators.gatekeeping.model import Setting

MAKERS, ROUNDS, TARGET = 1000, 500, 1

#: Rounds of the slow loop; its time grows with them.
LOOPED = 50

#: Settings of the sweep that are done here, of all.
SWEPT = 200

#: Moves of a control, and the seconds that one may take in Jupyter.
MOVES, PROMPT = 200, 0.1


def _one_by_one(setting: Setting, rng: np.random.Generator, rounds: int) -> np.ndarray:
    """Let each maker choose by herself; what the room does, as one would first write it."""
    import numpy as np

    from microdrama.creators.gatekeeping import model
    from microdrama.creators.gatekeeping.simulation import spread

    pull = model.kinds(setting)["pull"].to_numpy()
    unmoved = spread(round(setting.unmoved * MAKERS), len(pull))
    kinds = np.repeat(np.arange(len(pull)), spread(MAKERS - unmoved.sum(), len(pull)))
    for _ in range(rounds):
        pulls = pull[kinds]
        feed = setting.imitation * pulls.mean()
        seen = pulls / pulls.sum()
        after = kinds.copy()
        for maker in range(len(kinds)):
            if rng.random() < feed / (1 + feed):
                after[maker] = kinds[rng.choice(len(kinds), p=seen)]
        kinds = after
    return np.bincount(kinds, minlength=len(pull)) + unmoved


def _simulation() -> None:
    import numpy as np

    from microdrama.creators.gatekeeping.model import Setting
    from microdrama.creators.gatekeeping.simulation import simulate

    setting = Setting()
    # The two give the same makers on average: kinds of the feed are the same after some rounds.
    rng = np.random.default_rng(1)
    loops = np.mean([_one_by_one(setting, rng, 20) for _ in range(20)], axis=0)
    assert np.abs(loops - simulate(setting, rng, MAKERS, 20, 400)[-1].mean(axis=0)).max() < 12
    started = time.perf_counter()
    _one_by_one(setting, rng, LOOPED)
    slow = (time.perf_counter() - started) / LOOPED * ROUNDS
    times = []
    for _ in range(5):
        started = time.perf_counter()
        simulate(setting, rng, MAKERS, ROUNDS)
        times.append(time.perf_counter() - started)
    what = f"  {MAKERS:,} makers over {ROUNDS} rounds"
    print(f"{what}: loop over makers {slow:7.3f} s, from {LOOPED} rounds")
    print(f"{what}: ours             {min(times):7.3f} s (target: under {TARGET} s)")
    print(f"  … so many times as fast                    {slow / min(times):7.0f}")


def _sweep() -> None:
    from microdrama.creators.gatekeeping import sweep

    every = sweep.grid()
    some = random.Random(1).sample(every, SWEPT)
    times = {}
    for processes in (1, 2):
        started = time.perf_counter()
        sweep.simulated(some, processes=processes)
        times[processes] = (time.perf_counter() - started) / SWEPT
    whole = times[1] * len(every)
    print(
        f"  {sweep.RUNS} runs of a setting: {times[1] * 1000:4.0f} ms here, "
        f"{times[2] * 1000:4.0f} ms with 2 processes and their start; "
        f"all {len(every):,} settings here {whole:4.0f} s"
    )
    started = time.perf_counter()
    sweep.expected(sweep.grid(noise=[0.2], unmoved=[0.1], traits=["compete"]))
    print(f"  the picture of the sweep, by the formula: {time.perf_counter() - started:5.2f} s")


def _moves() -> None:
    from microdrama.exhibits.creators import gatekeeping

    explorer, chance, times = gatekeeping.explorer(), random.Random(1), []
    sliders = [control for control in explorer.controls if hasattr(control, "low")]
    for _ in range(MOVES):
        settings = {s.name: round(chance.uniform(s.low, s.high), 2) for s in sliders}
        started = time.perf_counter()
        explorer.sentence(settings)
        explorer.specification(680, settings)
        times.append(time.perf_counter() - started)
    late = statistics.quantiles(times, n=20)[-1]
    print(
        f"  a moved control in Jupyter: median {statistics.median(times) * 1000:3.0f} ms, 95th "
        f"percentile {late * 1000:3.0f} ms (target: under {PROMPT * 1000:.0f} ms)"
    )


def main() -> None:
    _simulation()
    _sweep()
    _moves()
