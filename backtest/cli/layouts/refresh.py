"""What a refresh did, or would do, for people: tables and their age, findings, calls, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from data_sources.refresh import Missing, RefreshResult

SHOWN = 10
CALENDARS = ("sessions", "index")


def print_plan(report: RefreshResult) -> None:
    """Print what would be asked, one line per table."""
    rows = [
        (name, f"{table.items:,}", f"{table.calls:,}", str(table.first), str(table.last))
        for name, table in report.plan.items()
    ]
    if rows:
        columns = ("table", "questions", "calls", "first", "last")
        print_table(TextTable(columns, rows, frozenset(columns[1:3])))
    calls = sum(table.calls for table in report.plan.values())
    say(f"{calls:,} calls to {report.source}, up to {report.last_session}; nothing was asked")


def print_refresh(report: RefreshResult) -> None:
    """Print the counts and the age of each table, then the findings, the calls and what is now stored."""
    rows = []
    for name, state in report.tables.items():
        count = report.counts.get(name)
        numbers = (f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}") if count else ("", "", "")
        behind = "" if state.sessions_behind is None else str(state.sessions_behind)
        rows.append((name, *numbers, str(state.last or "never"), behind))
    columns = ("table", "new", "changed", "unchanged", "read up to", "sessions behind")
    print_table(TextTable(columns, rows, frozenset((*columns[1:4], columns[5]))))
    _print_findings(report)
    calls = ", ".join(f"{vendor} {count:,}" for vendor, count in report.calls.items()) or "none"
    resumed = f", {report.resumed:,} answers of an earlier attempt used" if report.resumed else ""
    say(f"calls: {calls}; {report.seconds:,.1f} s{resumed}")
    for vendor, why in report.left_alone.items():
        say(f"{vendor} is left alone {why}")
    if report.snapshot:
        news = "" if report.fresh else ", nothing new"
        _print_age(report)
        say(f"snapshot {report.snapshot} of {report.source}, last session {report.last_session}{news}")


def _print_age(report: RefreshResult) -> None:
    """Say so when the source as a whole is old: its own calendar ends, and sessions have passed since."""
    behind = max((state.sessions_behind or 0 for name, state in report.tables.items() if name in CALENDARS), default=0)
    if behind:
        say(f"the calendar of {report.source} ends on {report.last_session}, {behind} sessions ago")


def _print_findings(report: RefreshResult) -> None:
    rules: dict[tuple[str, str], list[str]] = {}
    for finding in report.findings:
        rules.setdefault((finding.severity, finding.rule), []).append(str(finding))
    order = ("severe", "warning", "note")
    for (severity, _), lines in sorted(rules.items(), key=lambda item: order.index(item[0][0])):
        more = f" (and {len(lines) - 1} more of this rule)" if len(lines) > 1 else ""
        say(f"{severity}: {lines[0]}{more}")


def missing_lines(missing: tuple[Missing, ...]) -> list[str]:
    """Return one line for each table and state, with the first symbols and the first reason."""
    groups: dict[tuple[str, str], list[Missing]] = {}
    for one in missing:
        groups.setdefault((one.table, one.state), []).append(one)
    lines: list[str] = []
    for (table, state), ones in groups.items():
        symbols = [one.symbol for one in ones if one.symbol]
        named = ", ".join(symbols[:SHOWN]) + (f" and {len(symbols) - SHOWN} more" if len(symbols) > SHOWN else "")
        if state == "behind":
            lines.extend(f"missing: {table}: {one}" for one in ones)
            continue
        lines.append(f"missing: {table}{f' of {named}' if named else ''}: {state} ({ones[0].reason})")
    return lines
