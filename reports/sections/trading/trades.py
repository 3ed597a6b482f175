"""The fills of a run: the newest as rows of the page, all of them packed for its script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.metrics.split import HINDSIGHT
from backtest.result.trades import Trade
from reports.charts.steps import stepped

NEWEST = 15  # rows that stand in the page itself, for a reader without a script
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

    ``symbols`` and ``names`` are told once. By fill, as steps (``charts.steps``): days since 1970-01-01, the place of
    the symbol, 1 for a buy, shares, price in hundredths of a fen, fees in fen, share of the volume in units of 0.0001%
    (none where unknown), 1 for hindsight.
    """
    if not trades.more:
        return None
    every = trades.all
    symbols = list(dict.fromkeys(each.symbol for each in every))
    names = {each.symbol: each.name for each in every}
    place = {symbol: k for k, symbol in enumerate(symbols)}
    return {
        "symbols": symbols,
        "names": [names[symbol] for symbol in symbols],
        "day": stepped(each.day.toordinal() - 719_163 for each in every),  # 1970-01-01 is day 719,163
        "symbol": stepped(place[each.symbol] for each in every),
        "buy": stepped(int(each.side == "buy") for each in every),
        "quantity": stepped(each.quantity for each in every),
        "price": stepped(round(each.price * 10_000) for each in every),
        "fees": stepped(round(each.fees * 100) for each in every),
        "share": stepped(None if each.share is None else round(each.share * 1_000_000) for each in every),
        "early": stepped(int(each.part == HINDSIGHT) for each in every),
    }
