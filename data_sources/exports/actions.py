"""Dividends, bonus shares and rights of other systems to amounts per old share; many print them per ten (每10股)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from data_sources.exports.layouts import Layout
from data_sources.exports.words import numbers_of, words_of
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import ACTIONS

PER_TEN = 10.0


def per_share(raw: RawTable, layout: Layout, plain: Mapping[str, str]) -> dict[str, Array]:
    """Return the columns that are made of several of a file's, each per old share; an empty cell is 0.

    Raises FileFaultError for a cell that is no number: read as nothing, a dividend would be lost without a word.
    """
    columns: dict[str, Array] = {}
    shares: Array | float = PER_TEN if layout.per_ten else 1.0
    if layout.per in plain:
        shares = np.maximum(_numbers(raw, plain[layout.per]), 1.0)
    for column, heads in layout.sums.items():
        total = np.zeros(len(raw.line))
        for head in heads:
            if head in plain:
                total += _numbers(raw, plain[head])
        # Printed with at most six digits; the rounding removes the noise of the division only.
        columns[column] = (total / shares).round(8)
    for column, (before, after) in layout.growth.items():
        old, new = _numbers(raw, plain[before]), _numbers(raw, plain[after])
        columns[column] = np.where(old > 0, new / np.where(old > 0, old, 1.0) - 1, 0.0).round(8)
    return columns


def without_repeats(frame: Frame) -> tuple[Frame, tuple[Finding, ...]]:
    """Return actions without the rows that repeat another in every cell, with a note; other tables as they are.

    Tushare sends a dividend as often as it was announced.
    """
    if frame.table is not ACTIONS or not len(frame):
        return frame, ()
    keys = list(zip(*(frame[name].tolist() for name in frame.table.names()), strict=True))
    first = {key: row for row, key in reversed(list(enumerate(keys)))}
    keep = np.array(sorted(first.values()), np.intp)
    if len(keep) == len(frame):
        return frame, ()
    message = f"{len(frame) - len(keep):,} rows that repeat another in every cell are left out"
    return frame.rows(keep), (Finding("note", "repeats_left_out", message, ACTIONS.name, "", None, frame.place(0)[0]),)


def _numbers(raw: RawTable, head: str) -> Array:
    numbers = numbers_of(raw.columns[head])
    given = np.array([bool(word) for word in words_of(raw.columns[head])], np.bool_)
    wrong = np.flatnonzero(given & ~(numbers >= 0))
    if len(wrong):
        row = int(wrong[0])
        words = f"{head} {str(raw.columns[head][row])[:40]!r} is no number of at least 0"
        raise FileFaultError("bad_number", words, int(raw.line[row]))
    return np.nan_to_num(numbers)
