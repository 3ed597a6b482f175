"""Every name over the test of the tiny run of ``made_results``, worked out on paper; base 2025-02-06, equity 103,990.

A  held throughout: 11,500 - 12,000 + 90.00 dividend = -410.00; weights 11,000 / 105,069 and 11,500 / 106,069
C  was B until the last session: 2,489.00; one sale, two refusals (of C); 12,000 / 105,069 and 12,500 / 106,069
D  named, never held
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.engine.ledger import BUY, REASONS
from backtest.result.names_held import NamesHeld, names_held
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.result.segment_profit import segment_profits
from tests.reports.made_results import TINY_BENCHMARK, dated, long_result, made_result, tiny_rows

A, B, C, D = "600001.SH", "600002.SH", "600003.SH", "688004.SH"
NONE = float("nan")
PUBLISHED = date(2025, 2, 6)


def result() -> Result:
    """The run as published: its test begins with what hindsight had bought, so that there is something to hold."""
    published = hindsight_result().as_published
    assert published is not None
    return published


def hindsight_result() -> Result:
    rows = tiny_rows()
    rows.symbols = (A, B, C, D)
    rows.refusals.append((4, 3, BUY, 200, REASONS.index("below_lot")))
    rows.closes = np.array(
        [
            [10.0, 20.0, NONE, NONE],
            [10.0, 20.0, NONE, NONE],
            [11.0, 21.0, NONE, NONE],
            [12.0, 22.0, NONE, NONE],
            [11.0, 24.0, NONE, 50.0],
            [11.5, NONE, 25.0, 60.0],
        ]
    )
    made = made_result(
        rows.ledger(),
        np.array(TINY_BENCHMARK),
        "000300.SH",
        publications=dated(PUBLISHED),
        hindsight=True,
        simulated=False,
        segments={A: "optical", B: "power"},
        names={A: "甲公司", C: "丙公司"},
    )
    known = {A: PUBLISHED, B: PUBLISHED, D: PUBLISHED}
    published = replace(made, hindsight=False, as_published=None, first_known=known)
    return replace(made, first_known=known, as_published=published)


def held(of: Result) -> NamesHeld:
    part = judged_part(run_parts(of))
    assert part is not None
    return names_held(of, part)


def test_the_largest_profit_stands_first_and_what_was_never_held_last() -> None:
    found = held(result())
    assert [(row.symbol, row.held, row.profit) for row in found.rows] == [
        (C, True, 2489.00),
        (A, True, -410.00),
        (D, False, 0.0),
    ]


def test_the_profits_add_up_to_the_change_of_equity() -> None:
    found = held(result())
    # 106,069 - 103,990 = 2,079; of 103,990 that is 1.99923%.
    assert found.profit == 2079.00
    assert found.contribution == pytest.approx(0.0199923, abs=1e-7)
    assert sum(row.profit for row in found.rows) == found.profit
    assert sum(row.weight for row in found.rows) + found.cash_weight == pytest.approx(1.0)
    assert found.cash == 82_069.00
    assert found.cash_weight == pytest.approx(0.773732, abs=1e-6)


def test_a_name_that_was_held() -> None:
    row = held(result()).rows[1]
    assert (row.name, row.segment, row.known_from, row.fills, row.refusals) == ("甲公司", "optical", PUBLISHED, 0, 0)
    assert (row.shares, row.close, row.value) == (1000, 11.5, 11_500.0)
    # 11,500 / 106,069 = 0.108420; with 11,000 / 105,069 = 0.104693 the mean is 0.106557.
    assert row.weight == pytest.approx(0.108420, abs=1e-6)
    assert row.mean_weight == pytest.approx(0.106557, abs=1e-6)
    # From 12.00 on the day it was named to 11.50: -4.1667%; the index from 4,000 to 4,080: +2%.
    assert row.since == PUBLISHED
    assert row.total_return == pytest.approx(-0.0416667, abs=1e-7)
    assert row.excess == pytest.approx(-0.0616667, abs=1e-7)
    assert row.contribution == pytest.approx(-410 / 103_990)


def test_a_renamed_share_stands_under_its_last_symbol_with_its_own_past() -> None:
    row = held(result()).rows[0]
    assert (row.known_from, row.segment, row.fills, row.refusals, row.shares) == (PUBLISHED, "power", 1, 2, 500)
    # 12,000 / 105,069 = 0.114211 and 12,500 / 106,069 = 0.117848.
    assert row.mean_weight == pytest.approx(0.116029, abs=1e-6)


def test_a_name_that_was_never_held_counts_from_its_first_bar() -> None:
    row = held(result()).rows[2]
    assert (row.shares, row.close, row.value, row.weight, row.mean_weight) == (0, None, None, 0.0, 0.0)
    assert (row.fills, row.refusals, row.segment, row.name) == (0, 1, "", "")
    # First bar 50.00 on 2025-02-07, then 60.00: +20%; the index from 4,100 to 4,080: -0.4878%.
    assert row.since == date(2025, 2, 7)
    assert row.total_return == pytest.approx(0.2)
    assert row.excess == pytest.approx(0.2048780, abs=1e-7)


def test_a_name_that_no_report_gave_counts_from_the_base_of_the_part() -> None:
    undated = replace(result(), first_known={})
    assert [(row.symbol, row.known_from, row.since) for row in held(undated).rows] == [
        (C, None, date(2025, 2, 10)),
        (A, None, PUBLISHED),
        (D, None, date(2025, 2, 7)),
    ]


def test_a_run_that_no_report_dates_has_no_names_it_never_asked_for() -> None:
    free = replace(result(), publications=(), first_known={A: PUBLISHED, D: PUBLISHED})
    free = replace(free, ledger=replace(free.ledger, refusals=tiny_rows().ledger().refusals))
    free.ledger.__dict__["_positions"] = result().ledger.__dict__["_positions"]
    # Over the whole run A made 1,995 - 410 = 1,585 and C, with what B made, 1,995 + 2,489 = 4,484.
    assert [(row.symbol, row.profit) for row in held(free).rows] == [(C, 4484.00), (A, 1585.00)]


def test_each_segment_has_the_profit_of_its_names() -> None:
    found = segment_profits(held(result()))
    assert [(each.segment, each.names, each.profit) for each in found] == [
        ("power", 1, 2489.00),
        ("optical", 1, -410.00),
    ]
    assert sum(each.contribution for each in found) == pytest.approx(0.0199923, abs=1e-7)


def test_the_smallest_of_many_segments_are_gathered() -> None:
    run = long_result(40, 24)
    spread = replace(run, segments={symbol: f"segment {k}" for k, symbol in enumerate(run.ledger.symbols)})
    whole = held(spread)
    found = segment_profits(whole)
    assert (len(found), found[-1].segment, found[-1].names) == (10, "other segments", 15)
    assert sum(each.profit for each in found) == pytest.approx(whole.profit, abs=0.01)
    assert min(abs(each.profit) for each in found[:-1]) > 0


def test_hindsight_has_its_own_profits_and_returns_over_its_own_sessions() -> None:
    run = hindsight_result()
    early = names_held(run, run_parts(run)[0])
    # A made 1,995.00 and B 1,995.00 before publication; A went from 10.00 to 12.00.
    assert [(row.symbol, row.profit) for row in early.rows if row.held] == [(A, 1995.00), (B, 1995.00)]
    assert early.rows[0].total_return == pytest.approx(0.2)
