"""``backtest verify``: what was proved with its counts, or the first fault and exit code 1; and who else finds it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import backtest


def change(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(statement)


def test_a_sound_store_is_proved_with_counts(store: Path) -> None:
    shown = backtest("verify", store=store)
    assert shown.code == 0
    assert "ok    rows: 18 rows and replaced values of 9 tables as of each of 1 snapshots" in shown.out
    assert "ok    column cache: no part is kept" in shown.out
    document = backtest("verify", "--json", store=store).document
    assert document["faults"] == []
    assert [each["name"] for each in document["proved"]] == [
        "database", "snapshots", "rows", "revisions", "findings", "origins", "trials", "audits", "sets of sweeps",
        "column cache",
    ]  # fmt: skip


def test_one_changed_close_is_a_fault_of_every_command(store: Path) -> None:
    assert backtest("status", store=store).code == 0
    change(store, "UPDATE bars SET close = 9.99 WHERE symbol = '600000.SH' AND date = '2024-01-04'")
    proved = backtest("verify", store=store)
    assert proved.code == 1
    assert "FAULT rows: " in proved.out
    assert "table bars, 600000.SH 2024-01-04: close is 9.99, published was 6.62" in proved.out
    words = "holds something else than was published: table bars of snapshot s1-"
    for command in (("status",), ("explain", "600000.SH", "2024-01-04")):
        ran = backtest(*command, store=store)
        assert ran.code == 1
        assert words in ran.error
    examined = backtest("doctor", "--no-network", store=store)
    assert examined.code == 1
    assert "fail  stored facts: rows: table bars, 600000.SH 2024-01-04: close is 9.99" in examined.out


def test_a_rerun_on_changed_data_never_says_that_no_input_moved(sample_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(sample_store, tmp_path / "market.db"))
    out = tmp_path / "run"
    assert backtest("run", "rate_power", "--out", out, store=store).code == 0
    change(store, "UPDATE bars SET close = close * 1.5 WHERE date = (SELECT max(date) FROM bars)")
    ran = backtest("rerun", out, store=store)
    assert ran.code == 1
    assert "holds something else than was published: table bars" in ran.error
    assert "no recorded input moved" not in ran.out


@pytest.mark.parametrize("length", [0, 100, 4096, 50_000, -1000])
def test_a_store_that_was_cut_off_is_one_line(store: Path, length: int) -> None:
    data = store.read_bytes()
    store.write_bytes(data[:length])
    for command in (("status",), ("verify",), ("run", "rate_power")):
        ran = backtest(*command, store=store)
        assert ran.code == 1
        assert ran.error if command[0] != "verify" or not ran.out else "FAULT" in ran.out
    assert backtest("doctor", "--no-network", store=store).code == 1


def test_the_diary_of_a_site_is_proved_too(store: Path, tmp_path: Path) -> None:
    ran = backtest("verify", "--out", tmp_path / "site", store=store)
    assert ran.code == 1
    assert "diary" in ran.error or "site" in ran.error
