"""With how much cash a share of the day's volume would bind."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.participation import Participation
from backtest.result.wording import cny, percent
from data_sources.language.text import Text, both

LIMIT = 0.10
"""The share of a day's volume above which an order is taken to move its own price: a convention, no market rule."""


@dataclass(frozen=True)
class Capacity:
    """Equity at the base, CNY, with which ``limit`` of a day's volume binds: at all, in one fill of twenty, in half."""

    limit: float
    first: float
    tail: float
    half: float


def capacity(seen: Participation, limit: float = LIMIT) -> Capacity | None:
    """Return the equity at the base from which fills would pass a share of the day's volume.

    ``equity at the base * limit / share of the volume``: a rule that decides on weights wants shares in proportion to
    its money, so twice the money is twice the share of the same day's volume. Lots and the least commission are left
    out, which matter to small accounts alone. With the largest fill it is the money at which the limit binds for the
    first time, with the 95th percentile and the median that at which it binds in one fill of twenty and in every
    second one. None where the run's own cap cut orders: their fills say what was allowed, not what was wanted.
    """
    if seen.cut:
        return None
    first, tail, half = (seen.money * limit / share for share in (seen.largest, seen.tail, seen.median))
    return Capacity(limit, first, tail, half)


def capacity_sentence(seen: Participation, found: Capacity | None) -> Text:
    """Say with how much money a tenth of a day's volume binds; why not, where the run's own cap cut its orders."""
    if found is None:
        return both(
            f"The run's own volume cap cut {seen.cut} order{'' if seen.cut == 1 else 's'}, so that the cap binds at "
            f"this money already: {cny(seen.money)} at the base.",
            f"本次运行自身的成交量上限削减了 {seen.cut} 笔委托，即在当前期初资金（{cny(seen.money).zh}）下已受限。",
        )
    limit, money = percent(found.limit, 0), cny(seen.money)
    first, tail, half = (cny(_rounded(each)) for each in (found.first, found.tail, found.half))
    return both(
        f"{limit} of a day's volume would bind for the first time with {first} at the base, in one fill of twenty with "
        f"{tail} and in every second one with {half}; this run had {money}.",
        f"以当日成交量的 {limit} 为限：期初资金达 {first.zh}时首次受限，达 {tail.zh}时每二十笔有一笔受限，"
        f"达 {half.zh}时半数成交受限；本次期初资金为 {money.zh}。",
    )


def _rounded(value: float) -> float:
    """Three digits: more would claim that an estimate is exact."""
    return float(f"{value:.3g}")
