"""Turnover by month over the parts of a run, as bars."""

from __future__ import annotations

from collections.abc import Iterator

from backtest.metrics.monthly_turnover import MonthTurnover, monthly_turnover
from backtest.metrics.split import HINDSIGHT
from backtest.result.parts import RunPart
from backtest.result.trades import fills_within
from backtest.result.wording import percent
from data_sources.language.text import Text, both
from reports.drawing.month_bars import MonthBar


def turnover_bars(parts: tuple[RunPart, ...]) -> tuple[MonthBar, ...]:
    """Return a bar for each month of each part; a month in which one part ends and the next begins has two."""
    return tuple(bar for part in parts for bar in _bars(part))


def _bars(part: RunPart) -> Iterator[MonthBar]:
    ledger, rows = part.ledger, fills_within(part)
    days = ledger.sessions[ledger.fills.session[rows]]
    months = monthly_turnover(
        ledger.sessions[part.rows], ledger.equity[part.rows], days, ledger.fills.value[rows]
    )  # fmt: skip
    for each in months:
        yield MonthBar(each.month, each.turnover, _said(each), part.name == HINDSIGHT)


def _said(month: MonthTurnover) -> Text:
    share = percent(month.turnover)
    plural = "" if month.fills == 1 else "s"
    return both(f"{month.month}: {share}, {month.fills} fill{plural}", f"{month.month}：{share}，{month.fills} 笔成交")
