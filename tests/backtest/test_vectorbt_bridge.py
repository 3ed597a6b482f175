"""vectorbt executes our fills and events itself and ends with the same cash and shares."""

from dataclasses import replace

import numpy as np
import pytest

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.result.result import Result
from backtest.vectorbt_bridge import check_books, to_vectorbt
from data_sources.errors import UserError
from tests.execution.market import A, B, D, Row, Z, action, decide, rename, tiny
from tests.property.markets import RandomMarket, judged

NO_COMMISSION = {"commission_rate": 0.0, "commission_min": 0.0}
ALL_IN_A, ALL_IN_B, ALL_CASH = decide(D[0], A=1.0), decide(D[2], B=1.0), decide(D[2])


def shares_of(result: Result) -> dict[str, float]:
    """vectorbt's final shares by symbol, once its books are known to agree with ours."""
    check = check_books(result)
    assert check.agrees, check.sentence
    return {holding.symbol: holding.theirs for holding in check.holdings}


def test_a_dividend_and_bonus_shares_are_in_both_books() -> None:
    # Buys 1,900 A at 10.00: 19,000.00 + commission 5.00 + transfer fee 0.19. Cash 20,000.00 - 19,005.19 = 994.81.
    # Ex-date: 1,900 x 0.50 x 0.9 = 855.00 in cash, 1,900 x 0.2 = 380 new shares.
    actions = [action(A, D[2], cash_per_share=0.5, bonus_per_share=0.2)]
    result = judged(tiny({A: [10.0, 10.0, 7.92, 8.0]}, actions=actions), ALL_IN_A, cash=20_000.0)
    check = check_books(result)
    assert check.agrees
    assert (check.fills, check.events) == (1, 2)
    assert check.cash_ours == check.cash_theirs == 1849.81
    # What a book without these channels would lack.
    assert check.cash_from_events == 855.0
    assert [(h.symbol, h.ours, h.theirs, h.from_events) for h in check.holdings] == [(A, 2280, 2280.0, 380)]
    assert check.sentence == (
        "vectorbt re-booked 1 fills and 2 events: cash 1,849.81 and 1 positions, the same as ours"
    )


def test_bonus_shares_come_although_there_is_no_cash_at_all() -> None:
    # 1,000 A at 10.00 and a transfer fee of 0.10 take all of 10,000.10.
    actions = [action(A, D[2], bonus_per_share=0.1)]
    result = judged(tiny({A: [10.0, 10.0, 9.09]}, actions=actions), ALL_IN_A, cash=10_000.10, **NO_COMMISSION)
    assert result.ledger.cash.tolist() == [10_000.10, 0.0, 0.0]
    assert shares_of(result) == {A: 1100}


def test_sells_pay_for_buys_of_the_same_session_though_the_bought_symbol_comes_first() -> None:
    tables = tiny({A: [10.0] * 4, B: [10.0] * 4})
    into_a = [{"date": D[2], "symbol": A, "weight": 1.0}]
    result = judged(tables, [{"date": D[0], "symbol": B, "weight": 1.0}, *into_a], cash=20_000.0)
    # 1,900 B at D[1], sold at D[3]: 19,000.00 - 5.00 - 9.50 - 0.19, so 19,980.12 in all buy 1,900 A again.
    assert shares_of(result) == {A: 1900}


def test_renamed_shares_go_over_at_their_value() -> None:
    # 1,900 A become floor(1,900 x 1.5) = 2,850 Z; a merger, for Z has long been trading.
    tables = tiny({A: [10.0, 10.0, None, None], Z: [7.0] * 4}, renames=[rename(A, Z, D[2], ratio=1.5)])
    result = judged(tables, ALL_IN_A, cash=20_000.0)
    assert shares_of(result) == {Z: 2850}
    records = to_vectorbt(result).order_records
    assert records["price"].tolist() == pytest.approx([10.0, 10.0, 1900 * 10 / 2850])


def test_a_merger_that_leaves_no_whole_share_leaves_nothing_in_both_books() -> None:
    # 200 A at 1.00 cost 200.00 and a commission of 5.00; floor(200 x 0.003) = 0 Z.
    tables = tiny({A: [1.0, 1.0, None], Z: [7.0] * 3}, renames=[rename(A, Z, D[2], ratio=0.003)])
    result = judged(tables, decide(D[0], A=0.002), cash=100_000.0)
    assert shares_of(result) == {}
    assert check_books(result).cash_theirs == result.ledger.cash[-1] == 99_795.0


def test_a_cash_option_is_in_both_books() -> None:
    # 994.81 as in case 1, and 1,900 x 8.88 = 16,872.00.
    instruments: dict[str, Row] = {A: {"delist_date": D[3], "delist_value": 8.88}}
    tables = tiny({A: [10.0, 10.0, 10.0, None], B: [5.0] * 4}, instruments=instruments)
    check = check_books(judged(tables, ALL_IN_A, cash=20_000.0))
    assert check.agrees
    assert check.cash_theirs == 17_866.81


