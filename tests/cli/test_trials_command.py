"""``backtest trials``: what runs on the command line leave behind, and that a demo made again forgets none of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import Ran, backtest

HOLD = "def weights(history):\n    return {'2024-01-02': {'600000.SH': 0.5}}\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(HOLD)
    return path


def run(store: Path, tmp_path: Path, *words: str | Path) -> Ran:
    ran = backtest("run", *words, "--out", tmp_path / "out", store=store)
    assert ran.code == 0, ran.err
    return ran


def test_a_store_without_a_trial_says_so(store: Path) -> None:
    ran = backtest("trials", store=store)
    assert (ran.code, ran.out) == (0, "no trial yet: every run on this store will be one\n")
    assert backtest("trials", "--json", store=store).document == {"strategies": []}


def test_strategies_stand_side_by_side_with_their_counts(store: Path, mine: Path, tmp_path: Path) -> None:
    for words in ([mine], [mine], [mine, "--slippage", "0.001"], [mine, "--cash", "1000000", "--fill", "close"]):
        run(store, tmp_path, *words)
    weights = tmp_path / "weights.csv"
    weights.write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    run(store, tmp_path, "--targets", weights)
    ran = backtest("trials", store=store)
    head, *rows = [line.split() for line in ran.out.splitlines()]
    assert head[:3] == ["strategy", "trials", "settings"]
    assert [row[:3] for row in rows] == [["mine", "3", "3"], ["weights", "1", "1"]]
    # One Sharpe ratio has no spread.
    assert rows[1][3] == "-"


def test_each_trial_of_one_strategy_shows_what_was_set(store: Path, mine: Path, tmp_path: Path) -> None:
    run(store, tmp_path, mine)
    run(store, tmp_path, mine, "--slippage", "0.001", "--to", "2024-01-04")
    ran = backtest("trials", "mine", store=store)
    assert ran.code == 0
    rows = ran.out.splitlines()[4:]
    assert len(rows) == 2
    assert rows[1].endswith("slippage=0.001 end=2024-01-04")
    assert "2024-01-02  2024-01-05" in rows[0]
    assert "2024-01-02  2024-01-04" in rows[1]
    document = backtest("trials", "mine", "--json", store=store).document
    assert [row["options"] for row in document["trials"]] == [{}, {"slippage": 0.001, "end": "2024-01-04"}]


def test_the_run_itself_tells_its_count(store: Path, mine: Path, tmp_path: Path) -> None:
    run(store, tmp_path, mine)
    (found,) = run(store, tmp_path, mine, "--slippage", "0.001", "--json").document["runs"]
    assert (found["trials"]["count"], found["trials"]["looks"], found["trials"]["problem"]) == (2, 2, "")


def test_a_strategy_that_was_never_tried_is_one_line(store: Path) -> None:
    ran = backtest("trials", "rate_power", store=store)
    assert ran.code == 1
    assert ran.error.startswith("'rate_power' was never tried on this store.")


def test_registered_strategies_are_counted_by_demo_and_run(sample_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(sample_store, tmp_path / "sample.db"))
    before = {
        each["strategy"]: each["settings"] for each in backtest("trials", "--json", store=store).document["strategies"]
    }
    assert before["rate_power"] >= 1
    run(store, tmp_path, "rate_power", "--set", "top=19")
    run(store, tmp_path, "rate_power", "--set", "top=19", "--hindsight")
    for end in ("2026-03-31", "2026-04-30"):
        run(store, tmp_path, "rate_power", "--set", "top=19", "--to", end)
    run(store, tmp_path, "rate_power", "--set", "top=19", "--json")
    after = {
        each["strategy"]: each["settings"] for each in backtest("trials", "--json", store=store).document["strategies"]
    }
    assert after["rate_power"] == before["rate_power"] + 1
    options = [row["options"] for row in backtest("trials", "rate_power", "--json", store=store).document["trials"]]
    assert options[-3:] == [{"hindsight": True}, {"end": "2026-03-31"}, {"end": "2026-04-30"}]


def test_a_demo_made_again_keeps_the_trials_of_the_one_before(
    demonstration: tuple[Path, Ran], mine: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(demonstration[0], folder)
    store = folder / "sample_market.db"
    mine.write_text("def weights(history):\n    return {'2024-01-02': {history.panel.symbols[0]: 0.5}}\n")
    run(store, tmp_path, mine)
    before = backtest("trials", "--json", store=store).document["strategies"]
    assert "mine" in {each["strategy"] for each in before}
    assert backtest("demo", "--out", folder).code == 0
    after = {each["strategy"]: each for each in backtest("trials", "--json", store=store).document["strategies"]}
    for each in before:
        assert after[each["strategy"]]["trials"] >= each["trials"]
        assert after[each["strategy"]]["first"] == each["first"]
