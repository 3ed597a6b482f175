"""All keys of metrics.json on one curve, by hand, and the null rules."""

from __future__ import annotations

import json

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.summary import own_performance, performance, relative_performance, trading_performance
from backtest.metrics.trading import Trading

# Section 5 of the execution rules, in its order.
KEYS = [
    "total_return",
    "annual_return",
    "volatility",
    "sharpe",
    "sortino",
    "max_drawdown",
    "max_drawdown_start",
    "max_drawdown_end",
    "max_drawdown_sessions",
    "calmar",
    "beta",
    "alpha",
    "benchmark_return",
    "excess_arithmetic",
    "excess_geometric",
    "tracking_error",
    "information_ratio",
    "excess_max_drawdown",
    "monthly_win_rate",
    "turnover",
    "commission",
    "stamp_duty",
    "transfer_fee",
    "slippage_cost",
    "dividends",
    "fills",
    "refusals",
]

# Four returns over 1461 days: 4 years, one period a year, so nothing is scaled.
DATES = np.array(["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"], "datetime64[D]")
EQUITY = np.array([10_000_000.0, 11_000_000.0, 9_900_000.0, 10_890_000.0, 11_979_000.0])
BENCHMARK = np.array([1000.0, 1100.0, 1034.0, 1054.68, 1075.7736])
CURVE = Curve(DATES, EQUITY, BENCHMARK)
TRADING = Trading(
    fill_values=np.array([50_000_000.0, 36_030_400.0]),
    commission=21_507.6,
    stamp_duty=18_015.2,
    transfer_fee=860.3,
    slippage_cost=1234.567,
    dividends=500.004,
    fills=2,
    refusals={"suspended": 1, "limit_up": 3},
)


def test_every_key_of_a_hand_made_run() -> None:
    assert performance(CURVE, TRADING) == {
        "total_return": pytest.approx(0.1979),  # 11.979 / 10 - 1
        "annual_return": pytest.approx(0.0461769357),  # fourth root of 1.1979, less 1
        "volatility": pytest.approx(0.1),  # returns 0.1, -0.1, 0.1, 0.1: squares 0.03 / 3
        "sharpe": pytest.approx(0.5),  # 0.05 / 0.1
        "sortino": pytest.approx(1.0),  # 0.05 / sqrt(0.01 / 4)
        "max_drawdown": pytest.approx(-0.1),  # 9.9 / 11 - 1
        "max_drawdown_start": "2021-01-01",
        "max_drawdown_end": "2022-01-01",
        "max_drawdown_sessions": 1,
        "calmar": pytest.approx(0.461769357),  # 0.0461769357 / 0.1
        "beta": pytest.approx(1.25),  # 0.016 / 0.0128
        "alpha": pytest.approx(0.025),  # 0.05 - 1.25 * 0.02
        "benchmark_return": pytest.approx(0.0757736),
        "excess_arithmetic": pytest.approx(0.1221264),  # 0.1979 - 0.0757736
        "excess_geometric": pytest.approx(0.1135242583),  # 1.1979 / 1.0757736 - 1
        "tracking_error": pytest.approx(0.06),  # sqrt(0.0108 / 3)
        "information_ratio": pytest.approx(0.5),  # 0.03 / 0.06
        "excess_max_drawdown": pytest.approx(-2 / 47),  # 0.99 / 1.034 = 45 / 47
        "monthly_win_rate": 0.5,  # a tie, a loss, two wins
        # mean equity 53 769 000 / 5 = 10 753 800; 86 030 400 / 2 = 4 times that, over 4 years
        "turnover": pytest.approx(1.0),
        "commission": 21_507.6,
        "stamp_duty": 18_015.2,
        "transfer_fee": 860.3,
        "slippage_cost": 1234.57,
        "dividends": 500.0,
        "fills": 2,
        "refusals": {"limit_up": 3, "suspended": 1},
    }


