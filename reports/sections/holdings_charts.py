"""The charts of what was held: three ways to part the account, of which a page shows one, and its breadth below."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.language.text import Text, both
from reports.charts.model import Chart, Panel, Series
from reports.sections.curves import Curves
from reports.sections.growth import bands_of
from reports.sections.holdings import CASH, OTHER_NAMES, GroupWeights, Holdings

COLOURS = 11


@dataclass(frozen=True)
class HoldingsCharts:
    """``ways`` are by segment, by board and by name, the first one shown at first; ``breadth`` has the same cursor."""

    ways: tuple[Chart, ...]
    breadth: Chart

    @property
    def all(self) -> tuple[Chart, ...]:
        """Every chart, in the order of the page."""
        return (*self.ways, self.breadth)


def holdings_charts(curves: Curves, held: Holdings) -> HoldingsCharts:
    """Return the charts over the sessions of the curves."""
    return HoldingsCharts(
        (
            _way(curves, "chart-segments", both("Weight of each segment", "各细分环节权重"), held.segments),
            _way(curves, "chart-boards", both("Weight of each board", "各板块权重"), held.boards),
            _way(curves, "chart-names", both("Weight of the ten largest names", "前十大个股权重"), held.names),
        ),
        _breadth(curves, held),
    )


def _way(curves: Curves, place: str, title: Text, groups: tuple[GroupWeights, ...]) -> Chart:
    series = tuple(Series(each.label, each.weights, _colour(each.label, k)) for k, each in enumerate(groups))
    panel = Panel(title, series, "share", 260, stacked=True)
    return Chart(place, title, curves.dates, (panel,), bands_of(curves), ())


def _colour(label: Text, k: int) -> str:
    if label == CASH:
        return "cash"
    return "plain" if label == OTHER_NAMES else f"segment-{k % COLOURS + 1}"


def _breadth(curves: Curves, held: Holdings) -> Chart:
    invested = Series(both("Invested", "仓位"), held.invested, "strategy", filled=True)
    cash = Series(both("Cash", "现金"), held.segments[-1].weights, "plain", dashed=True)
    names = Series(both("Names", "持股数"), held.count, "ink", stepped=True)
    effective = Series(both("Effective names", "有效持股数"), held.effective, "benchmark")
    panels = (
        Panel(both("Invested and cash, of equity", "仓位与现金占净值"), (invested, cash), "share", 90, zero=True),
        Panel(
            both("Number of names, and effective number", "持股数与有效持股数"),
            (names, effective),
            "number",
            90,
            zero=True,
        ),
    )
    label = both("How much was invested, and in how many names", "仓位与持股数")
    return Chart("chart-breadth", label, curves.dates, panels, bands_of(curves), ())
