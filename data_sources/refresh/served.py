"""Which vendor last gave what, by the journal of the refreshes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Served:
    """When (UTC) a vendor last gave rows of a table, and the last session that it was then asked for.

    ``last`` is None of a table that has no sessions.
    """

    vendor: str
    table: str
    at: datetime
    last: date | None


def last_served(items: Iterable[Mapping[str, Any]]) -> tuple[Served, ...]:
    """Return by vendor and table the latest answer with rows among the journal's ``item`` lines, oldest line first.

    A line that lacks what it should have is passed over.
    """
    found: dict[tuple[str, str], Served] = {}
    for item in items:
        with suppress(KeyError, TypeError, ValueError):
            if item["state"] == "ok" and item["vendor"] and int(item["rows"]):
                last = date.fromisoformat(item["last"]) if item["last"] else None
                at = datetime.fromisoformat(item["at"])
                found[item["vendor"], item["table"]] = Served(item["vendor"], item["table"], at, last)
    return tuple(found[key] for key in sorted(found))
