"""The market as a handler knows it: what was known after the close of a session, in memory that holds nothing later.

``KnownMarket`` is all that views and histories of handlers reach. ``MarketFeed`` has the whole market and writes one
row a session into it; nothing that a handler is given leads to the feed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import numpy as np

from backtest.handler.known_rows import KnownRows, RowFeed
from backtest.handler.two_sides import two_sides
from backtest.market.announcements import Announcements
from backtest.market.for_rules import as_it_is, for_rules
from backtest.market.panel import Panel
from backtest.validity.future import cut_panel
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.read_only import read_only
from data_sources.tables.signals import Signals

ROOM = 2048
"""Rows that a run can go on before its memory is laid out anew. They cost nothing until they are written."""


class KnownMarket:
    """Rows up to ``session``; arrays are read-only for good and their memory is empty behind that row.

    ``days`` (capacity), ``bars`` (7 x capacity x N), ``index`` (capacity x N), the total-return index, and ``levels``
    (indices x capacity). ``facts`` is a panel without sessions that has what is known of listings, events and status;
    None where no history was handed out.
    """

    __slots__ = (
        "announced", "bars", "benchmarks", "days", "facts", "index", "levels", "published", "session", "symbols",
    )  # fmt: skip

    def __init__(self, symbols: tuple[str, ...], benchmarks: tuple[str, ...]) -> None:
        """Begin without a row."""
        self.symbols, self.benchmarks = symbols, benchmarks
        self.session = -1
        self.days: Dates
        self.bars: Floats
        self.index: Floats
        self.levels: Floats
        self.published = KnownRows(Signals, Signals.of())
        self.announced = KnownRows(Announcements, Announcements.of())
        self.facts: Panel | None = None

    @property
    def sessions(self) -> Dates:
        """The sessions so far."""
        return self.days[: self.session + 1]

    def panel(self) -> Panel:
        """Return a panel that ends with ``session``; it stays as it is when the market goes on."""
        if self.facts is None:
            raise ValueError("this market was shown without listings and events")
        rows, facts = self.session + 1, self.facts
        listed = np.where(facts.listed_from < len(facts.sessions), facts.listed_from, rows)
        offsets = facts.events.offsets
        panel = replace(
            facts,
            sessions=self.days[:rows],
            bars=self.bars[:, :rows],
            listed_from=read_only(listed),
            events=replace(facts.events, offsets=read_only(offsets[np.minimum(np.arange(rows + 1), len(offsets) - 1)])),
            benchmarks=MappingProxyType({name: self.levels[k, :rows] for k, name in enumerate(self.benchmarks)}),
            signals=self.published.now(),
            earnings=self.announced.now(),
        )
        vars(panel)["total_return_index"] = self.index[:rows]
        return panel


class MarketFeed:
    """Writes a market into a ``KnownMarket``, one row a session.

    Parameters
    ----------
    panel : Panel
        The whole market.
    base : int
        The first session that is known.
    """

    def __init__(self, panel: Panel, base: int) -> None:
        """Show all up to the first session."""
        names = tuple(panel.benchmarks)
        self.panel, self.known = panel, KnownMarket(panel.symbols, names)
        self.levels = np.array([panel.benchmarks[name] for name in names]).reshape(len(names), len(panel.sessions))
        self.signals = RowFeed(panel.signals, panel.signals.published_on, panel.sessions)
        self.earnings = RowFeed(panel.earnings, panel.earnings.announced_on, panel.sessions)
        self.changes: frozenset[int] | None = None
        self._reserve(base + 1)
        self.signals.show(base, self.known.published)
        self.earnings.show(base, self.known.announced)

    def show(self, session: int) -> None:
        """Let a session be known; they come one by one."""
        known, panel = self.known, self.panel
        if session >= self.rows:
            self._reserve(session)
        self.days[session] = panel.sessions[session]
        self.bars[:, session] = panel.bars[:, session]
        self.index[session] = panel.total_return_index[session]
        self.table[:, session] = self.levels[:, session]
        known.session = session
        self.signals.show(session, known.published)
        self.earnings.show(session, known.announced)

    def show_facts(self) -> None:
        """Let listings, status, renames and corporate events up to the session be known too."""
        if self.changes is None:
            self.changes = _changes(self.panel)
            self.skeleton = _without_arrays(self.panel)
        elif self.known.session not in self.changes:
            return
        session = self.known.session
        found = cut_panel(self.skeleton, self.panel.sessions[session].item())
        offsets = read_only(found.events.offsets[: session + 2])
        listed = np.where(self.panel.listed_from <= session, self.panel.listed_from, session + 1)
        self.known.facts = replace(
            found,
            sessions=read_only(found.sessions[: session + 1]),
            listed_from=read_only(listed),
            events=replace(
                found.events, **{n: read_only(a) for n, a in vars(found.events).items()} | {"offsets": offsets}
            ),
            findings=(),
            next_session=None,
        )

    def _reserve(self, count: int) -> None:
        """Make room beyond the first ``count`` rows, which are known; how much tells nothing of the rows to come."""
        known, panel = self.known, self.panel
        self.rows = count + ROOM
        days, known_days = two_sides(panel.sessions[None, :count, None], self.rows)
        self.bars, known.bars = two_sides(panel.bars[:, :count], self.rows)
        index, known_index = two_sides(panel.total_return_index[None, :count], self.rows)
        table, known_levels = two_sides(self.levels[:, :count, None], self.rows)
        self.days, self.index, self.table = days[0, :, 0], index[0], table[:, :, 0]
        known.days, known.index, known.levels = known_days[0, :, 0], known_index[0], known_levels[:, :, 0]
        known.session = count - 1


def _without_arrays(panel: Panel) -> Panel:
    """The panel without bars, indices, signals and earnings: what remains is cut in no time."""
    # It is its own view for rules; one worked out anew would look for the prices that events change.
    none, silent = panel.bars[:, :, :0], Announcements.of()
    return as_it_is(replace(for_rules(panel), bars=none, benchmarks={}, signals=Signals.of(), earnings=silent))


def _changes(panel: Panel) -> frozenset[int]:
    """The sessions after which more is known of listings, status, renames and events than before."""
    days: list[date | None] = [each.date for each in panel.renames]
    for instrument in panel.instruments:
        days += [instrument.list_date, instrument.delist_date]
    for span in panel.status:
        days += [span.start, span.end]
    named = np.array([day for day in days if day is not None], "datetime64[D]")
    rows = (np.searchsorted(panel.sessions, named), panel.events.session, panel.listed_from)
    return frozenset(np.concatenate([each.astype(np.int64) for each in rows]).tolist())
