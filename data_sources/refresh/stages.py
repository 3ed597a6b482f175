"""The stages of asking but that of prices: calendar, lists, files, earnings. Each returns the night and its outcome.

They differ in what they need: a bar is held against the calendar and the lists, so these come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Engine

from data_sources.errors import UserError
from data_sources.refresh.collect import Desk, collect
from data_sources.refresh.earnings import plan_earnings, plan_forecasts, without_repeats
from data_sources.refresh.file_changes import by_symbol, file_changes
from data_sources.refresh.item import Item
from data_sources.refresh.known import with_tables
from data_sources.refresh.outcome import Night, StageOutcome, fold
from data_sources.refresh.plan import FROM_FILES, last_session, plan_table
from data_sources.refresh.result import Missing
from data_sources.refresh.settings import RefreshSettings
from data_sources.refresh.table_reading import collect_files, is_whole, read_table, take


def calendar_stage(desk: Desk, night: Night, settings: RefreshSettings) -> tuple[Night, StageOutcome]:
    """Ask for the sessions and the indices; without either there is nothing to hold a bar against.

    Raises UserError when there is no calendar at all.
    """
    outcome = StageOutcome()
    for table, ask in (("sessions", read_table), ("index", _read_levels)):
        if desk.vendors(table):
            night, read = ask(desk, night, table)
            night, outcome = _up_to_last_session(night), fold(outcome, read)
    if not len(night.known.sessions):
        reasons = [one.reason for one in outcome.missing]
        raise UserError(f"there is no calendar: {'; '.join(reasons[:2]) or f'{settings.source} has none'}")
    return _up_to_last_session(night), outcome


def lists_stage(desk: Desk, night: Night, settings: RefreshSettings) -> tuple[Night, StageOutcome, tuple[str, ...]]:
    """Ask for the lists of the market; return also the symbols that the refresh is about.

    Raises UserError when no share is listed, by the answers or in the store.
    """
    asked = settings.symbols or ()
    night, outcome = read_table(desk, night, "instruments", asked, every_row=settings.every_row)
    listed = night.known["instruments"]["symbol"].tolist()
    if not listed:
        reasons = [one.reason for one in outcome.missing_of("instruments")]
        raise UserError(f"no list of the exchanges came: {'; '.join(reasons) or f'{settings.source} has none'}")
    unlisted = [
        Missing("instruments", symbol, "empty", "no exchange lists it") for symbol in sorted(set(asked) - set(listed))
    ]
    outcome = fold(outcome, StageOutcome(missing=tuple(unlisted)))
    symbols = tuple(sorted(set(asked) & set(listed))) if asked else tuple(listed)
    if desk.vendors("status"):
        night, status = read_table(desk, night, "status", asked, about=symbols, every_row=settings.every_row)
        outcome = fold(outcome, status)
    return night, outcome, symbols


def files_stage(desk: Desk, night: Night, engine: Engine) -> tuple[Night, StageOutcome]:
    """Read what no vendor has: renames and industry series of a folder."""
    tables = [table for table in FROM_FILES if desk.vendors(table)]
    night = replace(
        night, stored=with_tables(night.stored, engine, tables), known=with_tables(night.known, engine, tables)
    )
    outcome = StageOutcome()
    for table in tables:
        night, read = read_table(desk, night, table)
        outcome = fold(outcome, read)
    return night, outcome


def earnings_stage(
    desk: Desk, night: Night, settings: RefreshSettings, symbols: Sequence[str], engine: Engine
) -> tuple[Night, StageOutcome]:
    """Read earnings: whole where the first source is a folder, of vendors reports and expectations if wanted."""
    sources = desk.vendors("earnings")
    whole = is_whole(desk, "earnings")
    if not sources or not (whole or settings.earnings):
        return night, StageOutcome()
    night = replace(
        night,
        stored=with_tables(night.stored, engine, ["earnings"]),
        known=with_tables(night.known, engine, ["earnings"]),
    )
    if whole:
        return read_table(desk, night, "earnings")
    quarters = desk.memory.left(plan_earnings(night.known, night.span, symbols))
    expected = desk.memory.left(plan_forecasts(night.known, night.span, symbols))
    reports, outcome = collect(desk, night.known, quarters, sources)
    # What was read is kept under the name of the table, and a quarter that did not come is to be asked for again.
    again = frozenset({("earnings", "")}) if outcome.missing else frozenset()
    forecasts, further = collect(desk, night.known, expected, desk.vendors("forecasts"))
    answers = [*reports, *without_repeats(forecasts, night.known["earnings"])]
    collected = answers, fold(outcome, further, StageOutcome(ask_again=again))
    return take(desk, night, "earnings", collected, ())


def _read_levels(desk: Desk, night: Night, table: str) -> tuple[Night, StageOutcome]:
    """Ask for the levels of the indices: of a folder every index it has, from the first level that is another."""
    if not is_whole(desk, table):
        return read_table(desk, night, table)
    stored = by_symbol(night.known[table])
    files = file_changes(desk, night.known, table, stored, night.span.last)
    items = {item.symbol: item for item in plan_table(table, night.known, night.span)}
    for symbol, first in files.firsts.items():
        planned = items.get(symbol, Item(table, (symbol,), first, night.span.last))
        items[symbol] = replace(planned, first=min(first, planned.first), at_least=0)
    collected = collect_files(desk, night, list(items.values()), files.firsts)
    night, outcome = take(desk, night, table, collected, ())
    return night, fold(files.outcome, outcome)


def _up_to_last_session(night: Night) -> Night:
    return replace(night, span=replace(night.span, last=last_session(night.known, night.span.last)))
