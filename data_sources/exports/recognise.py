"""Which layout a file has: by its heads alone, so that what does not decide is asked and not guessed."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.exports.heads import INDEX, head_of, plain_heads
from data_sources.exports.layouts import Layout, layouts
from data_sources.exports.wide import is_wide
from data_sources.plain_text import cut
from data_sources.tables.file_names import ending_of
from data_sources.tables.raw import RawTable
from data_sources.tables.schema import PRICES, TABLES

NEEDED = {"bars": ("date", *PRICES, "volume"), "index": ("date", "close"), "sessions": ("date",)}
PLAIN = "plain_"
"""How the layouts begin that have no system's own heads."""


def fitting(raw: RawTable, table: str = "") -> tuple[Layout, ...]:
    """Return the layouts that fit a file, of one ``table`` where the place of the file says it.

    Of layouts one of which knows all heads of another and more, the one that knows more fits.
    """
    plain = plain_heads(raw.columns)
    ending = ending_of(raw.name)
    own = ending if any(each.ending == ending for each in layouts().values()) else ""
    found = [each for each in layouts().values() if each.ending == own and _may_hold(each, table) and fits(each, plain)]
    return tuple(layout for layout in found if not any(_knows_more(other, layout) for other in found))


def fits(layout: Layout, plain: Mapping[str, str]) -> bool:
    """Say whether a file with these heads (``plain_heads``) is of a layout."""
    there = plain.keys()
    return (
        set(layout.tells) <= there
        and (not layout.any_of or not there.isdisjoint(layout.any_of))
        and there.isdisjoint(layout.without)
        and (not layout.exact or tuple(head for head in plain if head != INDEX) == layout.tells)
        and not lacking(layout, plain)
    )


def lacking(layout: Layout, plain: Mapping[str, str]) -> tuple[str, ...]:
    """Return the heads that a file lacks to be read as a layout; empty when it can be."""
    columns = NEEDED.get(layout.table, ())
    missing = [layout.columns[name][0] for name in columns if head_of(layout, name, plain) is None]
    return tuple(dict.fromkeys([*(head for head in layout.tells if head not in plain and not columns), *missing]))


def own_table(raw: RawTable) -> str:
    """Return the canonical table whose required columns a file has, "" for none.

    Tables that nearly any file would be are left out: sessions (a date) and index (symbol, date and close).
    """
    for name, table in TABLES.items():
        required = {column.name for column in table.columns if column.required}
        if name not in ("sessions", "index") and required <= raw.columns.keys():
            return name
    index = {column.name for column in TABLES["index"].columns}
    return "index" if {"symbol", "date", "close"} <= raw.columns.keys() <= index - {"open", "high", "low"} else ""


def not_recognised(raw: RawTable) -> str:
    """Say in one sentence what columns a file has, which layout is nearest and what it lacks."""
    plain = plain_heads(raw.columns)
    there = cut(", ".join(raw.columns), 200) or "none"
    if is_wide(raw):
        columns = f"{len(raw.columns) - 1:,} columns are one security each, so that this is one price of all"
        return f"no layout fits: {columns}; give rows of a security and a day with all prices, volume and amount"
    nearest = max(layouts().values(), key=lambda each: _likeness(each, plain))
    if _likeness(nearest, plain) <= 0:
        return f"no layout fits: the columns are {there}; give a table that docs/layouts.md names"
    missing = _missing(nearest, plain)
    more = [head for head in nearest.without if head in plain]
    lacks = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(more) or 'other columns'} beside"
    return (
        f"no layout fits: the columns are {there}; the nearest is {nearest.title} ({nearest.name}), of which it {lacks}"
    )


def asked(fit: tuple[Layout, ...]) -> str:
    """Ask in one sentence which of several layouts a file has."""
    names = " or ".join(f"{layout.title} (--format {layout.name})" for layout in fit)
    return f"the columns are those of {names}: say which"


def _may_hold(layout: Layout, table: str) -> bool:
    return not table or layout.table == table or bool(layout.index and table == "index")


def _knows_more(one: Layout, other: Layout) -> bool:
    more, less = set(one.tells), set(other.tells)
    return more > less or (more == less and bool(one.any_of) and not other.any_of)


def _likeness(layout: Layout, plain: Mapping[str, str]) -> float:
    """The heads that are there less those that are not, for the layout that is named when none fits."""
    return sum(head in plain for head in layout.tells) - len(_missing(layout, plain))


def _missing(layout: Layout, plain: Mapping[str, str]) -> tuple[str, ...]:
    """Return the heads that a file lacks to be of a layout, of alternatives all in one."""
    tells = [head for head in layout.tells if head not in plain]
    either = [" or ".join(layout.any_of)] if layout.any_of and plain.keys().isdisjoint(layout.any_of) else []
    return tuple(dict.fromkeys([*tells, *lacking(layout, plain), *either]))
