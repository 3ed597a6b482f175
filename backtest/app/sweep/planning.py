"""Which settings a sweep looks at: those of its grid, and the strategy's own beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backtest.app.sweep.setting import Setting, settings_of
from backtest.options import Options
from backtest.sweeps import grid
from backtest.sweeps.grid import Grid
from data_sources.errors import OptionError
from data_sources.language.text import both
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy


@dataclass(frozen=True)
class Plan:
    """The settings in the order of the grid, ``drawn`` of them or all for None.

    ``own`` is the place of the strategy's own setting: all parameters at their defaults or as they were given for all.
    It stands behind the others where the grid lacks it.
    """

    grid: Grid
    settings: tuple[Setting, ...]
    own: int
    options: Options
    drawn: int | None = None

    @property
    def own_in_grid(self) -> bool:
        """Whether the grid has the own setting."""
        return bool(self.settings[self.own].turned)


def planned(  # noqa: PLR0917 - what a caller gives, one after the other
    strategy: Strategy,
    turning: Grid,
    parameters: Mapping[str, Value],
    options: Options,
    turned: Sequence[Mapping[str, grid.Value]],
    drawn: int | None,
) -> Plan:
    """Return the settings of a sweep, those of the grid that were ``turned``; UserError for one that cannot be."""
    settings = settings_of(strategy, turned, parameters, options)
    (own,) = settings_of(strategy, [{}], parameters, options)
    place = next((k for k, each in enumerate(settings) if (each.values, each.options) == (own.values, options)), None)
    if place is None:
        # Of a grid that has it, but was not looked at whole, it is one more setting.
        inside = _dials_of(turning, own)
        there = all(inside[dial.name] in dial.values for dial in turning.dials)
        place, settings = len(settings), [*settings, replace(own, turned=inside if there else {})]
    return Plan(turning, tuple(settings), place, options, drawn)


def settings_drawn(turning: Grid, drawn: int | None, seed: int) -> list[dict[str, grid.Value]]:
    """Return all settings of a grid, or so many that are drawn; OptionError for a number under one."""
    if drawn is not None and drawn < 1:
        raise OptionError(both(f"--random {drawn}: draw 1 or more", f"--random {drawn}：至少抽取 1 组"))
    return turning.settings() if drawn is None else turning.drawn(drawn, seed)


def turned_of(plan: Plan, setting: Setting) -> dict[str, grid.Value]:
    """Return the value of every dial of the grid, also of the own setting that the grid lacks."""
    return {**_dials_of(plan.grid, setting), **setting.turned}


def _dials_of(turning: Grid, setting: Setting) -> dict[str, grid.Value]:
    """The value that a setting has of every dial, whether it was turned or not."""
    options = vars(setting.options)
    return {dial.name: setting.values.get(dial.name, options.get(dial.name)) for dial in turning.dials}
