"""A refresh reads a folder's files as an import does: packed, nested, in a workbook."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

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
