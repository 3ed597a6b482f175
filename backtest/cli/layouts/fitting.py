"""A table and a sentence as wide as their reader: columns that say least are left out, long lines are folded."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.cli.output import TextTable

BETWEEN = 2  # spaces between columns, and before a line that is folded
DRAWN, EDGES = 3, 2  # what a terminal draws between columns, and on both sides of a table


def fitting(table: TextTable, least_first: Sequence[str], width: int, *, drawn: bool = False) -> TextTable:
    """Return a table without the first of some columns that it can do without, as many as it takes to fit the width.

    All rows are kept; when leaving all of them out is not enough the table stays too wide. ``drawn`` is how a terminal
    shows it, further apart than a pipe.
    """
    room = width - EDGES if drawn else width
    for name in least_first:
        if _width(table, DRAWN if drawn else BETWEEN) <= room:
            break
        table = _without(table, name)
    return table


def folded(text: str, width: int) -> list[str]:
    """Return a sentence as lines of a width, the later ones indented by two spaces more than the first.

    A word that is wider stands on a line of its own.
    """
    from rich.cells import cell_len  # noqa: PLC0415 - a Chinese character is two columns wide

    indent = " " * (len(text) - len(text.lstrip()))
    lines, line = [], indent
    for word in text.split():
        longer = f"{line} {word}" if line.strip() else f"{line}{word}"
        if line.strip() and cell_len(longer) > width:
            lines.append(line)
            longer = f"{indent}{' ' * BETWEEN}{word}"
        line = longer
    return [*lines, line]


def _without(table: TextTable, name: str) -> TextTable:
    kept = [k for k, column in enumerate(table.columns) if column != name]
    columns = tuple(table.columns[k] for k in kept)
    rows = [tuple(cells[k] for k in kept) for cells in table.rows]
    return TextTable(columns, rows, table.right & set(columns), table.long & set(columns))


def _width(table: TextTable, between: int) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 - a Chinese character is two columns wide

    lines = (table.columns, *table.rows)
    widths = [max(cell_len(cells[k]) for cells in lines) for k in range(len(table.columns))]
    return sum(widths) + between * (len(widths) - 1)
