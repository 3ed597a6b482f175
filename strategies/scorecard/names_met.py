"""How many of the names of a report met its own standard one by one: the short answer of its scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from backtest.market.panel import Panel
from backtest.result.front.standing import NamesMet
from backtest.validity.future import cut_panel
from data_sources.calendar.months import add_months
from strategies.documents.document import Report
from strategies.scorecard.calls import RATED, UNRATED, calls_of
from strategies.scorecard.price_change import Prices, prices_of
from strategies.scorecard.row import Row, judge_call
from strategies.scorecard.window import window_of


def names_met(panel: Panel, reports: Iterable[Report], as_of: date | None = None) -> Mapping[str, NamesMet]:
    """Count by report the names whose horizon is over by ``as_of`` (None: by all that the panel has).

    The names that a report rates count, met or missed; where it rates none, those that it lists, by our reading of a
    list. A report whose horizon is not over, or that names nobody so, is left out. The prices are read once for all.
    """
    over = [each for each in reports if _may_be_over(panel, each, as_of or panel.sessions[-1].item())]
    if not over:
        return {}
    prices = prices_of(panel if as_of is None else cut_panel(panel, as_of))
    counted = ((each.id, _of_report(prices, each)) for each in over)
    return {report: met for report, met in counted if met}


def _may_be_over(panel: Panel, report: Report, day: date) -> bool:
    """Say whether the horizon of a report is over by a day, should all sessions up to then have bars.

    It is asked before the prices are read, which takes longer than all that is asked of most reports.
    """
    months = report.standard.horizon_months
    if not months:
        return False
    ends_on, upcoming = add_months(report.published, months), _session_after(panel, day)
    return ends_on <= day or (upcoming is not None and ends_on < upcoming)


def _session_after(panel: Panel, day: date) -> date | None:
    row = int(np.searchsorted(panel.sessions, np.datetime64(day, "D"), side="right"))
    return panel.sessions[row].item() if row < len(panel.sessions) else panel.next_session


def _of_report(prices: Prices, report: Report) -> NamesMet | None:
    months = report.standard.horizon_months
    window = window_of(prices.panel, report.published, months) if months else None
    if window is None:
        return None
    calls = calls_of(report)
    for kinds in (RATED, UNRATED):
        rows = [judge_call(prices, report, call, window) for call in calls if call.kind in kinds]
        if rows:
            return _counted(rows)
    return None


def _counted(rows: list[Row]) -> NamesMet | None:
    met = sum(row.verdict in ("met", "beat") for row in rows)
    settled = met + sum(row.verdict in ("missed", "did not beat") for row in rows)
    return NamesMet(met, settled) if settled else None
