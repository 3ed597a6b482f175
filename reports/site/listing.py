"""A tab of a site as plain data: headings, sentences and tables, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_sources.language.text import NOTHING, Text, same
from reports.charts.model import Chart

EMPTY = Markup("")
"""No drawing."""

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

STACKED_FROM = 4
"""A table of so many columns is too wide for a phone: each of its rows becomes a card."""


@dataclass(frozen=True)
class Column:
    """A column; ``number`` stands on the right and sorts by value, ``wide`` may break its lines.

    ``share`` is its part of the width of the table, in percent; 0 where the words decide.
    """

    label: Text
    number: bool = False
    wide: bool = False
    share: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell: words, what it sorts by where that is not the words, where it leads, its style ("up", "strong").

    ``code`` is what programs call it, behind the words, before them where it leads somewhere; ``drawing`` (SVG) stands
    behind them.
    """

    text: Text
    value: float | None = None
    href: str = ""
    tone: str = ""
    drawing: Markup = EMPTY
    code: str = ""

    @property
    def sorted_by(self) -> float | None:
        """The value, None where the words are the number itself: each cell that repeats it costs the page bytes."""
        written = self.text.replace(",", "").replace("\u2212", "-")
        return None if NUMBER.fullmatch(written) and float(written) == self.value else self.value


@dataclass(frozen=True)
class Table:
    """A table; ``name`` is that of the file in which a reader saves it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns_said(self) -> str:
        """The classes of the table: columns that stand on the left (left-2), that may break their lines (broad-3)."""
        left = [f"left-{n}" for n, each in enumerate(self.columns, 1) if n > 1 and not each.number]
        wide = [f"broad-{n}" for n, each in enumerate(self.columns, 1) if n > 1 and each.wide]
        return " ".join(("listing", *left, *wide))

    @property
    def shares(self) -> tuple[int, ...]:
        """The width of each column in percent, where each has one.

        Rows with long cells come while a page is read: where their words decide, each may move those above it.
        """
        given = tuple(each.share for each in self.columns)
        return given if all(given) else ()


@dataclass(frozen=True)
class Links:
    """Where a section leads to: what those pages are, and each with its address."""

    label: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; ``anchor`` is its place in the page. ``otherwise`` stands for no row.

    ``links`` stand behind the sentences, ``drawing`` (SVG) and ``chart`` above the table. ``more`` is a table that is
    folded below it under the words ``fold``.
    """

    anchor: str
    heading: Text
    sentences: tuple[Text, ...] = ()
    table: Table | None = None
    otherwise: Text = NOTHING
    drawing: Markup = EMPTY
    chart: Chart | None = None
    links: tuple[Links, ...] = ()
    more: Table | None = None
    fold: Text = NOTHING


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
