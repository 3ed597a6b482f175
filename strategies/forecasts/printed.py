"""The close that a report prints beside a forecast, and the day of the shares that the forecast is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategies.documents.document import Forecast, Report


@dataclass(frozen=True)
class Printed:
    """``close`` is raw, in CNY, None where the report prints none or not of which day; ``day`` is then its own day."""

    close: float | None
    day: date


def printed_beside(report: Report, forecast: Forecast) -> Printed:
    """Return what a report prints beside a forecast, or else beside the company's rating.

    A rating may have a day of prices of its own. Without any close the day is that of the report's prices, and without
    that the one on which it came out.
    """
    ratings = [(each.close, each.priced_on) for each in report.ratings if each.symbol == forecast.symbol]
    for close, day in ((forecast.close, report.priced_on), *ratings):
        if close is not None and day is not None:
            return Printed(close, day)
    return Printed(None, report.priced_on or report.published)
