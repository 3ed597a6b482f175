"""``backtest run --targets``: a weight table on the tiny market, worked out on paper.

Decision 2024-01-02, 600000.SH at half of 10,000 CNY. It fills on 2024-01-03 at the open 6.65:
5,000 / 6.65 = 751.9 shares, 700 in lots, value 4,655.00; commission 1.16, raised to 5.00; transfer fee 0.05.
Cash 10,000 - 4,655.00 - 5.05 = 5,339.95. On 2024-01-05 it closes at 6.68: 700 x 6.68 = 4,676.00,
equity 10,015.95, a return of 0.1595%. The CSI 300 went from 3,400.00 to 3,340.00: -1.7647%.
Costs 5.05; the total-return index has two of the four sessions, so the price index is the one compared with.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.command import backtest

WEIGHTS = "date,symbol,weight\n2024-01-02,sh600000,0.5\n"
FILES = {
    "equity.csv",
    "fills.csv",
    "refusals.csv",
    "positions.csv",
    "events.csv",
    "targets.csv",
    "metrics.json",
    "manifest.json",
    "verdict.json",
    "report.html",
}


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights.csv"
    path.write_text(WEIGHTS)
    return path


def test_one_run_writes_into_out_itself(weights: Path, tiny_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    ran = backtest("run", "--targets", weights, "--cash", "10000", "--out", out, store=tiny_store)
    assert ran.code == 0
    assert {path.name for path in out.iterdir()} >= FILES
    with (out / "fills.csv").open() as file:
        assert list(csv.reader(file))[1:] == [
            ["2024-01-03", "600000.SH", "buy", "700", "6.65000000", "4655.00", "5.00", "0.00", "0.05"]
        ]
    with (out / "equity.csv").open() as file:
        assert list(csv.reader(file))[-1][:4] == ["2024-01-05", "5339.95", "4676.00", "10015.95"]


def test_table_for_people(weights: Path, tiny_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "--targets", weights, "--cash", "10000", "--out", tmp_path / "out", store=tiny_store)
    numbers = {line[:18].strip(): line[18:].strip() for line in ran.out.splitlines()}
    assert numbers["period"] == "2024-01-02 to 2024-01-05"
    assert numbers["return"] == "+0.16%"
    assert numbers["against"] == "CSI 300 price index"
    assert numbers["its return"] == "-1.76%"
    assert numbers["excess"] == "+1.92 points"
    assert numbers["costs, CNY"] == "5"
    assert numbers["fills"] == "1"
    assert numbers["refusals"] == "0"
    assert "The CSI 300 price index (000300.SH) leaves dividends out while the basket earns its own" in ran.out
    assert "but: H00300.CSI has no value on " in ran.out
    assert f"page: {tmp_path / 'out' / 'report.html'}" in ran.out
    assert "SIMULATED" not in ran.out


def test_json_is_one_document(weights: Path, tiny_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "--targets", weights, "--cash", "1e4", "--out", tmp_path / "out", "--json", store=tiny_store)
    (run,) = ran.document["runs"]
    assert ran.document["failed"] == {}
    assert run["name"] == "weights"
    assert run["metrics"]["total_return"] == pytest.approx(0.001595, abs=1e-9)
    assert run["parts"][0]["benchmark"] == "000300.SH"
    assert run["parts"][0]["benchmark_is_total_return"] is False
    assert run["parts"][0]["excess"] == pytest.approx(0.001595 + 60.0 / 3400.0, abs=1e-9)
    assert set(run["files"]) >= FILES
    # 0.16% less -1.76%; four sessions are too few for an interval, and nothing dates a weight table.
    verdict = run["verdict"]
    assert (verdict["standing"], verdict["part"], verdict["interval"]) == ("ahead", "whole", None)
    assert verdict["headline"].endswith(
        "made +0.2% against \N{MINUS SIGN}1.8% of the CSI 300 price index: ahead by 1.9 points."
    )
    assert (verdict["badge"], verdict["reason"]) == (
        "NOT JUDGED",
        "Nothing dates this run, so none of it is out of sample.",
    )
    assert not any("chance" in sentence for sentence in verdict["sentences"])


def test_every_option_reaches_the_execution(weights: Path, tiny_store: Path, tmp_path: Path) -> None:
    given = {
        "--from": "2024-01-02",
        "--to": "2024-01-04",
        "--cash": "20000",
        "--fill": "close",
        "--commission-rate": "0.001",
        "--commission-min": "1",
        "--stamp-duty": "0",
        "--transfer-fee": "0.0001",
        "--dividend-tax": "0.2",
        "--slippage": "0.01",
        "--participation": "0.5",
        "--order-validity": "day",
        "--delist-recovery": "0.3",
        "--benchmark": "000300.SH",
        "--risk-free": "0.02",
    }
    words = [word for pair in given.items() for word in pair]
    ran = backtest("run", "--targets", weights, *words, "--out", tmp_path / "out", store=tiny_store)
    assert ran.code == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["options"] == {
        "start": "2024-01-02",
        "end": "2024-01-04",
        "cash": 20000.0,
        "fill": "close",
        "commission_rate": 0.001,
        "commission_min": 1.0,
        "stamp_duty": 0.0,
        "transfer_fee": 0.0001,
        "dividend_tax": 0.2,
        "slippage": 0.01,
        "participation": 0.5,
        "order_validity": "day",
        "delist_recovery": 0.3,
        "benchmark": "000300.SH",
        "risk_free": 0.02,
    }
    assert manifest["command"].startswith("backtest run --targets ")
    # Half of 20,000 at the close 6.75 of 2024-01-03: 1,481 shares, 1,400 in lots, bought 1% dearer: 9,544.50, of which
    # commission 9.54 and transfer fee 0.95.
    fills = (tmp_path / "out" / "fills.csv").read_text().splitlines()
    assert fills[1] == "2024-01-03,600000.SH,buy,1400,6.81750000,9544.50,9.54,0.00,0.95"


def test_symbol_without_data_is_refused_and_said(tiny_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("date,symbol,weight\n2024-01-02,300750.SZ,0.5\n")
    ran = backtest("run", "--targets", path, "--out", tmp_path / "out", store=tiny_store)
    assert ran.code == 0
    assert "300750.SZ" in ran.out
    assert (tmp_path / "out" / "refusals.csv").read_text().splitlines()[1] == "2024-01-03,300750.SZ,buy,0,not_listed"


def test_a_symbol_without_its_zeros_is_mended_and_warned_of(store: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "weights.csv", tmp_path / "out"
    path.write_text("date,1,600000\n2024-01-02 00:00:00,0.5,\n")
    ran = backtest("run", "--targets", path, "--cash", "10000", "--out", out, store=store)
    sentence = "codes that a spreadsheet took for numbers were read with their zeros: 1 as 000001.SZ"
    assert (ran.code, f"warning: {sentence}" in ran.err, f"note: {sentence}" in ran.out) == (0, True, True)
    # 5,000 at the open 9.35 of 2024-01-03: 500 shares.
    assert (out / "fills.csv").read_text().splitlines()[1].startswith("2024-01-03,000001.SZ,buy,500,9.35")
    assert (out / "targets.csv").read_text().splitlines()[1] == "2024-01-02,000001.SZ,0.5"
    assert backtest("rerun", out, store=store).code == 0


def test_password_of_the_database_is_not_in_the_manifest() -> None:
    from backtest.app.command_line import command_line  # noqa: PLC0415 - the one test of it

    written = command_line(["run", "x", "--db", "postgresql://quant:p@ss w:rd@host/market"])
    assert "p@ss" not in written
    assert "w:rd" not in written
    assert "quant:***@host/market" in written


@pytest.mark.parametrize("more", [("--workers", "2"), ("--executor", "ray"), ("--address", "10.0.0.1:6379")])
def test_a_table_is_a_single_run_and_is_not_spread(tmp_path: Path, more: tuple[str, str]) -> None:
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    ran = backtest("run", "--targets", tmp_path / "weights.csv", *more)
    assert ran.code == 2
    assert "--executor, --address and --workers are for strategies; --targets FILE is a single run" in ran.err
