"""The decisions behind a draft as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_rows

if TYPE_CHECKING:
    from backtest.app.draft_report import DraftedReport

SHOWN = ("line", "name", "symbol", "taken", "standing", "sure", "rule", "why")


def print_decisions(found: DraftedReport) -> None:
    """Print each spelling that was taken or refused, in the order of the text."""
    rows = []
    for each in found.document()["decisions"]:
        taken = "yes" if each["taken"] else "no"
        rows.append(tuple(taken if name == "taken" else str(each[name]) for name in SHOWN))
    print_rows(TextTable(SHOWN, rows, right=frozenset({"line"}), long=frozenset({"why"})))
