"""The first session of a delisting period (退市整理期), which has no price limits since the rules of 2020-12-31."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tables import first_day, last_day, rule_rows
from data_sources.tables.facts import Dates, StatusSpan
from data_sources.tables.symbols import parse_symbol


def begins_without_limit(board: str | None, start: date) -> bool:
    """Whether a delisting period that starts on a day has no limits on its first traded session."""
    day = np.datetime64(start, "D")
    return any(
        row["board"] == board and first_day(row["from"]) <= day <= last_day(row["to"])
        for row in rule_rows("delisting_days")
    )


def delisting_days(
    status: Iterable[StatusSpan],
    column: Mapping[str, int],
    sessions: Dates,
    traded: NDArray[np.bool_],
    history_day: Dates,
) -> Iterator[tuple[int, int]]:
    """Column and session of the first traded session of each delisting period that begins without limits.

    Each row of ``status`` counts by itself; one whose symbol has no ``column``, or that traded on no session, has none.
    ``traded`` is S x N, ``history_day`` (N) the last day before the calendar on which each symbol traded, NaT for none.
    """
    for span in status:
        if span.kind != "DELISTING" or span.symbol not in column:
            continue
        j, start = column[span.symbol], np.datetime64(span.start, "D")
        if history_day[j] >= start or not begins_without_limit(parse_symbol(span.symbol).board, span.start):
            continue
        end = last_day(None if span.end is None else span.end.isoformat())
        days = np.flatnonzero((sessions >= start) & (sessions <= end) & traded[:, j])
        if len(days):
            yield j, int(days[0])
