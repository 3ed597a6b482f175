"""Weights in common: the smaller of two, summed over the names."""

from __future__ import annotations

import pytest

from backtest.result.beside.held_in_common import held_in_common
from tests.backtest.result.beside.made_sides import days, side

THREE = days("2025-03-01", 3)
FLAT = [100.0, 100.0, 100.0]


def test_the_share_in_common_by_hand() -> None:
    a = side("a", "2025-03-01", FLAT, held={"A": [0, 0.6, 0.5], "B": [0, 0.4, 0.3]}, names={"B": "Bravo"})
    b = side("b", "2025-03-01", FLAT, held={"B": [0, 0.5, 0.2], "C": [0, 0.5, 0.7]})
    seen = held_in_common([a, b], THREE)
    assert seen is not None
    (pair,) = seen.overlaps
    # Only B is in both: min(0.4, 0.5) = 0.4, then min(0.3, 0.2) = 0.2; the base, where nothing is held, counts not.
    assert pair.shares == pytest.approx([0.0, 0.4, 0.2])
    assert (pair.mean, pair.last) == pytest.approx((0.3, 0.2))
    assert pair.names == 1
    assert seen.counts == (2, 2)
    (name,) = seen.names
    assert (name.symbol, name.name, name.weights) == ("B", "Bravo", (0.3, 0.2))


def test_cash_is_in_common_with_nothing() -> None:
    # The same name, half of the account each: half in common, though both are all they hold.
    half = {"A": [0, 0.5, 0.5]}
    seen = held_in_common([side("a", "2025-03-01", FLAT, held=half), side("b", "2025-03-01", FLAT, held=half)], THREE)
    assert seen is not None
    assert seen.overlaps[0].last == 0.5


def test_only_the_common_sessions_count() -> None:
    a = side("a", "2025-03-01", [1.0] * 4, held={"A": [0.9, 0.9, 0.2, 0.4]})
    b = side("b", "2025-03-02", [1.0] * 3, held={"A": [0.0, 0.3, 0.3]})
    seen = held_in_common([a, b], days("2025-03-02", 3))
    assert seen is not None
    # The smaller of 0.9 and 0, of 0.2 and 0.3, of 0.4 and 0.3.
    assert seen.overlaps[0].shares == pytest.approx([0.0, 0.2, 0.3])


def test_names_with_most_weight_in_common_come_first_and_those_of_one_run_not_at_all() -> None:
    a = side("a", "2025-03-01", FLAT, held={"A": [0, 0, 0.1], "B": [0, 0, 0.3], "D": [0, 0, 0.6]})
    b = side("b", "2025-03-01", FLAT, held={"A": [0, 0, 0.9], "B": [0, 0, 0.0]})
    c = side("c", "2025-03-01", FLAT, held={"B": [0, 0, 0.2], "A": [0, 0, 0.0]})
    seen = held_in_common([a, b, c], THREE)
    assert seen is not None
    # B: 0.3, 0, 0.2 have 0.2 in common; A: 0.1, 0.9, 0 have 0.1; D is in one run alone.
    assert [(each.symbol, each.weights) for each in seen.names] == [("B", (0.3, 0.0, 0.2)), ("A", (0.1, 0.9, 0.0))]
    assert [(pair.first, pair.second, pair.names) for pair in seen.overlaps] == [(0, 1, 1), (0, 2, 1), (1, 2, 0)]


def test_without_a_record_of_holdings_nothing_is_said() -> None:
    known = side("a", "2025-03-01", FLAT, held={"A": [0, 1, 1]})
    assert held_in_common([known, side("b", "2025-03-01", FLAT)], THREE) is None


def test_two_runs_that_held_nothing_have_nothing_in_common() -> None:
    seen = held_in_common([side(label, "2025-03-01", FLAT, held={}) for label in "ab"], THREE)
    assert seen is not None
    assert (seen.overlaps[0].mean, seen.names, seen.counts) == (0.0, (), (0, 0))
