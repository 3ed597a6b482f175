"""The journal's logs, taken out chunk by chunk and sorted into a ledger."""

from __future__ import annotations

from typing import Any

import numpy as np

from backtest.engine.journal import LOGS, Journal, Log, clear, each_column, written
from backtest.engine.ledger import Ledger
from backtest.market.panel import Panel
from data_sources.tables.facts import Integers


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
    """Sort the rows as the files are: by session, sells before buys, symbol.

    ``in_order``: with one auction per session the fills are in this order already. Columns in order are the journal's
    own, so it must not be written to any more.
    """
    fills, refusals, events, changes = (transcript.with_rest(journal, name) for name in LOGS)
    if not in_order:
        fills = _sorted(fills, fills.session, fills.side, fills.symbol)
    return Ledger(
        sessions=panel.sessions[base : last + 1],
        symbols=panel.symbols,
        cash=journal.marks.cash / 100,
        holdings=journal.marks.holdings / 100,
        fills=fills,
        refusals=_sorted(refusals, refusals.session, refusals.side, refusals.symbol),
        events=_sorted(events, events.session, events.symbol, events.kind),
        changes=changes,
        panel=panel,
    )


def _sorted(log: Log, first: Integers, second: Integers, third: Integers) -> Log:
    """Sort by three columns (a side is -1 or 1, all else 0 or more); rows of equal keys stay in order of time."""
    if len(first) == 0:
        return log
    key = first
    for column in (second, third):
        key = key * (int(column.max()) + 2) + column
    # With one auction per session the rows are in this order already.
    if (key[1:] >= key[:-1]).all():
        return log
    order = np.argsort(key, kind="stable")
    return each_column(log, lambda column: column[order])
