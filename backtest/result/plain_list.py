"""A rule beside the plain list of its names: what the names alone made, and what the rule added to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.wording import percent, signed_points
from backtest.validity.interval import Interval


@dataclass(frozen=True)
class PlainBeside:
    """The returns since publication of a rule and of the plain list of its names, fractions.

    ``interval`` is that of the rule's wealth relative to the list's, a year, geometric; None under 60 sessions.
    ``dates`` are the sessions of the list since publication, its base first (n), ``growth`` what 1 CNY in it became.
    """

    rule: float
    plain: float
    interval: Interval | None = None
    dates: tuple[date, ...] = ()
    growth: tuple[float, ...] = ()

    @property
    def added(self) -> float:
        """What the rule adds to the list."""
        return self.rule - self.plain


def plain_sentence(beside: PlainBeside) -> str:
    """Say what the names alone made, what the rule added to them, and whether it can be told from them."""
    return (
        "The plain list of the same names, in equal parts, made equal again when a report adds names and held, made "
        f"{percent(beside.plain, signed=True)}; the rule adds {signed_points(beside.added)}{_told_apart(beside)}."
    )


def _told_apart(beside: PlainBeside) -> str:
    if beside.interval is None:
        return ", too short a record to tell it from its list"
    confidence = f"{beside.interval.confidence:.0%} interval"
    if beside.interval.excludes_zero:
        return f", and the {confidence} of what it adds leaves zero out"
    return f", but the {confidence} of what it adds includes zero: the rule cannot be told from its list"
