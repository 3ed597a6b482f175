"""A small ledger read as curve and trading record."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from backtest.engine.ledger import EVENT_KINDS, REASONS, Changes, Events, Fills, Ledger, Refusals
from backtest.market.panel import Panel
from backtest.metrics.curve import Curve
from backtest.metrics.trading import trading_record
from data_sources.errors import InputError


def rows(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


SESSIONS = np.array(["2025-02-05", "2025-02-06", "2025-02-07"], "datetime64[D]")
LEDGER = Ledger(
    sessions=SESSIONS,
    symbols=("600000.SH",),
    cash=np.array([1000.0, 100.0, 190.0]),
    holdings=np.array([0.0, 890.0, 900.0]),
    fills=Fills(
        session=rows(1),
        symbol=rows(0),
        side=rows(1),
        quantity=rows(100),
        quoted=np.array([8.90]),
        price=np.array([8.95]),
        value=np.array([895.0]),
        commission=np.array([5.0]),
        stamp_duty=np.array([0.0]),
        transfer_fee=np.array([0.01]),
    ),
    refusals=Refusals(rows(2), rows(0), rows(1), rows(100), rows(REASONS.index("limit_up"))),
    events=Events(
        session=rows(2, 2),
        symbol=rows(0, 0),
        kind=rows(EVENT_KINDS.index("dividend"), EVENT_KINDS.index("rights")),
        shares=rows(100, 30),
        cash=np.array([90.0, -240.0]),
    ),
    changes=Changes(rows(1), rows(0), rows(100)),
    panel=cast("Panel", None),  # neither the curve nor the record looks at the market
)


def test_equity_stands_beside_the_benchmark() -> None:
    curve = Curve(LEDGER.sessions, LEDGER.equity, np.array([3800.0, 3810.0, 3790.0]))
    assert curve.equity.tolist() == [1000.0, 990.0, 1090.0]
    with pytest.raises(InputError, match="2025-02-06"):
        Curve(LEDGER.sessions, LEDGER.equity, np.array([3800.0, np.nan, 3790.0]))


def test_rows_carry_their_dates_and_slippage() -> None:
    record = trading_record(LEDGER)
    assert record.fill_dates.tolist() == SESSIONS[1:2].tolist()
    assert record.slippage_cost == pytest.approx([5.0])  # 0.05 * 100
    assert record.refusal_reasons == ("limit_up",)
    assert record.refusal_dates.tolist() == SESSIONS[2:].tolist()


def test_only_dividends_are_dividends() -> None:
    # what a rights issue would have cost is not cash that moved
    assert trading_record(LEDGER).dividends.tolist() == [90.0]
