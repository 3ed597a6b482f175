"""A walk-forward of a sweep: settings chosen inside, the curve of the choices outside, and what that is beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backtest.sweeps.grid import Value
from backtest.validity.glued import Beside, Glued
from backtest.validity.purged import PurgedPaths
from backtest.validity.walk_forward import WalkForward, Window
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class WalkedWindow:
    """One window: what was chosen by its train, its metric a session there and in the test, and what else there was.

    ``rank`` is the place of the choice among the settings in the test, 1 for the best.
    """

    train: tuple[str, str]
    test: tuple[str, str]
    turned: Mapping[str, Value]
    is_own: bool
    inside: float
    outside: float
    rank: int


@dataclass(frozen=True, repr=False)
class Walked:
    """The curve of the choices, all of it outside the sessions by which its settings were chosen.

    Parameters
    ----------
    how, cut, glued
        How the windows were asked for, the rows they have, what was chosen in them.
    windows
        The same in words and numbers.
    settings
        How many settings there were to choose among.
    sessions, equity : array of shape (k + 1,)
        The base and the sessions of the tests; CNY.
    exact
        Whether the curve was executed as one account, so that it paid for every change of the setting; otherwise the
        settings differ in the conditions of the run, and the returns were joined as they were.
    beside
        What the curve made a year beyond another of the same sessions, by the name of that one: ``own``, ``plain``,
        ``benchmark``.
    paths
        The combinatorial purged paths of the same choice; None where the sessions are too few for them.
    """

    how: WalkForward
    cut: tuple[Window, ...]
    glued: Glued
    windows: tuple[WalkedWindow, ...]
    settings: int
    sessions: Dates
    equity: Floats
    exact: bool
    beside: Mapping[str, Beside | None]
    paths: PurgedPaths | None

    @property
    def total_return(self) -> float:
        """What the curve made, as a fraction."""
        return float(self.equity[-1] / self.equity[0] - 1.0)

    def document(self) -> dict[str, object]:
        """Return plain values, ready for JSON."""
        return {
            "asked": str(self.how),
            "base": str(self.sessions[0]),
            "last": str(self.sessions[-1]),
            "sessions": len(self.sessions) - 1,
            "exact": self.exact,
            "total_return": self.total_return,
            "beside": {name: _beside(each) for name, each in self.beside.items()},
            "windows": [{**vars(each), "turned": dict(each.turned)} for each in self.windows],
            "paths": None if self.paths is None else sorted(float(value) for value in self.paths.metrics),
        }


def _beside(seen: Beside | None) -> dict[str, float | None] | None:
    if seen is None:
        return None
    low, high = (None, None) if seen.interval is None else (seen.interval.low, seen.interval.high)
    return {"annual": seen.annual, "low": low, "high": high}
