"""What was held: the bands of the segments over time, and the last portfolio name by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.result.parts import RunPart
from backtest.result.portfolio import HeldName, cash_weights, last_portfolio, segment_weights
from backtest.result.result import Result
from data_sources.tables.facts import Floats
from reports.sections.curves import rounded

SHOWN_SEGMENTS = 8  # as many as a reader can tell apart by colour
OTHERS = "other segments"
DIGITS = 4


@dataclass(frozen=True)
class SegmentWeights:
    """Weight of one segment after each session, fractions of equity."""

    segment: str
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Holdings:
    """Segments by mean weight, the largest first, then cash; the last portfolio by value."""

    segments: tuple[SegmentWeights, ...]
    last_date: str
    last: tuple[HeldName, ...]
    last_cash: float
    last_cash_weight: float


def holdings(result: Result, parts: tuple[RunPart, ...]) -> Holdings:
    """Return the weights from the first part's base on; cash can be the only segment."""
    ledger, cash = result.ledger, cash_weights(result)
    first = parts[0].first if parts else 0
    bands = (*_bands(segment_weights(result), first), SegmentWeights("cash", rounded(cash[first:], DIGITS)))
    return Holdings(bands, str(ledger.sessions[-1]), last_portfolio(result), float(ledger.cash[-1]), float(cash[-1]))


def _bands(weights: dict[str, Floats], first: int) -> list[SegmentWeights]:
    """Return the segments that have a colour of their own, and the others together."""
    order = sorted(weights, key=lambda name: (-float(weights[name][first:].mean()), name))
    shown, rest = order[:SHOWN_SEGMENTS], order[SHOWN_SEGMENTS:]
    if len(rest) == 1:
        shown, rest = order, []
    bands = [SegmentWeights(name, rounded(weights[name][first:], DIGITS)) for name in shown]
    if rest:
        bands.append(SegmentWeights(OTHERS, rounded(np.sum([weights[name][first:] for name in rest], axis=0), DIGITS)))
    return bands
