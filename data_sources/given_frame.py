"""A frame that a caller in Python gives, as a file of it would be read: columns by head, the levels of its index too.

pandas is never imported here: who gives a frame has it. A frame of another library is taken over by its ``to_pandas``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources.calendar.clock import SHANGHAI
from data_sources.tables.brief import first_of
from data_sources.tables.day_stamps import CLOSE, MIDNIGHT
from data_sources.tables.frame import Array
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.single_precision import decimals_meant
from data_sources.tables.spellings import are_days

if TYPE_CHECKING:
    import pandas as pd

MOST_LEVELS = 2
"""Of heads: a price and a security."""
STAMPS = np.array([MIDNIGHT, CLOSE], "timedelta64[s]")


def is_frame(given: object) -> bool:
    """Say whether something is a frame or a series, of pandas or with a way to become one of pandas."""
    return hasattr(given, "to_pandas") or (hasattr(given, "iloc") and hasattr(given, "index"))


def raw_of_frame(given: Any, name: str, *, levels: bool = False) -> RawTable:  # noqa: ANN401 - frames of several libraries
    """Return a frame as the rows of a file called ``name``; ``line`` counts rows from 1.

    Levels of the index are columns, unnamed ones ``index`` or ``level_0``, ``level_1``; numbers that only count the
    rows are none. Days and numbers keep their type, all else becomes text; what is missing becomes NaT, NaN or an empty
    text. A moment with a time zone is one in Shanghai; moments become days when they are stamps of daily rows, which
    are midnights, closes or one time of day throughout, and stay moments otherwise. Numbers of 32 bits are
    read as the price to a hundredth of a cent that they stand for.

    Raises FileFaultError for what is no frame, for heads of several levels, of which two may be allowed (``levels``:
    then a head is like ``('close', '600000.sh')``), and for two equal heads.
    """
    frame = _frame(given)
    labels = [*frame.columns]
    if getattr(frame.columns, "nlevels", 1) > (MOST_LEVELS if levels else 1):
        words = f"its columns have {frame.columns.nlevels} levels; give one, such as frame[{labels[0][0]!r}]"
        raise FileFaultError("several_heads", words)
    heads = [head_of(label) for label in labels]
    if doubled := sorted({head for head in heads if heads.count(head) > 1}) if len(set(heads)) < len(heads) else []:
        raise FileFaultError("duplicate_column", f"column {first_of(doubled)} stands more than once in the frame")
    columns: dict[str, RawColumn] = {head: cells_of(frame.iloc[:, k]) for k, head in enumerate(heads)}
    of_index = _levels(frame.index, set(heads))
    for head, cells in of_index.items():
        if head in columns and not _same(cells, columns[head]):
            raise FileFaultError("duplicate_column", f"{head} is a column and a level of the index, and they differ")
    return RawTable(name, {**of_index, **columns}, np.arange(1, len(frame) + 1, dtype=np.int64))


def head_of(label: object) -> str:
    """Return the label of a column as the head of a file's column."""
    return (label.date().isoformat() if isinstance(label, datetime) else str(label)).strip().casefold()


def cells_of(column: pd.Series[Any]) -> RawColumn:
    """Return the cells of one column, as ``raw_of_frame`` says."""
    dtype: Any = column.dtype
    if dtype.name == "category":
        return cells_of(column.astype(dtype.categories.dtype))
    zone = getattr(dtype, "tz", None) or getattr(getattr(dtype, "pyarrow_dtype", None), "tz", None)
    if dtype.kind == "M" and not dtype.name.startswith("date32"):  # Arrow's days come out as objects
        local = column.dt.tz_convert(str(SHANGHAI)).dt.tz_localize(None) if zone else column
        return _days(local.to_numpy(dtype="datetime64[us]", na_value=np.datetime64("NaT", "D")))
    if dtype.kind in "iu":
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    if dtype.kind == "f":
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        return decimals_meant(values) if dtype.itemsize == np.dtype(np.float32).itemsize else values
    empty = column.isna().to_numpy(dtype=np.bool_).tolist()
    return ["" if gone else text_of(cell) for cell, gone in zip(column.tolist(), empty, strict=True)]


def text_of(cell: object) -> str:
    """Return a cell as a file would hold it; a moment with a time zone is one in Shanghai."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        local = cell.astimezone(SHANGHAI) if cell.tzinfo else cell
        return str(local.replace(tzinfo=None)).removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _frame(given: Any) -> pd.DataFrame:  # noqa: ANN401 - as above
    if not is_frame(given):
        raise FileFaultError("no_frame", f"{type(given).__name__} is no frame")
    frame = given if hasattr(given, "iloc") else given.to_pandas()
    table: pd.DataFrame = frame if hasattr(frame, "columns") else frame.to_frame()
    return table


def _levels(index: Any, heads: set[str]) -> dict[str, RawColumn]:  # noqa: ANN401 - an Index or a MultiIndex
    several = index.nlevels > 1
    found: dict[str, RawColumn] = {}
    for k in range(index.nlevels):
        label = index.names[k]
        cells = cells_of(index.get_level_values(k).to_series())
        if label is None and not several and _counts_rows(cells):
            continue
        head = head_of(label) if label is not None else f"level_{k}" if several else "index"
        if head in found or (label is None and head in heads):
            raise FileFaultError("duplicate_column", f"{head} names two levels of the index; name each differently")
        found[head] = cells
    return found


def _counts_rows(cells: RawColumn) -> bool:
    """Whether an unnamed index only numbers the rows; days like 20240131 are whole numbers too."""
    return isinstance(cells, np.ndarray) and cells.dtype.kind == "f" and not are_days(cells)


def _days(moments: Array) -> Array:
    """Return the days of moments that are stamps of daily rows; others stay moments."""
    days = moments.astype("datetime64[D]")
    times = np.unique((moments - days)[~np.isnat(moments)])
    stamps = len(times) <= 1 or np.isin(times, STAMPS).all()
    return days if stamps else moments


def _same(left: RawColumn, right: RawColumn) -> bool:
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return bool(np.array_equal(left, right, equal_nan=left.dtype.kind in "fM" and left.dtype == right.dtype))
    return [*map(str, left)] == [*map(str, right)]
