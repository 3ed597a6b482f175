"""Turnover, costs and refusals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from backtest.engine.ledger import DIVIDEND, DIVIDEND_TAX, REASONS, Ledger
from backtest.engine.money import round2
from backtest.metrics.returns import finite
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class Trading:
    """What was traded and paid over a stretch of sessions, in CNY.

    `fill_values` are quantity * price, one per fill, sales positive too; `dividends` are net of tax; `refusals` counts
    by reason.
    """

    fill_values: Floats
    commission: float = 0.0
    stamp_duty: float = 0.0
    transfer_fee: float = 0.0
    slippage_cost: float = 0.0
    dividends: float = 0.0
    fills: int = 0
    refusals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TradingRecord:
    """The same with dates, one element per row of the ledger, so that it can be cut at a session.

    The first seven arrays are by fill, the next two by dividend event, the last two by refusal.
    """

    fill_dates: Dates
    fill_values: Floats
    commission: Floats
    stamp_duty: Floats
    transfer_fee: Floats
    slippage_cost: Floats
    dividend_dates: Dates
    dividends: Floats
    refusal_dates: Dates
    refusal_reasons: tuple[str, ...]


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


def trading_totals(record: TradingRecord, after: date | None = None, until: date | None = None) -> Trading:
    """Add up the rows with `after < date <= until`; a missing bound is open.

    A stretch that starts at a base date excludes that date: its trades belong to the stretch before.

    Parameters
    ----------
    record : TradingRecord
        What traded, with dates.
    after : date or None, default None
        Rows up to this day are left out.
    until : date or None, default None
        The last day that counts.
    """
    fills = _within(record.fill_dates, after, until)
    dividends = _within(record.dividend_dates, after, until)
    refused = np.flatnonzero(_within(record.refusal_dates, after, until))
    return Trading(
        fill_values=record.fill_values[fills],
        commission=money_total(record.commission[fills]),
        stamp_duty=money_total(record.stamp_duty[fills]),
        transfer_fee=money_total(record.transfer_fee[fills]),
        slippage_cost=money_total(record.slippage_cost[fills]),
        dividends=money_total(record.dividends[dividends]),
        fills=int(fills.sum()),
        refusals=refusals_by_reason(record.refusal_reasons[row] for row in refused),
    )


def turnover(fill_values: Floats, mean_equity: float, elapsed_years: float) -> float | None:
    """One-sided turnover a year, `sum of fill values / 2 / mean equity / years`; 1.0 = the portfolio once a year.

    Halved because exchanging a holding is a sale and a buy. (Fund prospectuses take the lesser of the two sides
    instead, which hides the first build-up.) 0.0 without fills, None when no time passed.

    Parameters
    ----------
    fill_values : array of shape (fills,)
        Quantity * price of each fill in CNY, sales positive too.
    mean_equity : float
        Mean equity over the run, CNY.
    elapsed_years : float
        Calendar time of the run, as ``years`` counts it.
    """
    if elapsed_years <= 0 or mean_equity <= 0:
        return None
    return finite(math.fsum(fill_values) / 2.0 / mean_equity / elapsed_years)


def slippage_cost(price: Floats, reference_price: Floats, quantity: Floats | npt.NDArray[np.int64]) -> Floats:
    """CNY lost to slippage by fill, `|price - reference price| * quantity`, unrounded; all of shape (fills,).

    The reference price is the session's fill price before slippage (open, close or vwap). Never negative: slippage
    only ever moves a price against the order, at most to the price limit.
    """
    return np.abs(price - reference_price) * quantity.astype(np.float64)


def money_total(amounts: Iterable[float]) -> float:
    """Return the sum in CNY, half up to the cent, as everywhere in the execution rules; 0.0 for no amounts."""
    return round2(math.fsum(amounts))


def refusals_by_reason(reasons: Iterable[str]) -> dict[str, int]:
    """Count the refusals of each reason, reasons in alphabetical order; reasons that never came have no entry."""
    return dict(sorted(Counter(reasons).items()))


def _within(dates: Dates, after: date | None, until: date | None) -> npt.NDArray[np.bool_]:
    days = np.asarray(dates, dtype="datetime64[D]")
    inside = np.ones(days.shape[0], dtype=np.bool_)
    if after is not None:
        inside &= days > np.datetime64(after, "D")
    if until is not None:
        inside &= days <= np.datetime64(until, "D")
    return inside
