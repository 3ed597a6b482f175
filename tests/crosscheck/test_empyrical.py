"""empyrical-reloaded on the same returns: the same numbers where the definitions agree, and where they differ, why.

Its ratios take the sessions a year as ``annualization`` and a risk-free rate per session; ours count the sessions of
the run itself and take an annual rate.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.returns import daily_returns, periods_per_year, years
from backtest.metrics.summary import own_performance, relative_performance
from data_sources.tables.facts import Floats

empyrical = pytest.importorskip("empyrical", reason="empyrical-reloaded is a development dependency")

RISK_FREE = 0.02


@dataclass(frozen=True)
class Drawn:
    """A random run of a strategy and its benchmark, with our metrics of it."""

    curve: Curve
    own: Floats
    market: Floats
    per_year: float
    ours: dict[str, float]


@pytest.fixture(params=range(4))
def run(request: pytest.FixtureRequest) -> Drawn:
    rng = np.random.default_rng(request.param)
    days = np.arange("2019-01-02", "2023-12-30", dtype="datetime64[D]")
    dates = days[np.is_busday(days) & (rng.random(len(days)) > 0.07)]
    market = rng.normal(0.0003, 0.012, len(dates) - 1)
    own = 0.8 * market + rng.normal(0.0002, 0.008, len(dates) - 1)
    equity, benchmark = path(1e7, own), path(3500.0, market)
    curve = Curve(dates, equity, benchmark)
    found = own_performance(curve, RISK_FREE) | relative_performance(curve, RISK_FREE)
    ours = {key: value for key, value in found.items() if isinstance(value, float)}
    return Drawn(curve, daily_returns(curve.equity), daily_returns(curve.benchmark), periods_per_year(dates), ours)


def path(start: float, returns: Floats) -> Floats:
    """A value that grows with its returns."""
    grown: Floats = start * np.cumprod(np.concatenate(([1.0], 1.0 + returns)), dtype=np.float64)
    return grown


def test_returns_drawdown_and_volatility_agree(run: Drawn) -> None:
    assert run.ours["total_return"] == pytest.approx(empyrical.cum_returns_final(run.own))
    assert run.ours["annual_return"] == pytest.approx(empyrical.annual_return(run.own, annualization=run.per_year))
    assert run.ours["volatility"] == pytest.approx(empyrical.annual_volatility(run.own, annualization=run.per_year))
    assert run.ours["max_drawdown"] == pytest.approx(empyrical.max_drawdown(run.own))
    assert run.ours["calmar"] == pytest.approx(empyrical.calmar_ratio(run.own, annualization=run.per_year))


def test_ratios_agree_with_the_rate_of_a_session(run: Drawn) -> None:
    rate, conditions = RISK_FREE / run.per_year, {"annualization": run.per_year}
    assert run.ours["sharpe"] == pytest.approx(empyrical.sharpe_ratio(run.own, rate, **conditions))
    assert run.ours["sortino"] == pytest.approx(empyrical.sortino_ratio(run.own, rate, **conditions))
    assert run.ours["beta"] == pytest.approx(empyrical.beta(run.own, run.market, rate))
    difference = run.own - run.market
    assert run.ours["tracking_error"] == pytest.approx(empyrical.annual_volatility(difference, **conditions))


def test_alpha_differs_for_empyrical_compounds_what_jensen_adds(run: Drawn) -> None:
    theirs = empyrical.alpha(run.own, run.market, RISK_FREE / run.per_year, annualization=run.per_year)
    daily = run.ours["alpha"] / run.per_year
    assert theirs == pytest.approx((1 + daily) ** run.per_year - 1)
    assert theirs > run.ours["alpha"]


def test_the_information_ratio_differs_for_empyrical_gives_it_a_session(run: Drawn) -> None:
    theirs = empyrical.excess_sharpe(run.own, run.market)
    assert run.ours["information_ratio"] == pytest.approx(theirs * np.sqrt(run.per_year))


def test_a_year_differs_for_empyrical_takes_252_sessions(run: Drawn) -> None:
    # About 243 of the sessions drawn here fall into a year, as on the real exchanges.
    assert 240 < run.per_year < 246
    growth = 1 + run.ours["total_return"]
    assert run.ours["annual_return"] == pytest.approx(growth ** (1 / years(run.curve.dates)) - 1)
    assert empyrical.annual_return(run.own) == pytest.approx(growth ** (252 / len(run.own)) - 1)
    assert empyrical.annual_return(run.own) != pytest.approx(run.ours["annual_return"], rel=1e-3)
    assert empyrical.annual_volatility(run.own) / run.ours["volatility"] == pytest.approx((252 / run.per_year) ** 0.5)


def test_a_rate_a_year_differs_for_empyrical_takes_it_a_session(run: Drawn) -> None:
    # Given the annual 2% as it is, empyrical takes 2% off every session.
    assert empyrical.sharpe_ratio(run.own, RISK_FREE, annualization=run.per_year) < -20
    assert abs(run.ours["sharpe"]) < 3


def test_constant_returns_have_no_sharpe_ratio_here_and_an_infinite_one_there() -> None:
    days = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")
    curve = Curve(days, np.array([1.0, 1.5, 2.25, 3.375]), np.ones(4))
    assert own_performance(curve)["sharpe"] is None
    assert not np.isfinite(empyrical.sharpe_ratio(np.full(3, 0.5)))
