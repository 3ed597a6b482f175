"""Why a part of a run cannot be judged at all, whatever its numbers are."""

from __future__ import annotations

from backtest.result.look_ahead import LEFT_OUT, LookAhead
from backtest.result.out_of_sample import undated_sentence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.traded import Traded
from backtest.result.yardstick import index_lacking
from data_sources.language.text import NOTHING, Text, both, said


def why_not_judged(result: Result, part: RunPart, seen: Traded) -> Text:
    """Return the first reason, a sentence; empty for a part that can be judged.

    What looks ahead could not have been earned, what held nothing says nothing of a list, and what nothing dates is not
    out of sample. Sessions on which no share has a bar are flat days: they would narrow every interval of a regression.
    A part that begins after its report leaves the first sessions of the call out, so that whoever chose the start could
    have known them.
    """
    if result.look_ahead is not None and result.look_ahead.standing == "failed":
        return both(
            "It looks ahead: no number of it could have been earned.", "存在前视偏差：其中任何数字在现实中都无法取得。"
        )
    if result.look_ahead is not None and (untold := unaudited(result.look_ahead)):
        return untold
    return (
        _nothing_held(seen)
        or undated_sentence(part)
        or _without_bars(part)
        or _late(result, part)
        or _index(result, part)
    )


def unaudited(seen: LookAhead) -> Text:
    """Why an audit that was not passed forbids to judge a rule; empty for one that was, and for weights from outside.

    A rule that fails wherever the future is taken away may have wanted it, and one that was not audited may look ahead:
    neither can be shown to be right.
    """
    if seen.standing != "untold":
        return NOTHING
    if seen == LEFT_OUT:
        return both("Its look-ahead audit was left out.", "未做前视偏差检查。")
    if seen.outcome is None:
        return NOTHING
    return both(
        f"Its look-ahead audit was not passed: {seen.sentence}.", f"未通过前视偏差检查：{said(seen.sentence, 'zh')}。"
    )


def held_nothing(seen: Traded) -> bool:
    """Whether a part ended every session of its own without a holding; it may have sold one on its first."""
    return seen.effective_median is None


def _nothing_held(seen: Traded) -> Text:
    if not held_nothing(seen):
        return NOTHING
    if seen.total_return:
        return both("After no session of it was anything held.", "没有一个交易日收盘后有持仓。")
    return both("It held nothing.", "从未持仓。")


def _without_bars(part: RunPart) -> Text:
    panel = part.ledger.panel
    if panel.last_traded < 0:
        return NOTHING
    count = int((part.ledger.sessions[part.first + 1 : part.last + 1] > panel.sessions[panel.last_traded]).sum())
    if not count:
        return NOTHING
    return both(
        f"Its last {f'{count:,} sessions have' if count > 1 else 'session has'} no bar of any share.",
        f"最后 {count:,} 个交易日没有任何个股的行情。",
    )


def _late(result: Result, part: RunPart) -> Text:
    stated = result.stated
    if stated is None or part.base_date <= stated.known_from:
        return NOTHING
    if stated.kind == "diary":
        what = both("the first row of its paper diary", "模拟盘日志写下首条记录")
    else:
        what = both(f"{stated.report} was published", f"研报 {stated.report} 发布")
    base, known = part.base_date, stated.known_from
    return both(f"It begins on {base}, after {what} on {known}.", f"回测始于 {base}，晚于 {known} {what.zh}。")


def _index(result: Result, part: RunPart) -> Text:
    lacking = index_lacking(result, part)
    if not lacking:
        return NOTHING
    return both(
        f"The store lacks sessions of {lacking}, the index by which it would be judged.",
        f"评判所用的指数 {lacking} 在数据库中缺少部分交易日。",
    )
