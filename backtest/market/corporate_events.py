"""Corporate actions and renames, laid on the session axis in the order in which a session applies them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.tables.facts import Booleans, CorporateAction, Dates, Floats, Integers, Rename

ACTION, RENAME = 0, 1
_ROW: list[tuple[str, type]] = [(name, np.int64) for name in ("kind", "symbol", "successor")]
_ROW += [(name, np.float64) for name in ("cash", "bonus", "rights", "rights_price", "ratio")]


@dataclass(frozen=True, repr=False)
class CorporateEvents:
    """E events by session, date, renames first, symbol. Session t owns ``offsets[t]:offsets[t + 1]``.

    An event between two sessions belongs to the later one. ``symbol`` is a column, the old one for a rename, whose
    ``successor`` is the new one (-1 for an action). ``ratio`` is new shares per old share of a rename, 1 for an action.
    ``steps[step_offsets[j]:step_offsets[j + 1]]`` are the events that move the reference price of column j, in order:
    its own actions and, when it continues an old symbol, that one's actions and the rename.
    """

    offsets: Integers
    session: Integers
    kind: Integers
    symbol: Integers
    successor: Integers
    cash: Floats
    bonus: Floats
    rights: Floats
    rights_price: Floats
    ratio: Floats
    step_offsets: Integers
    steps: Integers

    def __repr__(self) -> str:
        """Return counts, not the arrays."""
        renames, sessions = int((self.kind == RENAME).sum()), len(self.offsets) - 1
        actions = len(self.kind) - renames
        return f"<CorporateEvents: {actions:,} actions and {renames:,} renames on {sessions:,} sessions>"


def lay_events(
    sessions: Dates,
    column: Mapping[str, int],
    actions: Sequence[CorporateAction],
    renames: Sequence[Rename],
    continued: Mapping[str, Rename],
) -> CorporateEvents:
    """Lay actions and renames on the sessions.

    ``continued`` names, by new symbol, the rename whose old history the new symbol takes over. Actions of an old symbol
    count up to the day before its rename; those of a continuing symbol from the date on. Events after the last session
    are left out.
    """
    in_order = sorted(renames, key=lambda rename: (rename.date, rename.old_symbol))
    kept: list[CorporateAction | Rename] = [
        action
        for action in actions
        if action.symbol in column
        and not _given_up(action, in_order)
        and not (action.symbol in continued and action.ex_date < continued[action.symbol].date)
    ]
    kept += [rename for rename in renames if rename.old_symbol in column and rename.new_symbol in column]
    kept.sort(key=_order)
    days = np.array([_order(event)[0] for event in kept], dtype="datetime64[D]")
    session = np.searchsorted(sessions, days).astype(np.int64)
    inside = int(np.searchsorted(session, len(sessions)))
    return _columns(kept[:inside], session[:inside], len(sessions), column, continued)


def _given_up(action: CorporateAction, renames: Sequence[Rename]) -> bool:
    """Whether the symbol was an old one on the ex-date: renamed away and not yet taken up again."""
    given_up = False
    for rename in renames:
        if rename.date <= action.ex_date and action.symbol in (rename.old_symbol, rename.new_symbol):
            given_up = action.symbol == rename.old_symbol
    return given_up


def adjustment_factor(close: Floats, traded: Booleans, history_close: Floats, events: CorporateEvents) -> Floats:
    """The factor by which closes become comparable across ex-dates and renames (S x N), 1 up to the first event.

    At an event it grows by last close / unrounded reference, so a holder's return is unchanged by the event.
    """
    factor = np.ones_like(close)
    for j in np.flatnonzero(np.diff(events.step_offsets)):
        last = history_close[j]
        previous = -1
        for e in events.steps[events.step_offsets[j] : events.step_offsets[j + 1]]:
            t = int(events.session[e])
            between = np.flatnonzero(traded[previous + 1 : t, j])
            if len(between):
                last = close[previous + 1 + int(between[-1]), j]
            if not np.isfinite(last):
                continue
            reference = _unrounded_reference(last, events, int(e))
            if reference > 0:
                factor[t:, j] *= last / reference
                last = reference
            previous = max(previous, t - 1)
    return factor


def _unrounded_reference(last: float, events: CorporateEvents, e: int) -> float:
    if events.kind[e] == RENAME:
        return float(last / events.ratio[e])
    value = last - events.cash[e] + events.rights[e] * events.rights_price[e]
    return float(value / (1 + events.bonus[e] + events.rights[e]))


def _order(event: CorporateAction | Rename) -> tuple[date, bool, str]:
    if isinstance(event, Rename):
        return event.date, False, event.old_symbol
    return event.ex_date, True, event.symbol


def _columns(
    events: list[CorporateAction | Rename],
    session: Integers,
    session_count: int,
    column: Mapping[str, int],
    continued: Mapping[str, Rename],
) -> CorporateEvents:
    steps: list[list[int]] = [[] for _ in column]
    for e, event in enumerate(events):
        if isinstance(event, CorporateAction):
            steps[column[event.symbol]].append(e)
        elif continued.get(event.new_symbol) is event:
            steps[column[event.new_symbol]] = [*steps[column[event.old_symbol]], e]
    rows = np.array([_row(event, column) for event in events], dtype=_ROW)
    return CorporateEvents(
        offsets=np.searchsorted(session, np.arange(session_count + 1)).astype(np.int64),
        session=session,
        **{name: rows[name].copy() for name, _ in _ROW},
        step_offsets=np.concatenate(([0], np.cumsum([len(s) for s in steps]))).astype(np.int64),
        steps=np.array([e for s in steps for e in s], dtype=np.int64),
    )


def _row(event: CorporateAction | Rename, column: Mapping[str, int]) -> tuple[float, ...]:
    if isinstance(event, Rename):
        return RENAME, column[event.old_symbol], column[event.new_symbol], 0.0, 0.0, 0.0, 0.0, event.ratio
    terms = (event.cash_per_share, event.bonus_per_share, event.rights_per_share, event.rights_price)
    return ACTION, column[event.symbol], -1, *terms, 1.0
