"""A run, session by session, in the order of section 4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.reference.corporate import delist, happenings, pay_action, rename_position, sorted_events
from tests.reference.decisions import Weights, base_date_of, by_session, leave_out_before, read_decisions
from tests.reference.errors import InputError
from tests.reference.history import Histories
from tests.reference.ledger import Event, Fill, Ledger
from tests.reference.market import Market, read_market
from tests.reference.money import cents
from tests.reference.options import Options
from tests.reference.orders import Session, carried_orders, new_orders
from tests.reference.portfolio import BUY, SELL, Orders, Portfolio, Refused
from tests.reference.tables import Rename, Row, Tables
from tests.reference.trading import CARRIED_REASONS, Filled, buy_all, sell_all

REASON_ORDER = ("not_listed", "below_lot", "suspended", "limit_down", "limit_up", "t_plus_1", "volume_cap", "cash")


def execute(tables: Tables, targets: Sequence[Row], **options: Any) -> Ledger:  # noqa: ANN401 - as typed in Options
    """Execute target weights; raise `InputError` when the input breaks a rule of section 1 or 5."""
    chosen = Options(**options)
    market = read_market(tables)
    decisions = leave_out_before(read_decisions(targets), chosen.start)
    base = base_date_of(decisions, market.calendar)
    end = last_session(market, base, chosen.end)
    benchmark = chosen.benchmark or default_benchmark(market, base, end)
    check_benchmark(market, benchmark, base, end)
    run = Run(market, replace(chosen, benchmark=benchmark), Portfolio(cents(chosen.cash)), Histories(market), Ledger())
    run_sessions(run, by_session(decisions, market.calendar), base, end)
    return run.ledger


def last_session(market: Market, base: date, wanted: date | None) -> date:
    """The run ends on `--to` (not before the base date) or on the last session with a traded bar of any symbol."""
    if wanted is None:
        last = max({day for _, day in market.bars} & set(market.calendar), default=date.min)
        if last < base:
            raise InputError(f"the base date {base} is after the last traded bar, of {last}")
        return last
    if wanted < base:
        raise InputError(f"the run should end on {wanted}, before its base date {base}")
    return max(session for session in market.calendar if session <= wanted)


def default_benchmark(market: Market, base: date, end: date) -> str:
    """The total return when `index` has it on every session of the run, otherwise the price index."""
    complete = all(("H00300.CSI", day) in market.index for day in market.calendar if base <= day <= end)
    return "H00300.CSI" if complete else "000300.SH"


def check_benchmark(market: Market, benchmark: str, base: date, end: date) -> None:
    """A session on which the benchmark has no value is an error that names it."""
    for session in market.calendar:
        if base <= session <= end and (benchmark, session) not in market.index:
            raise InputError(f"the benchmark {benchmark} has no value on {session}")


@dataclass(frozen=True)
class Run:
    """What a run carries from session to session."""

    market: Market
    options: Options
    portfolio: Portfolio
    histories: Histories
    ledger: Ledger


def run_sessions(run: Run, decisions: Mapping[date, Weights], base: date, end: date) -> None:
    """Walk through every day with data: history up to the base date, sessions of section 4 after it."""
    previous = date.min
    for day in days_with_data(run.market, end):
        events = move_corporate(run, previous, day)
        if day > base:
            events += delist(run.portfolio, run.market, run.histories, run.options, day)
            run.ledger.events.extend(sorted_events(events))
            trade_session(run, day, decisions.get(day))
        for bar in (found for found in run.market.bars.values() if found.date == day):
            run.histories.trade(bar)
        if day == base:
            for symbol, shares in run.options.positions:
                run.portfolio.set_shares(symbol, run.portfolio.held(symbol) + shares)
        if day >= base:
            mark(run, day)
        previous = day


def days_with_data(market: Market, end: date) -> list[date]:
    """Bars before the calendar's first session are history; from there on only sessions count."""
    before = {day for _, day in market.bars if day < market.calendar[0]}
    return sorted(day for day in before | set(market.calendar) if day <= end)


def move_corporate(run: Run, previous: date, day: date) -> list[Event]:
    """Step 1: renames and actions since the previous session, on prices and on what is held."""
    events: list[Event] = []
    for found in happenings(run.market, previous, day):
        if isinstance(found, Rename):
            run.histories.rename(found)
            events += rename_position(run.portfolio, found, day)
        else:
            run.histories.act(found)
            if found.symbol not in run.histories.retired:
                events += pay_action(run.portfolio, found, run.options, day)
    return events


def trade_session(run: Run, day: date, weights: Weights | None) -> None:
    """Steps 3 to 6."""
    portfolio, options = run.portfolio, run.options
    session = Session(day, run.market, run.histories, options.fill, 1.0 - options.cash_buffer)
    refused: list[Refused] = []
    if weights is None:
        orders = carried_orders(portfolio)
    else:
        orders, refused = new_orders(session, portfolio, weights)
    sold, refused_sells = sell_all(session, options, portfolio, orders)
    bought, refused_buys = buy_all(session, options, portfolio, orders)
    parts = [part for part in refused_sells + refused_buys if part.quantity > 0]
    portfolio.carried = carry(parts) if options.order_validity == "rebalance" else {}
    run.ledger.fills.extend(fill_row(day, fill) for fill in sold + bought)
    rows = sorted(refused + parts, key=lambda part: (part.side == BUY, part.symbol, REASON_ORDER.index(part.reason)))
    run.ledger.refusals.extend((day, part.symbol, part.side, part.quantity, part.reason) for part in rows)


def carry(refused: Sequence[Refused]) -> Orders:
    """Step 6: what is tried again on the next session, one order a symbol and side.

    What was refused for want of cash is among it when a refused sale is: its money is on the way.
    """
    carried: Orders = {}
    awaits_money = any(part.side == SELL and part.reason in CARRIED_REASONS for part in refused)
    for part in refused:
        if part.reason in CARRIED_REASONS or (part.reason == "cash" and awaits_money):
            key = (part.symbol, part.side)
            carried[key] = carried.get(key, 0) + part.quantity
    return carried


def fill_row(day: date, fill: Filled) -> Fill:
    """A row of fills.csv."""
    return (
        day,
        fill.symbol,
        fill.side,
        fill.quantity,
        fill.price,
        fill.value / 100,
        fill.fees.commission / 100,
        fill.fees.stamp_duty / 100,
        fill.fees.transfer_fee / 100,
    )


def mark(run: Run, day: date) -> None:
    """Step 7: cash plus shares at the close, the adjusted last close when not trading."""
    cash, holdings = run.portfolio.cash, 0
    for symbol, shares in sorted(run.portfolio.shares.items()):
        close = run.histories.of(symbol).last_close
        if close is None:
            raise AssertionError(f"{symbol} is held on {day} without a price")
        value = cents(shares * close)
        holdings += value
        run.ledger.positions.append((day, symbol, shares, close, value / 100))
    benchmark = run.market.index[run.options.benchmark or "", day]
    run.ledger.equity.append((day, cash / 100, holdings / 100, (cash + holdings) / 100, benchmark))
