"""Reading a paper diary from bytes: its whole rows, where its chain breaks, and the tail of a writing cut off."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date

from backtest.app.night.diary import COLUMNS, HEAD, LATE, ON_TIME, START, UNKNOWN, Diary, DiaryRow, row_hash

FORMER_COLUMNS = COLUMNS[:6]
"""The columns of a diary from before there was a chain."""

FORMER_HEAD = ",".join(FORMER_COLUMNS) + "\n"
NTH = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")
CHANGED = "it does not follow from the line before: a line was changed, moved or taken out"


@dataclass(frozen=True)
class Reading:
    """A diary as it was read.

    ``fault`` names the first line that is wrong, "" when none is; ``diary`` has the rows before it. ``whole`` counts
    the bytes of the whole rows and their first line. ``torn`` is what stands behind them without a line end: a writing
    that was cut off. ``unended`` says that the last row itself is whole and lacks its line end alone.
    """

    diary: Diary
    whole: int
    torn: bytes = b""
    unended: bool = False
    fault: str = ""


def read_diary(data: bytes) -> Reading:
    """Read a diary; never fails."""
    head = HEAD.encode()
    if head.startswith(data) and data != head:
        # The very first writing was cut off within its first line.
        return Reading(Diary(), 0, torn=data)
    if not data.startswith(head):
        return Reading(Diary(), 0, fault=f"line 1 is not {HEAD.strip()}")
    body, _, tail = data.rpartition(b"\n")
    rows: list[DiaryRow] = []
    before, latest = START, ""
    for number, line in enumerate(body.decode("utf-8", "surrogateescape").split("\n")[1:], 2):
        row = _row(line, before)
        fault = row if isinstance(row, str) else _behind(row, latest)
        if fault or isinstance(row, str):
            return Reading(Diary(tuple(rows)), 0, fault=f"line {number}: {fault}")
        rows.append(row)
        before, latest = row.hash, max(latest, row.date)
    last = _row(tail.decode("utf-8", "surrogateescape"), before) if tail else ""
    if isinstance(last, DiaryRow) and not _behind(last, latest):
        return Reading(Diary((*rows, last)), len(data), unended=True)
    return Reading(Diary(tuple(rows)), len(data) - len(tail), torn=tail)


def read_former(data: bytes) -> list[tuple[str, ...]] | None:
    """Return the rows of a diary from before there was a chain, None when the bytes are no whole such diary."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.startswith(FORMER_HEAD) or not text.endswith("\n"):
        return None
    rows = [tuple(row) for row in csv.reader(text.splitlines()[1:])]
    return rows if all(len(row) == len(FORMER_COLUMNS) and _is_day(row[0]) for row in rows) else None


def _row(line: str, before: str) -> DiaryRow | str:
    """A row, or what is wrong with it."""
    cells, _, own = line.rpartition(",")
    if own != row_hash(before, cells):
        return CHANGED
    try:
        (found,) = csv.reader([line])
        row = DiaryRow(*found)
        float(row.weight)
    except (ValueError, TypeError, csv.Error):
        return f"it has not the cells {', '.join(COLUMNS)}"
    nth = NTH.fullmatch(row.row)
    good = _is_day(row.date) and row.late in (ON_TIME, LATE, UNKNOWN) and nth and int(nth[1]) <= int(nth[2])
    return row if good else "it has no day, no n/m, or is neither late nor not"


def _behind(row: DiaryRow, latest: str) -> str:
    """What is wrong with a row behind a later day; rows from before there was a chain may stand so, and say late."""
    return f"its day {row.date} stands behind {latest}" if row.date < latest and row.written_at else ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
