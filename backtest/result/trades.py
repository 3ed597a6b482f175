"""Every fill of the parts of a run, with its share of what traded that day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from backtest.engine.ledger import SIDE_WORDS, Ledger
from backtest.metrics.split import PartName
from backtest.result.parts import RunPart
from backtest.result.wording import percent
from data_sources.language.text import Text, same
from data_sources.tables.facts import Floats

Rows: TypeAlias = NDArray[np.int64]

MOST_DIGITS = 4  # a ten-thousandth of a percent is nothing that a market notices


@dataclass(frozen=True)
class Trade:
    """One fill; ``value`` and ``fees`` in CNY, ``share`` the fraction of the day's volume, None where that is unknown.

    ``fees`` are commission, stamp duty and transfer fee; slippage is in the price.
    """

    part: PartName
    day: date
    symbol: str
    name: str
    side: str
    quantity: int
    price: float
    value: float
    fees: float
    share: float | None


def trades(parts: tuple[RunPart, ...]) -> tuple[Trade, ...]:
    """Return the fills of all parts in order of time, each part's from its own execution."""
    return tuple(trade for part in parts for trade in _trades(part))


def fills_within(part: RunPart) -> Rows:
    """Return the rows of a part's fills in the ledger of its execution: after its base, up to its last session."""
    session = part.ledger.fills.session
    return np.flatnonzero((session > part.first) & (session <= part.last))


def volume_shares(ledger: Ledger, rows: Rows) -> Floats:
    """Return what part of the session's volume each of these fills was; shape of ``rows``, fractions.

    The volume is that of the whole session in shares, which is known after its close alone: a measure of what was
    traded, nothing that an order could have heeded. NaN where the panel has no volume of the session.
    """
    fills, panel = ledger.fills, ledger.panel
    base = int(np.searchsorted(panel.sessions, ledger.sessions[0]))
    volume = panel.volume[base + fills.session[rows], fills.symbol[rows]]
    share: Floats = np.full(len(rows), np.nan)
    np.divide(fills.quantity[rows].astype(np.float64), volume, out=share, where=volume > 0)
    return share


def share_of_volume(share: float | None) -> Text:
    """Write a share of the volume with two digits that count: 24%, 5.3%, 0.0021%; a dash where it is unknown."""
    digits = 1 - math.floor(math.log10(share * 100)) if share else 0
    return same(percent(share, min(max(digits, 0), MOST_DIGITS)))


def _trades(part: RunPart) -> list[Trade]:
    ledger, rows = part.ledger, fills_within(part)
    fills, names = ledger.fills, part.execution.names
    fees = fills.commission + fills.stamp_duty + fills.transfer_fee
    found = []
    for row, share in zip(rows.tolist(), volume_shares(ledger, rows).tolist(), strict=True):
        symbol = ledger.symbols[int(fills.symbol[row])]
        found.append(
            Trade(
                part.name,
                ledger.sessions[int(fills.session[row])].item(),
                symbol,
                names.get(symbol, ""),
                SIDE_WORDS[int(fills.side[row])],
                int(fills.quantity[row]),
                float(fills.price[row]),
                float(fills.value[row]),
                round(float(fees[row]), 2),
                None if np.isnan(share) else share,
            )
        )
    return found
