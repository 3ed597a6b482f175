"""The time, and whether it can be believed: every day asked for follows from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from data_sources.errors import UserError

SHANGHAI = ZoneInfo("Asia/Shanghai")

SETTLED = time_of_day(15, 31)
"""When a session is over: the last after-hours trades (盘后固定价格交易) of STAR and ChiNext end at 15:30.

Source: SSE and SZSE trading rules.
"""

DUE = time_of_day(17, 0)
"""When the rows of a session are due: sources that follow the market are ready by then, see ``calendar.age``."""

LARGEST_SKEW = timedelta(minutes=10)

EARLIEST, LATEST = date(2024, 1, 1), date(2036, 1, 1)
"""No clock outside of these days is believed: this program was written later, and no one knows sessions so far off."""


@dataclass(frozen=True)
class Clock:
    """``now`` is aware; ``sleep`` and ``elapsed`` are in seconds. Tests bring their own."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    elapsed: Callable[[], float]


SYSTEM = Clock(lambda: datetime.now(UTC), time.sleep, time.monotonic)


SET_THE_CLOCK = "set the clock (timedatectl), then run it again"


class ClockWrong(UserError):  # noqa: N818 - reads as what happened
    """The clock of this machine cannot be right, so the sessions that are over are unknown."""


def shanghai_time(clock: Clock) -> datetime:
    """Return the time in Shanghai by a clock."""
    return clock.now().astimezone(SHANGHAI)


def closed_day(clock: Clock, settled: time_of_day = SETTLED) -> date:
    """Return the last day whose trading is over in Shanghai: today from ``settled`` on, else yesterday."""
    now = shanghai_time(clock)
    return now.date() if now.time() >= settled else now.date() - timedelta(days=1)


def insist_on_served(clock: Clock, vendor: str, served_at: datetime | None) -> None:
    """Raise ClockWrong when a vendor's clock and ours are more than ten minutes apart."""
    now = clock.now()
    if served_at is not None and abs(served_at - now) > LARGEST_SKEW:
        ours, theirs = (f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for moment in (now, served_at))
        raise ClockWrong(
            f"this machine's clock says {ours} and {vendor}'s {theirs} (Shanghai); "
            f"{SET_THE_CLOCK}; nothing was published"
        )


def insist_on_believable(clock: Clock) -> None:
    """Raise ClockWrong when no clock can be right that says so, as after a flat battery (1970) or a typing error."""
    today = shanghai_time(clock).date()
    if not EARLIEST <= today < LATEST:
        raise ClockWrong(
            f"this machine's clock says {today}, and only days from {EARLIEST} to before {LATEST} can be believed; "
            f"{SET_THE_CLOCK}"
        )


def insist_on_past(clock: Clock, last_stored: date | None) -> None:
    """Raise ClockWrong when the store knows a session that this clock has not reached, or no clock says such a day."""
    insist_on_believable(clock)
    today = shanghai_time(clock).date()
    if last_stored is not None and last_stored > today:
        raise ClockWrong(
            f"the store holds the session {last_stored}, but this machine's clock says {today}; {SET_THE_CLOCK}"
        )


def insist_on_after(clock: Clock, snapshot: str, made_at: datetime) -> None:
    """Raise ClockWrong when a clock is more than ten minutes behind the time at which the newest snapshot was made.

    ``made_at`` is UTC without a zone, as snapshots keep it. Less is what two machines, or one whose clock was just set
    by the network, may differ by.
    """
    now, made = clock.now(), made_at.replace(tzinfo=UTC)
    if now < made - LARGEST_SKEW:
        ours, theirs = (f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for moment in (now, made))
        raise ClockWrong(
            f"the store's newest snapshot {snapshot} was made at {theirs} (Shanghai), but this machine's clock says "
            f"{ours}; {SET_THE_CLOCK}"
        )
