"""Workbooks as terminals save them: titles above, sources below, units in a second row of heads, several sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import openpyxl
import pytest
from openpyxl.chart import LineChart

from data_sources.csv_folder import excel
from data_sources.csv_folder.given_files import GivenFile, find_files
from data_sources.csv_folder.raw_tables import raw_tables_of, read_raw_tables
from data_sources.tables.raw import FileFaultError, RawTable


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment as a cell holds it, without a zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - cells have none


HEADS = ("代码", "日期", "收盘价", "成交量")
FIRST = ("000063", at(2024, 1, 2), 26.5, 1_000_000)
SECOND = ("000063", at(2024, 1, 3), 27, None)


def book(**sheets: Sequence[Sequence[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def saved(made: Any) -> bytes:  # noqa: ANN401 - openpyxl has no types
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes, name: str = "a.xlsx") -> list[RawTable]:
    return raw_tables_of(GivenFile(name, "", f".{name.rpartition('.')[2]}", bytes), data)


def test_codes_keep_their_zeros_days_are_days_and_numbers_numbers() -> None:
    (raw,) = read(book(Sheet1=[HEADS, FIRST, SECOND]))
    assert (raw.name, raw.around, raw.findings) == ("a.xlsx", (), ())
    assert raw.columns["代码"] == ["000063", "000063"]
    assert np.array_equal(raw.columns["日期"], np.array(["2024-01-02", "2024-01-03"], "datetime64[D]"))
    assert np.array_equal(raw.columns["收盘价"], [26.5, 27.0])
    assert np.array_equal(raw.columns["成交量"], [1_000_000.0, np.nan], equal_nan=True)
    assert raw.line.tolist() == [2, 3]


def test_a_title_above_and_the_source_below_are_no_rows() -> None:
    rows = [("中兴通讯 行情序列",), (), HEADS, FIRST, SECOND, (), ("数据来源：东方财富Choice数据",)]
    (raw,) = read(book(Sheet1=rows))
    assert raw.around == ("中兴通讯 行情序列", "数据来源：东方财富Choice数据")
    # Row 1 the title, 2 empty, 3 the heads.
    assert raw.line.tolist() == [4, 5]


def test_units_in_a_second_row_are_joined_to_the_heads() -> None:
    (raw,) = read(book(Sheet1=[HEADS, ("", "", "元", "股"), FIRST, SECOND]))
    assert list(raw.columns) == ["代码", "日期", "收盘价(元)", "成交量(股)"]
    assert raw.line.tolist() == [3, 4]


SECURITIES = ["", "600000.SH", None, "000063.SZ"]
"""The first one over two merged columns."""
PRICES = ["Date", "收盘价", "成交量", "收盘价"]


@pytest.mark.parametrize(
    "heads",
    [
        [SECURITIES, PRICES],
        [["行情序列"], SECURITIES, ["", "浦发银行", None, "中兴通讯"], PRICES],
        [SECURITIES, ["", *PRICES[1:]], ["Date"]],
        [["", *PRICES[1:]], ["", "600000.SH", "600000.SH", "000063.SZ"], ["Date"]],
    ],
)
def test_a_row_of_securities_and_one_of_prices_are_one_row_of_heads(heads: list[list[Any]]) -> None:
    rows: list[list[Any]] = [
        [at(2024, 1, 2), 6.65, 1_000_000, 28.4],
        [at(2024, 1, 3), 6.75, 2_000_000, 28.5],
        ["数据来源：Wind"],
    ]
    (raw,) = read(book(A=[*heads, *rows]))
    assert list(raw.columns) == ["date", "symbol", "收盘价", "成交量"]
    assert list(raw.columns["symbol"]) == ["600000.sh", "600000.sh", "000063.sz", "000063.sz"]
    np.testing.assert_array_equal(raw.columns["收盘价"], [6.65, 6.75, 28.4, 28.5])
    np.testing.assert_array_equal(raw.columns["成交量"], [1_000_000, 2_000_000, np.nan, np.nan])


def test_a_list_of_words_has_no_second_row_of_heads() -> None:
    rows = [
        ("代码", "简称", "上市日期"),
        ("SZ000063", "中兴通讯", None),
        ("SH600000", "浦发银行", at(1999, 11, 10)),
    ]
    (raw,) = read(book(Sheet1=rows))
    assert raw.columns["简称"] == ["中兴通讯", "浦发银行"]


def test_a_column_of_words_and_numbers_is_text() -> None:
    (raw,) = read(book(Sheet1=[("symbol", "close"), (63, 26.5), ("600000", "--")]))
    assert raw.columns["symbol"] == ["63", "600000"]
    assert raw.columns["close"] == ["26.5", "--"]


def test_each_sheet_with_rows_is_a_table_and_others_are_named() -> None:
    sheets: dict[str, Sequence[Sequence[Any]]] = {"600000.SH": [HEADS, FIRST], "000063.SZ": [HEADS, SECOND]}
    made = openpyxl.load_workbook(io.BytesIO(book(**sheets)))
    made.create_sheet("empty")
    made.create_sheet("cache").append([1, 2])
    made["cache"].sheet_state = "hidden"
    made.create_sheet("notes").append(["nothing but a word"])
    made["notes"].append(["and", "numbers", 1])
    made.create_chartsheet("chart").add_chart(LineChart())
    tables = read(saved(made))
    assert [raw.name for raw in tables] == ["a.xlsx/600000.SH", "a.xlsx/000063.SZ"]
    (note,) = tables[0].findings
    assert note.message == "sheet cache, notes was not read: it is hidden or names no columns"


def test_a_time_of_day_is_kept() -> None:
    (raw,) = read(book(Sheet1=[("time", "close"), (at(2024, 1, 2, 9, 35), 26.5), (None, 27)]))
    assert raw.columns["time"].dtype == "datetime64[s]"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "a.xlsx", "broken_excel"),
        (b"PK\x03\x04 and nothing of the kind", "a.xlsx", "broken_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "old_excel"),
        (book(Sheet1=[(1, 2), (3, 4)]), "a.xlsx", "no_heads"),
        (book(Sheet1=[]), "a.xlsx", "empty_file"),
        (book(Sheet1=[("close", "close"), (1, 2)]), "a.xlsx", "duplicate_column"),
    ],
)
def test_a_workbook_that_makes_no_sense_is_one_fault(data: bytes, name: str, rule: str) -> None:
    with pytest.raises(FileFaultError) as caught:
        read(data, name)
    assert caught.value.rule == rule


def test_no_damage_ends_in_anything_but_a_fault() -> None:
    whole = book(Sheet1=[HEADS, FIRST, SECOND])
    for place in range(0, len(whole), 97):
        try:
            read(whole[:place] + b"\xff\x00\xff" + whole[place + 3 :])
        except FileFaultError as fault:
            assert "\n" not in fault.message  # noqa: PT017


def test_a_text_with_the_ending_of_old_excel_is_read_as_the_text_it_is() -> None:
    (raw,) = read("代码\t名称\n600000\t浦发银行\n".encode("gbk"), "Table.xls")
    assert list(raw.columns["名称"]) == ["浦发银行"]


def test_a_cell_in_the_last_corner_is_refused_before_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    made = openpyxl.Workbook()
    made.active["A1"], made.active["XFD1048576"] = "symbol", 1
    for row in range(2, 40):
        made.active.cell(row, 16_384, 1)
    monkeypatch.setattr(excel, "MOST_CELLS", 100_000)
    data = saved(made)
    with pytest.raises(FileFaultError, match="spans more than"):
        read(data)


def test_a_workbook_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_UNFOLDED", 1_000_000)
    file = io.BytesIO(book(Sheet1=[HEADS, FIRST]))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b"x" * 1_000_000)
    with pytest.raises(FileFaultError, match="would unfold to"):
        read(file.getvalue())


def test_a_workbook_in_a_folder_is_read_like_any_file(tmp_path: Path) -> None:
    (tmp_path / "bars.XLSX").write_bytes(book(Sheet1=[HEADS, FIRST]))
    (file,) = find_files([tmp_path]).files
    assert (file.table, [raw.name for raw in read_raw_tables(file)]) == ("bars", ["bars.XLSX"])
