"""An answer that rewrites a symbol's history: prices of another adjustment or security, volumes of another unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data_sources.refresh.known import Known, keys_of
from data_sources.refresh.plan import READ_AGAIN
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import BARS

HISTORY = "history_differs"

MANY = 0.4
FEWEST = 2
STRETCH = 10
"""So many rows in a row are not corrected, they are rewritten."""

CLOSES_APART = {"bars": 0.005, "index": 0.02}
"""How far a close or level may be from the stored one and still be the same."""

LOT, OTHER_UNIT = 100.0, 0.5
"""Volumes are of another unit when they lie further apart than a lot (手), in shares, and half of the larger one."""


@dataclass(frozen=True)
class Compared:
    """A column that is held against the stored one: when two numbers differ, and how they are told."""

    column: str
    differ: Callable[[float, float], bool]
    form: str
    question: str


def history_differs(rows: Frame, known: Known) -> Iterator[Finding]:
    """Most closes of a symbol differ from the stored ones (warning, a doubt): adjusted prices, or another security.

    So do most volumes by more than half: another unit. Volume and amount both in 万 keep their ratio and prove each
    other, so that of a few rows nothing but the stored ones shows it. Most of all that came, or of the last few
    sessions, or so many in a row that no one corrects them day by day.

    A vendor corrects single days; forward adjustment (前复权) moves all of them, and without amounts nothing else in
    the answer shows it.
    """
    table, before = rows.table.name, known[rows.table.name]
    both = _rows_of_both(rows, before)
    most = CLOSES_APART[table]
    closes = Compared("close", lambda old, new: abs(old - new) > most, ".2f", "adjusted prices?")
    for each in (closes, VOLUMES) if table == BARS.name else (closes,):
        for symbol, places in both.items():
            pairs = [(float(before[each.column][old]), float(rows[each.column][new])) for old, new in places]
            apart = [each.differ(*pair) for pair in pairs]
            if _rewritten(apart):
                first = apart.index(True)
                old, new = (f"{number:{each.form}}" for number in pairs[first])
                day = rows["date"][places[first][1]].item()
                differ = f"{sum(apart)} of {len(pairs)} stored {each.column}s differ"
                yield Finding("warning", HISTORY, f"{differ}, {old} is {new} on {day}: {each.question}", table, symbol)


def _of_another_unit(old: float, new: float) -> bool:
    return old > 0 and new > 0 and abs(old - new) > max(LOT, OTHER_UNIT * max(old, new))


VOLUMES = Compared("volume", _of_another_unit, ",.0f", "another unit?")


def _rows_of_both(rows: Frame, before: Frame) -> dict[str, list[tuple[int, int]]]:
    """Return by symbol the stored and the new row of each key that both have."""
    stored = {key: row for row, key in enumerate(keys_of(before))}
    both: dict[str, list[tuple[int, int]]] = {}
    for row, key in enumerate(keys_of(rows)):
        if key in stored:
            both.setdefault(str(key[0]), []).append((stored[key], row))
    return both


def _rewritten(apart: Sequence[bool]) -> bool:
    return _most(apart) or _most(apart[-READ_AGAIN:]) or _longest(apart) >= STRETCH


def _most(apart: Sequence[bool]) -> bool:
    return sum(apart) >= FEWEST and sum(apart) > MANY * len(apart)


def _longest(apart: Sequence[bool]) -> int:
    """Return how many in a row are apart at most."""
    longest = run = 0
    for each in apart:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest
