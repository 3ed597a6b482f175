"""The binary daily file of TDX (通达信), ``vipdoc/sh/lday/sh600000.day``.

32 bytes a session, little-endian: day as yyyymmdd, open, high, low and close in hundredths of a yuan (of a point for an
index), amount in CNY as float32, volume in shares, four bytes without meaning. Prices are raw. Source: the form as the
terminal writes it, described alike by the open readers of these files.
"""

from __future__ import annotations

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import PRICES

RECORD = np.dtype(
    [
        ("date", "<u4"), ("open", "<u4"), ("high", "<u4"), ("low", "<u4"), ("close", "<u4"),
        ("amount", "<f4"), ("volume", "<u4"), ("reserved", "<u4"),
    ]
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_day(data: bytes, name: str) -> RawTable:
    """Read a ``.day`` file to date, open, high, low, close (CNY or points), amount (CNY) and volume (shares).

    ``line`` counts records from 1. Amounts are as exact as float32 is, to one part in 16 million, and are rounded to
    its seven digits. Raises FileFaultError for what cannot be such a file.
    """
    size = RECORD.itemsize
    if not data:
        raise FileFaultError("empty_file", "the file is empty")
    if len(data) % size:
        words = f"its {len(data):,} bytes are no whole number of {size}-byte records; it was cut off or is no .day file"
        raise FileFaultError("broken_day_file", words)
    records = np.frombuffer(data, RECORD)
    days, wrong = _days(records["date"].astype(np.int64))
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        words = f"record {first + 1} begins with {int(records['date'][first])}, which is no day; it is no .day file"
        raise FileFaultError("broken_day_file", words, first + 1)
    columns = {"date": days, **{price: records[price] / 100 for price in PRICES}}
    columns["amount"] = np.array([float(str(amount)) for amount in records["amount"]], np.float64)
    columns["volume"] = records["volume"].astype(np.float64)
    return RawTable(name, columns, np.arange(1, len(records) + 1, dtype=np.int64))


def _days(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers like 20240102 as days, and where they are none."""
    years, months, day = numbers // 10_000, numbers // 100 % 100, numbers % 100
    wrong = (years < FIRST_YEAR) | (years > LAST_YEAR) | (months < 1) | (months > 12) | (day < 1) | (day > 31)  # noqa: PLR2004
    months_since_1970 = np.where(wrong, 0, (years - 1970) * 12 + months - 1)
    days = months_since_1970.astype("datetime64[M]").astype("datetime64[D]") + np.where(wrong, 0, day - 1) * DAY
    return days, wrong | (days.astype("datetime64[M]").astype(np.int64) != months_since_1970)
