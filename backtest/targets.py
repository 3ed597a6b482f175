"""Target weights by decision date: what a strategy says, and what an outside file may say instead."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.errors import InputError
from data_sources.tables.brief import first_of, span_of
from data_sources.tables.facts import Dates, Floats, Integers
from data_sources.tables.symbols import parse_a_share

WEIGHT_SUM_TOLERANCE = 1e-6
FLOAT_DUST = 1e-12
"""Far more than adding weights in binary can be off, far less than anybody means by a weight."""


@dataclass(frozen=True, repr=False)
class Targets:
    """Weights by decision date, sparse: D decisions with K entries.

    Parameters
    ----------
    dates : array of shape (D,)
        Days after whose close a decision is known, any calendar day; ascending and unique.
    offsets : array of shape (D + 1,)
        Decision d owns the entries ``offsets[d]:offsets[d + 1]``; one without entries means all cash.
    symbols : tuple of str
        The symbols that ``columns`` points into.
    columns : array of shape (K,)
        Positions in ``symbols``, one per entry.
    weights : array of shape (K,)
        Fractions of equity, above 0, at most 1 in all per decision.
    """

    dates: Dates
    offsets: Integers
    symbols: tuple[str, ...]
    columns: Integers
    weights: Floats

    def __repr__(self) -> str:
        """Return span and counts, not the weights."""
        return (
            f"<Targets {span_of(self.dates)}: {len(self.dates):,} decisions, {len(self.weights):,} weights"
            f" of {len(self.symbols):,} symbols ({first_of(self.symbols)})>"
        )

    def rows(self) -> list[tuple[date, str, float]]:
        """Return (date, symbol, weight) by date and symbol; an all-cash date is one row with an empty symbol."""
        table: list[tuple[date, str, float]] = []
        for d, day in enumerate(self.dates.tolist()):
            entries = range(int(self.offsets[d]), int(self.offsets[d + 1]))
            day_rows = [(day, self.symbols[int(self.columns[k])], float(self.weights[k])) for k in entries]
            table += sorted(day_rows, key=lambda row: row[1]) or [(day, "", 0.0)]
        return table

    def since(self, start: date) -> Targets:
        """Return the decisions dated ``start`` or later."""
        return self._slice(int(np.searchsorted(self.dates, np.datetime64(start, "D"))), len(self.dates))

    def until(self, end: date) -> Targets:
        """Return the decisions dated ``end`` or earlier."""
        return self._slice(0, int(np.searchsorted(self.dates, np.datetime64(end, "D"), side="right")))

    def _slice(self, first: int, stop: int) -> Targets:
        low, high = int(self.offsets[first]), int(self.offsets[stop])
        return Targets(
            self.dates[first:stop],
            self.offsets[first : stop + 1] - low,
            self.symbols,
            self.columns[low:high],
            self.weights[low:high],
        )


def targets_from_rows(rows: Iterable[tuple[date, str, float]]) -> Targets:
    """Build targets from rows in any order.

    Raises InputError that names the date: a symbol that is not an A share, a repeated symbol, a weight that is not
    finite or below 0, a sum above 1, an empty symbol beside other rows or with a weight.

    Parameters
    ----------
    rows : iterable of (date, symbol, weight)
        The symbol in any dialect of ``data_sources.tables.symbols``; a weight of 0 means sell all, an empty symbol with
        weight 0 all cash.
    """
    by_date: dict[date, dict[str, float]] = {}
    for day, text, weight in rows:
        symbol = _a_share(day, text)
        held = by_date.setdefault(day, {})
        if symbol in held:
            raise InputError(f"targets of {day}: {symbol or 'the empty symbol'} stands twice; keep one row")
        held[symbol] = weight
    for day, held in by_date.items():
        check_decision(day, held)
    symbols = tuple(sorted({s for held in by_date.values() for s, w in held.items() if w > 0}))
    position = {symbol: k for k, symbol in enumerate(symbols)}
    dates = sorted(by_date)
    kept = [sorted((position[s], w) for s, w in by_date[day].items() if w > 0) for day in dates]
    return Targets(
        np.array(dates, dtype="datetime64[D]"),
        np.concatenate(([0], np.cumsum([len(entries) for entries in kept], dtype=np.int64))).astype(np.int64),
        symbols,
        np.array([k for entries in kept for k, _ in entries], dtype=np.int64),
        np.array([w for entries in kept for _, w in entries], dtype=np.float64),
    )


def targets_from_weights(dates: Dates, symbols: tuple[str, ...], weights: Floats) -> Targets:
    """Build targets from a dense matrix; raises InputError that names the day of wrong weights.

    Parameters
    ----------
    dates : array of shape (D,)
        Days after whose close a decision is known, ascending and unique.
    symbols : tuple of str
        Canonical symbols of the columns.
    weights : array of shape (D, N)
        Fractions of equity; NaN and 0 both mean not held.
    """
    held = np.nan_to_num(weights) > 0
    rows, columns = np.nonzero(held)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(dates))))).astype(np.int64)
    targets = Targets(dates, offsets, symbols, columns.astype(np.int64), weights[rows, columns])
    for d, day in enumerate(dates.tolist()):
        entries = slice(int(offsets[d]), int(offsets[d + 1]))
        check_decision(
            day, {symbols[int(k)]: float(w) for k, w in zip(columns[entries], targets.weights[entries], strict=True)}
        )
    return targets


def _a_share(day: date, text: str) -> str:
    try:
        return str(parse_a_share(text)) if text else ""
    except InputError as error:
        raise InputError(f"targets of {day}: {error}") from None


def check_decision(day: date, held: Mapping[str, float]) -> None:
    """Raise InputError that names the day unless weights are finite, >= 0 and sum to at most 1 + 1e-6."""
    if "" in held and (len(held) > 1 or held[""] > 0):
        raise InputError(f"targets of {day}: an empty symbol means all cash; it stands alone and with weight 0")
    for symbol, weight in held.items():
        if not (np.isfinite(weight) and weight >= 0):
            raise InputError(
                f"targets of {day}: the weight of {symbol or 'no symbol'} is {weight}; weights are finite and >= 0"
            )
    total = math.fsum(held.values())
    if total > 1 + WEIGHT_SUM_TOLERANCE + FLOAT_DUST:
        raise InputError(
            f"targets of {day}: the weights sum to {total:.12g}; at most 1 can be invested, and a sum of up to "
            f"{1 + WEIGHT_SUM_TOLERANCE} is taken for 1"
        )
