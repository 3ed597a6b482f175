"""What a list had already made before its publication: names that rose are the ones that get recommended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtest.market.panel import Panel
from backtest.validity.history import SESSIONS, index_before


@dataclass(frozen=True)
class RunUp:
    """Lists and the CSI 300 over the ``sessions`` before each list's base, fractions.

    Parameters
    ----------
    own : float
        Mean total return of the names, each list of them equally weighted and left alone.
    market : float
        Return of ``benchmark`` over the same sessions, the mean over the names.
    excess : float
        The difference of the two.
    benchmark : str
        ``H00300.CSI`` when the store has it on all of these sessions, otherwise ``000300.SH``; joined when lists
        differ in it.
    names : int
        Names with a price at both ends.
    left_out : int
        Names without a price at the first end, listed or first stored later: they are in neither number.
    sessions : int
        ``SESSIONS``, about a year.
    """

    own: float
    market: float
    excess: float
    benchmark: str
    names: int
    left_out: int
    sessions: int = SESSIONS


def run_up(panel: Panel, lists: Sequence[tuple[Sequence[int], int]]) -> RunUp | None:
    """Return what lists made in the ``SESSIONS`` up to the close of their bases, against the CSI 300.

    Each list is its columns of the panel and the row of its base. None when the store begins later than that before a
    base or lacks the index there, and when no name was listed by then: a shorter run-up would not compare.
    """
    own: list[float] = []
    market: list[float] = []
    left_out, benchmarks = 0, []
    for columns, base in lists:
        first = base - SESSIONS
        index = index_before(panel, first, base) if first >= 0 else None
        if index is None:
            return None
        symbol, levels = index
        values = panel.total_return_index[[first, base]][:, list(columns)]
        moves = (values[1] / values[0] - 1.0)[np.isfinite(values).all(axis=0)]
        own += moves.tolist()
        market += [float(levels[-1] / levels[0] - 1.0)] * len(moves)
        left_out += len(columns) - len(moves)
        benchmarks.append(symbol)
    if not own:
        return None
    mean, beside = float(np.mean(own)), float(np.mean(market))
    joined = " + ".join(dict.fromkeys(benchmarks))
    return RunUp(mean, beside, mean - beside, joined, len(own), left_out)
