"""The badge of a run: one of seven words, by the report's own standard and by what chance and the sector explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from data_sources.language.text import Text, both

Badge: TypeAlias = Literal[
    "HELD",
    "DID NOT HOLD",
    "CANNOT BE TOLD FROM CHANCE",
    "IN LINE WITH ITS SECTOR",
    "TOO EARLY",
    "TOO FEW NAMES",
    "NOT JUDGED",
]

CHINESE: Mapping[Badge, str] = {
    "HELD": "成立",
    "DID NOT HOLD": "不成立",
    "CANNOT BE TOLD FROM CHANCE": "与运气无法区分",
    "IN LINE WITH ITS SECTOR": "与行业同步",
    "TOO EARLY": "未到期",
    "TOO FEW NAMES": "样本过少",
    "NOT JUDGED": "未评判",
}


def badge_words(badge: Badge) -> Text:
    """Return a badge in both languages."""
    return both(badge, CHINESE[badge])


class Range(Protocol):
    """Any confidence interval, as fractions a year."""

    @property
    def low(self) -> float:
        """The lower end."""

    @property
    def high(self) -> float:
        """The upper end."""


@dataclass(frozen=True)
class Grounds:
    """What a badge rests on.

    Parameters
    ----------
    judged : bool
        Whether something dates the run, it traded, and nothing forbids to judge it.
    few_names : bool
        Whether it held too few names at a time to say anything of a list.
    due : bool
        Whether the horizon of the report is over; True for a run without a standard.
    excess : interval or None
        The excess over the benchmark; None when the record is too short.
    alpha : interval or None
        What benchmark and sector together leave unexplained; None when there is nothing to measure it by.
    met : bool or None
        Whether the report's own standard was met; None without one.
    """

    judged: bool
    few_names: bool
    due: bool
    excess: Range | None
    alpha: Range | None
    met: bool | None


def badge_of(grounds: Grounds) -> Badge:
    """Return the badge; the first reason that applies, in this order.

    A call HELD only when all three agree: its own standard, an excess whose interval lies above zero, and an alpha
    beside the sector whose interval does. It DID NOT HOLD when the interval lies below zero, and when an excess that
    chance does not explain misses the own standard. An interval that includes zero leaves chance, whatever the
    standard says. An excess without alpha is the sector's: the list was no better than its sector, which may well have
    been the right one.
    """
    if not grounds.judged:
        return "NOT JUDGED"
    if grounds.few_names:
        return "TOO FEW NAMES"
    if not grounds.due or grounds.excess is None:
        return "TOO EARLY"
    if grounds.excess.high < 0:
        return "DID NOT HOLD"
    if grounds.excess.low <= 0:
        return "CANNOT BE TOLD FROM CHANCE"
    if grounds.met is False:
        return "DID NOT HOLD"
    if grounds.alpha is None:
        return "CANNOT BE TOLD FROM CHANCE"
    return "HELD" if grounds.alpha.low > 0 else "IN LINE WITH ITS SECTOR"
