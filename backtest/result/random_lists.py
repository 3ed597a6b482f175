"""A list beside random ones, and its run-up, in words: the same in the scorecard and beside a strategy."""

from __future__ import annotations

from backtest.market.indices import index_name
from backtest.result.wording import percent, points
from backtest.validity.random_baskets import RandomBaskets
from backtest.validity.run_up import RunUp

LOWEST = 0.001  # neither a smaller p nor a larger percentile is written out: it hangs on the number of draws


def random_lists_sentence(found: RandomBaskets) -> str:
    """Say how many random lists a list was better than, with its p value, and how alike they were."""
    return (
        f"The list made {percent(found.mean, signed=True)}: better than {percentile_words(found)} of {found.draws:,} "
        f"matched random lists; (b + 1) / (m + 1) = {p_words(found)}. Nine in ten of them made "
        f"{percent(found.low, signed=True)} to {percent(found.high, signed=True)}. {matching_words(found)}"
    )


def percentile_words(found: RandomBaskets) -> str:
    """Write the percentile with one digit, never as all of them."""
    return percent(min(found.percentile, 1.0 - LOWEST))


def p_words(found: RandomBaskets) -> str:
    """Write a p value with three digits, a small one as "below 0.001"."""
    return f"{found.p_value:.3f}" if found.p_value >= LOWEST else f"below {LOWEST:.3f}"


def matching_words(found: RandomBaskets) -> str:
    """Say on what the names were matched, and how many of a random list's names are the list's own."""
    levels = [f"{count} on {level}" for level, count in found.matched.items() if count]
    unranked = f" ({found.unranked} with too short a history for it)" if found.unranked else ""
    return (
        f"Names matched: {'; '.join(levels)}{unranked}. "
        f"On average {percent(found.own_share, 0)} of a random list's names are the list's own."
    )


def run_up_sentence(before: RunUp, list_words: str = "the list") -> str:
    """Say what a list had made before its publication."""
    left_out = f"; {before.left_out} more were not traded by then" if before.left_out else ""
    index = " + ".join(index_name(each) for each in before.benchmark.split(" + "))
    return (
        f"In the {before.sessions} sessions before publication {list_words} had made "
        f"{percent(before.own, signed=True)} against {percent(before.market, signed=True)} of the {index}: "
        f"{points(before.excess)} {'ahead' if before.excess >= 0 else 'behind'}{left_out}."
    )
