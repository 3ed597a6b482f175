"""A walk-forward in sentences of both languages: what choosing earned outside the sessions of the choice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from backtest.result.wording import number, percent, sessions, span_words
from backtest.sweeps.walked import Walked
from backtest.validity.glued import Beside
from data_sources.language.text import Text, both, joined

OTHERS: Mapping[str, Text] = {
    "own": both("the strategy's own setting", "策略自身参数"),
    "plain": both("the plain list", "等权名单"),
    "benchmark": both("the benchmark", "基准"),
}


def walked_sentences(walked: Walked) -> tuple[Text, ...]:
    """Return what is to be said of a walk-forward, most important first."""
    told = [_made(walked), _chosen(walked), _cost(walked)]
    if walked.paths is not None:
        told.append(_paths(walked))
    return tuple(told)


def _made(walked: Walked) -> Text:
    first, last, count = walked.sessions[0], walked.sessions[-1], len(walked.windows)
    beside = joined([_beside(OTHERS[name], each) for name, each in walked.beside.items() if each], "; ", "；")
    made = percent(walked.total_return, signed=True)
    return both(
        f"Walk-forward {walked.how}: chosen inside and lived outside in {count} windows from {first} to {last} "
        f"({sessions(len(walked.sessions) - 1)}), the choices made {made}; a year {beside}.",
        f"滚动检验 {walked.how}：在 {first} 至 {last}（{sessions(len(walked.sessions) - 1).zh}）的 {count} 个窗口中，"
        f"样本内选择、样本外持有，共得 {made.zh}；年化{beside.zh}。",
    )


def _beside(other: Text, seen: Beside) -> Text:
    value = percent(seen.annual, signed=True)
    if seen.interval is None:
        return both(f"{value} against {other}", f"相对{other.zh} {value.zh}")
    span = span_words(seen.interval.low, seen.interval.high)
    return both(f"{value} against {other} ({span})", f"相对{other.zh} {value.zh}（{span.zh}）")


def _chosen(walked: Walked) -> Text:
    different = len({tuple(each.turned.items()) for each in walked.windows})
    middle = float(np.median([each.rank for each in walked.windows]))
    return both(
        f"{different} different settings were chosen; in its test the choice stood at rank {middle:g} of "
        f"{walked.settings:,} in the middle ({(walked.settings + 1) / 2:g} is what drawing one would do).",
        f"共选出 {different} 组不同的参数；所选参数在检验窗口中的名次中位数为 {middle:g}（共 {walked.settings:,} 组，"
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


def _paths(walked: Walked) -> Text:
    paths = walked.paths
    assert paths is not None  # noqa: S101 - asked by the caller
    year = np.sqrt(_per_year(walked)) if paths.metric in {"sharpe", "information_ratio"} else _per_year(walked)
    low, middle, high = (number(float(value * year)) for value in np.quantile(paths.metrics, [0.0, 0.5, 1.0]))
    return both(
        f"Over {len(paths.metrics)} combinatorial purged paths, which choose by later sessions too, the metric a year "
        f"was {low} to {high}, {middle} in the middle.",
        f"在 {len(paths.metrics)} 条组合净化路径上（选择时也用到之后的交易日），年化指标为 {low} 至 {high}，"
        f"中位数 {middle}。",
    )


def _per_year(walked: Walked) -> float:
    days = walked.sessions
    return float((len(days) - 1) / ((days[-1] - days[0]).astype(int) / 365.25))
