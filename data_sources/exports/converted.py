"""One raw table of a known layout to frames of the canonical tables, with what was done and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from data_sources.csv_folder import with_columns_of_path
from data_sources.exports.actions import without_repeats
from data_sources.exports.adjusted import (
    adjusted_by_columns,
    adjusted_by_prices,
    adjusted_finding,
    without_float32_noise,
)
from data_sources.exports.convert import canonical, names_of, of_a_shares
from data_sources.exports.heads import factor_of, head_of, plain_heads, unit_of
from data_sources.exports.indices import of_indices
from data_sources.exports.layouts import Layout
from data_sources.exports.sentences import said
from data_sources.exports.st_runs import st_spells
from data_sources.exports.units import bars_in_our_units, levels_in_our_units
from data_sources.exports.whose_file import symbol_of_table
from data_sources.exports.words import numbers_of, rows_of, words_of
from data_sources.quality.units.float_shares import volumes_beside_float
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.raw import RawColumn, RawTable
from data_sources.tables.schema import BARS, TABLES
from data_sources.tables.titles import title_of

NAME, ST = "name", "st"
UNITS = ("volume", "amount")
OF_FLOAT = ("turnover_rate", "float_shares")
DAILY = "日线"


@dataclass(frozen=True)
class Converted:
    """What became of one raw table. ``layout`` is None for our own columns; ``said`` is what was converted.

    ``names`` are the short names that it gives of securities, ``left_out`` counts its rows that do not count.
    ``suspended`` are bars without volume, of the days on which it says that a security was suspended (停牌).
    """

    layout: Layout | None
    frames: tuple[Frame, ...]
    findings: tuple[Finding, ...]
    rows: int
    said: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0
    suspended: Frame | None = None


def own(raw: RawTable, table: str) -> Converted:
    """Read a table of our own columns. Raises FileFaultError when a required one is missing."""
    frame, findings = typed_frame(with_columns_of_path(raw, TABLES[table]), TABLES[table])
    return Converted(None, (frame,), (*raw.findings, *findings), len(raw.line))


def converted(raw: RawTable, layout: Layout, place: str = "") -> Iterator[Converted]:
    """Read a table of a layout: its shares, and then its indices where it may hold both.

    ``place`` is the table that the file's place names, if any. Raises FileFaultError when its rows belong to no symbol.
    """
    plain = plain_heads(raw.columns)
    if not layout.table:
        days, found = _suspended(raw, layout, plain) if layout.columns else (None, ())
        yield Converted(layout, (), (*raw.findings, *found), len(raw.line), layout.instead, suspended=days)
        return
    table = _with_extras(raw, layout, plain, place)
    left_out = len(raw.line) - len(table.line)
    if not layout.index:
        yield replace(_part(raw, table, layout, plain), left_out=left_out)
        return
    index = np.ones(len(table.line), np.bool_) if place == "index" else of_indices(table.columns["symbol"])
    findings = raw.findings
    for part, rows in ((layout, ~index), (layout.of_index(), index)):
        if rows.any() or (part is layout and not len(index)):
            read = _part(replace(raw, findings=findings), rows_of(table, rows), part, plain)
            yield replace(read, left_out=left_out)
            findings, left_out = (), 0


def _suspended(raw: RawTable, layout: Layout, plain: Mapping[str, str]) -> tuple[Frame, tuple[Finding, ...]]:
    days = canonical(raw, replace(layout, table=BARS.name), plain, "")
    return typed_frame(replace(days, columns={**days.columns, "volume": ["0"] * len(days.line)}), BARS)


def _with_extras(raw: RawTable, layout: Layout, plain: Mapping[str, str], place: str) -> RawTable:
    """Return the canonical columns, with each row's short name, mark of ST and shares outstanding beside them."""
    extras: dict[str, RawColumn] = {f"_{NAME}": names_of(raw, layout, plain)}
    if layout.st_flag in plain:
        extras[f"_{ST}"] = words_of(raw.columns[plain[layout.st_flag]])
    for column in OF_FLOAT:
        if head := head_of(layout, column, plain):
            extras[f"_{column}"] = numbers_of(raw.columns[head]) * factor_of(column, unit_of(layout, column, plain))
    table = canonical(raw, layout, plain, symbol_of_table(raw, place))
    kept = rows_of(replace(raw, columns=extras), np.isin(raw.line, table.line)).columns
    return replace(table, columns={**table.columns, **kept}, findings=())


