"""``run --positions``: an account that holds shares already, worked out on paper on the tiny market.

1 050 shares of 000001.SZ and 10 000 CNY on 2024-01-02: 1 050 x 9.35 = 9 817.50, 19 817.50 in all. The decision of that
day wants 600000.SH at one half. On 2024-01-03 all of 000001.SZ is sold at 9.35, the odd 50 too: 9 817.50 less
commission 5.00, stamp duty 4.91 and transfer fee 0.10. One half of 19 817.50 is 1 490 shares at 6.65, 1 400 in lots:
9 310.00, 5.00 and 0.09.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import backtest as library
from tests.cli.command import backtest

EXPORT = '证券代码\t证券名称\t股票余额\t成本价\n="000001"\t平安银行\t1050\t9.10\n'
WEIGHTS = "date,symbol,weight\n2024-01-02,sh600000,0.5\n"


def rows(path: Path) -> list[list[str]]:
    """A table without its heads."""
    with path.open() as file:
        return list(csv.reader(file))[1:]


def test_a_run_from_a_terminals_export_is_exact_checked_and_repeated(store: Path, tmp_path: Path) -> None:
    held, weights, out = tmp_path / "held.xls", tmp_path / "weights.csv", tmp_path / "out"
    held.write_text(EXPORT, encoding="gb18030")
    weights.write_text(WEIGHTS)
    ran = backtest(
        "run", "--targets", weights, "--positions", held, "--cash", "10000", "--check", "--out", out, store=store
    )
    assert ran.code == 0, ran.err
    assert "000001.SZ" in ran.err  # the code in quotes is said
    assert "the same as ours" in ran.out
    assert [row[:4] for row in rows(out / "equity.csv")[:1]] == [["2024-01-02", "10000.00", "9817.50", "19817.50"]]
    assert rows(out / "fills.csv") == [
        ["2024-01-03", "000001.SZ", "sell", "1050", "9.35000000", "9817.50", "5.00", "4.91", "0.10"],
        ["2024-01-03", "600000.SH", "buy", "1400", "6.65000000", "9310.00", "5.00", "0.00", "0.09"],
    ]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["positions"] == [{"symbol": "000001.SZ", "shares": 1050}]
    assert "Shares at the start" in (out / "report.html").read_text(encoding="utf-8")
    held.unlink()
    assert "identical" in backtest("rerun", out, store=store).out
    trial = backtest("trials", "weights", "--json", store=store).document
    assert "000001.SZ" in json.dumps(trial)


@pytest.mark.parametrize(
    "positions", [{"000001.XSHE": 1_050}, pd.DataFrame({"symbol": ["000001"] * 2, "shares": [1_000, 50]})]
)
def test_python_takes_shares_by_symbol_and_frames(positions: Any, store: Path) -> None:  # noqa: ANN401 - of two kinds
    result = library.run_targets({"2024-01-02": {"600000": 0.5}}, db=store, cash=10_000, positions=positions)
    assert result.equity["equity"].iloc[0] == 19_817.50
    assert result.fills["quantity"].tolist() == [1_050, 1_400]


def test_a_position_without_a_price_stops_the_run_in_one_line(store: Path, tmp_path: Path) -> None:
    held, weights = tmp_path / "held.csv", tmp_path / "weights.csv"
    held.write_text("symbol,shares\n600519,100\n")
    weights.write_text(WEIGHTS)
    ran = backtest("run", "--targets", weights, "--positions", held, "--out", tmp_path / "out", store=store)
    assert ran.code == 1
    assert "600519.SH has no bar up to 2024-01-02; correct them or leave them out" in ran.err
    assert not (tmp_path / "out" / "equity.csv").exists()
