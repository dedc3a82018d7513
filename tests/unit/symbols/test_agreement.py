"""Agreement between coders: published values, a plain loop, and what can never happen."""

from __future__ import annotations

import itertools
from fractions import Fraction

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dramas import CODES, VARIABLES, coded
from microdrama.symbols import agreement as room
from microdrama.symbols.agreement import Agreement, agreement, contested, disagreements

pytestmark = pytest.mark.slow

FUNCTION = CODES["function"]
FEW = 200

Table = list[list[str | None]]


def letters(*lines: str) -> Table:
    """Return what coders say: one line each, one digit a drama, a dot where it is missing."""
    return [[None if c == "." else FUNCTION[int(c) - 1] for c in line] for line in lines]


def of(table: Table, draws: int = FEW, **options: int) -> Agreement:
    return agreement(coded(table), draws, **options)["function"]


def counts(table: Table) -> np.ndarray:
    return coded(table).tally("function").to_numpy()


# ---- published and by hand -----------------------------------------------------------------


#: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four
#: observers, twelve units, five categories, seven values missing.
PUBLISHED = letters("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_alpha_is_that_of_the_published_example():
    found = of(PUBLISHED)
    assert round(found.alpha, 3) == 0.743
    # The twelfth unit has one value, which pairs with nothing.
    assert (found.dramas, found.codes) == (11, 40)


def test_agreement_of_three_dramas_by_hand():
    # a a, a b, b b: observed 2/6, expected 18/30, alpha 1 - (1/3)/(3/5).
    found = of(letters("112", "122"))
    assert found.alpha == pytest.approx(4 / 9)
    assert found.percent == pytest.approx(2 / 3)
    assert (found.dramas, found.codes) == (3, 6)


def test_percent_agreement_is_of_pairs_and_averaged_over_dramas():
    # Three of three pairs, one of three, none of one; the last drama has one coder only.
    assert of(letters("111.", "112.", "12.3")).percent == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert of(letters("11", "11", "12")).percent == pytest.approx((1 + 1 / 3) / 2)


def exact(table: Table) -> Fraction | None:
    """Work alpha out from its definition, pair by pair, in exact numbers."""
    units = [[code for code in unit if code] for unit in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [code for unit in units for code in unit]
    observed = sum(
        Fraction(sum(a != b for a, b in itertools.permutations(unit, 2)), len(unit) - 1)
        for unit in units
    )
    expected = sum(a != b for a, b in itertools.permutations(values, 2))
    if not expected:
        return None
    return 1 - observed / len(values) / Fraction(expected, len(values) * (len(values) - 1))


# ---- what holds for any codings ------------------------------------------------------------


@st.composite
def tables(draw: st.DrawFn, least: int = 2, missing: bool = True) -> Table:
    """Draw what a few coders say about a few dramas."""
    code = st.sampled_from(["1", "2", "3", *"." * missing])
    size = draw(st.integers(1, 14))
    line = st.lists(code, min_size=size, max_size=size).map("".join)
    return letters(*draw(st.lists(line, min_size=least, max_size=5)))


@given(tables())
@settings(max_examples=150)
def test_alpha_is_what_its_definition_says(table):
    found, by_hand = of(table, draws=3), exact(table)
    if by_hand is None:
        assert found.alpha is None
        assert found.why.endswith(".")
    else:
        assert found.alpha == pytest.approx(float(by_hand), abs=1e-12)
        assert -1 <= found.alpha <= 1


@given(tables())
@settings(max_examples=60)
def test_an_interval_and_a_share_stay_within_their_bounds(table):
    found = of(table)
    assert found.percent is None or 0 <= found.percent <= 1
    assert (found.percent is None) == (found.dramas == 0)
    assert (found.low is None) == (found.high is None)
    assert bool(found.why) == (found.low is None)
    if found.low is not None:
        assert -1 <= found.low <= found.high <= 1
        assert found.alpha is not None
        assert found.level


@given(tables(least=1, missing=False), st.integers(2, 4))
@settings(max_examples=60)
def test_alpha_is_one_if_and_only_if_all_agree(table, coders):
    found = of([table[0]] * coders)
    assert found.percent == 1
    assert found.alpha == (None if len(set(table[0])) == 1 else 1)
    if found.low is not None:
        assert found.low == found.high == 1
    other = of(table) if len(table) > 1 else None
    if other and other.percent < 1:
        assert other.alpha < 1


@given(tables(), st.randoms())
@settings(max_examples=60)
def test_the_order_of_coders_and_of_dramas_changes_nothing(table, dice):
    found = of(table)
    shuffled = dice.sample(table, len(table))
    assert of(shuffled) == found
    order = dice.sample(range(len(table[0])), len(table[0]))
    other = of([[line[n] for n in order] for line in table])
    assert (other.dramas, other.codes) == (found.dramas, found.codes)
    assert other.percent == pytest.approx(found.percent)
    assert other.alpha == pytest.approx(found.alpha)


@given(tables(), st.permutations(FUNCTION[:3]))
@settings(max_examples=60)
def test_what_codes_are_called_changes_nothing(table, names):
    renamed = dict(zip(FUNCTION[:3], names, strict=True))
    other = of([[code and renamed[code] for code in line] for line in table])
    found = of(table)
    assert (other.alpha, other.low, other.high) == pytest.approx(
        (found.alpha, found.low, found.high)
    )


@given(tables())
@settings(max_examples=60)
def test_who_codes_alone_changes_nothing(table):
    lonely = [[*line, None] for line in table]
    lonely[0][-1] = FUNCTION[5]
    found, other = of(table), of(lonely)
    assert (other.percent, other.alpha) == (found.percent, found.alpha)
    assert (other.dramas, other.codes) == (found.dramas, found.codes)


def test_coders_who_guess_agree_no_better_than_chance():
    dice = np.random.default_rng(1)
    guesses = dice.integers(0, 4, (3, 800))
    found = of([[FUNCTION[n] for n in line] for line in guesses])
    assert found.low < 0 < found.high
    assert abs(found.alpha) < 0.05
    assert found.percent == pytest.approx(1 / 4, abs=0.03)
    assert found.level == "not reliable"


# ---- the bootstrap -------------------------------------------------------------------------


def looped(tally: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Draw dramas one draw after the other and let the package compute each alpha."""
    chance, found = np.random.default_rng(seed), []
    for _ in range(draws):
        drawn = tally[chance.integers(0, len(tally), len(tally))]
        paired = drawn[drawn.sum(axis=1) > 1].sum(axis=0)
        varied = np.count_nonzero(paired) > 1
        found.append(
            krippendorff.alpha(value_counts=drawn, level_of_measurement="nominal")
            if varied
            else np.nan
        )
    return np.array(found)


@given(tables(), st.integers(0, 2**31))
@settings(max_examples=40)
def test_all_draws_at_once_are_those_of_a_plain_loop_with_the_package(table, seed):
    tally = counts(table)
    fast = room.alphas(room._resampled(room._pieces(tally), 30, seed))
    np.testing.assert_allclose(fast, looped(tally, 30, seed), atol=1e-12)


def test_the_interval_holds_the_middle_of_the_draws_of_a_plain_loop():
    found = of(PUBLISHED, draws=500, seed=7)
    draws = looped(counts(PUBLISHED), 500, 7)
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.low < found.alpha < found.high


def test_variables_are_drawn_together_and_each_as_if_alone():
    codings = coded(PUBLISHED)
    alone = agreement(codings, FEW)["function"]
    frame = codings.frame.assign(depth=codings.frame["function"].cat.rename_categories(str))
    frame["depth"] = frame["depth"].cat.set_categories(CODES["depth"])
    together = agreement(type(codings)(codings.names, frame), FEW)
    assert together["function"] == alone


def test_blocks_of_draws_are_the_same_draws(monkeypatch):
    whole = of(PUBLISHED)
    monkeypatch.setattr(room, "_BLOCK", 30)
    assert of(PUBLISHED) == whole


def test_the_same_seed_gives_the_same_interval_and_another_one_another():
    assert of(PUBLISHED) == of(PUBLISHED)
    assert of(PUBLISHED, seed=5).low != of(PUBLISHED).low
    assert of(PUBLISHED, seed=5).alpha == of(PUBLISHED).alpha


def test_more_dramas_give_a_narrower_interval():
    few, many = of(PUBLISHED), of([line * 20 for line in PUBLISHED])
    assert many.high - many.low < (few.high - few.low) / 2


# ---- what is not defined -------------------------------------------------------------------

FEWER = "There is no interval, because there are fewer than 10 dramas."


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (letters("123"), "There is only one coder."),
        (letters("12..", "..33"), "No drama is coded by two coders."),
        (letters("....", "...."), "No drama is coded by two coders."),
        (
            letters("111", "111"),
            "Alpha is not defined, because all codes are the same and chance would agree as well.",
        ),
        (letters("12", "21"), FEWER),
        (letters("1", "2"), FEWER),
        (letters("123412341", "123412342"), FEWER),
        (letters(*["1111111111112"] * 2), "There is no interval, because the codes hardly vary."),
    ],
)
def test_what_cannot_be_computed_is_none_with_a_sentence(table, why):
    found = of(table)
    assert (found.low, found.high, found.why) == (None, None, why)
    assert (found.alpha is None) == (not why.startswith("There is no interval"))
    assert found.level == ("" if found.alpha is None else "too little to say")


def test_every_variable_is_answered_in_the_order_of_the_codebook():
    found = agreement(coded(PUBLISHED), FEW)
    assert tuple(found) == VARIABLES
    assert found["depth"].why == "No drama is coded by two coders."


@pytest.mark.parametrize(
    ("alpha", "low", "level"),
    [
        (0.9, 0.85, "reliable"),
        (0.8, 0.8, "reliable"),
        (0.9, 0.5, "reliable, but not surely"),
        (0.7, 0.68, "tentative"),
        (0.7, 0.2, "tentative, but not surely"),
        (0.6, 0.5, "not reliable"),
        (-0.4, -0.9, "not reliable"),
        (0.9, None, "too little to say"),
        (None, None, ""),
    ],
)
def test_what_an_alpha_is_good_for_is_said_in_words(alpha, low, level):
    assert Agreement("depth", 9, 18, 0.5, alpha, low, 1.0).level == level


# ---- where coders part ---------------------------------------------------------------------


def test_disagreements_come_with_the_most_contested_first():
    found = disagreements(coded(letters("1231", "1331", "2341")))
    assert found[["title", "variable"]].to_numpy().tolist() == [
        ["drama 0", "function"],
        ["drama 1", "function"],
        ["drama 2", "function"],
    ]
    assert found["contested"].tolist() == pytest.approx([2 / 3] * 3)
    assert found["said"][0] == "No symbol: coder 0, coder 1; Ornament: coder 2"


def test_a_drama_on_which_nobody_agrees_comes_first():
    found = disagreements(coded(letters("11.", "122", "133", "14.")))
    assert found["title"].tolist() == ["drama 1", "drama 2"]
    assert found["contested"].tolist() == [1, 1]


def test_where_all_agree_there_is_no_disagreement():
    assert disagreements(coded(letters("12", "12"))).empty


@given(tables())
@settings(max_examples=60)
def test_disagreements_are_the_dramas_with_pairs_that_differ(table):
    found = disagreements(coded(table))
    expected = {}
    for drama, unit in enumerate(zip(*table, strict=True)):
        pairs = list(itertools.combinations(filter(None, unit), 2))
        if differ := sum(a != b for a, b in pairs):
            expected[f"drama {drama}"] = differ / len(pairs)
    assert dict(zip(found["title"], found["contested"], strict=True)) == pytest.approx(expected)
    assert found["contested"].is_monotonic_decreasing


@given(tables())
@settings(max_examples=40)
def test_the_share_contested_is_none_without_a_pair(table):
    tally = counts(table)
    assume((tally.sum(axis=1) < 2).any())
    assert (contested(tally)[tally.sum(axis=1) < 2] == 0).all()
