"""The paper diary as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_rows
from data_sources.language.text import both

if TYPE_CHECKING:
    from backtest.app.diary.show import DiaryRows

SHOWN = ("date", "strategy", "decided_on", "symbol", "weight", "snapshot", "written_at", "late", "row")
HEADS = tuple(
    both(name, chinese)
    for name, chinese in zip(
        SHOWN, ("交易日", "策略", "决策日", "代码", "权重", "数据快照", "写入时间", "迟到", "行号"), strict=True
    )
)


def print_diary(found: DiaryRows) -> None:
    """Print the rows without their hashes."""
    rows = [tuple(getattr(row, name) for name in SHOWN) for row in found.rows]
    print_rows(TextTable(HEADS, rows, right=frozenset({"weight"})))
