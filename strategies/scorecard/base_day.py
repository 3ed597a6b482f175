"""What the verdicts would be had the base been one session earlier or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategies.documents.document import Report
from strategies.scorecard.calls import UNRATED, Kind, calls_of, listed_names
from strategies.scorecard.excess_path import ahead_of, at_the_end
from strategies.scorecard.price_change import Prices
from strategies.scorecard.row import Row, judge_call
from strategies.scorecard.tally import Beats, Hits, beats_of, hits_of
from strategies.scorecard.verdict import Verdict
from strategies.scorecard.window import Window, day_of, window_of

SHIFTS = (-1, 0, 1)
DERIVED = "derived"


@dataclass(frozen=True)
class BaseDay:
    """A report judged from the close of another day; ``shift`` 0 is the scorecard itself.

    ``closed`` says whether its own window is over. ``average`` is the mean excess of its list, None without names.
    ``changed`` are the subjects whose verdict is another one than on the scorecard, each with that verdict; a call that
    is merely still open from that day has not changed.
    """

    day: date
    shift: int
    ends_on: date
    closed: bool
    rated: Hits
    unrated: Beats
    average: float | None
    changed: tuple[tuple[str, Verdict], ...]


def base_days(prices: Prices, report: Report, window: Window, rows: Sequence[Row]) -> tuple[BaseDay, ...]:
    """Judge a report from the session before its base, its base and the session after, as far as the data reach.

    Where the date was derived, the document may as well have come out on that day, so that the end of the horizon moves
    with it; where it was printed the end stays.
    """
    known = {(row.kind, row.subject): row.verdict for row in rows}
    moved = ((shift, _moved(prices, report, window, shift)) for shift in SHIFTS)
    return tuple(_judged(prices, report, shift, each, known) for shift, each in moved if each)


def _moved(prices: Prices, report: Report, window: Window, shift: int) -> Window | None:
    row = window.base + shift
    if row < 0 or row > window.last or shift == 0:
        return window if shift == 0 else None
    if report.date_basis == DERIVED:
        return window_of(prices.panel, day_of(prices.panel, row), report.standard.horizon_months)
    return replace(window, base=row)


def _judged(
    prices: Prices, report: Report, shift: int, window: Window, known: dict[tuple[Kind, str], Verdict]
) -> BaseDay:
    rows = [judge_call(prices, report, call, window) for call in calls_of(report)]
    excess = at_the_end([ahead_of(prices, report.standard, listed_names(report)[1], window)])
    return BaseDay(
        day=day_of(prices.panel, window.base),
        shift=shift,
        ends_on=window.ends_on,
        closed=window.closed,
        rated=hits_of(rows, None),
        unrated=beats_of([row for row in rows if row.kind in UNRATED], None),
        average=float(excess.mean()) if len(excess) else None,
        changed=tuple(
            (row.subject, row.verdict) for row in rows if row.verdict not in (known[row.kind, row.subject], "pending")
        ),
    )
