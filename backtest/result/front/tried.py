"""What the best of several strategies is worth, in one line."""

from __future__ import annotations

from backtest.result.result import Result
from backtest.result.several import SELDOM
from data_sources.language.text import NOTHING, Text, both

FRACTIONS: tuple[tuple[float, Text], ...] = (
    (0.9, both("nearly every such set", "几乎总会")),
    (0.7, both("three in four such sets", "约四分之三的情况下")),
    (0.58, both("two in three such sets", "约三分之二的情况下")),
    (0.42, both("one in two such sets", "约一半的情况下")),
)
"""From which share on it is called so."""

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def tried_line(result: Result) -> Text:
    """Return "Best of 11 strategies tried; by chance alone one in four such sets has such a winner."; empty for one.

    The share is the p-value of Hansen's test, which is of the best; another run of the set is called one of them.
    """
    seen = result.several
    if seen is None:
        return NOTHING
    if seen.market is None:
        return both(
            f"One of {seen.tried} strategies tried; too few of them have a test long enough to say what the best is "
            "worth.",
            f"共试了 {seen.tried} 个策略，这是其中之一；检验期足够长的太少，无法判断最好的一个是否出于运气。",
        )
    sets = _sets(seen.market.p_value)
    has = "have" if sets.startswith(("two", "three")) else "has"
    if seen.best == result.name:
        return both(
            f"Best of {seen.tried} strategies tried; by chance alone {sets} {has} such a winner.",
            f"共试了 {seen.tried} 个策略，这是其中最好的一个；即便纯属运气，{sets.zh}也会出现这样的结果。",
        )
    return both(
        f"One of {seen.tried} strategies tried; by chance alone {sets} {has} a winner as good as the best of them.",
        f"共试了 {seen.tried} 个策略，这是其中之一；即便纯属运气，{sets.zh}也会出现与其中最好者一样好的结果。",
    )


def _sets(share: float) -> Text:
    """A share of cases as people say it: 0.26 as one in four."""
    if share < SELDOM:
        return both("fewer than one in a hundred such sets", "不足百分之一的情况下")
    for least, words in FRACTIONS:
        if share >= least:
            return words
    parts = round(1.0 / share)
    return both(
        f"one in {WORDS[parts - 1] if parts <= len(WORDS) else parts} such sets", f"约{_chinese(parts)}分之一的情况下"
    )


def _chinese(count: int) -> str:
    """A whole number from 1 to 100 in Chinese: 四, 十二, 二十, 一百."""
    tens, ones = divmod(count, 10)
    if tens == len(CHINESE):
        return "一百"
    return ("" if tens < 2 else CHINESE[tens - 1]) + "十" * (tens > 0) + (CHINESE[ones - 1] if ones else "")  # noqa: PLR2004
