"""The earnings that a company reported for a fiscal year, as far as they were announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.market.panel import Panel

UNKNOWN = float("nan")


@dataclass(frozen=True)
class Realised:
    """Earnings of a whole fiscal year: ``eps`` in CNY per share and ``net_profit`` in CNY, NaN where not said.

    ``announced_on`` is the day of the last announcement that counts, a correction too; None: nothing is stored.
    """

    eps: float = UNKNOWN
    net_profit: float = UNKNOWN
    announced_on: date | None = None


def realised_in(panel: Panel, symbol: str, year: int) -> Realised:
    """Return what a company reported for a fiscal year, which in China is the calendar year (Accounting Law, art. 11).

    Of several announcements the last one counts that is in the panel; cut the panel for what was known on a day.
    """
    return _last_said(panel, symbol, year, forecast=False)


def expected_in(panel: Panel, symbol: str, year: int) -> Realised:
    """Return what analysts expected last for a fiscal year, as far as the store has it (一致预期)."""
    return _last_said(panel, symbol, year, forecast=True)


def _last_said(panel: Panel, symbol: str, year: int, *, forecast: bool) -> Realised:
    column, said = panel.position.get(symbol), panel.earnings
    if column is None or not len(said):
        return Realised()
    of_year = said.period_end == np.datetime64(date(year, 12, 31), "D")
    told = np.isfinite(said.eps) | np.isfinite(said.net_profit)
    found = said.rows((said.symbol == column) & of_year & told & (said.forecast == forecast))
    if not len(found):
        return Realised()
    last = int(np.argsort(found.announced_on, kind="stable")[-1])
    return Realised(float(found.eps[last]), float(found.net_profit[last]), found.announced_on[last].item())
