"""The real market by command: import, run every strategy, and the CSI 300 against what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategies.registry import NAMES
from tests.cli.command import backtest
from tests.data_sources.real_data import real_data

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("real") / "market.db"
    ran = backtest("import", real_data(), store=store)
    assert ran.code == 0
    assert "left alone, no table of ours: README.md, " in ran.out
    return store


def test_every_strategy_trades_from_its_first_report_on(real_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "--all", "--out", tmp_path, "--json", store=real_store)
    assert ran.code == 0
    assert [run["name"] for run in ran.document["runs"]] == list(NAMES)
    first = {}
    for name in NAMES:
        fills = (tmp_path / name / "fills.csv").read_text().splitlines()
        first[name] = fills[1][:10]
        assert len(fills) > 5  # storage_cycle has two names
    # Report 004 is known from 2025-02-04, inside the holiday that ended with the session of 2025-02-05.
    assert first["ai_cloud_side"] == "2025-02-05"
    # Report 000 is known from 2025-02-06 and traded on the next session.
    assert first["equipment_localisation"] == "2025-02-07"
    # Domestic compute is stated by 002, known from 2025-05-07; 003 is of 2026-01-28.
    assert first["domestic_compute"] == "2025-05-08"
    assert first["rate_power"] == first["storage_cycle"] == "2026-01-29"


def test_csi_300_moves_by_18_42_percent(real_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "cash.csv"
    path.write_text("date,symbol,weight\n2024-01-02,,0\n")
    out = tmp_path / "out"
    ran = backtest(
        "run",
        "--targets",
        path,
        "--to",
        "2025-03-19",
        "--benchmark",
        "000300.SH",
        "--out",
        out,
        "--json",
        store=real_store,
    )
    (run,) = ran.document["runs"]
    assert run["metrics"]["benchmark_return"] == pytest.approx(0.1842, abs=0.00005)
    assert run["metrics"]["total_return"] == 0
