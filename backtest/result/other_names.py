"""A run beside the other names of the same report: whether its thesis, or any name of that report, did as well."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.wording import percent, points
from backtest.validity.interval import Interval
from data_sources.language.text import Text, both


@dataclass(frozen=True)
class OtherNames:
    """The returns since publication of a run and of the names of its report that the thesis does not hold, fractions.

    ``names`` of them, in equal parts, bought at the publication of ``report`` and held without costs. ``interval`` is
    that of the run's wealth relative to theirs, a year, geometric; None under 60 sessions.
    """

    report: str
    names: int
    rule: float
    others: float
    interval: Interval | None = None

    @property
    def ahead(self) -> float:
        """By how much the run made more."""
        return self.rule - self.others


def other_names_sentence(beside: OtherNames) -> Text:
    """Say what the other names of the report made, and whether the run can be told from them."""
    one = beside.names <= 1
    many = both("The one other name" if one else f"The other {beside.names} names", f"其余 {beside.names} 只个股")
    more = both("more", "多赚") if beside.ahead >= 0 else both("less", "少赚")
    made, by, told = percent(beside.others, signed=True), points(beside.ahead), _told_apart(beside)
    return both(
        f"{many} of {beside.report}, in equal parts, bought at its publication and held without costs, made "
        f"{made}: this run made {by} {more}{told}.",
        f"研报 {beside.report} 的{many.zh}，发布时等权买入并持有、不计费用，收益 {made}："
        f"本次回测{more.zh} {by.zh}{told.zh}。",
    )


def _told_apart(beside: OtherNames) -> Text:
    if beside.interval is None:
        return both(", too short a record to tell it from them", "，时间太短，无法与之区分")
    sure = f"{beside.interval.confidence:.0%}"
    if beside.interval.excludes_zero:
        zero = both("leaves zero out", "不含零")
    else:
        zero = both("includes zero: it cannot be told from them", "包含零：无法与之区分")
    return both(f"; the {sure} interval of the difference {zero}", f"；差额的 {sure} 置信区间{zero.zh}")
