"""Returns by year and month, each part by itself: the month of publication appears in both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from backtest.metrics.curve import Curve
from backtest.metrics.periods import PeriodReturn, monthly_table, yearly_table
from backtest.metrics.split import PartName
from backtest.result.benchmark import HeadlineIndex
from backtest.result.parts import RunPart, part_curve
from backtest.result.result import Result
from backtest.result.wording import percent
from data_sources.language.text import Text, both

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = tuple(both(name, f"{number} 月") for number, name in enumerate(_ENGLISH, 1))
STEPS = 5  # colours on either side of zero
ROUND_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
SHOWN = 0.0005  # what rounds to 0.0% has no colour


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
    """One month; ``shade`` runs from -5 to 5 in equal steps of the return."""

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
    return years_of({part.name: part_curve(result, part, benchmark) for part in parts})


def years_of(curves: Mapping[PartName, Curve]) -> tuple[YearRow, ...]:
    """Return the years of the curve of each part."""
    return tuple(
        YearRow(year.period, part, year.strategy, year.benchmark, year.excess, year.sessions)
        for part, curve in curves.items()
        for year in yearly_table(curve.dates, curve.equity, curve.benchmark)
    )


@dataclass(frozen=True)
class HeatMap:
    """The months of every part. One shade is ``step`` wide, the same on both sides of zero and in both tables.

    The step is the smallest round one with which the largest month of the page has the strongest colour at most, so
    that no colour stands for "that much or more".
    """

    rows: tuple[HeatRow, ...]
    step: float

    @property
    def digits(self) -> int:
        """Digits behind the point that a bound of a shade, in percent, needs."""
        return 1 if round(self.step * 1000) % 10 else 0

    @property
    def legend(self) -> Text:
        """What the colours mean."""
        step, most = (percent(each * self.step, self.digits) for each in (1, STEPS))
        return both(
            f"Each shade is {step} wide, up to {most} on both sides; the largest month of this page sets the scale.",
            f"每级颜色为 {step}，两侧至 {most}；色阶按本页最大的月度收益设定。",
        )


def heat_map(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> HeatMap:
    """Return the months of each part as rows of a heat map."""
    return months_of({part.name: part_curve(result, part, benchmark) for part in parts})


def months_of(curves: Mapping[PartName, Curve]) -> HeatMap:
    """Return the months of the curve of each part as rows of a heat map."""
    months = {
        part: {month.period: month for month in monthly_table(curve.dates, curve.equity, curve.benchmark)}
        for part, curve in curves.items()
    }
    found = [month for of_part in months.values() for month in of_part.values()]
    step = round_step(max((abs(value) for month in found for value in (month.strategy, month.excess)), default=0.0))
    rows = [
        _heat_row(year, part, of_part, step)
        for part, of_part in months.items()
        for year in sorted({period[:4] for period in of_part})
    ]
    return HeatMap(tuple(rows), step)


def round_step(largest: float) -> float:
    """Return the smallest of some round numbers times a power of ten, five of which reach ``largest``; at least 1%."""
    needed = max(largest / STEPS, 0.01)
    power = 10.0 ** math.floor(math.log10(needed) + 1e-9)
    return next(each * power for each in ROUND_STEPS if each * power >= needed * (1 - 1e-9))


def _heat_row(year: str, part: PartName, months: dict[str, PeriodReturn], step: float) -> HeatRow:
    found = [months.get(f"{year}-{number:02d}") for number in range(1, 13)]
    return HeatRow(
        year,
        part,
        tuple(_cell(month.strategy, step) if month else None for month in found),
        tuple(_cell(month.excess, step) if month else None for month in found),
    )


def _cell(value: float, step: float) -> HeatCell:
    strength = 0 if abs(value) < SHOWN else min(math.ceil(abs(value) / step - 1e-9), STEPS)
    return HeatCell(value, strength if value > 0 else -strength)
