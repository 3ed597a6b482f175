"""Raw answers written by hand, so that reading them is tested without akshare and without a server."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data_sources.vendors.akshare import LIBRARY
from data_sources.vendors.source import RawAnswer, RawPart, Request

SOURCES = {source.vendor: source for source in LIBRARY.every}

# 15:40 in Shanghai.
CLOSED = datetime(2024, 1, 9, 7, 40, tzinfo=UTC)


def answer(
    vendor: str,
    endpoint: str,
    table: str,
    *parts: RawPart,
    symbols: tuple[str, ...] = (),
    days: tuple[str, str] = ("2024-01-01", "2024-12-31"),
    served_at: datetime = CLOSED,
) -> RawAnswer:
    """Return the answer to a request for those symbols and days."""
    first, last = (date.fromisoformat(day) for day in days)
    return RawAnswer(Request(vendor, endpoint, table, symbols, first, last), parts, served_at, served_at)


def part(name: str, header: str, *rows: str, dates: tuple[str, ...] = ()) -> RawPart:
    """Return a part from words split at spaces; numbers become numbers, "-" nothing, columns of ``dates`` days."""
    names = header.split()
    cells = [[_cell(word, column in dates) for word, column in zip(row.split(), names, strict=True)] for row in rows]
    columns = {column: tuple(row[place] for row in cells) for place, column in enumerate(names)}
    return RawPart(name, columns)


def _cell(word: str, is_date: bool) -> object:
    if word == "-":
        return None
    if is_date:
        return date.fromisoformat(word)
    try:
        return float(word) if not (len(word) == 6 and word.isdigit()) else word
    except ValueError:
        return word
