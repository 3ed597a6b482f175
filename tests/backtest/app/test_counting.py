"""The Sharpe ratio that a trial keeps is of the judged part, whatever else was looked at, and the same in a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import backtest
from backtest.app import count_sweep
from backtest.app.counting import Looked, trial_of
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.trials import TrialCount
from backtest.sweeps import EquityCurve
from backtest.targets import targets_from_rows
from data_sources.store.trial import Trial
from tests.backtest.result.made_markets import PUBLISHED, Truth, made_about, made_panel, made_run
from tests.strategies.rules.market import make_panel, weekdays

LOOKED = Looked("d" * 64, {})


def test_with_hindsight_the_trial_is_of_the_run_as_published() -> None:
    """It began 40 sessions earlier, so the rows of the test are other rows of its own ledger."""
    plain = made_run(1, Truth(skill=0.003), skilled=True)
    panel = made_panel(1, Truth(skill=0.003))
    early = [(panel.sessions[0].item(), name, 0.1) for name in panel.symbols[-10:]]
    hindsight = judge(
        panel,
        targets_from_rows([*early, *plain.targets.rows()]),
        Options(),
        replace(made_about(panel), hindsight=True),
        as_published=plain,
    )
    assert len(hindsight.ledger.sessions) == len(plain.ledger.sessions) + PUBLISHED
    with_it, without = trial_of(hindsight, LOOKED), trial_of(plain, LOOKED)
    assert without.sharpe is not None
    assert (with_it.sessions, with_it.sharpe, with_it.skew) == (without.sessions, without.sharpe, without.skew)
    assert with_it.setting == without.setting


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Trial]:
    """What a sweep counts, kept here in place of a store."""
    kept: list[Trial] = []

    def keep(_store: str, looked: Sequence[Trial]) -> TrialCount:
        kept.extend(looked)
        return TrialCount(len(looked), len(looked), None, looked[0].looked_at, looked[0].looked_at)

    monkeypatch.setattr("backtest.app.count_sweep.count_in", keep)
    return kept


def test_a_sweep_is_judged_from_the_report_that_states_the_thesis(counted: list[Trial]) -> None:
    """003 (2026-01-28) states the thesis of rate_power; 001 (2025-03-20) lends names of equipment_localisation."""
    sessions = np.array(weekdays("2025-02-03", 300), "datetime64[D]")
    panel = replace(make_panel(sessions.tolist(), {"600000.SH": [10.0] * 300}), store="sqlite:///none.db")
    # Before the report +10% and -10% by turns. From its close on +1%, +1% and -1% by turns.
    stated = int(np.searchsorted(sessions, np.datetime64("2026-01-28")))
    moves = np.where(np.arange(1, 300) % 2, 1.1, 0.9)
    moves[stated:] = np.resize([1.01, 1.01, 0.99], 299 - stated)
    curve = EquityCurve(sessions, 1e7 * np.concatenate(([1.0], np.cumprod(moves))))
    backtest.count_sweep("rate_power", [{}], [curve], panel=panel)
    backtest.count_sweep("equipment_localisation", [{"report": "001"}], [curve], panel=panel)
    whole, names_alone = counted
    # 51 weeks and two days after the first row, so row 257: 300 - 1 - 257 = 42 returns follow.
    assert (sessions[stated].item(), whole.sessions) == (date(2026, 1, 28), 42)
    # 28 of +1% and 14 of -1%: mean 0.14 / 42 = 1/300; squares 42 * 0.0001 - 42 / 300^2 = 0.00373333, over 41 and under
    # the root a deviation of 0.00954240; 0.00333333 / 0.00954240 = 0.349319.
    assert whole.sharpe == pytest.approx(0.349319, abs=1e-6)
    # Without the report that states the thesis nothing is judged, as in a run.
    assert (names_alone.sessions, names_alone.sharpe) == (0, None)


def test_a_sweep_of_a_strategy_without_reports_is_judged_as_a_whole(counted: list[Trial]) -> None:
    from tests.backtest.app.test_trials import SHARE  # noqa: PLC0415 - a strategy of one parameter

    sessions = np.array(weekdays("2025-02-03", 4), "datetime64[D]")
    panel = replace(make_panel(sessions.tolist(), {"600000.SH": [10.0] * 4}), store="sqlite:///none.db")
    count_sweep.count_sweep(SHARE, [{}], [EquityCurve(sessions, np.array([1.0, 1.1, 1.0, 1.2]))], panel=panel)
    assert counted[0].sessions == 3
