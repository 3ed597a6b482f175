"""What one report says: its dates and state, calls, theses, members and the companies it names in vain."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from backtest.app.library import Reports, asked_library
from data_sources.calendar.clock import SYSTEM, shanghai_time
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.exchange_calendar import exchange_sessions
from data_sources.calendar.months import add_months
from data_sources.calendar.sessions import base_row
from strategies.documents.document import Report
from strategies.documents.reading import read_report
from strategies.scorecard.calls import Call, calls_of

FILE_END = ".toml"


@dataclass(frozen=True, repr=False)
class ShownReport:
    """A report with its ``calls``; ``base_day`` is the session whose closes its calls begin at.

    ``due`` is the day on which its horizon ends, None when it prints no horizon. ``state`` is ``unknown yet`` before
    its publication, then ``open``, from the day after ``due`` on ``due``; without a horizon ``no horizon``.
    """

    report: Report
    calls: tuple[Call, ...]
    base_day: date
    due: date | None
    state: str

    def __repr__(self) -> str:
        """Return the id and counts."""
        return f"<ShownReport {self.report.id}: {len(self.calls)} calls, {len(self.report.memberships)} members>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document: the fields of ``Report``, its calls, dates and state."""
        calls = [
            {name: value for name, value in asdict(each).items() if name != "scale"} | {"classes": _words(each)}
            for each in self.calls
        ]
        dates = {"base_day": self.base_day, "due": self.due, "state": self.state}
        return {**asdict(self.report), **dates, "calls": calls}


def report_show(report: str, *, as_of: Day | None = None, reports: Reports = None) -> ShownReport:
    """Show one report: calls, members with line and standing, excluded companies, dates, state, theses.

    Parameters
    ----------
    report : str
        The id of a report, such as ``"002"``, or the path of a report file, which ends in ``.toml``.
    as_of : date or str, optional
        The day whose state is told; by default today in Shanghai.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none. A path needs none.

    Returns
    -------
    ShownReport
        The report as it was read, and what follows from it without any price.

    Raises
    ------
    UserError
        For an unknown id, a file that is wrong, and for what is no day.
    """
    found = read_report(Path(report)) if report.endswith(FILE_END) else asked_library(reports).report(report)
    today = shanghai_time(SYSTEM).date() if as_of is None else day_of(as_of)
    months = found.standard.horizon_months
    due = add_months(found.published, months) if months else None
    return ShownReport(found, calls_of(found), _base_day(found.published), due, _state(found, due, today))


def _base_day(published: date) -> date:
    """The publication day, or the last session before it when the market was shut."""
    sessions = exchange_sessions()
    base: date = sessions[max(base_row(sessions, published), 0)].item()
    return base


def _state(report: Report, due: date | None, today: date) -> str:
    if today < report.known_from:
        return "unknown yet"
    if due is None:
        return "no horizon"
    return "due" if today > due else "open"


def _words(call: Call) -> list[str]:
    return [each.name for each in call.scale]
