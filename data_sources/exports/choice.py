"""How each raw table is to be read: in our own columns, as one layout, or not before somebody says which."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

from data_sources.errors import OptionError
from data_sources.exports.heads import head_of, plain_heads
from data_sources.exports.indices import is_index
from data_sources.exports.layouts import AUTO, Layout, layouts, named_layouts
from data_sources.exports.minutes import minutes_of
from data_sources.exports.recognise import PLAIN, asked, fitting, lacking, not_recognised, own_table
from data_sources.exports.whose_file import symbol_of_table
from data_sources.tables.day_stamps import minute_words
from data_sources.tables.raw import RawTable, texts_of
from data_sources.tables.schema import TABLES

OWN = "own"
Doubt: TypeAlias = Literal["ambiguous_layout", "unknown_layout", "minute_bars"]


@dataclass(frozen=True)
class Choice:
    """``own`` names our table, ``layout`` a layout; with neither ``doubt`` and ``message`` say why it is not read."""

    own: str = ""
    layout: Layout | None = None
    doubt: Doubt | None = None
    message: str = ""


def format_names() -> tuple[str, ...]:
    """Return what ``--format`` takes: ``auto``, ``own``, the layouts, and last the same layouts for indices."""
    return tuple(dict.fromkeys((AUTO, OWN, *layouts(), *named_layouts())))


def insist_on_format(name: str) -> None:
    """Raise OptionError, with the names that are near it, for what ``--format`` does not take."""
    names = format_names()
    if name not in names:
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        there = f"did you mean {' or '.join(near)}? " if near else ""
        raise OptionError(f"--format {name} is unknown; {there}there are {AUTO}, {OWN} and those of docs/layouts.md")


def choose(raw: RawTable, place: str, asked_for: str = AUTO) -> Choice:
    """Choose how to read a table. ``place`` is the table that the file's place names, ``asked_for`` the ``--format``.

    A named layout is taken for the files that have its columns; the others are recognised as ever. In a place of our
    own layout our own columns come first.
    """
    if minute := minutes_of(raw):
        return Choice(doubt="minute_bars", message=f"there are rows at {minute_words(minute)}")
    named = named_layouts().get(asked_for)
    plain = plain_heads(raw.columns)
    if named and set(named.tells) <= plain.keys() and not lacking(named, plain):
        return Choice(layout=named)
    own = place if place and _is_own(raw, place) else "" if place else own_table(raw)
    if own and (place or asked_for == OWN):
        return Choice(own=own)
    if own == "bars" and _has_index(raw):
        own = ""  # The plain layout has the same heads and puts the levels of an index into their own table.
    fit = _of_its_rows(raw, fitting(raw, place), place)
    if place and "symbol" in raw.columns:
        # Of our own columns something is missing, which is said better by our own table.
        fit = tuple(layout for layout in fit if not layout.name.startswith(PLAIN))
    if own and all(layout.name.startswith((PLAIN, "akshare_")) for layout in fit):
        return Choice(own=own)
    if len(fit) == 1:
        return Choice(layout=fit[0])
    if fit:
        return Choice(doubt="ambiguous_layout", message=asked(fit))
    return Choice(own=place) if place and not own else Choice(doubt="unknown_layout", message=not_recognised(raw))


def _is_own(raw: RawTable, table: str) -> bool:
    return all(
        column.name in raw.columns or column.name in raw.in_path for column in TABLES[table].columns if column.required
    )


def _has_index(raw: RawTable) -> bool:
    return any(map(is_index, set(texts_of(raw.columns["symbol"])))) if "symbol" in raw.columns else False


def _of_its_rows(raw: RawTable, fit: tuple[Layout, ...], place: str) -> tuple[Layout, ...]:
    """Return of several layouts those that know indices, when the rows are of one."""
    if len(fit) < 2:  # noqa: PLR2004 - one is no choice
        return fit
    head = next((head for layout in fit if (head := head_of(layout, "symbol", plain_heads(raw.columns)))), None)
    symbols = set(texts_of(raw.columns[head])) if head else {symbol_of_table(raw, place)}
    if place == "index" or all(map(is_index, symbols)):
        return tuple(layout for layout in fit if layout.index or layout.table == "index")
    return fit
