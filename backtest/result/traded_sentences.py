"""What a part of a run really traded, in words: whole sentences without a capital and a full stop.

One function a sentence, each empty when there is nothing to say, and ``traded_sentences`` for all of them.
"""

from __future__ import annotations

from backtest.result.few_held import Stretch
from backtest.result.traded import NAMED_BELOW, Traded
from backtest.result.wording import money, number, percent


def traded_sentences(seen: Traded) -> tuple[str, ...]:
    """Return what must be said about what was traded.

    In this order: why nothing was held, or how many names the money never paid for, which few names the part was made
    of, what it is without its best, and how much was invested.
    """
    if seen.effective_median is None:
        return (nothing_held_sentence(seen),)
    said = (never_held_sentence(seen), few_names_sentence(seen), without_best_sentence(seen), invested_sentence(seen))
    return tuple(sentence for sentence in said if sentence)


def nothing_held_sentence(seen: Traded) -> str:
    """Return why a part held nothing, empty for one that did."""
    if seen.effective_median is not None:
        return ""
    if not seen.wanted:
        return "nothing was held: no decision asked for a name"
    counts = sorted((seen.refusals or {}).items(), key=lambda row: (-row[1], row[0]))
    reasons = ", ".join(f"{reason.replace('_', ' ')} {rows:,}" for reason, rows in counts)
    why = f"every order was refused ({reasons})" if reasons else f"{money(seen.money)} CNY paid for no lot"
    return f"nothing was held of {seen.wanted} {_names(seen.wanted)} wanted: {why}"


def never_held_sentence(seen: Traded) -> str:
    """Return how many names the money never paid for, empty for none: "12 of 39 names never affordable at ... CNY"."""
    if not seen.never_held:
        return ""
    return f"{seen.never_held} of {seen.wanted} {_names(seen.wanted)} never affordable at {money(seen.money)} CNY"


def few_names_sentence(seen: Traded) -> str:
    """Return which few names the part was made of; empty with ten effective names and no long span of a few."""
    if seen.stretch:
        return _stretch_sentence(seen.stretch)
    if seen.effective_median is None or seen.effective_median >= NAMED_BELOW:
        return ""
    heavy = _listed(tuple(f"{each.name} ({percent(each.weight, 0)})" for each in seen.heaviest))
    return (
        f"on the median session this was {number(seen.effective_median, 1)} effective names; the heaviest, by mean "
        f"weight in what was invested: {heavy}"
    )


def without_best_sentence(seen: Traded) -> str:
    """Return what the part made without its best name and without its three best; empty when none made a profit."""
    if not seen.best_name:
        return ""
    share = "" if seen.best_share is None else f", which made {percent(seen.best_share, 0)} of the profit"
    return (
        f"without {seen.best_name}{share}, the return is {percent(seen.without_best, signed=True)} instead of "
        f"{percent(seen.total_return, signed=True)}; without the three best it is "
        f"{percent(seen.without_best_three, signed=True)}"
    )


def invested_sentence(seen: Traded) -> str:
    """Return how much was invested on average: "mean invested 63%"."""
    return f"mean invested {percent(seen.mean_invested, 0)}"


def _stretch_sentence(stretch: Stretch) -> str:
    count = len(stretch.names)
    stocks = f"{('one', 'two', 'three')[count - 1]} stock{'' if count == 1 else 's'}"
    said = f"{_when(stretch)} this was {stocks}, {_listed(stretch.names)}"
    if stretch.from_start and stretch.to_end:
        return said
    if stretch.share is not None and stretch.profit > 0:
        return f"{said}, which made {percent(stretch.share, 0)} of the profit"
    return f"{said}, which {'made' if stretch.profit >= 0 else 'lost'} {money(abs(stretch.profit))} CNY"


def _when(stretch: Stretch) -> str:
    if stretch.from_start and stretch.to_end:
        return "throughout"
    if stretch.from_start:
        return f"until {stretch.last}"
    return f"since {stretch.first}" if stretch.to_end else f"from {stretch.first} to {stretch.last}"


def _names(count: int) -> str:
    return "name" if count == 1 else "names"


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
