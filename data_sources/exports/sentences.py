"""What was done with the files of a layout, in words: the columns that were read, and the units that were converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_sources.exports.heads import factor_of, head_of
from data_sources.exports.layouts import Layout
from data_sources.exports.units import AS_PROVED
from data_sources.tables.finding import Finding
from data_sources.tables.schema import TABLES


def said(layout: Layout, units: Mapping[str, str], plain: Mapping[str, str], judged: Iterable[Finding]) -> str:
    """Say what of a file was converted: units of bars and levels, else the columns, which may be per ten shares.

    ``units`` are the declared ones of ``volume`` and ``amount``, "" where the file has none; ``plain`` the heads of
    ``plain_heads``. Where the rows proved others (``judged``), that is said instead.
    """
    if layout.table not in ("bars", "index"):
        columns = [
            column.name
            for column in TABLES[layout.table].columns
            if head_of(layout, column.name, plain) or not plain.keys().isdisjoint(_parts(layout, column.name))
        ]
        return f"{', '.join(columns)}{', per ten shares' if layout.per_ten else ''}; converted"
    if any(finding.rule == AS_PROVED for finding in judged):
        return "other units than known, as amount / volume proves; converted"
    words = [f"{column} in {unit}" for column, unit in units.items() if unit]
    if layout.table == "bars" and not units["amount"]:
        words.append("no amount")
    if not words:
        return "levels only; columns converted"
    same = all(factor_of(column, unit) == 1 for column, unit in units.items())
    return f"{', '.join(words)}; {'columns ' if same else ''}converted"


def _parts(layout: Layout, column: str) -> tuple[str, ...]:
    return (*layout.sums.get(column, ()), *layout.growth.get(column, ()))


def left_out(layout: Layout, rows: int) -> str:
    """Say how many rows of a layout do not count, and by which columns; "" for none."""
    if not rows:
        return ""
    words = [f"{head} is not {kept[0]}" for head, kept in layout.keep.items()]
    needed = [f"no {layout.columns[column][0]}" for column in layout.needs]
    why = ", or ".join([*words, *needed])
    return f"; {rows:,} {'row' if rows == 1 else 'rows'} left out{f' ({why})' if why else ''}"
