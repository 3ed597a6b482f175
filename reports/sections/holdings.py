"""What was held: weights by segment over time, and the last portfolio name by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.positions import positions_of
from backtest.result.result import Result
from data_sources.tables.facts import Floats
from reports.parts import RunPart
from reports.wording import segment

SHOWN_SEGMENTS = 8  # as many as a reader can tell apart by colour
UNASSIGNED = "no segment"
OTHERS = "other segments"


@dataclass(frozen=True)
class SegmentWeights:
    """Weight of one segment after each session, fractions of equity."""

    segment: str
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Holding:
    """One name of the last portfolio; ``weight`` is its fraction of equity."""

    symbol: str
    name: str
    segment: str
    shares: int
    close: float
    value: float
    weight: float


@dataclass(frozen=True)
class Holdings:
    """Segments by mean weight, the largest first, then cash; the last portfolio by value."""

    segments: tuple[SegmentWeights, ...]
    last_date: str
    last: tuple[Holding, ...]
    last_cash: float
    last_cash_weight: float


def holdings(result: Result, parts: tuple[RunPart, ...]) -> Holdings:
    """Return the weights from the first part's base on; cash can be the only segment."""
    ledger = result.ledger
    first = parts[0].first if parts else 0
    weights = {name: series[first:] for name, series in _segment_weights(result).items()}
    order = sorted(weights, key=lambda name: (-float(weights[name].mean()), name))
    shown, rest = order[:SHOWN_SEGMENTS], order[SHOWN_SEGMENTS:]
    if len(rest) == 1:
        shown, rest = order, []
    bands = [SegmentWeights(name, _rounded(weights[name])) for name in shown]
    if rest:
        bands.append(SegmentWeights(OTHERS, _rounded(np.sum([weights[name] for name in rest], axis=0))))
    cash = np.divide(ledger.cash, ledger.equity, out=np.zeros_like(ledger.cash), where=ledger.equity > 0)
    bands.append(SegmentWeights("cash", _rounded(cash[first:])))
    last_cash = float(ledger.cash[-1])
    return Holdings(tuple(bands), str(ledger.sessions[-1]), _last(result), last_cash, float(cash[-1]))


def _segment_weights(result: Result) -> dict[str, Floats]:
    ledger = result.ledger
    of_symbol = [segment(result.segments.get(symbol, "")) or UNASSIGNED for symbol in ledger.symbols]
    names = sorted(set(of_symbol))
    number = {name: k for k, name in enumerate(names)}
    column = np.array([number[name] for name in of_symbol], dtype=np.int64)
    values = np.zeros((len(ledger.sessions), len(names)))
    held = positions_of(ledger)
    np.add.at(values, (held.session, column[held.symbol]), held.value)
    equity = np.where(ledger.equity > 0, ledger.equity, np.inf)[:, None]
    weights = values / equity
    return {name: weights[:, k] for name, k in number.items() if weights[:, k].any()}


def _last(result: Result) -> tuple[Holding, ...]:
    ledger, held = result.ledger, positions_of(result.ledger)
    last, equity = len(ledger.sessions) - 1, float(ledger.equity[-1])
    rows = []
    for row in np.flatnonzero(held.session == last):
        symbol, value = ledger.symbols[int(held.symbol[row])], float(held.value[row])
        rows.append(
            Holding(
                symbol,
                result.names.get(symbol, ""),
                segment(result.segments.get(symbol, "")),
                int(held.shares[row]),
                float(held.close[row]),
                value,
                value / equity if equity > 0 else 0.0,
            )
        )
    return tuple(sorted(rows, key=lambda holding: (-holding.value, holding.symbol)))


def _rounded(weights: Floats) -> tuple[float, ...]:
    return tuple(np.round(weights, 4).tolist())
