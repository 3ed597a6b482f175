"""The bytes of a Parquet file to columns; the only place that reads Parquet."""

from __future__ import annotations

from typing import Any

import numpy as np

from data_sources.tables.frame import Array
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable


def read_parquet(data: bytes, name: str) -> RawTable:
    """Read a Parquet file. Numbers and dates keep their type, all else becomes text; ``line`` counts rows from 1.

    A timestamp becomes its calendar day, one with a time zone the day in that zone. Raises FileFaultError.
    """
    import pyarrow as pa  # noqa: PLC0415 - CSV folders never pay for it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(pa.BufferReader(data)).read()
        headers = [str(header).strip().casefold() for header in table.column_names]
        columns = {header: _column(column) for header, column in zip(headers, table.columns, strict=True)}
    except Exception as error:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FileFaultError("broken_parquet", f"the file is no readable Parquet: {reason}") from None
    if len(columns) < len(headers):
        raise FileFaultError("duplicate_column", "a column is named twice")
    return RawTable(name, columns, np.arange(1, table.num_rows + 1, dtype=np.int64))


def _column(column: Any) -> RawColumn:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    kind = column.type
    if pa.types.is_timestamp(kind):
        column = pc.floor_temporal(pc.local_timestamp(column) if kind.tz else column, unit="day")
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        days: Array = column.cast(pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
        return days
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind) or pa.types.is_integer(kind):
        numbers: Array = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        return numbers
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]
