"""vectorbt's own simulation of target weights: the same equity where nothing binds, and where it differs, why."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
import vectorbt as vbt

from backtest.engine.ledger import BUY, Ledger
from tests.execution.market import A, B, D, Row, action, tiny, weekdays
from tests.property.free_of_charge import NO_OPTIONAL_FEES, free_of_charge
from tests.property.markets import ledger_of

SYMBOLS = ("000001.SZ", "300001.SZ", "600001.SH", "600002.SH")
DAYS = weekdays(date(2024, 3, 1), 120)
# Lots of 100 shares below 50 CNY leave at most 5,000 CNY of a position unbought: 5e-8 of the cash.
CASH = 1e11


@pytest.fixture
def no_fees() -> Iterator[None]:
    with free_of_charge():
        yield


def peer(prices: Sequence[Sequence[float]], size: Sequence[Sequence[float]], **more: Any) -> vbt.Portfolio:  # noqa: ANN401
    """vectorbt with shared cash; rows of sessions, columns of symbols, a size of NaN is no order."""
    conditions = {"cash_sharing": True, "group_by": True, "call_seq": "auto", "freq": "1D", **more}
    return vbt.Portfolio.from_orders(pd.DataFrame(prices, dtype=float), pd.DataFrame(size, dtype=float), **conditions)


@pytest.mark.usefixtures("no_fees")
@pytest.mark.parametrize("fill", ["open", "close"])
@pytest.mark.parametrize("seed", range(3))
def test_target_percent_without_frictions_is_the_same_equity(seed: int, fill: str) -> None:
    rng = np.random.default_rng(seed)
    opens, closes = walks(rng)
    decided = {t: rng.dirichlet(np.ones(len(SYMBOLS) + 1))[:-1] for t in range(0, len(DAYS) - 1, 7)}
    bars = {
        symbol: [{"open": o, "close": c} for o, c in zip(opens[:, j].tolist(), closes[:, j].tolist(), strict=True)]
        for j, symbol in enumerate(SYMBOLS)
    }
    targets: list[Row] = [
        {"date": DAYS[t], "symbol": symbol, "weight": weight}
        for t, weights in decided.items()
        for symbol, weight in zip(SYMBOLS, weights.tolist(), strict=True)
    ]
    ours = ledger_of(tiny(bars, days=DAYS), targets, cash=CASH, fill=fill, **NO_OPTIONAL_FEES)

    size = np.full(closes.shape, np.nan)
    for t, weights in decided.items():
        size[t + 1] = weights
    price = opens if fill == "open" else closes
    theirs = peer(closes.tolist(), size.tolist(), size_type="targetpercent", price=price, init_cash=CASH)
    assert ours.equity == pytest.approx(theirs.value().to_numpy(), rel=1e-6)


def walks(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Opens and closes in cents (T x N); a session moves by 4% at most, so that no limit binds."""
    closes, opens = [np.full(len(SYMBOLS), 20.0)], [np.full(len(SYMBOLS), 20.0)]
    for _ in DAYS[1:]:
        gap, move = np.clip(rng.normal(0, 0.01, (2, len(SYMBOLS))), -0.02, 0.02)
        opens.append(np.clip(np.round(closes[-1] * (1 + gap), 2), 8, 50))
        closes.append(np.clip(np.round(opens[-1] * (1 + move), 2), 8, 50))
    return np.array(opens), np.array(closes)


def bought(ledger: Ledger) -> dict[str, int]:
    """Shares bought by symbol."""
    buys = ledger.fills.side == BUY
    names = [ledger.symbols[j] for j in ledger.fills.symbol[buys].tolist()]
    return dict(zip(names, ledger.fills.quantity[buys].tolist(), strict=True))


def test_vectorbt_adds_a_fixed_fee_where_a_minimum_commission_replaces_the_rate() -> None:
    # 100 A at 10.00: 1,000.00 x 0.00025 = 0.25, under the minimum of 5.00. Transfer fee 0.01.
    ours = ledger_of(tiny({A: [10.0, 10.0]}), [{"date": D[0], "symbol": A, "weight": 1.0}], cash=1_006.0)
    assert ours.cash[-1] == pytest.approx(1_006.0 - 1_000.0 - 5.0 - 0.01)
    theirs = peer([[10.0], [10.0]], [[np.nan], [100.0]], fees=0.00025, fixed_fees=5.0, init_cash=1_006.0)
    assert theirs.cash().iloc[-1] == pytest.approx(1_006.0 - 1_000.0 - 5.0 - 0.25)


