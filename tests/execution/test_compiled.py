"""Machine code and plain Python are the same source: they must leave the same ledger, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.app.doctor.machine import check_compiled_code
from backtest.engine.compiled import best_version, machine_code, without_dispatch
from backtest.engine.ledger import Ledger
from backtest.engine.run import execute_targets
from backtest.engine.walk import run_sessions
from backtest.result.tables import event_rows, fill_rows, position_rows, refusal_rows
from data_sources.errors import InputError
from tests.execution.prepared import random_run


def ledger_of(seed: int, **changed: object) -> Ledger:
    return execute_targets(*random_run(seed, **changed))


@pytest.mark.parametrize("tax", [0.1, "holding_period"])
@pytest.mark.parametrize("seed", range(100, 130))
def test_both_versions_leave_the_same_ledger(seed: int, tax: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_COMPILE", "never")
    plain = ledger_of(seed, dividend_tax=tax)
    monkeypatch.setenv("BACKTEST_COMPILE", "always")
    compiled = ledger_of(seed, dividend_tax=tax)
    for rows in (fill_rows, refusal_rows, event_rows, position_rows):
        assert rows(compiled) == rows(plain)
    assert np.array_equal(compiled.equity, plain.equity)


def test_a_small_job_stays_plain_and_a_large_one_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_COMPILE", "auto")
    monkeypatch.setattr("backtest.engine.compiled._plain_seconds", 0.0)
    assert best_version(run_sessions, 0.01) is run_sessions
    assert best_version(run_sessions, 100.0) is machine_code(run_sessions)


@pytest.mark.parametrize("word", ["allways", "Never", "0", "\x1b[2J"])
def test_an_unknown_choice_is_one_line(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_COMPILE", word)
    with pytest.raises(InputError) as raised:
        best_version(run_sessions, 0.01)
    said = f"BACKTEST_COMPILE is {word!r}; there are auto, never, always: set one, or unset it"
    assert str(raised.value) == said
    found = check_compiled_code()
    assert (found.state, found.diagnosis) == ("fail", said)


def test_an_empty_choice_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_COMPILE", "")
    monkeypatch.setattr("backtest.engine.compiled._plain_seconds", 0.0)
    assert best_version(run_sessions, 0.01) is run_sessions


def test_small_jobs_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKTEST_COMPILE", "auto")
    monkeypatch.setattr("backtest.engine.compiled._plain_seconds", 0.0)
    versions = [best_version(run_sessions, 3.0) for _ in range(2)]
    assert versions[1] is machine_code(run_sessions)  # 6 seconds of plain Python repay even a compilation


def test_a_plain_function_has_no_dispatch_to_leave_out() -> None:
    assert without_dispatch(run_sessions) is run_sessions
