"""What computing a set takes: the rule, the market and what is known of it, read once and shared by all sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from backtest.app.sweep.program import program_sum
from backtest.app.sweep.setting import Setting
from backtest.app.wider_panel import with_columns
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.sweeps import EquityCurve, equity_curves
from backtest.targets import Targets
from data_sources.errors import UserError
from data_sources.language.text import Text, same
from data_sources.store.swept import SweptSet
from data_sources.tables.facts import Integers
from strategies.contract.history import History
from strategies.contract.strategy import Strategy, decide

NO_CURVE: Integers = np.array([], np.int64)


@dataclass(frozen=True)
class Desk:
    """A strategy with its definition, and the history that it decides on; the panel is that of the history.

    ``widen`` gives a panel columns of shares that it lacks.
    """

    strategy: Strategy
    definition: str
    history: History
    widen: Callable[[Panel, tuple[str, ...]], Panel] = with_columns

    def identity(self, setting: Setting) -> str:
        """Return the sum of all that the curve of a setting follows from."""
        panel = self.history.panel
        return setting.identity(self.strategy.name, self.definition, panel.snapshot, program_sum())


def compute(desk: Desk, settings: Sequence[Setting]) -> list[SweptSet]:
    """Decide and execute settings under the full rules, and return what each made, in the order given.

    Settings that differ only in the conditions of the run share one decision. A rule or a run that fails is a set with
    its fault in one line, and stops no other.
    """
    targets = _decided(desk, settings)
    made: dict[int, SweptSet] = {
        k: _failed(desk, settings[k], found) for k, found in enumerate(targets) if isinstance(found, Text)
    }
    for options in dict.fromkeys(setting.options for setting in settings):
        alike = [k for k, setting in enumerate(settings) if setting.options == options and k not in made]
        tables = [table for k in alike if isinstance(table := targets[k], Targets)]
        for k, curve in zip(alike, _curves(desk, tables, options), strict=True):
            made[k] = _failed(desk, settings[k], curve) if isinstance(curve, Text) else _set(desk, settings[k], curve)
    return [made[k] for k in range(len(settings))]


def _decided(desk: Desk, settings: Sequence[Setting]) -> list[Targets | Text]:
    """The decisions of each setting, or what the rule said instead."""
    known: dict[str, Targets | Text] = {}
    for setting in settings:
        key = repr(sorted(setting.values.items()))
        if key not in known:
            try:
                known[key] = decide(desk.strategy, desk.history, setting.given).targets
            except UserError as fault:
                known[key] = same(fault.words)
    return [known[repr(sorted(setting.values.items()))] for setting in settings]


def _curves(desk: Desk, tables: Sequence[Targets], options: Options) -> Iterable[EquityCurve | Text]:
    """The curve of each table, or why there is none; one after the other only where one of them fails."""
    try:
        panel = desk.widen(desk.history.panel, tuple({symbol for table in tables for symbol in table.symbols}))
        return list(equity_curves(panel, tables, options, workers=1))
    except UserError as fault:
        if len(tables) == 1:
            return [same(fault.words)]
        return [curve for table in tables for curve in _curves(desk, [table], options)]


def _set(desk: Desk, setting: Setting, curve: EquityCurve) -> SweptSet:
    cents: Integers = np.rint(curve.equity * 100).astype(np.int64)
    base, last = curve.sessions[0].item(), curve.sessions[-1].item()
    return SweptSet(
        desk.identity(setting), desk.strategy.name, setting.values, setting.turned, desk.history.panel.snapshot,
        base, last, cents,
    )  # fmt: skip


def _failed(desk: Desk, setting: Setting, fault: Text) -> SweptSet:
    return SweptSet(
        desk.identity(setting), desk.strategy.name, setting.values, setting.turned, desk.history.panel.snapshot,
        None, None, NO_CURVE, fault,
    )  # fmt: skip
