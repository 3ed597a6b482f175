"""What happens to shares besides trading: suspensions, payouts, a rights issue, ST and delisting spells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.sample_market.draws import Stream, uniforms
from data_sources.sample_market.limits import Mask
from data_sources.sample_market.listings import Securities
from data_sources.sample_market.sessions import FIRST_DAY, LAST_DAY, all_sessions, session_index
from data_sources.tables.facts import Floats, StatusSpan

YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)
SUSPENSION_CHANCE = 0.35  # per share and year
PAYOUT_CHANCE = 0.75  # per share and year, once it was listed for a whole year
BONUS_CHANCE = 0.12  # per payout
BONUS_RATES = np.array([0.2, 0.3, 0.4, 0.45, 0.48])
SUSPENDED_PAYER_EVERY = 40  # every 40th column goes ex in PAYER_YEAR while it is suspended
PAYER_YEAR = 2024
BONUS_PAYER = 40  # one of these, whose payout of that year holds bonus shares as well

# In a rights issue (配股) trading rests for the five days of payment and resumes on the ex-date.
RIGHTS_SYMBOL, RIGHTS_DAY, RIGHTS_RATE, RIGHTS_DISCOUNT = "002119.SZ", date(2024, 11, 12), 0.3, 0.7

STATUS = (
    StatusSpan("003998.SZ", date(2024, 4, 30), date(2025, 6, 22), "ST"),
    StatusSpan("003998.SZ", date(2025, 6, 23), date(2025, 7, 11), "DELISTING"),
    # The first session of a delisting period has no limits: SSE and SZSE delisting rules of 2020-12-31.
    StatusSpan("003998.SZ", date(2025, 6, 23), date(2025, 6, 23), "NO_LIMIT"),
    StatusSpan("609998.SH", date(2024, 4, 30), date(2025, 5, 19), "ST"),
)
LONG_SUSPENSION = ("003998.SZ", date(2025, 6, 3), date(2025, 6, 23))  # until the delisting period starts


@dataclass(frozen=True)
class SimulatedEvents:
    """Grids T x N. ``payout`` is cash as a share of the reference, ``discount`` the rights price likewise.

    ``ex`` marks ex-dates; ``st`` and ``unlimited`` are the status days.
    """

    suspended: Mask
    ex: Mask
    payout: Floats
    bonus: Floats
    rights: Floats
    discount: Floats
    st: Mask
    unlimited: Mask


def draw_events(seed: int, securities: Securities) -> SimulatedEvents:
    """Draw the events of all sessions and place the fixed ones."""
    shape = (len(all_sessions()), len(securities.listings))
    payout, bonus = _payouts(seed, securities, shape)
    rights, discount = np.zeros(shape), np.zeros(shape)
    suspended = _suspensions(seed, securities, shape)
    this_year = slice(session_index(date(PAYER_YEAR, 1, 1)), session_index(date(PAYER_YEAR + 1, 1, 1)))
    for column in range(0, shape[1], SUSPENDED_PAYER_EVERY):
        for ex in np.flatnonzero(payout[this_year, column]) + this_year.start:
            suspended[ex - 3 : ex + 3, column] = True
    issuer, day = _column(securities, RIGHTS_SYMBOL), session_index(RIGHTS_DAY)
    rights[day, issuer], discount[day, issuer] = RIGHTS_RATE, RIGHTS_DISCOUNT
    suspended[day - 5 : day, issuer], suspended[day, issuer] = True, False
    symbol, start, end = LONG_SUSPENSION
    suspended[session_index(start) : session_index(end), _column(securities, symbol)] = True
    suspended[session_index(end) :, _column(securities, symbol)] = False
    ex_dates = (payout > 0) | (bonus > 0) | (rights > 0)
    st, unlimited = _status_days(securities, shape, "ST"), _status_days(securities, shape, "NO_LIMIT")
    return SimulatedEvents(suspended, ex_dates, payout, bonus, rights, discount, st, unlimited)


def _suspensions(seed: int, securities: Securities, shape: tuple[int, int]) -> Mask:
    """Trading halts (停牌) of 2 to 10 sessions, never within 20 sessions of a listing."""
    suspended = np.zeros(shape, dtype=np.bool_)
    u = uniforms(seed, Stream.SUSPENSIONS, (len(YEARS), shape[1], 3))
    for row, year in enumerate(YEARS):
        begin, end = session_index(date(year, 1, 1)), session_index(date(year + 1, 1, 1))
        for column in np.flatnonzero(u[row, :, 0] < SUSPENSION_CHANCE):
            start = begin + int(u[row, column, 1] * (end - begin))
            if start >= securities.first[column] + 20:
                suspended[start : start + 2 + int(u[row, column, 2] * 9), column] = True
    return suspended


def _payouts(seed: int, securities: Securities, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Yearly dividends of 0.3% to 2.3%, some with bonus shares (送转), ex between May and July."""
    payout, bonus = np.zeros(shape), np.zeros(shape)
    pays = np.array([one.pays for one in securities.listings])
    u = uniforms(seed, Stream.PAYOUTS, (len(YEARS), shape[1], 5))
    for row, year in enumerate(YEARS):
        begin, end = session_index(date(year, 5, 6)), session_index(date(year, 7, 20))
        always = (np.arange(shape[1]) % SUSPENDED_PAYER_EVERY == 0) & (year == PAYER_YEAR)
        listed = ~securities.debuts | (securities.first < session_index(date(year - 1, 1, 1)))
        for column in np.flatnonzero(pays & listed & (always | (u[row, :, 0] < PAYOUT_CHANCE))):
            ex = begin + int(u[row, column, 1] * (end - begin))
            payout[ex, column] = 0.003 + 0.02 * u[row, column, 2]
            if u[row, column, 3] < BONUS_CHANCE or (always[column] and column == BONUS_PAYER):
                bonus[ex, column] = BONUS_RATES[int(u[row, column, 4] * len(BONUS_RATES))]
    return payout, bonus


def _status_days(securities: Securities, shape: tuple[int, int], kind: str) -> Mask:
    days = np.zeros(shape, dtype=np.bool_)
    for span in STATUS:
        if span.kind == kind:
            end = span.end or LAST_DAY
            last = int(np.searchsorted(all_sessions(), np.datetime64(end, "D"), side="right"))
            days[session_index(span.start) : last, _column(securities, span.symbol)] = True
    return days


def _column(securities: Securities, symbol: str) -> int:
    return [one.symbol for one in securities.listings].index(symbol)
