"""The day on which a delisting period (退市整理期) began, for a name that was seen to show one. Pure.

The execution rules know no limits on the first traded session of such a period, so a row that began on the day of the
observation would take them from another session. Lists of names carry no date; the night before and the bars do. A row
that begins within the halt before the period does no harm, for its first traded session is the same; one that begins
too late does. So where the day is not known, it is the earliest that it may have been.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.market_rules.tables import first_day, last_day, rule_rows
from data_sources.refresh.outcome import Night, StageOutcome
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame

How: TypeAlias = Literal["the night before", "its trading", "its first bar", "unknown"]


def delisting_periods(
    night: Night, outcome: StageOutcome, read_before: date | None, exact: Collection[str]
) -> StageOutcome:
    """Return the status rows of tonight with each newly seen delisting period on its first day, and what was found.

    ``read_before`` is the last day on which names were read, None for never. Rows of ``exact`` vendors (files) and
    rows that an exchange's list of changes dated stay as they are.
    """
    rows = outcome.frames.get("status")
    if rows is None:
        return StageOutcome()
    vendors, findings = outcome.vendors.get("status", {}), []
    without_bars = {one.symbol for one in outcome.missing_of("bars")}
    for symbol, seen in _newly_seen(night, rows).items():
        if vendors.get(symbol) in exact:
            continue
        traded = None if symbol in without_bars else _traded(night, symbol)
        before = read_before if symbol in night.stored.last_bar else None
        start, how = first_day_of_period(night.known.sessions, traded, before, seen)
        rows = _moved(rows, symbol, seen, start)
        findings.extend(_findings(symbol, seen, start, how))
    return StageOutcome({"status": rows}, findings=tuple(findings))


def first_day_of_period(sessions: Dates, traded: Dates | None, before: date | None, seen: date) -> tuple[date, How]:
    """Return on which day a period began whose name was first seen on ``seen``, and how that is known.

    ``traded`` are the days on which the share traded, rising, None when they are not known; ``before`` is the last day
    on which the name was read and showed no such period. ``its first bar``: trading without a halt for no longer than a
    period began on that day at the latest, which has no limits anyway for want of a reference.
    """
    since = _since(sessions, before, seen)
    if since is not None and len(since) <= 1:
        return (since[0].item() if len(since) else seen), "the night before"
    known = traded[traded <= np.datetime64(seen)] if traded is not None else None
    resumed = None if known is None else _resumed(sessions, known, seen)
    if resumed is not None and (since is None or np.datetime64(resumed) >= since[0]):
        return resumed, "its trading"
    if since is not None:
        return since[0].item(), "unknown"
    rule = _rule(seen)
    if rule is None or known is None or not len(known) or resumed is not None:
        return seen, "unknown"
    longest = int(rule["sessions"])
    return known[-min(longest, len(known))].item(), "its first bar" if len(known) <= longest else "unknown"


def _since(sessions: Dates, before: date | None, seen: date) -> Dates | None:
    """Return the sessions after the last reading up to the one that saw it."""
    if before is None or before > seen:
        return None
    found: Dates = sessions[(sessions > np.datetime64(before)) & (sessions <= np.datetime64(seen))]
    return found


def _resumed(sessions: Dates, traded: Dates, seen: date) -> date | None:
    """Return the first traded session after the halt that comes before a period; ``seen`` while the halt lasts."""
    rule = _rule(seen)
    if rule is None or not len(traded):
        return None
    days = sessions[sessions <= np.datetime64(seen)]
    rows = np.append(np.searchsorted(days, traded), len(days))
    halts = np.flatnonzero(np.diff(rows) > int(rule["halt"]))
    if not len(halts):
        return None
    last = int(halts[-1])
    if last == len(traded) - 1:
        return seen
    return traded[last + 1].item() if len(traded) - 1 - last <= int(rule["sessions"]) else None


def _rule(day: date) -> Mapping[str, str] | None:
    at = np.datetime64(day)
    rows = [row for row in rule_rows("delisting_periods") if first_day(row["from"]) <= at <= last_day(row["to"])]
    return rows[-1] if rows else None


def _newly_seen(night: Night, rows: Frame) -> dict[str, date]:
    """Return by symbol on which day an open delisting period was seen for the first time; dated ones began earlier."""
    stored = night.stored["status"]
    known = set(zip(stored["symbol"].tolist(), stored["start"].tolist(), stored["kind"].tolist(), strict=True))
    columns = (rows[name].tolist() for name in ("symbol", "start", "end", "kind"))
    return {
        symbol: start
        for symbol, start, end, kind in zip(*columns, strict=True)
        if kind == "DELISTING" and end is None and start >= night.span.last and (symbol, start, kind) not in known
    }


def _traded(night: Night, symbol: str) -> Dates:
    bars = night.known["bars"].of_symbol(symbol)
    days: Dates = bars["date"][bars["volume"] > 0]
    return days


def _moved(rows: Frame, symbol: str, seen: date, start: date) -> Frame:
    """Return the rows with the period from ``start`` on, and the status that tonight ended for it ended before."""
    own = rows["symbol"] == symbol
    period = own & (rows["kind"] == "DELISTING") & (rows["start"] == np.datetime64(seen))
    ended = own & (rows["end"] == np.datetime64(seen - timedelta(days=1)))
    first = np.datetime64(start)
    ends = np.where(ended, np.maximum(first - DAY, rows["start"]), rows["end"])
    starts = np.where(period, first, rows["start"])
    return replace(rows, columns={**rows.columns, "start": starts, "end": ends}).in_key_order()


def _findings(symbol: str, seen: date, start: date, how: How) -> list[Finding]:
    if how == "unknown":
        message = (
            f"{symbol} is in its delisting period, first seen on {seen}; when it began is not known: the first traded "
            f"session from {start} on counts as the one without limits"
        )
        return [Finding("warning", "delisting_start_unknown", message, "status", symbol, seen)]
    if how == "its first bar":
        message = (
            f"{symbol} is in its delisting period, seen on {seen}, and began it before {start}, its first bar, or then"
        )
        return [Finding("note", "delisting_start", message, "status", symbol, start)]
    if start != seen:
        message = f"{symbol} is in its delisting period, seen on {seen}, and began it on {start}, as {how} shows"
        return [Finding("note", "delisting_start", message, "status", symbol, start)]
    return []
