"""The four numbers of a front: the excess with its interval, both returns, the drawdown, the names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.comparison import Comparison
from backtest.result.front.claim import front_index
from backtest.result.verdict import Verdict
from backtest.result.wording import number, percent, signed_points
from data_sources.language.text import Text, both


@dataclass(frozen=True)
class PointsInterval:
    """The interval of the excess over the span, in the unit of the excess: fractions, to be written as points."""

    low: float
    high: float
    confidence: float


@dataclass(frozen=True)
class Tile:
    """One number as it is shown: what it is, the number, and a few words under it."""

    label: Text
    value: Text
    note: Text


@dataclass(frozen=True)
class Tiles:
    """The numbers behind four tiles, fractions; None for what is not defined.

    ``excess`` is the difference of the two returns over the span, arithmetic and cumulative. ``drawdown`` is zero or
    negative, with the day of its low. ``names`` and ``effective`` are medians over the sessions with a holding,
    ``largest`` is the largest weight of one name in equity.
    """

    excess: float
    interval: PointsInterval | None
    own: float
    market: float
    index: Text
    drawdown: float | None
    drawdown_day: date | None
    names: float | None
    effective: float | None
    largest: float | None
    largest_name: str

    @property
    def written(self) -> tuple[Tile, Tile, Tile, Tile]:
        """The four tiles in words, in their order."""
        return (self._excess, self._returns, self._drawdown, self._names)

    @property
    def _excess(self) -> Tile:
        label = both("Excess", "超额收益")
        value = signed_points(self.excess)
        if self.interval is None:
            return Tile(label, value, both("too short for an interval", "时间太短，无区间"))
        low, high = (number(end * 100, 1, signed=True) for end in (self.interval.low, self.interval.high))
        sure = f"{self.interval.confidence:.0%}"
        return Tile(
            label,
            value,
            both(f"{sure} interval, whole test: {low} to {high}", f"全期 {sure} 区间 {low} 至 {high}"),
        )

    @property
    def _returns(self) -> Tile:
        returns = f"{percent(self.own, signed=True)} / {percent(self.market, signed=True)}"
        return Tile(
            both("Strategy / benchmark", "策略 / 基准"),
            both(returns, returns),
            both(f"benchmark: {self.index}", f"基准：{self.index.zh}"),
        )

    @property
    def _drawdown(self) -> Tile:
        low = both(f"lowest on {self.drawdown_day}", f"最低点 {self.drawdown_day}")
        none = both("never under water", "从未回撤")
        return Tile(both("Maximum drawdown", "最大回撤"), percent(self.drawdown), low if self.drawdown else none)

    @property
    def _names(self) -> Tile:
        effective, largest = number(self.effective, 1), percent(self.largest, 0)
        return Tile(
            both("Names held", "持股数"),
            number(self.names, 0),
            both(
                f"median; {effective} effective, largest weight {largest}",
                f"中位数；有效持股数 {effective}，最大单股权重 {largest}",
            ),
        )


def tiles_of(seen: Verdict) -> Tiles | None:
    """Return the numbers of a verdict's judged part; None while there is nothing to judge."""
    if seen.part is None or seen.evidence is None:
        return None
    numbers, traded, metrics = seen.evidence.numbers, seen.evidence.traded, seen.part.metrics
    drawdown, day = metrics.get("max_drawdown"), metrics.get("max_drawdown_end")
    return Tiles(
        excess=numbers.excess,
        interval=points_interval(numbers),
        own=numbers.own,
        market=numbers.market,
        index=front_index(seen.benchmark),
        drawdown=float(drawdown) if isinstance(drawdown, int | float) else None,
        drawdown_day=date.fromisoformat(str(day)) if day else None,
        names=traded.held_median,
        effective=traded.effective_median,
        largest=traded.largest_weight,
        largest_name=traded.largest_name,
    )


def points_interval(numbers: Comparison) -> PointsInterval | None:
    """Return the interval of the arithmetic excess over the span; None where there is none.

    A strategy that ends with ``1 + r`` times the wealth of an index that made ``m`` made ``(1 + m) (1 + r) - 1``, which
    is ``(1 + m) r`` points more. So the interval of the relative wealth over the span, times ``1 + m``, is that of the
    points, given what the index did: both hold zero or neither does, and the excess itself lies between them.
    """
    interval = numbers.span_interval
    if interval is None:
        return None
    grown = 1.0 + numbers.market
    return PointsInterval(interval.low * grown, interval.high * grown, interval.confidence)
