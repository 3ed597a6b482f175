"""What a sweep found, in sentences of both languages: the terminal and the page say the same."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.market.indices import index_name
from backtest.result.wording import sessions, signed_points
from backtest.sweeps.evidence_sentences import (
    deflated_sentence,
    overfitting_sentence,
    peak_sentence,
    superiority_sentence,
)
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.setting_words import METRIC_WORDS, metric_value, setting_words
from backtest.sweeps.walked_sentences import walked_sentences
from data_sources.language.text import NOTHING, Text, both, joined, same

SHOWN = 5
"""Settings that a sentence names."""


def sentences(found: Sweep) -> tuple[Text, ...]:
    """Return everything that is to be said of a sweep, most important first; none is empty."""
    told = (
        best_sentence(found),
        own_sentence(found),
        *evidence_sentences(found),
        *(() if found.walked is None else walked_sentences(found.walked)),
        sessions_sentence(found),
        *named_settings(found),
        trials_sentence(found),
        *found.notes,
    )
    return tuple(each for each in told if each)


def evidence_sentences(found: Sweep) -> tuple[Text, ...]:
    """Return what is to be said of the best setting's luck; none is empty."""
    told = (
        overfitting_sentence(found),
        deflated_sentence(found),
        superiority_sentence(found),
        peak_sentence(found),
    )
    return tuple(each for each in told if each)


def best_sentence(found: Sweep) -> Text:
    """Say which setting is the best, and what it made."""
    best, word = found.best, METRIC_WORDS[found.metric]
    if best is None or best.numbers is None:
        return both("No setting held anything: there is nothing to rank.", "没有任何一组参数持有股票：无可排名。")
    made, excess = metric_value(found.metric, best.numbers), signed_points(best.numbers.excess_arithmetic or 0.0)
    count, index = len(found.ranked), index_name(found.options.benchmark or "")
    return both(
        f"Best of {count:,} settings by {word}: {setting_words(best)} with {made}, {excess} against {index}.",
        f"{count:,} 组参数中按{word.zh}最好的是 {setting_words(best).zh}：{made.zh}，相对{index.zh} {excess.zh}。",
    )


def own_sentence(found: Sweep) -> Text:
    """Say where the strategy's own setting stands."""
    own, count = found.own, len(found.ranked)
    if own.numbers is None or own.rank is None:
        why = same(own.why)
        return both(f"The strategy's own setting has no rank: {why}.", f"策略自身的参数没有排名：{why.zh}。")
    made, where = metric_value(found.metric, own.numbers), setting_words(own)
    beside = NOTHING if own.in_grid else both(", which the grid lacks", "（不在网格内）")
    return both(
        f"The strategy's own setting, {where}{beside}, stands at rank {own.rank:,} of {count:,} with {made}.",
        f"策略自身的参数 {where.zh}{beside.zh} 排第 {own.rank:,}（共 {count:,} 组），为 {made.zh}。",
    )


def sessions_sentence(found: Sweep) -> Text:
    """Say over which sessions all settings are compared, and what was left out."""
    if found.common is None:
        return NOTHING
    days, left = found.common.sessions, found.common.left_out
    less = both(
        f"; {sessions(left)} before that, which not every setting has or on which none held anything, are left out",
        f"；此前的 {sessions(left).zh}并非每组参数都有，或没有任何一组持仓，均不计入",
    )
    return both(
        f"All are compared over the {sessions(len(days) - 1)} from {days[0]} to {days[-1]}{less if left else ''}.",
        f"全部参数均在 {days[0]} 至 {days[-1]} 的 {sessions(len(days) - 1).zh}上比较{less.zh if left else ''}。",
    )


def named_settings(found: Sweep) -> tuple[Text, ...]:
    """Name the settings that are in no rank, each reason once with the first settings it is of."""
    return (*_named(found.dead, both("dead", "无持仓")), *_named(found.failed, both("failed", "失败")))


def trials_sentence(found: Sweep) -> Text:
    """Say how often the strategy was tried on the store."""
    if len(found.failed) == len(found.settings):
        return both("No set has a curve, so nothing was counted.", "没有任何一组得出净值，因此未计数。")
    if found.trials is None:
        return both("The market names no store, so nothing was counted.", "该行情不来自数据库，因此未计数。")
    kept = (
        both(f", {found.kept:,} of them there already", f"（其中 {found.kept:,} 组此前已有）")
        if found.kept
        else NOTHING
    )
    failed = (
        both(f" ({len(found.failed):,} that failed are not counted)", f"（失败的 {len(found.failed):,} 组不计数）")
        if found.failed
        else NOTHING
    )
    return both(
        f"{len(found.settings):,} sets{kept}; {found.trials.count:,} settings of this strategy have been tried on this "
        f"store{failed}.",
        f"本次 {len(found.settings):,} 组{kept.zh}；"
        f"该策略在此数据库上共试过 {found.trials.count:,} 组参数{failed.zh}。",
    )


def _named(settings: Sequence[SweptSetting], state: Text) -> tuple[Text, ...]:
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
