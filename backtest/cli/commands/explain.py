"""``backtest explain``: everything that is stored about one symbol on one day, and where it came from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from backtest.cli.output import Table, print_json, print_table, say
from backtest.cli.shared_options import Database, Json, day

if TYPE_CHECKING:
    from backtest.app.explain import Explained, StoredRow

EXAMPLES = ("backtest explain 600000.SH 2024-01-04", "backtest explain sz000001 2024-01-04 --json")


def explain(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="A share or an index, in any dialect.")],
    on: Annotated[date, typer.Argument(parser=day, metavar="DATE", help="A day, YYYY-MM-DD.")],
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Show every stored fact of a bar, and where it came from.

    Its row with vendor and time, reference price and limits, actions around it, adjustment, status, findings and
    revisions.
    """
    from backtest.app.explain import explain_day  # noqa: PLC0415 - nothing heavy before a command runs

    found = explain_day(db, symbol, on)
    if as_json:
        print_json(found.document())
    else:
        _print(found)


def _print(found: Explained) -> None:
    if found.simulated:
        say("SIMULATED market: no price in it is real")
    say(f"{found.symbol} {found.name} on {found.day}, snapshot {found.snapshot}")
    say(found.about_day)
    if found.bar:
        _row("bar" if found.prices else "index level", found.bar)
    else:
        say(found.no_bar)
    for name, value in found.prices.items():
        say(f"  {name:<22}{'none' if value is None else value}")
    for heading, rows in (
        ("instrument", found.instrument), ("actions within half a year", found.actions),
        ("status on this day", found.status), ("renames", found.renames),
    ):  # fmt: skip
        if rows:
            say(f"\n{heading}:")
            for each in rows:
                _row("", each)
    say("\nfindings:" if found.findings else "\nfindings: none")
    for finding in found.findings:
        say(f"  {finding['severity']}: {finding['message']} [{finding['rule']}]")
    say("revisions:" if found.revisions else "revisions: none")
    if found.revisions:
        columns = ("table", "field", "was", "since", "became", "on")
        cells = [tuple(str(revision[name]) for name in columns) for revision in found.revisions]
        print_table(Table(columns, cells))


def _row(what: str, row: StoredRow) -> None:
    values = ", ".join(f"{name} {value}" for name, value in row.values.items() if value not in (None, ""))
    say(f"  {what + ': ' if what else ''}{values}")
    say(f"    from {row.read_from}, snapshot s{row.snapshot}, published {row.published_at} UTC")
