"""When decisions execute, and over which sessions a run extends (execution rules, sections 1 and 5)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from data_sources.calendar.lengths import DAY
from data_sources.calendar.sessions import base_row
from data_sources.errors import InputError
from data_sources.language.text import NOTHING, both
from data_sources.tables.facts import Floats, Integers


class Schedule(NamedTuple):
    """Weights by executing session: session t executes decision ``of_session[t]`` (-1: none), CSR as in Targets.

    The columns of a decision ascend; one may stand twice after a rename.
    """

    of_session: Integers
    offsets: Integers
    columns: Integers
    weights: Floats


def schedule_of(panel: Panel, targets: Targets) -> Schedule:
    """Give each decision the first session strictly after its date; of several on one session the last date stays."""
    columns = targets.columns
    if targets.symbols != panel.symbols:
        columns = np.array([panel.position[symbol] for symbol in targets.symbols], dtype=np.int64)[columns]
    of_session = np.full(len(panel.sessions), -1, dtype=np.int64)
    session = np.searchsorted(panel.sessions, targets.dates, side="right")
    inside = session < len(panel.sessions)
    of_session[session[inside]] = np.flatnonzero(inside)
    if panel.renames:
        columns = _renamed(panel, targets, session, columns)
    return Schedule(of_session, targets.offsets, *_ascending(targets.offsets, columns, targets.weights))


def _ascending(offsets: Integers, columns: Integers, weights: Floats) -> tuple[Integers, Floats]:
    """Columns and weights with the columns of each decision in order."""
    falls = columns[1:] < columns[:-1]
    within = offsets[1:-1]
    falls[within[(within > 0) & (within < len(columns))] - 1] = False
    if not falls.any():
        return columns, weights
    decision = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    order = np.lexsort((columns, decision))
    return columns[order], weights[order]


def _renamed(panel: Panel, targets: Targets, session: Integers, columns: Integers) -> Integers:
    """From its rename on, a weight of an old symbol counts for the new one; renames are followed in order of time."""
    renamed = columns.copy()
    for rename in sorted(panel.renames, key=lambda rename: (rename.date, rename.old_symbol)):
        first = np.searchsorted(panel.sessions, np.datetime64(rename.date, "D"))
        later = slice(int(targets.offsets[np.searchsorted(session, first)]), None)
        old, new = panel.position[rename.old_symbol], panel.position[rename.new_symbol]
        renamed[later][renamed[later] == old] = new
    return renamed


def columns_after_renames(panel: Panel, t: int) -> dict[str, int]:
    """The column that a symbol's name leads to on session t: its own, or its successor's from the rename on."""
    column = dict(panel.position)
    for rename in sorted(panel.renames, key=lambda rename: (rename.date, rename.old_symbol)):
        if np.searchsorted(panel.sessions, np.datetime64(rename.date, "D")) <= t:
            old, new = panel.position[rename.old_symbol], panel.position[rename.new_symbol]
            column = {symbol: new if j == old else j for symbol, j in column.items()}
    return column


def decided_since_start(targets: Targets, options: Options) -> Targets:
    """The decisions that a run executes: all, or those from ``options.start`` on."""
    return targets.since(options.start) if options.start else targets


def span(panel: Panel, targets: Targets, options: Options) -> tuple[int, int]:
    """The base session and the last session of a run; raises InputError for dates outside the data."""
    if not len(targets.dates):
        since = both(f" on or after {options.start}", f"{options.start} 及之后") if options.start else NOTHING
        raise InputError(
            both(f"there is no decision{since}; nothing to execute", f"{since.zh}没有任何调仓决策，无可执行")
        )
    base = base_session(panel, targets.dates[0].item())
    return base, last_session(panel, options, base)


def base_session(panel: Panel, first_decision: date) -> int:
    """The last session on or before the first decision."""
    day = np.datetime64(first_decision, "D")
    if day < panel.sessions[0]:
        raise InputError(
            both(
                f"the first decision is of {first_decision}, before the first session {panel.sessions[0]}; "
                f"import earlier data or start later with --from",
                f"首个决策日 {first_decision} 早于首个交易日 {panel.sessions[0]}；请导入更早的数据或用 --from 推后",
            )
        )
    if _is_beyond(panel, day):
        raise InputError(
            both(
                f"the first decision is of {first_decision}, after the last session with data, {panel.sessions[-1]}; "
                f"refresh the data first",
                f"首个决策日 {first_decision} 晚于最后一个有数据的交易日 {panel.sessions[-1]}；请先更新数据",
            )
        )
    return base_row(panel.sessions, first_decision)


def last_session(panel: Panel, options: Options, base: int) -> int:
    """The session a run ends on: ``options.end``, or the last one on which any symbol traded.

    A later ``options.end`` takes every session up to it. Raises InputError when the run would end before it begins.
    """
    if options.end is None:
        return _last_traded_session(panel, base)
    end, data_end = np.datetime64(options.end, "D"), panel.sessions[-1]
    if _is_beyond(panel, end):
        lacking = f", and nothing is stored of {panel.next_session}" if panel.next_session else ""
        raise InputError(
            both(
                f"--to {end} is after the last session with data, {data_end}{lacking}; refresh the data or end there",
                f"--to {end} 晚于最后一个有数据的交易日 {data_end}；请先更新数据，或在该日结束",
            )
        )
    last = base_row(panel.sessions, options.end)
    if last < base:
        raise InputError(
            both(
                f"--to {end} is before the base date {panel.sessions[base]}; end on or after it",
                f"--to {end} 早于基准日 {panel.sessions[base]}；请在该日或之后结束",
            )
        )
    return last


def _last_traded_session(panel: Panel, base: int) -> int:
    last = panel.last_traded
    if last < 0:
        raise InputError("no symbol of the store has a traded bar; import bars, or name the last day with --to")
    if base > last:
        raise InputError(
            f"the first decision is of {panel.sessions[base]} or later, after the last traded bar of any symbol, "
            f"{panel.sessions[last]}; refresh the data, decide earlier, or name a later end with --to"
        )
    return last


def _is_beyond(panel: Panel, end: np.datetime64) -> bool:
    """Whether a day reaches a session without data: the calendar's next one, or a weekday when it knows no further."""
    if end <= panel.sessions[-1]:
        return False
    if panel.next_session is not None:
        return bool(end >= np.datetime64(panel.next_session, "D"))
    return bool(np.busday_count(panel.sessions[-1] + DAY, end + DAY) > 0)
