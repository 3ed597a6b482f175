"""One question to one vendor: at its pace, again when that may help, never when the breaker is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from data_sources.calendar.clock import SHANGHAI, Clock, insist_on_served
from data_sources.refresh.deadline import whole_answer_within
from data_sources.refresh.pace import Paces
from data_sources.vendors.errors import SourceError, Unavailable
from data_sources.vendors.source import Normalised, RawAnswer, Request, Source

ATTEMPTS = 3
READ_TIMEOUT = 15.0
WHOLE_ANSWER, EACH_CALL = 45.0, 15.0


class LeftAlone(SourceError):  # noqa: N818 - reads as what happened
    """The breaker is open, or the time for the whole refresh is over: nothing was asked."""

    sentence = "not asked"


class Resting(LeftAlone):
    """The breaker of a vendor is open: it refused before, and is not asked."""


@dataclass
class Caller:
    """Calls vendors for a whole refresh. ``ends`` is in seconds of ``clock.elapsed``; after it no vendor is asked.

    ``calls`` counts the HTTP calls of every vendor, tried ones included.
    """

    paces: Paces
    clock: Clock
    ends: float
    random: Random = field(default_factory=Random)
    calls: dict[str, int] = field(default_factory=dict)

    def call(self, source: Source, request: Request) -> tuple[RawAnswer, Normalised]:
        """Return the answer and its rows. Raises SourceError, and ClockWrong when the vendor's clock is another."""
        attempts = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_random_exponential(multiplier=2.0),
            retry=retry_if_exception(_may_help),
            sleep=self.clock.sleep,
            reraise=True,
        )
        return attempts(self._once, source, request)

    def _once(self, source: Source, request: Request) -> tuple[RawAnswer, Normalised]:
        self._insist_on_open(request)
        if not request.calls:
            return self._fetch(source, request)
        vendor, paces = request.vendor, self.paces
        paces.meet(source)
        self.clock.sleep(paces[vendor].wait(self._now(), self.random))
        paces[vendor] = paces[vendor].before(self._now(), request.calls)
        self._insist_on_open(request)
        self.calls[vendor] = self.calls.get(vendor, 0) + request.calls
        try:
            answered = self._fetch(source, request)
        except SourceError as error:
            # A list that breaks off took fewer calls than were foreseen for the whole of it.
            self.calls[vendor] += 0 if error.calls is None else error.calls - request.calls
            paces[vendor] = paces[vendor].refused(error, self._now())
            raise
        paces[vendor] = paces[vendor].answered(self._now())
        return answered

    def _fetch(self, source: Source, request: Request) -> tuple[RawAnswer, Normalised]:
        left = self.ends - self.clock.elapsed()
        seconds = min(left, WHOLE_ANSWER + EACH_CALL * request.calls)
        with whole_answer_within(seconds, request):
            answer = source.fetch(request, timeout=min(READ_TIMEOUT, max(left, 0.1)))
        if answer.calls and request.calls:
            self.calls[request.vendor] += answer.calls - request.calls
        insist_on_served(self.clock, request.vendor, answer.served_at)
        return answer, _read(source, answer)

    def _insist_on_open(self, request: Request) -> None:
        if self.clock.elapsed() >= self.ends:
            raise LeftAlone(request, "the time for this refresh is over; run it again, it goes on where it stopped")
        pace = self.paces[request.vendor]
        if pace.closed(self._now()):
            raise Resting(request, f"left alone until {local_time(pace.closed_until)}: {pace.why}")

    def _now(self) -> float:
        return self.clock.now().timestamp()


def _read(source: Source, answer: RawAnswer) -> Normalised:
    try:
        return source.normalise(answer)
    except Unavailable as error:
        # A list of the wrong moment stays one, however often it is asked for.
        raise LeftAlone(answer.request, error.detail) from error


def local_time(seconds: float) -> str:
    """Return a moment as a reader in Shanghai writes it."""
    return f"{datetime.fromtimestamp(seconds, SHANGHAI):%Y-%m-%d %H:%M}"


def _may_help(error: BaseException) -> bool:
    return isinstance(error, SourceError) and error.temporary and not error.stops_vendor
