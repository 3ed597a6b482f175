"""All that a rule may see: panel, memberships, signals and earnings; and that with its future cut or scrambled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from backtest.market.known_earnings import known_earnings, known_period
from backtest.market.panel import Panel
from backtest.validity.future import cut_panel, cut_signals, scramble_panel, scramble_signals
from data_sources.tables.facts import Dates, EarningsKind, Floats
from data_sources.tables.signals import Signals, SignalValue
from strategies.documents.document import Membership


@dataclass(frozen=True, repr=False)
class History:
    """Prices, names and signals, each with its own clock; the look-ahead audit holds every strategy to all three.

    Parameters
    ----------
    panel
        Arrays of sessions x symbols. A decision on day d may read the rows of sessions up to d.
    memberships
        The names that reports gave. A decision on day d may read those with ``known_from`` up to d.
    signals
        Values of industry series. A decision on day d may read those with ``published_on`` up to d. Of a series that
        ships and is stored too both are here, and ``signals.origin.speaking`` says which one counts on a day.
    hindsight
        The memberships of the first publication were made visible before it appeared.
    """

    panel: Panel
    memberships: tuple[Membership, ...] = ()
    signals: Sequence[SignalValue] = ()
    hindsight: bool = False

    def __repr__(self) -> str:
        """Return the panel's few lines and counts, not the rows."""
        counts = f"{len(self.memberships):,} memberships, {len(self.signals):,} signal values"
        return f"<History{' HINDSIGHT' * self.hindsight}: {counts},\n {self.panel!r}>"

    def earnings(self, field: str, *, kind: EarningsKind = "actual", years: int = 0) -> Floats:
        """Return what was last announced of earnings by each close (sessions x symbols), NaN where nothing was.

        Row t may be read by a decision of session t: it holds what was announced on that day, after the close too, or
        before. What is announced on a day without session is in the next row. Of what was reported it is the latest
        period known, and of that its last correction; of what analysts expected the year that runs on the day.
        ``panel.earnings`` has the announcements themselves, those to come too.

        Parameters
        ----------
        field : {"eps", "net_profit"}
            CNY per share, or CNY for the shareholders of the parent. Both are since the fiscal year began: the value
            of a third quarter is that of nine months, so compare it with ``years=-1`` and not with the row before.
        kind : {"actual", "forecast"}, default "actual"
            What was reported (业绩报表), or what was expected (一致预期).
        years : int, default 0
            So many years after that period, below 0 before it: -1 is the same period of the year before.

        Raises
        ------
        InputError
            For a field or a kind that there is not.
        """
        panel = self.panel
        return known_earnings(panel.earnings, panel.sessions, len(panel.symbols), field, kind=kind, years=years)

    def earnings_period(self, *, kind: EarningsKind = "actual", years: int = 0) -> Dates:
        """Return the last day of the period that each value is of (sessions x symbols), NaT where nothing was."""
        panel = self.panel
        return known_period(panel.earnings, panel.sessions, len(panel.symbols), kind=kind, years=years)


def with_hindsight(history: History, published: date | None) -> History:
    """Return the history as if what was known by the first publication had been known on the first session.

    For looking back, never a test: the test begins at that publication, so names of later reports wait for their own
    day. The early names are said again on theirs, so that the test begins with the decision it has without hindsight.
    """
    first = history.panel.sessions[0].item()
    early = tuple(
        replace(m, known_from=first)
        for m in history.memberships
        if published is not None and first < m.known_from <= published
    )
    return replace(history, memberships=(*history.memberships, *early), hindsight=True)


def merge_signals(shipped: Iterable[SignalValue], stored: Iterable[SignalValue]) -> Signals:
    """Put the values that ship with the product, marked as such, beside those of a store, by series.

    Of a series in both nothing is left out: which of the two speaks is decided day by day, from what was known then
    (``signals.origin``). A choice made here would know the future.
    """
    ours, theirs = Signals.of(shipped), Signals.of(stored)
    joined = Signals.concatenated(theirs, replace(ours, shipped=np.ones(len(ours), np.bool_)))
    return joined.of_series(sorted(joined.by_series))


def without_remarks(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    """Return the memberships without the remarks written while the reports were read, long after their day."""
    return tuple(replace(each, note="") if each.note else each for each in memberships)


def cut(history: History, day: date) -> History:
    """Return what was known after the close of a day; nothing else is left."""
    return replace(
        history,
        panel=cut_panel(history.panel, day),
        memberships=tuple(m for m in history.memberships if m.known_from <= day),
        signals=cut_signals(history.signals, day),
    )


def scramble(history: History, day: date, seed: int) -> History:
    """Return the same history up to a day with an invented future: other prices, signals and memberships."""
    random = np.random.default_rng(seed)
    later = [m for m in history.memberships if m.known_from > day]
    strangers = random.permutation([m.symbol for m in later]).tolist()
    invented = tuple(
        replace(m, symbol=symbol, known_from=day + timedelta(days=1 + int(random.integers(400))))
        for m, symbol in zip(later, strangers, strict=True)
    )
    return replace(
        history,
        panel=scramble_panel(history.panel, day, seed),
        memberships=tuple(m for m in history.memberships if m.known_from <= day) + invented,
        signals=scramble_signals(history.signals, day, seed),
    )
