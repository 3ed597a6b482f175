"""Which vendor is asked for what, in which order, and what it means when two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.sightings import sightings
from data_sources.vendors.source import Wanted

ORDER: Mapping[str, tuple[str, ...]] = {
    "bars": ("eastmoney", "sina", "tencent"),
    "index": ("csindex", "eastmoney", "sina"),
    "actions": ("sina", "eastmoney"),
    "instruments": ("exchanges",),
    "status": ("exchanges", "eastmoney"),
    "suspensions": ("eastmoney",),
    "sessions": ("sina",),
}
"""Vendors by table, the first one first. Actions begin with Sina, the one that tells rights issues."""

PRICE_DIFFERENCE = 0.005
# Vendors round volume to lots of 100 and amount to 100 CNY or so.
VOLUME_DIFFERENCE = 100.0
RELATIVE_DIFFERENCE = 1e-4
LEVEL_DIFFERENCE = 0.02


def still_wanted(wanted: Wanted, frame: Frame) -> Wanted | None:
    """Return what the next vendor is asked for: the symbols without a row, None when every one has some."""
    there = set(frame.symbols.tolist())
    missing = tuple(symbol for symbol in wanted.symbols if symbol not in there)
    return replace(wanted, symbols=missing, at_least=0) if missing else None


def differences(first: Frame, second: Frame, vendors: tuple[str, str]) -> tuple[Finding, ...]:
    """Compare the rows that two vendors give of one table; each number that differs is a finding (warning).

    Prices within half a cent, volume within a lot and amount within 1 in 10,000 are the same; an empty cell says
    nothing. Both frames are of one table, with unique keys.
    """
    left, right = _common_rows(first, second)
    findings: list[Finding] = []
    for name in first.table.names("number"):
        ours, theirs = left[name], right[name]
        with np.errstate(all="ignore"):
            apart = np.abs(ours - theirs) > _tolerance(first.table.name, name, ours)

        def message(
            row: int, name: str = name, ours: NDArray[np.float64] = ours, theirs: NDArray[np.float64] = theirs
        ) -> str:
            return f"{name} is {ours[row]:.10g} at {vendors[0]} and {theirs[row]:.10g} at {vendors[1]}"

        findings.extend(sightings(left, np.asarray(apart), "vendors_differ", "warning", message))
    return tuple(findings)


def _tolerance(table: str, name: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
    if name in ("volume", "amount"):
        return np.maximum(VOLUME_DIFFERENCE, RELATIVE_DIFFERENCE * np.abs(values))
    if table == "actions":
        return np.full(len(values), RELATIVE_DIFFERENCE)
    return np.full(len(values), LEVEL_DIFFERENCE if table == "index" else PRICE_DIFFERENCE)


def _common_rows(first: Frame, second: Frame) -> tuple[Frame, Frame]:
    keys = [list(zip(*(frame[name].tolist() for name in frame.table.key), strict=True)) for frame in (first, second)]
    places = {key: row for row, key in enumerate(keys[1])}
    rows = [(row, places[key]) for row, key in enumerate(keys[0]) if key in places]
    left, right = np.array([pair[0] for pair in rows], np.intp), np.array([pair[1] for pair in rows], np.intp)
    return first.rows(left), second.rows(right)
