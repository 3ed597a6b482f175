"""Excess, beta and volatility over moving windows, as small panels under one cursor."""

from __future__ import annotations

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.returns import periods_per_year
from backtest.metrics.rolling import rolling_beta, rolling_excess, rolling_volatility
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats
from reports.charts.model import Chart, Panel, Series

SHORT, LONG = 60, 120
LEAST = 20  # values of the shorter window, under which its panels would show nothing but room
HEIGHT = 110


def rolling_chart(curve: Curve, benchmark: Text) -> Chart | None:
    """Return the panels of the judged part's curve; None where too few windows have ended."""
    if curve.dates.size < SHORT + LEAST:
        return None
    return Chart(
        "chart-rolling",
        both("Rolling excess, beta and volatility", "滚动超额、贝塔与波动率"),
        tuple(str(day) for day in curve.dates),
        (_excess(curve), _beta(curve), _volatility(curve, benchmark)),
        caption=both(
            f"Each value is of the {SHORT} (or {LONG}) sessions up to its day; the first {SHORT} sessions have none. "
            "Excess is strategy less benchmark in points, volatility is annualised.",
            f"每个数值取截至当日的 {SHORT}（或 {LONG}）个交易日；最初 {SHORT} 个交易日没有数值。"
            "超额为策略减基准的百分点，波动率为年化。",
        ),
    )


def _excess(curve: Curve) -> Panel:
    name = both("Excess", "超额")
    series = [
        _line(_over(name, window), rolling_excess(curve.equity, curve.benchmark, window), "excess", window)
        for window in _windows(curve)
    ]
    return Panel(both("Excess, points", "超额，百分点"), tuple(series), "points", HEIGHT, zero=True)


def _beta(curve: Curve) -> Panel:
    name = both("Beta", "贝塔")
    series = [
        _line(_over(name, window), rolling_beta(curve.equity, curve.benchmark, window), "strategy", window)
        for window in _windows(curve)
    ]
    return Panel(name, tuple(series), "level", HEIGHT)


def _line(label: Text, values: Floats, colour: str, window: int) -> Series:
    """The shorter window solid, the longer one dashed."""
    long = window == LONG
    return Series(label, _values(values, 4), colour, width=1.2 if long else 1.5, dashed=long)


def _volatility(curve: Curve, benchmark: Text) -> Panel:
    a_year = periods_per_year(curve.dates)
    own, market = (rolling_volatility(each, SHORT, a_year) for each in (curve.equity, curve.benchmark))
    series = (
        Series(both("Volatility, strategy", "波动率，策略"), _values(own, 4), "strategy"),
        Series(both(f"Volatility, {benchmark}", f"波动率，{benchmark.zh}"), _values(market, 4), "benchmark"),
    )
    title = both(f"Volatility a year, {SHORT} sessions", f"年化波动率，{SHORT} 个交易日")
    return Panel(title, series, "percent", HEIGHT)


def _windows(curve: Curve) -> tuple[int, ...]:
    return tuple(window for window in (SHORT, LONG) if curve.dates.size > window)


def _over(what: Text, window: int) -> Text:
    """The name of a line, short, since the line that reads a chart out names all of them beside one another."""
    return both(f"{what}, {window} sessions", f"{window} 日{what.zh}")


def _values(values: Floats, digits: int) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else round(value, digits) for value in values.tolist())
