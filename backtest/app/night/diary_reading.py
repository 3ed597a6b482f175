"""Reading a paper diary from bytes: its whole rows, where its chain breaks, and the tail of a writing cut off."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from backtest.app.night.diary import COLUMNS, HEAD, LATE, ON_TIME, START, UNKNOWN, Diary, DiaryRow, row_hash

FORMER_COLUMNS = COLUMNS[:6]
"""The columns of a diary from before there was a chain."""

FORMER_HEAD = ",".join(FORMER_COLUMNS) + "\n"
MARKS = (ON_TIME, LATE, UNKNOWN)
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
    lines = body.decode("utf-8", "surrogateescape").split("\n")[1:]
    linked = _linked(lines, START)
    rows, fault = _rows(lines[:linked], ())
    if not fault and linked < len(lines):
        fault = CHANGED
    if fault:
        return Reading(Diary(tuple(rows)), 0, fault=f"line {len(rows) + 2}: {fault}")
    last = [tail.decode("utf-8", "surrogateescape")]
    if tail and _linked(last, rows[-1].hash if rows else START):
        unended, fault = _rows(last, rows)
        if not fault:
            return Reading(Diary((*rows, *unended)), len(data), unended=True)
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


def _linked(lines: Sequence[str], before: str) -> int:
    """How many lines follow each from the one before; ``before`` is the hash that the first one follows."""
    for number, line in enumerate(lines):
        cells, _, own = line.rpartition(",")
        if own != row_hash(before, cells):
            return number
        before = own
    return len(lines)


def _rows(lines: Sequence[str], before: Sequence[DiaryRow]) -> tuple[list[DiaryRow], str]:
    """The rows of lines up to the first that no night writes, and what is wrong with that one, "" for none.

    ``before`` are the rows that they follow.
    """
    rows: list[DiaryRow] = []
    days: set[str] = set()
    latest, timed = max((row.date for row in before), default=""), any(row.written_at for row in before)
    try:
        for cells in csv.reader(lines):
            row = DiaryRow._make(cells)
            fault = _fault(row, days) or _behind(row, latest) or _timeless(row, latest, timed=timed)
            if fault:
                return rows, fault
            rows.append(row)
            days.add(row.date)
            latest, timed = max(latest, row.date), timed or bool(row.written_at)
    except (ValueError, TypeError, csv.Error):
        return rows, f"it has not the cells {', '.join(COLUMNS)}"
    return rows, "" if len(rows) == len(lines) else "it is no line of its own"


def _fault(row: DiaryRow, days: Container[str]) -> str:
    """What no night writes in a row; ``days`` are known to be such. ValueError for a weight that is no number."""
    float(row.weight)
    if (row.date in days or _is_day(row.date)) and row.late in MARKS and _is_nth(row.row):
        return ""
    return "it has no day, no n/m, or is neither late nor not"


@cache
def _is_nth(text: str) -> bool:
    found = NTH.fullmatch(text)
    return found is not None and int(found[1]) <= int(found[2])


def _behind(row: DiaryRow, latest: str) -> str:
    """What is wrong with a row behind a later day; one from before there was a chain may stand so if it says late."""
    excused = not row.written_at and row.late == LATE
    return f"its day {row.date} stands behind {latest}" if row.date < latest and not excused else ""


def _timeless(row: DiaryRow, latest: str, *, timed: bool) -> str:
    """What is wrong with the time of a row, or with its lack of one, which rows from before there was a chain have.

    ``timed`` says that rows before it have a time. A chain is begun once: what follows the first time has one too.
    """
    if row.written_at:
        return "it has a time and is of unknown time" if row.late == UNKNOWN else ""
    if timed:
        return "it has no time and stands behind rows that have one"
    known = LATE if row.date < latest else UNKNOWN
    return "" if row.late == known else f"it has no time and says {row.late}, not {known}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
