"""One session after the other: references, limits, and the prices that limits leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.sample_market.draws import Stream, uniforms
from data_sources.sample_market.events import SimulatedEvents
from data_sources.sample_market.limits import DEBUT_RISE, Mask, free_sessions, limit_prices, limit_rates, round_cents
from data_sources.sample_market.listings import Securities
from data_sources.sample_market.sessions import all_sessions
from data_sources.tables.facts import Floats

PULL = 0.0008  # strength of the way back to the starting level, so that prices stay in a plausible range
LARGEST_BACKLOG = 0.35  # how much of an unfinished move is remembered
SWING = 0.014  # how far highs and lows reach beyond open and close
ONE_PRICE_VOLUME = 0.05  # of an ordinary day's


@dataclass(frozen=True)
class Grids:
    """What traded, T x N, with the cash per share and the rights price of the ex-dates; NaN where nothing did."""

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    amount: Floats
    cash: Floats
    rights_price: Floats


def trade(seed: int, securities: Securities, returns: Floats, events: SimulatedEvents) -> Grids:
    """Walk through the sessions.

    A move that a limit or a suspension holds back stays in a backlog and comes on the next sessions, which makes
    gaps and one-price boards (一字板). The reference follows the exchanges' rule through every ex-date.
    """
    sessions = all_sessions()
    shape = returns.shape
    u = uniforms(seed, Stream.INTRADAY, (len(sessions), 5, shape[1]))
    rates = limit_rates(sessions, securities, events.st)
    free = free_sessions(sessions, securities) | events.unlimited
    grids = Grids(*(np.full(shape, np.nan) for _ in range(8)))
    beijing = securities.board == "beijing"
    reference, backlog = securities.start_price.copy(), np.zeros(shape[1])
    level, shares = np.ones(shape[1]), np.ones(shape[1])
    for t in range(len(sessions)):
        listed = (securities.first <= t) & (t < securities.last)
        trading = listed & ~events.suspended[t]
        reference = _go_ex(t, reference, listed, events, grids)
        shares = shares * (1 + events.bonus[t] + events.rights[t])
        wish = returns[t] - PULL * (level - 1 / level)
        lower, upper = limit_prices(reference, rates[t], beijing)
        lower, upper = np.where(free[t], 0.01, lower), np.where(free[t], np.inf, upper)
        _open_debut(t, securities, reference, upper, wish)
        target = reference * (1 + backlog) * (1 + wish)
        close = np.clip(round_cents(target), lower, upper)
        stuck = (np.abs(backlog) > rates[t]) & ((close == upper) | (close == lower)) & ~free[t]
        first = reference * (1 + backlog) * (1 + 0.35 * wish + 0.012 * (u[t, 0] - 0.5))
        opening = np.where(stuck, close, np.clip(round_cents(first), lower, upper))
        swing = np.where(stuck, 0.0, SWING)
        high = np.clip(round_cents(np.maximum(opening, close) * (1 + swing * u[t, 1])), lower, upper)
        low = np.clip(round_cents(np.minimum(opening, close) * (1 - swing * u[t, 2])), lower, upper)
        volume = _volume(securities, shares, wish, stuck, u[t, 3])
        amount = round_cents(volume * (low + (high - low) * (0.3 + 0.4 * u[t, 4])))
        _write(t, trading, grids, (opening, high, low, close, volume, amount))
        done = np.where(trading, target / close - 1, (1 + backlog) * (1 + returns[t]) - 1)
        backlog = np.where(listed, np.clip(done, -LARGEST_BACKLOG, LARGEST_BACKLOG), 0.0)
        level = np.where(trading & ~free[t], level * (close / reference), level)
        reference = np.where(trading, close, reference)
    return grids


def _go_ex(t: int, reference: Floats, listed: Mask, events: SimulatedEvents, grids: Grids) -> Floats:
    """Lower the reference on ex-dates by the rule of the exchanges, and note what was paid."""
    ex = events.ex[t] & listed
    if not ex.any():
        return reference
    cash = np.floor(reference * events.payout[t] * 1000 + 0.5) / 1000
    price = round_cents(reference * events.discount[t])
    bonus, rights = events.bonus[t], events.rights[t]
    grids.cash[t, ex], grids.rights_price[t, ex] = cash[ex], price[ex]
    adjusted = round_cents((reference - cash + rights * price) / (1 + bonus + rights))
    after: Floats = np.where(ex, adjusted, reference)
    return after


def _open_debut(t: int, securities: Securities, reference: Floats, upper: Floats, wish: Floats) -> None:
    """Cap a main-board debut under the old rule at 144% of its issue price, with demand far beyond it."""
    debuts = securities.debuts & (securities.first == t) & (securities.board == "main") & np.isfinite(upper)
    upper[debuts] = round_cents(reference[debuts] * (1 + DEBUT_RISE))
    wish[debuts] = 1.0


def _volume(securities: Securities, shares: Floats, wish: Floats, stuck: Mask, u: Floats) -> Floats:
    """Whole shares: more on days that move, next to none on a one-price board."""
    activity = (0.4 + 1.2 * u * u + 12.0 * np.abs(wish)) * np.where(stuck, ONE_PRICE_VOLUME, 1.0)
    volume: Floats = np.maximum(np.floor(securities.turnover / securities.start_price * shares * activity), 100.0)
    return volume


def _write(t: int, trading: Mask, grids: Grids, session: tuple[Floats, ...]) -> None:
    columns = (grids.open, grids.high, grids.low, grids.close, grids.volume, grids.amount)
    for grid, values in zip(columns, session, strict=True):
        grid[t, trading] = values[trading]
