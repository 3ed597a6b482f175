"""Tables with a column for each security: one price of all, where a bar needs all prices of one."""

from __future__ import annotations

from data_sources.exports.heads import plain_heads
from data_sources.tables.raw import RawTable
from data_sources.tables.symbols import is_symbol

FEWEST = 2
"""Securities."""


def is_wide(raw: RawTable) -> bool:
    """Whether all heads but the first are securities, of which there are at least two."""
    others = [*plain_heads(raw.columns)][1:]
    return len(others) >= FEWEST and all(map(is_symbol, others))
