"""A golden market day: one text file with its story, the arithmetic, the tables that go in and those that come out.

A line ``== name`` begins a table in CSV; what stands before the first is prose. Outputs are compared as text.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backtest.result.files import csv_text
from backtest.result.tables import COLUMNS
from tests.execution.market import Row
from tests.reference.ledger import Ledger

OUTPUTS = ("fills", "refusals", "events", "equity")
NUMBERS = {"open", "high", "low", "close", "volume", "cash_per_share", "bonus_per_share", "weight"}
DATES = {"date", "start", "end", "ex_date", "list_date", "delist_date"}
INDEX_LEVEL = 3000.0


@dataclass(frozen=True)
class MarketDay:
    """Tables, targets and options, and the text that every output must be."""

    tables: Mapping[str, list[Row]]
    targets: list[Row]
    options: Mapping[str, object]
    expected: Mapping[str, str]


def read_market_day(path: Path) -> MarketDay:
    """Read a file; the index stands still on every session."""
    parts = sections(path.read_text(encoding="utf-8"))
    tables = {name: rows_of(text) for name, text in parts.items() if name not in (*OUTPUTS, "options", "targets")}
    days = sorted({row["date"] for name in ("bars", "sessions") for row in tables.get(name, [])}, key=str)
    tables["index"] = [{"symbol": "000300.SH", "date": day, "close": INDEX_LEVEL} for day in days]
    options = {name: float(value) for name, value in csv.reader(parts["options"].splitlines())}
    return MarketDay(tables, rows_of(parts["targets"]), options, {name: parts[name] for name in OUTPUTS})


def sections(text: str) -> dict[str, str]:
    """The text of each table by name."""
    found = {}
    for part in text.split("\n== ")[1:]:
        name, _, body = part.partition("\n")
        found[name] = body.rstrip("\n") + "\n"
    return found


def rows_of(text: str) -> list[Row]:
    """Rows of a table with dates and numbers in place of their texts; an empty cell is None."""
    return [{name: cell(name, value) for name, value in row.items()} for row in csv.DictReader(text.splitlines())]


def cell(name: str, value: str) -> object:
    """A cell by the kind of its column."""
    if not value:
        return None
    if name in DATES:
        return date.fromisoformat(value)
    return float(value) if name in NUMBERS else value


def written(ledger: Ledger) -> dict[str, str]:
    """The outputs of a run as the product writes them; equity without the benchmark, which stands still."""
    equity = [row[:4] for row in ledger.equity]
    texts = {name: csv_text(COLUMNS[name], getattr(ledger, name)) for name in ("fills", "refusals", "events")}
    return {**texts, "equity": csv_text(COLUMNS["equity"][:4], equity)}
