"""The libraries of vendors; each vendor asked for as little as it can be, and its clock held against ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from data_sources.calendar.today import today
from data_sources.health_check import HealthCheck
from data_sources.language.text import both
from data_sources.progress import Progress
from data_sources.vendors.errors import Banned, EmptyAnswer, RateLimited, ShortAnswer, SourceError, Unavailable
from data_sources.vendors.libraries import DEFAULT, LIBRARIES
from data_sources.vendors.registry import library
from data_sources.vendors.source import Request, Source, Wanted

DAYS = timedelta(days=14)
SHARE = ("600000.SH",)
SYMBOLS = {"bars": SHARE, "actions": SHARE, "forecasts": SHARE, "index": ("000300.SH", "801081.SI")}
"""What is asked about: a share listed since 1999, the CSI 300 and, of who does not know it, SW semiconductors."""

MOST_CALLS = 4
"""An endpoint that needs more HTTP calls than this is asked for a sample: a check must not bring a ban nearer."""

SECONDS_APART, SECONDS_WRONG = 60, 600


@dataclass(frozen=True)
class Answer:
    """What one endpoint said. ``fault`` is None when it answered as it should."""

    request: Request
    fault: SourceError | None
    rows: int
    seconds_ahead: float | None


def check_libraries() -> tuple[HealthCheck, ...]:
    """What each library of vendors says about how it is installed."""
    return tuple(check for name in LIBRARIES if (check := library(name).check()))


def check_vendors(timeout: float, hear: Progress) -> tuple[HealthCheck, ...]:
    """Ask every endpoint once; a vendor that refused or did not answer is not asked again. The clock comes last."""
    asked = library(DEFAULT)
    requests = [
        (source, request) for source in asked.every for table in source.tables for request in _ask(source, table)
    ]
    answers: list[Answer] = []
    skipped: list[tuple[Request, str]] = []
    left_alone: dict[str, str] = {}
    for number, (source, request) in enumerate(requests):
        hear(both(f"asking {request.vendor}", f"询问 {request.vendor}"), number, len(requests))
        if request.vendor in left_alone:
            skipped.append((request, f"{request.vendor} {left_alone[request.vendor]} a moment ago"))
        elif (answer := _answer(source, request, timeout)) is None:
            skipped.append((request, f"it takes {request.calls} calls"))
        else:
            answers.append(answer)
            if isinstance(answer.fault, Banned | RateLimited | Unavailable):
                left_alone[request.vendor] = "did not answer" if isinstance(answer.fault, Unavailable) else "refused"
    working = {(each.request.vendor, each.request.table) for each in answers if each.fault is None}
    checks = [_judge(each, _others(each.request, working, asked.sources)) for each in answers]
    checks += [HealthCheck(_name(request), "warn", f"not asked: {why}") for request, why in skipped]
    return (*sorted(checks, key=lambda check: check.name), _clock(answers))


def _ask(source: Source, table: str) -> tuple[Request, ...]:
    last = today()
    return source.plan(Wanted(table, SYMBOLS.get(table, ()), last - DAYS, last))[:1]


def _answer(source: Source, request: Request, timeout: float) -> Answer | None:
    """Ask; None for what takes many calls and has no sample."""
    partly = request.calls > MOST_CALLS
    try:
        raw = source.sample(request, timeout=timeout) if partly else source.fetch(request, timeout=timeout)
        if raw is None:
            return None
        ahead = None if raw.served_at is None else (raw.fetched_at - raw.served_at).total_seconds()
    except SourceError as fault:
        return Answer(request, fault, 0, None)
    if partly:
        return Answer(request, None, sum(map(len, raw.parts)), ahead)
    try:
        return Answer(request, None, len(source.normalise(raw).frame), ahead)
    except (EmptyAnswer, ShortAnswer):
        # It speaks, and in the form we know; that there is nothing to say is not its fault.
        return Answer(request, None, 0, ahead)
    except SourceError as fault:
        return Answer(request, fault, 0, ahead)


def _name(request: Request) -> str:
    return f"{request.vendor} {request.table}"


def _others(request: Request, working: set[tuple[str, str]], order: Mapping[str, tuple[Source, ...]]) -> list[str]:
    """The vendors that answered about a table and know the very symbols of a request."""
    wanted = Wanted(request.table, request.symbols, request.first, request.last)
    sources = order.get(request.table, ())
    return [each.vendor for each in sources if (each.vendor, request.table) in working and each.plan(wanted)]


def _judge(answer: Answer, others: list[str]) -> HealthCheck:
    request, fault = answer.request, answer.fault
    if fault is None:
        return HealthCheck(_name(request), "ok", f"{request.endpoint} answered, {answer.rows} rows")
    what, _, help_ = fault.sentence.partition("; ")
    said = f"{request.endpoint}: {what}" + (f" ({fault.detail})" if fault.detail else "")
    if others:
        return HealthCheck(_name(request), "warn", said, f"{others[0]} gives {request.table} in its place")
    return HealthCheck(_name(request), "fail", said, _step(fault, help_))


def _step(fault: SourceError, otherwise: str) -> str:
    if isinstance(fault, Unavailable):
        return "look at the network, the proxy above and the firewall, then try again"
    if isinstance(fault, Banned):
        return "wait about two hours, or refresh from another address or a folder (--source DIR)"
    return otherwise or "try again later"


def _clock(answers: list[Answer]) -> HealthCheck:
    ahead = [each.seconds_ahead for each in answers if each.seconds_ahead is not None]
    if not ahead:
        now = datetime.now().astimezone()
        said = f"it says {now:%Y-%m-%d %H:%M %Z}; no vendor's clock was reached to compare it"
        return HealthCheck("clock", "warn", said, "compare it by hand")
    # Of several the least: an answer from a proxy's cache is as old as the cache.
    seconds = min(ahead, key=abs)
    said = f"{abs(seconds):.0f} s {'ahead of' if seconds > 0 else 'behind'} the vendors'"
    if abs(seconds) > SECONDS_WRONG:
        return HealthCheck("clock", "fail", said, "set it: timedatectl set-ntp true")
    return HealthCheck("clock", "warn" if abs(seconds) > SECONDS_APART else "ok", said,
                       "set it: timedatectl set-ntp true" if abs(seconds) > SECONDS_APART else "")  # fmt: skip
