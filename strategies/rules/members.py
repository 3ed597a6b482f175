"""Who may be held: the names that reports had given by a decision, by segment of a strategy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from backtest.market.panel import Panel
from data_sources.tables.facts import Booleans, Dates, Integers
from strategies.contract.strategy import Segment
from strategies.documents.document import Membership


def eligible_memberships(
    segments: Sequence[Segment], memberships: Iterable[Membership], listing: str = "all"
) -> tuple[Membership, ...]:
    """Return the memberships of any of the segments that may be traded.

    ``listing``: ``all`` names, ``recommended`` ones (formal list or list for attention), or the ``formal`` list alone.
    A name that a report gives only as the source of a figure, incidentally or unreliably is never traded.
    """
    return tuple(
        membership
        for membership in memberships
        if membership.stands_in(listing) and any(segment.holds(membership) for segment in segments)
    )


def known_members(
    segments: Sequence[Segment], memberships: Iterable[Membership], symbols: Sequence[str], dates: Dates
) -> Booleans:
    """Return whether a segment held a symbol by a decision (G x D x N): ``known_from`` on or before its date.

    A symbol without a column is left out; one in two segments stands in both.
    """
    column = {symbol: j for j, symbol in enumerate(symbols)}
    known = np.zeros((len(segments), len(dates), len(symbols)), dtype=np.bool_)
    for membership in memberships:
        if membership.symbol in column:
            first = int(np.searchsorted(dates, np.datetime64(membership.known_from, "D")))
            for g, segment in enumerate(segments):
                if segment.holds(membership):
                    known[g, first:, column[membership.symbol]] = True
    return known


def times_named(
    segments: Sequence[Segment], memberships: Iterable[Membership], symbols: Sequence[str], dates: Dates
) -> Integers:
    """Return how many reports had named a symbol for a segment by a decision (G x D x N)."""
    named = tuple(memberships)
    count = np.zeros((len(segments), len(dates), len(symbols)), dtype=np.int64)
    for report in sorted({membership.report for membership in named}):
        of_one = [membership for membership in named if membership.report == report]
        count += known_members(segments, of_one, symbols, dates)
    return count


def trading(panel: Panel, dates: Dates, rows: Integers) -> Booleans:
    """Return whether a symbol had a first bar and was not yet delisted (D x N); a suspended one counts as trading."""
    never = np.datetime64("9999-12-31", "D")
    delisted = np.array(
        [np.datetime64(i.delist_date, "D") if i.delist_date else never for i in panel.instruments],
        dtype="datetime64[D]",
    )
    begun = (panel.listed_from[None, :] <= rows[:, None]) & np.isfinite(panel.total_return_index[rows])
    return np.asarray(begun & (dates[:, None] < delisted[None, :]), dtype=np.bool_)
