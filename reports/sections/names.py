"""The names of a run: one table of all of them, the price of each, and what their segments earned together."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.benchmark import headline_benchmark
from backtest.result.names_held import NameHeld, NamesHeld, names_held
from backtest.result.parts import RunPart, judged_part, part_curve
from backtest.result.price_charts import PriceCharts
from backtest.result.result import Result
from backtest.result.segment_profit import segment_profits
from data_sources.language.text import NOTHING, Text, both, same
from reports.charts.model import Chart
from reports.drawing.waterfall import Step
from reports.sections.prices import price_chart

STRATEGY, EXCESS = both("Strategy", "策略"), both("Excess, points", "超额（百分点）")


@dataclass(frozen=True)
class NamesTable:
    """The names of a part; ``low`` and ``high`` are the ends of the axis that the bars of their contribution share."""

    held: NamesHeld
    low: float
    high: float


@dataclass(frozen=True)
class NamesSection:
    """The table of the judged part, without one of the last; ``earlier`` are those of the others, newest first.

    ``waterfall`` goes from zero over the segments to the return, and over the index to the excess. ``prices`` are the
    charts of names, those that moved the return most first; ``without`` says why some have none, empty when all that
    were asked for are there.
    """

    table: NamesTable
    earlier: tuple[NamesTable, ...]
    benchmark: Text
    waterfall: tuple[Step, ...]
    prices: tuple[Chart, ...]
    without: Text = NOTHING

    @property
    def held(self) -> NamesHeld:
        """The names of the part that the section is about."""
        return self.table.held

    @property
    def opens(self) -> frozenset[str]:
        """The places of the charts that rows open."""
        return frozenset(chart.place for chart in self.prices)


def names_section(result: Result, parts: tuple[RunPart, ...], prices: PriceCharts = "held") -> NamesSection | None:
    """Return the names with their prices; None for a run with nothing to judge."""
    if not parts:
        return None
    part = judged_part(parts) or parts[-1]
    held = names_held(result, part)
    return NamesSection(
        _table(held),
        tuple(_table(names_held(result, each)) for each in reversed(parts) if each is not part),
        same(headline_benchmark(result).name),
        _waterfall(result, part, held),
        tuple(price_chart(part, row) for row in _drawn(held, prices)),
    )


def _table(held: NamesHeld) -> NamesTable:
    shares = [row.contribution for row in held.rows if row.held]
    return NamesTable(held, min(shares, default=0.0), max(shares, default=0.0))


def _drawn(held: NamesHeld, prices: PriceCharts) -> list[NameHeld]:
    """The names with a price to draw, those that moved the return most first."""
    if prices == "none":
        return []
    rows = [row for row in held.rows if row.since is not None and (row.held or prices == "all")]
    return sorted(rows, key=lambda row: -abs(row.profit))


def _waterfall(result: Result, part: RunPart, held: NamesHeld) -> tuple[Step, ...]:
    headline = headline_benchmark(result)
    curve = part_curve(result, part, headline)
    market = float(curve.benchmark[-1] / curve.benchmark[0] - 1.0)
    index = both(f"less the {headline.name}", f"减{same(headline.name).zh}")
    return (
        *(Step(each.segment, each.contribution) for each in segment_profits(held)),
        Step(STRATEGY, held.contribution, whole=True),
        Step(index, -market),
        Step(EXCESS, held.contribution - market, whole=True),
    )
