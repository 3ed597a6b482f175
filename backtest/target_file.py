"""A weight table in a file, CSV, Parquet or Excel, long or wide; what is wrong in it is named by file and line."""

from __future__ import annotations

from pathlib import Path

from backtest.target_table import GivenTargets, targets_of
from backtest.targets import Targets
from data_sources.csv_folder.one_table import one_table
from data_sources.errors import InputError
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.tables.raw import FileFaultError
from data_sources.whole_file import read_whole

MOST_BYTES, MOST_ROWS = 128 << 20, 4_000_000
"""Of a weight table: a decision about every share on every session of three years."""


def read_targets(path: Path) -> Targets:
    """Read a weight table as ``read_target_file`` does, one in which nothing is mended, such as one of a run folder."""
    return read_target_file(path).targets


def read_target_file(path: Path) -> GivenTargets:
    """Read a weight table in any form of ``target_layout``. Parquet or Excel when the file says so, else text.

    Raises InputError in one line with file and, where there is one, line (Parquet: row) for a file that cannot be
    read, a table in no such form, a bad cell, a symbol that is not an A share, and for what ``targets_from_rows``
    refuses.
    """
    try:
        data = read_whole(path, MOST_BYTES)
    except OSError as error:
        raise InputError(
            both(
                f"targets {path}: {reason_of(error)}; give a CSV, Parquet or Excel file of date, symbol, weight",
                f"权重表 {path}：{reason_of(error).zh}；请给出含 date、symbol、weight 的 CSV、Parquet 或 Excel 文件",
            )
        ) from None
    try:
        raw = one_table(data, "targets", str(path), MOST_ROWS, "the weights")
    except FileFaultError as fault:
        raise InputError(str(fault.finding("targets", str(path)))) from None
    return targets_of(raw)
