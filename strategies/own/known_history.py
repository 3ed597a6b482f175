"""The history that a handler is given: what was known after the close of its first day, and later of each day since.

It is read like any ``History``; ``panel``, ``memberships`` and ``signals`` are always as of the last view. A panel that
was taken out of it stays as it was. The whole history is on the other side: ``HistoryFeed`` hands on what becomes
known, and nothing here leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from weakref import ref

import numpy as np

from backtest.handler.instruction import Instruction, wanted_of
from backtest.handler.known_market import KnownMarket, MarketFeed
from backtest.handler.known_rows import KnownRows, RowFeed
from backtest.market.panel import Panel
from backtest.targets import Targets
from data_sources.tables.signals import Signals
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.documents.document import Membership
from strategies.own.copied_history import own_facts

Wanted = Callable[[int], Instruction | None]
Asked = tuple[str, tuple[tuple[str, Value], ...]]
"""A strategy to follow: its name or the path of its file, and the values of its parameters."""


class KnownHistory(History):
    """A history that grows with the views of a run and never knows more than they do."""

    def __new__(cls, *args: Any, **fields: Any) -> Any:  # noqa: ANN401 - with other fields it is an ordinary history
        """Return an ordinary history: ``dataclasses.replace`` on one that grows gives one that does not."""
        return History(*args, **fields)

    @property
    def panel(self) -> Panel:
        """The market up to the last view."""
        market: KnownMarket = vars(self)["_market"]
        kept: dict[int, Panel] = vars(self)["_panels"]
        if market.session not in kept:
            kept.clear()
            kept[market.session] = market.panel()
        return kept[market.session]

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """The names that reports had given by the last view."""
        members: tuple[Membership, ...] = vars(self)["_members"]
        return members

    @property
    def signals(self) -> Signals:
        """The values published by the last view."""
        published: KnownRows[Signals] = vars(self)["_published"]
        return published.now()

    @property
    def hindsight(self) -> bool:
        """No handler runs with hindsight."""
        return False


# What a user reads in an error is what a user knows it as.
KnownHistory.__name__ = History.__name__


class HistoryFeed:
    """Hands a whole history on, session after session.

    Parameters
    ----------
    whole : History
        All that there is; its panel is that of ``market``.
    market : MarketFeed
        What is known of the market, shown already up to the first session.
    """

    def __init__(self, whole: History, market: MarketFeed) -> None:
        """Make the history of the first session."""
        sessions = whole.panel.sessions
        self.whole, self.market = whole, market
        signals = Signals.of(whole.signals)
        self.signals = RowFeed(signals, signals.published_on, sessions)
        # A name that became known between two sessions is known on the later one.
        known_from = np.array([each.known_from for each in whole.memberships], "datetime64[D]")
        self.due = np.searchsorted(sessions, known_from)
        self.members = own_facts(whole.memberships)
        self.known = object.__new__(KnownHistory)
        self.followed: list[Wanted] = []
        self.asked: list[Asked] = []
        vars(self.known).update(
            _market=market.known,
            _panels={},
            _members=(),
            _published=KnownRows(Signals, Signals.of()),
            _asked=self.asked,
        )
        self._tell(self.known, first=True)

    def release(self) -> None:
        """Hold on to the history no longer than the handler does: what nobody reads need not be brought up to date."""
        self.kept = ref(self.known)
        del self.known

    def show(self) -> None:
        """Bring the history up to the session that the market shows."""
        known = self.kept()
        if known is not None:
            self._tell(known)

    def _tell(self, known: KnownHistory, *, first: bool = False) -> None:
        session = self.market.known.session
        self.market.show_facts()
        self.signals.show(session, vars(known)["_published"])
        if first or (self.due == session).any():
            told = zip(self.members, self.due.tolist(), strict=True)
            vars(known)["_members"] = tuple(member for member, due in told if due <= session)

    def follow(self, decide: Callable[[Asked], Targets]) -> None:
        """Let the strategies decide that the handler asked to follow; of each decision it hears on its evening."""
        sessions = self.whole.panel.sessions
        self.followed = [wanted_of(decide(asked), sessions) for asked in self.asked]

    def wanted(self) -> Mapping[int, Instruction]:
        """Return what the followed strategies want of the session after the one shown, by number."""
        session = self.market.known.session + 1
        asked = ((number, wanted(session)) for number, wanted in enumerate(self.followed))
        return {number: instruction for number, instruction in asked if instruction is not None}
