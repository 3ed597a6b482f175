"""Trials for people: a line for each strategy, or for each trial of one with what was set otherwise than in others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from backtest.cli.output import TextTable, print_table, say
from data_sources.language.text import both

if TYPE_CHECKING:
    from datetime import datetime

    from backtest.app.trials import Trials
    from data_sources.store.trial import Tally, Trial

ABSENT = "-"
SHORT = 8  # characters of a sum by which settings are told apart
COUNTS = frozenset({"trials", "settings", "variance of Sharpe ratios"})
MOMENTS = frozenset({"sessions", "Sharpe a session", "skew", "kurtosis"})


def print_trials(found: Trials) -> None:
    """Print the tallies, and under that of a strategy that was asked for its trials, the oldest first."""
    if not found.tallies:
        say(both("no trial yet: every run on this store will be one", "尚无试验：在此数据库上每次回测都计一次"))
        return
    columns = (
        both("strategy", "策略"),
        both("trials", "试验次数"),
        both("settings", "参数组合数"),
        both("variance of Sharpe ratios", "夏普比率方差"),
        both("first, UTC", "首次(UTC)"),
        both("last, UTC", "最近(UTC)"),
    )
    rows = [_tally_row(name, tally) for name, tally in found.tallies.items()]
    print_table(TextTable(columns, rows, COUNTS))
    if found.strategy is not None:
        say()
        print_table(_trial_table(found.trials))


def _tally_row(name: str, tally: Tally) -> tuple[str, ...]:
    spread = tally.sharpe_variance
    counts = (f"{tally.trials:,}", f"{tally.settings:,}", _number(spread, ".3g"))
    return (name, *counts, _moment(tally.first), _moment(tally.last))


def _trial_table(trials: Sequence[Trial]) -> TextTable:
    columns = (
        both("looked at, UTC", "时间(UTC)"),
        both("setting", "参数组合"),
        both("base", "基准日"),
        both("last", "末日"),
        both("snapshot", "数据快照"),
        both("sessions", "交易日数"),
        both("Sharpe a session", "日夏普"),
        both("skew", "偏度"),
        both("kurtosis", "峰度"),
        both("set", "设定"),
    )
    differing = _differing([each.parameters for each in trials])
    rows = [
        (
            _moment(each.looked_at),
            each.setting[:SHORT],
            str(each.base),
            str(each.last),
            each.snapshot,
            f"{each.sessions:,}",
            _number(each.sharpe, ".4f"),
            _number(each.skew, ".2f"),
            _number(each.kurtosis, ".2f"),
            _set(each, differing),
        )
        for each in trials
    ]
    return TextTable(columns, rows, MOMENTS, frozenset({"set"}))


def _differing(settings: Sequence[Mapping[str, Any]]) -> set[str]:
    """The parameters that do not have the same value in all trials; of a single trial none."""
    names = {name for each in settings for name in each}
    return {name for name in names if len({repr(each.get(name)) for each in settings}) > 1}


def _set(trial: Trial, differing: set[str]) -> str:
    parameters = {name: value for name, value in trial.parameters.items() if name in differing}
    return " ".join(f"{name}={value}" for name, value in (parameters | dict(trial.options)).items())


def _moment(moment: datetime | None) -> str:
    return ABSENT if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _number(value: float | None, form: str) -> str:
    return ABSENT if value is None else format(value, form)
