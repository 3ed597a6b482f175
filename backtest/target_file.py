"""A weight table in a file, CSV or Parquet: date, symbol, weight; what is wrong in it is named by file and line."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from backtest.targets import Targets, targets_from_rows
from data_sources.csv_folder.csv_text import read_csv
from data_sources.csv_folder.parquet import read_parquet
from data_sources.errors import InputError
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.schema import Column, Table
from data_sources.tables.symbols import parse_a_share
from data_sources.whole_file import read_whole

if TYPE_CHECKING:
    import pandas as pd

TARGETS = Table(
    "targets",
    (
        Column("date", "date", filled=True),
        # Read as text: an empty one means all cash, and any dialect is allowed.
        Column("symbol", "text"),
        Column("weight", "number", "share of equity", filled=True),
    ),
    key=("date", "symbol"),
)
MOST_BYTES, MOST_ROWS = 128 << 20, 4_000_000
"""Of a weight table: a decision about every share on every session of three years."""
PARQUET_MAGIC = b"PAR1"


def read_targets(path: Path) -> Targets:
    """Read a weight table of date, symbol, weight; other columns are ignored. Parquet when the file says so, else CSV.

    Raises InputError in one line with file and, where there is one, line (Parquet: row) for a file that cannot be
    read, a missing column, a bad cell, a symbol that is not an A share, and for what ``targets_from_rows`` refuses.
    """
    try:
        data = read_whole(path, MOST_BYTES)
    except OSError as error:
        raise InputError(
            f"targets {path}: {error.strerror or error}; give a CSV or Parquet file of date, symbol, weight"
        ) from None
    try:
        if data.startswith(PARQUET_MAGIC):
            raw = read_parquet(data, str(path), MOST_ROWS)
        else:
            raw = read_csv(data, "targets", str(path))
        frame, findings = typed_frame(raw, TARGETS)
    except FileFaultError as fault:
        raise InputError(str(fault.finding("targets", str(path)))) from None
    _refuse_first((*raw.findings, *findings))
    if not len(frame):
        raise InputError(f"targets {path}: there is no row below the header; give date, symbol, weight")
    return _targets(frame, raw)


def read_target_frame(table: pd.DataFrame) -> Targets:
    """Read a pandas frame with the columns date, symbol, weight, as a file of them is read; other columns are ignored.

    Weights are fractions of equity; a missing symbol means all cash. Raises InputError that names the row, counted
    from 1.
    """
    columns = getattr(table, "columns", None)
    if columns is None or (missing := [name for name in TARGETS.names() if name not in columns]):
        lacks = "it is no frame" if columns is None else f"it lacks {', '.join(missing)}"
        raise InputError(f"targets: {lacks}; give the path of a file, or a frame with date, symbol, weight")
    if doubled := [name for name in TARGETS.names() if list(columns).count(name) > 1]:
        raise InputError(f"targets: column {', '.join(doubled)} stands more than once in the frame; keep one")
    if not len(table):
        raise InputError("targets: the frame has no row; give date, symbol, weight")
    cells: dict[str, RawColumn] = {name: [_text(cell) for cell in table[name].tolist()] for name in TARGETS.names()}
    raw = RawTable("targets", cells, np.arange(1, len(table) + 1, dtype=np.int64))
    try:
        frame, findings = typed_frame(raw, TARGETS)
    except FileFaultError as fault:
        raise InputError(str(fault.finding("targets", "targets"))) from None
    _refuse_first(findings)
    return _targets(frame, raw)


def _text(cell: object) -> str:
    """Return a cell as a file would hold it; a missing one (None, NaN, NaT) is empty."""
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN and NaT alone differ from themselves
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def _targets(frame: Frame, raw: RawTable) -> Targets:
    rows = zip(frame["date"].tolist(), _symbols(frame, raw), frame["weight"].tolist(), strict=True)
    try:
        return targets_from_rows(rows)
    except InputError as error:
        raise InputError(f"{raw.name}: {error}") from None


def _refuse_first(findings: tuple[Finding, ...]) -> None:
    wrong = [finding for finding in findings if finding.severity == "severe"]
    if wrong:
        first = min(wrong, key=lambda finding: finding.line)
        more = len(wrong) - 1
        raise InputError(f"{first}{f', and {more} more like it' if more else ''}")


def _symbols(frame: Frame, raw: RawTable) -> list[str]:
    """Return the canonical symbol of each row, "" for all cash; a text that is not a symbol is named by its line."""
    read = lru_cache(maxsize=None)(lambda text: str(parse_a_share(text)) if text else "")
    symbols = []
    for row, text in enumerate(frame["symbol"].tolist()):
        try:
            symbols.append(read(text))
        except InputError as error:
            raise InputError(f"{raw.name}:{frame.line[row]}: {error}") from None
    return symbols
