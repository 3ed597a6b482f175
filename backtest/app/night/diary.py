"""The paper diary: what each strategy wanted to hold, written down on the day and never again.

A curve that is computed today from today's code and data proves nothing about last month. A row of this file was
written when its weights were decided; a later change of code or data cannot reach it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from backtest.targets import Targets
from data_sources.errors import UserError

NAME = "diary.csv"
COLUMNS = ("date", "strategy", "decided_on", "symbol", "weight", "snapshot")


def continued_diary(diary: Path | None, day: date, targets: Mapping[str, Targets], snapshot: str) -> tuple[str, int]:
    """Return the text of a diary with a day's weights behind it, and how many rows were added.

    ``day`` is the last session of the data. Of each strategy the last decision up to then counts; cash is one row with
    an empty symbol. A strategy that has rows of the day already gets none. What was there stays as it is, byte for
    byte. UserError when the file is not a diary.
    """
    text = diary_text(diary)
    there = {(row[0], row[1]) for row in csv.reader(text.splitlines()[1:])}
    fresh = StringIO()
    writer = csv.writer(fresh, lineterminator="\n")
    count = 0
    for name in sorted(targets):
        if (day.isoformat(), name) not in there:
            rows = [(day, name, *row, snapshot) for row in _in_force(targets[name], day)]
            writer.writerows(rows)
            count += len(rows)
    return text + fresh.getvalue(), count


def diary_text(diary: Path | None) -> str:
    """Return a diary as it is, or its first line alone when there is none yet; UserError when it is no diary."""
    head = ",".join(COLUMNS) + "\n"
    if diary is None or not diary.exists():
        return head
    # Read as bytes, so that no line end is changed on the way.
    text = diary.read_bytes().decode("utf-8")
    if not text.startswith(head) or not text.endswith("\n"):
        raise UserError(f"{diary} is no paper diary (its first line is {head.strip()}); put the right one back")
    return text


def _in_force(targets: Targets, day: date) -> list[tuple[str, str, str]]:
    """Return (decided_on, symbol, weight) of the last decision up to a day; cash without a date before the first."""
    decided = targets.until(day)
    if not len(decided.dates):
        return [("", "", "0.0")]
    last: date = decided.dates[-1].item()
    return [(last.isoformat(), symbol, repr(weight)) for _, symbol, weight in decided.since(last).rows()]
