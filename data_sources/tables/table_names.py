"""What the tables of the store are called in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import Text, both

TABLES: Mapping[str, str] = {
    "bars": "行情",
    "index": "指数",
    "sessions": "交易日",
    "instruments": "证券列表",
    "actions": "权益分派",
    "status": "停牌与 ST 状态",
    "renames": "代码变更",
    "signals": "信号序列",
    "earnings": "业绩",
}
"""What the tables are called in Chinese."""


def table_name(table: str) -> Text:
    """Return what a table is called: in code in English, in words in Chinese."""
    return both(table, TABLES.get(table, table))