def _part(raw: RawTable, table: RawTable, layout: Layout, plain: Mapping[str, str]) -> Converted:
    notes: list[Finding] = []
    if layout.table == "instruments":
        table, others = of_a_shares(table)
        if others:
            message = f"{others:,} rows of {layout.title} are no A shares; they are left out"
            notes.append(Finding("note", "others_left_out", message, layout.table, "", None, raw.name))
    frame, found = typed_frame(table, TABLES[layout.table])
    beside = np.isin(table.line, frame.line)
    units = {column: unit_of(layout, column, plain) if head_of(layout, column, plain) else "" for column in UNITS}
    frames: tuple[Frame, ...] = (frame,)
    if layout.table == "index":
        frame, judged = levels_in_our_units(frame, units["volume"], units["amount"])
        frames = (frame,)
    elif layout.table == "bars":
        typed = without_float32_noise(frame)
        frame, judged = _bars(raw, layout, plain, typed, units)
        judged = (*judged, *_beside_float(table, frame, typed["volume"], beside))
        marked = _marks(table, beside)
        frames = (frame, st_spells(frame, marked)) if marked.any() else (frame,)
    else:
        frame, judged = without_repeats(frame)
        frames = (frame,)
    names = _names(raw, frame.symbols, _cells(table, NAME, beside)) if layout.table == "bars" else {}
    findings = (*raw.findings, *notes, *found, *judged)
    return Converted(layout, frames, findings, len(table.line), said(layout, units, plain, judged), names)


def _bars(
    raw: RawTable, layout: Layout, plain: Mapping[str, str], bars: Frame, units: Mapping[str, str]
) -> tuple[Frame, tuple[Finding, ...]]:
    """Return bars in our units, with what says that they are adjusted, not daily or in other units than known."""
    findings: list[Finding] = []
    symbol = str(bars["symbol"][0]) if len(bars) and (bars["symbol"] == bars["symbol"][0]).all() else ""
    why = adjusted_by_columns(raw, layout, plain) or (adjusted_by_prices(bars) if layout.on_tick else "")
    if why:
        findings.append(adjusted_finding(layout, why, raw.name, symbol))
    findings.extend(_not_daily(raw, layout, plain, symbol))
    bars, differs = bars_in_our_units(bars, layout, units["volume"], units["amount"])
    return bars, (*findings, *differs)


def _beside_float(table: RawTable, bars: Frame, volume: Array, beside: NDArray[np.bool_]) -> Iterator[Finding]:
    """Yield what the turnover rates of a file say of its volumes, where it has some; ``volume`` is the file's own."""
    if "_turnover_rate" not in table.columns:
        return
    nothing = np.full(len(table.line), np.nan)
    rate, shares = (np.asarray(table.columns.get(f"_{column}", nothing), np.float64)[beside] for column in OF_FLOAT)
    with np.errstate(all="ignore"):
        yield from volumes_beside_float(bars, rate, shares, bars["volume"] / volume)


def _not_daily(raw: RawTable, layout: Layout, plain: Mapping[str, str], symbol: str) -> Iterator[Finding]:
    title = title_of(raw.around)
    if title and title.interval not in ("", DAILY):
        message = (
            f"{layout.title}: the title says {title.interval}, so these are no daily bars; give daily ones ({DAILY})"
        )
        yield Finding("severe", "not_daily", message, "bars", symbol, None, raw.name, 1)
    for head, words in layout.daily.items():
        others = sorted(set(words_of(raw.columns[plain[head]])) - {*words, ""}) if head in plain else []
        if others:
            message = f"{layout.title}: {head} is {others[0]}, so these are no daily bars; give daily ones"
            yield Finding("severe", "not_daily", message, "bars", symbol, None, raw.name, 1)


def _marks(table: RawTable, beside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(_cells(table, ST, beside) == "1", np.bool_)


def _cells(table: RawTable, name: str, beside: NDArray[np.bool_]) -> Array:
    cells = table.columns.get(f"_{name}", [""] * len(table.line))
    return np.array(list(cells), object)[beside]


def _names(raw: RawTable, symbols: Array, names: Array) -> dict[str, str]:
    """Return the last name that rows give each symbol, or that of the title when all rows are of one."""
    given = {str(symbol): str(name).strip() for symbol, name in zip(symbols, names, strict=True) if str(name).strip()}
    title = title_of(raw.around)
    alone = title is not None and bool(title.name) and len(symbols) > 0 and bool((symbols == symbols[0]).all())
    return given or ({str(symbols[0]): title.name} if title and alone else {})
