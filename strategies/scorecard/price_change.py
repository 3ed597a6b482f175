"""How names and baskets moved over a window, by price change and by total return, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from backtest.market.corporate_events import adjustment_factor
from backtest.market.panel import Panel, carried_forward
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats
from strategies.scorecard.window import Window, day_of

UNKNOWN = float("nan")


@dataclass(frozen=True)
class Prices:
    """A panel with its closes made comparable (S x N), carried over sessions without trading, NaN before the first bar.

    ``price``: over bonus shares, rights and renames alone; ``total``: over cash dividends too.
    """

    panel: Panel
    price: Floats
    total: Floats


@dataclass(frozen=True)
class Move:
    """What one name, or an equal-weight basket, did over a window, as fractions; NaN without a base price.

    ``symbols`` are those that had a base price; ``notes`` are short sentences for the reader.
    """

    symbols: tuple[str, ...] = ()
    price: float = UNKNOWN
    total: float = UNKNOWN
    notes: tuple[Text, ...] = ()


def prices_of(panel: Panel) -> Prices:
    """Adjust and carry the closes of a panel."""
    paid_nothing = replace(panel.events, cash=np.zeros_like(panel.events.cash))
    factor = adjustment_factor(panel.close, panel.traded, panel.history_close, paid_nothing)
    return Prices(panel, carried_forward(panel.close * factor, panel.traded), panel.total_return_index)


def name_move(prices: Prices, symbol: str, window: Window) -> Move:
    """Return what a name did; without a base price a note says why."""
    panel = prices.panel
    column = panel.position.get(symbol)
    if column is None or panel.listed_from[column] > window.last:
        last = day_of(panel, window.last)
        return Move(notes=(both(f"{symbol}: no bar up to {last}", f"{symbol}：截至 {last} 没有行情"),))
    first = int(panel.listed_from[column])
    if first > window.base:
        day = day_of(panel, first)
        late = both(
            f"{symbol}: first bar on {day}, after the publication: no base price",
            f"{symbol}：首个行情在 {day}，晚于发布日：没有基准日价格",
        )
        return Move(notes=(late,))
    notes = (*_stale(panel, column, window.base, BASE), *_stale(panel, column, window.last, END))
    price, total = (_growth(closes[:, column], window) for closes in (prices.price, prices.total))
    return Move((symbol,), price, total, notes)


def basket_move(prices: Prices, symbols: Iterable[str], window: Window) -> Move:
    """Return what an equal-weight basket did, bought at the base and then left alone.

    Names without a base price are left out; NaN when no name has one.
    """
    moves = [name_move(prices, symbol, window) for symbol in symbols]
    known = [move for move in moves if move.symbols]
    notes = tuple(note for move in moves for note in move.notes)
    if not known:
        return Move(notes=notes)
    price, total = (float(np.mean([getattr(move, kind) for move in known])) for kind in ("price", "total"))
    return Move(tuple(symbol for move in known for symbol in move.symbols), price, total, notes)


def index_move(panel: Panel, symbol: str, window: Window) -> float:
    """Return the growth of an index between the two sessions; NaN when the store lacks either level."""
    levels = panel.benchmarks.get(symbol)
    return UNKNOWN if levels is None else _growth(levels, window)


def _growth(levels: Floats, window: Window) -> float:
    return float(levels[window.last] / levels[window.base] - 1.0)


BASE, END = both("base", "基准日价格"), both("end", "期末价格")


def _stale(panel: Panel, column: int, row: int, which: Text) -> tuple[Text, ...]:
    """Say that a name did not trade on a session and which close stands for it."""
    if panel.traded[row, column]:
        return ()
    instrument, day = panel.instruments[column], day_of(panel, row)
    traded = np.flatnonzero(panel.traded[: row + 1, column])
    stands = both("the close before the first session", "首个交易日之前的收盘价")
    if len(traded):
        last = day_of(panel, int(traded[-1]))
        stands = both(f"the close of {last}", f" {last} 收盘价")
    delisted = instrument.delist_date is not None and instrument.delist_date <= day
    why = both(f"no trading on {day}", f"{day} 没有成交")
    if delisted:
        why = both(f"delisted {instrument.delist_date}", f"{instrument.delist_date} 退市")
    chinese = f"{instrument.symbol}：{why.zh}：{which.zh}取{stands.zh}"
    return (both(f"{instrument.symbol}: {why}: {which} is {stands}", chinese),)
