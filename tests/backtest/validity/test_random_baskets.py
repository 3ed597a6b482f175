"""A list among random ones: boards respected, ties halved, nothing to draw from said so."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.random_baskets import Occasion, RandomBaskets, random_baskets

NONE = float("nan")


def drawn(*occasions: Occasion) -> RandomBaskets:
    found = random_baskets(occasions)
    assert found is not None
    return found


def test_one_of_three_ties_with_itself_a_third_of_the_time() -> None:
    # Drawing 1 of (0, 1, 2): the list that took 2 beats two thirds and ties with one third: 2/3 + 1/6 = 0.8333.
    found = drawn(Occasion(np.array([0.0, 1.0, 2.0]), ["main"] * 3, [2]))
    assert found.percentile == pytest.approx(5 / 6, abs=0.03)
    assert (found.low, found.median, found.high) == (0.0, 1.0, 2.0)
    assert found.pool == 3


def test_each_board_gives_as_many_as_the_list_took_of_it() -> None:
    # One of the main board and the one STAR name: every draw holds the STAR name's 5, so means are 2.5 or 3.
    found = drawn(Occasion(np.array([0.0, 1.0, 5.0]), ["main", "main", "star"], [0, 2]))
    assert (found.low, found.high) == (2.5, 3.0)
    assert found.percentile == pytest.approx(1 / 4, abs=0.03)


def test_names_without_a_return_then_cannot_be_drawn() -> None:
    found = drawn(Occasion(np.array([0.0, NONE, 2.0]), ["main"] * 3, [0]))
    assert found.pool == 2
    assert (found.low, found.high) == (0.0, 2.0)


def test_no_name_is_drawn_twice() -> None:
    # Two of three: sums of different names are 1, 2 or 3, so means 0.5, 1.0, 1.5, never 0 or 2.
    found = drawn(Occasion(np.array([0.0, 1.0, 2.0]), ["main"] * 3, [0, 1]))
    assert (found.low, found.high) == (0.5, 1.5)


def test_two_dates_count_by_their_names() -> None:
    # Two names of the first date at 1, one of the second at 4: (1 + 1 + 4) / 3 = 2 whatever is drawn, but for the
    # second date's other name at -2: (1 + 1 - 2) / 3 = 0.
    first = Occasion(np.array([1.0, 1.0, 1.0]), ["main"] * 3, [0, 1])
    second = Occasion(np.array([4.0, -2.0]), ["star"] * 2, [0])
    found = drawn(first, second)
    assert (found.low, found.high) == pytest.approx((0.0, 2.0))
    assert found.percentile == pytest.approx(3 / 4, abs=0.03)


def test_with_nothing_left_to_chance_there_is_no_answer() -> None:
    assert random_baskets([]) is None
    assert random_baskets([Occasion(np.array([1.0, 2.0]), ["main"] * 2, [])]) is None
    assert random_baskets([Occasion(np.array([1.0, 2.0]), ["main"] * 2, [0, 1])]) is None
    assert random_baskets([Occasion(np.array([1.0, 2.0]), ["main", "star"], [0])]) is None


def test_the_same_question_has_the_same_answer_and_another_seed_nearly_so() -> None:
    occasion = Occasion(np.linspace(-0.5, 1.5, 40), ["main", "star"] * 20, [3, 10, 22])
    found = random_baskets([occasion])
    assert found == random_baskets([occasion])
    other = random_baskets([occasion], seed=7)
    assert found is not None
    assert other is not None
    assert other.percentile == pytest.approx(found.percentile, abs=0.05)
