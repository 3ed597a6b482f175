"""A table and a sentence as wide as their reader: columns that say least are left out, long lines are folded."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence

from backtest.cli.language import spoken
from backtest.cli.output import TextTable, print_table
from data_sources.language.text import Text, both, joined

COLUMNS_OF_A_PIPE = 100
"""How wide a pipe is read where COLUMNS does not say it."""
WIDEST = 1_000
"""Columns for a table that is to be whole: more than any has."""
MORE_COLUMNS = both(
    "--wide and --json have the columns that are left out for want of room", "因宽度不足未显示的列见 --wide 或 --json"
)
BETWEEN = 2  # spaces between columns, and before a line that is folded
DRAWN, EDGES = 3, 2  # what a terminal draws between columns, and on both sides of a table

# A line may end behind these, also where no space follows.
_PIECES = r"[^，。；：、）]*[，。；：、）]+|[^，。；：、）]+"
_WIDE_FROM = "\N{CJK RADICAL REPEAT}"


def reader_width() -> int:
    """Return the columns of the terminal or of COLUMNS; a pipe without either is read at 100."""
    return shutil.get_terminal_size((COLUMNS_OF_A_PIPE, 24)).columns


def fitting(
    table: TextTable,
    least_first: Sequence[str],
    width: int,
    *,
    drawn: bool = False,
    folds_to: Mapping[str, int] | None = None,
) -> TextTable:
    """Return a table without the first of some columns that it can do without, as many as it takes to fit the width.

    All rows are kept; when leaving all of them out is not enough the table stays too wide. ``drawn`` is how a terminal
    shows it, further apart than a pipe. ``folds_to`` are the widths to which a terminal may fold columns, by name.
    """
    room = width - EDGES if drawn else width
    for name in least_first:
        if _width(table, DRAWN if drawn else BETWEEN, folds_to or {}) <= room:
            break
        table = _without(table, name)
    return table


def print_fitted(table: TextTable, least_first: Sequence[str], *, wide: bool) -> None:
    """Print a table as wide as its reader, or whole when ``wide``; a pipe is as wide as COLUMNS says."""
    if wide:
        print_table(table, width=max(reader_width(), WIDEST))
    else:
        print_table(fitting(table, least_first, reader_width(), drawn=sys.stdout.isatty()))


def left_out_line(whole: TextTable, shown: TextTable, how: str) -> Text | None:
    """Say which columns of a table are not shown and how to see them; None when all are."""
    missing = [column for column in whole.columns if column not in shown.columns]
    if not missing:
        return None
    names = joined(missing, ", ", "、")
    return both(
        f"left out for want of room: {names} ({how} shows all)", f"因宽度不足未显示：{names.zh}（{how} 可全部显示）"
    )


def folded(text: str, width: int) -> list[str]:
    """Return a sentence in the chosen language as lines of a width, the later ones indented by two spaces more.

    Chinese is folded behind its punctuation too, and between characters where a clause is wider than a line. A word of
    letters that is wider stands on a line of its own.
    """
    from rich.cells import cell_len  # noqa: PLC0415 - a Chinese character is two columns wide

    text = spoken(text)
    indent = " " * (len(text) - len(text.lstrip()))
    lines, line = [], indent
    for space, piece in _pieces(text, width - len(indent) - BETWEEN):
        longer = f"{line}{space}{piece}" if line.strip() else f"{line}{piece}"
        if line.strip() and cell_len(longer) > width:
            lines.append(line)
            longer = f"{indent}{' ' * BETWEEN}{piece}"
        line = longer
    return [*lines, line]


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each with the space before it."""
    for word in text.split():
        space = " "
        for piece in re.findall(_PIECES, word):
            for part in _cut(piece, room):
                yield space, part
                space = ""


def _cut(piece: str, room: int) -> Iterator[str]:
    """Cut a clause that is wider than a line beside Chinese characters, where there are any."""
    from rich.cells import cell_len  # noqa: PLC0415

    while cell_len(piece) > room:
        ends = [k for k in range(1, len(piece)) if piece[k - 1] >= _WIDE_FROM and cell_len(piece[:k]) <= room]
        if not ends or piece[ends[-1] :].strip("，。；：、）") == "":
            break
        yield piece[: ends[-1]]
        piece = piece[ends[-1] :]
    yield piece


def _without(table: TextTable, name: str) -> TextTable:
    kept = [k for k, column in enumerate(table.columns) if column != name]
    columns = tuple(table.columns[k] for k in kept)
    rows = [tuple(cells[k] for k in kept) for cells in table.rows]
    return TextTable(columns, rows, table.right & set(columns), table.long & set(columns))


def _width(table: TextTable, between: int, folds_to: Mapping[str, int]) -> int:
    from rich.cells import cell_len  # noqa: PLC0415

    lines = (table.columns, *table.rows)
    widths = [max(cell_len(spoken(cells[k])) for cells in lines) for k in range(len(table.columns))]
    shown = [min(width, folds_to.get(name, width)) for name, width in zip(table.columns, widths, strict=True)]
    return sum(shown) + between * (len(shown) - 1)
