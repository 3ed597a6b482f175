"""``backtest orders`` on the tiny market, worked out on paper.

On the evening of 2024-01-05, a Friday: 10 000 CNY and 1 050 shares of 000001.SZ at 9.25 are 19 712.50. The decision of
that day wants 600000.SH at one half. All 1 050 go at 9.25: 9 712.50 less 5.00, 4.86 and 0.10. One half of 19 712.50 is
1 475 shares at 6.68, 1 400 in lots: 9 352.00, 5.00 and 0.09. 10 000 + 9 702.54 - 9 357.09 = 10 345.45 are left. The
share is *ST: 5% about 6.68 are 6.35 and 7.01; 10% about 9.25 are 8.33 and 10.18.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import backtest as library
from data_sources.errors import OptionError
from tests.cli.command import backtest

HELD = "证券代码,股票余额\n000001,1050\n"
WEIGHTS = "date,symbol,weight\n2024-01-02,600000.SH,0.9\n2024-01-05,600000.SH,0.5\n"
OLD = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "held.csv").write_text(HELD, encoding="utf-8")
    (tmp_path / "weights.csv").write_text(WEIGHTS)
    (tmp_path / "old.csv").write_text(OLD)
    return tmp_path


def test_the_list_as_json_and_as_a_file(folder: Path, store: Path) -> None:
    words = ("--positions", folder / "held.csv", "--cash", "10000", "--csv", folder / "orders.csv", "--json")
    ran = backtest("orders", "--targets", folder / "weights.csv", *words, store=store)
    assert ran.code == 0, ran.err
    found = ran.document
    assert (found["evening"], found["session"], found["decided"]) == ("2024-01-05", "2024-01-08", "2024-01-05")
    assert found["is_new"] is True
    assert (found["equity"], found["cash"], found["cash_after"]) == (19_712.5, 10_000.0, 10_345.45)
    with (folder / "orders.csv").open(encoding="utf-8-sig") as file:
        assert list(csv.reader(file)) == [
            ["symbol", "name", "side", "quantity", "price", "value", "commission", "stamp_duty", "transfer_fee",
             "limit_down", "limit_up", "refused", "reason", "flags"],
            ["000001.SZ", "平安银行", "sell", "1050", "9.25", "9712.5", "5.0", "4.86", "0.1",
             "8.33", "10.18", "0", "", ""],
            ["600000.SH", "浦发银行", "buy", "1400", "6.68", "9352.0", "5.0", "0.0", "0.09",
             "6.35", "7.01", "0", "", ""],
        ]  # fmt: skip


def test_the_list_for_people(folder: Path, store: Path) -> None:
    words = ("--positions", folder / "held.csv", "--cash", "10000")
    ran = backtest("orders", "--targets", folder / "weights.csv", *words, store=store)
    assert "weights decided on 2024-01-05: these orders are for 2024-01-08" in ran.out
    assert "600000.SH  浦发银行  buy    1,400" in ran.out
    assert "with all orders filled: cash 10,345.45, 47.5% invested" in ran.out
    chinese = backtest("orders", "--targets", folder / "weights.csv", *words, "--lang", "zh", store=store)
    assert "以下委托用于 2024-01-08" in chinese.out


def test_without_a_new_decision_there_is_no_order_unless_asked_for(folder: Path, store: Path) -> None:
    words = ("--targets", folder / "old.csv", "--cash", "10000", "--as-of", "2024-01-04")
    ran = backtest("orders", *words, store=store)
    assert (
        "nothing new by the close of 2024-01-04; the orders of its decision of 2024-01-02 went out on 2024-01-03"
        in ran.out
    )
    assert "600000.SH" not in ran.out
    # 5 000 at the close of 2024-01-04, 6.62: 755 shares.
    drift = backtest("orders", *words, "--drift", "--json", store=store).document
    assert [(each["symbol"], each["quantity"], each["price"]) for each in drift["orders"]] == [("600000.SH", 700, 6.62)]
    assert drift["session"] == "2024-01-05"


def test_before_the_first_decision_there_is_none(folder: Path, store: Path) -> None:
    (folder / "late.csv").write_text("date,symbol,weight\n2024-01-04,600000.SH,0.5\n")
    ran = backtest("orders", "--targets", folder / "late.csv", "--cash", "1", "--as-of", "2024-01-03", store=store)
    assert "late has decided nothing by 2024-01-03" in ran.out


def test_a_rule_of_ones_own_in_python(store: Path) -> None:
    def weights(history: object) -> dict[str, dict[str, float]]:
        del history
        return {"2024-01-05": {"600000.SH": 0.5}}

    found = library.orders(weights, positions={"000001": 1_050}, cash=10_000, db=store)
    assert found.to_frame()["quantity"].tolist() == [1_050, 1_400]


def test_no_run_is_counted(folder: Path, store: Path) -> None:
    backtest("orders", "--targets", folder / "weights.csv", "--cash", "10000", store=store)
    assert backtest("trials", store=store).out.startswith("no trial yet")


def test_what_has_no_list_says_so(folder: Path, store: Path) -> None:
    handler = folder / "still.py"
    handler.write_text("def make_handler(history):\n    return lambda view: None\n")
    ran = backtest("orders", handler, "--cash", "10000", store=store)
    assert (ran.code, "still decides day by day" in ran.err) == (1, True)
    assert backtest("orders", "--cash", "10000", store=store).code == 2
    with pytest.raises(OptionError, match="one of the two"):
        library.orders(cash=1.0, db=store)
    early = backtest("orders", "--targets", folder / "old.csv", "--cash", "1", "--as-of", "2023-12-29", store=store)
    assert "no session with trading by 2023-12-29" in early.err
