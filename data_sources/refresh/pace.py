"""How fast each vendor may be asked, learned from its refusals, and when it is left alone. Kept between refreshes.

A vendor's interval doubles when it refuses or cuts a connection and shrinks slowly while it answers. After a ban the
number of calls it took is remembered, and the next time four fifths of it are the end of the two hours: the breaker
stops before the ban, not at it. What was learned does not hold for ever: two hours in which so many calls were made and
no ban came allow a quarter more the next time.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from data_sources.refresh.state_folder import write_state
from data_sources.vendors.errors import Banned, ChangedFormat, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import Source
from data_sources.whole_file import read_json

WINDOW = 2 * 3600.0
"""Seconds a ban lasts, and over which calls are counted. Source: see
``vendors/akshare``, whose users report about two hours."""

SLOWEST = 60.0
CAUTION = 0.8
RELAXING = 1.25
FEWEST = 20
"""A ban within fewer calls tells nothing about how many are too many: the vendor had refused the address before."""

FAILURES = 4
REST = 600.0
EASING = 0.98


@dataclass(frozen=True)
class Pace:
    """What is known of one vendor; times are seconds since 1970.

    ``limit`` is how many calls a window may have, None before the first ban. ``closed_until`` 0 means open; ``why``
    says what closed it.
    """

    interval: float
    floor: float
    limit: int | None = None
    window_start: float = 0.0
    calls: int = 0
    failures: int = 0
    closed_until: float = 0.0
    why: str = ""
    last_call: float = 0.0

    def closed(self, now: float) -> bool:
        """Whether the vendor is to be left alone."""
        return now < self.closed_until

    def wait(self, now: float, random: Random) -> float:
        """Return how long to wait before the next call, jittered by a fifth."""
        jitter = 0.8 + 0.4 * random.random()
        return max(0.0, self.last_call + self.interval * jitter - now)

    def before(self, now: float, calls: int) -> Pace:
        """Count calls that are about to be made; closed instead when they would be too many for the window."""
        fresh = now - self.window_start >= WINDOW
        pace = replace(self, window_start=now, calls=0, limit=self._relaxed_limit()) if fresh else self
        if pace.limit is not None and pace.calls and pace.calls + calls > pace.limit:
            why = f"{pace.calls} calls in two hours; more led to a ban before"
            return replace(pace, closed_until=pace.window_start + WINDOW, why=why)
        return replace(pace, calls=pace.calls + calls, last_call=now)

    def answered(self, now: float) -> Pace:
        """Return the pace after an answer."""
        return replace(self, interval=max(self.floor, self.interval * EASING), failures=0, last_call=now)

    def refused(self, error: SourceError, now: float) -> Pace:
        """Return the pace after an error; an answer of another form, or an empty one, is not a refusal."""
        if isinstance(error, Banned):
            limit = int(CAUTION * self.calls) if self.calls >= FEWEST else self.limit
            slower = self._slower()
            return replace(slower, limit=limit, closed_until=now + WINDOW, why=str(error), failures=0)
        if isinstance(error, RateLimited):
            rest = error.retry_after if error.retry_after is not None else SLOWEST
            return replace(self._slower(), closed_until=now + rest, why=str(error), failures=0)
        if isinstance(error, Unavailable):
            slower = replace(self._slower(), failures=self.failures + 1, last_call=now)
            if slower.failures >= FAILURES:
                return replace(slower, closed_until=now + REST, why=str(error), failures=0)
            return slower
        if isinstance(error, ChangedFormat):
            return replace(self, last_call=now)
        return self.answered(now)

    def _relaxed_limit(self) -> int | None:
        """Return the limit of the next window: more where this one was closed at its limit and not by a ban."""
        kept = self.limit is not None and self.window_start < self.closed_until <= self.window_start + WINDOW
        return int(RELAXING * self.limit) if kept and self.limit is not None else self.limit

    def _slower(self) -> Pace:
        return replace(self, interval=min(SLOWEST, max(self.interval, self.floor) * 2))


class Paces:
    """The paces of all vendors, in a small file beside the store; a damaged file is forgotten."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.by_vendor: dict[str, Pace] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            stored: dict[str, dict[str, Any]] = read_json(path)
            self.by_vendor = {vendor: Pace(**values) for vendor, values in stored.items()}

    def __getitem__(self, vendor: str) -> Pace:
        """Return what is known of a vendor; one that was never met needs no pace."""
        return self.by_vendor.get(vendor) or Pace(0.0, 0.0)

    def meet(self, source: Source) -> None:
        """Begin with a new vendor as carefully as its traits say."""
        interval = source.traits.interval
        self.by_vendor.setdefault(source.vendor, Pace(interval, interval))

    def __setitem__(self, vendor: str, pace: Pace) -> None:
        """Learn, and keep it: whatever happens next, the vendor's memory is as long as ours."""
        self.by_vendor[vendor] = pace
        write_state(self.path, json.dumps({name: asdict(known) for name, known in self.by_vendor.items()}).encode())
