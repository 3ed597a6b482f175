"""Whether the fields of a list stand where akshare looks for them: it names the columns of some answers by position.

One field that moves makes another number of each column, mostly of the same kind, which nothing else would notice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from data_sources.vendors.akshare.transport import Amend
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import Request


def in_place(request: Request, places: Mapping[str, int]) -> Amend:
    """Return what looks at each page of Eastmoney's data centre and leaves its text as it is.

    ``places`` are the fields by name, counted from 0. Raises ChangedFormat for a field that stands at another place;
    one that goes by another name passes, for akshare does not read names.
    """

    def looked_at(_: str, text: str) -> str:
        for row in _rows(text):
            order = {name: place for place, name in enumerate(row)}
            for name, place in places.items():
                if order.get(name, place) != place:
                    found = f"field {name} is number {order[name] + 1} of a row and not {place + 1}"
                    raise ChangedFormat(request, found)
        return text

    return looked_at


def _rows(text: str) -> list[dict[str, object]]:
    """Return the rows of a page; none of what is no page, which is judged elsewhere."""
    try:
        rows = json.loads(text)["result"]["data"]
    except (ValueError, KeyError, TypeError):
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
