"""What a part of a run really traded, in words: whole sentences without a capital and a full stop.

One function a sentence, each empty when there is nothing to say, and ``traded_sentences`` for all of them.
"""

from __future__ import annotations

from backtest.metrics.holdings import BEST_NAMES
from backtest.result.few_held import Stretch
from backtest.result.traded import NAMED_BELOW, Traded
from backtest.result.wording import listed, money, number, percent


def traded_sentences(seen: Traded) -> tuple[str, ...]:
    """Return what must be said about what was traded.

    In this order: that nothing was held, or how many names the money never paid for, which few names the part was made
    of, what it is without its best, and how much was invested.
    """
    if seen.effective_median is None:
        return (nothing_held_sentence(seen),)
    said = (never_held_sentence(seen), few_names_sentence(seen), without_best_sentence(seen), invested_sentence(seen))
    return tuple(sentence for sentence in said if sentence)


def nothing_held_sentence(seen: Traded) -> str:
    """Return that a part held nothing, empty for one that did; why no order was filled is said by ``no_fill``.

    A part that was held at its base and sold on its first session made a return all the same.
    """
    if seen.effective_median is not None:
        return ""
    if seen.total_return:
        return "after no session of it was anything held"
    if not seen.wanted:
        return "nothing was held: no decision asked for a name"
    return f"nothing was held of {seen.wanted} {_names(seen.wanted)} wanted"


def never_held_sentence(seen: Traded) -> str:
    """Return how many names the money never paid for, empty for none: "12 of 39 names never affordable at ... CNY"."""
    if not seen.never_held:
        return ""
    return (
        f"{seen.never_held} of {seen.wanted} {_names(seen.wanted)} never affordable at {money(seen.money)} CNY: a lot "
        "cost more than their weight"
    )


def few_names_sentence(seen: Traded) -> str:
    """Return which few names the part was made of; empty with ten effective names and no long span of a few."""
    if seen.stretch:
        return _stretch_sentence(seen.stretch)
    if seen.effective_median is None or seen.effective_median >= NAMED_BELOW:
        return ""
    heavy = listed([f"{each.name} ({percent(each.weight, 0)})" for each in seen.heaviest])
    return (
        f"on the median session this was {number(seen.effective_median, 1)} effective names; the heaviest, by mean "
        f"weight in what was invested: {heavy}"
    )


def without_best_sentence(seen: Traded) -> str:
    """Return what the part made without its best name and without its three best.

    Empty when the whole part was one stock, which its own sentence says. A part of three names at most has no three
    best beside others, and only what made a profit is taken out.
    """
    throughout = len(seen.stretch.names) if seen.stretch and seen.stretch.throughout else 0
    if throughout == 1:
        return ""
    profit = round(seen.money * (seen.total_return - seen.without_best), 2)
    if not seen.best_name or round(profit) == 0:
        return "no name made a profit" if not seen.best_name else "no name made a profit of a whole yuan"
    made = _made(profit, seen.best_share)
    best = "the three best" if seen.earners >= BEST_NAMES else "the two that made a profit"
    more = seen.earners > 1 and not throughout
    three = f"; without {best} it is {percent(seen.without_best_three, signed=True)}" if more else ""
    return (
        f"without {seen.best_name}, which {made}, the return is {percent(seen.without_best, signed=True)} instead of "
        f"{percent(seen.total_return, signed=True)}{three}"
    )


def invested_sentence(seen: Traded) -> str:
    """Return how much was invested on average: "it was 63% invested on average"."""
    return f"it was {percent(seen.mean_invested, 0)} invested on average"


def _stretch_sentence(stretch: Stretch) -> str:
    count = len(stretch.names)
    stocks = f"{('one', 'two', 'three')[count - 1]} stock{'' if count == 1 else 's'}"
    said = f"{_when(stretch)} this was {stocks}, {listed(stretch.names)}"
    return said if stretch.throughout else f"{said}, which {_made(stretch.profit, stretch.share)}"


def _made(profit: float, share: float | None) -> str:
    """A profit in words: as a share of all profit while that says something, otherwise in money."""
    if share is None or profit <= 0:
        return f"{'made' if profit >= 0 else 'lost'} {money(abs(profit))} CNY"
    if share <= 1:
        return f"made {percent(share, 0)} of the profit"
    return f"made {money(profit)} CNY of a profit of {money(profit / share)} CNY in all"


def _when(stretch: Stretch) -> str:
    if stretch.throughout:
        return "throughout"
    if stretch.from_start:
        return f"until {stretch.last}"
    return f"since {stretch.first}" if stretch.to_end else f"from {stretch.first} to {stretch.last}"


def _names(count: int) -> str:
    return "name" if count == 1 else "names"
