"""Runs of one command: files at once, pages when all have traded, and on each page what they show together."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import backtest
from backtest.app import batch
from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome, FinishedRun
from backtest.app.decided import Decided
from backtest.app.job import Job, RunSettings, job_of
from backtest.app.run_result import held
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.badge import CHINESE
from data_sources.errors import UserError, WriteFailed
from strategies.own.find import find_strategy
from tests.reports.made_results import tiny_result
from tests.strategies.families.test_every_strategy import random_market

WARNING = "2 strategies ran together, and the best of several looks good by chance."
NAMES = ("edge_ai", "ai_cloud_side")


@pytest.fixture(scope="module")
def panel() -> Panel:
    """A random walk of every name that a report gives, 520 sessions, and an index."""
    return random_market().panel


def jobs(panel: Panel, folder: Path, *names: str) -> list[Job]:
    return [job_of(find_strategy(name), panel, RunSettings(Options()), folder / name) for name in names]


def test_each_page_carries_the_warning_and_that_of_a_single_run_does_not(panel: Panel, tmp_path: Path) -> None:
    outcome = carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options())
    assert outcome.several is not None
    assert outcome.several.compared == NAMES
    for name in NAMES:
        assert WARNING in (tmp_path / name / "report.html").read_text()
    assert WARNING in str(outcome.document()["several"]["sentences"])
    assert all(WARNING in run.result._repr_html_() for run in outcome.finished)
    alone = carry_out_all(jobs(panel, tmp_path / "alone", "edge_ai"), panel, Options())
    assert alone.several is None
    assert "several" not in alone.document()
    assert "strategies ran together" not in (tmp_path / "alone" / "edge_ai" / "report.html").read_text()


def test_a_plain_version_beside_its_strategy_is_no_strategy_of_its_own(panel: Panel, tmp_path: Path) -> None:
    beside = carry_out_all(jobs(panel, tmp_path, "edge_ai", "edge_ai/plain"), panel, Options())
    assert beside.several is None
    lists = carry_out_all(jobs(panel, tmp_path, "edge_ai/plain", "ai_cloud_side/plain"), panel, Options())
    assert lists.several is not None
    assert lists.several.compared == ("edge_ai/plain", "ai_cloud_side/plain")


def test_a_variant_is_a_strategy_of_its_own_with_the_plain_list_of_its_family(panel: Panel, tmp_path: Path) -> None:
    three = carry_out_all(
        jobs(panel, tmp_path, "rate_power", "rate_power/momentum", "rate_power/plain"), panel, Options()
    )
    assert three.several is not None
    assert three.several.compared == ("rate_power", "rate_power/momentum")
    assert list(three.beside_plain) == ["rate_power", "rate_power/momentum"]
    assert "variant momentum: value per system" in (tmp_path / "rate_power" / "momentum" / "report.html").read_text()
    assert "variant momentum" not in (tmp_path / "rate_power" / "report.html").read_text()


def test_a_stop_before_the_pages_leaves_the_older_runs_as_they_were(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.html").write_text("the page of an older run")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "runs_together", killed)
    with pytest.raises(KeyboardInterrupt):
        carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options())
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {f"{name}/report.html" for name in NAMES}


def test_what_is_heard_names_each_step(panel: Panel, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options(), lambda *step: heard.append(step))
    assert heard == [
        ("deciding edge_ai", 0, 2), ("deciding ai_cloud_side", 1, 2),
        ("running edge_ai", 0, 2), ("running ai_cloud_side", 1, 2),
        ("comparing 2 runs", 0, 0),
        ("writing the page of edge_ai", 0, 2), ("writing the page of ai_cloud_side", 1, 2),
    ]  # fmt: skip


def test_a_folder_in_the_place_of_a_page_is_refused_before_anything_trades(panel: Panel, tmp_path: Path) -> None:
    (tmp_path / "ai_cloud_side" / "report.html").mkdir(parents=True)
    heard: list[object] = []
    with pytest.raises(UserError, match=r"cannot replace .*ai_cloud_side/report.html, which is a folder; move it"):
        carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options(), lambda *step: heard.append(step))
    assert heard == []
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_write_that_fails_stops_the_command_and_no_strategy_is_blamed(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    told: list[str] = []

    def full(self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(
        WriteFailed, match=r"equity.csv: No space left on device \([\d,.]+ bytes needed, [\d,.]+ MB free\); make room"
    ):
        carry_out_all(jobs(panel, tmp_path, *NAMES), panel, replace(Options(), cash=1_000_000.0), tell=told.append)
    assert told == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_strategy_that_fails_leaves_its_older_run_as_it_was(panel: Panel, tmp_path: Path) -> None:
    carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options())
    before = {path: path.read_bytes() for path in (tmp_path / "edge_ai").iterdir()}

    def fails() -> Decided:
        raise UserError("no value of the signal it needs")

    mine, other = jobs(panel, tmp_path, *NAMES)
    outcome = carry_out_all([replace(mine, decide=fails), other], panel, Options())
    assert outcome.failed == {"edge_ai": "no value of the signal it needs"}
    assert {path: path.read_bytes() for path in (tmp_path / "edge_ai").iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)


def test_deep_adds_random_lists_and_run_up_in_every_place(panel: Panel) -> None:
    plain = backtest.run("ai_cloud_side", panel=panel)
    assert plain.deep is None
    deep = backtest.run("ai_cloud_side", panel=panel, deep=True).deep
    assert deep is not None
    assert deep.lists.baskets is not None
    # Report 004 of 2025-02-04 states the thesis; its plain list of that day, equal from the close of that day on.
    assert deep.base_date.isoformat() == "2025-02-04"
    base, last = (int(np.searchsorted(panel.sessions, np.datetime64(day))) for day in (deep.base_date, deep.last_date))
    names = [symbol for day, symbol, _ in backtest.run("ai_cloud_side/plain", panel=panel).targets.rows()
             if day.isoformat() == "2025-02-04"]  # fmt: skip
    held = [name for name in names if name not in deep.lists.left_out]
    columns = [panel.position[name] for name in held]
    moves = panel.total_return_index[last, columns] / panel.total_return_index[base, columns] - 1
    assert deep.lists.names == len(held)
    assert deep.lists.baskets.mean == pytest.approx(float(np.mean(moves)), abs=1e-9)


def test_deep_is_refused_where_there_is_no_list(panel: Panel, tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text("def weights(history):\n    return {}\n")
    with pytest.raises(UserError, match=r"mine takes no names from reports, so there is no list to look at"):
        backtest.run(mine, panel=panel, deep=True)
    by_day = tmp_path / "still.py"
    by_day.write_text("def make_handler(history):\n    return lambda view: None\n")
    with pytest.raises(UserError, match=r"still decides day by day, which .*deep"):
        backtest.run(by_day, panel=panel, deep=True)


def test_an_outcome_shows_itself_in_two_lines() -> None:
    outcome = BatchOutcome((FinishedRun(held(tiny_result()), Path("out"), ()),), {"mine": "mine.py:1: it broke"})
    assert repr(outcome) == f"<BatchOutcome: 1 ended ({tiny_result().name}),\n 1 failed (mine)>"
    assert repr(BatchOutcome((), {})) == "<BatchOutcome: 0 ended,\n 0 failed>"


def test_runs_show_themselves_with_badge_claim_and_curve_in_either_language(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = carry_out_all(jobs(panel, tmp_path, *NAMES), panel, Options())
    for language in ("en", "zh"):
        monkeypatch.setenv("BACKTEST_LANG", language)
        text, html = str(outcome), outcome._repr_html_()
        for run in outcome.finished:
            badge = run.verdict.badge if language == "en" else CHINESE[run.verdict.badge]
            for shown in (text, html):
                assert badge in shown
                assert run.result.name in shown
        # A curve a run, of markup alone: a notebook that was sent on runs no script.
        assert html.count("<svg") == len(NAMES)
        assert "<script" not in html
        assert (WARNING in text, WARNING in html) == (language == "en",) * 2
