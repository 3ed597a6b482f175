"""What was known of earnings after the close of each session: the value last announced, and the period it is of."""

from __future__ import annotations

import numpy as np

from backtest.market.announcements import Announcements, years_after
from data_sources.calendar.lengths import DAY, YEAR
from data_sources.errors import InputError
from data_sources.tables.facts import Dates, EarningsKind, Floats, Integers
from data_sources.tables.schema import EARNINGS_KINDS

FIELDS = ("eps", "net_profit")


def known_earnings(
    announced: Announcements, days: Dates, symbols: int, field: str, *, kind: EarningsKind, years: int
) -> Floats:
    """Return the value last announced on or before each day, of the period that ``known_period`` names (T x N).

    A day counts as a whole: what is announced on it, after the close too, is known, and a decision of that day is
    traded on the next one. What is announced on a day that is not among ``days`` is known on the next one of them. NaN
    where nothing was announced, or nothing that says the field.

    Parameters
    ----------
    announced : Announcements
        The announcements, in any order.
    days : array of shape (T,)
        Sessions, ascending.
    symbols : int
        The number of columns N.
    field : {"eps", "net_profit"}
        CNY per share, or CNY; both since the fiscal year began.
    kind : {"actual", "forecast"}
        What was reported, or what was expected.
    years : int
        So many years after that period, below 0 before it: -1 is the same quarter of the year before.

    Raises
    ------
    InputError
        For a field or a kind that there is not.
    """
    if field not in FIELDS:
        raise InputError(f"earnings have no field {field!r}; there are {', '.join(FIELDS)}")
    said = _of_kind(announced, kind)
    wanted = _wanted(said, days, symbols, kind, years)
    told = said.rows(np.isfinite(getattr(said, field)))
    # Of cells without an announcement the number is -1.
    values: Floats = np.append(getattr(told, field), np.nan)[_last_of(told, days, wanted)]
    return values


def known_period(announced: Announcements, days: Dates, symbols: int, *, kind: EarningsKind, years: int) -> Dates:
    """Return the last day of the period that the value of each cell is of (T x N), NaT where nothing was announced.

    Of what was reported it is the latest period of which anything was known; a later correction of an earlier period
    does not change it. Of what is expected it is the fiscal year that runs on the day, which in China is the calendar
    year (Accounting Law of the PRC, article 11). Parameters are those of ``known_earnings``.
    """
    said = _of_kind(announced, kind)
    wanted = _wanted(said, days, symbols, kind, years)
    return np.where(_last_of(said, days, wanted) < 0, np.datetime64("NaT", "D"), wanted)


def _of_kind(announced: Announcements, kind: str) -> Announcements:
    """The announcements of a kind that say a number."""
    if kind not in EARNINGS_KINDS:
        raise InputError(f"there are no earnings of kind {kind!r}; there are {', '.join(EARNINGS_KINDS)}")
    says = np.isfinite(announced.eps) | np.isfinite(announced.net_profit)
    return announced.rows(says & (announced.forecast == (kind == "forecast")))


def _wanted(said: Announcements, days: Dates, symbols: int, kind: str, years: int) -> Dates:
    if kind == "forecast":
        year_end = (days.astype("datetime64[Y]") + (1 + years) * YEAR).astype("datetime64[D]") - DAY
        return np.broadcast_to(year_end[:, None], (len(days), symbols))
    # The least whole number stands for no day (NaT), so that the latest of none is none.
    latest = np.full((len(days) + 1, symbols), np.datetime64("NaT", "D"), "datetime64[D]").view(np.int64)
    np.maximum.at(latest, (_due(said, days), said.symbol), said.period_end.astype(np.int64))
    reported = np.maximum.accumulate(latest[:-1], axis=0).view("datetime64[D]")
    return years_after(reported, years) if years else reported


def _due(said: Announcements, days: Dates) -> Integers:
    """The first of the days on or after each announcement, their number where there is none."""
    return np.searchsorted(days, said.announced_on).astype(np.int64)


def _last_of(told: Announcements, days: Dates, wanted: Dates) -> Integers:
    """Number the announcement that was the last of the wanted period (T x N) by each day; -1 where there was none."""
    if not len(told):
        return np.full(wanted.shape, -1, np.int64)
    periods, steps = np.unique(told.period_end), len(days) + 1
    group = told.symbol * len(periods) + np.searchsorted(periods, told.period_end)
    key = group * steps + _due(told, days)
    order = np.lexsort((told.announced_on, key))
    period = np.minimum(np.searchsorted(periods, wanted), len(periods) - 1)
    asked = np.arange(wanted.shape[1]) * len(periods) + period
    until = asked * steps + np.arange(len(days))[:, None]
    found = order[np.searchsorted(key[order], until, side="right") - 1]
    return np.where((periods[period] == wanted) & (group[found] == asked) & (key[found] <= until), found, -1)
