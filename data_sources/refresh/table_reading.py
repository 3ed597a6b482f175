"""One table asked for and accepted: of vendors what is missing, of a folder every row that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data_sources.calendar.clock import shanghai_time
from data_sources.refresh.accept import accept
from data_sources.refresh.collect import Collected, Desk, collect, collect_series
from data_sources.refresh.item import Item
from data_sources.refresh.outcome import Night, StageOutcome, fold
from data_sources.refresh.plan import READ_AGAIN, plan_table
from data_sources.refresh.to_come import without_days_to_come
from data_sources.vendors.source import EVERY_DAY


def read_table(
    desk: Desk,
    night: Night,
    table: str,
    symbols: Sequence[str] = (),
    *,
    about: Sequence[str] | None = None,
    every_row: bool = False,
) -> tuple[Night, StageOutcome]:
    """Ask for what was not read yet of one table and accept it; ``about`` are the symbols the answer is to be about.

    With ``every_row`` a folder's rows of other symbols are taken too.
    """
    items = plan_table(table, night.known, night.span, symbols)
    if not is_whole(desk, table):
        items = desk.memory.left(items)
    elif table in ("sessions", "actions"):
        items = [replace(item, first=EVERY_DAY, at_least=0) for item in items]
    elif every_row:
        items = [replace(item, symbols=()) for item in items]
    answers, asked = collect_series(desk, night.known, items)
    if is_whole(desk, table):
        answers, to_come = without_days_to_come(answers, shanghai_time(desk.clock).date())
        asked = fold(asked, to_come)
    return take(desk, night, table, (answers, asked), symbols if about is None else about)


def is_whole(desk: Desk, table: str) -> bool:
    """Whether the first source of a table is a folder, of which every row is read each time."""
    sources = desk.vendors(table)
    return bool(sources) and sources[0].traits.whole


def collect_files(desk: Desk, night: Night, items: Sequence[Item], corrected: Mapping[str, date]) -> Collected:
    """Ask for recent rows in one request where a source answers so, and for what was corrected symbol by symbol.

    What a folder corrects is asked for even if it was read this evening already, and need not hold all stored rows.
    """
    recent = min((item.first for item in items if item.symbol not in corrected), default=night.span.last)
    long = [replace(i, at_least=0) for i in items if i.symbol in corrected and i.first < recent and _is_old(night, i)]
    apart = {item.symbol for item in long}
    short = [item for item in items if item.symbol not in apart]
    left = [item for item in short if item.symbol in corrected or desk.memory.lacks(item.table, item.symbol)]
    answers, outcome = collect_series(desk, night.known, left)
    more, further = collect(desk, night.known, long, desk.vendors(long[0].table) if long else ())
    return [*answers, *more], fold(outcome, further)


def _is_old(night: Night, item: Item) -> bool:
    """Whether rows are stored on the days of an item, beyond those that are read again every time."""
    stored = night.stored[item.table].of_symbol(item.symbol)["date"]
    return int((stored >= np.datetime64(item.first)).sum()) > READ_AGAIN


def take(
    desk: Desk, night: Night, table: str, collected: Collected, symbols: Sequence[str]
) -> tuple[Night, StageOutcome]:
    """Accept the answers to one table and return what asking and accepting brought."""
    answers, asked = collected
    night, accepted = accept(night, table, answers, desk.vendors(table), symbols, rules=desk.accept)
    return night, fold(asked, accepted)
