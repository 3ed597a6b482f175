"""The paper diary: what each strategy wanted to hold, written down on the day and never again.

A curve that is computed today from today's code and data proves nothing about last month. A row of this file was
written when its weights were decided; a later change of code or data cannot reach it. Each row carries the time of its
writing and a hash over itself and the row before, so that no row can be changed, moved or taken out unseen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from io import StringIO
from itertools import groupby
from typing import NamedTuple

from backtest.targets import Targets

NAME = "diary.csv"
"""The copy of the diary in a build."""

ON_TIME, LATE, UNKNOWN = "no", "yes", "unknown"
"""Whether the next session had begun when a row was written; unknown for rows from before there was a chain."""

START = "0" * 64
"""What the first row follows."""


class DiaryRow(NamedTuple):
    """A row as it is written.

    ``written_at`` is the UTC second, empty for a row from before there was a chain. ``row`` is n/m, the n-th of the m
    rows of its strategy and day. ``hash`` is the SHA-256 of the hash before, a comma and the other cells as they stand
    in the file.
    """

    date: str
    strategy: str
    decided_on: str
    symbol: str
    weight: str
    snapshot: str
    written_at: str
    late: str
    row: str
    hash: str


COLUMNS = DiaryRow._fields
HEAD = ",".join(COLUMNS) + "\n"


class Entry(NamedTuple):
    """All rows of a strategy on a day, written whole."""

    day: date
    strategy: str
    late: str
    rows: tuple[DiaryRow, ...]


@dataclass(frozen=True)
class Diary:
    """The rows of a diary in the order of their writing."""

    rows: tuple[DiaryRow, ...] = ()

    @property
    def last_hash(self) -> str:
        """What the next row follows."""
        return self.rows[-1].hash if self.rows else START

    @cached_property
    def last_day(self) -> date | None:
        """The last day with a row, None without one."""
        return date.fromisoformat(max(row.date for row in self.rows)) if self.rows else None

    @cached_property
    def last_written(self) -> datetime | None:
        """The latest time at which a row was written, None where no row says when."""
        written = max((row.written_at for row in self.rows), default="")
        try:
            return datetime.fromisoformat(written).astimezone(UTC) if written else None
        except ValueError:
            return None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was written whole. The rows of a strategy whose writing was cut off are no decision and not among it."""
        return tuple(_entries(self.rows))

    @property
    def mark(self) -> dict[str, int | str]:
        """How many rows there are and the last hash: what a build's stamp knows of the diary."""
        return {"rows": len(self.rows), "hash": self.last_hash}

    def text(self) -> str:
        """Return the diary as its file is."""
        return HEAD + rows_text(self.rows)


def continued_diary(
    diary: Diary, day: date, targets: Mapping[str, Targets], snapshot: str, written_at: datetime, *, late: bool
) -> Diary:
    """Return a diary with a day's weights behind it.

    Of each strategy the last decision up to the day counts; cash is one row with an empty symbol. What was there stays
    as it is: a strategy that has its rows of the day gets none, and no day is added behind a later one.

    Parameters
    ----------
    diary
        What was written so far.
    day
        The last session of the data.
    targets
        The decisions of each strategy by name.
    snapshot
        The data they were decided on.
    written_at
        The time, aware.
    late
        Whether the session after ``day`` has begun by then.
    """
    if diary.last_day and day < diary.last_day:
        return diary
    there = {(entry.day, entry.strategy) for entry in diary.entries}
    moment = f"{written_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    cells: list[tuple[str, ...]] = []
    for name in sorted(targets):
        if (day, name) not in there:
            held = _in_force(targets[name], day)
            for number, row in enumerate(held, 1):
                mark = (snapshot, moment, LATE if late else ON_TIME, f"{number}/{len(held)}")
                cells.append((day.isoformat(), name, *row, *mark))
    return Diary((*diary.rows, *chained(cells, diary.last_hash)))


def taken_over(rows: Sequence[tuple[str, ...]]) -> Diary:
    """Return rows of (date, strategy, decided_on, symbol, weight, snapshot) from before there was a chain, chained.

    When they were written is unknown, but for those behind a later day: they were written after it.
    """
    cells: list[tuple[str, ...]] = []
    latest = ""
    for _, group in groupby(rows, key=lambda row: row[:2]):
        same = list(group)
        late = LATE if same[0][0] < latest else UNKNOWN
        latest = max(latest, same[0][0])
        cells += [(*row, "", late, f"{number}/{len(same)}") for number, row in enumerate(same, 1)]
    return Diary(tuple(chained(cells, START)))


def chained(rows: Iterable[tuple[str, ...]], before: str) -> Iterator[DiaryRow]:
    """Yield rows, which are all cells but the hash, each with its hash; ``before`` is the hash that they follow."""
    for cells in rows:
        before = row_hash(before, _line(cells))
        yield DiaryRow._make((*cells, before))


def row_hash(before: str, cells: str) -> str:
    """Return the hash of a row from the one before and its other cells as they stand in the file."""
    return sha256(f"{before},{cells}".encode("utf-8", "surrogateescape")).hexdigest()


def rows_text(rows: Iterable[DiaryRow]) -> str:
    """Return rows as they stand in the file."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _entries(rows: Iterable[DiaryRow]) -> Iterator[Entry]:
    """A writing that was cut off ends before its last row, and the next one begins with its first."""
    begun: list[DiaryRow] = []
    for row in rows:
        number, _, count = row.row.partition("/")
        if number == "1":
            begun = []
        begun.append(row)
        if number == count and len(begun) == int(count):
            yield Entry(date.fromisoformat(row.date), row.strategy, row.late, tuple(begun))
            begun = []


def _in_force(targets: Targets, day: date) -> list[tuple[str, str, str]]:
    """Return (decided_on, symbol, weight) of the last decision up to a day; cash without a date before the first."""
    decided = targets.until(day)
    if not len(decided.dates):
        return [("", "", "0.0")]
    last: date = decided.dates[-1].item()
    return [(last.isoformat(), symbol, repr(weight)) for _, symbol, weight in decided.since(last).rows()]
