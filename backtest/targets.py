"""Target weights by decision date: what a strategy says, and what an outside file may say instead."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.target_arrays import check_shape, checked_dates, numbers
from backtest.weight import MOST, check_decision, check_sum, day_of_decision, weight_of, weights_of
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.brief import first_of, span_of
from data_sources.tables.facts import Dates, Floats, Integers
from data_sources.tables.read_only import read_only
from data_sources.tables.symbols import parse_a_share


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

    Raises InputError that names the date: one that is no day, a symbol that is not an A share, a repeated symbol, a
    weight that is not a finite number from 0 to 1 (NaN, a text, a truth value, ...), a sum above 1, an empty symbol
    beside other rows or with a weight.

    Parameters
    ----------
    rows : iterable of (date, symbol, weight)
        The symbol in any dialect of ``data_sources.tables.symbols``; a weight of 0 means sell all, an empty symbol with
        weight 0 all cash.
    """
    by_date: dict[date, dict[str, object]] = {}
    for given, text, weight in rows:
        day = day_of_decision(given)
        if day is None:
            raise InputError(f"targets: {given!s} is no day of a decision (of {text or 'no symbol'}, weight {weight})")
        symbol = _a_share(day, text)
        held = by_date.setdefault(day, {})
        if symbol in held:
            raise InputError(
                both(
                    f"targets of {day}: {symbol or 'the empty symbol'} stands twice; keep one row",
                    f"{day} 的权重：{symbol or '空代码'} 重复；请只留一行",
                )
            )
        held[symbol] = weight
    checked = {day: check_decision(day, held) for day, held in by_date.items()}
    symbols = tuple(sorted({s for held in checked.values() for s, w in held.items() if w > 0}))
    position = {symbol: k for k, symbol in enumerate(symbols)}
    dates = sorted(checked)
    kept = [sorted((position[s], w) for s, w in checked[day].items() if w > 0) for day in dates]
    return Targets(
        read_only(np.array(dates, dtype="datetime64[D]")),
        read_only(
            np.concatenate(([0], np.cumsum([len(entries) for entries in kept], dtype=np.int64))).astype(np.int64)
        ),
        symbols,
        read_only(np.array([k for entries in kept for k, _ in entries], dtype=np.int64)),
        read_only(np.array([w for entries in kept for _, w in entries], dtype=np.float64)),
    )


def targets_from_weights(dates: Dates, symbols: tuple[str, ...], weights: Floats) -> Targets:
    """Build targets from a dense matrix.

    A NaN beside numbers is a symbol that has no weight that day, such as one that is not listed yet: not held. It
    cannot stand for a slip of the whole row, since a sum with a NaN in it makes every weight NaN; and a row of nothing
    but NaN is an error, not cash. Cash is a row with a 0.

    Parameters
    ----------
    dates : array of shape (D,)
        Days after whose close a decision is known, ascending and unique.
    symbols : tuple of str
        Canonical symbols of the columns, each once.
    weights : array of shape (D, N)
        Fractions of equity; NaN and 0 both mean not held.

    Raises
    ------
    InputError
        Naming the date, and the symbol where it is one weight: a date that is NaT or out of order, a row of NaN, a
        weight that is not finite, below 0 or above 1, a sum above 1; what is no number at all.
    """
    days = checked_dates(dates)
    if doubled := sorted({symbol for symbol in symbols if symbols.count(symbol) > 1}) if _repeats(symbols) else []:
        raise InputError(
            both(
                f"targets: two columns are {doubled[0]}; give each symbol one",
                f"权重表：有两列均为 {doubled[0]}；每个代码只给一列",
            )
        )
    matrix = numbers(days, symbols, weights)
    missing = np.isnan(matrix)
    empty = np.flatnonzero(missing.all(axis=1)) if len(symbols) else np.empty(0, np.int64)
    if len(empty):
        more = f", and those of {len(empty) - 1} more days" if len(empty) > 1 else ""
        raise InputError(
            f"targets of {days[empty[0]]}: all {len(symbols)} weights are NaN{more}; a sum with NaN in it is NaN "
            "(np.nansum leaves them out), and cash is a row of 0"
        )
    rows, columns = np.nonzero(~missing & (matrix != 0))
    offsets = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(days))))).astype(np.int64)
    return _checked(Targets(days, offsets, symbols, columns.astype(np.int64), matrix[rows, columns]))


def checked_targets(targets: Targets) -> Targets:
    """Return targets whose arrays are as ``Targets`` says, in memory that nobody can write.

    Raises InputError that names the date, and the symbol where it is one weight or no A share.
    """
    checked = _checked(targets)
    for j in np.unique(checked.columns).tolist():
        day = checked.dates[np.searchsorted(checked.offsets, np.flatnonzero(checked.columns == j)[0], "right") - 1]
        if _a_share(day.item(), checked.symbols[j]) != checked.symbols[j]:
            raise InputError(f"targets of {day}: {checked.symbols[j]} is not written like 600000.SH")
    return checked


def _checked(targets: Targets) -> Targets:
    days = checked_dates(targets.dates)
    symbols = tuple(targets.symbols)
    offsets, columns = (np.asarray(each) for each in (targets.offsets, targets.columns))
    weights = weights_of(targets.weights, {"decisions": len(days)})
    check_shape(len(days), len(symbols), offsets, columns, weights)
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0) & (weights <= MOST)))
    owner = np.repeat(np.arange(len(days)), np.diff(offsets))
    if len(wrong):
        k = int(wrong[0])
        weight_of(days[owner[k]].item(), symbols[int(columns[k])], float(weights[k]))
    repeated = np.flatnonzero(np.bincount((owner * max(len(symbols), 1) + columns).astype(np.int64)) > 1)
    if len(repeated):
        d, j = divmod(int(repeated[0]), len(symbols))
        raise InputError(
            both(
                f"targets of {days[d]}: {symbols[j]} stands twice; keep one row",
                f"{days[d]} 的权重：{symbols[j]} 重复；请只留一行",
            )
        )
    sums = np.bincount(owner, weights, minlength=len(days))
    if len(above := np.flatnonzero(sums > 1)):
        for d in above.tolist():
            check_sum(days[d].item(), math.fsum(weights[int(offsets[d]) : int(offsets[d + 1])].tolist()))
    return Targets(
        days, read_only(offsets.astype(np.int64)), symbols, read_only(columns.astype(np.int64)), read_only(weights)
    )


def _repeats(symbols: tuple[str, ...]) -> bool:
    return len(set(symbols)) < len(symbols)


def _a_share(day: date, text: object) -> str:
    if not isinstance(text, str):
        raise InputError(
            both(
                f"targets of {day}: {text!r} is no symbol; write it like 600000.SH",
                f"{day} 的权重：{text!r} 不是证券代码；请写作 600000.SH",
            )
        )
    try:
        return str(parse_a_share(text)) if text else ""
    except InputError as error:
        raise InputError(f"targets of {day}: {error}") from None
