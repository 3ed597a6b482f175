"""The best of many settings: the bar by hand, noise of several kinds, skill."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.validity.best_of_many import best_of_many, effective_number
from backtest.validity.sharpe import expected_maximum_sharpe, probabilistic_sharpe
from benchmarks.calibration.settings import NOISE_MARKETS, SETTINGS, NoiseMarket
from data_sources.tables.facts import Floats


def noise(sessions: int, settings: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.01, (sessions, settings))


def test_the_bar_is_that_of_as_many_independent_settings() -> None:
    # Copies that differ by next to nothing: their own variance would put the bar at zero. The floor: (1 + SR^2/2) / T.
    base = noise(400, 1) + 0.001
    found = best_of_many(base + noise(400, 50, 2) * 1e-6, np.zeros(400))
    assert found is not None
    ratio = base.mean() / base.std(ddof=1)
    floor = (1 + ratio**2 / 2) / 400
    assert found.excess.sharpe == pytest.approx(ratio, rel=1e-3)
    assert found.excess.expected_maximum == pytest.approx(expected_maximum_sharpe(floor, 50), rel=1e-3)
    assert found.excess.trials == 50
    # Hardly more than one setting by its effective number, so that its own ratio is all there is against it.
    assert found.effective == pytest.approx(1.0, abs=0.05)
    assert found.excess_effective.probability > found.excess.probability


def test_settings_that_differ_in_truth_raise_the_bar() -> None:
    # Means from -0.004 to 0.004: ratios a session from -0.4 to 0.4, deviation 0.26 of 9, far over the noise of 0.05.
    returns = noise(400, 9) + np.linspace(-0.004, 0.004, 9)
    found = best_of_many(returns, np.zeros(400))
    assert found is not None
    sharpes = returns.mean(axis=0) / returns.std(axis=0, ddof=1)
    bar = expected_maximum_sharpe(float(sharpes.var(ddof=1)), 9)
    assert bar > 0.3
    assert found.excess.expected_maximum == pytest.approx(bar)
    own = returns[:, 8]
    standard = (own - own.mean()) / own.std()
    moments = {"skew": float(np.mean(standard**3)), "kurtosis": float(np.mean(standard**4))}
    assert found.setting == 8
    assert found.excess.probability == pytest.approx(probabilistic_sharpe(sharpes[8], 400, above=bar, **moments))


def test_a_rising_market_lifts_the_absolute_ratio_alone() -> None:
    market = noise(500, 1, 7)[:, 0] + 0.003
    found = best_of_many(market[:, None] + noise(500, 20) / 2, market)
    assert found is not None
    assert found.absolute.probability > 0.95
    assert found.excess.probability < 0.8


def test_true_skill_is_found() -> None:
    returns = noise(750, 100)
    returns[:, 40] += 0.003  # 0.3 a session: 8.2 errors of 1 / sqrt(750), the bar is at 2.5 of them
    found = best_of_many(returns, np.zeros(750))
    assert found is not None
    assert found.setting == 40
    assert found.excess.probability > 0.99


def test_earlier_trials_raise_the_count_and_another_setting_can_be_judged() -> None:
    returns = noise(300, 10)
    found, more = (best_of_many(returns, np.zeros(300), setting=3, trials=trials) for trials in (4, 1000))
    assert found is not None
    assert more is not None
    assert (found.setting, found.excess.trials, more.excess.trials) == (3, 10, 1000)
    assert more.excess.probability < found.excess.probability
    # 990 that nobody sees here count as one each beside the effective number of the ten.
    assert more.excess_effective.trials == found.excess_effective.trials + 990


def test_one_setting_is_measured_against_zero_and_short_records_and_the_benchmark_itself_have_none() -> None:
    found = best_of_many(noise(100, 1), np.zeros(100))
    assert found is not None
    assert found.excess.expected_maximum == 0.0
    assert best_of_many(noise(59, 5), np.zeros(59)) is None
    returns = noise(100, 3)
    assert best_of_many(returns, returns[:, 1], setting=1) is None
    dead = noise(100, 3)
    dead[:, 2] = 0.0
    with pytest.raises(ValueError, match="setting 2 of 3 never moves"):
        best_of_many(dead, np.zeros(100))


def test_the_effective_number_of_copies_and_of_independent_settings() -> None:
    one, two = noise(2000, 1, 3), noise(2000, 1, 4)
    assert effective_number(one[:, [0, 0, 0]]) == pytest.approx(1.0)
    # Two columns of correlation r have eigenvalues 1 + r and 1 - r: (sqrt(1.6) + sqrt(0.4))^2 / 2 = 1.8 at r = 0.6.
    centred = np.column_stack((one - one.mean(), two - two.mean()))
    basis, _ = np.linalg.qr(centred)
    assert effective_number(np.column_stack((basis[:, 0], 0.6 * basis[:, 0] + 0.8 * basis[:, 1]))) == pytest.approx(1.8)
    assert effective_number(basis) == pytest.approx(2.0)
    # More settings than sessions: the same number from the smaller of the two products, at most n - 1.
    assert effective_number(noise(30, 200)) < 29.0
    assert effective_number(np.zeros((30, 2))) == 0.0


@pytest.mark.slow
@pytest.mark.parametrize("market", NOISE_MARKETS, ids=lambda market: market.name)
def test_the_best_of_two_hundred_without_skill_seldom_passes(market: NoiseMarket) -> None:
    assert SETTINGS == 200
    seeds, passed, fewer = 300, 0, 0
    for seed in range(seeds):
        found = best_of_many(*market.draw(np.random.default_rng(seed), 250))
        assert found is not None
        assert math.isfinite(found.effective)
        passed += found.excess.probability > 0.95
        fewer += found.excess_effective.probability > 0.95
    assert passed / seeds <= 0.07
    assert fewer / seeds <= 0.07
