"""What must hold for any curve."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.metrics.curve import Curve
from backtest.metrics.drawdown import top_drawdowns
from backtest.metrics.relative import alpha, beta
from backtest.metrics.returns import daily_returns
from backtest.metrics.summary import performance
from backtest.metrics.trading import Trading
from data_sources.tables.facts import Floats

moves = st.floats(-0.3, 0.3, allow_nan=False).map(lambda move: round(move, 6))


def path(base: float, returns: list[float]) -> Floats:
    return np.array([base, *(1.0 + move for move in returns)], dtype=np.float64).cumprod()


@st.composite
def curves(draw: st.DrawFn, least: int = 0) -> Curve:
    own = draw(st.lists(st.one_of(moves, st.just(0.0), st.just(-1.0)), min_size=least, max_size=40))
    market = draw(st.lists(moves, min_size=len(own), max_size=len(own)))
    gaps = draw(st.lists(st.integers(1, 12), min_size=len(own), max_size=len(own)))
    dates = np.datetime64("2023-12-29", "D") + np.cumsum([0, *gaps]).astype("timedelta64[D]")
    return Curve(dates, path(1e7, own), path(3500.0, market))


def traded(fill_values: list[float]) -> Trading:
    return Trading(np.array(fill_values), commission=5.0, fills=len(fill_values), refusals={"cash": 1})


@given(curves(), st.floats(-0.05, 0.2))
@settings(max_examples=150)
def test_every_summary_is_strict_json_with_the_same_keys(curve: Curve, risk_free: float) -> None:
    metrics = performance(curve, traded([1e6, 2e6]), risk_free)
    assert json.loads(json.dumps(metrics, allow_nan=False)) == metrics
    assert len(metrics) == 27


@given(curves(), st.floats(1e-3, 1e3))
@settings(max_examples=150)
def test_the_size_of_the_account_and_of_the_index_changes_nothing(curve: Curve, scale: float) -> None:
    scaled = Curve(curve.dates, curve.equity * scale, curve.benchmark / scale)
    before = performance(curve, traded([1e6]))
    after = performance(scaled, traded([1e6 * scale]))
    # Alpha is what is left of two numbers that cancel. Of an index that hardly moves the rounding of its returns, some
    # 1e-16, is a share of them that beta carries into both: an alpha of 2e-9 a year in place of 0 was seen.
    hardly_moves = curve.dates.size > 1 and np.std(daily_returns(curve.benchmark)) < 1e-3
    for key, value in before.items():
        other = after[key]
        assert type(other) is type(value), key
        if key == "alpha" and hardly_moves:
            continue
        assert other == (pytest.approx(value, rel=1e-6, abs=1e-9) if isinstance(value, float) else value), key


@given(curves(least=2))
@settings(max_examples=100)
def test_the_benchmark_against_itself_has_beta_one_and_alpha_zero(curve: Curve) -> None:
    market = daily_returns(curve.benchmark)
    slope = beta(market, market)
    if slope is not None:
        assert slope == pytest.approx(1.0)
        assert alpha(market, market, 243.0, 0.03) == pytest.approx(0.0, abs=1e-9)


@given(curves())
@settings(max_examples=100)
def test_drawdowns_lie_between_all_and_nothing(curve: Curve) -> None:
    metrics = performance(curve, traded([]))
    for key in ("max_drawdown", "excess_max_drawdown"):
        depth = metrics[key]
        assert isinstance(depth, float)
        assert -1.0 <= depth <= 0.0
        assert math.copysign(1.0, depth) == (1.0 if depth == 0 else -1.0)
    assert (metrics["max_drawdown"] == 0) == (metrics["max_drawdown_start"] is None)


@given(curves())
@settings(max_examples=100)
def test_falls_never_overlap_and_the_deepest_is_the_maximum(curve: Curve) -> None:
    falls = sorted(top_drawdowns(curve.equity, 1000), key=lambda fall: fall.start)
    for fall, following in pairwise(falls):
        assert fall.recovery is not None
        assert fall.start < fall.trough < fall.recovery <= following.start
    assert all(1 <= fall.sessions_to_low <= fall.sessions_under <= fall.last for fall in falls)
    deepest = min((fall.depth for fall in falls), default=0.0)
    assert deepest == performance(curve, traded([]))["max_drawdown"]
