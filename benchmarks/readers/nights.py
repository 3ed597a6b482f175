"""The nights that are published: the simulated market, a session longer each time, and what a whole load of each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from data_sources.sample_market import sample_facts
from data_sources.sample_market.sessions import FIRST_DAY, LAST_DAY, all_sessions
from data_sources.tables.facts import Facts


@dataclass(frozen=True)
class Night:
    """The market up to a day, and the sum of its panel."""

    facts: Facts
    last: date
    digest: int


def nights(count: int, start: date = FIRST_DAY) -> list[Night]:
    """Return a market from ``start`` on and so many nights after it, each a session longer, the last one last."""
    sessions = all_sessions()
    last = int(np.searchsorted(sessions, np.datetime64(LAST_DAY, "D"), side="right"))
    days = [day.item() for day in sessions[last - count - 1 : last]]
    return [_night(sample_facts(start=start, end=day), day) for day in days]


def _night(facts: Facts, day: date) -> Night:
    return Night(facts, day, digest(build_panel(facts)))


def digest(panel: Panel) -> int:
    """Return a sum of all that a night changes: sessions, bars, levels of indices, and which shares there are."""
    found = crc32(repr((panel.symbols, panel.instruments)).encode())
    arrays = (panel.sessions.view(np.int64), panel.bars, panel.listed_from)
    for each in (*arrays, *(panel.benchmarks[name] for name in sorted(panel.benchmarks))):
        found = crc32(np.ascontiguousarray(each).view(np.uint8).reshape(-1).data, found)
    return found
