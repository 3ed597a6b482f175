"""What changed tonight, in words of both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from backtest.app.night.changes import KINDS, Change, Kind, Standing
from backtest.result.badge import CHINESE
from data_sources.language.text import NOTHING, Text, both, joined, said

NAMED = 3
"""So many changes of a kind are told in one line; of more their number and the first names."""

WORDS: Mapping[str, str] = {
    "happened": "已发生",
    "not happened": "未发生",
    "unknown": "未知",
    "acts": "起作用",
    "changes nothing": "不起作用",
    **{str(badge): chinese for badge, chinese in CHINESE.items()},
}
"""What a standing says in words, with its Chinese; all else that it says are numbers and days."""
SUBJECTS: Mapping[Kind, Text] = {
    "falsifier": both("falsifier", "证伪条件"),
    "gate": both("gate", "择时开关"),
    "badge": both("badge of", "结论"),
    "diary": both("diary of", "模拟盘日志"),
    "trials": both("trials of", "试验"),
}
COUNTED: Mapping[Kind, Text] = {
    "falsifier": both("falsifiers", "个证伪条件"),
    "gate": both("gates", "个择时开关"),
    "badge": both("badges", "个策略的结论"),
    "diary": both("diaries", "个策略的模拟盘日志"),
    "trials": both("counts of trials", "个策略的试验次数"),
}


def change_words(change: Change) -> Text:
    """Return a change as a clause: ``gate storage_cycle margin: reads 0.35, acts (was: reads 0.31, acts)``."""
    now, before = change.standing, change.before
    name = both(f"{SUBJECTS[now.kind]} {now.name}", f"{SUBJECTS[now.kind].zh} {now.name}")
    if change.after is None:
        return both(f"{name} is gone", f"{name.zh}：不再有")
    told = standing_words(now)
    if before is None:
        return both(f"{name}: {told} (new)", f"{name.zh}：{told.zh}（新增）")
    was = standing_words(before)
    return both(f"{name}: {told} (was: {was})", f"{name.zh}：{told.zh}（此前：{was.zh}）")


def standing_words(standing: Standing) -> Text:
    """Return what a standing says."""
    return _TELL[standing.kind](standing)


def changes_in_line(changes: Iterable[Change]) -> Text:
    """Return changes as one part of the line of a night, "" for none."""
    every = tuple(changes)
    by_kind = (tuple(each for each in every if each.standing.kind == kind) for kind in KINDS)
    parts = [_of_kind(found) for found in by_kind if found]
    if not parts:
        return NOTHING
    told = joined(parts, "; ", "；")
    return both(f"changed since the night before: {told}", f"较上一夜的变化：{told.zh}")


def change_document(change: Change) -> dict[str, str | None]:
    """Return a change as plain values for ``--json``."""
    before, after = change.before, change.after
    return {
        "kind": change.standing.kind,
        "name": change.standing.name,
        "before": None if before is None else said(standing_words(before), "en"),
        "after": None if after is None else said(standing_words(after), "en"),
    }


def _of_kind(found: tuple[Change, ...]) -> Text:
    if len(found) <= NAMED:
        return joined([change_words(each) for each in found], "; ", "；")
    names = [each.standing.name for each in found[:NAMED]]
    count, what, more = len(found), COUNTED[found[0].standing.kind], len(found) - NAMED
    return both(f"{count} {what} ({', '.join(names)} and {more} more)", f"{count} {what.zh}（{'、'.join(names)}等）")


def _word(says: str) -> Text:
    return both(says, WORDS.get(says, says))


def _falsifier(of: Standing) -> Text:
    word = _word(of.says)
    return both(f"{word} on {of.value}", f"{of.value} {word.zh}") if of.value else word


def _gate(of: Standing) -> Text:
    word = _word(of.says)
    return both(f"reads {of.value or 'nothing yet'}, {word}", f"读数 {of.value or '尚无'}，{word.zh}")


def _diary(of: Standing) -> Text:
    if not of.says:
        return both("in cash, nothing decided yet", "空仓，尚未决策")
    return both(f"{of.value} names decided on {of.says}", f"{of.says} 决策，{of.value} 只个股")


def _trials(of: Standing) -> Text:
    return both(f"{of.says} setting{'' if of.says == '1' else 's'}", f"{of.says} 个参数组合")


_TELL: Mapping[Kind, Callable[[Standing], Text]] = {
    "falsifier": _falsifier,
    "gate": _gate,
    "badge": lambda of: _word(of.says),
    "diary": _diary,
    "trials": _trials,
}
