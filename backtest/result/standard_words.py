"""What a report asked of its own call, in words, and how the call stands by it."""

from __future__ import annotations

from backtest.market.indices import index_name
from backtest.result.standard import Standard, StandardOutcome
from backtest.result.wording import number, signed_points
from data_sources.language.text import NOTHING, Text, amid, both, joined


def asked_words(standard: Standard) -> Text:
    """Return the excess that meets a call: "at least 5 points"; both edges of a rating in between.

    The words say whether an edge itself meets it.
    """
    lower, upper = (_edge(edge) for edge in (standard.lower, standard.upper))
    if standard.lower is not None and standard.lower == standard.upper:
        return both(f"exactly {lower}", f"恰为 {lower.zh}")
    least = most = NOTHING
    if standard.lower is not None:
        word = both("at least", "不低于") if standard.lower_closed else both("more than", "高于")
        least = joined((word, lower), zh=" ")
    if standard.upper is not None:
        word = both("at most", "不高于") if standard.upper_closed else both("less than", "低于")
        most = joined((word, upper), zh=" ")
    return joined((least, most), " and ", "且")


def standard_sentence(seen: StandardOutcome) -> Text:
    """Say how the call stands by its report's own rating standard."""
    standard = seen.standard
    index, by = index_name(standard.benchmark), signed_points(seen.excess)
    asked = asked_words(standard)
    call = both(
        f"{standard.report} called {standard.rating}, by its own standard {asked} of excess by {standard.due}",
        f"研报 {standard.report} 评级为{amid(standard.rating).rstrip()}，按其自身标准，{standard.due} "
        f"前的超额收益应{asked.zh}",
    )
    if seen.due:
        met = both("met", "达标") if seen.met else both("missed", "未达标")
        return both(
            f"{call}: this run had {by} over the {index} by then and {met} that; the scorecard judges the call.",
            f"{call.zh}：届时本次回测相对{amid(index)}的超额为 {by.zh}，{met.zh}；观点本身由记分卡评判。",
        )
    return both(
        f"{call}: this run stands at {by} over the {index}, and that day has not come.",
        f"{call.zh}：目前本次回测相对{amid(index)}的超额为 {by.zh}，该日尚未到来。",
    )


def _edge(edge: float | None) -> Text:
    size = number((edge or 0.0) * 100, 0)
    return both(f"{size} points", f"{size} 个百分点")
