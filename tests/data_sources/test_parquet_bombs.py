"""A small Parquet file that would unfold without end is refused before anything of it is decoded."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_sources.csv_folder.parquet import read_parquet
from data_sources.tables.raw import FileFaultError

WORD = "x" * 1_000_000


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"symbol": ["600000.SH"] * 1_001}), tmp_path / "rows.parquet")
    data = (tmp_path / "rows.parquet").read_bytes()
    with pytest.raises(FileFaultError, match="unfold to 1,001 rows; at most 1,000"):
        read_parquet(data, "rows.parquet", 1_000)
    assert len(read_parquet(data, "rows.parquet", 1_001).line) == 1_001


def test_a_long_word_of_many_rows_is_in_memory_once(tmp_path: Path) -> None:
    # 40,000 rows of one word of 100 KB: 4 GB, if each row had its own.
    pq.write_table(
        pa.table({"note": pa.array([WORD[:100_000]] * 40_000).dictionary_encode()}), tmp_path / "words.parquet"
    )
    words = read_parquet((tmp_path / "words.parquet").read_bytes(), "words.parquet").columns["note"]
    assert len(words) == 40_000
    assert words[0] is words[39_999]


def test_bytes_are_words_as_well(tmp_path: Path) -> None:
    # Some writers leave out that bytes are text.
    table = pa.table({"note": [WORD[:100_000].encode()] * 40, "symbol": [b"600000.SH"] * 40})
    pq.write_table(table, tmp_path / "bytes.parquet")
    read = read_parquet((tmp_path / "bytes.parquet").read_bytes(), "bytes.parquet").columns
    assert read["note"][0] is read["note"][39]
    assert read["symbol"][0] == "600000.SH"


def test_a_long_value_of_fixed_length_is_refused(tmp_path: Path) -> None:
    table = pa.table({"note": pa.array([b"x" * 1_000_000] * 2, type=pa.binary(1_000_000)).take([0] * 1_100)})
    pq.write_table(table, tmp_path / "wide.parquet", compression="zstd")
    with pytest.raises(FileFaultError, match="holds 1,000,000 bytes in each of 1,100 rows"):
        read_parquet((tmp_path / "wide.parquet").read_bytes(), "wide.parquet")


def test_words_that_share_their_beginnings_are_refused(tmp_path: Path) -> None:
    table = pa.table({"note": [WORD + str(number) for number in range(1_500)]})
    path = tmp_path / "shared.parquet"
    pq.write_table(table, path, use_dictionary=False, column_encoding={"note": "DELTA_BYTE_ARRAY"}, compression="zstd")
    with pytest.raises(FileFaultError, match="DELTA_BYTE_ARRAY"):
        read_parquet(path.read_bytes(), "shared.parquet")


def test_a_column_of_lists_is_left_out(tmp_path: Path) -> None:
    pq.write_table(pa.table({"symbol": ["600000.SH"], "note": [[1.0, 2.0]]}), tmp_path / "lists.parquet")
    assert list(read_parquet((tmp_path / "lists.parquet").read_bytes(), "lists.parquet").columns) == ["symbol"]
