"""What a run held: the weight of each segment after every session, and the last portfolio name by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.positions import positions_of
from backtest.result.result import Result
from backtest.result.wording import segment
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats

UNASSIGNED = both("no segment", "未分环节")


@dataclass(frozen=True)
class HeldName:
    """One name of the last portfolio; ``close`` and ``value`` in CNY, ``weight`` as a fraction of equity."""

    symbol: str
    name: str
    segment: Text
    shares: int
    close: float
    value: float
    weight: float


def segment_weights(result: Result) -> dict[Text, Floats]:
    """Return the weight of each segment that was ever held after each session (T), fractions of equity."""
    ledger = result.ledger
    of_symbol = [segment(result.segments.get(symbol, "")) or UNASSIGNED for symbol in ledger.symbols]
    words = {str(name): name for name in of_symbol}  # numpy keeps the English alone
    names, column = np.unique(of_symbol, return_inverse=True)
    values = np.zeros((len(ledger.sessions), len(names)))
    held = positions_of(ledger)
    np.add.at(values, (held.session, column[held.symbol]), held.value)
    equity = np.where(ledger.equity > 0, ledger.equity, np.inf)[:, None]
    weights = values / equity
    return {words[name]: weights[:, k] for k, name in enumerate(names.tolist()) if weights[:, k].any()}


def cash_weights(result: Result) -> Floats:
    """Return the weight of cash after each session (T), a fraction of equity; 0 once everything is lost."""
    ledger = result.ledger
    weights: Floats = np.divide(ledger.cash, ledger.equity, out=np.zeros_like(ledger.cash), where=ledger.equity > 0)
    return weights


def last_portfolio(result: Result) -> tuple[HeldName, ...]:
    """Return what is held after the last session, the largest value first."""
    ledger, held = result.ledger, positions_of(result.ledger)
    last, equity = len(ledger.sessions) - 1, float(ledger.equity[-1])
    rows = []
    for row in np.flatnonzero(held.session == last):
        symbol, value = ledger.symbols[int(held.symbol[row])], float(held.value[row])
        rows.append(
            HeldName(
                symbol,
                result.names.get(symbol, ""),
                segment(result.segments.get(symbol, "")),
                int(held.shares[row]),
                float(held.close[row]),
                value,
                value / equity if equity > 0 else 0.0,
            )
        )
    return tuple(sorted(rows, key=lambda held_name: (-held_name.value, held_name.symbol)))