def test_a_chain_of_renames_in_one_session() -> None:
    chain = [rename(A, B, D[2]), rename(B, Z, D[3], ratio=2.0)]
    days = [D[0], D[1], D[4]]
    tables = tiny({A: [10.0, 10.0, None], B: [None] * 3, Z: [None, None, 5.0]}, days=days, renames=chain)
    assert shares_of(judged(tables, ALL_IN_A, cash=20_000.0)) == {Z: 3800}


@pytest.mark.parametrize(("recovery", "cash"), [(0.0, 994.81), (0.3, 6694.81)])
def test_delisted_shares_become_what_is_recovered(recovery: float, cash: float) -> None:
    # Cash as in case 1; 1,900 x 10.00 x 0.3 = 5,700.00 when three tenths are recovered.
    instruments: dict[str, Row] = {A: {"delist_date": D[3]}}
    tables = tiny({A: [10.0, 10.0, 10.0, None], B: [5.0] * 4}, instruments=instruments)
    result = judged(tables, ALL_IN_A, cash=20_000.0, delist_recovery=recovery)
    assert shares_of(result) == {}
    assert check_books(result).cash_theirs == cash


def test_tax_by_holding_period_is_charged_at_the_sale() -> None:
    # 1,900 x 0.50 = 950.00 gross on the ex-date; sold within a month: 20%, 190.00.
    actions = [action(A, D[2], cash_per_share=0.5)]
    tables = tiny({A: [10.0, 10.0, 9.5, 9.5]}, actions=actions)
    result = judged(tables, [*ALL_IN_A, *ALL_CASH], cash=20_000.0, dividend_tax="holding_period")
    check = check_books(result)
    assert check.agrees
    assert check.cash_from_events == 760.0


def test_dividends_do_not_count_as_a_short_position() -> None:
    # 18,050.00 of stock and 1,849.81 in cash after the ex-date of case 1, the most that was ever invested being
    # 19,000.00 of 19,994.81 at the purchase.
    actions = [action(A, D[2], cash_per_share=0.5)]
    portfolio = to_vectorbt(judged(tiny({A: [10.0, 10.0, 9.5]}, actions=actions), ALL_IN_A, cash=20_000.0))
    assert portfolio.gross_exposure().tolist() == pytest.approx([19_000 / 19_994.81, 18_050 / 19_899.81])
    assert portfolio.net_exposure().tolist() == pytest.approx(portfolio.gross_exposure().tolist())


@pytest.mark.parametrize("seed", range(40))
def test_books_of_random_markets_agree(seed: int) -> None:
    market = RandomMarket(seed, 40, 12)
    check = check_books(judged(market.tables, market.drawn[1], **market.options))
    assert check.agrees, check.sentence
    # Both add up floats of cents; only we round each position's value, by half a cent at most.
    assert check.largest_equity_gap < 0.005 * 13 + 1e-5


def test_in_a_fund_of_billions_vectorbt_may_be_off_by_a_billionth_of_a_fill() -> None:
    # 1,000,000,000 A at 10.00 and 100,000.00 of transfer fee leave 0.10 CNY, under a billionth of the fill: vectorbt
    # takes that for no cash at all.
    result = judged(tiny({A: [10.0, 10.0]}), ALL_IN_A, cash=10_000_100_000.10, **NO_COMMISSION)
    assert result.ledger.cash[-1] == 0.10
    check = check_books(result)
    assert check.agrees
    assert check.cash_theirs == 0.0
    assert check.sentence.endswith("the same as ours within 10.00")


def bought_a() -> Result:
    """1,900 A bought at D[1]."""
    return judged(tiny({A: [10.0, 10.0, 10.5, 11.0]}), ALL_IN_A, cash=20_000.0)


def test_a_wrong_cent_in_our_books_is_found() -> None:
    result = bought_a()
    wrong = replace(result.ledger, cash=result.ledger.cash - np.array([0.0, 0.0, 0.01, 0.0]))
    check = check_books(replace(result, ledger=wrong))
    assert not check.agrees
    assert check.sentence.endswith("after a session at most 0.01 apart")


def test_a_fee_that_was_not_paid_is_found() -> None:
    result = bought_a()
    check = check_books(with_fills(result, commission=result.ledger.fills.commission + 1.0))
    assert not check.agrees
    assert check.sentence == (
        "vectorbt re-booked 1 fills and 0 events: cash 993.81, ours 994.81; after a session at most 1.00 apart"
    )


def test_shares_that_were_not_bought_are_found() -> None:
    result = bought_a()
    fills = result.ledger.fills
    check = check_books(with_fills(result, quantity=fills.quantity - 100, value=fills.value))
    assert not check.agrees
    assert "; 600001.SH 1,800 shares, ours 1,900; " in check.sentence


def test_vectorbt_refuses_what_the_cash_does_not_pay_for() -> None:
    result = bought_a()
    check = check_books(with_fills(result, value=result.ledger.fills.value + 2_000))
    assert not check.agrees
    assert check.sentence == "vectorbt refuses a booking of ours: Final size is less than requested"


