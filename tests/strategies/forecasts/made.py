"""A made-up report with forecasts, and a made-up market of seven sessions for it.

D[0] is Tuesday 2024-01-02, D[3] Friday the 5th, D[4] Monday the 8th. The report came out on D[1] and prints closes of
D[0]; what companies earned in 2023 is announced on D[4], that of 2022 is known since April 2023.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from strategies.documents.document import Forecast, Report
from strategies.documents.library import report
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, Cell, D, Row, tiny

YEAR, YEAR_BEFORE = date(2023, 12, 31), date(2022, 12, 31)
IN_APRIL = date(2023, 4, 20)
PRICED_ON, PUBLISHED, ANNOUNCED = D[0], D[1], D[4]


def said(
    eps: float | None,
    day: date = ANNOUNCED,
    *,
    year_end: date = YEAR,
    symbol: str = A,
    kind: str = "actual",
    profit: float | None = None,
) -> Row:
    """A row of ``earnings``."""
    words: Row = {"symbol": symbol, "period_end": year_end, "announced_on": day, "kind": kind, "source": "a newspaper"}
    return {**words, "eps": eps, "net_profit": profit}


def market(
    earnings: Sequence[Row] = (),
    closes: Sequence[Cell] = (10.0,) * 7,
    *,
    actions: Sequence[Row] = (),
    renames: Sequence[Row] = (),
    more: dict[str, Sequence[Cell]] | None = None,
) -> Panel:
    """A and B on seven sessions, B always at 20.00."""
    bars = {A: closes, B: [20.0] * 7, **(more or {})}
    return build_panel(
        facts_from_tables(tiny(bars, earnings=list(earnings), actions=list(actions), renames=list(renames)))
    )


def forecast(
    eps: float | None = 1.0,
    *,
    year: int = 2023,
    symbol: str = A,
    profit: float | None = None,
    by: str = "broker",
    close: float | None = None,
) -> Forecast:
    return Forecast("900", symbol, "Made-up", year, eps, profit, by, 1, close)


def made_report(
    *forecasts: Forecast, number: str = "900", published: date = PUBLISHED, priced_on: date | None = PRICED_ON
) -> Report:
    """A report that says nothing but forecasts."""
    return replace(
        report("002"),
        id=number,
        published=published,
        known_from=published,
        priced_on=priced_on,
        theses=(),
        memberships=(),
        ratings=(),
        excluded=(),
        forecasts=tuple(replace(each, report=number) for each in forecasts),
    )
