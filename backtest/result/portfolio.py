"""What a run held after every session, by segment, by board and by name; beside them its cash, and how many it held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtest.engine.positions import positions_of
from backtest.metrics.holdings import held_after
from backtest.metrics.wanted import successors
from backtest.result.board_words import board_of
from backtest.result.result import Result
from backtest.result.wording import segment
from data_sources.language.text import Text, both, joined, same
from data_sources.tables.facts import Floats, Integers

UNASSIGNED = both("no segment", "未分环节")
OTHER_SEGMENTS = both("other segments", "其他环节")


@dataclass(frozen=True)
class Breadth:
    """How much was held after each session (T): ``invested`` a fraction of equity, ``names`` a count.

    ``effective`` is the effective number of names (``metrics.holdings.held_after``), NaN while nothing is held.
    """

    invested: Floats
    names: Integers
    effective: Floats


def segment_weights(result: Result) -> dict[Text, Floats]:
    """Return the weight of each segment that was ever held after each session (T), fractions of equity."""

    def of(symbol: str) -> Text:
        return same(segment(result.segments.get(symbol, ""))) or UNASSIGNED

    return _weights_by(result, of)


def board_weights(result: Result) -> dict[Text, Floats]:
    """Return the same by board."""
    return _weights_by(result, board_of)


def name_weights(result: Result) -> dict[Text, Floats]:
    """Return the same by name, 德明利 001309.SZ; a renamed share stands under its last symbol."""
    ledger = result.ledger
    now = successors(ledger, len(ledger.sessions) - 1)
    last = {symbol: ledger.symbols[j] for symbol, j in zip(ledger.symbols, now.tolist(), strict=True)}

    def of(symbol: str) -> Text:
        return joined([result.names.get(last[symbol], ""), last[symbol]], zh=" ")

    return _weights_by(result, of)


def cash_weights(result: Result) -> Floats:
    """Return the weight of cash after each session (T), a fraction of equity; 0 once everything is lost."""
    ledger = result.ledger
    weights: Floats = np.divide(ledger.cash, ledger.equity, out=np.zeros_like(ledger.cash), where=ledger.equity > 0)
    return weights


def breadth(result: Result) -> Breadth:
    """Return how much and how many names were held after each session, the first one included."""
    held = held_after(result.ledger, -1, len(result.ledger.sessions) - 1)
    return Breadth(held.invested, held.names, held.effective)


def _weights_by(result: Result, group: Callable[[str], Text]) -> dict[Text, Floats]:
    ledger, held = result.ledger, positions_of(result.ledger)
    columns = np.unique(held.symbol)
    groups = [group(ledger.symbols[j]) for j in columns.tolist()]
    words = list(dict.fromkeys(groups))
    column = np.array([words.index(each) for each in groups], dtype=np.int64)
    values = np.zeros((len(ledger.sessions), len(words)))
    np.add.at(values, (held.session, column[np.searchsorted(columns, held.symbol)]), held.value)
    weights = values / np.where(ledger.equity > 0, ledger.equity, np.inf)[:, None]
    return {word: weights[:, k] for k, word in enumerate(words) if weights[:, k].any()}
