"""The parts of a page in the order in which one reads them: what stands above, left column, right column, below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import median

from strategies.drafting.text.pdf.piece import Piece, rows_of

FEWEST = 4
"""Lines that a column has at least."""
SHORTEST = 12
"""Letters of a line of prose, by the median of its column."""
FULL, ALONE, CALM, ALIGNED = 0.7, 0.8, 0.7, 0.7
SMALLER = 0.5
"""Points by which the letters of a side column are smaller."""

Row = list[Piece]


def parts_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the parts of a page, each without columns in it; a table without lines is no columns.

    Columns are prose on both sides of a gap that no line crosses, or prose beside a side column: its lines stand at
    other heights, or are of smaller letters, as those of a table's cells are not.
    """
    rows = rows_of(pieces)
    found = _gap(rows)
    if not found:
        return [list(pieces)]
    first, last, at = found
    inside = [piece for row in rows[first:last] for piece in row]
    parts = [
        [piece for row in rows[:first] for piece in row],
        [piece for piece in inside if piece.x0 < at],
        [piece for piece in inside if piece.x0 >= at],
        [piece for row in rows[last:] for piece in row],
    ]
    return [part for each in parts if each for part in parts_of(each)]


def _gap(rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """Return the first row, the row behind the last one and the place of the gap between two columns, None for none."""
    starts = sorted({round(piece.x0) for row in rows for piece in row})
    best: tuple[int, int, float] | None = None
    for start in starts[1:]:
        at = start - 1.0
        for first, last in _uncrossed(rows, at):
            if (not best or last - first > best[1] - best[0]) and _are_columns(rows[first:last], at):
                best = (first, last, at)
    return best


def _uncrossed(rows: Sequence[Row], at: float) -> list[tuple[int, int]]:
    """Return the stretches of rows that no piece crosses at a place."""
    crossed = [any(piece.x0 < at < piece.x1 for piece in row) for row in rows]
    stretches = []
    place = 0
    for is_crossed, group in groupby(crossed):
        length = len(list(group))
        if not is_crossed:
            stretches.append((place, place + length))
        place += length
    return stretches


def _are_columns(rows: Sequence[Row], at: float) -> bool:
    left = [side for row in rows if (side := [piece for piece in row if piece.x0 < at])]
    right = [side for row in rows if (side := [piece for piece in row if piece.x0 >= at])]
    if min(len(left), len(right)) < FEWEST:
        return False
    if _is_prose(left) and _is_prose(right):
        return True
    if not (_is_prose(left) and _alone(right) >= CALM) and not (_is_prose(right) and _alone(left) >= CALM):
        return False
    both = len(left) + len(right) - len(rows)
    sizes = [median(piece.size for row in side for piece in row) for side in (left, right)]
    return both / min(len(left), len(right)) < ALIGNED or abs(sizes[0] - sizes[1]) >= SMALLER


def _is_prose(side: Sequence[Row]) -> bool:
    start, end = min(row[0].x0 for row in side), max(row[-1].x1 for row in side)
    fills = [(row[-1].x1 - row[0].x0) / max(end - start, 1.0) for row in side]
    letters = [sum(len(piece.text) for piece in row) for row in side]
    return _alone(side) >= ALONE and median(fills) >= FULL and median(letters) >= SHORTEST


def _alone(side: Sequence[Row]) -> float:
    return sum(len(row) == 1 for row in side) / len(side)
