"""The same decisions under other conditions, by hand: one name, half of 100,000.00, no fees, an index that stays.

The name is at 10.00 on sessions 0 to 9, at 10.50 on 10 to 25 and at 11.00 on 26 to 29. The report is of session 22, so
that session 23 buys 4,700 shares (50,000 / 10.50 in whole lots) at 10.50; at the end they made 2,350.00 or 2.35%.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.result.moved_decisions import a_session_later, entered_on
from backtest.result.other_conditions import sensitivity
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.result.sensitivity import Variant
from backtest.targets import targets_from_rows
from tests.strategies.rules.market import make_panel, weekdays

NAME = "600001.SH"
DAYS = weekdays("2025-01-06", 30)
FREE = Options(cash=100_000.0, commission_rate=0.0, commission_min=0.0, stamp_duty=0.0, transfer_fee=0.0)
PANEL = make_panel(DAYS, {NAME: [10.0] * 10 + [10.5] * 16 + [11.0] * 4})


def _run(options: Options = FREE) -> Result:
    about = About("mine", publications=(Publication("001", "A Broker", DAYS[22], states_thesis=True),))
    return judge(PANEL, targets_from_rows([(DAYS[22], NAME, 0.5)]), options, about)


def _varied(result: Result, *, early: bool = False) -> dict[str, Variant]:
    part = judged_part(run_parts(result))
    assert part is not None
    known = targets_from_rows([(DAYS[0], NAME, 0.5)]) if early else None
    found = sensitivity(result, part, known)
    assert found.excess == pytest.approx(0.0235)
    return {str(each.label): each for each in found.variants}


def test_slippage_fill_and_delay_change_one_thing_each() -> None:
    varied = _varied(_run())
    # 4,700 shares bought 10 and 30 bp dearer: 49.35 and 148.05 less.
    assert varied["10 bp a side"].excess == pytest.approx(0.0235 - 0.0004935)
    assert varied["30 bp a side"].excess == pytest.approx(0.0235 - 0.0014805)
    # The bars are flat, so that open, close and average are one price, and a session later is at 10.50 too.
    assert varied["at the close"].excess == pytest.approx(0.0235)
    assert varied["every decision one session later"].excess == pytest.approx(0.0235)
    assert [str(each.label) for each in varied.values() if each.own] == ["0 bp a side", "at the open"]


def test_an_earlier_start_takes_the_early_decisions_and_says_hindsight() -> None:
    varied = _varied(_run(), early=True)
    # From session 2 on: 5,000 shares at 10.00 made 5,000.00. From session 17 on: as the run.
    assert varied["begun 20 sessions earlier (hindsight)"].excess == pytest.approx(0.05)
    assert varied["begun 5 sessions earlier (hindsight)"].excess == pytest.approx(0.0235)
    assert [each.hindsight for each in varied.values() if each.kind == "start"] == [True, True, False, False]
    # Session 28 buys at 11.00, where the name stays; 20 sessions later there is no session left.
    assert varied["begun 5 sessions later"].excess == pytest.approx(0.0)
    assert varied["begun 20 sessions later"].excess is None


def test_without_the_best_name_nothing_is_left_here() -> None:
    varied = _varied(_run())
    assert varied[f"without {NAME}"].excess == pytest.approx(0.0)
    assert varied["without the three best names"].excess == pytest.approx(0.0)


def test_no_condition_is_that_of_a_run_with_another_slippage() -> None:
    result = _run(replace(FREE, slippage=0.002))
    part = judged_part(run_parts(result))
    assert part is not None
    found = sensitivity(result, part)
    assert found.excess == pytest.approx(0.0235 - 0.000987)
    assert [each.own for each in found.variants if each.kind == "slippage"] == [False, False, False]
    assert found.variants[0].excess == pytest.approx(0.0235)


def test_who_enters_later_buys_what_stands_then() -> None:
    decided = targets_from_rows([(DAYS[2], NAME, 0.5), (DAYS[6], NAME, 0.3), (DAYS[9], NAME, 0.1)])
    assert entered_on(decided, DAYS[7]).rows() == [(DAYS[7], NAME, 0.3), (DAYS[9], NAME, 0.1)]
    assert entered_on(decided, DAYS[6]).rows() == [(DAYS[6], NAME, 0.3), (DAYS[9], NAME, 0.1)]
    assert entered_on(decided, DAYS[1]) is decided


def test_a_session_later_is_the_next_one_and_the_last_decision_of_a_session_stays() -> None:
    # A Saturday and the Sunday after it both lead to Monday, session 5; the last decision has no session after it.
    weekend = [date(2025, 1, 11), date(2025, 1, 12)]
    decided = targets_from_rows([(weekend[0], NAME, 0.5), (weekend[1], NAME, 0.2), (DAYS[29], NAME, 0.1)])
    moved = a_session_later(decided, PANEL)
    assert moved.rows() == [(DAYS[5], NAME, 0.2)]
    assert np.searchsorted(PANEL.sessions, moved.dates, side="right").tolist() == [6]
