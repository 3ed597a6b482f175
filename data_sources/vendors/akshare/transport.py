"""The HTTP layer under akshare: every call gets a timeout, every refusal a name, before akshare reads the body.

akshare passes no timeout for most endpoints and never looks at the status, so that a ban arrives as a broken JSON or a
missing table somewhere inside it. All endpoints used here go through ``requests``; its ``Session.send`` is wrapped once
and does what it always did outside of ``exchange``.

The first call of an exchange fails at once: the refresh waits and asks again at the vendor's pace. Of a list in many
pages a later one that is lost is asked for again alone, a few times, for else all of them would be.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data_sources.vendors.akshare.bodies import fault_of_body
from data_sources.vendors.akshare.statuses import clock_of, fault_of_status
from data_sources.vendors.errors import ShortAnswer, SourceError, Unavailable
from data_sources.vendors.source import Request

PAUSES = (1.0, 3.0)
"""Seconds before a later page is asked for again, the first and the second time."""
MOST_AGAIN = 6
"""Pages that are asked for again in one exchange; more are a vendor that does not answer."""

# Where lists come in pages, and how many rows all of them say they have together.
PAGED = re.compile(r"/api/qt/clist/get|/api/data/v1/get|nqxxCnzq\.do")
PROMISE = re.compile(r'"(?:total|count|totalElements)"\s*:\s*(\d+)')
LEEWAY = 0.99
"""Of the rows promised, for a share may leave the list while its pages are read; a lost page is more."""

Amend = Callable[[str, str], str]
"""From the address and the text of an answer to the text that akshare is to read."""


@dataclass
class Exchange:
    """What went over the wire for one request, as it happens.

    ``absent`` is the status by which the vendor says that it does not have what is asked for, 0 for none. ``told`` are
    the addresses that have answered with something, ``listed`` the pages of lists by what they say, each with the
    question it answers, ``promised`` is how many rows a list in pages says it has, ``again`` counts the pages asked for
    again.
    """

    request: Request
    timeout: float
    pages: bool
    amend: Amend | None = None
    absent: int = 0
    calls: int = 0
    served_at: datetime | None = None
    last_body: str = ""
    told: set[str] = field(default_factory=set)
    listed: dict[str, tuple[object, ...]] = field(default_factory=dict)
    promised: int = 0
    again: int = 0

    def insist_on_promised(self, rows: int) -> None:
        """Raise ShortAnswer when a list in pages has clearly fewer rows than its pages say."""
        if rows < LEEWAY * self.promised:
            raise ShortAnswer(self.request, f"{rows} rows of a list that says it has {self.promised}")


_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


@contextmanager
def exchange(
    request: Request, timeout: float, *, pages: bool = False, amend: Amend | None = None, absent: int = 0
) -> Iterator[Exchange]:
    """Watch the HTTP calls made inside; ``pages`` says that HTML is what the endpoint should answer."""
    _wrap_session()
    watched = Exchange(request, timeout, pages, amend, absent)
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
        pauses = iter(PAUSES if watched.told else ())
        while True:
            # A copy, for an adapter may change what it sends and the same question may be asked again.
            response: requests.Response
            response, fault = _answered(watched, lambda: original(session, prepared.copy(), **options))
            if fault is None:
                return response
            pause = next(pauses, None) if isinstance(fault, Unavailable) and watched.again < MOST_AGAIN else None
            if pause is None:
                raise fault
            watched.again += 1
            time.sleep(pause)

    send.watches = True  # type: ignore[attr-defined]
    requests.Session.send = send  # type: ignore[method-assign, assignment]


def _answered(watched: Exchange, ask: Callable[[], Any]) -> tuple[Any, SourceError | None]:
    """Return the answer to one call, and what was wrong with it.

    A SourceError from below is not one of this call: the alarm that ends a refresh's patience, or a redirection's.
    """
    import requests  # noqa: PLC0415 - same

    watched.calls += 1
    try:
        response = ask()
    except requests.RequestException as error:
        fault = Unavailable(watched.request, _cause(error, watched.timeout))
        fault.__cause__ = error
        return None, fault
    return response, _judged(watched, response)


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


def _judged(watched: Exchange, response: Any) -> SourceError | None:  # noqa: ANN401 - requests is imported late
    """Return what status or body say is wrong; remember the body for what only its reader can tell."""
    if response.is_redirect:
        return None
    fault = fault_of_status(watched.request, response.status_code, response.headers, watched.absent)
    if fault is not None:
        return fault
    watched.served_at = clock_of(response.headers.get("Date")) or watched.served_at
    address = str(response.url).partition("?")[0]
    if response.content[:2] == b"PK":  # a spreadsheet
        watched.last_body = ""
        watched.told.add(address)
        return None
    if watched.amend is not None and response.text.strip():
        # The body as requests keeps it: akshare reads it by the same name.
        response._content = watched.amend(address, response.text).encode(response.encoding or "utf-8")  # noqa: SLF001
    watched.last_body = response.text
    later = address in watched.told
    fault = fault_of_body(watched.request, response.text, html=watched.pages, later_page=later)
    if fault is None and PAGED.search(address):
        fault = _fault_of_page(watched, response)
    if fault is None:
        watched.told.add(address)
    return fault


def _fault_of_page(watched: Exchange, response: Any) -> SourceError | None:  # noqa: ANN401 - same
    """Return what is wrong with a page that is an earlier one again; note what the others say and promise."""
    question = (response.request.url, response.request.body)
    if watched.listed.setdefault(response.text, question) != question:
        return Unavailable(watched.request, "a page in the middle of the list came that is an earlier one")
    if promise := PROMISE.search(response.text):
        watched.promised = int(promise[1])
    return None
