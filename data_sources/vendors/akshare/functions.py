"""akshare's functions, called: a frame of pandas comes back as plain columns, a failure as a SourceError."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zipfile import BadZipFile

from data_sources.vendors.akshare.bodies import fault_of_unreadable
from data_sources.vendors.akshare.transport import Amend, Exchange, exchange
from data_sources.vendors.endpoints import Endpoint, EndpointSource, digest, first_line
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer, SourceError, Unavailable
from data_sources.vendors.source import RawAnswer, RawPart, Request, Traits

# How vendors say "nothing", which akshare mistakes for a broken answer. Eastmoney: 9201 返回数据为空; Sina: var X="".
EMPTY_MARKS = ('"code":9201', '"data":null', '"data":[]', '"result":[]', '"day":[]', '="";')


def akshare_source(
    vendor: str, interval: float, *endpoints: Endpoint[AkshareFunctions]
) -> EndpointSource[AkshareFunctions]:
    """Return a vendor that akshare reaches; ``interval`` is in seconds between two calls."""
    return EndpointSource(vendor, endpoints, answer_of, Traits(interval, in_lots=True))


def answer_of(request: Request, ask: Callable[[AkshareFunctions], tuple[RawPart, ...]], timeout: float) -> RawAnswer:
    """Run the calls of one request under a watched HTTP layer and return what they brought."""
    functions = AkshareFunctions(request, timeout)
    try:
        parts = ask(functions)
    except SourceError as error:
        error.calls = functions.calls
        raise
    return RawAnswer(request, parts, datetime.now(UTC), functions.served_at, digest(parts), functions.calls)


class AkshareFunctions:
    """Calls akshare functions by name for one request, and counts what it takes."""

    def __init__(self, request: Request, timeout: float) -> None:
        self.request, self.timeout = request, timeout
        self.calls = 0
        self.served_at: datetime | None = None

    def __call__(
        self,
        name: str,
        *,
        label: str = "",
        pages: bool = False,
        amend: Amend | None = None,
        absent: int = 0,
        **arguments: Any,  # noqa: ANN401 - whatever a function takes
    ) -> RawPart:
        """Return the frame of one akshare function as a part named ``label`` or else ``name``; empty stays empty.

        ``amend`` changes the text of an answer before akshare reads it, ``absent`` is the status of a vendor that does
        not have what is asked for. Raises SourceError: what the HTTP layer saw, or EmptyAnswer, or ChangedFormat for
        anything akshare trips over.
        """
        watching = exchange(self.request, self.timeout, pages=pages, amend=amend, absent=absent)
        with watching as watched, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                frame = _function(self.request, name)(**arguments)
            except SourceError:
                raise
            except Exception as error:
                raise _meaning(watched, error) from error
            finally:
                self.calls += watched.calls
                self.served_at = watched.served_at or self.served_at
            watched.insist_on_promised(len(frame))
        return RawPart(label or name, plain_columns(frame))


def _function(request: Request, name: str) -> Callable[..., Any]:
    # akshare draws progress bars on stderr; ours is the refresh's.
    os.environ.setdefault("TQDM_DISABLE", "1")
    import akshare  # noqa: PLC0415 - takes seconds

    function = getattr(akshare, name, None)
    if function is None:
        raise ChangedFormat(request, f"akshare {akshare.__version__} has no {name}")
    # Some are cached for the life of the process, with frames that callers change: every fetch is to be a fetch.
    found: Callable[..., Any] = getattr(function, "__wrapped__", function)
    return found


def _meaning(watched: Exchange, error: Exception) -> SourceError:
    request, body = watched.request, "".join(watched.last_body.split())
    if not watched.pages and any(mark in body for mark in EMPTY_MARKS):
        return EmptyAnswer(request)
    if isinstance(error, BadZipFile):
        return Unavailable(request, "the spreadsheet breaks off")
    said = fault_of_unreadable(request, watched.last_body, html=watched.pages)
    return said or ChangedFormat(request, first_line(error))


def plain_columns(frame: Any) -> dict[str, tuple[object, ...]]:  # noqa: ANN401 - pandas is imported late
    """Return a pandas frame as columns of plain values, None where empty; a repeated name keeps its first column."""
    columns: dict[str, tuple[object, ...]] = {}
    for place, name in enumerate(frame.columns):
        columns.setdefault(str(name), tuple(_plain(cell) for cell in frame.iloc[:, place].tolist()))
    return columns


def _plain(cell: object) -> object:
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN and NaT differ from themselves
        return None
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, str | int | float | date) else str(cell)
