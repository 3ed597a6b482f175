"""Tomorrow's orders for people: what the list is, one line an order, what the day does first, what it all leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say
from backtest.result.trading_words import EVENT_WORDS, REASON_WORDS, SIDE_WORDS
from data_sources.language.text import NOTHING, Text, both, joined, same

if TYPE_CHECKING:
    from backtest.app.next_orders import NextOrders
    from backtest.next_session.order_list import Order

COLUMNS = (
    both("symbol", "代码"),
    both("name", "名称"),
    both("side", "方向"),
    both("shares", "股数"),
    both("last close", "最新收盘"),
    both("value", "金额"),
    both("costs", "费用"),
    both("limit down", "跌停价"),
    both("limit up", "涨停价"),
    both("remarks", "备注"),
)
RIGHT = frozenset({"shares", "last close", "value", "costs", "limit down", "limit up"})
FLAG_WORDS = {
    "closed_limit_up": both("closed at limit up", "收盘涨停"),
    "closed_limit_down": both("closed at limit down", "收盘跌停"),
    "ex_date": both("ex-date", "除权除息"),
}


def print_orders(found: NextOrders) -> None:
    """Print the list and everything that has to be known beside it."""
    if found.simulated:
        say(both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格"))
    if found.missed:
        say(
            both(
                f"the data ends on {found.evening}: {found.missed} sessions since are missing; run: backtest refresh",
                f"数据止于 {found.evening}：其后缺 {found.missed} 个交易日；请运行 backtest refresh",
            )
        )
    say(found.sentence)
    listed = found.listed
    if listed.orders:
        print_table(TextTable(COLUMNS, [_row(each) for each in listed.orders], RIGHT, frozenset({"remarks"})))
        say(
            both(
                "sized with the last close, for tomorrow's price is not known; at it the engine would trade this list",
                "按最新收盘价定量，因次日价格未知；引擎按该价会成交同一份清单",
            )
        )
    for event in listed.happenings:
        kind = EVENT_WORDS[event.kind]
        say(
            both(
                f"{found.session}: {kind} of {event.symbol}, {event.shares:,} shares, {event.cash:,.2f} CNY",
                f"{found.session}：{event.symbol} {kind.zh}，{event.shares:,} 股，{event.cash:,.2f} 元",
            )
        )
    say(
        both(
            f"tonight: equity {listed.equity:,.2f}, cash {listed.cash:,.2f} CNY; with all orders filled: cash "
            f"{listed.cash_after:,.2f}, {listed.invested_after:.1%} invested",
            f"今晚：权益 {listed.equity:,.2f} 元，现金 {listed.cash:,.2f} 元；全部成交后：现金 "
            f"{listed.cash_after:,.2f} 元，仓位 {listed.invested_after:.1%}",
        )
    )
    for note in found.notes:
        say(both(f"note: {note}", f"说明：{same(note).zh}"))


def _row(order: Order) -> tuple[str, ...]:
    return (
        order.symbol,
        order.name,
        SIDE_WORDS[order.side],
        f"{order.quantity:,}" if order.quantity else "-",
        _price(order.price),
        f"{order.value:,.2f}" if order.quantity else "-",
        f"{order.cost:,.2f}" if order.quantity else "-",
        _price(order.limit_down),
        _price(order.limit_up),
        joined([word for word in (_refused(order), *(FLAG_WORDS[flag] for flag in order.flags)) if word], "; ", "；"),
    )


def _price(price: float | None) -> str:
    return "-" if price is None else f"{price:,.2f}"


def _refused(order: Order) -> Text:
    """What cannot be ordered, and why."""
    if not order.reason:
        return NOTHING
    why = joined([REASON_WORDS[reason] for reason in order.reason.split(", ")], ", ", "，")
    if not order.refused:
        return why
    return both(f"{order.refused:,} shares not: {why}", f"{order.refused:,} 股不能：{why.zh}")
