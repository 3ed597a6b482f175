"""A run beside the other names of the same report: whether its thesis, or any name of that report, did as well."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.wording import percent, points
from backtest.validity.interval import Interval


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


def other_names_sentence(beside: OtherNames) -> str:
    """Say what the other names of the report made, and whether the run can be told from them."""
    many = f"The other {beside.names} names" if beside.names > 1 else "The one other name"
    more = "more" if beside.ahead >= 0 else "less"
    return (
        f"{many} of {beside.report}, in equal parts, bought at its publication and held without costs, made "
        f"{percent(beside.others, signed=True)}: this run made {points(beside.ahead)} {more}{_told_apart(beside)}."
    )


def _told_apart(beside: OtherNames) -> str:
    if beside.interval is None:
        return ", too short a record to tell it from them"
    zero = "leaves zero out" if beside.interval.excludes_zero else "includes zero: it cannot be told from them"
    return f"; the {beside.interval.confidence:.0%} interval of the difference {zero}"
