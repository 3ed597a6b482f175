"""The paper diary as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_rows

if TYPE_CHECKING:
    from backtest.app.diary.show import DiaryRows

SHOWN = ("date", "strategy", "decided_on", "symbol", "weight", "snapshot", "written_at", "late", "row")


def print_diary(found: DiaryRows) -> None:
    """Print the rows without their hashes."""
    rows = [tuple(getattr(row, name) for name in SHOWN) for row in found.rows]
    print_rows(TextTable(SHOWN, rows, right=frozenset({"weight"})))
