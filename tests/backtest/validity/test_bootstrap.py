"""The bootstrap interval of the annual excess return.

1 the same excess every day     the interval is that excess and nothing else
2 gains and losses in turn      the interval holds zero
3 59 sessions, 60 sessions      None under three blocks of 20, an interval from there on
4 a total loss                  None: no logarithm stands for it
5 the same path twice           the same interval
6 gains in runs                 a wider interval than the same gains mixed: blocks keep the runs together
"""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.bootstrap import excess_interval


def path(daily: list[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.concatenate(([1.0], np.exp(np.cumsum(daily))))


def flat(sessions: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.full(sessions + 1, 4000.0)


def test_a_constant_excess_has_no_width() -> None:
    interval = excess_interval(path([0.001] * 250), flat(250), 250.0)
    assert interval is not None
    # exp(0.001 * 250) - 1 = exp(0.25) - 1 = 0.2840254
    assert interval.low == pytest.approx(0.2840254, abs=1e-7)
    assert interval.high == pytest.approx(0.2840254, abs=1e-7)
    assert interval.excludes_zero


def test_gains_and_losses_in_turn_include_zero() -> None:
    interval = excess_interval(path([0.02, -0.02] * 120), flat(240), 240.0)
    assert interval is not None
    assert interval.low <= 0 <= interval.high
    assert not interval.excludes_zero


def test_three_blocks_are_the_least() -> None:
    assert excess_interval(path([0.001] * 59), flat(59), 240.0) is None
    assert excess_interval(path([0.001] * 60), flat(60), 240.0) is not None


def test_after_a_total_loss_there_is_no_interval() -> None:
    equity = path([0.001] * 100)
    equity[-1] = 0.0
    assert excess_interval(equity, flat(100), 240.0) is None


def test_the_same_path_gives_the_same_interval() -> None:
    daily = np.random.default_rng(1).normal(0, 0.01, 200).tolist()
    assert excess_interval(path(daily), flat(200), 240.0) == excess_interval(path(daily), flat(200), 240.0)


def test_runs_of_gains_widen_the_interval() -> None:
    mixed = excess_interval(path([0.01, -0.01] * 120), flat(240), 240.0)
    in_runs = excess_interval(path(([0.01] * 20 + [-0.01] * 20) * 6), flat(240), 240.0)
    assert mixed is not None
    assert in_runs is not None
    assert in_runs.high - in_runs.low > 3 * (mixed.high - mixed.low)
