"""What the pages say of tables and files is what there is: the schema's columns, and files as they were written."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from backtest.app.scorecard_folder import WRITTEN as OF_A_SCORECARD
from backtest.app.sweep.folder import WRITTEN as OF_A_SWEEP
from backtest.result.run_folder import WRITTEN as OF_A_RUN
from data_sources.tables.schema import TABLES
from reports.site.tabs import NAMES
from tests.cli.command import ROOT, Ran, backtest
from tests.reference_pages.meanings import WRITERS, File, files_of, tables
from tests.reference_pages.pages import COMMITTED
from tests.reference_pages.test_pages import first_cells, section

SOMETIMES = {"manifest.json": {"accepted", "reports", "strategy"}}
"""Keys that a file of the simulated market's shipped strategies does not have."""
METRICS = ("metrics.json", "split.json")
"""Whose keys have a page of their own."""


def parts_of(path: Path) -> list[str]:
    """The columns of a CSV file, the keys of a JSON document, none of anything else."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file))
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.suffix == ".json" else []


def differing(folder: Path, files: dict[str, File]) -> list[str]:
    """The files of a folder of which the page names other columns or keys, or another order."""
    told = {name: [part for part in file.parts if part not in SOMETIMES.get(name, ())] for name, file in files.items()}
    return [name for name, parts in told.items() if name not in METRICS and parts != parts_of(folder / name)]


def test_every_table_and_column_has_a_meaning_and_a_row() -> None:
    words, page = tables(), (COMMITTED / "tables.md").read_text(encoding="utf-8")
    assert {name: list(each.parts) for name, each in words.items()} == {
        name: list(each.names()) for name, each in TABLES.items()
    }
    for name, each in TABLES.items():
        assert first_cells(section(page, name)) == set(each.names())


@pytest.mark.parametrize("what", WRITERS)
def test_every_file_and_each_of_its_parts_has_a_row(what: str) -> None:
    page = (COMMITTED / "files.md").read_text(encoding="utf-8")
    own = section(page, what)
    for name, file in files_of(WRITERS[what]).items():
        assert f"`{name}`" in own
        assert set(file.parts) <= first_cells(own)
        assert all(each.strip() == each and each for each in (file.meaning, *file.parts.values()))


def test_a_run_and_a_scorecard_have_the_files_with_the_columns_that_are_told(
    demonstration: tuple[Path, Ran],
) -> None:
    run, card = files_of("backtest.result"), files_of("strategies.scorecard.tables")
    assert set(run) == set(OF_A_RUN)
    assert differing(demonstration[0] / "rate_power", run) == []
    assert set(card) == set(OF_A_SCORECARD)
    assert differing(demonstration[0] / "scorecard", card) == []


def test_keys_that_a_run_has_only_sometimes_are_written_by_its_manifest() -> None:
    text = (ROOT / "backtest/result/manifest.py").read_text(encoding="utf-8")
    assert all(f'"{key}":' in text for key in SOMETIMES["manifest.json"])


def test_a_sweep_has_the_files_with_the_columns_that_are_told(demonstration: tuple[Path, Ran], tmp_path: Path) -> None:
    store = Path(shutil.copy(demonstration[0] / "sample_market.db", tmp_path))
    words = ("sweep", "rate_power/momentum", "--grid", "top=3,5", "--out", tmp_path / "sweep",
             "--walk-forward", "train=40s,test=20s")  # fmt: skip
    assert backtest(*words, store=store).code == 0
    files = files_of("backtest.app.sweep")
    assert set(files) == set(OF_A_SWEEP)
    dial, *others = files["settings.csv"].parts
    assert dial == "DIAL"
    assert parts_of(tmp_path / "sweep/settings.csv") == ["top", *others]
    assert parts_of(tmp_path / "sweep/curves.csv")[0] == next(iter(files["curves.csv"].parts))
    assert parts_of(tmp_path / "sweep/walk_forward.csv") == list(files["walk_forward.csv"].parts)
    assert parts_of(tmp_path / "sweep/sweep.json") == list(files["sweep.json"].parts)


def test_a_site_has_a_row_for_every_tab_and_for_what_a_night_adds() -> None:
    told = files_of("backtest.app.site")
    assert {each for each in NAMES if "/" not in each} <= set(told)
    assert {"scorecard/", "NAME/", "night.json", "site.json", "diary.csv"} <= set(told)
