"""Decisions moved in time: entered on another day, or carried out a session later."""

from __future__ import annotations

from datetime import date

import numpy as np

from backtest.market.panel import Panel
from backtest.targets import Targets
from data_sources.tables.facts import Dates, Integers
from data_sources.tables.read_only import read_only


def entered_on(targets: Targets, day: date) -> Targets:
    """Return the decisions of one who enters on a day: those that stand then, dated to it, and all later ones.

    What was decided last on the day or before it is what one would buy now. Without such a decision the later ones
    stand alone.
    """
    stands = int(np.searchsorted(targets.dates, np.datetime64(day, "D"), side="right")) - 1
    if stands < 0:
        return targets
    kept = targets.since(targets.dates[stands].item())
    dates = kept.dates.copy()
    dates[0] = np.datetime64(day, "D")
    return Targets(read_only(dates), kept.offsets, kept.symbols, kept.columns, kept.weights)


def a_session_later(targets: Targets, panel: Panel) -> Targets:
    """Return the same decisions, each dated to the session that would have carried it out, so that the next one does.

    Of several that one session would carry out the last stays, as without the delay. A decision that no session of the
    panel follows is left out.
    """
    session = np.searchsorted(panel.sessions, targets.dates, side="right")
    last_of_session = np.append(session[1:] != session[:-1], True)[: len(session)]
    kept = np.flatnonzero(last_of_session & (session < len(panel.sessions)))
    return _chosen(targets, kept, panel.sessions[session[kept]])


def _chosen(targets: Targets, kept: Integers, dates: Dates) -> Targets:
    """Some of the decisions, under other dates."""
    sizes = np.diff(targets.offsets)[kept]
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    entries = np.concatenate(
        [np.arange(targets.offsets[d], targets.offsets[d + 1]) for d in kept.tolist()] or [np.empty(0, np.int64)]
    ).astype(np.int64)
    return Targets(
        read_only(dates.copy()),
        read_only(offsets),
        targets.symbols,
        read_only(targets.columns[entries]),
        read_only(targets.weights[entries]),
    )
