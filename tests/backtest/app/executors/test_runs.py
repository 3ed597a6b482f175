"""Several runs and nights: the files are the same whatever process trades, and each trial is counted once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import backtest
from backtest.app import batch_trading
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.batch_trading import Trading, trade_each
from backtest.app.executors import this_machine
from backtest.app.night import runs
from data_sources.calendar import clock
from data_sources.errors import OptionError, ResourceError, UserError
from data_sources.store import opened_store
from data_sources.store.trials import read_tallies
from strategies.contract.strategy import Strategy
from strategies.registry import STRATEGIES

NAMES = ("rate_power", "edge_ai", "rate_power/momentum", "ai_cloud_side")
MINE = "def weights(history, share=0.5):\n    return {history.panel.sessions[30]: {history.panel.symbols[0]: share}}\n"
BY_DAY = "def make_handler(history):\n    return lambda view: None\n"
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages say when a strategy was first looked at and how long a night took; and every process repays."""
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: MOMENT, elapsed=lambda: 0.0))
    monkeypatch.setattr(this_machine, "SMALL", 0.0)


@pytest.fixture
def run(untouched: Path, tmp_path: Path) -> Callable[..., tuple[BatchOutcome, dict[str, bytes], dict[str, int]]]:
    """Run strategies on a copy of the market; return the outcome, the files but the site's, and the trials counted."""

    def run(what: Sequence[Any], **given: Any) -> tuple[BatchOutcome, dict[str, bytes], dict[str, int]]:  # noqa: ANN401 - arguments by name
        store, out = tmp_path / "market.db", tmp_path / "out"
        shutil.copy(untouched, store)
        shutil.rmtree(out, ignore_errors=True)
        outcome = backtest.run_many(list(what), db=store, out=out, **given)
        files = files_in(out)
        with opened_store(f"sqlite:///{store}") as engine:
            counted = {name: tally.trials for name, tally in read_tallies(engine).items()}
        return outcome, files, counted

    return run


def test_the_files_and_the_trials_are_those_of_one_process(run: Callable[..., Any]) -> None:
    one, files, counted = run(NAMES, workers=1)
    two, same_files, same_counted = run(NAMES, workers=2)
    assert [each.result.name for each in two.finished] == list(NAMES)
    assert same_files == files
    assert {f"{name}/report.html" for name in NAMES} <= set(files)
    # A variant is one more setting of the strategy that it varies.
    assert same_counted == counted == {"rate_power": 2, "edge_ai": 1, "ai_cloud_side": 1}
    assert [each.result.trials for each in two.finished] == [each.result.trials for each in one.finished]
    # A run that came back is on the market that is here, not on a copy of it.
    assert len({id(each.result.ledger.panel) for each in two.finished}) == 1


def test_what_a_user_wrote_trades_beside_what_is_handed_out(run: Callable[..., Any], tmp_path: Path) -> None:
    mine, by_day = tmp_path / "mine.py", tmp_path / "still.py"
    mine.write_text(MINE)
    by_day.write_text(BY_DAY)
    asked = ("edge_ai", mine, "ai_cloud_side", by_day)
    _, files, counted = run(asked, workers=1, audit=False)
    outcome, same_files, same_counted = run(asked, workers=2, audit=False)
    assert [each.result.name for each in outcome.finished] == ["edge_ai", "mine", "ai_cloud_side", "still"]
    assert same_files == files
    assert same_counted == counted == {"edge_ai": 1, "mine": 1, "ai_cloud_side": 1, "still": 1}


def test_one_that_fails_while_it_trades_is_told_and_stops_no_other(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()

    def failing(shared: Trading, numbers: Sequence[int]) -> list[Any]:
        if os.getpid() != parent and 1 in numbers:
            return [(1, UserError("no value of the signal it needs"))]
        return trade_each(shared, numbers)

    monkeypatch.setattr(batch_trading, "trade_each", failing)
    told: list[str] = []
    outcome, files, counted = run(NAMES, workers=2, tell=told.append)
    assert told == ["edge_ai: no value of the signal it needs"]
    assert outcome.failed == {"edge_ai": "no value of the signal it needs"}
    assert [each.result.name for each in outcome.finished] == ["rate_power", "rate_power/momentum", "ai_cloud_side"]
    assert not any(name.startswith("edge_ai/") for name in files)
    assert counted == {"rate_power": 2, "ai_cloud_side": 1}


def test_a_worker_that_is_killed_costs_only_its_strategy_which_trades_again(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, files, counted = run(NAMES, workers=1)
    parent, killed = os.getpid(), tmp_path / "killed"

    def deadly(shared: Trading, numbers: Sequence[int]) -> list[Any]:
        if os.getpid() != parent and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return trade_each(shared, numbers)

    monkeypatch.setattr(batch_trading, "trade_each", deadly)
    _, same_files, same_counted = run(NAMES, workers=2)
    assert killed.exists()
    assert (same_files, same_counted) == (files, counted)


def test_a_worker_that_is_killed_each_time_is_one_line(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()

    def deadly(shared: Trading, numbers: Sequence[int]) -> list[Any]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return trade_each(shared, numbers)

    monkeypatch.setattr(batch_trading, "trade_each", deadly)
    with pytest.raises(ResourceError, match=r"^the process that computed 1 strategy was ended .* fewer --workers$"):
        run(NAMES, workers=2)


def test_a_key_ends_the_workers_and_leaves_the_older_runs(
    run: Callable[..., Any], untouched: Path, tmp_path: Path
) -> None:
    _, files, _ = run(NAMES, workers=1)
    out = tmp_path / "out"

    def interrupt(what: str, _done: int, _total: int) -> None:
        if what == "running rate_power/momentum":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backtest.run_many(list(NAMES), db=untouched, out=out, workers=2, hear=interrupt, cash=5e6)
    for child in multiprocessing.active_children():
        child.join(30)
        assert not child.is_alive()
    assert files_in(out) == files


def test_the_site_of_a_night_is_that_of_one_process(
    untouched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few: dict[str, Strategy] = {name: STRATEGIES[name] for name in ("rate_power", "edge_ai", "ai_cloud_side")}
    monkeypatch.setattr(runs, "STRATEGIES", few)
    found: list[dict[str, bytes]] = []
    for workers in (1, 2):
        place = tmp_path / str(workers)
        place.mkdir()
        monkeypatch.chdir(place)
        night = backtest.nightly(out="site", db=shutil.copy(untouched, "market.db"), no_refresh=True, workers=workers)
        assert night.strategies == tuple(few)
        found.append(files_in((place / "site").resolve()))
    one, two = found
    assert "rate_power/report.html" in one
    assert two == one


def test_an_executor_that_there_is_not_is_one_line_before_anything_is_read() -> None:
    with pytest.raises(OptionError, match="executor dask: there are local, ray"):
        backtest.run_many("rate_power", db="nowhere.db", executor="dask")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=r"address 10.0.0.1:6379: only a Ray cluster has one; add executor ray"):
        backtest.nightly(db="nowhere.db", address="10.0.0.1:6379")
