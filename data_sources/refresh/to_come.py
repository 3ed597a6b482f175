"""Rows of a folder about days that have not come: an ST spell that has not begun, a value that nobody has published.

Both would be taken for known. Actions and renames are announced ahead, so that a day to come in them is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data_sources.quality.days.to_come import KNOWN_FROM, known_later
from data_sources.refresh.outcome import StageOutcome
from data_sources.refresh.result import Missing
from data_sources.refresh.stage import Staged
from data_sources.tables.frame import Frame


def without_days_to_come(answers: Sequence[Staged], today: date) -> tuple[list[Staged], StageOutcome]:
    """Return answers without the rows that are known only after ``today``, and these rows named as missing."""
    kept: list[Staged] = []
    missing: list[Missing] = []
    for answer in answers:
        column = KNOWN_FROM.get(answer.frame.table.name)
        late = known_later(answer.frame, today)
        kept.append(replace(answer, frame=answer.frame.rows(~late)) if late.any() else answer)
        if column is not None:
            missing.extend(
                named_rows("future", answer.frame.rows(late), f"{answer.vendor} has rows of days to come", column)
            )
    return kept, StageOutcome(missing=tuple(missing))


def named_rows(state: str, rows: Frame, what: str, column: str = "date") -> Iterator[Missing]:
    """Name rows that are not published by their days in a column, and where the first stands; nothing for no row."""
    if not len(rows):
        return
    symbols, days = np.unique(rows.symbols), np.unique(rows[column])
    one = len(symbols) == 1
    who = "" if one else f" of {len(symbols)} symbols"
    when = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
    file, line = rows.place(0)
    place = f" ({file}:{line})" if line else ""
    reason = f"{what}: {len(rows)}{who}, {when}{place}; not published"
    yield Missing(rows.table.name, str(symbols[0]) if one else "", state, reason)
