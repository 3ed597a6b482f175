"""The market one session on: everything that traded last opens at its last close, the rest does not trade."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import numpy as np

from backtest.engine.market import market_of
from backtest.engine.prices import last_close
from backtest.market.panel import AMOUNT, CLOSE, HIGH, LOW, OPEN, VOLUME, Panel
from backtest.market.panel_building import build_panel
from data_sources.tables.facts import BAR_FIELDS, Bars, Dates, Facts, IndexSeries, Rename


def with_next_session(facts: Facts, evening: date, following: date, more_symbols: Collection[str] = ()) -> Panel:
    """Build the panel of facts up to a session, and of one more session behind it.

    Its prices are nobody's: whatever traded in the ``evening``'s session has a bar in the ``following`` one at the
    last close, less what an ex-date on that day takes off, with the same volume. Whatever did not trade, or is
    delisted by then, has none.
    Actions, status, renames and delistings of the following day count, as far as the facts know them. Indices stay as
    they were.
    """
    panel = build_panel(_up_to(facts, evening, following), more_symbols)
    market, t, bars = market_of(panel), len(panel.sessions) - 1, panel.bars.copy()
    for j in np.flatnonzero((panel.volume[t - 1] > 0) & (market.symbols.delist_session > t)).tolist():
        bars[[OPEN, HIGH, LOW, CLOSE], t, j] = last_close(market, t, j)
        bars[VOLUME, t, j] = bars[VOLUME, t - 1, j]
        bars[AMOUNT, t, j] = np.nan
    return replace(panel, bars=bars)


def with_partners(symbols: Collection[str], renames: Collection[Rename]) -> set[str]:
    """Return symbols with all that they were called before or are called after."""
    found, before = {*symbols}, 0
    while len(found) > before:
        before = len(found)
        for rename in renames:
            if found & {rename.old_symbol, rename.new_symbol}:
                found |= {rename.old_symbol, rename.new_symbol}
    return found


def _up_to(facts: Facts, evening: date, following: date) -> Facts:
    """Cut bars and indices after the evening, and let the indices say that there is a session after it."""
    last, new = np.datetime64(evening, "D"), np.datetime64(following, "D")
    sessions = None if facts.sessions is None else np.append(facts.sessions[facts.sessions <= last], new)
    index = {name: _one_more(each, last, new) for name, each in facts.index.items() if (each.date <= last).any()}
    return replace(facts, bars=_bars_up_to(facts.bars, last), index=index, sessions=sessions)


def _one_more(index: IndexSeries, last: np.datetime64, new: np.datetime64) -> IndexSeries:
    known = index.date <= last
    dates: Dates = np.append(index.date[known], new)
    return replace(index, date=dates, close=np.append(index.close[known], index.close[known][-1]))


def _bars_up_to(bars: Bars, last: np.datetime64) -> Bars:
    """Cut every symbol's bars after a day; the rows of a symbol stay together."""
    kept = bars.date <= last
    offsets = np.concatenate(([0], np.cumsum(kept)))[bars.offsets]
    fields = {name: getattr(bars, name)[kept] for name in ("date", *BAR_FIELDS)}
    return replace(bars, offsets=offsets, **fields)
