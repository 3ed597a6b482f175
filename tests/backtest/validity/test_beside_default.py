"""Settings against the default of their sweep: whose column is whose, what is left out, noise."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.beside_default import beside_default
from benchmarks.calibration.settings import NOISE_MARKETS
from data_sources.errors import InputError
from data_sources.tables.facts import Floats


def settings(sessions: int, count: int, seed: int = 1) -> Floats:
    """Settings that share a rising market."""
    random = np.random.default_rng(seed)
    market = random.normal(0.001, 0.012, (sessions, 1))
    returns: Floats = market + random.normal(0, 0.006, (sessions, count))
    return returns


def test_a_truly_better_setting_is_named_by_its_own_column() -> None:
    # The default is column 2 and column 0 a copy of it: what is tested are columns 1, 3, 4 and 5.
    returns = settings(300, 6)
    returns[:, 0] = returns[:, 2]
    returns[:, 4] += 0.004
    found = beside_default(returns, 2)
    assert found is not None
    assert found.test.better == (4,)
    assert found.test.best == 4
    assert found.test.runs == 4
    assert found.test.p_value < 0.01
    assert found.same.tolist() == [0]


def test_a_market_that_all_settings_share_is_no_merit() -> None:
    found = beside_default(settings(300, 8) + 0.01, 0)
    assert found is not None
    assert found.test.p_value > 0.05
    assert found.test.better == ()


def test_where_no_setting_differs_there_is_nothing_to_test() -> None:
    assert beside_default(settings(300, 1)[:, [0, 0, 0]], 1) is None
    assert beside_default(settings(300, 1), 0) is None
    assert beside_default(settings(59, 4), 0) is None


def test_a_total_loss_is_refused_in_one_line() -> None:
    returns = settings(100, 3)
    returns[50, 1] = -1.0
    with pytest.raises(InputError, match="lost all it had"):
        beside_default(returns, 0)


@pytest.mark.slow
def test_the_best_of_two_hundred_without_skill_is_seldom_found_better() -> None:
    # 60 seeds of the hardest market: 5% are 3 of them, and 9 or more would be a chance of 0.3%.
    rejected = 0
    for seed in range(60):
        returns, _ = NOISE_MARKETS[-1].draw(np.random.default_rng(seed), 250)
        found = beside_default(returns, returns.shape[1] // 2, resamples=300)
        assert found is not None
        rejected += found.test.p_value < 0.05
    assert rejected <= 8
