"""What a part of a run really traded, in words: whole sentences without a capital and a full stop.

One function a sentence, each empty when there is nothing to say, and ``traded_sentences`` for all of them.
"""

from __future__ import annotations

from backtest.metrics.holdings import BEST_NAMES
from backtest.result.few_held import Stretch
from backtest.result.traded import NAMED_BELOW, Traded
from backtest.result.wording import cny, number, percent
from data_sources.language.text import NOTHING, Text, amid, both, listed


def traded_sentences(seen: Traded) -> tuple[Text, ...]:
    """Return what must be said about what was traded.

    In this order: that nothing was held, or how many names the money never paid for, which few names the part was made
    of, what it is without its best, and how much was invested.
    """
    if seen.effective_median is None:
        return (nothing_held_sentence(seen),)
    said = (never_held_sentence(seen), few_names_sentence(seen), without_best_sentence(seen), invested_sentence(seen))
    return tuple(sentence for sentence in said if sentence)


def nothing_held_sentence(seen: Traded) -> Text:
    """Return that a part held nothing, empty for one that did; why no order was filled is said by ``no_fill``.

    A part that was held at its base and sold on its first session made a return all the same.
    """
    if seen.effective_median is not None:
        return NOTHING
    if seen.total_return:
        return both("after no session of it was anything held", "没有一个交易日收盘后有持仓")
    if not seen.wanted:
        return both("nothing was held: no decision asked for a name", "从未持仓：没有任何决策要买入个股")
    return both(
        f"nothing was held of {seen.wanted} {_names(seen.wanted)} wanted",
        f"从未持仓：{seen.wanted} 只目标个股一只未持有",
    )


def never_held_sentence(seen: Traded) -> Text:
    """Return how many names the money never paid for, empty for none: "12 of 39 names never affordable at ... CNY"."""
    if not seen.never_held:
        return NOTHING
    held = cny(seen.money)
    return both(
        f"{seen.never_held} of {seen.wanted} {_names(seen.wanted)} never affordable at {held}: a lot "
        "cost more than their weight",
        f"账户资金 {held.zh}，{seen.wanted} 只目标个股中有 {seen.never_held} 只始终买不起：买一手所需金额超过其权重",
    )


def few_names_sentence(seen: Traded) -> Text:
    """Return which few names the part was made of; empty with ten effective names and no long span of a few."""
    if seen.stretch:
        return stretch_sentence(seen.stretch)
    if seen.effective_median is None or seen.effective_median >= NAMED_BELOW:
        return NOTHING
    heavy = listed([_heavy(each.name, percent(each.weight, 0)) for each in seen.heaviest])
    median = number(seen.effective_median, 1)
    return both(
        f"on the median session this was {median} effective names; the heaviest, by mean "
        f"weight in what was invested: {heavy}",
        f"有效持股数中位数为 {median}；按占持仓市值的平均权重，最重的是{amid(heavy)}",
    )


def without_best_sentence(seen: Traded) -> Text:
    """Return what the part made without its best name and without its three best.

    Empty when the whole part was one stock, which its own sentence says. A part of three names at most has no three
    best beside others, and only what made a profit is taken out.
    """
    throughout = len(seen.stretch.names) if seen.stretch and seen.stretch.throughout else 0
    if throughout == 1:
        return NOTHING
    profit = round(seen.money * (seen.total_return - seen.without_best), 2)
    if not seen.best_name:
        return both("no name made a profit", "没有个股盈利")
    if round(profit) == 0:
        return both("no name made a profit of a whole yuan", "没有个股盈利达到 1 元")
    made, without = made_words(profit, seen.best_share), percent(seen.without_best, signed=True)
    total = percent(seen.total_return, signed=True)
    more = seen.earners > 1 and not throughout
    three = _without_three(seen) if more else NOTHING
    return both(
        f"without {seen.best_name}, which {made}, the return is {without} instead of {total}{three}",
        f"剔除{amid(seen.best_name).rstrip()}（{made.zh}）后，收益率由 {total} 变为 {without}{three.zh}",
    )


def invested_sentence(seen: Traded) -> Text:
    """Return how much was invested on average: "it was 63% invested on average"."""
    part = percent(seen.mean_invested, 0)
    return both(f"it was {part} invested on average", f"平均仓位 {part}")


def stretch_sentence(stretch: Stretch) -> Text:
    """Return which few names a span held and what they made: "until DATE this was one stock, X, which made ..."."""
    count, names, when = len(stretch.names), listed(stretch.names), when_words(stretch)
    stocks = f"{('one', 'two', 'three')[count - 1]} stock{'' if count == 1 else 's'}"
    said = both(
        f"{when} this was {stocks}, {names}", f"{when.zh}仅持有{('一', '两', '三')[count - 1]}只股票（{names.zh}）"
    )
    if stretch.throughout:
        return said
    made = made_words(stretch.profit, stretch.share)
    return both(f"{said}, which {made}", f"{said.zh}，{'其' if count == 1 else '合计'}{made.zh}")


def _without_three(seen: Traded) -> Text:
    left = percent(seen.without_best_three, signed=True)
    if seen.earners >= BEST_NAMES:
        return both(f"; without the three best it is {left}", f"；剔除贡献最大的三只后为 {left}")
    return both(f"; without the two that made a profit it is {left}", f"；剔除盈利的两只后为 {left}")


def _heavy(name: str, weight: Text) -> Text:
    return both(f"{name} ({weight})", f"{name}（{weight}）")


def made_words(profit: float, share: float | None) -> Text:
    """Return a profit in words: as a share of all profit while that says something, otherwise in money."""
    size = cny(abs(profit))
    if share is None or profit <= 0:
        return both(f"made {size}", f"盈利 {size.zh}") if profit >= 0 else both(f"lost {size}", f"亏损 {size.zh}")
    if share <= 1:
        return both(f"made {percent(share, 0)} of the profit", f"贡献了 {percent(share, 0)} 的收益")
    whole = cny(profit / share)
    return both(f"made {size} of a profit of {whole} in all", f"盈利 {size.zh}，而全部个股合计盈利 {whole.zh}")


def when_words(stretch: Stretch) -> Text:
    """Return when a stretch was, as the clause "until 2026-01-28"; its Chinese goes before a verb."""
    if stretch.throughout:
        return both("throughout", "全程")
    if stretch.from_start:
        return both(f"until {stretch.last}", f"{stretch.last} 前")
    if stretch.to_end:
        return both(f"since {stretch.first}", f"{stretch.first} 起")
    return both(f"from {stretch.first} to {stretch.last}", f"{stretch.first} 至 {stretch.last} ")


def _names(count: int) -> str:
    return "name" if count == 1 else "names"
