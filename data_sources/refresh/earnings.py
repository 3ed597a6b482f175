"""Which quarters' earnings are to be read: those being reported, what was never read of two years, one more in turn.

One quarter costs the whole market in pages, whatever the symbols, so that they are read only when they are asked for.
What analysts expect has no history: a fifth of the symbols is looked at each session, and kept where it is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from data_sources.calendar.months import add_months
from data_sources.market_rules.report_deadlines import report_periods
from data_sources.refresh.item import Item, Span
from data_sources.refresh.known import Known
from data_sources.refresh.plan import has_turn
from data_sources.refresh.stage import Staged
from data_sources.tables.frame import Frame

MONTHS_BACK = -24
LATE = timedelta(days=30)
"""A quarter is read again for so long after the last day to report it: some are late, and corrections come then."""


def plan_earnings(known: Known, span: Span, symbols: Sequence[str]) -> list[Item]:
    """Return one item for each quarter, from its end to the last session; of all quarters when a day was asked for.

    So they are when the first bars of a symbol came tonight: its past was not read with that of the others. One of the
    older quarters is read again each session, in turn, for corrections that came later than ``LATE`` and for symbols
    that joined while earnings were not asked for.
    """
    stored, symbols = known["earnings"], tuple(sorted(symbols))
    read = set(stored["period_end"][stored["kind"] == "actual"].tolist())
    periods = report_periods(span.since or add_months(span.last, MONTHS_BACK), span.last)
    every = span.since is not None or bool(_joined(known) & set(symbols))
    turn = len(known.sessions) % max(len(periods), 1)
    return [
        Item("earnings", symbols, end, span.last)
        for place, (end, due) in enumerate(periods)
        if every or end not in read or span.last <= due + LATE or place == turn
    ]


def _joined(known: Known) -> set[str]:
    """Return the symbols that have bars since tonight."""
    return set(known["bars"].symbols.tolist()) - set(known.last_bar)


def plan_forecasts(known: Known, span: Span, symbols: Sequence[str]) -> list[Item]:
    """Return one item for each symbol whose turn it is, for all when a day was asked for."""
    chosen = [symbol for symbol in sorted(symbols) if span.since is not None or has_turn(symbol, known)]
    return [Item("forecasts", (symbol,), span.last, span.last) for symbol in chosen]


def without_repeats(answers: Sequence[Staged], stored: Frame, same: float = 0.005) -> list[Staged]:
    """Return answers without the expectations that are, within ``same`` CNY a share, those that were seen last."""
    last: dict[tuple[object, ...], float] = {}
    seen = stored.rows(np.asarray(stored["kind"] == "forecast", np.bool_))
    for symbol, end, eps in zip(*(seen[name].tolist() for name in ("symbol", "period_end", "eps")), strict=True):
        last[symbol, end] = eps  # rows of a symbol are in the order of their announcement
    kept = []
    for answer in answers:
        frame = answer.frame
        rows = zip(*(frame[name].tolist() for name in ("symbol", "period_end", "eps")), strict=True)
        fresh = np.array(
            [not abs(last.get((symbol, end), np.nan) - eps) <= same for symbol, end, eps in rows], np.bool_
        )
        kept.append(answer if fresh.all() else replace(answer, frame=frame.rows(fresh)))
    return kept
