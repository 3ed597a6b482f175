"""The interval of the annual excess return, over an index and over the plain list.

1 the same excess every day     the interval is that excess and nothing else
2 gains and losses in turn      the interval holds zero
3 59 sessions, 60 sessions      None, an interval
4 a total loss of either        None: no logarithm stands for it
5 gains in runs                 a wider interval than the same gains mixed
6 any curve                     the geometric excess that is shown lies in its middle, in logarithms
"""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.excess import added_interval, excess_interval
from data_sources.tables.facts import Floats


def path(daily: list[float]) -> Floats:
    wealth: Floats = np.concatenate(([1.0], np.exp(np.cumsum(daily))))
    return wealth


def flat(sessions: int) -> Floats:
    return np.full(sessions + 1, 4000.0)


def test_a_constant_excess_has_no_width() -> None:
    interval = excess_interval(path([0.001] * 250), flat(250), 250.0)
    assert interval is not None
    # exp(0.001 * 250) - 1 = exp(0.25) - 1 = 0.2840254
    assert (interval.low, interval.high) == pytest.approx((0.2840254, 0.2840254), abs=1e-7)
    assert interval.excludes_zero


def test_gains_and_losses_in_turn_include_zero() -> None:
    interval = excess_interval(path([0.02, -0.02] * 120), flat(240), 240.0)
    assert interval is not None
    assert interval.low <= 0 <= interval.high
    assert not interval.excludes_zero


def test_sixty_sessions_are_the_least() -> None:
    assert excess_interval(path([0.001] * 59), flat(59), 240.0) is None
    assert excess_interval(path([0.001] * 60), flat(60), 240.0) is not None


def test_after_a_total_loss_there_is_no_interval() -> None:
    lost = path([0.001] * 100)
    lost[-1] = 0.0
    assert excess_interval(lost, flat(100), 240.0) is None
    assert added_interval(lost, path([0.002] * 100), 240.0) is None
    assert added_interval(path([0.002] * 100), lost, 240.0) is None


def test_a_missing_value_is_refused() -> None:
    curve = path([0.001] * 100)
    curve[50] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        excess_interval(curve, flat(100), 240.0)


def test_runs_of_gains_widen_the_interval() -> None:
    mixed = excess_interval(path([0.01, -0.01] * 120), flat(240), 240.0)
    in_runs = excess_interval(path(([0.01] * 20 + [-0.01] * 20) * 6), flat(240), 240.0)
    assert mixed is not None
    assert in_runs is not None
    assert in_runs.high - in_runs.low > 3 * (mixed.high - mixed.low)


def test_the_excess_of_a_year_lies_in_the_middle() -> None:
    random = np.random.default_rng(7)
    own, index = path(random.normal(0.001, 0.02, 243).tolist()), path(random.normal(0, 0.01, 243).tolist())
    interval = excess_interval(own, index, 243.0)
    assert interval is not None
    # Over exactly a year the geometric excess is the quotient of the two growths, less 1.
    middle = np.sqrt((1 + interval.low) * (1 + interval.high))
    assert middle == pytest.approx(own[-1] / index[-1])


def test_the_scale_of_the_index_does_not_matter() -> None:
    random = np.random.default_rng(8)
    own, index = path(random.normal(0, 0.02, 100).tolist()), path(random.normal(0, 0.01, 100).tolist())
    first, second = excess_interval(own, index, 243.0), excess_interval(own * 1e6, index * 3000, 243.0)
    assert first is not None
    assert second is not None
    assert (first.low, first.high) == pytest.approx((second.low, second.high), rel=1e-9)


def test_a_rule_that_is_its_list_adds_nothing_and_cannot_be_told_from_it() -> None:
    curve = path(np.random.default_rng(9).normal(0, 0.02, 100).tolist())
    added = added_interval(curve, curve, 243.0)
    assert added is not None
    assert (added.low, added.high, added.excludes_zero) == (0.0, 0.0, False)


def test_a_rule_that_gains_on_its_list_every_day_is_told_from_it() -> None:
    daily = np.random.default_rng(10).normal(0, 0.02, 100)
    added = added_interval(path((daily + 0.001).tolist()), path(daily.tolist()), 250.0)
    assert added is not None
    assert added.low == pytest.approx(0.2840254, abs=1e-6)
