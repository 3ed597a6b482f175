"""Holdings that froze: shares whose bars end while others go on, without a delisting that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.market.panel import Panel
from data_sources.calendar.longest_pause import LONGEST_PAUSE
from data_sources.calendar.sessions import base_row


@dataclass(frozen=True)
class FrozenHolding:
    """A holding at the end of a run that nobody can sell any more.

    ``last_bar`` is the day of its last traded bar, ``sessions`` how many of the run came after it, ``weight`` its value
    over the equity at the end, a fraction.
    """

    symbol: str
    last_bar: date
    sessions: int
    weight: float


def frozen_holdings(panel: Panel, ledger: Ledger) -> tuple[FrozenHolding, ...]:
    """Return what is held at the end of shares whose last bar lies more than ``LONGEST_PAUSE`` sessions back.

    Sessions count up to the last one on which any symbol traded, so that a late ``--to`` freezes nobody. A share with a
    later bar in the store was suspended, and one with a ``delist_date`` is explained; neither counts. Largest first.
    """
    held, last = positions_of(ledger), len(ledger.sessions) - 1
    end = min(base_row(panel.sessions, ledger.sessions[-1].item()), panel.last_traded)
    equity = max(float(ledger.equity[-1]), 0.01)  # a cent: what is worth nothing has no share of it
    found = []
    for row in np.flatnonzero(held.session == last).tolist():
        column = int(held.symbol[row])
        traded = np.flatnonzero(panel.traded[:, column])
        if not len(traded) or panel.instruments[column].delist_date is not None:
            continue
        silent = end - int(traded[-1])
        if silent > LONGEST_PAUSE:
            day = panel.sessions[traded[-1]].item()
            found.append(FrozenHolding(panel.symbols[column], day, silent, float(held.value[row]) / equity))
    return tuple(sorted(found, key=lambda each: (-each.weight, each.symbol)))
