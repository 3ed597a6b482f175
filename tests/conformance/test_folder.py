"""A folder of CSV and one of Parquet as sources, by the suite that every source inherits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data_sources.errors import UserError
from data_sources.vendors.folder import FolderSource
from data_sources.vendors.source import Wanted
from tests.conformance.source_suite import SourceConformance, Stage
from tests.data_sources.market_folder import FILES, write_market

FIRST, LAST = date(2024, 1, 2), date(2024, 1, 5)
WANTED = Wanted("bars", ("600000.SH",), FIRST, LAST)
ROWS = tuple(("600000.SH", date(2024, 1, number)) for number in (2, 3, 4, 5))
NAME = "bars/600000.SH.csv"
SPOILED: dict[str, Callable[[str], str]] = {
    "empty": lambda text: text.splitlines()[0] + "\n",
    "changed": lambda text: text.replace("close", "latest", 1),
    "wrong": lambda text: text.replace("6.68", "0", 1),
    "duplicates": lambda text: text + text.splitlines()[-1] + "\n",
}


class TestCsvFolder(SourceConformance):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> Stage:
        return Stage(FolderSource(write_market(tmp_path)), WANTED, ROWS, later_rows=1)

    def spoil(self, stage: Stage, fault: str) -> None:
        assert isinstance(stage.source, FolderSource)
        self.write(stage.source.folder, SPOILED[fault](FILES[NAME]))

    def write(self, folder: Path, text: str) -> None:
        (folder / NAME).write_text(text)


class TestParquetFolder(TestCsvFolder):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> Stage:
        write_market(tmp_path)
        self.write(tmp_path, FILES[NAME])
        return Stage(FolderSource(tmp_path), WANTED, ROWS, later_rows=1)

    def write(self, folder: Path, text: str) -> None:
        from pyarrow import csv, parquet  # noqa: PLC0415 - only these tests write Parquet

        (folder / NAME).write_text(text)
        parquet.write_table(csv.read_csv(folder / NAME), (folder / NAME).with_suffix(".parquet"))
        (folder / NAME).unlink()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere is no folder"):
        FolderSource(tmp_path / "nowhere")


def test_a_folder_without_a_table_plans_nothing_for_it(tmp_path: Path) -> None:
    source = FolderSource(write_market(tmp_path, index_csv=None))
    assert "index" not in source.tables
    assert source.plan(Wanted("index", ("000300.SH",), FIRST, LAST)) == ()
