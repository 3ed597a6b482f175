"""A frame in memory as a file of it would be read: types kept, levels of the index as columns, nothing guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data_sources.given_frame import raw_of_frame
from data_sources.tables.raw import FileFaultError

# What a cell becomes, of each type in which it may be held.
DAY, NEXT = np.datetime64("2024-01-02"), np.datetime64("2024-01-03")
TYPES: dict[str, tuple[pd.Series[Any], list[Any]]] = {
    "days": (pd.Series(pd.to_datetime(["2024-01-02", "NaT"])), [DAY, np.datetime64("NaT", "D")]),
    "midnights in Shanghai": (
        pd.Series(pd.to_datetime(["2024-01-01 16:00", "2024-01-02 16:00"], utc=True)), [DAY, NEXT]
    ),
    "closes": (pd.Series(pd.to_datetime(["2024-01-02 15:00", "2024-01-03"], format="mixed")), [DAY, NEXT]),
    "Arrow's moments": (pd.Series(pd.to_datetime(["2024-01-02"])).astype("timestamp[ns][pyarrow]"), [DAY]),
    "Arrow's days": (pd.Series([date(2024, 1, 2), None], dtype=pd.ArrowDtype(pa.date32())), ["2024-01-02", ""]),
    "categories of days": (pd.Series(pd.Categorical(pd.to_datetime(["2024-01-02"]))), [DAY]),
    # Times of day of which none is a day's stamp: these are minutes, and whoever reads them must see it.
    "minutes": (
        pd.Series(pd.to_datetime(["2024-01-02 09:31", "2024-01-02 09:32"])),
        [np.datetime64("2024-01-02T09:31"), np.datetime64("2024-01-02T09:32")],
    ),
    "Python's days": (pd.Series([date(2024, 1, 2), None], dtype=object), ["2024-01-02", ""]),
    "Python's moments": (pd.Series([datetime(2024, 1, 1, 16, tzinfo=UTC)], dtype=object), ["2024-01-02"]),
    "periods": (pd.Series(pd.PeriodIndex(["2024-01-02"], freq="D")), ["2024-01-02"]),
    "whole numbers": (pd.Series([1, 2]), [1.0, 2.0]),
    "nullable whole numbers": (pd.Series([1, None], dtype="Int64"), [1.0, np.nan]),
    "nullable numbers": (pd.Series([1.5, None], dtype="Float64"), [1.5, np.nan]),
    "Arrow's numbers": (pd.Series([1.5, None], dtype="double[pyarrow]"), [1.5, np.nan]),
    # In 32 bits 12.34 is 12.34000015; a third is none of a hundredth of a cent and stays what it is.
    "32 bits": (pd.Series([12.34, 1 / 3], dtype="float32"), [12.34, float(np.float32(1 / 3))]),
    "decimals": (pd.Series([Decimal("1.50"), None], dtype=object), ["1.50", ""]),
    "text": (pd.Series(["a", None]), ["a", ""]),
    "Arrow's text": (pd.Series(["a", None], dtype="string[pyarrow]"), ["a", ""]),
    "categories": (pd.Series(["a", None], dtype="category"), ["a", ""]),
    "truth": (pd.Series([True, False]), ["True", "False"]),
    "nothing": (pd.Series([pd.NA, pd.NaT, None, np.nan], dtype=object), ["", "", "", ""]),
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_a_column(kind: str) -> None:
    column, expected = TYPES[kind]
    raw = raw_of_frame(column.to_frame("cell"), "bars")
    np.testing.assert_array_equal(np.asarray(raw.columns["cell"]), np.asarray(expected))
    assert raw.line.tolist() == [*range(1, len(column) + 1)]


ROW = pd.DataFrame({"Close": [1.0, 2.0]})
LEVELS: dict[str, tuple[pd.DataFrame, list[str]]] = {
    "numbers of the rows": (ROW, ["close"]),
    "numbers of the rows that were kept": (ROW.iloc[1:], ["close"]),
    "a name": (ROW.rename_axis("Date"), ["date", "close"]),
    "days without a name": (ROW.set_axis(pd.to_datetime(["2024-01-02", "2024-01-03"])), ["index", "close"]),
    "days as numbers": (ROW.set_axis([20240102, 20240103]), ["index", "close"]),
    "two levels": (ROW.set_axis(pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])), ["level_0", "level_1", "close"]),
    "a level that is a column too": (ROW.set_index("Close", drop=False), ["close"]),
}


@pytest.mark.parametrize("kind", LEVELS)
def test_levels_of_the_index_are_columns(kind: str) -> None:
    frame, expected = LEVELS[kind]
    assert [*raw_of_frame(frame, "bars").columns] == expected


WRONG: dict[str, tuple[Any, str]] = {
    "a list": ([1, 2], "list is no frame"),
    "heads of two levels": (pd.concat({"600000.SH": ROW}, axis=1), r"2 levels; give one, such as frame\['600000.SH'\]"),
    "two equal heads": (ROW.assign(close=1.0), "column close stands more than once"),
    "a level that differs from its column": (ROW.rename_axis("close"), "is a column and a level of the index"),
    "two equal levels": (
        ROW.set_axis(pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["a", "A"])), "a names two levels"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_read_is_one_line(kind: str) -> None:
    given, sentence = WRONG[kind]
    with pytest.raises(FileFaultError, match=sentence):
        raw_of_frame(given, "bars")
