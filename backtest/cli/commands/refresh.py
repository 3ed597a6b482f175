"""``backtest refresh``: the store brought up to the last session, and what is still missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.output import Table, print_json, print_table, remark, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json, day

if TYPE_CHECKING:
    from data_sources.refresh import Missing, RefreshReport

EXAMPLES = (
    "backtest refresh",
    "backtest refresh --universe all --since 2020-01-01",
    "backtest refresh --source akshare --source ./market-data --dry-run",
)
SHOWN = 10
CALENDARS = ("sessions", "index")


def refresh(
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="akshare|baostock|DIR", help="Whom to ask, in this order; may be repeated."),
    ] = None,
    universe: Annotated[
        str,
        typer.Option("--universe", metavar="reports|all|FILE", help="Whose bars: those the reports name, all, a list."),
    ] = "reports",
    *,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="Read everything again from that day on."),
    ] = None,
    within: Annotated[
        float, typer.Option("--within", metavar="MINUTES", min=0.1, help="Stop asking after so many minutes.")
    ] = 360.0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the plan and the number of calls; ask nobody.")
    ] = False,
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Bring the store up to the last session, from vendors or files.

    Every answer is checked, and all of them are published at once. Only what is missing is asked for, and the last few
    sessions again. A table that fails its checks stays as it was.
    Kill it whenever you like and run it again: what was read is kept. Exit code 3: something is still missing.
    """
    from data_sources.refresh import Order, named_sources, plan_only  # noqa: PLC0415 - nothing heavy before a command
    from data_sources.refresh import refresh as bring_up_to_date  # noqa: PLC0415
    from data_sources.store import open_store  # noqa: PLC0415

    name, vendors = named_sources(source or ["akshare"])
    order = Order(name, vendors, _symbols(universe), since, within * 60)
    engine = open_store(db, create=True)
    try:
        if dry_run:
            report = plan_only(engine, order)
        else:
            with progress() as hear:
                report = bring_up_to_date(engine, order, progress=hear)
    finally:
        # SQLite folds its log into the database file when the last connection closes.
        engine.dispose()
    if as_json:
        print_json(report.as_json())
    elif dry_run:
        _print_plan(report)
    else:
        _print(report)
    _end(report)


def _symbols(universe: str) -> tuple[str, ...] | None:
    """Return the symbols of a universe, None for the whole market."""
    if universe == "all":
        return None
    if universe == "reports":
        from strategies.documents.library import load_reports  # noqa: PLC0415 - same

        return tuple(sorted({member.symbol for report in load_reports() for member in report.memberships}))
    from data_sources.refresh import read_universe  # noqa: PLC0415 - same

    return read_universe(Path(universe))


def _print_plan(report: RefreshReport) -> None:
    rows = [
        (name, f"{table.items:,}", f"{table.calls:,}", str(table.first), str(table.last))
        for name, table in report.plan.items()
    ]
    if rows:
        columns = ("table", "questions", "calls", "first", "last")
        print_table(Table(columns, rows, frozenset(columns[1:3])))
    calls = sum(table.calls for table in report.plan.values())
    say(f"{calls:,} calls to {report.source}, up to {report.last_session}; nothing was asked")


def _print(report: RefreshReport) -> None:
    rows = []
    for name, state in report.tables.items():
        count = report.counts.get(name)
        numbers = (f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}") if count else ("", "", "")
        behind = "" if state.sessions_behind is None else str(state.sessions_behind)
        rows.append((name, *numbers, str(state.last or "never"), behind))
    columns = ("table", "new", "changed", "unchanged", "read up to", "sessions behind")
    print_table(Table(columns, rows, frozenset((*columns[1:4], columns[5]))))
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


def _print_age(report: RefreshReport) -> None:
    """Say that the source as a whole is old: its own calendar ends, and sessions have passed since."""
    behind = max((state.sessions_behind or 0 for name, state in report.tables.items() if name in CALENDARS), default=0)
    if behind:
        say(f"the calendar of {report.source} ends on {report.last_session}, {behind} sessions ago")


def _print_findings(report: RefreshReport) -> None:
    rules: dict[tuple[str, str], list[str]] = {}
    for finding in report.findings:
        rules.setdefault((finding.severity, finding.rule), []).append(str(finding))
    order = ("severe", "warning", "note")
    for (severity, _), lines in sorted(rules.items(), key=lambda item: order.index(item[0][0])):
        more = f" (and {len(lines) - 1} more of this rule)" if len(lines) > 1 else ""
        say(f"{severity}: {lines[0]}{more}")


def _end(report: RefreshReport) -> None:
    """Say what is missing and what to do about it, and leave with the exit code of it."""
    if not report.missing:
        return
    if report.outcome == "failed":
        first = report.missing[0]
        tell(f"nothing was refreshed, the store is as it was: {first.reason}; {report.next_step}")
        raise typer.Exit(FAILED)
    for line in _missing_lines(report.missing):
        remark(line)
    remark(f"partly done: {report.next_step}")
    raise typer.Exit(PARTLY)


def _missing_lines(missing: tuple[Missing, ...]) -> list[str]:
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
