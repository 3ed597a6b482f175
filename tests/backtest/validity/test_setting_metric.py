"""What settings are compared by, against the metrics of a run that have the same names."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.metrics.relative import information_ratio
from backtest.metrics.risk import sharpe
from backtest.validity.setting_metric import SETTING_METRICS, distinct_settings, refuse_settings, setting_metrics
from data_sources.errors import InputError

RETURNS = np.array([[0.01, 0.02, 0.0], [-0.02, 0.0, 0.0], [0.03, 0.01, 0.0], [0.0, -0.01, 0.0]])
BENCHMARK = np.array([0.01, -0.01, 0.01, 0.0])


def test_ratios_are_those_of_a_run_over_the_root_of_the_year() -> None:
    found = setting_metrics(RETURNS, BENCHMARK, "sharpe")
    own = sharpe(RETURNS[:, 0], 256.0)
    assert own is not None
    assert found[0] * 16.0 == pytest.approx(own)
    # 0.02, 0, 0.01, -0.01: mean 0.005; squares 4e-4, 0, 1e-4, 1e-4 = 6e-4 less 4 * 2.5e-5 = 5e-4, over 3.
    assert found[1] == pytest.approx(0.005 / math.sqrt(5e-4 / 3))
    apart = information_ratio(RETURNS[:, 0], BENCHMARK, 256.0)
    assert apart is not None
    assert setting_metrics(RETURNS, BENCHMARK, "information_ratio")[0] * 16.0 == pytest.approx(apart)


def test_growth_is_that_of_wealth() -> None:
    # 1.01 * 0.98 * 1.03 * 1 = 1.019494 in four sessions; the benchmark 1.01 * 0.99 * 1.01 = 1.009899.
    own = setting_metrics(RETURNS, BENCHMARK, "annual_return")
    assert math.exp(4 * own[0]) == pytest.approx(1.019494)
    apart = setting_metrics(RETURNS, BENCHMARK, "excess_geometric")
    assert math.exp(4 * apart[0]) == pytest.approx(1.019494 / 1.009899)


def test_a_stretch_in_cash_has_a_ratio_of_zero() -> None:
    assert setting_metrics(RETURNS, BENCHMARK, "sharpe")[2] == 0.0


@pytest.mark.parametrize("metric", ["excess_geometric", "annual_return"])
def test_a_total_loss_has_no_growth_and_says_so(metric: str) -> None:
    lost = RETURNS.copy()
    lost[1, 0] = -1.0
    (wanted,) = [each for each in SETTING_METRICS if each == metric]
    with pytest.raises(InputError, match="lost all it had"):
        setting_metrics(lost, BENCHMARK, wanted)


def test_dead_settings_missing_days_and_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="setting 2 of 3 never moves"):
        refuse_settings(RETURNS, BENCHMARK)
    refuse_settings(RETURNS[:, :2], BENCHMARK)
    broken = RETURNS[:, :2].copy()
    broken[0, 0] = np.nan
    with pytest.raises(ValueError, match="missing"):
        refuse_settings(broken, BENCHMARK)
    with pytest.raises(ValueError, match=r"not \(4, 3\) and \(3,\)"):
        refuse_settings(RETURNS, BENCHMARK[:3])


def test_settings_with_equal_returns_are_one() -> None:
    twice = RETURNS[:, [1, 0, 1, 0, 2]]
    assert distinct_settings(twice).tolist() == RETURNS[:, [1, 0, 2]].tolist()


def test_a_ratio_of_a_single_session_is_nothing() -> None:
    # One return has no deviation, so no ratio; its growth is what it is.
    one, index = np.array([[0.02, -0.01]]), np.array([0.01])
    assert setting_metrics(one, index, "sharpe").tolist() == [0.0, 0.0]
    assert setting_metrics(one, index, "information_ratio").tolist() == [0.0, 0.0]
    assert setting_metrics(one, index, "annual_return") == pytest.approx([0.0198026, -0.0100503], abs=1e-7)
