"""The sets of a sweep: those that the store has are taken from it, the others are computed, kept and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.app.executors.task import Execute
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.kept import keep, kept_sets
from backtest.app.sweep.setting import Setting
from backtest.app.sweep.task import sweep_task
from data_sources.language.text import NOTHING, Text, both
from data_sources.progress import Progress
from data_sources.store.swept import SweptSet
from strategies.library.library import Library


@dataclass(frozen=True)
class Computed:
    """The set of each setting in order, how many of them the store had, and why some could not be kept."""

    sets: tuple[SweptSet, ...]
    kept: int = 0
    problem: Text = NOTHING


def compute_sets(
    desk: Desk, settings: Sequence[Setting], library: Library, execute: Execute, hear: Progress
) -> Computed:
    """Return what each setting made.

    Sets that are done are kept and counted at once, a piece at a time: whoever interrupts loses what was being
    computed and nothing else. This process writes them, whatever process or machine computed them. A store that cannot
    be written does not end the sweep; the problem is told.
    """
    identities = [desk.identity(setting) for setting in settings]
    found = kept_sets(desk, identities)
    kept, problem = len(found), NOTHING
    wanted = {name: setting for name, setting in zip(identities, settings, strict=True) if name not in found}
    total, what = len(set(identities)), both(f"sweeping {desk.strategy.name}", f"扫描 {desk.strategy.name}")
    hear(what, len(found), total)
    for made in execute(sweep_task(desk), list(wanted.values())):
        problem = keep(desk, made, {each.identity: wanted[each.identity] for each in made}, library) or problem
        found |= {each.identity: each for each in made}
        hear(what, len(found), total)
    return Computed(tuple(found[name] for name in identities), kept, problem)
