"""Returns by year and month, each part by itself: the month of publication appears in both."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.periods import PeriodReturn, monthly_table, yearly_table
from backtest.metrics.split import PartName
from backtest.result.benchmark import HeadlineIndex
from backtest.result.parts import RunPart, part_curve
from backtest.result.result import Result

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_COLOUR = 0.12  # a month this far from zero has the strongest colour; wilder ones look no different


@dataclass(frozen=True)
class YearRow:
    """One calendar year of one part, fractions."""

    year: str
    part: PartName
    strategy: float
    benchmark: float
    excess: float
    sessions: int


@dataclass(frozen=True)
class HeatCell:
    """One month; ``shade`` runs from -5 to 5 by the size of the return."""

    value: float
    shade: int


@dataclass(frozen=True)
class HeatRow:
    """Twelve months of one year of one part; None where it has no return. Own returns, and excess in points."""

    year: str
    part: PartName
    own: tuple[HeatCell | None, ...]
    excess: tuple[HeatCell | None, ...]


def year_rows(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> tuple[YearRow, ...]:
    """Return the years of each part; the first and last of a part may be cut short."""
    rows = []
    for part in parts:
        curve = part_curve(result, part, benchmark)
        rows += [
            YearRow(year.period, part.name, year.strategy, year.benchmark, year.excess, year.sessions)
            for year in yearly_table(curve.dates, curve.equity, curve.benchmark)
        ]
    return tuple(rows)


def heat_rows(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> tuple[HeatRow, ...]:
    """Return the months of each part as rows of a heat map."""
    rows = []
    for part in parts:
        curve = part_curve(result, part, benchmark)
        months = {month.period: month for month in monthly_table(curve.dates, curve.equity, curve.benchmark)}
        rows += [_heat_row(year, part.name, months) for year in sorted({period[:4] for period in months})]
    return tuple(rows)


def _heat_row(year: str, part: PartName, months: dict[str, PeriodReturn]) -> HeatRow:
    found = [months.get(f"{year}-{number:02d}") for number in range(1, 13)]
    return HeatRow(
        year,
        part,
        tuple(_cell(month.strategy) if month else None for month in found),
        tuple(_cell(month.excess) if month else None for month in found),
    )


def _cell(value: float) -> HeatCell:
    steps = 5
    strength = round(min(abs(value) / FULL_COLOUR, 1.0) * steps)
    return HeatCell(value, strength if value > 0 else -strength)
