"""A walk-forward: in each window the best setting of its train, all choices executed as one account over the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from backtest.app.sweep.desk import Desk
from backtest.app.sweep.planning import Plan, turned_of
from backtest.app.sweep.setting import Setting
from backtest.app.wider_panel import with_columns
from backtest.metrics.returns import daily_returns, periods_per_year
from backtest.options import Options
from backtest.sweeps import EquityCurve, equity_curves
from backtest.sweeps.common import Common
from backtest.sweeps.walked import Walked, WalkedWindow
from backtest.targets import Targets, targets_from_rows
from backtest.validity.glued import Beside, Glued, beside, glue
from backtest.validity.purged import PurgedPaths, purged_paths
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from backtest.validity.walk_forward import WalkForward, Window, windows
from data_sources.errors import InputError, UserError
from data_sources.language.text import both
from data_sources.tables.facts import Dates, Floats
from strategies.contract.strategy import decide
from strategies.plain_list.version import has_plain_list, plain_settings, plain_version

Row = tuple[date, str, float]


def walk_forward(  # noqa: PLR0917 - what was swept, and how it is walked through
    desk: Desk, plan: Plan, common: Common, benchmark: Floats, how: WalkForward, metric: SettingMetric
) -> Walked:
    """Choose in the trains and execute the choices over the tests.

    Parameters
    ----------
    desk, plan : Desk, Plan
        What was swept.
    common : Common
        The settings that traded, n + 1 sessions.
    benchmark : array of shape (n + 1,)
        Closes of the index on the same sessions.
    how, metric
        How the windows are cut, and what the settings are chosen by.

    Raises InputError where nothing is left to test, and when the own setting, which stands where nothing can be
    chosen, did not trade.
    """
    if plan.own not in common.columns:
        raise InputError(
            both(
                "a walk-forward keeps the strategy's own setting where no choice can be made; that one held nothing",
                "滚动检验在无法选择时保留策略自身的参数，而该组参数没有持仓",
            )
        )
    days, returns, market = common.sessions[1:], common.returns, daily_returns(benchmark)
    own = common.columns.index(plan.own)
    cut = windows(days, how)
    glued = glue(days, returns, market, cut, metric=metric, default=own)
    chosen = [plan.settings[common.columns[held.setting]] for held in glued.held]
    exact = len({setting.options for setting in chosen}) == 1
    curve = _executed(desk, chosen, common.sessions, cut, how) if exact else _joined(common.sessions, cut, glued)
    first = int(np.searchsorted(common.sessions, curve.sessions[0]))
    rows = slice(first, first + len(curve.sessions) - 1)
    there = {"own": returns[rows, own], "plain": _plain(desk, plan, curve), "benchmark": market[rows]}
    others = {name: other for name, other in there.items() if other is not None}
    lived = _windows(plan, common, market, metric, cut, glued)
    paths = _paths(returns, market, metric, own)
    return Walked(
        how, cut, glued, lived, len(common.columns), curve.sessions, curve.equity,
        {name: _grown(other) for name, other in others.items()}, exact, _beside(curve, others), paths,
    )  # fmt: skip


def _executed(
    desk: Desk, chosen: Sequence[Setting], sessions: Dates, cut: Sequence[Window], how: WalkForward
) -> EquityCurve:
    """One account that goes over to each choice after the last session that the choice knows.

    Row r of the returns is session r + 1, so the train of a test that begins with row r ends with session r - gap.
    """
    switches = [sessions[int(window.test.start) - how.gap].item() for window in cut]
    rows: list[Row] = []
    for setting, (switch, end) in zip(chosen, pairwise([*switches, sessions[-1].item()]), strict=True):
        rows += _between(decide(desk.strategy, desk.history, setting.given).targets, switch, end)
    panel = with_columns(desk.history.panel, tuple({symbol for _, symbol, _ in rows if symbol}))
    (curve,) = equity_curves(panel, [targets_from_rows(rows)], chosen[0].options, workers=1)
    inside = (curve.sessions >= sessions[int(cut[0].test.start)]) & (curve.sessions <= sessions[-1])
    return EquityCurve(curve.sessions[inside], curve.equity[inside])


def _between(targets: Targets, switch: date, end: date) -> list[Row]:
    """What a setting held on a day, decided anew on it, and what it decided after it and before another day."""
    held = targets.until(switch)
    rows: list[Row] = [(switch, "", 0.0)]
    if len(held.dates):
        last = held.dates[-1].item()
        rows = [(switch, symbol, weight) for decided, symbol, weight in held.rows() if decided == last]
    return rows + [row for row in targets.since(switch).rows() if switch < row[0] < end]


def _joined(sessions: Dates, cut: Sequence[Window], glued: Glued) -> EquityCurve:
    first = int(cut[0].test.start)
    growth = _grown(glued.returns)
    return EquityCurve(sessions[first : first + len(growth)], growth)


def _grown(returns: Floats) -> Floats:
    """What 1 becomes by daily simple returns."""
    return np.concatenate(([1.0], np.cumprod(1.0 + returns)))


def _plain(desk: Desk, plan: Plan, curve: EquityCurve) -> Floats | None:
    """The daily returns of the plain list on the sessions of the curve; None without one that covers them."""
    if not has_plain_list(desk.strategy):
        return None
    options: Options = plan.options
    try:
        given = plain_settings(plan.settings[plan.own].given)
        targets = decide(plain_version(desk.strategy), desk.history, given).targets
        panel = with_columns(desk.history.panel, targets.symbols)
        (made,) = equity_curves(panel, [targets], options, workers=1)
    except UserError:
        return None
    inside = (made.sessions >= curve.sessions[0]) & (made.sessions <= curve.sessions[-1])
    return daily_returns(made.equity[inside]) if inside.sum() == len(curve.sessions) else None


def _beside(curve: EquityCurve, others: Mapping[str, Floats]) -> dict[str, Beside | None]:
    own, per_year = daily_returns(curve.equity), periods_per_year(curve.sessions)
    return {name: beside(own, other, per_year) for name, other in others.items()}


def _windows(  # noqa: PLR0917 - all that was chosen from, and what was chosen
    plan: Plan, common: Common, market: Floats, metric: SettingMetric, cut: Sequence[Window], glued: Glued
) -> tuple[WalkedWindow, ...]:
    days, returns, found = common.sessions[1:], common.returns, []
    first = int(cut[0].test.start)
    for window, held in zip(cut, glued.held, strict=True):
        outside = setting_metrics(returns[window.test], market[window.test], metric)
        place, lived = common.columns[held.setting], float(outside[held.setting])
        ranked = window.test.stop - window.test.start > 1
        found.append(
            WalkedWindow(
                _span(days, window.train), _span(days, window.test), turned_of(plan, plan.settings[place]),
                place == plan.own, held.inside, lived if ranked else None,
                1 + int((outside > lived).sum()) if ranked else None,
                (int(window.test.start) - first, int(window.test.stop) - first),
            )
        )  # fmt: skip
    return tuple(found)


def _span(days: Dates, rows: slice) -> tuple[str, str]:
    inside = days[rows]
    return str(inside[0]), str(inside[-1])


def _paths(returns: Floats, market: Floats, metric: SettingMetric, own: int) -> PurgedPaths | None:
    """The combinatorial purged paths; None where the sessions are too few for their folds."""
    try:
        return purged_paths(returns, market, metric=metric, default=own)
    except InputError:
        return None
