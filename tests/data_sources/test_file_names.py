"""What the name of a file says of its rows."""

from __future__ import annotations

import pytest

from data_sources.tables.file_names import (
    bare_name,
    ending_of,
    share_or_index_of_day_file,
    symbol_in_name,
    symbol_of_file,
)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("600000.SH.csv", "600000.SH"),
        ("000063.csv", "000063.SZ"),
        ("SZ000063.csv", "000063.SZ"),
        ("sh600000.day", "600000.SH"),
        ("SH#600183.txt", "600183.SH"),
        ("sub/SH#600183.TXT.gz", "600183.SH"),
        ("000063_中兴通讯.csv", "000063.SZ"),
        ("daily_600000.SH_2024.csv", "600000.SH"),
        ("中兴通讯(000063).xlsx", "000063.SZ"),
        ("600000.XSHG.parquet", "600000.SH"),
        ("bars.zip/600000.SH.csv", "600000.SH"),
        ("book.xlsx/600000.SH", "600000.SH"),
        ("600000.SH/2024.csv", "600000.SH"),
        ("bars.csv", ""),
        ("20240102.csv", ""),
        ("600000_000001.csv", ""),
        ("part-0.parquet", ""),
    ],
)
def test_a_file_is_named_after_its_security_in_many_ways(name: str, symbol: str) -> None:
    assert symbol_of_file(name, {}) == symbol


@pytest.mark.parametrize(
    ("in_path", "symbol"),
    [
        ({"symbol": "600000.SH", "year": "2024"}, "600000.SH"),
        ({"exchange": "SZ", "code": "000063"}, "000063.SZ"),
        ({"ts_code": "000063.SZ"}, "000063.SZ"),
        ({"year": "2024"}, "000001.SZ"),
    ],
)
def test_folders_that_name_columns_come_first(in_path: dict[str, str], symbol: str) -> None:
    assert symbol_of_file("000001.SZ/part-0.parquet", in_path) == symbol


def test_bare_digits_are_an_index_in_the_table_of_indices() -> None:
    assert symbol_of_file("index/000300.csv", {}, "index") == "000300.SH"
    assert symbol_of_file("000300.csv", {}) == "000300.SZ"


def test_findings_are_pinned_to_files_below_the_folder_of_a_table_alone() -> None:
    assert symbol_in_name("bars", "bars/sh/600000.SH.csv") == "600000.SH"
    assert symbol_in_name("bars", "market/bars.zip/600000.SH.csv") == "600000.SH"
    assert symbol_in_name("bars", "600000.SH.csv") == ""
    assert symbol_in_name("bars", "bars/all.csv") == ""


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("SH600000.DAY", "600000.SH"),
        ("sh000300.day", "000300.SH"),
        ("sz399006.day", "399006.SZ"),
        ("bj920002.day", "920002.BJ"),
        # A fund, a bond, a B share and no security at all.
        ("sh510300.day", ""),
        ("sz128136.day", ""),
        ("sh900901.day", ""),
        ("all.day", ""),
    ],
)
def test_only_shares_and_indices_are_read_from_day_files(name: str, symbol: str) -> None:
    assert share_or_index_of_day_file(name) == symbol


def test_endings_are_read_in_any_case_and_packed() -> None:
    assert [ending_of(name) for name in ("A.CSV", "a.parquet.GZ", "a.tar.gz", "a.zip", "a")] == [
        ".csv", ".parquet", "", "", "",
    ]  # fmt: skip
    assert [bare_name(name) for name in ("Bars.CSV.gz", "bars.zip", "bars", "600000.SH.csv")] == [
        "bars", "bars", "bars", "600000.sh",
    ]  # fmt: skip
