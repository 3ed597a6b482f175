"""Prices between the cents: raw ones never are, adjusted ones are nearly always."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from data_sources.quality.kinds import DOWNLOAD, END, kind_by_ends
from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.schema import PRICES
from data_sources.tables.sightings import sighting, sightings

CENT_NOISE = 1e-4
FEW = 0.2
"""Above this share of a symbol's bars the prices are adjusted; single ones are slips."""
SLIPS = 4
"""Bars between the cents that a short table may have; a vendor's answer, of which there are others, may have none."""

BY_CHANCE = 0.1
"""Share of the bars at an end of a series that may be between the cents where it is as it was traded."""


def off_tick(tables: Reference) -> Iterator[Finding]:
    """A price that is not a whole number of cents: raw prices always are, adjusted ones seldom (warning).

    Cents that were kept with single precision (float32) are cents.
    """
    bars = tables["bars"]
    wrong = tables.traded & ~on_tick(bars, PRICES)
    if wrong.any():
        wrong &= ~on_tick(bars, PRICES, single=True)
    wrong[between_the_ticks(bars, wrong, slips=SLIPS)] = False

    def message(row: int) -> str:
        one = bars.rows(np.array([row]))
        name = next(name for name in PRICES if not on_tick(one, (name,), single=True)[0])
        return f"{name} {float(bars[name][row])!r} is no whole number of cents; adjusted prices look like this"

    yield from sightings(bars, wrong, "off_tick", "warning", message)


def between_ticks(tables: Reference) -> Iterator[Finding]:
    """Over a fifth of a symbol's traded bars have prices between the cents: they are adjusted (severe)."""
    bars = tables["bars"]
    off = tables.traded & ~on_tick(bars, PRICES)
    wrong = between_the_ticks(bars, off, slips=SLIPS)
    for rows in np.split(wrong, symbol_offsets(bars["symbol"][wrong])[1:-1]) if len(wrong) else ():
        first = int(rows[0])
        symbol = str(bars["symbol"][first])
        own = np.flatnonzero((bars["symbol"] == symbol) & tables.traded)
        first_fits, last_fits = (bool(off[end].mean() <= BY_CHANCE) for end in (own[:END], own[-END:]))
        kind = kind_by_ends(first_fits=first_fits, last_fits=last_fits)
        message = (
            f"{len(rows)} of {len(own)} bars have prices between the cents, like {float(bars['close'][first])!r}: "
            f"{kind}; {DOWNLOAD}"
        )
        yield sighting(bars, first, "between_ticks", "severe", message)


def between_the_ticks(bars: Frame, off: Array, *, slips: int = 0) -> NDArray[np.intp]:
    """Return the numbers of the rows ``off`` the tick of symbols that have too many of them for ``slips``.

    Cents that were kept with single precision (float32) are near enough to say which cent was meant.
    """
    if not off.any():
        return np.empty(0, np.intp)
    starts = symbol_offsets(bars["symbol"])
    count = np.add.reduceat(off & ~on_tick(bars, PRICES, single=True), starts[:-1], dtype=np.int64)
    traded = np.add.reduceat(bars["volume"] > 0, starts[:-1], dtype=np.int64)
    many = (count > FEW * traded) & (count > slips)
    return np.flatnonzero(off & np.repeat(many, np.diff(starts)))


def on_tick(bars: Frame, names: tuple[str, ...], *, single: bool = False) -> NDArray[np.bool_]:
    """Say which rows have whole cents in all of the columns; ``single``: or cents as single precision keeps them."""
    fits = np.ones(len(bars), np.bool_)
    for name in names:
        prices = bars[name]
        cents = np.round(prices * 100)
        # What is empty or infinite belongs to another rule.
        between = np.abs(prices * 100 - cents) > CENT_NOISE
        if single:
            between &= (cents / 100).astype(np.float32) != prices.astype(np.float32)
        fits &= ~between
    return fits
