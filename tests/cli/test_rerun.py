"""``backtest rerun``: a stored run is identical on the data of its time, or the input that moved is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import backtest
from tests.data_sources.market_folder import spoiled, write_market

WEIGHTS = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n2024-01-03,600000,0.25\n"


@pytest.fixture
def run_folder(store: Path, tmp_path: Path) -> Path:
    """The run of a weight table on the tiny market."""
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    folder = tmp_path / "run"
    ran = backtest("run", "--targets", tmp_path / "weights.csv", "--out", folder, "--cash", "1000000", store=store)
    assert ran.code == 0
    return folder


def test_unchanged_run_is_identical(run_folder: Path, store: Path) -> None:
    ran = backtest("rerun", run_folder, store=store)
    assert ran.code == 0
    assert ran.out.startswith(f"{run_folder}: identical (weights, repeated as a weight table on snapshot s1-")
    assert "moved" not in ran.out


def test_run_is_repeated_on_the_data_of_its_time_after_a_price_was_corrected(
    run_folder: Path, store: Path, tmp_path: Path
) -> None:
    # The open of 2024-01-03, at which the run bought, becomes 6.66.
    bars = spoiled("bars/600000.SH.csv", "2024-01-03,6.65", "2024-01-03,6.66")
    corrected = write_market(tmp_path / "corrected", bars__600000_SH_csv=bars)
    assert backtest("import", corrected, store=store).code == 0
    assert backtest("status", "--json", store=store).document["snapshot"].startswith("s2-")
    ran = backtest("rerun", run_folder, "--json", store=store)
    assert ran.code == 0
    assert ran.document["identical"] is True
    assert ran.document["snapshot"].startswith("s1-")


def test_a_past_that_was_altered_is_no_snapshot_that_is_gone(run_folder: Path, store: Path, tmp_path: Path) -> None:
    bars = spoiled("bars/600000.SH.csv", "2024-01-03,6.65", "2024-01-03,6.66")
    assert backtest("import", write_market(tmp_path / "corrected", bars__600000_SH_csv=bars), store=store).code == 0
    # The open of 2024-01-03 as it was before the correction; the latest facts stay sound.
    with closing(sqlite3.connect(store)) as altered, altered:
        ((number, old),) = altered.execute("SELECT id, old FROM revisions").fetchall()
        assert json.loads(old)["open"] == 6.65
        changed = json.dumps({**json.loads(old), "open": 6.6})
        altered.execute("UPDATE revisions SET old = ? WHERE id = ?", (changed, number))
    shutil.rmtree(f"{store}.cache")
    ran = backtest("rerun", run_folder, store=store)
    assert (ran.code, ran.out) == (1, "")
    assert "holds something else than" in ran.error
    assert "snapshot s1-" in ran.error


def test_a_snapshot_whose_name_was_altered_is_not_gone(run_folder: Path, store: Path, tmp_path: Path) -> None:
    bars = spoiled("bars/600000.SH.csv", "2024-01-03,6.65", "2024-01-03,6.66")
    assert backtest("import", write_market(tmp_path / "corrected", bars__600000_SH_csv=bars), store=store).code == 0
    with closing(sqlite3.connect(store)) as altered, altered:
        altered.execute("UPDATE snapshots SET content_hash = 'abcdef0123456789' WHERE id = 1")
    ran = backtest("rerun", run_folder, store=store)
    assert (ran.code, "content sums of snapshot s1-abcdef012345" in ran.error) == (1, True)


def test_store_made_anew_with_another_price_names_snapshot_and_first_row(run_folder: Path, tmp_path: Path) -> None:
    bars = spoiled("bars/600000.SH.csv", "2024-01-03,6.65", "2024-01-03,6.66")
    other = tmp_path / "other.db"
    assert backtest("import", write_market(tmp_path / "other", bars__600000_SH_csv=bars), store=other).code == 0
    ran = backtest("rerun", run_folder, "--json", store=other)
    assert ran.code == 1
    assert [moved["input"] for moved in ran.document["moved"]] == ["snapshot"]
    found = {each["file"]: each for each in ran.document["differences"]}
    fill = found["fills.csv"]
    assert fill["place"].startswith("row 1, columns date,symbol,side,quantity,price")
    # Half of 1,000,000 CNY at the open: 75,187 shares at 6.65 and 75,075 at 6.66, less what is no whole lot.
    assert fill["then"].startswith("2024-01-03,600000.SH,buy,75100,6.65000000,")
    assert fill["now"].startswith("2024-01-03,600000.SH,buy,75000,6.66000000,")
    assert "no snapshot s1-" in ran.document["notes"][0]
    assert "then 2024-01-03,600000.SH,buy,75100,6.65" in backtest("rerun", run_folder, store=other).out


def test_other_library_version_is_named_though_nothing_differs(run_folder: Path, store: Path) -> None:
    manifest = json.loads((run_folder / "manifest.json").read_text())
    manifest["versions"]["numpy"] = "1.0"
    (run_folder / "manifest.json").write_text(json.dumps(manifest))
    ran = backtest("rerun", run_folder, store=store)
    assert ran.code == 0
    assert "moved: versions.numpy was 1.0, is " in ran.out


def test_edited_result_is_refused_by_its_hash(run_folder: Path, store: Path) -> None:
    equity = run_folder / "equity.csv"
    equity.write_text(equity.read_text().replace("1000000.00", "1000001.00", 1))
    ran = backtest("rerun", run_folder, store=store)
    assert ran.code == 1
    assert ran.error.startswith(f"{run_folder} is not one run: equity.csv is not as its manifest was written with; ")


def test_edited_result_of_a_version_without_hashes_is_found(run_folder: Path, store: Path) -> None:
    manifest = json.loads((run_folder / "manifest.json").read_text())
    assert list(manifest.pop("files")) == [
        "equity.csv", "events.csv", "fills.csv", "metrics.json", "positions.csv", "refusals.csv", "report.html",
        "split.json", "targets.csv", "verdict.json",
    ]  # fmt: skip
    (run_folder / "manifest.json").write_text(json.dumps(manifest))
    equity = run_folder / "equity.csv"
    equity.write_text(equity.read_text().replace("1000000.00", "1000001.00", 1))
    ran = backtest("rerun", run_folder, store=store)
    assert ran.code == 1
    assert "different in equity.csv" in ran.out
    assert "no recorded input moved" in ran.out


def test_files_of_two_runs_mixed_are_refused_and_one_that_is_gone_is_named(
    run_folder: Path, store: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    words = ("run", "--targets", tmp_path / "weights.csv", "--out", other, "--cash", "2000000")
    assert backtest(*words, store=store).code == 0
    for name in ("equity.csv", "metrics.json"):
        shutil.copy(other / name, run_folder / name)
    assert "is not one run: equity.csv, metrics.json are not as" in backtest("rerun", run_folder, store=store).error
    (other / "fills.csv").unlink()
    assert "different in fills.csv" in backtest("rerun", other, store=store).out


def test_strategy_with_parameters_and_dates_is_identical(sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    words = (
        "run",
        "storage_cycle",
        "--set",
        "max_weight=0.1",
        "--from",
        "2026-02-02",
        "--to",
        "2026-04-30",
        "--out",
        out,
    )
    assert backtest(*words, store=sample_store).code == 0
    kept = tmp_path / "again"
    ran = backtest("rerun", out, "--out", kept, store=sample_store)
    assert ran.code == 0, ran.out
    assert (kept / "fills.csv").read_bytes() == (out / "fills.csv").read_bytes()


def test_file_that_is_gone_is_repeated_from_its_weights(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("def weights(history):\n    return {history.panel.sessions[50]: {history.panel.symbols[0]: 0.5}}\n")
    out = tmp_path / "run"
    assert backtest("run", path, "--out", out, store=sample_store).code == 0
    assert "the file " in backtest("rerun", out, store=sample_store).out
    path.unlink()
    assert "the copy of mine.py in the run folder" in backtest("rerun", out, store=sample_store).out
    (out / "source" / "mine.py").unlink()
    ran = backtest("rerun", out, store=sample_store)
    assert ran.code == 0
    assert "the weights it gave were executed again" in ran.out


def test_store_that_the_run_itself_named_is_used_again(store: Path, tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    folder = tmp_path / "run"
    assert backtest("run", "--targets", tmp_path / "weights.csv", "--out", folder, "--db", store).code == 0
    assert backtest("rerun", folder).code == 0
    command = json.loads((folder / "manifest.json").read_text())["command"]
    assert f"--db {store}" in command


def test_folder_without_a_run_is_one_line(store: Path, tmp_path: Path, run_folder: Path) -> None:
    assert "holds no manifest.json" in backtest("rerun", tmp_path / "none", store=store).error
    (run_folder / "manifest.json").write_text("{")
    assert "cannot be read" in backtest("rerun", run_folder, store=store).error
    shutil.rmtree(run_folder)
    assert backtest("rerun", run_folder, store=store).code == 1
