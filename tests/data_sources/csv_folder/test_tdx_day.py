"""The binary daily file of TDX: 32 bytes a session, prices in cents."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from data_sources.csv_folder.given_files import GivenFile
from data_sources.csv_folder.raw_tables import raw_tables_of
from data_sources.tables.raw import FileFaultError, RawTable


def record(day: int, amount: float = 13_400_000.0) -> bytes:
    """One session: open 6.65, high 6.80, low 6.60, close 6.75, 2,000,000 shares."""
    return struct.pack("<IIIIIfII", day, 665, 680, 660, 675, amount, 2_000_000, 0)


def read(data: bytes) -> RawTable:
    (raw,) = raw_tables_of(GivenFile("sh600000.day", "", ".day", bytes), data)
    return raw


def test_prices_are_yuan_amounts_yuan_and_volume_shares() -> None:
    # 123,456,789.12 CNY is 1.2345679e8 in the seven digits of float32.
    raw = read(record(20240102) + record(20240131, 123_456_789.12))
    assert np.array_equal(raw.columns["date"], np.array(["2024-01-02", "2024-01-31"], "datetime64[D]"))
    assert [raw.columns[name][0] for name in ("open", "high", "low", "close")] == [6.65, 6.8, 6.6, 6.75]
    assert list(raw.columns["amount"]) == [13_400_000.0, 123_456_790.0]
    assert list(raw.columns["volume"]) == [2_000_000.0, 2_000_000.0]
    assert raw.line.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"", "empty_file", "empty"),
        (record(20240102)[:-1], "broken_day_file", "its 31 bytes are no whole number of 32-byte records"),
        (record(20240102) + record(20240230), "broken_day_file", "record 2 begins with 20240230, which is no day"),
        (record(665), "broken_day_file", "record 1 begins with 665"),
    ],
)
def test_what_is_no_day_file_is_one_line(data: bytes, rule: str, said: str) -> None:
    with pytest.raises(FileFaultError, match=said) as caught:
        read(data)
    assert caught.value.rule == rule
