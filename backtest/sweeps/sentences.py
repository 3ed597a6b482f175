"""What a sweep found, in sentences of both languages: the terminal and the page say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backtest.result.wording import number, percent, sessions, signed_points
from backtest.sweeps.numbers import SettingNumbers
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.walked_sentences import walked_sentences
from backtest.validity.overfitting import LEAST_SESSIONS
from backtest.validity.setting_metric import SettingMetric
from data_sources.language.text import NOTHING, Text, both, joined, same

METRIC_WORDS: Mapping[SettingMetric, Text] = {
    "sharpe": both("Sharpe ratio", "夏普比率"),
    "information_ratio": both("information ratio", "信息比率"),
    "excess_geometric": both("geometric excess", "几何超额"),
    "annual_return": both("annual return", "年化收益"),
}
RATIO_METRICS = frozenset({"sharpe", "information_ratio"})
SHOWN = 5
"""Settings that a sentence names."""


def sentences(found: Sweep) -> tuple[Text, ...]:
    """Return everything that is to be said of a sweep, most important first; none is empty."""
    told = (
        best_sentence(found),
        own_sentence(found),
        overfitting_sentence(found),
        *(() if found.walked is None else walked_sentences(found.walked)),
        sessions_sentence(found),
        *_named(found.dead, both("dead", "无持仓")),
        *_named(found.failed, both("failed", "失败")),
        trials_sentence(found),
        *found.notes,
    )
    return tuple(each for each in told if each)


def setting_words(setting: SweptSetting) -> Text:
    """Write a setting as it would be given: ``lookback=60 fill=close``."""
    return same(" ".join(f"{name}={_value(value)}" for name, value in setting.turned.items()))


def metric_value(metric: SettingMetric, numbers: SettingNumbers) -> Text:
    """Write the metric of a setting."""
    value = getattr(numbers, metric)
    return number(value) if metric in RATIO_METRICS else percent(value, signed=True)


def best_sentence(found: Sweep) -> Text:
    """Say which setting is the best, and what it made."""
    best, word = found.best, METRIC_WORDS[found.metric]
    if best is None or best.numbers is None:
        return both("No setting held anything: there is nothing to rank.", "没有任何一组参数持有股票：无可排名。")
    made, excess = metric_value(found.metric, best.numbers), signed_points(best.numbers.excess_arithmetic or 0.0)
    count = len(found.ranked)
    return both(
        f"Best of {count:,} settings by {word}: {setting_words(best)} with {made}, "
        f"{excess} against {found.options.benchmark}.",
        f"{count:,} 组参数中按{word.zh}最好的是 {setting_words(best)}：{made.zh}，"
        f"相对 {found.options.benchmark} {excess.zh}。",
    )


def own_sentence(found: Sweep) -> Text:
    """Say where the strategy's own setting stands."""
    own, count = found.own, len(found.ranked)
    if own.numbers is None or own.rank is None:
        return both(
            f"The strategy's own setting has no rank: {own.why}.", f"策略自身的参数没有排名：{same(str(own.why))}。"
        )
    made, where = metric_value(found.metric, own.numbers), setting_words(own)
    beside = NOTHING if own.in_grid else both(", which the grid lacks", "（不在网格内）")
    return both(
        f"The strategy's own setting, {where}{beside}, stands at rank {own.rank:,} of {count:,} with {made}.",
        f"策略自身的参数 {where}{beside.zh} 排第 {own.rank:,}（共 {count:,} 组），为 {made.zh}。",
    )


def overfitting_sentence(found: Sweep) -> Text:
    """Say how probable it is that the best setting is the work of choosing, or why that cannot be told."""
    seen = found.evidence.overfitting
    if seen is None:
        there = 0 if found.common is None else len(found.common.sessions) - 1
        if there >= LEAST_SESSIONS or not found.ranked:
            return NOTHING
        few = sessions(there)
        return both(
            f"{few} are too few to say how probable it is that the best setting is the work of choosing "
            f"({LEAST_SESSIONS} are needed).",
            f"{few.zh}过少，无法判断最佳参数是否只是挑选出来的（至少需要 {LEAST_SESSIONS} 个）。",
        )
    share = percent(seen.probability, 0)
    return both(
        f"Probability of backtest overfitting: {share}. In so many of {seen.splits:,} splits the setting that was best "
        "in one half of the sessions was among the worse half in the other; half and half is what noise does.",
        f"回测过拟合概率（PBO）：{share}。在 {seen.splits:,} 种划分中，一半交易日里最好的参数"
        "在另一半里落入较差一半的占比如此；纯噪声约为一半。",
    )


def sessions_sentence(found: Sweep) -> Text:
    """Say over which sessions all settings are compared, and what was left out."""
    if found.common is None:
        return NOTHING
    days, left = found.common.sessions, found.common.left_out
    less = both(
        f"; {sessions(left)} before that, which not every setting has or on which none held anything, are left out",
        f"；此前的{sessions(left).zh}并非每组参数都有，或没有任何一组持仓，均不计入",
    )
    return both(
        f"All are compared over the {sessions(len(days) - 1)} from {days[0]} to {days[-1]}{less if left else ''}.",
        f"全部参数均在 {days[0]} 至 {days[-1]} 的{sessions(len(days) - 1).zh}上比较{less.zh if left else ''}。",
    )


def trials_sentence(found: Sweep) -> Text:
    """Say how often the strategy was tried on the store."""
    if found.trials is None:
        return both("The market names no store, so nothing was counted.", "该行情不来自数据库，因此未计数。")
    kept = (
        both(f", {found.kept:,} of them there already", f"（其中 {found.kept:,} 组此前已有）")
        if found.kept
        else NOTHING
    )
    return both(
        f"{len(found.settings):,} sets{kept}; {found.trials.count:,} settings of this strategy have been tried on this "
        "store.",
        f"本次 {len(found.settings):,} 组{kept.zh}；该策略在此数据库上共试过 {found.trials.count:,} 组参数。",
    )


def _named(settings: Sequence[SweptSetting], state: Text) -> tuple[Text, ...]:
    """Name the settings that are in no rank, each reason once with the first settings it is of."""
    by_reason: dict[str, list[SweptSetting]] = {}
    for each in settings:
        by_reason.setdefault(each.why, []).append(each)
    return tuple(_reason(each, same(why), state) for why, each in by_reason.items())


def _reason(settings: Sequence[SweptSetting], why: Text, state: Text) -> Text:
    names = joined([setting_words(each) for each in settings[:SHOWN]], "; ", "；")
    more = "" if len(settings) <= SHOWN else ", ..."
    return both(
        f"{len(settings):,} {state}, in no rank: {names}{more}: {why}.",
        f"{len(settings):,} 组{state.zh}，不参与排名：{names.zh}{more}：{why.zh}。",
    )


def _value(value: object) -> str:
    return "none" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
