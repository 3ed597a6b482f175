"""What a command says: results on stdout, as a table, as plain text for pipes or as JSON; remarks on stderr.

All of it is said in the language that was chosen (``backtest.cli.language``): who lays out hands on ``Text``. JSON is
never translated.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from backtest.cli.language import spoken
from backtest.cli.streams import write_error_line
from data_sources.plain_text import cut, visible, visible_json

if TYPE_CHECKING:
    from strategies.library.library import Library

FAULTS = "reports_faults"
LONGEST_CELL, LONGEST_TEXT = 300, 20_000
"""Characters: a cell and a text beyond that come from somebody's megabyte, not from a market."""


class Documented(Protocol):
    """Whatever can be one JSON document."""

    def document(self) -> object:
        """Return plain values."""


Answer = TypeVar("Answer", bound=Documented)


@dataclass(frozen=True)
class TextTable:
    """Rows of text under column names.

    Columns in ``right`` are numbers and stand to the right; on a narrow terminal those in ``long`` are folded first.
    Both name columns by their English.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    right: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()


def print_json(document: object, known: Library | None = None) -> None:
    """Print the one document of ``--json``; days and paths become text, characters the stream cannot write escapes.

    So does what a terminal would obey; the document is the same. The files that were left out of the folder of
    documents stand in it too, where ``known`` has any.
    """
    if known is not None and known.faults and isinstance(document, dict):
        document = {**document, FAULTS: [fault.document() for fault in known.faults]}
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    text = json.dumps(document, indent=2, ensure_ascii=ascii_only, allow_nan=False, default=_plain)
    typer.echo(visible_json(text))


def print_answer(
    found: Answer,
    lay_out: Callable[[Answer], None],
    *,
    as_json: bool,
    known: Library | None = None,
) -> None:
    """Print what a function returned: its document with ``--json``, laid out for people without.

    ``known`` as for ``print_json``.
    """
    if as_json:
        print_json(found.document(), known)
    else:
        lay_out(found)


def print_table(table: TextTable, *, width: int | None = None) -> None:
    """Print a table for people: drawn on a terminal, in aligned columns into a pipe.

    ``width`` are the columns of a terminal to draw for, those of the reader's without it.
    """
    if sys.stdout.isatty():
        _draw(table, width)
    else:
        for line in _aligned(table):
            typer.echo(line)


def print_rows(table: TextTable) -> None:
    """Print a list: drawn on a terminal, separated by tabs into a pipe, ready for cut and awk."""
    if sys.stdout.isatty():
        _draw(table, None)
    else:
        for cells in _lines(table):
            typer.echo("\t".join(" ".join(cell.split()) for cell in cells))


def say(text: str = "") -> None:
    """Print one line of the result; a line end in it, which a name from elsewhere may hold, becomes a space."""
    typer.echo(_line(text, LONGEST_TEXT))


def remark(text: str) -> None:
    """Print a line on stderr that is not part of the result."""
    write_error_line(_line(text, LONGEST_TEXT))


def _line(text: str, most: int) -> str:
    """Return text as one line that can be shown, its spaces as they are."""
    return visible(cut(spoken(text), most).replace("\n", " "))


def _lines(table: TextTable) -> list[tuple[str, ...]]:
    """Return head and rows as they are shown: in the chosen language, of a length and of characters for a terminal."""
    return [tuple(_line(cell, LONGEST_CELL) for cell in row) for row in (table.columns, *table.rows)]


def _draw(table: TextTable, width: int | None) -> None:
    from rich import box  # noqa: PLC0415 - a pipe never pays for it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Drawn  # noqa: PLC0415

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False)
    head, *rows = _lines(table)
    for column, word in zip(table.columns, head, strict=True):
        whole = bool(table.long) and column not in table.long
        drawn.add_column(word, justify="right" if column in table.right else "left", overflow="fold", no_wrap=whole)
    for row in rows:
        drawn.add_row(*row)
    # Cells are text as it is: brackets and colons in them are not markup.
    Console(markup=False, highlight=False, emoji=False, width=width).print(drawn)


def _aligned(table: TextTable) -> list[str]:
    lines = _lines(table)
    widths = [max(_columns_of(cells[k]) for cells in lines) for k in range(len(table.columns))]
    on_right = [column in table.right for column in table.columns]

    def padded(cell: str, width: int, *, right: bool) -> str:
        space = " " * (width - _columns_of(cell))
        return space + cell if right else cell + space

    return [
        "  ".join(
            padded(cell, width, right=right) for cell, width, right in zip(cells, widths, on_right, strict=True)
        ).rstrip()
        for cells in lines
    ]


def _columns_of(cell: str) -> int:
    """How many columns of a terminal a cell takes: a Chinese character is two columns wide."""
    if cell.isascii():
        return len(cell)
    from rich.cells import cell_len  # noqa: PLC0415 - a table in English never pays for it

    return cell_len(cell)


def _plain(value: object) -> object:
    if isinstance(value, date | Path):
        return str(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
