"""Old data are said by the night itself: in its line, its document and on both pages, in the same words every night."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backtest.app.night import runs as nightly_runs
from backtest.app.night import work as nightly_work
from backtest.app.night.outcome import age_note
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge
from strategies.registry import STRATEGIES
from tests.cli.command import Ran, backtest

NOTE = "The data is old: index ends on 2026-06-30, and a session is due that it lacks (--max-age 1)."
LAST, DUE = date(2026, 6, 30), date(2026, 7, 2)


@pytest.fixture
def night(sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Ran]:
    """A night whose index is so many sessions behind, without a refresh."""
    monkeypatch.setattr(nightly_runs, "STRATEGIES", {"edge_ai": STRATEGIES["edge_ai"]})
    now = datetime(2026, 7, 1, 10, tzinfo=UTC)
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))

    def run(sessions: int, *words: str) -> Ran:
        ages = (TableAge("bars", LAST, DUE, 0), TableAge("index", LAST, DUE, sessions))
        monkeypatch.setattr(nightly_work, "_ages", lambda *_: ages)
        return backtest("nightly", "--no-refresh", "--out", tmp_path / "site", "--json", *words, store=sample_store)

    return run


def test_an_old_index_is_exit_code_3_and_said_everywhere_once_a_change(
    night: Callable[..., Ran], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert night(0).code == 0
    fresh = site.resolve()
    first = night(1)
    old = site.resolve()
    assert (first.code, first.document["outcome"], first.document["notes"]) == (3, "partly", [NOTE])
    assert first.document["ages"]["index"] == {
        "table": "index",
        "last": "2026-06-30",
        "due": "2026-07-02",
        "sessions": 1,
    }
    assert NOTE in first.document["summary"]
    for page in ("index.html", "night.html"):
        assert "index ends on 2026-06-30" in (site / page).read_text()
    # The third and fourth night say the same words and make no page anew.
    assert [night(sessions).document["outcome"] for sessions in (2, 3)] == ["partly", "partly"]
    assert (site.resolve(), old != fresh) == (old, True)
    assert json.loads((site / "night.json").read_text())["notes"] == [NOTE]
    again = night(0)
    assert (again.code, again.document["notes"]) == (0, [])
    assert "index ends on" not in (site / "index.html").read_text()


def test_a_larger_limit_is_no_alarm_and_0_is_wrong_usage(night: Callable[..., Ran]) -> None:
    assert night(1, "--max-age", "2").code == 0
    assert night(1, "--max-age", "0").code == 2


def test_the_note_names_the_tables_and_the_limit_and_counts_nothing() -> None:
    both = (TableAge("bars", LAST, DUE, 4), TableAge("index", LAST, DUE, 4))
    assert age_note(both, 2) == (
        "The data is old: bars end on 2026-06-30 and index ends on 2026-06-30, and 2 sessions are due that they lack "
        "(--max-age 2)."
    )
    assert age_note((), 1) == ""
