"""A rule beside the plain list of its names: what the names alone made, and what the rule added to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.wording import percent, signed_points
from backtest.validity.interval import Interval
from data_sources.language.text import Text, both


@dataclass(frozen=True)
class PlainBeside:
    """The returns since publication of a rule and of the plain list of its names, fractions.

    ``interval`` is that of the rule's wealth relative to the list's, a year, geometric; None under 60 sessions.
    ``names`` are how many the list held since publication, 0 where nobody counted them.
    ``dates`` are the sessions of the list since publication, its base first (n), ``growth`` what 1 CNY in it became.
    """

    rule: float
    plain: float
    interval: Interval | None = None
    names: int = 0
    dates: tuple[date, ...] = ()
    growth: tuple[float, ...] = ()

    @property
    def added(self) -> float:
        """What the rule adds to the list."""
        return self.rule - self.plain


def plain_sentence(beside: PlainBeside) -> Text:
    """Say what the names alone made, what the rule added to them, and whether it can be told from them."""
    plain, added, told = percent(beside.plain, signed=True), signed_points(beside.added), _told_apart(beside)
    return both(
        "The plain list of the same names, in equal parts, made equal again when a report adds names and held, made "
        f"{plain}; the rule adds {added}{told}.",
        f"同一批个股等权买入持有（研报新增个股时重新等权）的收益为 {plain}；规则本身贡献 {added.zh}{told.zh}。",
    )


def _told_apart(beside: PlainBeside) -> Text:
    if beside.interval is None:
        return both(", too short a record to tell it from its list", "，时间太短，无法与名单区分")
    sure = f"{beside.interval.confidence:.0%}"
    if beside.interval.excludes_zero:
        return both(f", and the {sure} interval of what it adds leaves zero out", f"，其 {sure} 置信区间不含零")
    return both(
        f", but the {sure} interval of what it adds includes zero: the rule cannot be told from its list",
        f"，但其 {sure} 置信区间包含零：规则与名单无法区分",
    )
