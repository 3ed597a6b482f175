"""A sweep as a task: settings that are computed on one desk, wherever that is."""

from __future__ import annotations

import platform
from dataclasses import replace

from backtest.app.executors.on_ray.beside import with_files_here
from backtest.app.executors.on_ray.state import missing_packages
from backtest.app.executors.task import NeedsStore, NodeLacks, Task
from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.setting import Setting
from backtest.engine.compiled import machine_code
from backtest.engine.walk import run_sessions
from backtest.market.panel import Panel
from data_sources.language.text import both
from data_sources.store.swept import SweptSet
from strategies.own.file_rule import FileRule

TRIED = 4
"""Sets that are computed in this process first: they tell whether more processes repay."""
LARGEST = 50
"""Sets of a piece at most: so many are computed again when a process ends or a key interrupts."""
KEPT = both("; what is done is kept", "；已完成的已保存")


def sweep_task(desk: Desk) -> Task[Desk, Setting, SweptSet]:
    """Return the task of computing settings on a desk; what its panel works out once is worked out here."""
    _ = desk.history.panel.total_return_index
    return Task(compute, desk, both("sets", "组"), KEPT, TRIED, LARGEST, _ready, _arrived)


def _ready() -> None:
    machine_code(run_sessions)


def _arrived(desk: Desk) -> Desk:
    """The desk on a node, which has no store, and the modules beside a user's file only from here."""
    rule = desk.strategy.targets
    if isinstance(rule, FileRule) and (refusal := missing_packages(rule.packages, platform.node())):
        raise NodeLacks(refusal)
    return replace(desk, strategy=with_files_here(desk.strategy), widen=_no_store)


def _no_store(panel: Panel, symbols: tuple[str, ...]) -> Panel:
    if set(symbols) <= set(panel.symbols):
        return panel
    raise NeedsStore
