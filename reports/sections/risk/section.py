"""The section on risk put together."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.benchmark import HeadlineIndex
from backtest.result.parts import RunPart, judged_part, part_curve
from backtest.result.result import Result
from backtest.result.worst_days import WorstDay, worst_days
from reports.charts.model import Chart
from reports.drawing.histogram import Histogram
from reports.sections.calendar_returns import HeatMap, YearRow, heat_map, year_rows
from reports.sections.risk.falls import Fall, falls
from reports.sections.risk.histogram import histogram
from reports.sections.risk.rolling import rolling_chart


@dataclass(frozen=True)
class RiskSection:
    """Of the judged part the rolling panels, days and falls; years and months of every part."""

    rolling: Chart | None
    days: Histogram | None
    worst: tuple[WorstDay, ...]
    falls: tuple[Fall, ...]
    excess_falls: tuple[Fall, ...]
    years: tuple[YearRow, ...]
    months: HeatMap


def risk_section(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> RiskSection:
    """Return the risk of a run; without a judged part years and months alone, without a part nothing."""
    years, months = year_rows(result, parts, benchmark), heat_map(result, parts, benchmark)
    part = judged_part(parts)
    if part is None:
        return RiskSection(None, None, (), (), (), years, months)
    curve = part_curve(result, part, benchmark)
    return RiskSection(
        rolling_chart(curve, benchmark.name),
        histogram(curve, benchmark.name),
        worst_days(part, curve),
        falls(curve, excess=False),
        falls(curve, excess=True),
        years,
        months,
    )
