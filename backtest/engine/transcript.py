"""The journal's logs, taken out chunk by chunk and sorted into a ledger."""

from __future__ import annotations

from typing import Any

import numpy as np

from backtest.engine.journal import (
    LOGS,
    ChangeLog,
    EventLog,
    FillLog,
    Journal,
    Log,
    RefusalLog,
    clear,
    each_column,
    written,
)
from backtest.engine.ledger import Changes, Events, Fills, Ledger, Refusals
from backtest.engine.records import Integers
from backtest.market.panel import Panel


class Transcript:
    """Copies of full journals, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self.taken: dict[str, list[Any]] = {name: [] for name in LOGS}

    def take(self, journal: Journal) -> None:
        """Copy the rows written so far and empty the journal."""
        for name in LOGS:
            self.taken[name].append(each_column(written(journal, name), np.copy))
        clear(journal)

    def with_rest(self, journal: Journal, name: str) -> Any:  # noqa: ANN401 - the log of that name
        """All rows of a log: what was taken, then what the journal still holds."""
        rest = written(journal, name)
        if not self.taken[name]:
            return rest
        return type(rest)(*(np.concatenate(parts) for parts in zip(*self.taken[name], rest, strict=True)))


def ledger_of(
    panel: Panel, journal: Journal, transcript: Transcript, base: int, last: int, *, in_order: bool
) -> Ledger:
    """Sort the rows as the files are: by session, sells before buys, symbol; cents become CNY.

    ``in_order``: with one auction per session the fills are in this order already.
    """
    fills = transcript.with_rest(journal, "fills")
    return Ledger(
        sessions=panel.sessions[base : last + 1],
        symbols=panel.symbols,
        cash=journal.marks["cash"] / 100,
        holdings=journal.marks["holdings"] / 100,
        fills=_fills(fills if in_order else _sorted(fills, fills.session, fills.side, fills.symbol), base),
        refusals=_refusals(transcript.with_rest(journal, "refusals"), base),
        events=_events(transcript.with_rest(journal, "events"), base),
        changes=_changes(transcript.with_rest(journal, "changes"), base),
        panel=panel,
    )


def _fills(log: FillLog, base: int) -> Fills:
    return Fills(
        session=log.session - base,
        symbol=log.symbol.copy(),
        side=log.side.copy(),
        quantity=log.quantity.copy(),
        quoted=log.quoted.copy(),
        price=log.price.copy(),
        value=log.value / 100,
        commission=log.commission / 100,
        stamp_duty=log.stamp_duty / 100,
        transfer_fee=log.transfer_fee / 100,
    )


def _refusals(log: RefusalLog, base: int) -> Refusals:
    log = _sorted(log, log.session, log.side, log.symbol)
    return Refusals(log.session - base, log.symbol.copy(), log.side.copy(), log.quantity.copy(), log.reason.copy())


def _events(log: EventLog, base: int) -> Events:
    log = _sorted(log, log.session, log.symbol, log.kind)
    return Events(log.session - base, log.symbol.copy(), log.kind.copy(), log.shares.copy(), log.cash / 100)


def _changes(log: ChangeLog, base: int) -> Changes:
    return Changes(log.session - base, log.symbol.copy(), log.shares.copy())


def _sorted(log: Log, first: Integers, second: Integers, third: Integers) -> Log:
    """Sort by three columns (a side is -1 or 1, all else 0 or more); rows of equal keys stay in order of time."""
    key = first
    for column in (second, third):
        key = key * (int(column.max(initial=0)) + 2) + column
    # With one auction per session the rows are in this order already.
    if (key[1:] >= key[:-1]).all():
        return log
    order = np.argsort(key, kind="stable")
    return each_column(log, lambda column: column[order])
