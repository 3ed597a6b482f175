"""Bare returns for people: what was read, and the large numbers of their page."""

from __future__ import annotations

from backtest.app.sheet import Sheet
from backtest.cli.output import TextTable, print_table, say
from data_sources.language.text import both
from reports.sheet.tiles import sheet_tiles


def print_sheet(found: Sheet) -> None:
    """Print what was read of which file, then a line for each large number with its interval."""
    for each in found.told:
        say(each)
    columns = (both("from returns only", "仅据收益率"), both("value", "值"), both("95% interval", "95% 区间"))
    print_table(TextTable(columns, [(each.label, each.value, each.note) for each in sheet_tiles(found.seen)]))
