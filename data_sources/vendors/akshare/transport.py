"""The HTTP layer under akshare: every call gets a timeout, every refusal a name, before akshare reads the body.

akshare passes no timeout for most endpoints and never looks at the status, so that a ban arrives as a broken JSON or a
missing table somewhere inside it. All endpoints used here go through ``requests``; its ``Session.send`` is wrapped once
and does what it always did outside of ``exchange``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from data_sources.vendors.errors import Banned, ChangedFormat, RateLimited, Unavailable
from data_sources.vendors.source import Request

# 456 is what Sina answers to an address it has banned.
REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, 418, 451, 456)
BAN_WORDS = re.compile(
    "访问过于频繁|拒绝访问|访问受限|安全验证|访问异常|验证码|captcha|forbidden|access denied", re.IGNORECASE
)
HTML_START = re.compile(rb"\s*<(!doctype|html|head|body|title|script)", re.IGNORECASE)


@dataclass
class Exchange:
    """What went over the wire for one request, as it happens."""

    request: Request
    timeout: float
    pages: bool
    calls: int = 0
    served_at: datetime | None = None
    last_body: str = ""


_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


@contextmanager
def exchange(request: Request, timeout: float, *, pages: bool = False) -> Iterator[Exchange]:
    """Watch the HTTP calls made inside; ``pages`` says that HTML is what the endpoint should answer."""
    _wrap_session()
    watched = Exchange(request, timeout, pages)
    token = _current.set(watched)
    try:
        yield watched
    finally:
        _current.reset(token)


def _wrap_session() -> None:
    import requests  # noqa: PLC0415 - only a refresh needs it

    original = requests.Session.send
    if hasattr(original, "watches"):
        return

    def send(session: requests.Session, prepared: requests.PreparedRequest, **options: Any) -> requests.Response:  # noqa: ANN401
        watched = _current.get()
        if watched is None:
            return original(session, prepared, **options)
        options["timeout"] = watched.timeout
        watched.calls += 1
        try:
            response = original(session, prepared, **options)
        except requests.RequestException as error:
            raise Unavailable(watched.request, _cause(error, watched.timeout)) from error
        _judge(watched, response)
        return response

    send.watches = True  # type: ignore[attr-defined]
    requests.Session.send = send  # type: ignore[method-assign, assignment]


def _cause(error: Exception, timeout: float) -> str:
    import requests  # noqa: PLC0415 - same

    kinds: tuple[tuple[type[Exception], str], ...] = (
        (requests.Timeout, f"nothing came within {timeout:g} s"),
        (requests.exceptions.ProxyError, "the proxy of HTTP_PROXY or HTTPS_PROXY failed"),
        (requests.exceptions.SSLError, "the encrypted connection failed"),
        (requests.exceptions.ChunkedEncodingError, "the connection was cut in the middle of the answer"),
        (requests.ConnectionError, "the connection failed or was cut"),
    )
    return next((words for kind, words in kinds if isinstance(error, kind)), type(error).__name__)


def _judge(watched: Exchange, response: Any) -> None:  # noqa: ANN401 - requests is imported late
    """Raise what the status or the body says; remember the body for what only its reader can tell."""
    request, status = watched.request, response.status_code
    if response.is_redirect:
        return
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RateLimited(request, f"HTTP {status}", _seconds(response.headers.get("Retry-After")))
    if status in REFUSALS:
        raise Banned(request, f"HTTP {status}")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(request, f"HTTP {status}")
    if status >= HTTPStatus.BAD_REQUEST:
        raise ChangedFormat(request, f"HTTP {status}")
    watched.served_at = _clock(response.headers.get("Date")) or watched.served_at
    if response.content[:2] == b"PK":  # a spreadsheet
        watched.last_body = ""
        return
    watched.last_body = response.text
    if HTML_START.match(response.content) and (not watched.pages or "<table" not in response.text.lower()):
        word = BAN_WORDS.search(response.text)
        raise Banned(request, f"an HTML page instead of data{f', it says {word[0]}' if word else ''}")


def _seconds(header: str | None) -> float | None:
    """Read Retry-After: seconds or a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    until = _clock(header)
    return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until else None


def _clock(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None
