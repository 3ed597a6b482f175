"""Why a part of a run cannot be judged at all, whatever its numbers are."""

from __future__ import annotations

from backtest.result.look_ahead import LEFT_OUT, LookAhead
from backtest.result.out_of_sample import undated_sentence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.traded import Traded
from backtest.result.yardstick import index_lacking


def why_not_judged(result: Result, part: RunPart, seen: Traded) -> str:
    """Return the first reason, a sentence; empty for a part that can be judged.

    What looks ahead could not have been earned, what held nothing says nothing of a list, and what nothing dates is not
    out of sample. Sessions on which no share has a bar are flat days: they would narrow every interval of a regression.
    A part that begins after its report leaves the first sessions of the call out, so that whoever chose the start could
    have known them.
    """
    if result.look_ahead is not None and result.look_ahead.standing == "failed":
        return "It looks ahead: no number of it could have been earned."
    if result.look_ahead is not None and (untold := unaudited(result.look_ahead)):
        return untold
    return (
        _nothing_held(seen)
        or undated_sentence(part)
        or _without_bars(part)
        or _late(result, part)
        or _index(result, part)
    )


def unaudited(seen: LookAhead) -> str:
    """Why an audit that was not passed forbids to judge a rule; empty for one that was, and for weights from outside.

    A rule that fails wherever the future is taken away may have wanted it, and one that was not audited may look ahead:
    neither can be shown to be right.
    """
    if seen.standing != "untold":
        return ""
    if seen == LEFT_OUT:
        return "Its look-ahead audit was left out."
    return f"Its look-ahead audit was not passed: {seen.sentence}." if seen.outcome is not None else ""


def held_nothing(seen: Traded) -> bool:
    """Whether a part ended every session of its own without a holding; it may have sold one on its first."""
    return seen.effective_median is None


def _nothing_held(seen: Traded) -> str:
    if not held_nothing(seen):
        return ""
    return "After no session of it was anything held." if seen.total_return else "It held nothing."


def _without_bars(part: RunPart) -> str:
    panel = part.ledger.panel
    if panel.last_traded < 0:
        return ""
    count = int((part.ledger.sessions[part.first + 1 : part.last + 1] > panel.sessions[panel.last_traded]).sum())
    if not count:
        return ""
    return f"Its last {f'{count:,} sessions have' if count > 1 else 'session has'} no bar of any share."


def _late(result: Result, part: RunPart) -> str:
    stated = result.stated
    if stated is None or part.base_date <= stated.known_from:
        return ""
    what = "the first row of its paper diary" if stated.kind == "diary" else f"{stated.report} was published"
    return f"It begins on {part.base_date}, after {what} on {stated.known_from}."


def _index(result: Result, part: RunPart) -> str:
    lacking = index_lacking(result, part)
    return f"The store lacks sessions of {lacking}, the index by which it would be judged." if lacking else ""