def test_when_cash_is_short_vectorbt_serves_small_orders_first_and_ours_cuts_all_alike() -> None:
    # 20,000.00 at 0.9 A and 0.1 B, both at 10.00: 1,800 A and 200 B cost 20,000.00 and the commissions.
    # Ours: both scaled below their last lot, 1,700 A and 100 B; the cash left pays for one lot, A comes first.
    # vectorbt: B first with 2,005.00, then what 17,995.00 pays for, 1,700 A.
    targets: list[Row] = [{"date": D[0], "symbol": A, "weight": 0.9}, {"date": D[0], "symbol": B, "weight": 0.1}]
    ours = ledger_of(tiny({A: [10.0, 10.0], B: [10.0, 10.0]}), targets, cash=20_000.0)
    assert bought(ours) == {A: 1800, B: 100}
    theirs = peer(
        [[10.0, 10.0]] * 2,
        [[np.nan, np.nan], [0.9, 0.1]],
        size_type="targetpercent",
        size_granularity=100,
        fixed_fees=5.0,
        init_cash=20_000.0,
    )
    assert theirs.assets().iloc[-1].tolist() == [1700, 200]


def test_vectorbt_buys_at_limit_up_where_nobody_sells() -> None:
    # From 10.00 the limit is 11.00; the session opens there.
    ours = ledger_of(tiny({A: [10.0, 11.0]}), [{"date": D[0], "symbol": A, "weight": 1.0}], cash=20_000.0)
    assert bought(ours) == {}
    theirs = peer([[10.0], [11.0]], [[np.nan], [1.0]], size_type="targetpercent", init_cash=20_000.0)
    assert theirs.assets().iloc[-1].sum() == pytest.approx(20_000 / 11)


@pytest.mark.usefixtures("no_fees")
def test_on_raw_prices_vectorbt_loses_the_dividend_and_the_bonus_shares() -> None:
    # 2,000 A at 10.00. Ex-date: 0.60 in cash and 0.1 new shares, the price falls to (10.00 - 0.60) / 1.1 = 8.55.
    # Ours: 2,200 x 8.55 = 18,810.00 and 1,200.00 in cash. vectorbt: 2,000 x 8.55 = 17,100.00.
    actions = [action(A, D[2], cash_per_share=0.6, bonus_per_share=0.1)]
    targets: list[Row] = [{"date": D[0], "symbol": A, "weight": 1.0}]
    ours = ledger_of(tiny({A: [10.0, 10.0, 8.55]}, actions=actions), targets, cash=20_000.0, **NO_OPTIONAL_FEES)
    assert ours.equity[-1] == 20_010.0
    orders = [[np.nan], [1.0], [np.nan]]
    theirs = peer([[10.0], [10.0], [8.55]], orders, size_type="targetpercent", init_cash=20_000.0)
    assert theirs.value().iloc[-1] == pytest.approx(17_100.0)


def test_vectorbt_charges_both_sides_alike_where_stamp_duty_is_the_seller_s() -> None:
    # 1,000 A bought and sold at 10.00 without commission: 0.10 transfer fee each way, 5.00 stamp duty on the sale.
    options = {"commission_rate": 0.0, "commission_min": 0.0}
    targets: list[Row] = [{"date": D[0], "symbol": A, "weight": 0.5}, {"date": D[1], "symbol": "", "weight": 0.0}]
    ours = ledger_of(tiny({A: [10.0, 10.0, 10.0]}), targets, cash=20_000.0, **options)
    assert ours.cash[-1] == pytest.approx(20_000.0 - 0.10 - 0.10 - 5.00)
    theirs = peer([[10.0]] * 3, [[np.nan], [1000.0], [-1000.0]], fees=0.00051, init_cash=20_000.0)
    assert theirs.cash().iloc[-1] == pytest.approx(20_000.0 - 5.10 - 5.10)
