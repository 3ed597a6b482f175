"""A tab of a site as plain data: headings, sentences and tables, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_sources.language.text import NOTHING, Text, same
from reports.charts.model import Chart

EMPTY = Markup("")
"""No drawing."""


@dataclass(frozen=True)
class Column:
    """A column; ``number`` stands on the right and sorts by value, ``wide`` may break its lines."""

    label: Text
    number: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: words, what it sorts by where that is not the words, where it leads, its style ("up", "strong").

    ``drawing`` (SVG) stands behind the words.
    """

    text: Text
    value: float | None = None
    href: str = ""
    tone: str = ""
    drawing: Markup = EMPTY


@dataclass(frozen=True)
class Table:
    """A table; ``name`` is that of the file in which a reader saves it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Links:
    """Where a section leads to: what those pages are, and each with its address."""

    label: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; ``anchor`` is its place in the page. ``otherwise`` stands for no row.

    ``links`` stand behind the sentences, ``drawing`` (SVG) and ``chart`` above the table.
    """

    anchor: str
    heading: Text
    sentences: tuple[Text, ...] = ()
    table: Table | None = None
    otherwise: Text = NOTHING
    drawing: Markup = EMPTY
    chart: Chart | None = None
    links: tuple[Links, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A whole tab: the sentences under its title, then its sections."""

    sentences: tuple[Text, ...]
    sections: tuple[Section, ...]


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Return a row; plain words become cells."""
    return tuple(each if isinstance(each, Cell) else Cell(same(each)) for each in cells)


def table(name: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    """Return a table, or None without a row."""
    return Table(name, tuple(columns), tuple(rows)) if rows else None
