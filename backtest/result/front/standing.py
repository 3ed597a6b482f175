"""By what a run is judged, in one line: the report's own standard, and the interval."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.evidence import Evidence
from backtest.result.standard import StandardOutcome
from backtest.result.verdict import Verdict
from backtest.result.wording import signed_points
from data_sources.language.text import NOTHING, Text, both, joined


@dataclass(frozen=True)
class NamesMet:
    """How many of the names of a report met its own standard so far, of how many whose day has come."""

    met: int
    names: int


def standing_line(seen: Verdict, names_met: NamesMet | None = None) -> Text:
    """Return "own standard: met 6 of 14 names, this run met it; interval: includes zero"; empty if not judged."""
    if seen.evidence is None or seen.badge == "NOT JUDGED":
        return NOTHING
    own = joined((_names(names_met), _own(seen.evidence.standard)), ", ", "，")
    zero = _interval(seen.evidence)
    return both(f"own standard: {own}; interval: {zero}", f"自身评级标准：{own.zh}；区间：{zero.zh}")


def _names(counted: NamesMet | None) -> Text:
    if counted is None or not counted.names:
        return NOTHING
    met, names = counted.met, counted.names
    return both(f"met {met} of {names} name{'' if names == 1 else 's'}", f"{names} 只个股中 {met} 只达标")


def _own(outcome: StandardOutcome | None) -> Text:
    if outcome is None:
        return both("none for this run", "本次回测无适用标准")
    if not outcome.due:
        due, by = outcome.standard.due, signed_points(outcome.excess)
        return both(f"this run stands at {by}, due on {due}", f"本次回测目前 {by.zh}，{due} 到期")
    if outcome.met:
        return both("this run met it", "本次回测达标")
    return both("this run missed it", "本次回测未达标")


def _interval(seen: Evidence) -> Text:
    """The interval on which the badge rests, that of the default index whatever is shown."""
    interval = seen.judged_interval
    if interval is None:
        return both("none", "无")
    if not interval.excludes_zero:
        return both("includes zero", "包含零")
    return both("lies above zero", "高于零") if interval.low > 0 else both("lies below zero", "低于零")
