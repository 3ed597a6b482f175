"""The scorecard as tables: one row a call, a basket, a report, a broker, a base day, a name that is not judged.

Cells are text as a CSV file has them: fractions to six digits, ISO days, nothing where the data cannot say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from strategies.scorecard.calls import BASKETS as BASKET_KINDS
from strategies.scorecard.card import Scorecard
from strategies.scorecard.tables.calls import BASKETS, CALLS
from strategies.scorecard.tables.cells import cell
from strategies.scorecard.tables.left_out import BASE_DAYS, LEFT_OUT, base_days_of, left_out_of
from strategies.scorecard.tables.summaries import BROKERS, REPORTS, brokers_of

NAMES = ("calls", "baskets", "reports", "brokers", "base_days", "excluded")


@dataclass(frozen=True)
class Table:
    """Column names and rows of cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(card: Scorecard) -> dict[str, Table]:
    """Return the tables of a scorecard by name, the reports in its order."""
    rows = [row for judged in card.reports for row in judged.rows]
    return {
        "calls": _table(CALLS, [row for row in rows if row.kind not in BASKET_KINDS]),
        "baskets": _table(BASKETS, [row for row in rows if row.kind in BASKET_KINDS]),
        "reports": _table(REPORTS, card.reports),
        "brokers": _table(BROKERS, brokers_of(card)),
        "base_days": _table(BASE_DAYS, base_days_of(card)),
        "excluded": _table(LEFT_OUT, left_out_of(card)),
    }


def _table(columns: Mapping[str, Callable[[Any], object]], rows: Iterable[object]) -> Table:
    return Table(tuple(columns), tuple(tuple(cell(value(row)) for value in columns.values()) for row in rows))
