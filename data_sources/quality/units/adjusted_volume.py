"""Volumes that are no whole shares beside amounts that fit: both in a larger unit, or adjusted with the prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import are_nearly_all
from data_sources.quality.units.ticks import on_tick
from data_sources.quality.units.unit_causes import YI
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.schema import PRICES
from data_sources.tables.sightings import sighting

PART_OF_A_SHARE = 0.01
FEW = 0.2
FEWEST = 5
ONE_PRICE = 1.05
"""Times; amount / volume is the price as far as units are concerned."""

WHOLE = 0.99
"""Share of the rows that have whole cents and, in the smaller unit, whole shares: a slip or two may be among them."""

LARGER_UNITS = (
    (100, "volume in lots (手) and amount in 100 CNY, or both in a larger unit as 万 and rounded"),
    (1_000, "volume in thousand shares (千股) and amount in thousand CNY (千元)"),
    (10_000, "volume in 10,000 shares (万股) and amount in 10,000 CNY (万元), as Wind and Choice write them"),
    (100_000_000, YI),
)


def adjusted_volume(tables: Reference) -> Iterator[Finding]:
    """Over a fifth of a symbol's volumes are no whole shares while amount / volume is the price (severe).

    ``volume_unit``: prices are whole cents, and times a hundred, a thousand or so the volumes are whole: both columns
    are in that unit, which keeps their ratio. ``adjusted_volume``: otherwise prices were multiplied and volumes divided
    by a factor, as in qlib. Volumes in another unit than the amounts belong to the unit proof.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded & (bars["amount"] > 0) & (bars["close"] > 0))
    volume = bars["volume"][rows]
    parts = np.abs(volume - np.round(volume)) > PART_OF_A_SHARE
    if not parts.any():
        return
    ratio = bars["amount"][rows] / volume / bars["close"][rows]
    starts = symbol_offsets(bars["symbol"][rows])
    found = [
        _finding(bars, rows[own], parts[own])
        for own in np.split(np.arange(len(rows)), starts[1:-1])
        if _are_parts(parts[own], ratio[own])
    ]
    yield from _once(found, len(starts) - 1)


def _are_parts(parts: Array, ratio: Floats) -> bool:
    count = int(parts.sum())
    fits = count >= FEWEST and 1 / ONE_PRICE < np.median(ratio[parts]) < ONE_PRICE
    return bool(fits and count > FEW * len(parts))


def _finding(bars: Frame, own: Array, parts: Array) -> Finding:
    row = int(own[np.argmax(parts)])
    words = f"{int(parts.sum())} of {len(own)} volumes are no whole shares, like {float(bars['volume'][row]):.2f}"
    unit = _larger_unit(bars, own[parts])
    if unit:
        rule, words = "volume_unit", f"{words}, and {unit}"
    elif on_tick(bars.rows(own), PRICES).mean() >= WHOLE:
        rule = "adjusted_volume"
        words = f"{words}, though prices are whole cents: prices and volume are adjusted (复权) and the prices rounded"
        words = f"{words}, or volume and amount were both divided by one number; {DOWNLOAD}"
    else:
        rule = "adjusted_volume"
        words = f"{words}, and the prices fit them: prices and volume are adjusted (复权); {DOWNLOAD}"
    return sighting(bars, row, rule, "severe", words)


def _larger_unit(bars: Frame, rows: Array) -> str:
    """Return the unit of both columns, by which the volumes become whole shares; "" where none does it."""
    if on_tick(bars.rows(rows), PRICES).mean() < WHOLE:
        return ""
    for shares, unit in LARGER_UNITS:
        volume = bars["volume"][rows] * shares
        if np.mean(np.abs(volume - np.round(volume)) < PART_OF_A_SHARE) >= WHOLE:
            return f"times {shares:,} they are: {unit}; multiply both by it"
    return ""


def _once(found: list[Finding], symbols: int) -> Iterator[Finding]:
    """Hand on what was found; of nearly all symbols of a large table one finding by rule."""
    for rule in dict.fromkeys(each.rule for each in found):
        own = [each for each in found if each.rule == rule]
        if are_nearly_all(len(own), symbols):
            first = own[0]
            yield replace(
                first, symbol="", message=f"{len(own)} of {symbols} symbols; of {first.symbol} {first.message}"
            )
        else:
            yield from own
