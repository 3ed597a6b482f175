"""The rows of a weight table, of a file or of a frame, to targets; what is wrong is named by file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from backtest.target_layout import Layout, days_of_decisions, layout_of, long_table
from backtest.target_symbol import lost_zeros, share_of
from backtest.targets import Targets, targets_from_rows, targets_from_weights
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import Column, Table

DATE = Column("date", "date", filled=True)
TARGETS = Table(
    "targets",
    (
        DATE,
        # Read as text: an empty one means all cash, and any dialect is allowed.
        Column("symbol", "text"),
        Column("weight", "number", "share of equity", filled=True),
    ),
    key=("date", "symbol"),
)


@dataclass(frozen=True)
class GivenTargets:
    """Targets as they were read; ``notes`` are sentences on what was mended in them."""

    targets: Targets
    notes: tuple[str, ...] = ()


def targets_of(raw: RawTable, levels: Iterable[str] = (), *, one_value: bool = False) -> GivenTargets:
    """Read a long or a wide weight table; ``levels`` and ``one_value`` as for ``layout_of``.

    In a wide table an empty cell beside numbers is a symbol without a weight that day, a row of zeros is all cash and
    a row without any number an error. Raises InputError in one line with file and, where there is one, line.
    """
    _refuse_first(raw.findings)
    layout = layout_of(raw, levels, one_value=one_value)
    given = _wide_targets(raw, layout) if layout.symbols else _long_targets(long_table(raw, layout))
    return replace(given, notes=(*map(str, raw.findings), *given.notes))


def _long_targets(raw: RawTable) -> GivenTargets:
    frame, notes = _typed(raw, TARGETS)
    symbols = _symbols(frame, raw)
    rows = zip(frame["date"].tolist(), symbols, frame["weight"].tolist(), strict=True)
    try:
        targets = targets_from_rows(rows)
    except InputError as error:
        raise InputError(f"{raw.name}: {error}") from None
    return GivenTargets(targets, (*notes, *lost_zeros(frame["symbol"].tolist())))


def _wide_targets(raw: RawTable, layout: Layout) -> GivenTargets:
    columns = {head: raw.columns[head] for head in layout.symbols}
    dated = replace(raw, columns={"date": days_of_decisions(raw.columns[layout.date]), **columns})
    table = Table("targets", (DATE, *(Column(head, "number") for head in layout.symbols)), key=("date",))
    frame, notes = _typed(dated, table)
    order = np.argsort(frame["date"], kind="stable")
    days = frame["date"][order]
    if len(doubled := np.flatnonzero(days[1:] == days[:-1])):
        first, second = (frame.place(int(order[int(doubled[0]) + k]))[1] for k in (0, 1))
        raise InputError(
            both(
                f"{raw.name}:{second}: {days[doubled[0]]} stands in row {first} too; give each date one row",
                f"{raw.name}:{second}：{days[doubled[0]]} 在第 {first} 行已有；每个日期只给一行",
            )
        )
    try:
        shares = {head: share_of(head) for head in layout.symbols}
        heads = sorted(shares, key=shares.__getitem__)
        matrix = np.column_stack([frame[head][order] for head in heads])
        targets = _held(targets_from_weights(days, tuple(shares[head] for head in heads), matrix))
    except InputError as error:
        raise InputError(f"{raw.name}: {error}") from None
    return GivenTargets(targets, (*notes, *lost_zeros(layout.symbols)))


def _held(targets: Targets) -> Targets:
    """Return targets without the columns that never have a weight: no market needs to know these symbols."""
    used = np.unique(targets.columns)
    symbols = tuple(targets.symbols[column] for column in used.tolist())
    return replace(targets, symbols=symbols, columns=np.searchsorted(used, targets.columns))


def _typed(raw: RawTable, table: Table) -> tuple[Frame, tuple[str, ...]]:
    """Return typed rows and what was mended in them; InputError for the first cell that makes no sense."""
    try:
        frame, findings = typed_frame(raw, table)
    except FileFaultError as fault:
        raise InputError(str(fault.finding("targets", raw.name))) from None
    _refuse_first(findings)
    if not len(frame):
        raise InputError(
            both(
                f"{raw.name}: there is no row below the header; give date, symbol, weight",
                f"{raw.name}：表头之下没有行；请给出 date、symbol、weight",
            )
        )
    return frame, tuple(str(finding) for finding in findings)


def _refuse_first(findings: tuple[Finding, ...]) -> None:
    severe = [finding for finding in findings if finding.severity == "severe"]
    if severe:
        first = min(severe, key=lambda finding: finding.line)
        more = len(severe) - 1
        raise InputError(f"{first}{f', and {more} more like it' if more else ''}")


def _symbols(frame: Frame, raw: RawTable) -> list[str]:
    """Return the canonical symbol of each row, "" for all cash; a text that is not a symbol is named by its line."""
    read = lru_cache(maxsize=None)(share_of)
    symbols = []
    for row, text in enumerate(frame["symbol"].tolist()):
        try:
            symbols.append(read(text))
        except InputError as error:
            raise InputError(f"{raw.name}:{frame.line[row]}: {error}") from None
    return symbols
