"""What was held: the bands of the segments over time, and the last portfolio name by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backtest.result.parts import RunPart
from backtest.result.portfolio import HeldName, cash_weights, last_portfolio, segment_weights
from backtest.result.result import Result
from data_sources.language.text import Text
from data_sources.tables.facts import Floats
from reports.sections.curves import drawn_by_part, rounded

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
    """Return the weights over all parts, each from its own execution; cash can be the only segment.

    The last portfolio is that of the execution of the last part.
    """
    last = parts[-1].execution if parts else result
    ledger, cash = last.ledger, cash_weights(last)
    over_all = np.concatenate(_drawn(parts, cash_weights)) if parts else cash
    bands = (*_bands(_segments(result, parts)), SegmentWeights("cash", rounded(over_all, DIGITS)))
    return Holdings(bands, str(ledger.sessions[-1]), last_portfolio(last), float(ledger.cash[-1]), float(cash[-1]))


def _drawn(parts: tuple[RunPart, ...], weights: Callable[[Result], Floats]) -> list[Floats]:
    """The values of each part's execution over its rows."""
    return drawn_by_part(parts, [weights(part.execution)[part.rows] for part in parts])


def _segments(result: Result, parts: tuple[RunPart, ...]) -> Mapping[Text, Floats]:
    """The weight of each segment that was held in any part, over all of them."""
    if not parts:
        return segment_weights(result)
    by_part = [segment_weights(part.execution) for part in parts]
    names = sorted({name for weights in by_part for name in weights})
    idle = [np.zeros(len(part.ledger.sessions)) for part in parts]
    return {
        name: np.concatenate(
            drawn_by_part(
                parts,
                [weights.get(name, none)[part.rows] for part, weights, none in zip(parts, by_part, idle, strict=True)],
            )
        )
        for name in names
    }


def _bands(weights: Mapping[Text, Floats]) -> list[SegmentWeights]:
    """Return the segments that have a colour of their own, and the others together."""
    order = sorted(weights, key=lambda name: (-float(weights[name].mean()), name))
    shown, rest = order[:SHOWN_SEGMENTS], order[SHOWN_SEGMENTS:]
    if len(rest) == 1:
        shown, rest = order, []
    bands = [SegmentWeights(name, rounded(weights[name], DIGITS)) for name in shown]
    if rest:
        bands.append(SegmentWeights(OTHERS, rounded(np.sum([weights[name] for name in rest], axis=0), DIGITS)))
    return bands