def test_keys_stand_in_the_order_of_the_rules() -> None:
    assert list(performance(CURVE, TRADING)) == KEYS


def test_the_three_groups_make_up_the_whole() -> None:
    groups = own_performance(CURVE) | relative_performance(CURVE) | trading_performance(CURVE, TRADING)
    assert groups == performance(CURVE, TRADING)


def test_the_risk_free_rate_moves_sharpe_sortino_and_alpha_alone() -> None:
    plain, above = performance(CURVE, TRADING), performance(CURVE, TRADING, risk_free=0.01)
    assert [key for key in KEYS if plain[key] != above[key]] == ["sharpe", "sortino", "alpha"]
    assert above["sharpe"] == pytest.approx(0.4)  # 0.04 / 0.1
    assert above["sortino"] == pytest.approx(0.04 / 0.055)  # shortfall 0.11: sqrt(0.0121 / 4)
    assert above["alpha"] == pytest.approx(0.0275)  # 0.04 - 1.25 * 0.01


def test_a_base_date_alone_has_no_returns() -> None:
    metrics = performance(CURVE.part(0, 0), Trading(np.array([])))
    zero = ["total_return", "max_drawdown", "benchmark_return", "excess_arithmetic", "excess_geometric"]
    zero += ["excess_max_drawdown", "commission", "stamp_duty", "transfer_fee", "slippage_cost", "dividends", "fills"]
    assert [key for key in KEYS if metrics[key] == 0] == [key for key in KEYS if key in zero]
    assert metrics["refusals"] == {}
    assert all(metrics[key] is None for key in KEYS if key not in [*zero, "refusals"])


def test_one_return_gives_what_needs_no_second() -> None:
    # -10% over 365 days from the second row to the third
    metrics = performance(CURVE.part(1, 2), Trading(np.array([])))
    missing = ["volatility", "sharpe", "beta", "alpha", "tracking_error", "information_ratio"]
    assert [key for key in KEYS if metrics[key] is None] == missing
    assert metrics["total_return"] == pytest.approx(-0.1)
    assert metrics["max_drawdown_sessions"] == 1


def test_idle_cash_has_volatility_zero_and_no_ratios() -> None:
    metrics = performance(Curve(DATES, np.full(5, 1e7), BENCHMARK), Trading(np.array([])))
    missing = ["sharpe", "sortino", "max_drawdown_start", "max_drawdown_end", "max_drawdown_sessions", "calmar"]
    assert [key for key in KEYS if metrics[key] is None] == missing
    assert metrics["volatility"] == 0.0
    assert metrics["beta"] == 0.0
    assert metrics["turnover"] == 0.0


def test_a_run_that_is_the_benchmark_has_no_excess() -> None:
    metrics = performance(Curve(DATES, BENCHMARK * 1234.5, BENCHMARK), Trading(np.array([])))
    assert metrics["beta"] == pytest.approx(1.0)
    assert metrics["alpha"] == pytest.approx(0.0, abs=1e-12)
    assert metrics["tracking_error"] == 0.0
    assert metrics["information_ratio"] is None
    assert metrics["excess_max_drawdown"] == 0.0
    assert metrics["monthly_win_rate"] == 0.0


def test_a_total_loss_stays_in_json() -> None:
    metrics = performance(Curve(DATES, np.array([1e7, 5e6, 0.0, 0.0, 0.0]), BENCHMARK), TRADING)
    assert (metrics["total_return"], metrics["annual_return"], metrics["max_drawdown"]) == (-1.0, -1.0, -1.0)
    assert metrics["calmar"] == -1.0
    assert json.loads(json.dumps(metrics, allow_nan=False)) == metrics


def test_a_risk_free_rate_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="risk-free"):
        performance(CURVE, TRADING, risk_free=float("nan"))


def test_nothing_in_the_summary_is_a_numpy_value() -> None:
    kinds = {type(value) for value in performance(CURVE, TRADING).values()}
    assert kinds == {float, int, str, dict}
