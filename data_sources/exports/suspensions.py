"""Suspensions (停牌) that a file tells: bars without volume where there is none, and a finding where one was traded."""

from __future__ import annotations

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, concatenate
from data_sources.tables.schema import BARS

RULE = "traded_while_suspended"


def with_suspensions(bars: Frame, suspended: Frame) -> tuple[Frame, tuple[Finding, ...]]:
    """Return bars with a row without volume for each day on which one of their securities was suspended.

    Days after the last bar of all and of other securities are left out. A day that has a bar stays as it is; one with
    volume is found (warning), for the bar or the suspension is wrong.
    """
    wanted = np.isin(suspended["symbol"], bars["symbol"])
    wanted &= suspended["date"] <= (bars["date"].max() if len(bars) else np.datetime64("NaT", "D"))
    days = suspended.rows(wanted)
    _, first = np.unique(_keys(days), return_index=True)
    days = days.rows(first)
    there = np.isin(_keys(days), _keys(bars))
    traded = np.isin(_keys(bars), _keys(days.rows(there))) & (bars["volume"] > 0)
    joined = concatenate(BARS, [bars, days.rows(~there)]).in_key_order()
    return joined, (_finding(bars, traded),) if traded.any() else ()


def _keys(frame: Frame) -> Array:
    keys: Array = np.char.add(frame["symbol"].astype(str), frame["date"].astype(str))
    return keys


def _finding(bars: Frame, traded: Array) -> Finding:
    rows = np.flatnonzero(traded)
    row, more = int(rows[0]), len(rows) - 1
    file, line = bars.place(row)
    rest = f", and {more:,} more {'bar' if more == 1 else 'bars'}" if more else ""
    message = f"volume {bars['volume'][row]:,.0f} on a day on which it was suspended (停牌), as suspend_d says{rest}"
    return Finding("warning", RULE, message, BARS.name, str(bars["symbol"][row]), bars["date"][row].item(), file, line)
