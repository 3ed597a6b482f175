"""The curve of a choice: in each window the best setting of its train, glued over the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.validity.excess import excess_interval
from backtest.validity.interval import NOISE, Interval
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from backtest.validity.walk_forward import Window
from data_sources.tables.facts import Dates, Floats, Integers
from data_sources.tables.read_only import read_only


@dataclass(frozen=True)
class Held:
    """Which setting was held from session ``first`` to ``last``, and its metric a session where it was chosen."""

    first: date
    last: date
    setting: int
    inside: float


@dataclass(frozen=True)
class Glued:
    """Daily returns (k,) of ``sessions`` (k,), all outside the sessions in which their setting was chosen.

    ``held`` has one entry a window, in order; neighbouring ones may hold the same setting.
    """

    sessions: Dates
    returns: Floats
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Beside:
    """What one curve earned a year beyond another, geometric, as a fraction, with its interval where there is one."""

    annual: float
    interval: Interval | None


def choose(
    returns: Floats, benchmark: Floats, rows: slice | Integers, metric: SettingMetric, default: int
) -> tuple[int, float]:
    """Return the best setting by the rows given, and its metric there.

    A setting that never moved there says nothing of itself and cannot be chosen. The default is kept where none moved,
    and where it is as good as the best.
    """
    inside = setting_metrics(returns[rows], benchmark[rows], metric)
    moved = np.ptp(returns[rows], axis=0) > NOISE
    values = np.where(moved, inside, -np.inf)
    best = int(values.argmax())
    if not moved.any() or values[default] >= values[best] - NOISE:
        best = default
    return best, float(inside[best])


def glue(
    sessions: Dates,
    returns: Floats,
    benchmark: Floats,
    windows: Sequence[Window],
    *,
    metric: SettingMetric = "sharpe",
    default: int = 0,
) -> Glued:
    """Choose in the train of each window and join what the choices did in the tests.

    The glue knows nothing of the cost of going from one setting to the next, and gives the first session of a test to
    the new setting as though its names were held already. For exact costs the targets of ``held`` are run through the
    engine as one table: each setting's own decisions between its ``first`` and its ``last``.

    Parameters
    ----------
    sessions : array of shape (n,)
        The sessions of the returns.
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions.
    benchmark : array of shape (n,)
        Those of the benchmark.
    windows : sequence of Window
        As ``windows`` cuts them.
    metric : str, default "sharpe"
        One of ``SETTING_METRICS``.
    default : int, default 0
        The column that stands where no choice can be made.
    """
    held, parts = [], []
    for window in windows:
        setting, inside = choose(returns, benchmark, window.train, metric, default)
        parts.append(returns[window.test, setting])
        days = sessions[window.test]
        held.append(Held(days[0].item(), days[-1].item(), setting, inside))
    outside = sessions[windows[0].test.start : windows[-1].test.stop]
    return Glued(outside, read_only(np.concatenate(parts)), tuple(held))


def beside(returns: Floats, other: Floats, periods_per_year: float) -> Beside | None:
    """Hold one curve of daily simple returns (k,) beside another one of the same sessions, or None after a total loss.

    The other one is the default setting, the plain list or the benchmark. The excess is the growth of relative wealth a
    year, its interval that of ``excess_interval``, None under 60 sessions.
    """
    own, against = (np.concatenate(([1.0], np.cumprod(1.0 + each))) for each in (returns, other))
    if own.min() <= 0 or against.min() <= 0 or len(own) < 2:  # noqa: PLR2004 - the base alone
        return None
    ratio = float(own[-1] / against[-1])
    return Beside(ratio ** (periods_per_year / len(returns)) - 1.0, excess_interval(own, against, periods_per_year))
