"""Rows of a table without ruling lines: pieces beside each other, put into columns by their places."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.drafting.text.pdf.piece import Piece, joined

FULL = 0.8
"""Share of the most pieces in a row that a row of data has at least; heads over several columns have fewer."""
WRAPPED = 1.6
"""How far the line of a wrapped cell may be from its row, in letters."""
TOUCH = 1.0
CENTRED = 3.0
"""Points by which the middle of a head may be off that of its columns."""

Row = list[Piece]
Column = tuple[float, float]


def table_end(rows: Sequence[Row], start: int) -> int:
    """Return the row behind the table that begins at ``start``; ``start`` itself where none begins there.

    A table has two rows of several pieces at least. A row of a single piece belongs to it where it wraps a cell: it
    does not begin at the left edge and stands close to the row before.
    """
    if len(rows[start]) < 2 or _is_ruled(rows[start]):  # noqa: PLR2004 - two pieces are the fewest of a row
        return start
    left = min(piece.x0 for piece in rows[start])
    end, several = start + 1, 1
    while end < len(rows) and not _is_ruled(rows[end]):
        if len(rows[end]) > 1:
            several += 1
        elif (
            rows[end][0].x0 <= left + rows[end][0].size
            or rows[end][0].top - rows[end - 1][0].bottom > rows[end][0].size
        ):
            break
        end += 1
    while end > start and several > 1 and len(rows[end - 1]) == 1 and not _hangs(rows[end - 1], rows[end - 2]):
        end -= 1
    return end if several > 1 else start


def cells_of(rows: Sequence[Row]) -> list[list[str]]:
    """Return the cells of a table's rows; a head over several columns stands in the first of them.

    Lines of a wrapped cell are put into the row that they are nearest to.
    """
    columns = _columns(rows)
    first_full = next(number for number, row in enumerate(rows) if len(row) == max(map(len, rows)))
    placed = [_placed(row, columns) for row in rows]
    whole = [number for number, row in enumerate(placed) if not number or not _may_wrap(row, len(columns))]
    by_row: dict[int, list[tuple[float, int, str]]] = {}
    for number, row in enumerate(placed):
        spread = _spanning(row, columns) if number < first_full else row
        at = number if number in whole else _nearest(number, whole, rows)
        by_row.setdefault(at, []).extend((piece.middle, column, piece.text) for piece, column in spread)
    table = []
    for number in sorted(by_row):
        texts = [""] * len(columns)
        for _, column, text in sorted(by_row[number]):
            texts[column] = joined(texts[column], text)
        table.append(texts)
    return table


def _is_ruled(row: Row) -> bool:
    return any(piece.rows for piece in row)


def _hangs(row: Row, before: Row) -> bool:
    """Whether a last line of one piece still wraps a cell of the row before it."""
    return any(piece.x0 - 1 <= row[0].x0 <= piece.x1 for piece in before[1:])


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Return where columns reach from and to: the places of rows of data, those that touch put together.

    Heads are centred, numbers stand at the right and words at the left: heads count only where no row has numbers.
    """
    most = max(map(len, rows))
    full = [row for row in rows if len(row) >= FULL * most]
    data = [row for row in full if any(piece.text[:1].isdigit() for piece in row)]
    if len(data) < 2 or max(map(len, data)) < most:  # noqa: PLR2004 - one row may leave cells empty
        data = full
    spans = sorted((piece.x0, piece.x1) for row in data for piece in row)
    columns = [spans[0]]
    for start, end in spans[1:]:
        if start < columns[-1][1] - TOUCH:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _placed(row: Row, columns: Sequence[Column]) -> list[tuple[Piece, int]]:
    """Return each piece of a row with its column: in order where there are as many, else by what it covers."""
    if len(row) == len(columns):
        return list(zip(row, range(len(columns)), strict=True))
    return [(piece, _column(piece, columns)) for piece in row]


def _column(piece: Piece, columns: Sequence[Column]) -> int:
    """Return the column that a piece covers most, the nearest one where it covers none."""

    def distance(column: Column) -> tuple[float, float]:
        cover = min(piece.x1, column[1]) - max(piece.x0, column[0])
        return (-max(cover, 0.0), abs((piece.x0 + piece.x1) - (column[0] + column[1])))

    return min(range(len(columns)), key=lambda number: distance(columns[number]))


def _spanning(placed: Sequence[tuple[Piece, int]], columns: Sequence[Column]) -> list[tuple[Piece, int]]:
    """Return the pieces of a head with the first of the columns over whose middle each stands."""
    taken = {column for _, column in placed}
    return [(piece, _first_below(piece, column, taken - {column}, columns)) for piece, column in placed]


def _first_below(piece: Piece, column: int, taken: set[int], columns: Sequence[Column]) -> int:
    """Return the first of the free columns around one whose middle is that of a piece, the widest of equals."""
    first, last = column, column
    while first > 0 and first - 1 not in taken:
        first -= 1
    while last + 1 < len(columns) and last + 1 not in taken:
        last += 1

    def off(span: tuple[int, int]) -> tuple[int, int]:
        middle = (columns[span[0]][0] + columns[span[1]][1]) / 2
        return (round(abs(middle - (piece.x0 + piece.x1) / 2) / CENTRED), span[0] - span[1])

    return min(((left, right) for left in range(first, column + 1) for right in range(column, last + 1)), key=off)[0]


def _may_wrap(placed: Sequence[tuple[Piece, int]], columns: int) -> bool:
    """Whether a row may be lines of another row's cells: it fills half the columns at most, and not the first one."""
    return len(placed) <= columns / 2 and all(column > 0 for _, column in placed)


def _nearest(number: int, whole: Sequence[int], rows: Sequence[Row]) -> int:
    """Return the whole row that a row of little is nearest to, its own number where none is near."""
    here = rows[number][0]
    nearest = min(whole, key=lambda other: abs(rows[other][0].middle - here.middle))
    return nearest if abs(rows[nearest][0].middle - here.middle) <= WRAPPED * here.size else number
