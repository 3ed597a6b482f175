"""What stands in front of a sweep: one sentence, at most one "But", and four numbers."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.market.indices import index_name
from backtest.result.wording import ABSENT, number, percent, sessions, signed_points
from backtest.sweeps.evidence_sentences import USUAL_BAR, chance, session_count
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.sentences import best_sentence
from backtest.sweeps.setting_words import METRIC_WORDS, metric_value, setting_words
from backtest.validity.overfitting import LEAST_SESSIONS
from data_sources.language.text import NOTHING, Text, amid, both, same

NOISE = 0.5
"""The probability of overfitting that choosing among noise has."""


@dataclass(frozen=True)
class Tile:
    """One large number with what it is and what must be known of it; ``tone`` is "up", "down" or empty."""

    label: Text
    value: Text
    note: Text
    tone: str = ""


@dataclass(frozen=True)
class SweepFront:
    """One ``claim``, at most one ``but`` ("" without one), and the tiles: none where nothing is ranked."""

    claim: Text
    but: Text
    tiles: tuple[Tile, ...]


def front_of(found: Sweep) -> SweepFront:
    """Return what stands in front of a sweep."""
    if found.best is None:
        return SweepFront(best_sentence(found), NOTHING, ())
    tiles = (_best_tile(found, found.best), _own_tile(found), _overfitting_tile(found), _deflated_tile(found))
    return SweepFront(_claim(found, found.best), _but(found), tiles)


def _claim(found: Sweep, best: SweptSetting) -> Text:
    assert best.numbers is not None  # noqa: S101 - only settings with numbers are ranked
    word, index = METRIC_WORDS[found.metric], index_name(found.options.benchmark or "")
    made, excess = metric_value(found.metric, best.numbers), signed_points(best.numbers.excess_arithmetic or 0.0)
    count, where = len(found.ranked), setting_words(best)
    stands = _stands(found, best)
    return both(
        f"Of {count:,} settings {where} is the best by {word}, {made}: {excess} against {index} in "
        f"{sessions(session_count(found))}{stands}.",
        f"{count:,} 组参数中，按{word.zh}最好的是 {where.zh}（{made.zh}）：{sessions(session_count(found)).zh}内相对"
        f"{index.zh} {excess.zh}{stands.zh}。",
    )


def _stands(found: Sweep, best: SweptSetting) -> Text:
    """Where the strategy's own setting stands, as the end of a sentence."""
    own, count = found.own, len(found.ranked)
    if own.numbers is None or own.rank is None:
        return both("; the strategy's own setting has no rank", "；策略自身的参数没有排名")
    if own is best:
        return both("; it is the strategy's own setting", "；它正是策略自身的参数")
    made, where = metric_value(found.metric, own.numbers), setting_words(own)
    return both(
        f"; the strategy's own, {where}, is rank {own.rank:,} of {count:,} with {made}",
        f"；策略自身的参数 {where.zh} 排第 {own.rank:,}（共 {count:,} 组），为 {made.zh}",
    )


def _but(found: Sweep) -> Text:
    """The one doubt that weighs most; nothing where none does."""
    seen, there = found.evidence, session_count(found)
    if there < LEAST_SESSIONS:
        few = sessions(there)
        return both(
            f"{few} are too few to tell the best setting from the luckiest one.",
            f"{few.zh}过少，无法区分最好的参数与运气最好的参数。",
        )
    if seen.overfitting and seen.overfitting.probability >= NOISE:
        share = percent(seen.overfitting.probability, 0)
        return both(
            f"choosing it is no better than choosing among noise: the probability of backtest overfitting is {share}.",
            f"选出它并不胜过在噪声中挑选：回测过拟合概率为 {share}。",
        )
    if seen.peak and seen.peak.alone:
        return both(
            "it is a peak alone on the grid: the settings beside it do not do as well.",
            "它在网格上是孤峰：相邻的参数表现明显不及。",
        )
    if seen.deflated and seen.deflated.excess.probability < USUAL_BAR:
        share, count = chance(seen.deflated.excess.probability), seen.deflated.excess.trials
        return both(
            f"the probability that it beats the best of {count:,} settings without skill is {share}, below the usual "
            f"{percent(USUAL_BAR, 0)}.",
            f"它优于 {count:,} 组无技能参数中最好一组的概率为{amid(share).rstrip()}，"
            f"低于通常的 {percent(USUAL_BAR, 0)}。",
        )
    return NOTHING


def _best_tile(found: Sweep, best: SweptSetting) -> Tile:
    assert best.numbers is not None  # noqa: S101 - as above
    return Tile(
        both(f"Best, {METRIC_WORDS[found.metric]}", f"最佳，{METRIC_WORDS[found.metric].zh}"),
        metric_value(found.metric, best.numbers), setting_words(best),
    )  # fmt: skip


def _own_tile(found: Sweep) -> Tile:
    own, count = found.own, len(found.ranked)
    label = both("The strategy's own", "策略自身的参数")
    if own.rank is None or own.numbers is None:
        return Tile(label, same(ABSENT), both("no rank", "没有排名"))
    made = metric_value(found.metric, own.numbers)
    beside = NOTHING if own.in_grid else both(", not in the grid", "，不在网格内")
    return Tile(
        label,
        both(f"{own.rank:,} of {count:,}", f"{own.rank:,}/{count:,}"),
        both(f"{setting_words(own)}: {made}{beside}", f"{setting_words(own).zh}：{made.zh}{beside.zh}"),
    )


def _overfitting_tile(found: Sweep) -> Tile:
    seen, label = found.evidence.overfitting, both("Probability of overfitting", "回测过拟合概率")
    if seen is None:
        return Tile(label, same(ABSENT), both("cannot be told", "无法判断"))
    return Tile(label, percent(seen.probability, 0), both("noise has about 50%", "纯噪声约为 50%"))


def _deflated_tile(found: Sweep) -> Tile:
    seen, label = found.evidence.deflated, both("Deflated Sharpe ratio", "收缩夏普比率")
    if seen is None:
        return Tile(label, same(ABSENT), both("cannot be told", "无法判断"))
    count = seen.excess.trials
    return Tile(
        label, number(seen.excess.probability),
        both(
            f"against the best of {count:,} without skill; 0.95 is usual",
            f"对比 {count:,} 组无技能参数的最好者；通常以 0.95 为界",
        ),
    )  # fmt: skip
