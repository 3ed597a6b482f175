"""A ledger as what the metrics read: a curve, and trading with dates."""

from __future__ import annotations

import numpy as np

from backtest.engine.ledger import DIVIDEND, DIVIDEND_TAX, REASONS, Ledger
from backtest.metrics.curve import Curve
from backtest.metrics.trading import TradingRecord, slippage_cost
from data_sources.tables.facts import Floats


def curve_of(ledger: Ledger, benchmark: Floats) -> Curve:
    """Return the ledger's equity beside the index closes of its sessions (T); NaN among them is an `InputError`."""
    return Curve(ledger.sessions, ledger.equity, benchmark)


def trading_record(ledger: Ledger) -> TradingRecord:
    """Return the ledger's fills, dividends and refusals with their dates, ready to be added up or cut."""
    fills, refusals, events = ledger.fills, ledger.refusals, ledger.events
    paid = np.isin(events.kind, (DIVIDEND, DIVIDEND_TAX))
    return TradingRecord(
        fill_dates=ledger.sessions[fills.session],
        fill_values=fills.value,
        commission=fills.commission,
        stamp_duty=fills.stamp_duty,
        transfer_fee=fills.transfer_fee,
        slippage_cost=slippage_cost(fills.price, fills.quoted, fills.quantity),
        dividend_dates=ledger.sessions[events.session[paid]],
        dividends=events.cash[paid],
        refusal_dates=ledger.sessions[refusals.session],
        refusal_reasons=tuple(REASONS[reason] for reason in refusals.reason),
    )
