"""A walk-forward of a sweep: settings chosen inside, the curve of the choices outside, and what that is beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backtest.sweeps.grid import Value
from backtest.validity.glued import Beside, Glued
from backtest.validity.purged import PurgedPaths
from backtest.validity.walk_forward import WalkForward, Window
from data_sources.tables.facts import Dates, Floats, Integers

if TYPE_CHECKING:
    import pandas as pd

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class WalkedWindow:
    """One window: what was chosen by its train, its metric a session there and in the test, and what else there was.

    ``rank`` is the place of the choice among the settings in the test, 1 for the best; it and ``outside`` are None for
    a test of a single session, which ranks nothing. ``rows`` are the base and the
    last session of the test by their places among the sessions of the walk-forward.
    """

    train: tuple[str, str]
    test: tuple[str, str]
    turned: Mapping[str, Value]
    is_own: bool
    inside: float
    outside: float | None
    rank: int | None
    rows: tuple[int, int]


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
        The base and the sessions of the tests; CNY, or what 1 became where the curve is not ``exact``.
    others : mapping of str to array of shape (k + 1,)
        What 1 at the base became in what the curve stands beside: ``own``, ``plain`` where there is a plain list that
        has these sessions, ``benchmark``.
    exact
        Whether the curve was executed as one account, so that it paid for every change of the setting; otherwise the
        settings differ in the conditions of the run, and the returns were joined as they were.
    beside
        What the curve made a year beyond each of ``others``, by its name; None after a total loss.
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
    others: Mapping[str, Floats]
    exact: bool
    beside: Mapping[str, Beside | None]
    paths: PurgedPaths | None

    def __repr__(self) -> str:
        """Return how it was walked and what came of it, not the curves."""
        return f"<Walked {self.how}: {len(self.windows)} windows, {self.total_return:+.1%}>"

    @property
    def total_return(self) -> float:
        """What the curve made, as a fraction."""
        return float(self.equity[-1] / self.equity[0] - 1.0)

    @property
    def years(self) -> float:
        """How long the curve is, 365.25 days a year."""
        return float((self.sessions[-1] - self.sessions[0]).astype(int) / DAYS_A_YEAR)

    @property
    def growth(self) -> dict[str, Floats]:
        """What 1 at the base became, array of shape (k + 1,): the choices as ``walk_forward``, then ``others``."""
        return {"walk_forward": self.equity / self.equity[0], **self.others}

    @property
    def window_of(self) -> Integers:
        """The number of the window in whose test each session lies, from 1, array of shape (k + 1,); 0 at the base."""
        lasts = [each.rows[1] for each in self.windows]
        found: Integers = np.searchsorted(lasts, np.arange(len(self.sessions))) + 1
        found[0] = 0
        return found

    def curves(self) -> pd.DataFrame:
        """What 1 became, a row for each session: ``window``, ``walk_forward`` and a column for each of ``others``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        index = pd.DatetimeIndex(self.sessions, name="date")
        return pd.DataFrame({"window": self.window_of, **self.growth}, index=index)

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
            "windows": [_window(each) for each in self.windows],
            "paths": None if self.paths is None else sorted(float(value) for value in self.paths.metrics),
        }


def _window(each: WalkedWindow) -> dict[str, object]:
    return {**{name: value for name, value in vars(each).items() if name != "rows"}, "turned": dict(each.turned)}


def _beside(seen: Beside | None) -> dict[str, float | None] | None:
    if seen is None:
        return None
    low, high = (None, None) if seen.interval is None else (seen.interval.low, seen.interval.high)
    return {"annual": seen.annual, "low": low, "high": high}
