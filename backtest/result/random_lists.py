"""A list beside random ones, and its run-up, in words: the same in the scorecard and beside a strategy."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.market.indices import index_name
from backtest.result.wording import percent, points, span_words
from backtest.validity.matching import Level
from backtest.validity.random_baskets import RandomBaskets
from backtest.validity.run_up import RunUp
from data_sources.language.text import NOTHING, Text, amid, both, joined, said

LOWEST = 0.001  # neither a smaller p nor a larger percentile is written out: it hangs on the number of draws


LEVEL_WORDS: Mapping[Level, Text] = {
    "board, run-up and beta": both("board, run-up and beta", "板块、前期涨幅和贝塔"),
    "board and run-up": both("board and run-up", "板块和前期涨幅"),
    "board and two thirds by run-up": both("board and two thirds by run-up", "板块和前期涨幅（合并两档）"),
    "board": both("board", "板块"),
}
THE_LIST = both("the list", "该名单")


def random_lists_sentence(found: RandomBaskets) -> Text:
    """Say how many random lists a list was better than, with its p value, and how alike they were."""
    made, percentile, p = percent(found.mean, signed=True), percentile_words(found), p_words(found)
    nine_in_ten, matching = span_words(found.low, found.high), matching_words(found)
    return both(
        f"The list made {made}: better than {percentile} of {found.draws:,} "
        f"matched random lists; (b + 1) / (m + 1) = {p}. Nine in ten of them made {nine_in_ten}. {matching}",
        f"该名单收益 {made}，优于 {found.draws:,} 份配对随机名单中的 {percentile}；p 值 (b + 1) / (m + 1)：{p.zh}。"
        f"九成随机名单的收益在 {nine_in_ten.zh} 之间。{matching.zh}",
    )


def percentile_words(found: RandomBaskets) -> Text:
    """Write the percentile with one digit, never as all of them."""
    return percent(min(found.percentile, 1.0 - LOWEST))


def p_words(found: RandomBaskets) -> Text:
    """Write a p value with three digits, a small one as "below 0.001"."""
    if found.p_value >= LOWEST:
        return both(f"{found.p_value:.3f}", f"{found.p_value:.3f}")
    return both(f"below {LOWEST:.3f}", f"小于 {LOWEST:.3f}")


def matching_words(found: RandomBaskets) -> Text:
    """Say on what the names were matched, and how many of a random list's names are the list's own."""
    levels = joined([_level(count, level) for level, count in found.matched.items() if count], "; ", "；")
    unranked = NOTHING
    if found.unranked:
        unranked = both(
            f" ({found.unranked} with too short a history for it)", f"（其中 {found.unranked} 只历史过短，归入中间档）"
        )
    own = percent(found.own_share, 0)
    return both(
        f"Names matched: {levels}{unranked}. On average {own} of a random list's names are the list's own.",
        f"个股配对方式：{levels.zh}{unranked.zh}。随机名单中平均有 {own} 的个股与该名单重合。",
    )


def _level(count: int, level: Level) -> Text:
    return both(f"{count} on {level}", f"{count} 只按{LEVEL_WORDS[level].zh}")


def run_up_sentence(before: RunUp, list_words: str = THE_LIST) -> Text:
    """Say what a list had made before its publication."""
    left_out = NOTHING
    if before.left_out:
        left_out = both(
            f"; {before.left_out} more were not traded by then", f"；另有 {before.left_out} 只当时尚未上市交易"
        )
    index = joined([index_name(each) for each in before.benchmark.split(" + ")], " + ", " + ")
    own, market, by = percent(before.own, signed=True), percent(before.market, signed=True), points(before.excess)
    where = both("ahead", "领先") if before.excess >= 0 else both("behind", "落后")
    return both(
        f"In the {before.sessions} sessions before publication {list_words} had made "
        f"{own} against {market} of the {index}: {by} {where}{left_out}.",
        f"发布前 {before.sessions} 个交易日，{said(list_words, 'zh')}收益 {own}，同期{amid(index).rstrip()} {market}，"
        f"{where.zh} {by.zh}{left_out.zh}。",
    )
