"""Bars within the day, by a column of times: none of the layouts of daily bars has one."""

from __future__ import annotations

import re

from data_sources.exports.heads import known_heads, plain_heads
from data_sources.tables.day_stamps import CLOSE, MIDNIGHT
from data_sources.tables.raw import RawColumn, RawTable, texts_of

TIME_HEADS = ("时间", "time", "trade_time", "day", "datetime")
LOOKED_AT = 50
CLOCK = re.compile(r"(?:[0-9]{8}|.*[ T])?([0-2]?[0-9]):?([0-5][0-9])(?::?[0-5][0-9])?(?:\.?0+)?(?:[-+Z].*)?")
STAMPS = {f"{seconds // 3600:02}{seconds % 3600 // 60:02}" for seconds in (MIDNIGHT, CLOSE)}


def minutes_of(raw: RawTable) -> str:
    """Return a time of day that shows prices to be bars of minutes, such as ``09:35``; "" for other tables."""
    plain = plain_heads(raw.columns)
    if plain.keys().isdisjoint(known_heads("close")):
        return ""
    for head in TIME_HEADS:
        cells = _some(raw.columns[plain[head]]) if head in plain else []
        clocks = [f"{match[1]:0>2}{match[2]}" for cell in cells if (match := CLOCK.fullmatch(cell.strip()))]
        within = [clock for clock in clocks if clock not in STAMPS]
        # Days of another zone are all stamped with one time.
        if 3 * len(within) > len(cells) and len(set(within)) > 1:
            return f"{within[0][:2]}:{within[0][2:]}"
    return ""


def _some(column: RawColumn) -> list[str]:
    """Return cells of the beginning and of all over a column: some files have one time of day after the other."""
    return [*texts_of(column[:LOOKED_AT]), *texts_of(column[:: 1 + len(column) // LOOKED_AT])]
