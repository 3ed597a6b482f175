"""The bytes of a Parquet file to columns; the only place that reads Parquet.

A small file can unfold to any size, so its own account of itself is read first, and text is decoded through its
dictionary, of which each word is in memory once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from data_sources.calendar.clock import SHANGHAI
from data_sources.plain_text import one_line
from data_sources.tables.frame import Array
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.single_precision import decimals_meant

MOST_ROWS, MOST_CELLS, MOST_BYTES = 40_000_000, 250_000_000, 1 << 30
"""The bars of all shares over ten years are some 13 million rows of 8 columns."""
LONGEST_CELL = 131_072
"""Characters, as in a CSV: text that is shared by many rows is multiplied when it is looked at in columns."""
SHARED_BEGINNINGS = "DELTA_BYTE_ARRAY"
LONGEST_REASON = 300


def read_parquet(data: bytes, name: str, most_rows: int = MOST_ROWS) -> RawTable:
    """Read a Parquet file. Numbers and dates keep their type, all else becomes text; ``line`` counts rows from 1.

    A timestamp becomes its calendar day, one with a time zone the day in Shanghai; a column with other times than
    midnight stays moments. A float32 becomes the number of four decimals that it stands for. A column of lists or of
    records is left out. Raises FileFaultError, for a file that would unfold beyond the bounds before anything of it is
    decoded.
    """
    import pyarrow as pa  # noqa: PLC0415 - CSV folders never pay for it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        schema = pq.ParquetFile(pa.BufferReader(data))
        flat, text = _columns_of(schema)
        _insist_on_width(schema)
        _insist_on_size(schema.metadata, len(flat), most_rows)
        file = pq.ParquetFile(pa.BufferReader(data), read_dictionary=text)
        table = file.read(columns=flat)
        headers = [header.strip().casefold() for header in table.column_names]
        columns = {header: _column(column) for header, column in zip(headers, table.columns, strict=True)}
    except FileFaultError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        words = f"the file is no readable Parquet: {one_line(reason, LONGEST_REASON)}"
        raise FileFaultError("broken_parquet", words) from None
    if len(columns) < len(headers):
        raise FileFaultError("duplicate_column", "a column is named twice")
    return RawTable(name, columns, np.arange(1, table.num_rows + 1, dtype=np.int64))


def _columns_of(file: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401 - pyarrow has no types
    """Return the names of the columns that hold one value a row, and those whose text is read by dictionary."""
    import pyarrow as pa  # noqa: PLC0415

    flat = [field for field in file.schema_arrow if not pa.types.is_nested(field.type)]
    text = [field.name for field in flat if _is_text(field.type)]
    chunks = [
        file.metadata.row_group(group).column(number)
        for group in range(file.metadata.num_row_groups)
        for number in range(file.metadata.num_columns)
    ]
    shared = {chunk.path_in_schema for chunk in chunks if SHARED_BEGINNINGS in chunk.encodings}
    return [field.name for field in flat], [name for name in text if name not in shared]


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    """Whether values are of any length, each written out; some writers leave out that their bytes are text."""
    import pyarrow as pa  # noqa: PLC0415

    types = pa.types
    return any(
        of_kind(kind)
        for of_kind in (
            types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary,
            types.is_binary_view,
        )
    )  # fmt: skip


def _insist_on_width(file: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    """Refuse values of a fixed length that are long: one that is shared by all rows is written out for each."""
    import pyarrow as pa  # noqa: PLC0415

    for field in file.schema_arrow:
        if pa.types.is_fixed_size_binary(field.type) and field.type.byte_width * file.metadata.num_rows > MOST_BYTES:
            raise FileFaultError(
                "too_large",
                f"column {one_line(field.name, 60)} holds {field.type.byte_width:,} bytes in each of "
                f"{file.metadata.num_rows:,} rows; at most {MOST_BYTES:,} are read: leave it out",
            )


def _insist_on_size(about: Any, columns: int, most_rows: int) -> None:  # noqa: ANN401 - as above
    rows = about.num_rows
    groups = [about.row_group(number) for number in range(about.num_row_groups)]
    size = sum(group.total_byte_size for group in groups)
    for asked, most, what in (
        (rows, most_rows, "rows"),
        (rows * columns, MOST_CELLS, "cells"),
        (size, MOST_BYTES, "bytes"),
    ):
        if asked > most:
            words = f"the file would unfold to {asked:,} {what}; at most {most:,} are read: split it"
            raise FileFaultError("too_large", words)
    for group in groups:
        for number in range(group.num_columns):
            column = group.column(number)
            # The longest word may be as long as all of the column, and each row may repeat it.
            unfolded = column.num_values * column.total_uncompressed_size
            if SHARED_BEGINNINGS in column.encodings and unfolded > MOST_BYTES:
                raise FileFaultError(
                    "too_large",
                    f"column {one_line(column.path_in_schema, 60)} is packed as {SHARED_BEGINNINGS} and may unfold to "
                    f"{unfolded:,} bytes; at most {MOST_BYTES:,} are read: write it with another encoding",
                )


def _column(column: Any) -> RawColumn:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa  # noqa: PLC0415

    kind = column.type
    if pa.types.is_dictionary(kind):
        return [cell for chunk in column.chunks for cell in _words(chunk)]
    if pa.types.is_timestamp(kind):
        return _moments(column)
    if pa.types.is_date(kind):
        days: Array = column.cast(pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
        return days
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind) or pa.types.is_integer(kind):
        numbers: Array = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        return decimals_meant(numbers) if pa.types.is_float32(kind) else numbers
    return [_word(cell) for cell in column.to_pylist()]


def _moments(column: Any) -> Array:  # noqa: ANN401 - pyarrow has no types
    """Return days, or moments in seconds where one is no midnight.

    Midnights of another zone stand for their day where Shanghai has the same one, as those of UTC do.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    def seconds_of(times: Any) -> Array:  # noqa: ANN401 - as above
        floored = pc.floor_temporal(times, unit="second").cast(pa.timestamp("s"))
        seconds: Array = floored.to_numpy(zero_copy_only=False).astype("datetime64[s]")
        return seconds

    if column.type.tz:
        there = seconds_of(pc.local_timestamp(column.cast(pa.timestamp(column.type.unit, SHANGHAI.key))))
        own = seconds_of(pc.local_timestamp(column))
        moments = own if _all_midnight(own) and _same(own, there.astype("datetime64[D]")) else there
    else:
        moments = seconds_of(column)
    return moments.astype("datetime64[D]") if _all_midnight(moments) else moments


def _all_midnight(moments: Array) -> bool:
    return _same(moments, moments.astype("datetime64[D]"))


def _same(moments: Array, days: Array) -> bool:
    return bool(((moments == days) | np.isnat(moments)).all())


def _words(chunk: Any) -> list[str]:  # noqa: ANN401 - pyarrow has no types
    """Return the text of each row; rows with the same word share one string."""
    words = [_word(word) for word in chunk.dictionary.to_pylist()]
    if (longest := max(map(len, words), default=0)) > LONGEST_CELL:
        said = f"a cell holds {longest:,} characters; at most {LONGEST_CELL:,} are read"
        raise FileFaultError("too_large", said)
    return ["" if place is None else words[int(place)] for place in chunk.indices.to_pylist()]


def _word(cell: object) -> str:
    """Return one cell as text; bytes are taken for UTF-8, and what is none of it is seen as what it is."""
    if isinstance(cell, bytes):
        return cell.decode(errors="backslashreplace")
    return "" if cell is None else str(cell)
