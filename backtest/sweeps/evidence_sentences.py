"""How much of a sweep's best setting is luck, a sentence for each way to tell; where it cannot be told, why."""

from __future__ import annotations

from backtest.result.wording import number, percent, sessions
from backtest.sweeps.evidence import MOST_TESTED
from backtest.sweeps.outcome import Sweep
from backtest.sweeps.setting_words import setting_words
from backtest.validity.interval import LEAST_SESSIONS as LEAST_OF_A_RATIO
from backtest.validity.overfitting import LEAST_SESSIONS
from data_sources.language.text import NOTHING, Text, amid, both

USUAL_BAR = 0.95
"""The probability from which a deflated Sharpe ratio is taken for skill; a custom of the field, no law."""
LEAST_SAID = 0.01


def chance(value: float) -> Text:
    """Write a probability in whole percents: "6%", and "under 1%" or "over 99%" rather than none or certainty."""
    if value < LEAST_SAID:
        return both("under 1%", "不足 1%")
    return both("over 99%", "99% 以上") if value > 1 - LEAST_SAID else percent(value, 0)


def session_count(found: Sweep) -> int:
    """Return over how many sessions the settings are compared."""
    return 0 if found.common is None else len(found.common.sessions) - 1


def overfitting_sentence(found: Sweep) -> Text:
    """Say how probable it is that the best setting is the work of choosing, or why that cannot be told."""
    seen, there = found.evidence.overfitting, session_count(found)
    if seen is None:
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


def deflated_sentence(found: Sweep) -> Text:
    """Say how probable it is that the best setting has more than the luck of the best, or why that cannot be told."""
    seen, there = found.evidence.deflated, session_count(found)
    if seen is None:
        return _few(there, both("deflate its Sharpe ratio", "计算收缩夏普比率")) if found.ranked else NOTHING
    share, count = chance(seen.excess.probability), seen.excess.trials
    passed = both("passes", "达到") if seen.excess.probability >= USUAL_BAR else both("does not pass", "未达到")
    return both(
        f"Deflated Sharpe ratio: the probability that its excess beats what the best of {count:,} settings without "
        f"skill would show is {share}; it {passed} the usual bar of {percent(USUAL_BAR, 0)}.",
        f"收缩夏普比率：其超额优于 {count:,} 组无技能参数中最好一组的概率为{amid(share).rstrip()}，{passed.zh}通常的 "
        f"{percent(USUAL_BAR, 0)}。",
    )


def superiority_sentence(found: Sweep) -> Text:
    """Say whether any setting beats the strategy's own by more than luck, or why that cannot be told."""
    seen, there, ranked = found.evidence.superiority, session_count(found), len(found.ranked)
    if seen is None:
        if not ranked or found.own.rank is None or ranked == 1:
            return NOTHING
        if ranked > MOST_TESTED:
            return both(
                f"{ranked:,} settings are too many to test against the strategy's own (at most {MOST_TESTED:,}).",
                f"{ranked:,} 组过多，未与策略自身的参数作检验（最多 {MOST_TESTED:,} 组）。",
            )
        return _few(there, both("test the settings against the strategy's own", "检验各组是否优于策略自身的参数"))
    test = seen.test
    better = _better(found, test.better)
    often = number(test.p_value)
    return both(
        f"Against the strategy's own setting: p = {often} (superior predictive ability), the chance that the best of "
        f"{test.runs:,} without any advantage looks as good; {better}.",
        f"相对策略自身的参数：优越预测能力检验 p = {often}，即 {test.runs:,} 组毫无优势的参数中最好一组也有如此表现的"
        f"概率；{better.zh}。",
    )


def peak_sentence(found: Sweep) -> Text:
    """Say whether the best setting stands on a hill or is a peak alone, or why that cannot be told."""
    seen = found.evidence.peak
    if seen is None:
        return NOTHING
    if not seen.neighbours:
        return both(
            "No setting is one step beside the best: whether it is a peak alone cannot be told.",
            "最佳参数旁边没有相邻一步的参数：无法判断其是否为孤峰。",
        )
    if seen.kept is None:
        return both(
            "The grid is too small to tell whether the best setting is a peak alone.",
            "网格过小，无法判断最佳参数是否为孤峰。",
        )
    kept = percent(min(max(seen.kept, 0.0), 1.0), 0)
    count = both(
        "the setting beside it keeps" if seen.neighbours == 1 else f"the {seen.neighbours} settings beside it keep",
        f"相邻的 {seen.neighbours} 组",
    )
    if seen.alone:
        return both(
            f"The best setting is a peak alone: {count} {kept} of its lead over the rest, which is what luck does.",
            f"最佳参数是孤峰：{count.zh}只保有其领先优势的 {kept}，运气往往如此。",
        )
    return both(
        f"The best setting stands on a hill: {count} {kept} of its lead over the rest.",
        f"最佳参数处于高地：{count.zh}保有其领先优势的 {kept}。",
    )


def _few(there: int, what: Text) -> Text:
    """Say that sessions are too few for something, where they are."""
    if there >= LEAST_OF_A_RATIO:
        return NOTHING
    few = sessions(there)
    return both(
        f"{few} are too few to {what} ({LEAST_OF_A_RATIO} are needed).",
        f"{few.zh}过少，无法{what.zh}（至少需要 {LEAST_OF_A_RATIO} 个）。",
    )


def _better(found: Sweep, columns: tuple[int, ...]) -> Text:
    """Name the settings that are better than the own one, of several the first by rank."""
    if not columns or found.common is None:
        return both("no setting is better than it beyond doubt", "没有一组可确认优于它")
    places = [found.common.columns[each] for each in columns]
    first = min((found.settings[place] for place in places), key=lambda each: each.rank or 0)
    named = setting_words(first)
    if len(places) == 1:
        return both(f"better than it is {named}", f"可确认优于它的是 {named.zh}")
    return both(
        f"better than it are {len(places):,}, first of them {named}",
        f"可确认优于它的有 {len(places):,} 组，首先是 {named.zh}",
    )
