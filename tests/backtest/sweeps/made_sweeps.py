"""Sweeps written down: settings with the numbers that a test gives them, and curves that are straight lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import numpy as np

from backtest.options import Options
from backtest.result.trials import TrialCount
from backtest.sweeps.common import Common
from backtest.sweeps.evidence import SweepEvidence
from backtest.sweeps.grid import Grid, Value, grid_of
from backtest.sweeps.numbers import SettingNumbers, ranks
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.walked import Walked, WalkedWindow
from backtest.validity.walk_forward import parse_walk_forward
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


def wide_sweep() -> Sweep:
    """Three dials with 96 settings over 500 sessions: a hill, one dead and one failed, walked through in 8 windows."""
    dials: dict[str, list[Value]] = {
        "lookback": [20, 40, 60, 80, 100, 120], "top": [3, 5, 8, 12, 20, 30, 40, 50], "fill": ["open", "close"],
    }  # fmt: skip
    sharpes: dict[Key, float | str] = {
        key: 1.5 - abs(place - 40) / 60 + place % 7 / 50 for place, key in enumerate(product(*dials.values()))
    }
    excess = {key: value / 5 - 0.1 for key, value in sharpes.items() if isinstance(value, float)}
    sharpes |= {(120, 50, "open"): "it held nothing", (120, 50, "close"): "!no price of 688000.SH"}
    found = made_sweep(dials, sharpes, (60, 5, "open"), excess=excess, sessions=500, simulated=True)
    return walked_through(found, base=100, tests=[50] * 8)


def walked_through(found: Sweep, *, base: int, tests: Sequence[int]) -> Sweep:
    """A sweep with a walk-forward: tests of so many sessions from a base on, the ranks chosen one after the other.

    Straight lines: the choices rise by 30%, the own setting by 20%, the plain list by 10%, the index by 5%.
    """
    assert found.common is not None
    days = found.common.sessions
    ends = [base + sum(tests[:k]) for k in range(len(tests) + 1)]
    windows = tuple(
        WalkedWindow(
            (str(days[1]), str(days[first - 1])), (str(days[first + 1]), str(days[last])), each.turned, each.is_own,
            0.1, 0.05, k + 1, (first - base, last - base),
        )
        for k, (first, last, each) in enumerate(zip(ends, ends[1:], found.ranked * len(tests), strict=False))
    )  # fmt: skip
    nothing: Any = None  # what no reader asks for
    others = {name: _line(sum(tests), gain) for name, gain in (("own", 0.2), ("plain", 0.1), ("benchmark", 0.05))}
    walked = Walked(
        parse_walk_forward("train=5m,test=50s"), (), nothing, windows, len(found.ranked), days[base : ends[-1] + 1],
        1e6 * _line(sum(tests), 0.3), others, exact=True, beside={}, paths=None,
    )  # fmt: skip
    return replace(found, walked=walked)


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
