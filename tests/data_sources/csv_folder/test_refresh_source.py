"""A refresh reads a folder's files as an import does: packed, nested, in a workbook."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest

from data_sources.errors import UserError
from data_sources.vendors.folder import FolderSource
from data_sources.vendors.source import EVERY_DAY, NO_END, Wanted
from tests.data_sources.market_folder import FILES, write_market


def test_packed_and_nested_files_give_the_rows_that_plain_ones_give(tmp_path: Path) -> None:
    folder = write_market(tmp_path, bars__600000_SH_csv=None, bars__000001_SZ_csv=None)
    (folder / "bars" / "sz").mkdir(parents=True)
    with ZipFile(folder / "bars" / "sh.zip", "w") as archive:
        archive.writestr("600000.SH.csv", FILES["bars/600000.SH.csv"])
    text = FILES["bars/000001.SZ.csv"].replace(",", ";").replace("2024-01-0", "2024/1/")
    (folder / "bars" / "sz" / "000001.SZ.csv.gz").write_bytes(gzip.compress(text.encode()))
    source = FolderSource(folder)
    (request,) = source.plan(Wanted("bars", (), EVERY_DAY, NO_END))
    read = source.normalise(source.fetch(request, timeout=1))
    assert read.frame["close"].tolist() == [9.35, 9.12, 9.25, 6.65, 6.75, 6.62, 6.68]
    assert [finding.message for finding in read.findings] == [
        "the fields are separated by ;",
        "date is written like 2024/1/2",
    ]


def test_a_folder_of_other_systems_files_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "600000.csv").write_text("日期,开盘,收盘\n2024-01-02,6.60,6.65\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"no table of our own layout \(instruments, .*backtest import"):
        FolderSource(tmp_path)


def test_an_empty_folder_is_a_source_that_has_nothing_yet(tmp_path: Path) -> None:
    assert FolderSource(tmp_path).tables == ()
