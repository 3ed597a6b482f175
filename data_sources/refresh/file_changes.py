"""A folder held against the store before its rows are asked for: what it corrects, what it lacks, what has not come.

A file costs nothing to read, so all of its rows are compared, not only the last few sessions as with a vendor. A symbol
whose file says something else than the store is read again from the first such day on, by the same checks as anything
else; where nothing differs nothing is read twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
from sqlalchemy.engine import Engine

from data_sources.calendar.clock import closed_day
from data_sources.calendar.exchange_calendar import sessions_up_to
from data_sources.refresh.collect import Desk
from data_sources.refresh.known import Known
from data_sources.refresh.outcome import StageOutcome
from data_sources.refresh.result import Missing
from data_sources.refresh.to_come import named_rows
from data_sources.store import read_facts
from data_sources.tables.facts import BAR_FIELDS, Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, empty_cells, same_cells, symbol_offsets
from data_sources.vendors.errors import SourceError
from data_sources.vendors.source import EVERY_DAY, NO_END, Source, Wanted

BySymbol: TypeAlias = Mapping[str, Mapping[str, Array]]
"""The stored columns of each symbol, its days among them in order."""


@dataclass(frozen=True)
class FileChanges:
    """``firsts``: by symbol the first day on which the files have a row that is new or says something else.

    ``outcome`` names the rows that have not come and those that are stored and in no file.
    """

    firsts: Mapping[str, date] = field(default_factory=dict)
    outcome: StageOutcome = field(default_factory=StageOutcome)


def stored_bars(engine: Engine, known: Known) -> BySymbol:
    """Return every stored bar, from the column cache where it is kept."""
    if not known.snapshot:
        return {}
    bars = read_facts(engine).bars
    columns = {"date": bars.date, **{name: getattr(bars, name) for name in BAR_FIELDS}}
    ends = zip(bars.symbols, bars.offsets[:-1], bars.offsets[1:], strict=True)
    return {symbol: {name: values[at:end] for name, values in columns.items()} for symbol, at, end in ends}


def by_symbol(frame: Frame) -> BySymbol:
    """Return the columns of a frame in key order by symbol."""
    if not len(frame):
        return {}
    places = symbol_offsets(frame.symbols)
    return {
        str(frame.symbols[at]): {name: values[at:end] for name, values in frame.columns.items()}
        for at, end in zip(places[:-1].tolist(), places[1:].tolist(), strict=True)
    }


def file_changes(desk: Desk, known: Known, table: str, stored: BySymbol, last: date) -> FileChanges:
    """Compare all rows of the first source of a table with the stored ones; nothing when it is no folder.

    ``last`` is the last session that is known to be over. Files that cannot be read are left to whoever asks for them.
    """
    sources = desk.vendors(table)
    if not sources or not sources[0].traits.whole:
        return FileChanges()
    (request,) = sources[0].plan(Wanted(table, (), EVERY_DAY, NO_END))
    try:
        _, answer = desk.caller.call(sources[0], request)
    except SourceError:
        return FileChanges()
    bad = {finding.symbol for finding in answer.findings if finding.refuses}
    firsts: dict[str, date] = {}
    found: list[Finding] = []
    for symbol, fresh in by_symbol(answer.frame).items():
        first, gone = difference(fresh, stored.get(symbol), last)
        if first is not None:
            firsts[symbol] = first
        if len(gone) and not bad & {symbol, ""}:
            found.append(_vanished(table, symbol, gone))
    missing = tuple(_not_come(desk, known, sources[0], answer.frame, last))
    return FileChanges(firsts, StageOutcome(findings=tuple(found), missing=missing))


def difference(fresh: Mapping[str, Array], stored: Mapping[str, Array] | None, last: date) -> tuple[date | None, Dates]:
    """Return the first day up to ``last`` on which fresh rows are no stored ones, and the stored days they pass over.

    An empty cell says nothing, as when rows are taken. Days before the first and after the last fresh row are not
    passed over: a folder may hold a stretch only.
    """
    fresh = {name: values[fresh["date"] <= np.datetime64(last)] for name, values in fresh.items()}
    days = fresh["date"]
    if not len(days) or stored is None or not len(stored["date"]):
        return (days[0].item() if len(days) else None), days[:0]
    theirs = stored["date"]
    place = np.minimum(np.searchsorted(theirs, days), len(theirs) - 1)
    apart = theirs[place] != days
    rows = np.flatnonzero(~apart)
    for name in stored:
        new = fresh[name][rows]
        if name != "date" and new.dtype.kind == "f":
            apart[rows] |= ~same_cells(new, stored[name][place[rows]]) & ~empty_cells(new)
    within = theirs[(theirs >= days[0]) & (theirs <= days[-1])]
    return (days[apart][0].item() if apart.any() else None), within[~np.isin(within, days)]


def _vanished(table: str, symbol: str, days: Dates) -> Finding:
    when = f"the stored row of {days[0]} is" if len(days) == 1 else f"{len(days)} stored rows, the first {days[0]}, are"
    return Finding("warning", "vanished_row", f"{when} in no file any more and kept", table, symbol, days[-1].item())


def _not_come(desk: Desk, known: Known, source: Source, frame: Frame, last: date) -> Iterator[Missing]:
    """Name rows of days that are not over yet, and rows after the last session on days that were none."""
    settled = max(source.traits.settled, *(each.traits.settled for each in desk.vendors("bars")))
    over = np.datetime64(closed_day(desk.clock, settled))
    days = frame["date"]
    late = frame.rows(days > over)
    between = frame.rows((days > np.datetime64(last)) & (days <= over))
    stray = between.rows(~np.isin(between["date"], sessions_up_to(known.sessions, over.item())))
    yield from named_rows("future", late, f"{source.vendor} has rows of days that are not over")
    yield from named_rows("rejected", stray, f"{source.vendor} has rows of days that are no sessions")
