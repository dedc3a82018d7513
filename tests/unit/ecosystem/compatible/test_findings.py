"""What compatible surveys show, in sentences, and as the command prints it."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pandas as pd
import pytest

from covariances import derived
from microdrama import cli
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import (
    PARAMETERS,
    PRIORS,
    QUANTITIES,
    finding,
    priors,
    sample,
)

pytestmark = pytest.mark.slow


def test_priors_and_quantities_are_said_in_words():
    assert set(priors._PRIORS) == set(PRIORS)
    assert len(PRIORS) >= 3
    for words in [*PRIORS.values(), *itertools.chain(*QUANTITIES.values()), *PARAMETERS.values()]:
        assert len(words.split()) > 1
        assert "data" not in words.lower()


def test_the_finding_holds_under_every_prior():
    frames = {prior: derived(prior) for prior in PRIORS}
    said = finding(frames)
    assert said.endswith(".") and said.count(". ") == 0
    assert "data" not in said
    low = min(frame["r2_industry"].quantile(0.025) for frame in frames.values())
    high = max(frame["r2_industry"].quantile(0.975) for frame in frames.values())
    assert f"between {low:.0%} and {high:.0%} of the differences" in said
    low = min(frame["r_policy_industry"].quantile(0.025) for frame in frames.values())
    high = max(frame["r_policy_industry"].quantile(0.975) for frame in frames.values())
    assert f"between {low:.2f} and {high:.2f}.".replace("-", "−") in said
    assert said.startswith("With each of three ways")
    assert "evenly up to 1, " in said
    assert "evenly up to 0.5, " in finding(frames, largest=0.5)
    for frame in frames.values():
        within = compatible.across(frames.values(), "r2_industry")
        assert frame["r2_industry"].between(within.low, within.high).mean() >= 0.95
    assert finding({"weak": frames["weak"]}).startswith("With the one way")


@pytest.mark.parametrize(
    ("shares", "often"), [((0.134, 0.131), "In 13% of"), ((0.13, 0.152), "In 13% to 15% of")]
)
def test_how_often_the_mediation_could_be_full_is_a_share_of_surveys(shares, often):
    frames = {
        prior: pd.DataFrame(
            {"full_mediation": [1.0] * round(1000 * share) + [0.0] * round(1000 * (1 - share))}
        )
        for prior, share in zip(("uniform", "weak"), shares, strict=True)
    }
    said = compatible.fullness(frames)
    assert said.startswith(
        f"Does all of policy's effect on culture go by way of narrative? {often} the surveys drawn"
    )
    assert "The text reports none of these paths" in said


def test_the_command_prints_what_a_sample_leaves_open_for_machines(capsys):
    arguments = [
        "survey",
        "compatible",
        "--count",
        "400",
        "--seed",
        "7",
        "--prior",
        "weak",
        "--json",
    ]
    assert cli.main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    frame = sample(400, "weak", seed=7)
    assert {name: found[name] for name in ("n", "count", "seed")} == {
        "n": 428,
        "count": 400,
        "seed": 7,
    }
    assert found["finding"] == finding({"weak": frame})
    assert list(found["compatible"]) == ["weak"]
    assert list(found["compatible"]["weak"]) == list(QUANTITIES)
    for name, row in found["compatible"]["weak"].items():
        values = frame[name].dropna()
        low, median, high = np.quantile(values, [0.025, 0.5, 0.975])
        assert row == pytest.approx(
            {
                "low": low,
                "median": median,
                "high": high,
                "min": values.min(),
                "max": values.max(),
                "mean": values.mean(),
            }
        )


def test_the_command_says_of_every_prior_what_is_left_open_and_that_nobody_answered(capsys):
    assert cli.main(["survey", "compatible", "--count", "300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Surveys that agree with all that the text prints: 300 for each prior, seed 1",
        "They are drawn, not collected: nobody gave these answers.",
    ]
    frames = {prior: sample(300, prior) for prior in PRIORS}
    assert finding(frames) in lines
    for prior, words in PRIORS.items():
        start = lines.index(f"{prior}: {words}")
        table = lines[start + 2 : start + 2 + len(QUANTITIES)]
        for (name, (title, _)), line in zip(QUANTITIES.items(), table, strict=True):
            values = frames[prior][name].dropna()
            numbers = [*np.quantile(values, [0.025, 0.5, 0.975]), values.mean()]
            assert line.startswith(f"  {title} ")
            assert line.split()[-4:] == [f"{number:.3f}" for number in numbers]


@pytest.mark.parametrize("way", [[], ["--json"]])
def test_a_quantity_that_no_survey_has_is_null_or_a_dash(way, capsys, monkeypatch):
    none = sample(20, "weak").assign(share_mediated=math.nan)
    monkeypatch.setattr(compatible, "sample", lambda *_: none)
    assert cli.main(["survey", "compatible", "--prior", "weak", *way]) == 0
    said = capsys.readouterr().out
    if way:
        assert json.loads(said)["compatible"]["weak"]["share_mediated"] is None
    assert "nan" not in said.lower()


@pytest.mark.parametrize("wrong", [("--count", "0"), ("--count", "-3"), ("--seed", "-1")])
def test_what_cannot_be_drawn_is_one_sentence_of_the_command(wrong, capsys):
    assert cli.main(["survey", "compatible", *wrong]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
