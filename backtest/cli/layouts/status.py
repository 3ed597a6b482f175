"""A store for people: its tables, their age, the reports' names in it, its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import counted
from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from backtest.app.status import StoreState
    from data_sources.store import StoreSummary

SHOWN = 8


def print_store_state(state: StoreState) -> None:
    """Print the tables, then a line or two for each of the others."""
    summary = state.summary
    if summary.simulated:
        say("SIMULATED market: no price in it is real")
    rows = [
        (name, f"{table.rows:,}", str(table.first or ""), str(table.last or ""))
        for name, table in summary.tables.items()
    ]
    print_table(TextTable(("table", "rows", "first", "last"), rows, frozenset({"rows"})))
    say(_age(state))
    universe = state.universe
    say(
        f"names of the reports: {universe.symbols}; with bars {universe.with_bars}, up to the last session "
        f"{universe.up_to_date}, with actions {universe.with_actions}, listing dates {universe.with_list_date}"
    )
    if universe.without_bars:
        more = len(universe.without_bars) - SHOWN
        say(f"  without any bar: {' '.join(universe.without_bars[:SHOWN])}{f' and {more} more' if more > 0 else ''}")
    if state.folder:
        left_out = f", {len(state.folder.faults)} left out" if state.folder.faults else ""
        say(f"documents of {state.folder.path}: {state.folder.counted}{left_out}")
    for line in _calendar(state):
        say(line)
    for line in _findings(summary):
        say(line)
    say(f"snapshot {summary.snapshot} of {summary.source}, made {summary.created_at:%Y-%m-%d %H:%M} UTC")
    say(f"store {summary.url}")


def _age(state: StoreState) -> str:
    if state.last_session is None:
        return "last session with data: none"
    behind = {name: count or 0 for name, count in state.sessions_behind.items()}
    line = f"last session with bars {state.last_session}: {state.age_in_days} days and {_sessions(behind['bars'])} old"
    apart = behind["index"] != behind["bars"]
    return f"{line}; indices are {_sessions(behind['index'])} old" if apart else line


def _findings(summary: StoreSummary) -> list[str]:
    """Say how many findings hold and where they are listed, and what of them concerns every run."""
    how = "; backtest findings --open lists and explains them" if summary.findings else ""
    lines = [f"findings: {counted(summary.findings)}{how}"]
    lines += [f"  WARNING: {message}" for message in summary.unproved]
    if summary.accepted:
        lines.append(f"  WARNING: published in spite of {', '.join(summary.accepted)}, which somebody accepted")
    return lines


def _sessions(count: int) -> str:
    return f"{count} session" if count == 1 else f"{count} sessions"


def _calendar(state: StoreState) -> list[str]:
    calendar = state.calendar
    if calendar is None:
        return ["calendar: none; import sessions or the CSI 300"]
    left = f"{calendar.days_left} days ahead" if calendar.days_left >= 0 else f"{-calendar.days_left} days ago"
    lines = [f"calendar known to {calendar.horizon}, {left} ({calendar.source})"]
    if calendar.ends_soon:
        lines.append("  WARNING: it ends soon and sessions after it are provisional; run: backtest refresh")
    if calendar.provisional:
        lines.append(f"  provisional: {calendar.provisional} sessions that no second calendar confirms yet")
    for word, days in (("only in the store", calendar.only_ours), ("only in the second one", calendar.only_theirs)):
        if days:
            shown = " ".join(map(str, days[-SHOWN:]))
            lines.append(f"  WARNING: the two calendars disagree on {len(days)} days {word}, the last: {shown}")
    return lines
