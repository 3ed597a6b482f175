"""The range of the maximum drawdown over resampled days."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.validity.drawdown_interval import BLOCK, SEED, drawdown_interval


def test_a_curve_that_never_falls_has_none() -> None:
    found = drawdown_interval(np.full(101, 1.001) ** np.arange(101.0))
    assert found is not None
    assert (found.low, found.median, found.high) == (0.0, 0.0, 0.0)


def test_a_curve_that_falls_alike_every_day_loses_all_it_can() -> None:
    # 100 days of -1%: in any order 0.99^100 - 1 = -0.6339677.
    found = drawdown_interval(np.full(101, 0.99) ** np.arange(101.0))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-0.6339677, -0.6339677), abs=1e-6)


def test_a_bad_month_falls_twice_in_some_paths_and_never_in_others() -> None:
    # 20 days of -1% in 240 flat ones: 0.99^20 - 1 = -0.1820931 once, and 0.99^40 - 1 = -0.3310283 twice.
    daily = np.zeros(240)
    daily[100:120] = np.log(0.99)
    found = drawdown_interval(np.exp(np.concatenate(([0.0], np.cumsum(daily)))))
    assert found is not None
    assert found.low <= -0.331
    assert found.high == 0.0
    assert found.low < found.median < found.high


def test_it_names_its_method_and_is_the_same_twice() -> None:
    curve = np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.02, 200)))
    found = drawdown_interval(curve)
    assert found is not None
    assert (found.method, found.block, found.resamples, found.sessions) == ("circular block bootstrap", 20, 1000, 199)
    assert found == drawdown_interval(curve)


@pytest.mark.parametrize("sessions", [60, 79, 80, 333])
def test_the_paths_are_those_drawn_day_by_day(sessions: int) -> None:
    curve = np.exp(np.cumsum(np.random.default_rng(2).normal(0, 0.02, sessions + 1)))
    daily = np.diff(np.log(curve)).tolist()
    starts = np.random.default_rng(SEED).integers(0, sessions, size=(50, -(-sessions // BLOCK)))
    falls = []
    for path in starts.tolist():
        days = [daily[(start + step) % sessions] for start in path for step in range(BLOCK)][:sessions]
        level = peak = fall = 0.0
        for day in days:
            level += day
            peak = max(peak, level)
            fall = min(fall, level - peak)
        falls.append(math.expm1(fall))
    found = drawdown_interval(curve, resamples=50)
    assert found is not None
    assert [found.low, found.median, found.high] == pytest.approx(np.quantile(falls, (0.025, 0.5, 0.975)).tolist())


def test_short_records_and_total_losses_have_none() -> None:
    assert drawdown_interval(np.ones(60)) is None
    lost = np.ones(100)
    lost[-1] = 0.0
    assert drawdown_interval(lost) is None
