"""The first sessions after a listing: free of limits, or capped at the issue price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tables import first_day, last_day, rule_rows
from data_sources.tables.facts import Dates, Floats, Instrument
from data_sources.tables.symbols import parse_symbol


@dataclass(frozen=True)
class ListingDays:
    """By symbol (N). Session numbers are -1 where the rule does not apply.

    ``first``: the first session of a new listing. ``free_until``: the last session without limits. ``debut``: the first
    session under the issue-price rule, whose highest price is the issue price times one plus ``debut_rise``, and times
    one plus ``auction_rise`` in the opening auction.
    """

    first: NDArray[np.int64]
    free_until: NDArray[np.int64]
    debut: NDArray[np.int64]
    debut_rise: Floats
    auction_rise: Floats


def listing_rule(board: str | None, listed: np.datetime64) -> dict[str, str] | None:
    """The row of ``listing_days.csv`` for a listing of a day, None for a board without one."""
    for row in rule_rows("listing_days"):
        if row["board"] == board and first_day(row["from"]) <= listed <= last_day(row["to"]):
            return row
    return None


def sessions_without_limit(board: str | None, listed: np.datetime64) -> int:
    """How many first sessions are under no ordinary limit; the debut under the issue price is one."""
    row = listing_rule(board, listed)
    return 0 if row is None else max(int(row["sessions_without_limit"]), int(bool(row["debut_rise"])))


def listing_days(sessions: Dates, instruments: tuple[Instrument, ...], traded: NDArray[np.bool_]) -> ListingDays:
    """Apply the listing rules to every new listing; ``traded`` is S x N.

    New is a symbol whose ``list_date`` lies within the calendar and that traded on the first session from then on;
    others, moved boards and late data among them, are under ordinary limits. Sessions are counted by traded bars.
    """
    count = len(instruments)
    first, free_until, debut = (np.full(count, -1, dtype=np.int64) for _ in range(3))
    debut_rise, auction_rise = np.zeros(count), np.zeros(count)
    for j, instrument in enumerate(instruments):
        first[j] = _first_listed_session(sessions, instrument, traded[:, j])
        if first[j] < 0:
            continue
        rule = listing_rule(parse_symbol(instrument.symbol).board, np.datetime64(str(instrument.list_date)))
        if rule is None:
            continue
        if rule["debut_rise"]:
            debut[j] = first[j]
            debut_rise[j], auction_rise[j] = float(rule["debut_rise"]), float(rule["auction_rise"])
        free_until[j] = _nth_traded(traded[:, j], int(first[j]), int(rule["sessions_without_limit"]))
    return ListingDays(first, free_until, debut, debut_rise, auction_rise)


def _first_listed_session(sessions: Dates, instrument: Instrument, traded: NDArray[np.bool_]) -> int:
    if instrument.list_date is None or np.datetime64(instrument.list_date) < sessions[0]:
        return -1
    first = int(np.searchsorted(sessions, np.datetime64(instrument.list_date)))
    return first if first < len(sessions) and traded[first] else -1


def _nth_traded(traded: NDArray[np.bool_], first: int, count: int) -> int:
    if count == 0:
        return -1
    bars = first + np.flatnonzero(traded[first:])[:count]
    return int(bars[-1]) if len(bars) == count else len(traded) - 1
