"""Rows of days that have not come, or are not over: nobody can have seen them traded, or known them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import listed_days
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, Frames
from data_sources.tables.schema import EARNINGS, SIGNALS, STATUS
from data_sources.tables.sightings import sightings

TRADED = ("bars", "index")
KNOWN_FROM = {STATUS.name: "start", SIGNALS.name: "published_on", EARNINGS.name: "announced_on"}
"""The column of a table that says from which day on a row is known.

Actions and renames are announced ahead, so that a day to come in them is no fault.
"""


def days_to_come(tables: Reference, today: date) -> Iterator[Finding]:
    """A bar or a level dated after today in Shanghai (severe).

    Once stored, every command that needs the clock would take the clock to be wrong.
    """
    for name in TRADED:
        message = f"{{date}} has not come: today is {today}; take the row out, or set the clock (timedatectl)"
        yield from sightings(
            tables[name], tables[name]["date"] > np.datetime64(today), "future_date", "severe", message
        )


def unfinished(tables: Reference, today: date, closed: date) -> Iterator[Finding]:
    """Bars or levels of today before its trading is over (severe); ``closed`` is the last day that is over.

    Such a bar looks like any other and has another close in the evening. A refresh does not ask for that day either.
    """
    if closed >= today:
        return
    for name in TRADED:
        rows = np.flatnonzero(tables[name]["date"] == np.datetime64(today))
        if len(rows):
            file, line = tables[name].place(int(rows[0]))
            count = "a row is" if len(rows) == 1 else f"{len(rows)} rows are"
            message = f"{count} of today, {today}, whose trading is not over"
            yield Finding("severe", "unfinished", message, name, "", today, file, line)


def known_later(frame: Frame, today: date) -> Array:
    """Say which rows of a table of ``KNOWN_FROM`` are known only after today; none of other tables."""
    column = KNOWN_FROM.get(frame.table.name)
    return np.zeros(len(frame), np.bool_) if column is None else np.asarray(frame[column] > np.datetime64(today))


def known_by(frames: Frames, today: date) -> Frames:
    """Leave out the rows that are known only after today; ``not_known_yet`` names them."""
    late = {name: known_later(frame, today) for name, frame in frames.items()}
    return {name: frame.rows(~late[name]) if late[name].any() else frame for name, frame in frames.items()}


def not_known_yet(tables: Reference, today: date) -> Iterator[Finding]:
    """A status that has not begun, a signal or earnings that nobody has published (warning); these rows are left out.

    They would be taken for known.
    """
    for name, column in KNOWN_FROM.items():
        frame = tables[name]
        late = known_later(frame, today)
        for symbol in dict.fromkeys(frame.symbols[late].tolist()):
            rows = np.flatnonzero(late & (frame.symbols == symbol))
            days = np.unique(frame[column][rows])
            count = "a row" if len(rows) == 1 else f"{len(rows)} rows"
            message = f"{count} of days to come left out: {column} {listed_days(days)}, today is {today}"
            file, line = frame.place(int(rows[0]))
            yield Finding("warning", "not_known_yet", message, name, symbol, days[0].item(), file, line)


def first_after(frame: Frame, last: date) -> Iterator[Finding]:
    """The first row of a table dated after the last day that is over (severe)."""
    column = frame.table.date_column
    if column is None:
        return
    for row in np.flatnonzero(frame[column] > np.datetime64(last))[:1].tolist():
        day = frame[column][row].item()
        message = f"{day} is after {last}, the last day that is over"
        yield Finding("severe", "future_date", message, frame.table.name, str(frame.symbols[row]), day)
