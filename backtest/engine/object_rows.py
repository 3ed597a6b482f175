"""Row tables as Python objects, for the walk that is not compiled.

A field of a numpy record costs plain Python a microsecond, an attribute of an object a fiftieth of it; compiled code
wants the records. Both are read alike, ``rows[j].shares``, so one source of the step serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backtest.engine.account import Account
from backtest.engine.journal import Journal
from backtest.engine.market import Market
from backtest.engine.records import Records


@contextmanager
def rows_for(
    walk: Callable[..., object], market: Market, account: Account, journal: Journal
) -> Iterator[tuple[Market, Account, Journal]]:
    """Market, account and journal as a version of a walk reads them best; what it changed is written back."""
    if hasattr(walk, "signatures"):
        yield market, account, journal
        return
    read = market._replace(
        sessions=_objects(market.sessions),
        symbols=_objects(market.symbols),
        events=_objects(market.events),
        spans=_objects(market.spans),
    )
    books = Account(*(_objects(rows) for rows in account))
    length = _objects(journal.length)
    try:
        yield read, books, journal._replace(length=length)
    finally:
        for rows, objects in zip((*account, journal.length), (*books, length), strict=True):
            _write_back(objects, rows)


def column(rows: Any, name: str) -> NDArray[Any]:  # noqa: ANN401 - records, or the list that stands in for them
    """One field of all rows, a copy."""
    return np.array(rows[name] if isinstance(rows, np.ndarray) else [getattr(row, name) for row in rows])


def _objects(rows: Records) -> Any:  # noqa: ANN401 - a list that stands in for records
    names = rows.dtype.names or ()
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows.tolist()]


def _write_back(objects: list[SimpleNamespace], rows: Records) -> None:
    for name in rows.dtype.names or ():
        rows[name] = [getattr(one, name) for one in objects]
