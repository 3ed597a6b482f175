"""The moments that a deflated Sharpe ratio takes, by hand."""

from __future__ import annotations

import math
from datetime import datetime

import numpy as np
import pytest

from backtest.result.trials import SharpeMoments, TrialCount, luck_variance, sharpe_moments


def test_moments_by_hand() -> None:
    # Returns +10%, -10%, +10%, +30%: mean 0.1, deviations 0, -0.2, 0, 0.2; squares sum to 0.08.
    equity = np.array([100.0, 110.0, 99.0, 108.9, 141.57])
    found = sharpe_moments(equity)
    assert found.sessions == 4
    # Over n - 1 = 3: a spread of sqrt(0.08 / 3) = 0.163299; 0.1 / 0.163299 = 0.612372.
    assert found.sharpe == pytest.approx(0.612372, abs=1e-6)
    # Symmetric: cubes cancel. Fourth powers 2 * 0.0016 / 4 = 0.0008 over (0.08 / 4)^2 = 0.0004.
    assert found.skew == pytest.approx(0.0, abs=1e-12)
    assert found.kurtosis == pytest.approx(2.0)
    # Of a rate of 2% a session: 0.08 / 0.163299 = 0.489898.
    assert sharpe_moments(equity, 0.02).sharpe == pytest.approx(0.489898, abs=1e-6)


def test_a_fall_among_rises_is_skewed_to_the_left() -> None:
    # Returns 0.1, 0.1, 0.1, -0.3: mean 0, second moment 0.03, third (3 * 0.001 - 0.027) / 4 = -0.006,
    # so the skewness is -0.006 / 0.03^1.5 = -1.154701; fourth (3 * 0.0001 + 0.0081) / 4 = 0.0021 over 0.0009.
    found = sharpe_moments(np.array([1.0, 1.1, 1.21, 1.331, 0.9317]))
    assert found.skew == pytest.approx(-2 / math.sqrt(3))
    assert found.kurtosis == pytest.approx(7 / 3)


@pytest.mark.parametrize(
    ("equity", "sessions"), [([100.0], 0), ([100.0, 101.0], 1), ([100.0, 100.0, 100.0], 2), ([1.0, 2.0, 4.0], 2)]
)
def test_too_few_or_constant_returns_have_no_moments(equity: list[float], sessions: int) -> None:
    assert sharpe_moments(np.array(equity)) == SharpeMoments(sessions)


def test_the_variance_of_several_settings_is_that_of_sampling_noise_at_least() -> None:
    when = datetime(2026, 1, 1)  # noqa: DTZ001 - UTC

    def variance(count: int, measured: float | None) -> float | None:
        return luck_variance(TrialCount(count, count, measured, when, when), 0.2, 100)

    # Lo (2002): (1 + 0.2^2 / 2) / 100 = 0.0102.
    assert variance(43, 4e-7) == pytest.approx(0.0102)
    assert variance(43, 0.02) == 0.02
    assert variance(1, None) == 0.0
    assert variance(2, None) is None
