"""With all frictions off, equity is the weighted product of returns.

Frictions are fees, taxes, limits and lots. Fees and taxes are set to 0, returns stay within the limits, and lots are
made too small to matter: a fund of a hundred billion CNY and prices up to 50 leave at most 5,000 CNY of a position
unbought, 5e-8 of the fund.
"""

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.execution.market import Row, action, tiny, weekdays
from tests.property.free_of_charge import NO_OPTIONAL_FEES, free_of_charge
from tests.property.markets import examples, ledger_of

DAYS = weekdays(date(2024, 3, 1), 30)
SYMBOLS = ("000001.SZ", "600001.SH", "600002.SH")
CASH = 1e11


@pytest.fixture(scope="module", autouse=True)
def no_fees() -> Iterator[None]:
    with free_of_charge():
        yield


returns = st.lists(st.tuples(*[st.floats(-0.04, 0.04)] * len(SYMBOLS)), min_size=len(DAYS), max_size=len(DAYS))
weights = st.tuples(*[st.floats(0.0, 1.0)] * len(SYMBOLS)).map(lambda raw: [one / max(sum(raw), 1.0) for one in raw])
decisions = st.dictionaries(st.integers(0, len(DAYS) - 2), weights, min_size=1, max_size=8)


def closes_of(drawn: list[tuple[float, ...]]) -> np.ndarray:
    """Prices in whole cents (T x 3), about 10 at first, each within 4% of the last."""
    prices = [np.full(len(SYMBOLS), 10.0)]
    for moves in drawn[1:]:
        prices.append(np.clip(np.round(prices[-1] * (1 + np.array(moves)), 2), 5.0, 50.0))
    return np.array(prices)


@given(returns, decisions)
@examples
def test_equity_is_the_product_of_the_weighted_returns(
    drawn: list[tuple[float, ...]], decided: dict[int, list[float]]
) -> None:
    closes = closes_of(drawn)
    ledger = ledger_of(tables_of(closes), rows_of(decided), cash=CASH, fill="close", **NO_OPTIONAL_FEES)
    base = min(decided)
    assert ledger.equity / CASH == pytest.approx(growth(closes, decided)[base:], rel=1e-6)


def growth(closes: np.ndarray, decided: dict[int, list[float]]) -> list[float]:
    """1 CNY session by session: weights of the close after a decision drift until those of the next one.

    Between two decisions the fund grows with 1 + sum(w * (P / P at the decision's close - 1)).
    """
    path, start, held, since = [], 1.0, np.zeros(len(SYMBOLS)), 0
    for t in range(len(closes)):
        now = start * (1 + float(held @ (closes[t] / closes[since] - 1)))
        path.append(now)
        if t - 1 in decided:
            start, held, since = now, np.array(decided[t - 1]), t
    return path


def tables_of(closes: np.ndarray) -> dict[str, list[Row]]:
    """Bars with the open at the close, which stays within every limit."""
    return tiny({symbol: closes[:, j].tolist() for j, symbol in enumerate(SYMBOLS)}, days=DAYS)


def rows_of(decided: dict[int, list[float]]) -> list[Row]:
    """Target rows; a decision after DAYS[t] trades at the close of DAYS[t + 1]."""
    return [
        {"date": DAYS[t], "symbol": symbol, "weight": weight}
        for t, chosen in decided.items()
        for symbol, weight in zip(SYMBOLS, chosen, strict=True)
    ]


@given(st.floats(0.01, 0.5), st.floats(0.0, 1.0))
@examples
def test_dividends_and_bonus_shares_keep_the_value_of_the_ex_date(cash_share: float, bonus: float) -> None:
    # A symbol at 10.00 pays and multiplies, and closes on its ex-date at the ex reference price: nobody gains or loses,
    # but for the reference's rounding to the cent (0.005 of at least 4.75) and less than a share of the bonus.
    cash, more = round(cash_share, 4), round(bonus, 4)
    reference = math.floor((10.0 - cash) / (1 + more) * 100 + 0.5 + 1e-6) / 100
    tables = tiny(
        {"600001.SH": [10.0, 10.0, reference]},
        days=DAYS,
        actions=[action("600001.SH", DAYS[2], cash_per_share=cash, bonus_per_share=more)],
    )
    targets = [{"date": DAYS[0], "symbol": "600001.SH", "weight": 1.0}]
    equity = ledger_of(tables, targets, cash=CASH, **NO_OPTIONAL_FEES).equity
    assert equity[2] == pytest.approx(equity[1], rel=0.005 / 4.75)
    unrounded = cash + reference * (1 + more)
    assert equity[2] / CASH == pytest.approx(unrounded / 10.0, rel=1e-6)
