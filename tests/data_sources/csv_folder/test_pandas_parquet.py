"""Parquet as pandas writes it: an index without a name, heads of two levels, single precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_sources.csv_folder.given_files import find_files
from data_sources.csv_folder.raw_tables import read_raw_tables
from data_sources.tables.raw import RawTable

DAYS = pd.DatetimeIndex(["2024-01-02", "2024-01-03"])


def written(frame: pd.DataFrame, path: Path) -> RawTable:
    frame.to_parquet(path)
    (raw,) = read_raw_tables(find_files([path]).files[0])
    return raw


def test_an_index_of_days_without_a_name_is_called_index(tmp_path: Path) -> None:
    raw = written(pd.DataFrame({"close": [6.65, 6.75]}, index=DAYS), tmp_path / "a.parquet")
    assert set(raw.columns) == {"close", "index"}
    assert np.array_equal(raw.columns["index"], DAYS.to_numpy().astype("datetime64[D]"))


def test_an_index_that_counts_rows_is_gone(tmp_path: Path) -> None:
    frame = pd.DataFrame({"close": [6.65, 6.75]}, index=pd.Index([0, 1], dtype="int64"))
    assert set(written(frame, tmp_path / "a.parquet").columns) == {"close"}


@pytest.mark.parametrize("symbol_first", [False, True])
def test_two_levels_of_heads_are_a_column_of_securities(tmp_path: Path, symbol_first: bool) -> None:
    heads = [("Close", "600000.SS"), ("Volume", "600000.SS"), ("Close", "000001.SZ"), ("Volume", "000001.SZ")]
    columns = pd.MultiIndex.from_tuples([(b, a) if symbol_first else (a, b) for a, b in heads])
    frame = pd.DataFrame([[6.65, 100, 9.35, 300], [6.75, 200, 9.12, 400]], index=DAYS.rename("Date"), columns=columns)
    raw = written(frame, tmp_path / "a.parquet")
    assert list(raw.columns["symbol"]) == ["600000.ss", "600000.ss", "000001.sz", "000001.sz"]
    assert list(raw.columns["close"]) == [6.65, 6.75, 9.35, 9.12]
    assert list(raw.columns["volume"]) == [100.0, 200.0, 300.0, 400.0]
    assert [str(day) for day in raw.columns["date"]] == ["2024-01-02", "2024-01-03"] * 2


def test_two_indices_without_names_are_kept_apart(tmp_path: Path) -> None:
    index = pd.MultiIndex.from_tuples([("600000.XSHG", DAYS[0]), ("600000.XSHG", DAYS[1])])
    raw = written(pd.DataFrame({"close": [6.65, 6.75]}, index=index), tmp_path / "a.parquet")
    assert list(raw.columns["index"]) == ["600000.XSHG", "600000.XSHG"]
    assert [str(day) for day in raw.columns["index_1"]] == ["2024-01-02", "2024-01-03"]
