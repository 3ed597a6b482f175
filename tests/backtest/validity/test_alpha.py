"""The alpha of a regression on indices; coefficients against statsmodels, errors by hand and against Newey and West."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.alpha import regression_alpha
from backtest.validity.interval import mean_interval
from data_sources.errors import InputError
from data_sources.tables.facts import Floats

YEAR = 243.0


def market(sessions: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Two indices that move together, and a run of 0.9 of the first, 0.5 of the second and 0.1% a day."""
    random = np.random.default_rng(seed)
    first = random.normal(0.0002, 0.01, sessions)
    factors = np.column_stack((first, 0.8 * first + random.normal(0, 0.01, sessions)))
    return 0.001 + factors @ np.array([0.9, 0.5]) + random.normal(0, 0.01, sessions), factors


def test_a_run_that_is_a_mix_of_indices_and_a_constant() -> None:
    _, factors = market(100)
    found = regression_alpha(0.001 + factors @ np.array([0.9, 0.5]), factors, 250.0)
    assert found is not None
    assert (found.annual, found.low, found.high) == pytest.approx((0.25, 0.25, 0.25))  # 0.001 * 250
    assert found.betas == pytest.approx((0.9, 0.5))
    assert found.r_squared == pytest.approx(1.0)
    assert found.excludes_zero


def test_coefficients_are_those_of_statsmodels() -> None:
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - it takes seconds

    returns, factors = market(250)
    expected = OLS(returns, np.column_stack((np.ones(250), factors))).fit()
    found = regression_alpha(returns, factors, YEAR)
    assert found is not None
    assert found.annual == pytest.approx(expected.params[0] * YEAR)
    assert found.betas == pytest.approx(tuple(expected.params[1:]))
    assert found.r_squared == pytest.approx(expected.rsquared)


def test_on_a_long_record_the_error_is_near_that_of_newey_and_west() -> None:
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415

    returns, factors = market(6000)
    robust = OLS(returns, np.column_stack((np.ones(6000), factors))).fit(cov_type="HAC", cov_kwds={"maxlags": 20})
    found = regression_alpha(returns, factors, 1.0)
    assert found is not None
    # 135 degrees leave the error a spread of some sqrt(1 / 270) = 6%; t of 135 degrees at 95% is 1.978.
    assert (found.high - found.annual) / 1.978 == pytest.approx(robust.bse[0], rel=0.2)


def test_with_an_index_of_no_use_the_error_is_that_of_a_mean() -> None:
    # An index that is centred, moves 0.1% by turns, and is unrelated to a run that repeats each value twice: beta is 0,
    # Q is diagonal, so what is left is the interval of the mean of the run itself.
    run = np.repeat(np.random.default_rng(2).normal(0.001, 0.01, 60), 2)
    index = np.tile([0.001, -0.001], 60)
    found, mean = regression_alpha(run, index[:, None], 1.0), mean_interval(run)
    assert found is not None
    assert mean is not None
    assert found.betas == pytest.approx((0.0,), abs=1e-12)
    assert (found.low, found.high, found.degrees) == pytest.approx((mean.low, mean.high, mean.degrees))


def test_a_factor_that_the_others_contain_is_left_out_and_alpha_stays() -> None:
    returns, factors = market(250)
    double = np.column_stack((factors, factors @ np.array([0.3, 0.7])))
    one, two = regression_alpha(returns, factors, YEAR), regression_alpha(returns, double, YEAR)
    turned = regression_alpha(returns, double[:, ::-1], YEAR)
    assert one is not None
    assert two is not None
    assert turned is not None
    assert two.betas[2] is None
    assert two.betas[:2] == pytest.approx(one.betas)
    assert turned.betas[2] is None
    assert (two.annual, two.low, turned.annual, turned.low) == pytest.approx((one.annual, one.low, one.annual, one.low))


def test_the_price_and_the_total_return_of_one_index_are_two_factors() -> None:
    returns, factors = market(250)
    dividends = np.zeros(250)
    dividends[100:140] = 0.0005
    found = regression_alpha(returns, np.column_stack((factors[:, 0], factors[:, 0] + dividends)), YEAR)
    assert found is not None
    assert None not in found.betas


def test_an_index_that_never_moves_is_refused() -> None:
    returns, factors = market(100)
    with pytest.raises(InputError, match="index 2 of 2 never moves over 100 sessions"):
        regression_alpha(returns, np.column_stack((factors[:, 0], np.full(100, 0.0001))), YEAR)


def test_missing_returns_and_wrong_shapes_are_refused() -> None:
    returns, factors = market(100)
    factors[3, 1] = np.nan
    with pytest.raises(InputError, match="is missing"):
        regression_alpha(returns, factors, YEAR)
    with pytest.raises(ValueError, match="factors need shape"):
        regression_alpha(returns, factors[:50], YEAR)


def test_sixty_sessions_are_the_least() -> None:
    returns, factors = market(60)
    assert regression_alpha(returns[:59], factors[:59], YEAR) is None
    assert regression_alpha(returns, factors, YEAR) is not None
