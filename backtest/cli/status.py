"""``backtest status``: what the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import Table, print_json, print_table, say
from backtest.cli.shared_options import Database, Json

if TYPE_CHECKING:
    from data_sources.store import StoreSummary

EXAMPLES = ("backtest status", "backtest status --db var/market.db --json")


def status(db: Database = None, as_json: Json = False) -> None:
    """Show what the store holds: tables, days, findings."""
    from data_sources.store import open_store, store_summary  # noqa: PLC0415 - nothing heavy before a command runs

    engine = open_store(db)
    try:
        summary = store_summary(engine)
    finally:
        engine.dispose()
    if as_json:
        print_json(summary.as_json())
    else:
        _print(summary)


def _print(summary: StoreSummary) -> None:
    if summary.simulated:
        say("SIMULATED market: no price in it is real")
    rows = [
        (name, f"{table.rows:,}", str(table.first or ""), str(table.last or ""))
        for name, table in summary.tables.items()
    ]
    print_table(Table(("table", "rows", "first", "last"), rows, frozenset({"rows"})))
    found = ", ".join(f"{count} {severity}" for severity, count in summary.findings.items()) or "none"
    say(f"findings: {found}")
    say(f"snapshot {summary.snapshot} of {summary.source}, made {summary.created_at:%Y-%m-%d %H:%M} UTC")
    say(f"store {summary.url}")
