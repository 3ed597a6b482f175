"""The table ``[forecasts]``: what a document expects companies to earn, by fiscal year."""

from __future__ import annotations

from strategies.documents.document import FORECASTERS, Forecast
from strategies.documents.reading.row import ReportRow

KEYS = ("name", "line", "by", "eps", "net_profit", "close")
FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_forecasts(report: ReportRow) -> tuple[Forecast, ...]:
    """Read the forecasts in the order of the file, the years of each company ascending."""
    return tuple(each for row in report.by_symbol("forecasts", KEYS) for each in _of_company(report, row))


def _of_company(report: ReportRow, row: ReportRow) -> list[Forecast]:
    eps, net_profit = _by_year(row, "eps"), _by_year(row, "net_profit")
    if not eps and not net_profit:
        row.refuse("", "has neither eps nor net_profit; write eps = { 2026 = 0.84 }", None)
    symbol, name = row.symbol(), row.text("name")
    by, line, close = row.text("by", default=FORECASTERS[0], among=FORECASTERS), row.whole("line"), row.price("close")
    of = str(report.values.get("id", ""))
    return [
        Forecast(of, symbol, name, year, eps.get(year), net_profit.get(year), by, line, close)
        for year in sorted({*eps, *net_profit})
    ]


def _by_year(row: ReportRow, key: str) -> dict[int, float]:
    table = row.table(key)
    numbers: dict[int, float] = {}
    for year in table.values:
        value = table.number(year)
        if not year.isdecimal() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            table.refuse(year, f"{year!r} is no year; write it like 2026", None)
        elif value is not None:
            numbers[int(year)] = value
    return numbers
