"""Ranks of every piece of advice under many weightings, against the ranks of pandas."""

from __future__ import annotations

import time
from collections.abc import Callable

WEIGHTINGS, TARGET = 100_000, 2
RUNS = 5


def _shortest(function: Callable[[], object]) -> float:
    """Return the shortest of several wall times in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    import pandas as pd

    from microdrama.policy import grading, grounds, recommendations

    advice, beneath = recommendations.recommendations(), grounds.beneath(grounds.argument())
    points = grading.criteria(advice, beneath)[grading.rules()["id"]].to_numpy()

    def ours():
        return grading.ranks(points, grading.weightings(WEIGHTINGS))

    def theirs():
        scores = pd.DataFrame((points @ grading.weightings(WEIGHTINGS)).round(9))
        return scores.rank(method="min", ascending=False).astype(int).to_numpy()

    # Sorting the places of a sort would be shorter, but it gives equals different ranks.
    assert (ours() == theirs()).all()
    fast, slow = _shortest(ours), _shortest(theirs)
    what = f"  {WEIGHTINGS:,} weightings of {len(advice)} pieces of advice"
    print(f"{what}: pandas {slow:5.2f} s")
    print(f"{what}: ours   {fast:5.2f} s (target: under {TARGET} s)")
    print(f"  … so many times as fast {slow / fast:5.2f}")
