"""What can go wrong between us and a vendor, each with its name: what happened, and what helps."""

from __future__ import annotations

from typing import ClassVar

from data_sources.errors import UserError
from data_sources.vendors.source import Request


class SourceError(UserError):
    """A request that brought nothing usable; one line with vendor, endpoint, symbol, what happened, what helps.

    ``temporary``: the same request may succeed later. ``stops_vendor``: further calls make it worse. ``calls`` are the
    HTTP calls it really took, None where nobody counted them.
    """

    temporary: ClassVar[bool] = False
    stops_vendor: ClassVar[bool] = False
    sentence: ClassVar[str] = "the request failed"

    def __init__(self, request: Request, detail: str = "") -> None:
        self.vendor, self.endpoint, self.symbol = request.vendor, request.endpoint, request.symbol
        self.detail = detail
        self.calls: int | None = None
        place = " ".join(word for word in (self.vendor, self.endpoint, self.symbol) if word)
        super().__init__(f"{place}: {self.sentence}" + (f" ({detail})" if detail else ""))


class Banned(SourceError):  # noqa: N818 - the taxonomy reads as what happened
    """The vendor refuses this address."""

    stops_vendor = True
    sentence = "the vendor refuses this address; stop asking it for about two hours and use the next vendor"


class RateLimited(SourceError):  # noqa: N818 - same
    """Too many requests. ``retry_after`` is the vendor's own word in seconds, None when it said nothing."""

    temporary = True
    stops_vendor = True
    sentence = "too many requests; ask more slowly"

    def __init__(self, request: Request, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(request, detail)
        self.retry_after = retry_after


class Unavailable(SourceError):  # noqa: N818 - same
    """No answer: timeout, cut connection, server error, no network."""

    temporary = True
    sentence = "no answer; try again later, or run `backtest doctor`"


class ChangedFormat(SourceError):  # noqa: N818 - same
    """The answer is not of the form it had when this adapter was written; a second try brings the same."""

    sentence = "the answer has changed its form; use the next vendor and look for an update of this adapter"


class EmptyAnswer(SourceError):  # noqa: N818 - same
    """No row at all: an unknown symbol, a suspension over the whole range, or a fault that looks like one."""

    sentence = "the answer is empty"


class ShortAnswer(SourceError):  # noqa: N818 - same
    """Fewer rows than were known to exist; nothing of it may be used."""

    temporary = True
    sentence = "the answer is short; what is stored stays"


def insist_on_rows(request: Request, rows: int) -> None:
    """Raise EmptyAnswer or ShortAnswer when there is nothing, or less than is known to exist."""
    if not rows:
        raise EmptyAnswer(request)
    if rows < request.at_least:
        raise ShortAnswer(request, f"{rows} rows where at least {request.at_least} were expected")
