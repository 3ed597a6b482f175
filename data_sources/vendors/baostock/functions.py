"""baostock's functions, called: one login per request, all pages read, every refusal with its name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from typing import Any

from data_sources.vendors.baostock.link import Link
from data_sources.vendors.endpoints import SHOWN, digest, first_line
from data_sources.vendors.errors import Banned, ChangedFormat, RateLimited, SourceError, Unavailable
from data_sources.vendors.source import RawAnswer, RawPart, Request

SUCCESS = "0"
REFUSALS: dict[str, type[SourceError]] = {
    "10001001": Unavailable,  # the session is not known any more
    "10001005": RateLimited,  # too many logins of the account
    "10001011": Banned,  # the black list (黑名单)
    "10005001": Unavailable,  # an error of their system
}
"""Error codes by what they mean here. Source: ``baostock/common/contants.py`` of 0.9.4; any other is a changed form."""

NETWORK = "10002"
"""How the codes of the network begin, those that the library itself gives when it swallowed an error among them."""


class BaostockFunctions:
    """Calls baostock functions by name for one request, logged in; ``link`` counts the messages."""

    def __init__(self, request: Request, library: Any, link: Link) -> None:  # noqa: ANN401 - imported late
        self.request, self.library, self.link = request, library, link

    def __call__(self, name: str, **arguments: str) -> RawPart:
        """Return all rows of one function as text, None where empty. Raises SourceError."""
        with self._named_errors():
            result = getattr(self.library, name)(**arguments)
            self._insist_on_success(result)
            rows = self._rows(result)
            nothing: list[tuple[str | None, ...]] = [()] * len(result.fields)
            columns = list(zip(*rows, strict=True)) if rows else nothing
            return RawPart(name, dict(zip(result.fields, columns, strict=True)))

    def login(self) -> None:
        """Open the session every question needs; the anonymous one. Raises SourceError."""
        with self._named_errors():
            self._insist_on_success(self.library.login())

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except SourceError:
            raise
        except Exception as error:
            self._insist_on_link()
            raise ChangedFormat(self.request, first_line(error)) from error

    def _insist_on_success(self, result: Any) -> None:  # noqa: ANN401 - baostock has no types
        """Raise what an error code means."""
        self._insist_on_link()
        code, message = str(result.error_code), " ".join(str(result.error_msg).split())[:SHOWN]
        if code == SUCCESS:
            return
        if code == self.library.common.contants.BSERR_RECVSOCK_FAIL:
            raise ChangedFormat(self.request, "a message that baostock cannot read")
        unknown = Unavailable if code.startswith(NETWORK) else ChangedFormat
        raise REFUSALS.get(code, unknown)(self.request, f"error {code} {message}".strip())

    def _rows(self, result: Any) -> list[tuple[str | None, ...]]:  # noqa: ANN401 - same
        """Read page by page; baostock's own ``get_data`` uses ``DataFrame.append``, which pandas 2 removed."""
        rows = []
        while result.next():
            rows.append(tuple(_cell(cell) for cell in result.get_row_data()))
        self._insist_on_success(result)
        # A page that did not come ends the loop like the end of the rows does.
        if len(result.data) == self.library.common.contants.BAOSTOCK_PER_PAGE_COUNT:
            raise Unavailable(self.request, f"the answer breaks off after {len(rows)} rows")
        return rows

    def _insist_on_link(self) -> None:
        fault = self.link.fault
        if isinstance(fault, SourceError):
            raise fault
        if fault is not None:
            raise Unavailable(self.request, str(fault) or type(fault).__name__) from fault
        if self.link.unfinished:
            raise Unavailable(self.request, "no whole answer came in the time there was")


def answer_of(request: Request, ask: Callable[[BaostockFunctions], tuple[RawPart, ...]], timeout: float) -> RawAnswer:
    """Log in, ask, hang up; the messages carry no clock."""
    with _logged_in(request, timeout) as functions:
        try:
            parts = ask(functions)
        except SourceError as error:
            error.calls = functions.link.messages
            raise
    return RawAnswer(request, parts, datetime.now(UTC), digest=digest(parts), calls=functions.link.messages)


@contextmanager
def _logged_in(request: Request, timeout: float) -> Iterator[BaostockFunctions]:
    """Lend baostock a link for a while: it keeps connection and user in a module, and speaks on standard output."""
    import baostock  # noqa: PLC0415 - optional, and it brings pandas
    from baostock.common import contants, context  # noqa: PLC0415
    from baostock.util.socketutil import SocketUtil  # noqa: PLC0415

    try:
        link = Link((contants.BAOSTOCK_SERVER_IP, contants.BAOSTOCK_SERVER_PORT), timeout)
    except OSError as error:
        detail = f"no connection within {timeout:g} s" if isinstance(error, TimeoutError) else "the connection failed"
        raise Unavailable(request, detail) from error
    functions = BaostockFunctions(request, baostock, link)
    connect = SocketUtil.connect
    SocketUtil.connect = lambda _self, _key: setattr(context, "default_socket", link)
    try:
        with redirect_stdout(io.StringIO()):
            functions.login()
            yield functions
    finally:
        SocketUtil.connect = connect
        context.default_socket = None
        link.close()


def _cell(cell: object) -> str | None:
    return None if cell is None or cell == "" else str(cell)
