"""What must be read with a run's verdict: sessions in which nothing could move, an index that had to give way.

A caveat stands beside the verdict wherever it is written: page, index, table and terminal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.market.panel import Panel
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Floats

IDLE_SESSIONS = 20
"""A month: a run may begin that long before the first bar of what it holds without a word."""


@dataclass(frozen=True)
class Caveat:
    """A whole sentence without its full stop, and the same as a line of a table: a label and a few words."""

    label: str
    short: str
    sentence: str


def caveats_of(
    panel: Panel, ledger: Ledger, targets: Targets, twin: str, twin_closes: Floats | None
) -> tuple[Caveat, ...]:
    """Return the caveats of a run; ``twin`` is the total-return index, ``twin_closes`` None when it was not used."""
    found = (_before_bars(panel, ledger, targets), _after_bars(panel, ledger), _without_twin(panel, ledger, twin))
    return tuple(each for each in (found if twin_closes is None else found[:2]) if each)


def _before_bars(panel: Panel, ledger: Ledger, targets: Targets) -> Caveat | None:
    """The sessions before the first bar of anything that the targets ever hold; of any symbol for a handler."""
    wanted = [panel.position[symbol] for symbol in targets.symbols if symbol in panel.position]
    begun = panel.listed_from[wanted] if len(targets.dates) else panel.listed_from
    first = int(begun.min(initial=len(panel.sessions)))
    base = base_row(panel.sessions, ledger.sessions[0].item())
    end = base + len(ledger.sessions) - 1
    idle = first - base - 1
    if not len(begun) or idle < IDLE_SESSIONS or first > end:
        return None
    day = panel.sessions[first]
    return Caveat(
        "no bar before",
        f"{day}, {idle:,} sessions",
        f"nothing could be held in the first {idle:,} sessions: the first bar of anything this run holds is of {day}; "
        f"--from {day} starts there",
    )


def _after_bars(panel: Panel, ledger: Ledger) -> Caveat | None:
    """The last sessions without a bar of any symbol, over which the index goes on alone."""
    traded = np.flatnonzero(panel.traded.any(axis=1))
    if not len(traded) or panel.sessions[traded[-1]] >= ledger.sessions[-1]:
        return None
    day = panel.sessions[traded[-1]]
    carried = int((ledger.sessions[1:] > day).sum())
    sessions = f"last {carried} sessions carry" if carried > 1 else "last session carries"
    return Caveat(
        "no bar after",
        f"{day}, {carried} sessions",
        f"the {sessions} closes of {day}: no bar after it, so orders are refused as suspended while the index moves "
        f"on; --to {day} ends there",
    )


def _without_twin(panel: Panel, ledger: Ledger, twin: str) -> Caveat | None:
    """Why the total-return index, though stored, does not stand beside this run."""
    known = np.flatnonzero(np.isfinite(panel.benchmarks.get(twin, np.zeros(0))))
    if not len(known):
        return None
    first, last = panel.sessions[known[0]], panel.sessions[known[-1]]
    return Caveat(
        "no dividends in index",
        f"{twin} ends {last}" if last < ledger.sessions[-1] else f"{twin} has gaps",
        f"{twin} is stored from {first} to {last} and lacks sessions of this run, so the price index without dividends "
        f"stands in for it; end on {min(last, ledger.sessions[-1])} or earlier to compare with dividends",
    )
