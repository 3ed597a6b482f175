"""Sessions without a bar in what a source gave of one symbol, up to the last session that is over."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.quality.histories.endings import UNEXPLAINED
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding, Severity


def gap_findings(symbol: str, own: Dates, missing: Dates, last: date) -> list[Finding]:
    """Return a note on the holes among ``missing`` sessions and one on a missing end.

    ``own`` are the days of the symbol's bars in order. Past suspensions are not kept anywhere, so only an end that
    reaches the last session is a warning.
    """
    holes, end = missing[missing < own[-1]], missing[missing > own[-1]]
    found = []
    if len(holes):
        when = f"{holes[0]}" if len(holes) == 1 else f"{len(holes)} sessions, the first {holes[0]}"
        found.append(_gap("note", f"no bar on {when}", symbol, holes))
    if len(end):
        when = f"{end[0]}" if len(end) == 1 else f"the last {len(end)} sessions, since {own[-1]}"
        reached: bool = end[-1] == np.datetime64(last)
        found.append(_gap("warning" if reached else "note", f"no bar on {when}", symbol, end))
    return found


def _gap(severity: Severity, message: str, symbol: str, days: Dates) -> Finding:
    words = f"{message}: {UNEXPLAINED}"
    return Finding(severity, "gap", words, "bars", symbol, days[-1].item())
