"""Refused orders by reason and calendar month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import REASONS
from backtest.result.parts import RunPart
from data_sources.calendar.lengths import MONTH


@dataclass(frozen=True)
class RefusalMonths:
    """Calendar months (M) from the first session of the first part to the last, and the refusals in each by reason.

    ``counts`` has one row per reason that occurred, in the order they are checked: the reason, and M counts of rows of
    refusals.csv, where an order counts on every session that refused it.
    """

    months: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]


def refusals_by_month(parts: tuple[RunPart, ...]) -> RefusalMonths:
    """Return the refusals of all parts, each part's from its own execution; a month without one has a zero."""
    if not parts:
        return RefusalMonths((), ())
    first = min(part.ledger.sessions[part.first + 1] for part in parts).astype("datetime64[M]")
    last = max(part.ledger.sessions[part.last] for part in parts).astype("datetime64[M]")
    months = np.arange(first, last + MONTH)
    table = np.zeros((len(REASONS), len(months)), dtype=np.int64)
    for part in parts:
        refusals = part.ledger.refusals
        rows = (refusals.session > part.first) & (refusals.session <= part.last)
        month = part.ledger.sessions[refusals.session[rows]].astype("datetime64[M]")
        np.add.at(table, (refusals.reason[rows], np.searchsorted(months, month)), 1)
    found = [k for k in range(len(REASONS)) if table[k].any()]
    return RefusalMonths(
        tuple(str(month) for month in months), tuple((REASONS[k], tuple(table[k].tolist())) for k in found)
    )
