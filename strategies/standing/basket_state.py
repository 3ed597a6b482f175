"""How the names of a strategy stand on a day: their lead over the CSI 300, and how many of them rise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.calendar.sessions import base_row
from strategies.contract.history import History
from strategies.contract.strategy import Strategy
from strategies.rules.basket import BENCHMARK
from strategies.rules.members import eligible_memberships, known_members
from strategies.rules.rank import benchmark_levels
from strategies.signals.derived import basket_strength, breadth

LOOKBACK = 120  # sessions: two reporting seasons, as most strategies look back


@dataclass(frozen=True)
class BasketState:
    """The names that reports had given a strategy by a day, equally weighted, over ``LOOKBACK`` sessions.

    ``strength`` is the mean total return less the CSI 300 price index's, a fraction; ``breadth`` the share of names
    above their own mean. NaN while there is too little history.
    """

    strategy: str
    names: int
    strength: float
    breadth: float


def basket_state(strategy: Strategy, history: History, day: date) -> BasketState:
    """Return how the known names of a strategy stand after the close of the last session on or before a day.

    All known names of its own segments count, whatever the strategy itself would select, filter or weigh. ``day`` is a
    calendar day, not before the first session of the history; later prices and memberships are not read.
    """
    panel = history.panel
    asked = np.array([day], dtype="datetime64[D]")
    eligible = eligible_memberships(strategy.own_segments, history.memberships)
    members = np.any(known_members(strategy.own_segments, eligible, panel.symbols, asked)[:, 0], axis=0)
    index, levels = panel.total_return_index, benchmark_levels(panel, BENCHMARK)
    row = base_row(panel.sessions, day)
    strength = basket_strength(index, members, levels, row, LOOKBACK)
    return BasketState(strategy.name, int(members.sum()), strength, breadth(index, members, row, LOOKBACK))
