"""A symbol's day for people: its row, what the rules make of it, then everything around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from backtest.app.explain import Explanation, StoredRow


def print_explanation(found: Explanation) -> None:
    """Print the row with its source, prices, the rows around it, findings and revisions."""
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
        ("last announcements of earnings by this day", found.earnings),
    ):  # fmt: skip
        if rows:
            say()
            say(f"{heading}:")
            for each in rows:
                _row("", each)
    say()
    say("findings:" if found.findings else "findings: none")
    for finding in found.findings:
        accepted = ", accepted" if finding["accepted"] else ""
        say(f"  {finding['severity']}: {finding['message']} [{finding['rule']}{accepted}]")
    say("revisions:" if found.revisions else "revisions: none")
    for member in found.named:
        say(f"named by {member.report} on {member.known_from}: {member.thesis}, {member.segment}, {member.listing}")
    if found.revisions:
        columns = ("table", "field", "was", "since", "became", "on")
        cells = [tuple(str(revision[name]) for name in columns) for revision in found.revisions]
        print_table(TextTable(columns, cells))


def _row(what: str, row: StoredRow) -> None:
    values = ", ".join(f"{name} {value}" for name, value in row.values.items() if value not in (None, ""))
    say(f"  {what + ': ' if what else ''}{values}")
    say(f"    from {row.read_from}, snapshot s{row.snapshot}, published {row.published_at} UTC")
