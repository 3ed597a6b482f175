"""Shares of the day's volume, and the money with which a tenth of it binds, on a made market of 1,000 shares a day.

Three fills of 100, 50 and 20 shares are 10%, 5% and 2% of the volume of their days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.engine.ledger import BUY, REASONS, SELL
from backtest.result.capacity import capacity
from backtest.result.participation import Participation, participation
from backtest.result.parts import run_parts
from backtest.result.result import Result
from backtest.result.trades import trades
from tests.reports.made_results import LedgerRows, Row, made_result, tiny_result

DAYS = ["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07"]


def _result(refusals: list[Row] | None = None, *, known: bool = True) -> Result:
    """Without fees. A at 10.00 and B at 20.00 all the time; 20,000.00 of cash."""
    rows = LedgerRows(
        DAYS,
        ("600001.SH", "600002.SH"),
        [20_000.00, 19_000.00, 18_000.00, 18_200.00],
        fills=[
            (1, 0, BUY, 100, 10.00, 0.0, 0.0, 0.0),
            (2, 1, BUY, 50, 20.00, 0.0, 0.0, 0.0),
            (3, 0, SELL, 20, 10.00, 0.0, 0.0, 0.0),
        ],
        refusals=refusals or [],
        positions=[(1, 0, 100, 10.0), (2, 0, 100, 10.0), (2, 1, 50, 20.0), (3, 0, 80, 10.0), (3, 1, 50, 20.0)],
        closes=np.tile([10.0, 20.0], (4, 1)) if known else None,
    )
    return made_result(
        rows.ledger(), np.full(4, 4000.0), "000300.SH", publications=(), hindsight=False, simulated=True,
        segments={}, names={"600001.SH": "甲公司"},
    )  # fmt: skip


def test_median_tail_and_largest_are_of_the_fills_of_the_part() -> None:
    (part,) = run_parts(_result())
    # Of 2%, 5% and 10% the 95th percentile lies nine tenths of the way from 5% to 10%.
    seen = participation(part)
    assert seen is not None
    assert seen.fills == 3
    assert [seen.median, seen.tail] == pytest.approx([0.05, 0.095])
    assert (seen.largest, seen.name, seen.day, seen.cut) == (0.1, "甲公司 600001.SH", date(2025, 1, 3), 0)


def test_the_money_at_which_a_tenth_binds_is_in_proportion() -> None:
    (part,) = run_parts(_result())
    seen = participation(part)
    assert seen is not None
    # The largest fill is a tenth with 20,000 already; 20,000 * 10% / 9.5% and / 5%.
    binds = capacity(seen)
    assert binds is not None
    assert [binds.first, binds.tail, binds.half] == pytest.approx([20_000.0, 21_052.63, 40_000.0])


def test_orders_that_a_cap_cut_say_nothing_of_what_was_wanted() -> None:
    (part,) = run_parts(_result([(2, 1, BUY, 100, REASONS.index("volume_cap"))]))
    seen = participation(part)
    assert seen is not None
    assert seen.cut == 1
    assert capacity(seen) is None


def test_a_day_of_unknown_volume_has_no_share() -> None:
    result = _result(known=False)
    assert participation(run_parts(result)[0]) is None
    assert [each.share for each in trades(run_parts(result))] == [None, None, None]


def test_trades_are_of_all_parts_with_their_fees() -> None:
    found = trades(run_parts(tiny_result()))
    assert [(each.part, str(each.day), each.symbol, each.side) for each in found] == [
        ("hindsight", "2025-01-27", "600001.SH", "buy"),
        ("hindsight", "2025-01-27", "600002.SH", "buy"),
        ("test", "2025-02-07", "600002.SH", "sell"),
    ]
    # 500 at 24.00; commission 5.00 and stamp duty 6.00.
    assert (found[2].value, found[2].fees) == (12_000.00, 11.00)


@given(st.floats(0.0001, 5.0), st.floats(0.01, 1000.0), st.floats(0.01, 1.0))
def test_capacity_is_inverse_to_participation_and_does_not_hang_on_the_money_of_the_run(
    largest: float, times: float, limit: float
) -> None:
    """Twice the share is half the capacity; twice the money trades twice the share, and the capacity stays."""
    seen = Participation(1_000_000.0, 3, largest / 4, largest / 2, largest, "A", date(2025, 1, 2), 0)
    larger = replace(seen, median=seen.median * times, tail=seen.tail * times, largest=largest * times)
    base, shrunk = capacity(seen, limit), capacity(larger, limit)
    assert base is not None
    assert shrunk is not None
    assert [shrunk.first, shrunk.tail, shrunk.half] == pytest.approx(
        [each / times for each in (base.first, base.tail, base.half)]
    )
    assert base.first <= base.tail <= base.half
    richer = capacity(replace(larger, money=seen.money * times), limit)
    assert richer is not None
    assert [richer.first, richer.tail, richer.half] == pytest.approx([base.first, base.tail, base.half])
