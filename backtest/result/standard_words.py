"""What a report asked of its own call, in words."""

from __future__ import annotations

from backtest.result.standard import Standard
from backtest.result.wording import number
from data_sources.language.text import NOTHING, Text, both, joined


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


def _edge(edge: float | None) -> Text:
    size = number((edge or 0.0) * 100, 0)
    return both(f"{size} points", f"{size} 个百分点")
