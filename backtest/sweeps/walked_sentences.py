"""A walk-forward in sentences of both languages: what choosing earned outside the sessions of the choice."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from backtest.result.wording import percent, sessions, span_words
from backtest.sweeps.setting_words import METRIC_WORDS, metric_word
from backtest.sweeps.walked import Walked
from backtest.validity.glued import Beside
from backtest.validity.purged import PurgedPaths
from backtest.validity.setting_metric import RATIOS, SettingMetric
from data_sources.language.text import NOTHING, Text, both, joined

OTHERS: Mapping[str, Text] = {
    "own": both("the strategy's own setting", "策略自身参数"),
    "plain": both("the plain list", "等权名单"),
    "benchmark": both("the benchmark", "基准"),
}


def walked_sentences(walked: Walked) -> tuple[Text, ...]:
    """Return what is to be said of a walk-forward, most important first."""
    told = (
        _made(walked),
        _ahead(walked),
        _chosen(walked),
        _cost(walked),
        NOTHING if walked.paths is None else _paths(walked, walked.paths),
    )
    return tuple(each for each in told if each)


def _made(walked: Walked) -> Text:
    first, last, count = walked.sessions[0], walked.sessions[-1], len(walked.windows)
    made = percent(walked.total_return, signed=True)
    return both(
        f"Walk-forward {walked.how}: chosen inside and lived outside in {count} windows from {first} to {last} "
        f"({sessions(len(walked.sessions) - 1)}), the choices made {made}.",
        f"滚动检验 {walked.how}：在 {first} 至 {last}（{sessions(len(walked.sessions) - 1).zh}）的 {count} 个窗口中，"
        f"样本内选择、样本外持有，共得 {made.zh}。",
    )


def _ahead(walked: Walked) -> Text:
    """What the choices made beyond the others: a year, but over the whole time where that is under a year."""
    years = min(1.0, walked.years)
    told = [_beside(OTHERS[name], each, years) for name, each in walked.beside.items() if each]
    if not told:
        return NOTHING
    beside = joined(told, "; ", "；")
    span = both("in all", "全程") if years < 1.0 else both("a year", "年化")
    return both(f"Geometric excess {span}: {beside}.", f"{span.zh}几何超额：{beside.zh}。")


def _beside(other: Text, seen: Beside, years: float) -> Text:
    value = percent((1.0 + seen.annual) ** years - 1.0, signed=True)
    if seen.interval is None:
        return both(f"{value} against {other}", f"相对{other.zh} {value.zh}")
    found = seen.interval.over(years)
    span = span_words(found.low, found.high)
    return both(f"{value} against {other} (95% interval {span})", f"相对{other.zh} {value.zh}（95% 区间 {span.zh}）")


def _chosen(walked: Walked) -> Text:
    different = len({tuple(each.turned.items()) for each in walked.windows})
    middle = float(np.median([each.rank for each in walked.windows if each.rank is not None]))
    what = both(f"{different} different settings were chosen", f"共选出 {different} 组不同的参数")
    if different == 1:
        what = both("The same setting was chosen in every window", "每个窗口都选出同一组参数")
    return both(
        f"{what}; in its test the choice stood at rank {middle:g} of "
        f"{walked.settings:,} in the middle ({(walked.settings + 1) / 2:g} is what drawing one would do).",
        f"{what.zh}；所选参数在检验窗口中的名次中位数为 {middle:g}（共 {walked.settings:,} 组，"
        f"随机抽取应为 {(walked.settings + 1) / 2:g}）。",
    )


def _cost(walked: Walked) -> Text:
    if walked.exact:
        return both(
            "The choices were executed as one account, which paid for every change.",
            "各窗口的选择作为同一账户执行，换参数的交易成本已计入。",
        )
    return both(
        "The choices differ in the conditions of the run, so their returns were joined without the cost of changes.",
        "所选参数的回测条件不同，因此直接连接各段收益，未计换参数的成本。",
    )


def _paths(walked: Walked, paths: PurgedPaths) -> Text:
    word = METRIC_WORDS[paths.metric]
    ends = (_a_year(walked, paths.metric, float(value)) for value in np.quantile(paths.metrics, [0.0, 0.5, 1.0]))
    low, middle, high = (metric_word(paths.metric, value) for value in ends)
    return both(
        f"Over {len(paths.metrics)} combinatorial purged paths, which choose by later sessions too, the {word} was "
        f"{low} to {high}, {middle} in the middle.",
        f"在 {len(paths.metrics)} 条组合净化路径上（选择时也用到之后的交易日），{word.zh}为 {low.zh} 至 {high.zh}，"
        f"中位数 {middle.zh}。",
    )


def _a_year(walked: Walked, metric: SettingMetric, value: float) -> float:
    """The metric of a year, of one of a session."""
    periods = (len(walked.sessions) - 1) / walked.years
    return value * math.sqrt(periods) if metric in RATIOS else math.expm1(value * periods)
