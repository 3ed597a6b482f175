"""Why a run has its badge, in one sentence."""

from __future__ import annotations

from backtest.market.indices import index_label
from backtest.result.badge import Badge
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.sector import sector_words
from backtest.result.traded import FEW_NAMES
from backtest.result.unjudged import why_not_judged
from backtest.result.wording import number
from backtest.validity.interval import LEAST_SESSIONS


def badge_reason(badge: Badge, result: Result, part: RunPart, seen: Evidence) -> str:
    """Return the ground that decided; the numbers behind it are in the sentences of the evidence."""
    if badge == "NOT JUDGED":
        return why_not_judged(result, part, seen.traded)
    return f"{_ground(badge, part, seen)}{_other_index(badge, result, seen)}"


def _ground(badge: Badge, part: RunPart, seen: Evidence) -> str:
    if badge == "TOO FEW NAMES":
        return (
            f"On the median session it held {number(seen.traded.effective_median)} effective names, under "
            f"{FEW_NAMES:.0f}: too few to judge a list by, whatever the curve."
        )
    if badge == "TOO EARLY":
        return _too_early(part, seen)
    return {
        "HELD": _held(seen),
        "DID NOT HOLD": _did_not_hold(seen),
        "CANNOT BE TOLD FROM CHANCE": _chance(seen),
        "IN LINE WITH ITS SECTOR": "The interval of the excess leaves zero out, that of the alpha beside "
        f"{_beside(seen)} does not: what it made cannot be told from what its sector made.",
    }[badge]


def _too_early(part: RunPart, seen: Evidence) -> str:
    standard = seen.standard
    if standard is not None and not standard.due:
        return f"The horizon of {standard.standard.report} runs until {standard.standard.due}."
    if part.sessions >= LEAST_SESSIONS:  # a total loss, or a growth beyond the range of a float
        return "No interval of its excess can be computed."
    return f"An interval takes {LEAST_SESSIONS} sessions, and it has {part.sessions}."


def _held(seen: Evidence) -> str:
    intervals = "he intervals of the excess and of the alpha beside its sector lie above zero."
    return f"T{intervals}" if seen.standard is None else f"Its own standard was met, and t{intervals}"


def _did_not_hold(seen: Evidence) -> str:
    if seen.judged_interval is not None and seen.judged_interval.high < 0:
        return "The interval of the excess lies below zero."
    report = seen.standard.standard.report if seen.standard else "the report"
    return f"Its excess is not chance, but the own standard of {report} was missed."


def _chance(seen: Evidence) -> str:
    if seen.judged_interval is not None and seen.judged_interval.low > 0:
        return "Nothing is stored to tell the excess from that of its sector."
    met = "" if seen.standard is None else f" Its own standard was {'met' if seen.standard.met else 'missed'}."
    return f"The interval of the excess includes zero.{met}"


def _beside(seen: Evidence) -> str:
    return sector_words(seen.sector) if seen.sector else "its sector"


def _other_index(badge: Badge, result: Result, seen: Evidence) -> str:
    """The index of the badge, where another one is shown and the badge rests on an interval."""
    if seen.index == result.benchmark_symbol or badge in ("TOO FEW NAMES", "TOO EARLY"):
        return ""
    return f" The badge is measured against the {index_label(seen.index)}, whatever index is shown."
