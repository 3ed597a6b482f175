"""The price of each name with its trades, as a chart that a row of the table of names opens."""

from __future__ import annotations

import numpy as np

from backtest.result.names_held import NameHeld
from backtest.result.parts import RunPart
from backtest.result.price_history import PriceHistory, price_history
from data_sources.language.text import both, joined
from reports.charts.model import Chart, Mark, Panel, Series

CLOSE = both("Close, CNY, as traded", "收盘价（元，不复权）")
WEIGHT = both("Weight in the account", "占净值权重")


def price_chart(part: RunPart, name: NameHeld) -> Chart:
    """Return raw closes with what happened, and the weight below."""
    seen = price_history(part, name)
    closes = tuple(round(value, 2) if np.isfinite(value) else None for value in seen.closes.tolist())
    weights = tuple(np.round(seen.weights, 4).tolist())
    panels = (
        Panel(CLOSE, (Series(CLOSE, closes, "ink"),), "price", 200),
        Panel(WEIGHT, (Series(WEIGHT, weights, "strategy", filled=True, stepped=True),), "share", 60, zero=True),
    )
    days = tuple(str(day) for day in seen.days)
    label = joined([name.name, name.symbol], zh=" ")
    return Chart(f"price-{name.symbol}", label, days, panels, (), _marks(seen))


def _marks(seen: PriceHistory) -> tuple[Mark, ...]:
    return tuple(Mark(each.row, each.words, each.kind, each.price, each.shares) for each in seen.happened)
