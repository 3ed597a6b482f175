"""A list among random ones: cells respected, ties against it, a uniform place when it was chosen without skill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from backtest.validity.matching import LEVELS, match
from backtest.validity.random_baskets import Occasion, RandomBaskets, random_baskets
from data_sources.tables.facts import Floats

NONE = float("nan")


def on_boards(returns: Sequence[float] | Floats, boards: Sequence[str], chosen: Sequence[int]) -> Occasion:
    """A list matched on board alone: nobody has a past."""
    values = np.asarray(returns, dtype=np.float64)
    unknown = np.full(len(values), NONE)
    return Occasion(values, match(boards, unknown, unknown, np.isfinite(values), chosen), chosen)


def drawn(*occasions: Occasion) -> RandomBaskets:
    found = random_baskets(occasions)
    assert found is not None
    return found


def test_one_of_three_meets_itself_a_third_of_the_time_and_a_tie_counts_against_it() -> None:
    # Drawing 1 of (0, 1, 2): a third of the lists are as good as the one that took 2, so p is 1/3. One standard error
    # of a share of a third in 2,000 draws is 0.0105; three of them are allowed.
    found = drawn(on_boards([0.0, 1.0, 2.0], ["main"] * 3, [2]))
    assert found.p_value == pytest.approx(1 / 3, abs=0.032)
    assert found.percentile == pytest.approx(1 - found.p_value)
    assert (found.mean, found.low, found.median, found.high) == (2.0, 0.0, 1.0, 2.0)
    assert found.pool == 3
    assert found.own_share == pytest.approx(1 / 3)


def test_where_everything_returned_the_same_no_list_was_better() -> None:
    found = drawn(on_boards([0.1] * 6, ["main"] * 6, [0, 3, 5]))
    assert (found.p_value, found.percentile) == (1.0, 0.0)


def test_the_best_list_of_all_still_has_a_chance_above_zero() -> None:
    # The best 6 of 40 are one of 3,838,380 lists: none of 2,000 draws hits them, and p is (0 + 1) / (2,000 + 1).
    found = drawn(on_boards(np.arange(40.0), ["main"] * 40, range(34, 40)))
    assert found.p_value == 1 / 2001


def test_each_board_gives_as_many_as_the_list_took_of_it() -> None:
    # One of two main-board names and the one STAR name: every draw holds the STAR name's 5, so means are 2.5 or 3, and
    # the worst of them is matched or beaten by all: p = 1.
    found = drawn(on_boards([0.0, 1.0, 5.0], ["main", "main", "star"], [0, 2]))
    assert (found.low, found.high) == (2.5, 3.0)
    assert found.p_value == 1.0
    assert found.own_share == pytest.approx((1 / 2 + 1) / 2)


def test_names_without_a_return_then_cannot_be_drawn() -> None:
    found = drawn(on_boards([0.0, NONE, 2.0], ["main"] * 3, [0]))
    assert found.pool == 2
    assert (found.low, found.high) == (0.0, 2.0)


def test_no_name_is_drawn_twice() -> None:
    # Two of three: sums of different names are 1, 2 or 3, so means 0.5, 1.0, 1.5, never 0 or 2.
    found = drawn(on_boards([0.0, 1.0, 2.0], ["main"] * 3, [0, 1]))
    assert (found.low, found.high) == (0.5, 1.5)


def test_two_dates_count_by_their_names() -> None:
    # Two names of the first date at 1, one of the second at 4: (1 + 1 + 4) / 3 = 2 whatever is drawn, but for the
    # second date's other name at -2: (1 + 1 - 2) / 3 = 0. Half of the draws tie with the list: p = 1/2.
    first = on_boards([1.0, 1.0, 1.0], ["main"] * 3, [0, 1])
    second = on_boards([4.0, -2.0], ["star"] * 2, [0])
    found = drawn(first, second)
    assert (found.low, found.high) == pytest.approx((0.0, 2.0))
    assert found.p_value == pytest.approx(1 / 2, abs=0.034)
    assert found.matched == {**dict.fromkeys(LEVELS, 0), "board": 3}


def test_with_nothing_left_to_chance_there_is_no_answer() -> None:
    assert random_baskets([]) is None
    assert random_baskets([on_boards([1.0, 2.0], ["main"] * 2, [])]) is None
    assert random_baskets([on_boards([1.0, 2.0], ["main"] * 2, [0, 1])]) is None
    assert random_baskets([on_boards([1.0, 2.0], ["main", "star"], [0])]) is None


def test_the_same_question_has_the_same_answer_and_another_seed_nearly_so() -> None:
    occasion = on_boards(np.linspace(-0.5, 1.5, 40), ["main", "star"] * 20, [3, 10, 22])
    found = random_baskets([occasion])
    assert found == random_baskets([occasion])
    other = random_baskets([occasion], seed=7)
    assert found is not None
    assert other is not None
    assert other.p_value == pytest.approx(found.p_value, abs=0.05)


def test_drawing_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    occasion = on_boards(np.linspace(-0.5, 1.5, 40) ** 2, ["main"] * 40, [3, 10, 22])
    whole = random_baskets([occasion])
    monkeypatch.setattr("backtest.validity.random_baskets.CELLS_AT_A_TIME", 1000)  # 25 draws at a time
    assert random_baskets([occasion]) == whole


# The place of a list chosen without skill is uniform. With m = 199 draws p takes the values k / 200; under the null
# P(p <= k / 200) = k / 200. Over n trials the largest distance of the shares from that stays under the
# Kolmogorov-Smirnov bound 1.628 / sqrt(n) in 99% of samples: 0.0364 for n = 2,000. The seeds are fixed.
TRIALS, STEPS = 2000, 200
BOUND = 1.628 / TRIALS**0.5
NAMES, SIZE = 60, 6


def distance(p_values: Sequence[float]) -> float:
    """The Kolmogorov-Smirnov distance of p values from uniform, at the values that they can take."""
    grid = np.arange(1, STEPS + 1) / STEPS
    shares = np.searchsorted(np.sort(p_values), grid + 1e-9) / len(p_values)
    return float(np.abs(shares - grid).max())


def trial(seed: int, *, momentum: bool, matched: bool) -> float:
    """One world in which names that ran up go on doing so, and a list drawn from all names or from the top third."""
    random = np.random.default_rng(seed)
    past, beta = random.normal(size=(2, NAMES))
    returns = 2.0 * past + 0.5 * beta + random.standard_t(4, NAMES)
    among = np.argsort(past)[-NAMES // 3 :] if momentum else np.arange(NAMES)
    chosen = random.choice(among, SIZE, replace=False).tolist()
    boards = ["main"] * NAMES if momentum else ["main", "star"] * (NAMES // 2)
    unknown = np.full(NAMES, NONE)
    known = np.ones(NAMES, dtype=np.bool_)
    run_up, slope = (past, beta) if matched else (unknown, unknown)
    cells = match(boards, run_up, slope, known, chosen)
    found = random_baskets([Occasion(returns, cells, chosen)], draws=STEPS - 1, seed=seed)
    assert found is not None
    return found.p_value


@pytest.mark.parametrize("matched", [False, True])
def test_the_place_of_a_list_without_skill_is_uniform(matched: bool) -> None:
    assert distance([trial(seed, momentum=False, matched=matched) for seed in range(TRIALS)]) < BOUND


def test_a_list_of_winners_is_no_better_than_others_of_winners_only_when_matched() -> None:
    # The list is drawn from the third that ran up most, without any other skill. The top third of a normal has mean
    # 1.09 and variance 0.28: the list's mean is 2.18 with a standard error of sqrt((4 * 0.28 + 0.25 + 2) / 6) = 0.75,
    # that of lists of the whole board 0 with one of sqrt((4 + 0.25 + 2) / 6) = 1.02. It passes 1.645 * 1.02 = 1.68
    # with probability 0.75: so often p is under 0.05. Beside its like its place is uniform.
    matched = [trial(seed, momentum=True, matched=True) for seed in range(TRIALS)]
    assert distance(matched) < BOUND
    unmatched = [trial(seed, momentum=True, matched=False) for seed in range(TRIALS)]
    assert np.mean(np.array(unmatched) < 0.05) == pytest.approx(0.75, abs=0.05)
