"""The future taken away, or replaced by an invented one: what the look-ahead audit does to a panel.

The calendar is published ahead, so after a cut the date of the next session stays, as a row without any value; a rule
may know that a session is the last of its month. It names no session beyond that one: the exchanges publish a year, the
rest nobody knew.

What has no clock is not in either: names as they are today, findings, which were all written later, and where the facts
are stored (``backtest.market.for_rules``, which every rule gets).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backtest.market.announcements import Announcements, by_day, years_after
from backtest.market.corporate_events import CorporateEvents
from backtest.market.for_rules import as_it_is, for_rules
from backtest.market.panel import AMOUNT, CLOSE, OPEN, PREV_CLOSE, VOLUME, Panel
from data_sources.tables.facts import Dates, Instrument, Integers, StatusKind, StatusSpan
from data_sources.tables.read_only import marked_read_only, read_only
from data_sources.tables.signals import Signals, SignalValue

BLANK_SHARE = 0.05
DAILY_MOVE = 0.05
LATEST = 400
"""Invented days lie up to so many days ahead."""


def cut_panel(panel: Panel, day: date) -> Panel:
    """Return the panel as it stood after the close of a day: later rows, events, spans and delistings are gone."""
    panel = for_rules(panel)
    known = _rows_known(panel.sessions, day)
    kept = min(known + 1, len(panel.sessions))
    bars = panel.bars[:, :kept].copy()
    bars[:, known:] = np.nan
    bars[VOLUME, known:] = 0.0
    changed = replace(
        panel,
        sessions=panel.sessions[:kept],
        instruments=tuple(_instrument_known(instrument, day) for instrument in panel.instruments),
        bars=marked_read_only(bars),
        listed_from=read_only(np.where(panel.listed_from < known, panel.listed_from, kept)),
        events=_cut_events(panel.events, known, kept),
        status=_status_known(panel.status, day),
        renames=tuple(rename for rename in panel.renames if rename.date <= day),
        next_session=_next_session(panel, known),
        benchmarks={
            name: read_only(np.append(levels[:known], np.full(kept - known, np.nan)))
            for name, levels in panel.benchmarks.items()
        },
        signals=cut_signals(panel.signals, day),
        earnings=_cut_earnings(panel.earnings, day),
    )
    return as_it_is(changed)


def scramble_panel(panel: Panel, day: date, seed: int) -> Panel:
    """Return the panel with an invented future after a day: prices, volumes, suspensions, events, listings, spans."""
    panel = for_rules(panel)
    known = _rows_known(panel.sessions, day)
    random = np.random.default_rng(seed)
    shape = panel.close[known:].shape
    moves = np.exp(np.cumsum(random.normal(0.0, DAILY_MOVE, shape), axis=0)) * random.uniform(0.5, 2.0, shape[1:])
    # A jump of the whole market as well, or a rule that averages many names would hardly feel the rest.
    moves *= random.choice((0.4, 2.5))
    blank = random.random(shape) < BLANK_SHARE
    turnover = np.ceil(random.uniform(0.2, 5.0, shape))
    bars = panel.bars.copy()
    bars[OPEN : CLOSE + 1, known:] *= np.where(blank, np.nan, moves)
    bars[VOLUME, known:] *= np.where(blank, 0.0, turnover)
    bars[AMOUNT, known:] *= np.where(blank, np.nan, moves * turnover)
    bars[PREV_CLOSE, known:] = np.nan
    walks = np.exp(np.cumsum(random.normal(0.0, DAILY_MOVE, (shape[0], len(panel.benchmarks))), axis=0))
    events = _scrambled_events(panel.events, known, random)
    changed = replace(
        panel,
        instruments=tuple(_invented((_instrument_known(each, day) for each in panel.instruments), day, random)),
        bars=marked_read_only(bars),
        listed_from=_invented_rows(panel.listed_from, known, len(panel.sessions), random),
        events=events,
        status=(*_status_known(panel.status, day), *_invented_status(panel.symbols, day, random)),
        renames=tuple(rename for rename in panel.renames if rename.date <= day),
        next_session=_later(panel.sessions[-1].item(), random),
        benchmarks={name: read_only(np.append(levels[:known], levels[known:] * walks[:, k]))
                    for k, (name, levels) in enumerate(panel.benchmarks.items())},
        signals=scramble_signals(panel.signals, day, seed),
        earnings=_scrambled_earnings(panel.earnings, day, seed),
    )  # fmt: skip
    return as_it_is(changed)


def cut_signals(signals: Iterable[SignalValue], day: date) -> Signals:
    """Return the values published up to a day."""
    columns = Signals.of(signals)
    return columns.rows(columns.published_on <= np.datetime64(day, "D"))


def scramble_signals(signals: Iterable[SignalValue], day: date, seed: int) -> Signals:
    """Return the signals with every value published after a day replaced, signs included, and its days moved."""
    columns = Signals.of(signals)
    random = np.random.default_rng(seed)
    factors = random.uniform(-3.0, 3.0, len(columns))
    moved = random.integers(1, LATEST, len(columns)).astype("timedelta64[D]")
    known = columns.published_on <= np.datetime64(day, "D")
    return replace(
        columns,
        value=np.where(known, columns.value, columns.value * factors + factors),
        published_on=np.where(known, columns.published_on, columns.published_on + moved),
        period_end=np.where(known, columns.period_end, columns.period_end + moved),
    )


def _cut_earnings(earnings: Announcements, day: date) -> Announcements:
    return earnings.rows(earnings.announced_on <= np.datetime64(day, "D")) if len(earnings) else earnings


def _scrambled_earnings(earnings: Announcements, day: date, seed: int) -> Announcements:
    """Replace every number announced after a day, signs included, its day and the year of its period."""
    if not len(earnings):
        return earnings
    # Numbers of its own, so that the rest of an invented future is the same with earnings and without.
    random = np.random.default_rng(seed)
    factors = random.uniform(-3.0, 3.0, (2, len(earnings)))
    moved = random.integers(1, LATEST, len(earnings)).astype("timedelta64[D]")
    years = random.integers(1, 4, len(earnings))
    known = earnings.announced_on <= np.datetime64(day, "D")
    changed = replace(
        earnings,
        announced_on=np.where(known, earnings.announced_on, earnings.announced_on + moved),
        period_end=np.where(known, earnings.period_end, years_after(earnings.period_end, years)),
        eps=np.where(known, earnings.eps, (earnings.eps + 1.0) * factors[0]),
        net_profit=np.where(known, earnings.net_profit, (earnings.net_profit + 1.0) * factors[1]),
    )
    # In the order of every panel: a rule may take a share's last row for its latest.
    return by_day(changed)


def _rows_known(sessions: Dates, day: date) -> int:
    return int(np.searchsorted(sessions, np.datetime64(day, "D"), side="right"))


def _instrument_known(instrument: Instrument, day: date) -> Instrument:
    if instrument.delist_date is not None and instrument.delist_date > day:
        instrument = replace(instrument, delist_date=None, delist_value=None)
    if instrument.list_date is not None and instrument.list_date > day:
        instrument = replace(instrument, list_date=None, issue_price=None)
    return instrument


def _next_session(panel: Panel, known: int) -> date | None:
    """The session behind the last row: unknown where the last row is itself a session to come."""
    return panel.next_session if known == len(panel.sessions) else None


def _later(day: date, random: np.random.Generator) -> date:
    return day + timedelta(days=int(random.integers(1, LATEST)))


def _invented(instruments: Iterable[Instrument], day: date, random: np.random.Generator) -> Iterator[Instrument]:
    """Give every share a listing and a delisting to come, where it has none yet."""
    shares = list(instruments)
    ahead = random.integers(1, LATEST, (2, len(shares))).tolist()
    worth = random.uniform(1.0, 99.0, (2, len(shares))).tolist()
    for share, listed, issued, delisted, paid in zip(shares, ahead[0], worth[0], ahead[1], worth[1], strict=True):
        old = share.list_date is not None
        gone = share.delist_date is not None
        yield Instrument(
            share.symbol,
            list_date=share.list_date if old else day + timedelta(days=listed),
            issue_price=share.issue_price if old else issued,
            delist_date=share.delist_date if gone else day + timedelta(days=delisted),
            delist_value=share.delist_value if gone else paid,
        )


def _invented_rows(rows: Integers, known: int, count: int, random: np.random.Generator) -> Integers:
    later = random.integers(known, count + 1, len(rows))
    return marked_read_only(np.where(rows < known, rows, later))


def _invented_status(symbols: tuple[str, ...], day: date, random: np.random.Generator) -> Iterator[StatusSpan]:
    kinds: tuple[StatusKind, ...] = ("ST", "DELISTING", "NO_LIMIT")
    ahead = random.integers(1, LATEST, (2, len(symbols))).tolist()
    chosen = random.integers(len(kinds), size=len(symbols)).tolist()
    for symbol, wait, length, kind in zip(symbols, *ahead, chosen, strict=True):
        start = day + timedelta(days=wait)
        yield StatusSpan(symbol, start, start + timedelta(days=length), kinds[kind])


def _status_known(status: tuple[StatusSpan, ...], day: date) -> tuple[StatusSpan, ...]:
    started = (span for span in status if span.start <= day)
    return tuple(replace(span, end=None) if span.end and span.end > day else span for span in started)


def _cut_events(events: CorporateEvents, known: int, kept: int) -> CorporateEvents:
    count = int(events.offsets[known])
    owner = np.repeat(np.arange(len(events.step_offsets) - 1), np.diff(events.step_offsets))
    inside = events.steps < count
    lengths = np.bincount(owner[inside], minlength=len(events.step_offsets) - 1)
    return replace(
        events,
        offsets=np.minimum(events.offsets[: kept + 1], count),
        **{name: getattr(events, name)[:count] for name in _COLUMNS},
        step_offsets=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        steps=events.steps[inside],
    )


_COLUMNS = ("session", "kind", "symbol", "successor", "cash", "bonus", "rights", "rights_price", "ratio")


def _scrambled_events(events: CorporateEvents, known: int, random: np.random.Generator) -> CorporateEvents:
    count = int(events.offsets[known])

    def other(values: NDArray[np.float64]) -> NDArray[np.float64]:
        changed = values.copy()
        changed[count:] *= random.uniform(0.0, 3.0, len(values) - count)
        return changed

    # Of the last two there are few, and without any nothing changes.
    names = ("cash", "bonus", "rights", "rights_price", "ratio")
    changed: dict[str, Any] = {name: marked_read_only(other(getattr(events, name))) for name in names}
    return replace(events, **changed)
