"""Which quarters' earnings are to be read: those being reported, and of the last two years what was never read.

One quarter costs the whole market in pages, whatever the symbols, so that they are read only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from data_sources.calendar.months import add_months
from data_sources.market_rules.report_deadlines import report_periods
from data_sources.refresh.known import Known
from data_sources.refresh.plan import Item, Span

MONTHS_BACK = -24
LATE = timedelta(days=30)
"""A quarter is read again for so long after the last day to report it: some are late, and corrections come then."""


def plan_earnings(known: Known, span: Span, symbols: Sequence[str]) -> list[Item]:
    """Return one item for each quarter, from its end to the last session; of all quarters when a day was asked for.

    A correction that is announced later than ``LATE`` is found only by asking from a day on.
    """
    stored, symbols = known["earnings"], tuple(sorted(symbols))
    read = set(stored["period_end"][stored["kind"] == "actual"].tolist())
    first = span.since or add_months(span.last, MONTHS_BACK)
    return [
        Item("earnings", symbols, end, span.last)
        for end, due in report_periods(first, span.last)
        if span.since is not None or end not in read or span.last <= due + LATE
    ]
