"""Sweeps written down: settings with the numbers that a test gives them, and curves that are straight lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from backtest.options import Options
from backtest.result.trials import TrialCount
from backtest.sweeps.common import Common
from backtest.sweeps.evidence import SweepEvidence
from backtest.sweeps.grid import Grid, Value, grid_of
from backtest.sweeps.numbers import SettingNumbers, ranks
from backtest.sweeps.outcome import Sweep, SweptSetting
from data_sources.language.text import Text, both

FIRST = np.datetime64("2025-02-05", "D")
Key = tuple[Value, ...]


def numbers(sharpe: float, excess: float = 0.10) -> SettingNumbers:
    """A return of 25%, 20% a year, a volatility of 30%, a fall of 15%, and what is given."""
    return SettingNumbers(0.25, 0.20, 0.30, sharpe, -0.15, excess, 0.08, 0.5)


def made_sweep(
    grid: Mapping[str, Sequence[Value]],
    sharpes: Mapping[Key, float | str],
    own: Key,
    *,
    excess: Mapping[Key, float] | None = None,
    sessions: int = 200,
    evidence: SweepEvidence | None = None,
    drawn: int | None = None,
    simulated: bool = False,
) -> Sweep:
    """A sweep ranked by its Sharpe ratios.

    Parameters
    ----------
    sharpes : mapping of tuple to float or str
        The ratio of each setting, by the values of its dials; a word says why the setting is dead, one that begins with
        "!" why it failed.
    own : tuple
        The strategy's own setting; behind the others where the grid lacks it.
    excess : mapping, optional
        The arithmetic excess of some settings; 10 points of others.
    sessions : int, default 200
        How many all have in common, from 2025-02-06 on, every day one.
    """
    known = grid_of(grid)
    placed = ranks([value if isinstance(value, float) else None for value in sharpes.values()])
    settings = tuple(
        _setting(known, key, value, rank, (excess or {}).get(key, 0.10), own=own)
        for (key, value), rank in zip(sharpes.items(), placed, strict=True)
    )
    traded = tuple(k for k, each in enumerate(settings) if each.rank is not None)
    return Sweep(
        strategy="grids", title=both("Grids & cables", "电网与电缆"), grid=known, metric="sharpe",
        options=Options(benchmark="H00300.CSI"), snapshot="s1-0123456789ab", settings=settings,
        common=_common(settings, traded, sessions) if traded else None, evidence=evidence or SweepEvidence(),
        trials=TrialCount(len(settings), len(settings), 0.01, NOON, NOON), benchmark=3000.0 * _line(sessions, 0.15),
        drawn=drawn, simulated=simulated,
    )  # fmt: skip


NOON = datetime(2025, 9, 1, 12, tzinfo=UTC)


def _setting(grid: Grid, key: Key, value: float | str, rank: int | None, excess: float, *, own: Key) -> SweptSetting:
    turned = dict(zip((dial.name for dial in grid.dials), key, strict=True))
    inside = all(each in dial.values for each, dial in zip(key, grid.dials, strict=True))
    if isinstance(value, float):
        return SweptSetting(turned, turned, "traded", "", numbers(value, excess), rank, key == own, inside)
    why = Text(value.removeprefix("!"), value.removeprefix("!"))
    return SweptSetting(
        turned, turned, "failed" if value.startswith("!") else "dead", why, None, None, key == own, inside
    )


def _common(settings: Sequence[SweptSetting], traded: tuple[int, ...], sessions: int) -> Common:
    days = FIRST + np.arange(sessions + 1)
    lines = [1e6 * _line(sessions, 0.15 + _excess(settings[k])) for k in traded]
    dead = tuple(k for k, each in enumerate(settings) if each.state == "dead")
    return Common(days, np.column_stack(lines), traded, dead, 0)


def _excess(setting: SweptSetting) -> float:
    return (setting.numbers.excess_arithmetic if setting.numbers else None) or 0.0


def _line(sessions: int, gain: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return 1.0 + gain * np.arange(sessions + 1) / sessions
