"""Trading status from names: ST and *ST (风险警示) and the delisting period (退市整理期) show in the short name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from data_sources.tables.schema import STATUS
from data_sources.tables.short_names import kind_of_name
from data_sources.tables.symbols import a_share_symbol
from data_sources.vendors.answers.columns import Cells


def observed_status(codes: Sequence[object], names: Sequence[object], day: date) -> Cells:
    """Return a status that starts on the day it was seen for each name that shows one; B shares are left out.

    A list of today does not say when it really began: the refresh joins it to what is stored.
    """
    seen = zip((a_share_symbol(str(code)) for code in codes), (kind_of_name(str(name)) for name in names), strict=True)
    return _spans([(symbol, day, None, kind) for symbol, kind in seen if symbol and kind])


def dated_status(
    codes: Sequence[object], days: Sequence[object], before: Sequence[object], after: Sequence[object]
) -> Cells:
    """Return status spans from dated changes of short names: from a change to the day before the next that ends it."""
    changes = sorted(
        (symbol, day, kind_of_name(str(old)), kind_of_name(str(new)))
        for code, day, old, new in zip(codes, days, before, after, strict=True)
        if isinstance(day, date) and (symbol := a_share_symbol(str(code)))
    )
    spans: list[list[object]] = []
    for symbol, day, was, now in changes:
        last = spans[-1] if spans and spans[-1][0] == symbol and spans[-1][2] is None else None
        if last is not None and last[3] != now:
            last[2] = day - timedelta(days=1)
            last = None
        # A status older than the list has no known start, and a guess would be worse than none.
        if now and last is None and (was != now or not spans or spans[-1][0] != symbol):
            spans.append([symbol, day, None, now])
    return _spans(spans)


def _spans(rows: Sequence[Sequence[object]]) -> Cells:
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return dict(zip(STATUS.names(), columns, strict=True))
