"""A word that many rows of a Parquet file share, and which is too long for any of them."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_sources.csv_folder.parquet import read_parquet
from data_sources.tables.raw import FileFaultError


def _file(length: int) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"symbol": pa.array(["x" * length] * 3).dictionary_encode()}), made)
    return made.getvalue()


def test_longest_word_is_read_and_one_character_more_is_refused() -> None:
    assert read_parquet(_file(131_072), "targets").columns["symbol"] == ["x" * 131_072] * 3
    with pytest.raises(FileFaultError, match="a cell holds 131,073 characters; at most 131,072 are read"):
        read_parquet(_file(131_073), "targets")
