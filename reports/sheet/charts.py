"""The time series of a page of bare returns: growth, excess and falls, and what moving windows show."""

from __future__ import annotations

import numpy as np

from backtest.metrics.daily_spread import daily_spread
from backtest.metrics.drawdown import drawdown_path
from backtest.metrics.relative import excess_points_path
from backtest.metrics.returns import daily_returns, periods_per_year
from backtest.metrics.rolling import rolling_volatility
from backtest.result.bare_returns import BareReturns
from data_sources.language.text import both
from data_sources.tables.facts import Floats
from reports.charts.model import Chart, Panel, Series
from reports.drawing.histogram import Histogram
from reports.sections.growth import LOG_FROM, STRATEGY
from reports.sections.risk.histogram import histogram
from reports.sections.risk.rolling import HEIGHT, LEAST, SHORT, rolling_chart


def growth_chart(seen: BareReturns) -> Chart:
    """Return growth of 100 and the falls below, with the excess in points where there is a benchmark."""
    curve = seen.curve
    own, market = (100.0 * values / values[0] for values in (curve.equity, curve.benchmark))
    base = both(f"100 = close of {curve.dates[0]}", f"{curve.dates[0]} 收盘 = 100")
    gained = Series(both("Excess", "超额收益"), _values(excess_points_path(own, market, 0), 5), "excess", filled=True)
    falls = _pair(seen, drawdown_path(own), drawdown_path(market), 5, filled=True)
    panels = (
        Panel(base, _pair(seen, own, market, 3), "level", 340, log=_steep(seen, own, market)),
        Panel(
            both("Excess in percentage points since the base", "累计超额（个百分点）"),
            (gained,),
            "points",
            120,
            zero=True,
        ),
        Panel(both("Below the highest value so far", "距前期高点"), falls, "percent", 110, zero=True),
    )
    kept = panels if seen.benchmark else (panels[0], panels[2])
    return Chart("chart-growth", both("Growth and drawdown", "净值与回撤"), _days(seen), kept)


def moving_chart(seen: BareReturns) -> Chart | None:
    """Return the panels of moving windows; None where too few windows have ended."""
    if seen.benchmark:
        return rolling_chart(seen.curve, seen.benchmark)
    curve = seen.curve
    if curve.dates.size < SHORT + LEAST:
        return None
    made = np.full(curve.dates.size, np.nan)
    np.divide(curve.equity[SHORT:], curve.equity[:-SHORT], out=made[SHORT:], where=curve.equity[:-SHORT] > 0)
    gain = Series(both("Return", "收益"), _values(made - 1.0, 4), "strategy")
    spread = rolling_volatility(curve.equity, SHORT, periods_per_year(curve.dates))
    volatility = Series(both("Volatility", "波动率"), _values(spread, 4), "strategy")
    over = both(f"Return over {SHORT} sessions", f"{SHORT} 日收益")
    a_year = both(f"Volatility a year, {SHORT} sessions", f"年化波动率，{SHORT} 个交易日")
    return Chart(
        "chart-rolling",
        both("Rolling return and volatility", "滚动收益与波动率"),
        _days(seen),
        (Panel(over, (gain,), "percent", HEIGHT, zero=True), Panel(a_year, (volatility,), "percent", HEIGHT)),
        caption=both(
            f"Each value is of the {SHORT} sessions up to its day.", f"每个数值取截至当日的 {SHORT} 个交易日。"
        ),
    )


def days_by_size(seen: BareReturns) -> Histogram | None:
    """Return the days counted by their return."""
    if seen.benchmark:
        return histogram(seen.curve, seen.benchmark)
    own = daily_returns(seen.curve.equity)
    spread = daily_spread(own, own)
    if spread is None:
        return None
    return Histogram(spread.first, spread.width, tuple(spread.own.tolist()), (), seen.benchmark)


def _pair(seen: BareReturns, own: Floats, market: Floats, digits: int, *, filled: bool = False) -> tuple[Series, ...]:
    mine = Series(STRATEGY, _values(own, digits), "strategy", width=2.0, filled=filled)
    return (mine, Series(seen.benchmark, _values(market, digits), "benchmark")) if seen.benchmark else (mine,)


def _steep(seen: BareReturns, own: Floats, market: Floats) -> bool:
    paths = np.concatenate((own, market)) if seen.benchmark else own
    return bool(paths.min() > 0 and paths.max() / paths.min() > LOG_FROM)


def _days(seen: BareReturns) -> tuple[str, ...]:
    return tuple(map(str, seen.curve.dates))


def _values(path: Floats, digits: int) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else round(value, digits) for value in path.tolist())
