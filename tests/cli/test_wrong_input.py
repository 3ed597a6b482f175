"""Everything a user can get wrong: one line, a non-zero exit, nothing on stdout, the store as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import backtest

GOOD = "date,symbol,weight\n2024-01-02,600000.SH,0.5\n"

# Words (@ stands for the folder of the test), exit code, what the line must hold.
CASES = {
    # Names
    "unknown command": (["rnu"], 2, ["'rnu'", "'run'"]),
    "unknown strategy": (["run", "rate_pwer"], 1, ["'rate_pwer'", "Did you mean rate_power?"]),
    "strategy file that is not there": (["run", "./none.py"], 1, ["none.py", "No such file"]),
    "strategy given twice": (["run", "rate_power", "rate_power"], 1, ["given twice"]),
    "unknown parameter": (["run", "rate_power", "--set", "tpo=3"], 1, ["'tpo'", "did you mean top?"]),
    "parameter that is no number": (["run", "rate_power", "--set", "top=many"], 1, ["'many'", "number"]),
    "parameter without a value": (["run", "rate_power", "--set", "top"], 2, ["NAME=VALUE"]),
    "parameter of a strategy that does not run": (
        ["run", "rate_power", "--set", "storage_cycle.margin=0.3"], 1,
        ["--set storage_cycle.margin: storage_cycle is not among"],
    ),
    "unknown benchmark": (
        ["run", "--targets", "@good.csv", "--out", "@out", "--benchmark", "000905.SH"], 1, ["000905.SH", "000300.SH"],
    ),
    # Usage
    "neither strategy nor targets": (["run"], 2, ["strategies, --all or --targets"]),
    "both strategy and targets": (["run", "rate_power", "--targets", "@good.csv"], 2, ["one of the three"]),
    "hindsight of a weight table": (["run", "--targets", "@good.csv", "--hindsight"], 2, ["--hindsight"]),
    "unknown option": (["run", "rate_power", "--csh", "1"], 2, ["--csh", "--cash"]),
    "unknown fill": (["run", "rate_power", "--fill", "high"], 2, ["'high'", "vwap"]),
    "list of something else": (["list", "prices"], 2, ["'prices'", "members"]),
    "audit of nothing": (["audit"], 2, ["STRATEGY"]),
    # Conditions
    "no cash": (["run", "rate_power", "--cash", "0"], 1, ["cash is 0.0"]),
    "cash that is no number": (["run", "rate_power", "--cash", "much"], 2, ["--cash"]),
    "cash not finite": (["run", "rate_power", "--cash", "nan"], 1, ["cash is nan"]),
    "risk-free rate not finite": (["run", "rate_power", "--risk-free", "inf"], 1, ["risk_free is inf"]),
    "dividend tax in words": (["run", "rate_power", "--dividend-tax", "abc"], 2, ["'abc'", "0.1", "holding_period"]),
    "participation over 1": (["run", "rate_power", "--participation", "2"], 1, ["participation is 2.0"]),
    # Dates
    "no such day": (["run", "rate_power", "--from", "2025-02-30"], 2, ["--from", "'2025-02-30'", "2025-02-06"]),
    "day in another spelling": (["run", "rate_power", "--to", "06/02/2025"], 2, ["--to", "2025-02-06"]),
    "list as of no day": (["list", "--as-of", "yesterday"], 2, ["--as-of", "'yesterday'"]),
    "end before start": (
        ["run", "rate_power", "--from", "2025-02-06", "--to", "2025-01-01"], 1,
        ["--to 2025-01-01 is before --from 2025-02-06; a run goes forward in time"],
    ),
    "no decision from that day on": (
        ["run", "--targets", "@good.csv", "--out", "@out", "--from", "2024-01-03"], 1, ["2024-01-03"],
    ),
    "end outside the data": (
        ["run", "--targets", "@good.csv", "--out", "@out", "--to", "2030-01-01"], 1, ["2030-01-01", "2024-01-05"],
    ),
    "first decision before the data": (
        ["run", "--targets", "@early.csv", "--out", "@out"], 1, ["2023-12-01", "2024-01-02"],
    ),
    # Folders and stores
    "out below a file": (["run", "--targets", "@good.csv", "--out", "@a_file/x"], 1, ["a_file is a file", "--out"]),
    "out is a file": (["run", "--targets", "@good.csv", "--out", "@a_file"], 1, ["a_file", "--out"]),
    "demo into a file": (["demo", "--out", "@a_file"], 1, ["a_file"]),
    "no store": (["run", "rate_power", "--db", "@none.db"], 1, ["none.db", "backtest import"]),
    "status without a store": (["status", "--db", "@none.db"], 1, ["none.db", "backtest import"]),
    "store that is no database": (["status", "--db", "@a_file"], 1, ["a_file"]),
    "unknown kind of database": (["status", "--db", "oracl://x"], 1, ["oracl"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_wrong_input_is_one_line(case: str, store: Path, tmp_path: Path) -> None:
    words, code, fragments = CASES[case]
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "early.csv").write_text(GOOD.replace("2024-01-02", "2023-12-01"))
    (tmp_path / "a_file").write_text("not a folder, not a database")
    before = store.read_bytes()
    ran = backtest(*(word.replace("@", f"{tmp_path}/") for word in words), store=store)
    assert (ran.code, ran.out) == (code, "")
    for fragment in fragments:
        assert fragment in ran.error
    assert store.read_bytes() == before


def test_debug_adds_the_traceback_to_the_line(tmp_path: Path) -> None:
    ran = backtest("status", "--db", tmp_path / "none.db", "--debug")
    assert ran.code == 1
    assert "Traceback (most recent call last)" in ran.err
    assert ran.err.splitlines()[-1].startswith("error: there is no store")


def test_folder_that_cannot_be_written_is_found_before_anything_is_computed(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where the folder of the second run would be")
    strategy = tmp_path / "blocked.py"
    strategy.write_text("def weights(history):\n    raise SystemExit('it was computed')\n")
    ran = backtest("run", "storage_cycle", strategy, "--out", tmp_path, store=sample_store)
    assert ran.code == 1
    assert "blocked is a file; choose another --out" in ran.error
    assert "it was computed" not in ran.err
    assert not (tmp_path / "storage_cycle" / "equity.csv").exists()


def test_fault_of_ours_is_one_line_that_asks_for_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("backtest.app.status.status", fail)
    ran = backtest("status", "--db", tmp_path / "x.db")
    assert ran.code == 1
    assert "ZeroDivisionError: division by zero" in ran.error
    assert "--debug" in ran.error


@pytest.mark.parametrize("named", ["", "/"])
@pytest.mark.parametrize("command", [("run", "rate_power"), ("nightly", "--no-refresh"), ("demo",), ("rerun", ".")])
def test_out_that_is_nowhere_or_everywhere(command: tuple[str, ...], named: str) -> None:
    ran = backtest(*command, "--out", named)
    assert ran.code == 2
    assert "name a folder" in ran.error
