"""Prices that leave out cents: those of a share are apart by any number of cents, multiplied ones by the factor.

Raw prices that were multiplied by 3 and rounded are 3, 6, 9 cents apart, those times 3.7 are 4, 7, 8, 11 cents. This
needs neither amounts nor actions, and finds factors from 2.5 on. Measured on 5,300 raw A shares: their differences fit
such a step to two thirds at most; those of the same shares multiplied, all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data_sources.quality.kinds import BACKWARD, DOWNLOAD
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.schema import PRICES
from data_sources.tables.sightings import sighting

MOST_CENTS = 240
STEPS = np.geomspace(2.5, 40.0, 1400)
"""Cents; 0.2% apart."""

NEAR = 1.0
"""Cents by which the rounding of both prices moves a difference."""

REACH = ((6, 0.01), (MOST_CENTS, 0.001))
"""Multiples of a step that are looked at, and by what share of it they may be off: few where dividends move the factor
over a year, and all where it stays as it is."""

FITTING = 0.98
ENOUGH = 25.0
"""Logarithm by which differences of any size are less likely to fit; it allows for all steps and symbols tried."""

FEWEST = 10
"""Differences of other sizes; fewer are an example's."""

AT_ONCE = 256
"""Symbols, which bounds the memory."""

PAIRS = (("high", "low"), ("high", "open"), ("high", "close"), ("open", "low"), ("close", "low"))
Counts = NDArray[np.float32]


@dataclass(frozen=True)
class Multiples:
    """By step and cents: whether a difference is so small as to be ``reached``, and whether it ``fits`` a multiple."""

    reached: Counts
    fits: Counts


def coarse_steps(tables: Reference) -> Iterator[Finding]:
    """The prices of a symbol's bars are apart by multiples of a step of more than two cents (severe).

    Prices in whole steps of several cents, or with few differences, are an example's and left alone.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded)
    if tables.stretch or not len(rows):
        return
    starts = symbol_offsets(bars["symbol"][rows])
    counts = _differences(bars, rows, starts)
    # No multiple is one cent, so that most shares are done with.
    doubted = np.flatnonzero(counts[:, 1] <= (1 - FITTING) * counts.sum(axis=1))
    tried = [_multiples(*reach) for reach in REACH]
    found = []
    for some in np.split(doubted, range(AT_ONCE, len(doubted), AT_ONCE)):
        proof, step = _proof(counts[some], tried)
        for place in np.flatnonzero(proof > ENOUGH).tolist():
            k = some[place]
            if not _invented(counts[k]):
                found.append(_finding(bars, int(rows[starts[k]]), float(step[place])))
    yield from each_or_counted(found, "prices leave out cents, as multiplied ones do: those")


def _invented(counts: Counts) -> bool:
    """Whether prices differ by few sizes, or by whole multiples of some cents."""
    whole = max(counts[::cents].sum() for cents in range(2, int(STEPS[-1]) + 1))
    return bool(np.count_nonzero(counts) < FEWEST or whole >= FITTING * counts.sum())


def _finding(bars: Frame, row: int, step: float) -> Finding:
    words = f"prices of a day are apart by multiples of about {step:.1f} cents, and raw ones by any number of cents"
    return replace(sighting(bars, row, "coarse_steps", "severe", f"{words}: {BACKWARD}; {DOWNLOAD}"), date=None)


def _differences(bars: Frame, rows: Array, starts: Array) -> Counts:
    """Return by symbol how often two prices of a bar are so many cents apart; same ones do not count."""
    symbols = len(starts) - 1
    code = np.repeat(np.arange(symbols), np.diff(starts))
    counts = np.zeros((symbols, MOST_CENTS + 1), np.float32)
    cents = {name: np.round(bars[name][rows] * 100) for name in PRICES}
    for upper, lower in PAIRS:
        apart = cents[upper] - cents[lower]
        inside = (apart > 0) & (apart <= MOST_CENTS)
        place = code[inside] * (MOST_CENTS + 1) + apart[inside].astype(np.int64)
        counts += np.bincount(place, minlength=counts.size).reshape(counts.shape).astype(np.float32)
    return counts


def _multiples(most: int, drift: float) -> Multiples:
    cents, step = np.arange(MOST_CENTS + 1), STEPS[:, None]
    reached = (cents > 0) & (cents <= most * step)
    multiple = np.maximum(np.round(cents / step), 1)
    fits = reached & (np.abs(cents - multiple * step) < NEAR + drift * cents)
    return Multiples(reached.astype(np.float32), fits.astype(np.float32))


def _proof(counts: Counts, tried: list[Multiples]) -> tuple[Counts, NDArray[np.float64]]:
    """Return by symbol the logarithm of how unlikely it is that all differences fit a step by chance, and the step."""
    every = []
    for each in tried:
        by_chance = np.log(each.fits.sum(axis=1) / each.reached.sum(axis=1))
        reached = counts @ each.reached.T
        every.append(np.where(counts @ each.fits.T >= FITTING * reached, -reached * by_chance, 0.0))
    proof = np.maximum.reduce(every)
    best = proof.argmax(axis=1)
    return proof[np.arange(len(counts)), best], STEPS[best]
