"""What the status of an answer says before its body is looked at. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from data_sources.vendors.errors import Banned, ChangedFormat, EmptyAnswer, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import Request

# 456 is what Sina answers to an address it has banned.
REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, 418, 451, 456)


def fault_of_status(request: Request, status: int, headers: Mapping[str, str], absent: int) -> SourceError | None:
    """Return what a status says is wrong; ``absent`` is the one of a vendor that does not have what is asked for."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(request, f"HTTP {status}", _seconds(headers.get("Retry-After")))
    if status in REFUSALS:
        return Banned(request, f"HTTP {status}")
    if status == absent:
        return EmptyAnswer(request, f"HTTP {status}: the vendor does not have it")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unavailable(request, f"HTTP {status}")
    return ChangedFormat(request, f"HTTP {status}") if status >= HTTPStatus.BAD_REQUEST else None


def clock_of(header: str | None) -> datetime | None:
    """Read the date of a header, in UTC."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None


def _seconds(header: str | None) -> float | None:
    """Read Retry-After: seconds or a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    until = clock_of(header)
    return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until else None
