"""What an account did, as the rows of its files tell it: all that round trips are worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.result.tables import EventRow, FillRow, PositionRow, event_rows, fill_rows


@dataclass(frozen=True)
class Account:
    """Rows as ``backtest.result.tables`` writes them, over ``sessions``, the base date first.

    ``before`` are the positions after the base date, ``after`` those after the last session. ``successors`` has the new
    symbol of each renamed one, in the order of the renames.
    """

    sessions: Sequence[date]
    fills: Sequence[FillRow]
    events: Sequence[EventRow]
    before: Sequence[PositionRow]
    after: Sequence[PositionRow]
    successors: Mapping[str, str]


def account_of(ledger: Ledger) -> Account:
    """Return the account of an execution."""
    return Account(
        ledger.sessions.tolist(),
        fill_rows(ledger),
        event_rows(ledger),
        _positions(ledger, 0),
        _positions(ledger, len(ledger.sessions) - 1),
        successors_of(ledger),
    )


def successors_of(ledger: Ledger) -> dict[str, str]:
    """Return the new symbol of each renamed one of the market, in the order of the renames."""
    renames = sorted(ledger.panel.renames, key=lambda each: (each.date, each.old_symbol))
    return {each.old_symbol: each.new_symbol for each in renames}


def _positions(ledger: Ledger, session: int) -> list[PositionRow]:
    held, day = positions_of(ledger), ledger.sessions[session].item()
    first, stop = np.searchsorted(held.session, (session, session + 1))
    columns = (column[first:stop].tolist() for column in (held.symbol, held.shares, held.close, held.value))
    return [(day, ledger.symbols[j], *rest) for j, *rest in zip(*columns, strict=True)]
