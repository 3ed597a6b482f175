"""Many settings of one strategy: each decided and executed under the full rules, counted, and judged together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Unpack

from backtest.app.executors.choice import ExecutorName, check_executor, executing
from backtest.app.library import Reports, asked_library
from backtest.app.option_values import DatedOptionValues, options_of
from backtest.app.run import load_market, parameters_of
from backtest.app.runnable import Named, find_runnable
from backtest.app.sweep.computing import compute_sets
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.judging import judged_sweep
from backtest.app.sweep.planning import planned, settings_drawn
from backtest.app.sweep.search import Search, check_search, completed, searched
from backtest.app.sweep.setting import checked_grid
from backtest.app.sweep.swept import Swept
from backtest.market.panel import Panel
from backtest.sweeps.grid import SEED
from backtest.validity.setting_metric import SETTING_METRICS, SettingMetric
from backtest.validity.walk_forward import WalkForward, parse_walk_forward
from data_sources.errors import OptionError
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.definition import definition_of
from strategies.library.history import history_of


def sweep(
    strategy: Named,
    grid: Mapping[str, Sequence[object]],
    *,
    random: int | None = None,
    optuna: int | None = None,
    seed: int = SEED,
    metric: SettingMetric = "sharpe",
    walk_forward: str | WalkForward | None = None,
    db: str | Path | None = None,
    panel: Panel | None = None,
    parameters: Mapping[str, Value] | None = None,
    reports: Reports = None,
    executor: ExecutorName = "local",
    address: str | None = None,
    workers: int | None = None,
    hear: Progress = unheard,
    **conditions: Unpack[DatedOptionValues],
) -> Swept:
    """Look at many settings of one strategy; the twin of ``backtest sweep STRATEGY``.

    Every setting is executed under the full rules and counted as a trial. What is done is kept in the store at once,
    so the same call goes on where an interrupted one ended, and a larger grid computes only what is new.

    Parameters
    ----------
    strategy : str, Path, Strategy or function
        What ``backtest.run`` takes, but no rule that decides day by day.
    grid : mapping of str to sequence
        The values of each dial: a parameter of the strategy, or an option of a run such as ``fill`` or ``slippage``.
    random : int, optional
        Draw so many settings of the grid; by default all of them.
    optuna : int, optional
        Let optuna, an extra, choose so many settings of the grid, each by what those before it made.
    seed : int, default 20250206
        The same seed draws, or chooses, the same settings.
    metric : {"sharpe", "information_ratio", "excess_geometric", "annual_return"}, default "sharpe"
        What the settings are compared by.
    walk_forward : str or WalkForward, optional
        Choose a setting in each train and live with it in the test after it, such as ``"train=2y,test=6m"``.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    panel : Panel, optional
        A loaded market. Of one that was made without a store nothing is kept and nothing counted.
    parameters : mapping of str to float, int, str or bool, optional
        Values of parameters that all settings share; the dials stand over them.
    reports : str, Path or Library, optional
        A folder of documents of your own, as for ``backtest.run``.
    executor : {"local", "ray"}, default "local"
        Where the settings are computed: in processes of this machine, or on a Ray cluster. The sweep is the same.
    address : str, optional
        The head of the Ray cluster, such as ``10.0.0.1:6379``; by default the one that ``RAY_ADDRESS`` names or that
        this machine belongs to, and without any a Ray of its own on this machine.
    workers : int, optional
        Pieces that are computed at a time; by default one per core.
    hear : callable, optional
        Hears (what, done, of how many) whenever sets are done.
    **conditions : see OptionValues
        Fields of ``Options`` that all settings share.

    Returns
    -------
    Swept
        Every setting with its numbers over common sessions, the best one, where the strategy's own stands, and what of
        it is luck; ``report(path)`` writes its page.

    Raises
    ------
    UserError
        Before anything is computed: for an unknown strategy, dial, value, metric or condition, and for a cluster that
        cannot be used. What is done is kept when a cluster fails later.
    """
    check_executor(executor, address)
    check_search(optuna, random)
    known = asked_library(reports)
    chosen = find_runnable(strategy, known)
    if not isinstance(chosen, Strategy):
        raise OptionError(
            both(
                f"{chosen.name} decides day by day, which a sweep does not do; run it with --set for each value",
                f"{chosen.name} 逐日决策，不支持参数扫描；请用 --set 逐个运行",
            )
        )
    if metric not in SETTING_METRICS:
        there = ", ".join(SETTING_METRICS)
        raise OptionError(both(f"--metric {metric}: there are {there}", f"--metric {metric}：可选 {there}"))
    options = options_of(conditions)
    if options.other_indices:
        raise OptionError(
            both("a sweep is against one index; give --benchmark once", "参数扫描只对一个指数；--benchmark 只给一次")
        )
    how = parse_walk_forward(walk_forward) if isinstance(walk_forward, str) else walk_forward
    dials, base = checked_grid(chosen, grid), parameters_of(parameters)
    # Of a space for optuna nothing is written out: it may be far too large for that.
    turned = settings_drawn(dials, random, seed) if optuna is None else []
    plan = planned(chosen, dials, base, options, turned, random)
    market = panel or load_market(db)
    _ = market.total_return_index  # worked out once, before processes begin as copies
    desk = Desk(chosen, definition_of(chosen, known), history_of(market, known))
    with executing(executor, address, workers) as execute:
        if optuna is None:
            computed = compute_sets(desk, plan.settings, known, execute, hear)
        else:
            found = searched(desk, Search(dials, optuna, seed, metric, base, options), known, execute, hear)
            plan = planned(chosen, dials, base, options, found.turned, optuna)
            computed = completed(desk, plan, found, known, execute, hear)
    return judged_sweep(desk, plan, computed, metric, how, known)
