"""Volume to shares, proved by the price it was paid at; and prices that cannot be raw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tick import TICK
from data_sources.quality.units.ticks import FEW, between_the_ticks, on_tick
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import PRICES
from data_sources.vendors.source import Request

FACTORS = (1.0, 100.0, 0.01)
LOT = 100.0
# Wide enough for any rounding of a lot, far from the factor 100 that is to be told apart.
LEEWAY = 0.25
MOST = 0.9


@dataclass(frozen=True)
class Unit:
    """By what a vendor's volume is multiplied to be shares, and whether the rows themselves prove it."""

    factor: float
    proved: bool
    findings: tuple[Finding, ...] = ()


def unit_of_volume(request: Request, symbol: str, bars: Frame, declared: float) -> Unit:
    """Decide between shares, lots (手) and hundredths by amount / volume against the day's range.

    ``declared`` is what is known of vendor and board; rows that agree on another factor overrule it, with a warning.
    Without an amount in any row the declared factor stands, unproved, with a note.
    """
    priced = _priced(bars)
    if not priced.any():
        note = Finding("note", "unit_unproved", "no amount proves the unit of volume", request.table, symbol)
        return Unit(declared, proved=False, findings=(note,) if len(bars) else ())
    fits = {factor: float(np.mean(_near(bars, factor)[priced])) for factor in FACTORS}
    if fits.get(declared, 0.0) >= MOST:
        return Unit(declared, proved=True)
    best = max(FACTORS, key=lambda factor: fits[factor])
    if fits[best] < MOST:
        return Unit(declared, proved=False)
    message = f"volume times {best:g} is in shares, not times {declared:g} as known of {request.vendor}"
    finding = Finding("warning", "unit_differs", message, request.table, symbol)
    return Unit(best, proved=True, findings=(finding,))


def adjusted_as_raw(request: Request, symbol: str, bars: Frame) -> tuple[Finding, ...]:
    """Find prices that cannot be raw (severe): negative ones, many off the tick, many beside amount / volume.

    Single rows that are wrong are left to the checks that every row goes through.
    """
    traded = np.asarray(bars["volume"] > 0)
    prices = np.stack([bars[name][traded] for name in PRICES])
    rows = prices.shape[1]
    if not rows:
        return ()
    negative = int((prices < 0).any(axis=0).sum())
    off_tick = len(between_the_ticks(bars, traded & ~on_tick(bars, PRICES)))
    priced = _priced(bars)
    beside = int((priced & ~_near(bars, 1.0, strictly=True)).sum())
    reasons = (
        (negative > 0, f"{negative} of {rows} rows have a negative price"),
        (off_tick > 0, f"{off_tick} of {rows} rows have prices between the cents"),
        (beside > FEW * priced.sum(), f"amount / volume lies outside low to high in {beside} of {rows} rows"),
    )
    why = next((words for holds, words in reasons if holds), "")
    message = f"{why}: adjusted prices (复权), or none of this security; raw ones are wanted"
    return (Finding("severe", "adjusted_as_raw", message, request.table, symbol),) if why else ()


def _priced(bars: Frame) -> NDArray[np.bool_]:
    return np.asarray((bars["volume"] > 0) & (bars["amount"] > 0) & (bars["high"] >= bars["low"]))


def _near(bars: Frame, factor: float, *, strictly: bool = False) -> NDArray[np.bool_]:
    """Say where amount / shares lies in the day's range; a volume in lots is known to half a lot only."""
    shares = bars["volume"] * factor
    with np.errstate(all="ignore"):
        average = bars["amount"] / shares
        slack = TICK + average * LOT / shares if strictly else LEEWAY * np.abs(bars["high"])
        return np.asarray((average >= bars["low"] - slack) & (average <= bars["high"] + slack))
