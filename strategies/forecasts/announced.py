"""What was announced of a company's fiscal year: what it earned, and what analysts expected before (一致预期).

A fiscal year is the calendar year (Accounting Law of the PRC, article 11), so only what ends on 31 December counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from backtest.market.announcements import Announcements
from backtest.market.panel import Panel
from data_sources.calendar.lengths import DAY
from strategies.forecasts.company import column_of

Measure: TypeAlias = Literal["eps", "net_profit"]
MEASURES: tuple[Measure, ...] = ("eps", "net_profit")


@dataclass(frozen=True)
class Announced:
    """One number of one fiscal ``year``: EPS in CNY per share or net profit in CNY, known from ``announced_on``.

    The shares are those of ``announced_on``.
    """

    year: int
    value: float
    announced_on: date


def earned_in(panel: Panel, symbol: str, year: int, measure: Measure) -> Announced | None:
    """Return what a company reported for a year, None for nothing that says the measure.

    A correction counts in place of what it corrects, where it says the measure. All that is in the panel is used; cut
    the panel for what was known on a day.
    """
    return _last(_said(panel, symbol, measure, forecast=False), measure, year)


def expected_for(panel: Panel, symbol: str, year: int, measure: Measure) -> Announced | None:
    """Return what analysts expected last for a year, as far as the store has it; None for nothing."""
    return _last(_said(panel, symbol, measure, forecast=True), measure, year)


def last_year_known(panel: Panel, symbol: str, year: int, day: date, measure: Measure) -> Announced | None:
    """Return the result of the latest year before ``year`` that was reported by a day, as it was known then."""
    said = _said(panel, symbol, measure, forecast=False)
    known = said.rows(
        (said.announced_on <= np.datetime64(day, "D")) & (said.period_end < np.datetime64(str(year), "Y"))
    )
    return _last(known, measure, known.period_end.max().item().year) if len(known) else None


def _said(panel: Panel, symbol: str, measure: Measure, *, forecast: bool) -> Announcements:
    """What was said of the whole years of a company, where it says the measure."""
    said = panel.earnings.rows(panel.earnings.symbol == column_of(panel, symbol))
    whole_year = (said.period_end + DAY).astype("datetime64[Y]") > said.period_end.astype("datetime64[Y]")
    return said.rows(whole_year & np.isfinite(getattr(said, measure)) & (said.forecast == forecast))


def _last(said: Announcements, measure: Measure, year: int) -> Announced | None:
    found = said.rows(said.period_end.astype("datetime64[Y]") == np.datetime64(str(year), "Y"))
    if not len(found):
        return None
    last = int(np.argsort(found.announced_on, kind="stable")[-1])
    return Announced(year, float(getattr(found, measure)[last]), found.announced_on[last].item())