def with_fills(result: Result, **columns: np.ndarray) -> Result:
    """A result whose fills were tampered with."""
    return replace(result, ledger=replace(result.ledger, fills=result.ledger.fills._replace(**columns)))


@pytest.fixture(scope="module")
def ordinary() -> Result:
    """A run of half a year with fills, dividends, bonus shares and drawdowns, and a benchmark that moves."""
    rng = np.random.default_rng(5)
    days = [day.item() for day in np.arange("2024-01-02", "2024-07-01", dtype="datetime64[D]") if np.is_busday(day)]
    closes = {symbol: walk(rng, len(days)) for symbol in (A, B, Z)}
    tables = tiny(closes, days=days, actions=[action(B, days[50], cash_per_share=0.3, bonus_per_share=0.1)])
    for row, level in zip(tables["index"], walk(rng, len(days)), strict=True):
        row["close"] = 100 * level
    weights = (decide(day, A=0.3, B=0.4, Z=0.2 + k / 100) for k, day in enumerate(days[::20]))
    return judged(tables, [row for rows in weights for row in rows])


def walk(rng: np.random.Generator, count: int) -> list[float]:
    """Prices in cents that stay within the limits."""
    return [round(float(price), 2) for price in 10 * np.cumprod(1 + np.clip(rng.normal(0, 0.012, count), -0.05, 0.05))]


def test_equity_of_every_session_and_the_ratios_are_ours(ordinary: Result) -> None:
    portfolio = to_vectorbt(ordinary)
    assert portfolio.value().to_numpy() == pytest.approx(ordinary.ledger.equity[1:], abs=0.02)
    ours, theirs = ordinary.metrics, portfolio.stats()
    assert theirs["Total Return [%]"] / 100 == pytest.approx(ours["total_return"])
    assert theirs["Benchmark Return [%]"] / 100 == pytest.approx(ours["benchmark_return"])
    assert theirs["Max Drawdown [%]"] / 100 == pytest.approx(-float(str(ours["max_drawdown"])))
    assert theirs["Sharpe Ratio"] == pytest.approx(ours["sharpe"])
    assert theirs["Sortino Ratio"] == pytest.approx(ours["sortino"])
    assert theirs["Calmar Ratio"] == pytest.approx(ours["calmar"])
    fees = sum(float(str(ours[name])) for name in ("commission", "stamp_duty", "transfer_fee"))
    assert theirs["Total Fees Paid"] == pytest.approx(fees)
    assert theirs["Max Gross Exposure [%]"] < 100


def test_a_year_has_its_sessions_not_365_days(ordinary: Result) -> None:
    portfolio = to_vectorbt(ordinary)
    more = portfolio.returns_stats()
    assert more["Annualized Return [%]"] / 100 == pytest.approx(ordinary.metrics["annual_return"])
    assert more["Annualized Volatility [%]"] / 100 == pytest.approx(ordinary.metrics["volatility"])
    assert more["Beta"] == pytest.approx(ordinary.metrics["beta"])
    # vectorbt's own default takes 365 rows for a year. Every weekday is a session here, about 261 a year, so that
    # default shows sqrt(365 / 261) = 1.18 times the volatility.
    by_default = portfolio.get_returns_acc(year_freq="365 days").annualized_volatility()
    assert by_default / portfolio.returns_acc.annualized_volatility() == pytest.approx(1.18, abs=0.01)


def test_it_can_be_plotted_and_copied(ordinary: Result) -> None:
    portfolio = to_vectorbt(ordinary)
    assert {trace.name for trace in portfolio.plot().data} >= {"Benchmark", "Value", "Drawdown", "Cash"}
    assert {trace.name for trace in portfolio.plot_orders(column=B).data} >= {"Close", "Buy"}
    assert portfolio.plot_value().data
    assert portfolio.replace(fillna_close=True).sharpe_ratio() == portfolio.sharpe_ratio()


def test_the_last_trade_shows_the_holding(ordinary: Result) -> None:
    assets = to_vectorbt(ordinary).assets().iloc[-1]
    held: Ledger = ordinary.ledger
    positions = positions_of(held)
    last = positions.session == len(held.sessions) - 1
    names = [held.symbols[j] for j in positions.symbol[last].tolist()]
    assert assets[names].tolist() == positions.shares[last].tolist()


def test_a_run_that_ends_on_its_base_date_has_no_returns_to_show() -> None:
    result = judged(tiny({A: [10.0, 10.0]}), ALL_IN_A, end=D[0])
    with pytest.raises(UserError, match="ends on its base date 2024-01-02"):
        to_vectorbt(result)


def test_a_run_without_a_single_fill_agrees() -> None:
    result = judged(tiny({A: [10.0, None, None], B: [10.0] * 3}), ALL_IN_A)
    assert (len(result.ledger.sessions), len(result.ledger.fills.session)) == (3, 0)
    assert check_books(result).agrees
