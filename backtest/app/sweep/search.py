"""Settings that optuna chooses, one round after the other, by what those before them made.

For spaces too large to look at whole. Every setting that it asks for is executed under the full rules, kept and counted
like any other: a clever search looks at many settings too, and mostly at good ones, so its best is no less a matter of
luck. Its choices follow from the seed and from what the settings made, never from how many processes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from backtest.app.executors.task import Execute
from backtest.app.sweep.computing import Computed, compute_sets
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.judging import judged_rows
from backtest.app.sweep.kept import curve_of
from backtest.app.sweep.planning import Plan
from backtest.app.sweep.setting import Setting, settings_of
from backtest.market.indices import benchmark_of
from backtest.metrics.returns import daily_returns
from backtest.options import Options
from backtest.sweeps.grid import Dial, Grid, Value
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from data_sources.errors import InputError, OptionError
from data_sources.language.text import NOTHING, Text, both
from data_sources.progress import Progress
from data_sources.store.swept import SweptSet
from strategies.contract import parameters as dials
from strategies.library.library import Library

if TYPE_CHECKING:
    import optuna

INSTALL = "pip install 'a-share-thesis-backtester[optuna]'"
ROUND = 8
"""Settings that are chosen at a time, and computed at once: the same for any number of processes."""
ASKED = 20
"""How often a setting is asked for, for each that is wanted: what was chosen before is not looked at again."""

Place: TypeAlias = tuple[int, ...]
"""Which value each dial has, by its number."""


@dataclass(frozen=True)
class Search:
    """What is looked for: ``count`` settings of a grid, on top of what all of them share, by a metric."""

    grid: Grid
    count: int
    seed: int
    metric: SettingMetric
    parameters: Mapping[str, dials.Value]
    options: Options


def check_search(count: int | None, drawn: int | None) -> None:
    """Raise OptionError where settings are drawn and chosen at once, none is wanted, or optuna is not installed."""
    if count is None:
        return
    if drawn is not None:
        raise OptionError(
            both("--random draws settings and --optuna chooses them: give one", "--random 与 --optuna 只能给一个")
        )
    if count < 1:
        raise OptionError(both(f"--optuna {count}: choose 1 or more", f"--optuna {count}：至少选 1 组"))
    if find_spec("optuna") is None:
        raise OptionError(
            both(
                f"--optuna {count}: optuna is not installed; {INSTALL}",
                f"--optuna {count}：未安装 optuna；请 {INSTALL}",
            )
        )


@dataclass(frozen=True)
class Searched:
    """The settings that were chosen, in the order of the grid, and what they made by the identity of their set.

    ``kept`` is how many of them the store had, ``problem`` why some could not be kept.
    """

    turned: tuple[dict[str, Value], ...]
    made: Mapping[str, SweptSet]
    kept: int
    problem: Text


def searched(desk: Desk, search: Search, library: Library, execute: Execute, hear: Progress) -> Searched:
    """Choose settings and compute them, eight at a time, each round by what all before it made.

    A setting is judged on its own sessions, as a run of it would be. One that holds nothing or fails is told to optuna
    as failed. The search ends early where it finds no setting that it has not seen.
    """
    study, made = _study(search.seed), dict[str, SweptSet]()
    values: dict[Place, float | None] = {}
    kept, problem, wanted = 0, NOTHING, min(search.count, search.grid.size)
    for _ in range(ASKED * wanted):
        if len(values) == wanted:
            break
        fresh = dict(list(_chosen(study, search, values).items())[: wanted - len(values)])
        settings = _settings(desk, search, fresh)
        computed = compute_sets(desk, settings, library, execute, _within(hear, len(values), wanted))
        kept, problem = kept + computed.kept, problem or computed.problem
        for (place, trial), setting, found in zip(fresh.items(), settings, computed.sets, strict=True):
            made[found.identity] = found
            values[place] = _value(desk, setting, found, search, library)
            _tell(study, trial, values[place])
    return Searched(tuple(_turned(search.grid, place) for place in sorted(values)), made, kept, problem)


def completed(  # noqa: PLR0917 - what was found, and how the rest is computed
    desk: Desk, plan: Plan, found: Searched, library: Library, execute: Execute, hear: Progress
) -> Computed:
    """Return the sets of a plan: those of the search, and whatever else it has, such as the own setting."""
    rest = [each for each in plan.settings if desk.identity(each) not in found.made]
    more = compute_sets(desk, rest, library, execute, hear)
    made = {**found.made, **{each.identity: each for each in more.sets}}
    sets = tuple(made[desk.identity(each)] for each in plan.settings)
    return Computed(sets, found.kept + more.kept, found.problem or more.problem)


def _settings(desk: Desk, search: Search, places: Iterable[Place]) -> list[Setting]:
    turned = [_turned(search.grid, place) for place in places]
    return settings_of(desk.strategy, turned, search.parameters, search.options)


def _study(seed: int) -> optuna.Study:
    import optuna  # noqa: PLC0415 - an extra, which takes a second to import

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    # Settings of a round are chosen before any of them is known, which the sampler then allows for.
    sampler = optuna.samplers.TPESampler(seed=seed, constant_liar=True)
    return optuna.create_study(direction="maximize", sampler=sampler)


def _chosen(
    study: optuna.Study, search: Search, values: Mapping[Place, float | None]
) -> dict[Place, optuna.trial.Trial]:
    """Ask for a round; what was computed before is told again at once, so that the search moves on."""
    fresh: dict[Place, optuna.trial.Trial] = {}
    for _ in range(ROUND):
        trial = study.ask()
        place = tuple(_number(trial, dial) for dial in search.grid.dials)
        if place in values:
            _tell(study, trial, values[place])
        elif place in fresh:
            _tell(study, trial, None)
        else:
            fresh[place] = trial
    return fresh


def _number(trial: optuna.trial.Trial, dial: Dial) -> int:
    """The number of the value that a dial is given; numbers lie beside one another, words do not."""
    last = len(dial.values) - 1
    if dial.is_ordered:
        return int(trial.suggest_int(dial.name, 0, last))
    return int(trial.suggest_categorical(dial.name, list(range(last + 1))))


def _tell(study: optuna.Study, trial: optuna.trial.Trial, value: float | None) -> None:
    from optuna.trial import TrialState  # noqa: PLC0415 - as above

    study.tell(trial, value, state=TrialState.FAIL if value is None else TrialState.COMPLETE)


def _turned(grid: Grid, place: Sequence[int]) -> dict[str, Value]:
    return {dial.name: dial.values[k] for dial, k in zip(grid.dials, place, strict=True)}


def _value(desk: Desk, setting: Setting, made: SweptSet, search: Search, library: Library) -> float | None:
    """The metric of a setting over the sessions that a run of it would be judged on; None where it has none."""
    curve = curve_of(desk, made)
    rows = judged_rows(desk, setting, curve, library)
    if curve is None or rows is None:
        return None
    part, panel = slice(rows[0], rows[1] + 1), desk.history.panel
    equity = curve.equity[part]
    if not np.ptp(equity) > 0 or equity.min() <= 0:
        return None
    base, last = (int(np.searchsorted(panel.sessions, day)) for day in curve.sessions[part][[0, -1]])
    try:
        market = daily_returns(benchmark_of(panel, search.options.benchmark, base, last).closes)
    except InputError:
        return None
    return float(setting_metrics(daily_returns(equity)[:, None], market, search.metric)[0])


def _within(hear: Progress, done: int, total: int) -> Progress:
    """Hear of a round as of a part of the search."""

    def heard(what: str, now: int, _of: int) -> None:
        hear(what, done + now, total)

    return heard
