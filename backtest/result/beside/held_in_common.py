"""What runs held in common: the share of weight that two have in the same names, over time and on the last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from backtest.result.beside.side import Side, Weights
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class Overlap:
    """Two runs, by their place: ``shares`` (n) is the weight they have in common after each common session.

    ``mean`` leaves the base out, where nothing is held yet. ``names`` counts what both held on the last session.
    """

    first: int
    second: int
    shares: Floats
    mean: float
    last: float
    names: int


@dataclass(frozen=True)
class HeldName:
    """A name that two runs or more held on the last common session, with its weight in each, 0.0 where it is not."""

    symbol: str
    name: str
    weights: tuple[float, ...]


@dataclass(frozen=True)
class HeldInCommon:
    """Every pair of the runs, and the names of the last session, those with most weight in common first.

    ``counts`` are the names that each run held then.
    """

    overlaps: tuple[Overlap, ...]
    names: tuple[HeldName, ...]
    counts: tuple[int, ...]


def held_in_common(sides: Sequence[Side], dates: Dates) -> HeldInCommon | None:
    """Compare what runs held on the common sessions (n), the base first; None where one did not record it.

    The share of two portfolios is the sum over all names of the smaller of their two weights, one less the active share
    of the one against the other (Cremers and Petajisto, "How Active Is Your Fund Manager?", 2009). Weights are in
    equity, so that cash is in common with nothing: two runs half in cash have 50% in common at most.
    """
    if any(side.weights is None for side in sides):
        return None
    symbols = sorted({symbol for side in sides if side.weights for symbol in side.weights.symbols})
    held = np.stack([_on(side.weights, dates, symbols) for side in sides if side.weights])
    pairs = tuple(_overlap(held, one, other) for one, other in combinations(range(len(sides)), 2))
    return HeldInCommon(pairs, _names(sides, held[:, -1], symbols), tuple((held[:, -1] > 0).sum(axis=1).tolist()))


def _on(weights: Weights, dates: Dates, symbols: Sequence[str]) -> Floats:
    """The weights of one run on some of its sessions, in columns that all runs share, (n, s)."""
    found = np.zeros((len(dates), len(symbols)))
    columns = np.searchsorted(symbols, weights.symbols)
    found[:, columns] = weights.values[np.searchsorted(weights.dates, dates)]
    return found


def _overlap(held: Floats, one: int, other: int) -> Overlap:
    both = np.minimum(held[one], held[other])
    shares = both.sum(axis=1)
    return Overlap(one, other, shares, float(shares[1:].mean()), float(shares[-1]), int((both[-1] > 0).sum()))


def _names(sides: Sequence[Side], last: Floats, symbols: Sequence[str]) -> tuple[HeldName, ...]:
    known = {symbol: name for side in reversed(sides) for symbol, name in side.names.items()}
    shared = [column for column in range(len(symbols)) if (last[:, column] > 0).sum() > 1]
    # The second largest weight is what at least two of them have in common.
    order = sorted(shared, key=lambda column: (-np.sort(last[:, column])[-2], symbols[column]))
    return tuple(
        HeldName(symbols[column], known.get(symbols[column], ""), tuple(last[:, column].tolist())) for column in order
    )
