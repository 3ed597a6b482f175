"""From publication to the end of the horizon, on sessions, as far as the data reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.market.panel import Panel
from data_sources.calendar.months import add_months
from data_sources.calendar.sessions import base_row
from data_sources.errors import UserError


@dataclass(frozen=True)
class Window:
    """Rows ``base`` and ``last`` of the panel; ``ends_on`` is publication plus horizon, whether a session or not.

    ``closed``: no session up to ``ends_on`` is still to come. While it is open ``last`` is the last session with data.
    """

    published: date
    ends_on: date
    base: int
    last: int
    closed: bool


def last_row_with_bars(panel: Panel) -> int:
    """Return the last session on which any symbol traded; an index may run on after the bars have ended.

    Raises UserError when nothing ever traded.
    """
    if panel.last_traded < 0:
        raise UserError("no symbol has a bar by then; import bars, or ask for a later --as-of")
    return panel.last_traded


def window_of(panel: Panel, published: date, months: int) -> Window | None:
    """Return the window of a report; None when the bars end before its publication or begin after it."""
    ends_on = add_months(published, months)
    last = last_row_with_bars(panel)
    base, end = (base_row(panel.sessions, day) for day in (published, ends_on))
    if base < 0 or not covered(panel, last, published):
        return None
    return Window(published, ends_on, min(base, last), min(end, last), covered(panel, last, ends_on))


def day_of(panel: Panel, row: int) -> date:
    """Return the date of a session."""
    day: date = panel.sessions[row].item()
    return day


def covered(panel: Panel, last: int, day: date) -> bool:
    """Whether every session up to a day has data: the last one is not before it, or the next one is after it."""
    upcoming = day_of(panel, last + 1) if last + 1 < len(panel.sessions) else panel.next_session
    return day_of(panel, last) >= day or (upcoming is not None and upcoming > day)
