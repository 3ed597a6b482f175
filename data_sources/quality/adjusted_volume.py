"""Volumes that are no whole shares beside amounts that fit: a volume that was adjusted along with the prices."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import symbol_offsets

PART_OF_A_SHARE = 0.01
FEW = 0.2
FEWEST = 5
ONE_PRICE = 1.05
"""Times; amount / volume is the price as far as units are concerned."""


def adjusted_volume(tables: Reference) -> Iterator[Finding]:
    """Over a fifth of a symbol's volumes are no whole shares while amount / volume is the price (severe).

    Prices times a factor and volumes over it, as in qlib, pass the unit proof. Volumes in another unit do not, and
    belong to that rule.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded & (bars["amount"] > 0) & (bars["close"] > 0))
    volume = bars["volume"][rows]
    parts = np.abs(volume - np.round(volume)) > PART_OF_A_SHARE
    if not parts.any():
        return
    ratio = bars["amount"][rows] / volume / bars["close"][rows]
    for own in np.split(np.arange(len(rows)), symbol_offsets(bars["symbol"][rows])[1:-1]):
        count = int(parts[own].sum())
        fits = 1 / ONE_PRICE < np.median(ratio[own][parts[own]]) < ONE_PRICE if count else False
        if count < FEWEST or count <= FEW * len(own) or not fits:
            continue
        row = int(rows[own[np.argmax(parts[own])]])
        words = (
            f"{count} of {len(own)} volumes are no whole shares, like {float(bars['volume'][row]):.2f}, and the prices "
            f"fit them: prices and volume are adjusted (复权); {DOWNLOAD}"
        )
        file, line = bars.place(row)
        day, symbol = bars["date"][row].item(), str(bars["symbol"][row])
        yield Finding("severe", "adjusted_volume", words, bars.table.name, symbol, day, file, line)
