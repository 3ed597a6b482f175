"""The sessions that all settings of a sweep have, so that what is compared is compared over the same days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtest.metrics.returns import daily_returns
from backtest.sweeps.curves import EquityCurve
from data_sources.calendar.lengths import DAY
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.read_only import read_only


@dataclass(frozen=True, repr=False)
class Common:
    """Settings on common sessions.

    Parameters
    ----------
    sessions : array of shape (n + 1,)
        The latest base of any setting, and the sessions after it.
    equity : array of shape (n + 1, m)
        CNY, a column for each setting that traded.
    columns : tuple of int
        Which setting each column is, by its place among the curves.
    dead : tuple of int
        Settings that held nothing on any of these sessions.
    left_out : int
        Sessions that the earliest setting has before the common base.
    """

    sessions: Dates
    equity: Floats
    columns: tuple[int, ...]
    dead: tuple[int, ...]
    left_out: int

    @property
    def returns(self) -> Floats:
        """Daily simple returns (n, m)."""
        return daily_returns(self.equity)


def on_common_sessions(curves: Sequence[EquityCurve | None], judged: Sequence[tuple[int, int] | None]) -> Common | None:
    """Return the settings on the sessions that all of them are judged on; None when there is no such session.

    A setting that never held anything does not shorten the others' record. Sessions before any of them held anything
    are no record either, and are left out.

    Parameters
    ----------
    curves : sequence of EquityCurve or None
        One for each setting; None where it could not be executed.
    judged : sequence of (int, int) or None
        The first (base) and the last row of each curve by which a run of it would be judged; None where there is none.
    """
    there = {
        k: curve
        for k, (curve, rows) in enumerate(zip(curves, judged, strict=True))
        if curve is not None and rows is not None
    }
    spans = {k: curve.sessions[list(judged[k] or ())] for k, curve in there.items()}
    alive = [k for k, curve in there.items() if _moves(curve, spans[k])]
    if not alive:
        return None
    base, last = max(spans[k][0] for k in alive), min(spans[k][1] for k in alive)
    if not base < last:
        return None
    first = there[alive[0]].sessions
    sessions: Dates = first[(first >= base) & (first <= last)]
    traded = [k for k in alive if _moves(there[k], np.array([base, last]))]
    if not traded:
        return None
    equity = np.column_stack([_between(there[k], base, last) for k in traded])
    idle = int((equity != equity[0]).any(axis=1).argmax()) - 1
    sessions, equity, base = sessions[idle:], equity[idle:], sessions[idle]
    earliest = there[min(alive, key=lambda k: spans[k][0])].sessions
    left_out = int(((earliest >= min(spans[k][0] for k in alive)) & (earliest < base)).sum())
    dead = tuple(k for k in there if k not in set(traded))
    return Common(sessions, read_only(equity), tuple(traded), dead, left_out)


def _between(curve: EquityCurve, base: np.datetime64, last: np.datetime64) -> Floats:
    rows = slice(*np.searchsorted(curve.sessions, [base, last + DAY]))
    return curve.equity[rows]


def _moves(curve: EquityCurve, span: Dates) -> bool:
    return bool(np.ptp(_between(curve, span[0], span[1])) > 0)
