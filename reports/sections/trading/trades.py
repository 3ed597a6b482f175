"""The fills of a run: the newest as rows of the page, all of them packed for its script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from backtest.metrics.split import HINDSIGHT
from backtest.result.trades import Trade

NEWEST = 50  # rows that stand in the page itself, for a reader without a script
ON_PAPER = 10  # of them that paper shows, which has six sheets for the whole page


@dataclass(frozen=True)
class Trades:
    """``newest`` fills, the last first, and ``all`` of them in order of time."""

    newest: tuple[Trade, ...]
    all: tuple[Trade, ...]

    @property
    def more(self) -> int:
        """How many are not among the newest."""
        return len(self.all) - len(self.newest)


def trades_section(found: Sequence[Trade]) -> Trades:
    """Return the fills of all parts as the page shows them."""
    return Trades(tuple(reversed(found[-NEWEST:])), tuple(found))


def packed_trades(trades: Trades) -> dict[str, object] | None:
    """Return all fills as plain values for JSON, short; None where the page has every one as a row already.

    ``first`` is the first day since 1970-01-01; ``days`` counts from it and from each fill to the next. ``symbols`` and
    ``names`` are told once. By fill: place of the symbol, 1 for a buy, shares, price, fees, share of the volume in
    units of 0.0001% (null where unknown), 1 for hindsight.
    """
    if not trades.more:
        return None
    every = trades.all
    day = [(each.day.toordinal() - 719_163) for each in every]  # 1970-01-01 is day 719,163
    symbols = list(dict.fromkeys(each.symbol for each in every))
    names = {each.symbol: each.name for each in every}
    place = {symbol: k for k, symbol in enumerate(symbols)}
    return {
        "first": day[0],
        "days": [0, *(late - early for early, late in pairwise(day))],
        "symbols": symbols,
        "names": [names[symbol] for symbol in symbols],
        "symbol": [place[each.symbol] for each in every],
        "buy": [int(each.side == "buy") for each in every],
        "quantity": [each.quantity for each in every],
        "price": [round(each.price, 4) for each in every],
        "fees": [each.fees for each in every],
        "share": [None if each.share is None else round(each.share * 1_000_000) for each in every],
        "early": [int(each.part == HINDSIGHT) for each in every],
    }
