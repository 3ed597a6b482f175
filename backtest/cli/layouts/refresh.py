"""What a refresh did, or would do, for people: tables and their age, findings, calls, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import SEVERITIES, mend_line
from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from data_sources.refresh import Missing, RefreshResult

SHOWN = 10
CALENDARS = ("sessions", "index")


def print_plan(result: RefreshResult) -> None:
    """Print what would be asked, one line per table."""
    rows = [
        (name, f"{table.items:,}", f"{table.calls:,}", str(table.first), str(table.last))
        for name, table in result.plan.items()
    ]
    if rows:
        columns = ("table", "questions", "calls", "first", "last")
        print_table(TextTable(columns, rows, frozenset(columns[1:3])))
    calls = sum(table.calls for table in result.plan.values())
    say(f"{calls:,} calls to {result.source}, up to {result.last_session}; nothing was asked")


def print_refresh(result: RefreshResult) -> None:
    """Print the counts and the age of each table, then the findings, the calls and what is now stored."""
    rows = []
    for name, state in result.tables.items():
        count = result.counts.get(name)
        numbers = (f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}") if count else ("", "", "")
        behind = "" if state.sessions_behind is None else str(state.sessions_behind)
        rows.append((name, *numbers, str(state.last or "never"), behind))
    columns = ("table", "new", "changed", "unchanged", "read up to", "sessions behind")
    print_table(TextTable(columns, rows, frozenset((*columns[1:4], columns[5]))))
    _print_findings(result)
    calls = ", ".join(f"{vendor} {count:,}" for vendor, count in result.calls.items()) or "none"
    resumed = f", {result.resumed:,} answers of an earlier attempt used" if result.resumed else ""
    say(f"calls: {calls}; {result.seconds:,.1f} s{resumed}")
    for vendor, why in result.left_alone.items():
        say(f"{vendor} is left alone {why}")
    if result.snapshot:
        news = "" if result.fresh else ", nothing new"
        _print_age(result)
        say(f"snapshot {result.snapshot} of {result.source}, last session {result.last_session}{news}")


def _print_age(result: RefreshResult) -> None:
    """Say so when the source as a whole is old: its own calendar ends, and sessions have passed since."""
    behind = max((state.sessions_behind or 0 for name, state in result.tables.items() if name in CALENDARS), default=0)
    if behind:
        sessions = "session" if behind == 1 else "sessions"
        say(f"the calendar of {result.source} ends on {result.last_session}, {behind} {sessions} ago")


def _print_findings(result: RefreshResult) -> None:
    rules: dict[tuple[str, str], list[str]] = {}
    silent = {vendor.sentence for vendor in result.silent}
    for finding in result.findings:
        if finding.message in silent:
            say(f"warning: {finding}")
            continue
        rules.setdefault((finding.severity, finding.rule), []).append(str(finding))
    for (severity, rule), lines in sorted(rules.items(), key=lambda item: SEVERITIES.index(item[0][0])):
        more = f" (and {len(lines) - 1} more of this rule)" if len(lines) > 1 else ""
        say(f"{severity}: {lines[0]}{more}")
        if mend := mend_line(rule):
            say(mend)


def missing_lines(missing: tuple[Missing, ...]) -> list[str]:
    """Return one line for each table and state, with the first symbols and the first reason."""
    groups: dict[tuple[str, str], list[Missing]] = {}
    for one in missing:
        groups.setdefault((one.table, one.state), []).append(one)
    lines: list[str] = []
    for (table, state), ones in groups.items():
        symbols = [one.symbol for one in ones if one.symbol]
        named = ", ".join(symbols[:SHOWN]) + (f" and {len(symbols) - SHOWN} more" if len(symbols) > SHOWN else "")
        if state in ("behind", "old"):
            lines.extend(f"missing: {table}: {one}" for one in ones)
            continue
        lines.append(f"missing: {table}{f' of {named}' if named else ''}: {state} ({ones[0].reason})")
    return lines
