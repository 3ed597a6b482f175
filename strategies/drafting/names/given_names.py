"""A user's file of names: symbol and name, and from and to where the name stood in that time alone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_sources.calendar.day import day_of
from data_sources.errors import InputError
from data_sources.tables.symbols import parse_a_share

COLUMNS = ("symbol", "name")


@dataclass(frozen=True)
class GivenName:
    """One spelling of a symbol; ``since`` and ``until`` (inclusive) are None where the file does not say."""

    symbol: str
    name: str
    since: date | None = None
    until: date | None = None

    def stood(self, day: date | None) -> bool:
        """Whether the name stood for the symbol on a day; a day that is not known rules nothing out."""
        begun = not (day and self.since) or self.since <= day
        return begun and (not (day and self.until) or day <= self.until)


def read_given_names(path: Path) -> tuple[GivenName, ...]:
    """Read a CSV file of names (UTF-8). Raises InputError with file and line for the first row that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(f"cannot read the file of names {path}: {fault.strerror}; give a CSV of symbol,name") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name}: the file of names is no UTF-8 text; save it as CSV UTF-8") from None
    rows = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path.name}: a file of names has the columns symbol,name[,from,to]; {missing[0]} is missing")
    return tuple(_row(path.name, rows.line_num, row) for row in rows)


def _row(file: str, line: int, row: dict[str, str]) -> GivenName:
    if not (row["name"] or "").strip():
        raise InputError(f"{file}, line {line}: the name is empty")
    try:
        return GivenName(
            str(parse_a_share(row["symbol"] or "")),
            row["name"].strip(),
            day_of(row["from"]) if row.get("from") else None,
            day_of(row["to"]) if row.get("to") else None,
        )
    except InputError as fault:
        raise InputError(f"{file}, line {line}: {fault}") from None
