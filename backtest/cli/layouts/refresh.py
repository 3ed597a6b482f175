"""What a refresh did, or would do, for people: tables and their age, findings, calls, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import SEVERITIES, finding_line, mend_line
from backtest.cli.output import TextTable, print_table, say
from data_sources.language.finding_words import finding_words
from data_sources.language.text import NOTHING, Text, both, said
from data_sources.tables.table_names import table_name

if TYPE_CHECKING:
    from data_sources.refresh import Missing, RefreshResult

SHOWN = 10
CALENDARS = ("sessions", "index")
NEVER = both("never", "从未")
PLANNED = (
    both("table", "数据表"), both("questions", "项数"), both("calls", "请求次数"), both("first", "最早"),
    both("last", "最晚"),
)  # fmt: skip
COLUMNS = (
    both("table", "数据表"), both("new", "新增"), both("changed", "变更"), both("unchanged", "未变"),
    both("read up to", "读取至"), both("sessions behind", "滞后交易日"),
)  # fmt: skip
STATES = {"empty": "无数据", "short": "不完整", "rejected": "未通过检查", "failed": "请求失败", "future": "日期未到"}
"""What became of what was asked, in Chinese."""


def print_plan(result: RefreshResult) -> None:
    """Print what would be asked, one line per table."""
    rows = [
        (name, f"{table.items:,}", f"{table.calls:,}", str(table.first), str(table.last))
        for name, table in result.plan.items()
    ]
    if rows:
        print_table(TextTable(PLANNED, rows, frozenset(PLANNED[1:3])))
    calls = sum(table.calls for table in result.plan.values())
    say(
        both(
            f"{calls:,} calls to {result.source}, up to {result.last_session}; nothing was asked",
            f"将向 {result.source} 请求 {calls:,} 次，截至 {result.last_session}；尚未发出任何请求",
        )
    )


def print_refresh(result: RefreshResult) -> None:
    """Print the counts and the age of each table, then the findings, the calls and what is now stored."""
    rows = []
    for name, state in result.tables.items():
        count = result.counts.get(name)
        numbers = (f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}") if count else ("", "", "")
        behind = "" if state.sessions_behind is None else str(state.sessions_behind)
        rows.append((name, *numbers, str(state.last) if state.last else NEVER, behind))
    print_table(TextTable(COLUMNS, rows, frozenset((*COLUMNS[1:4], COLUMNS[5]))))
    _print_findings(result)
    calls = ", ".join(f"{vendor} {count:,}" for vendor, count in result.calls.items())
    resumed = (
        both(
            f", {result.resumed:,} answers of an earlier attempt used",
            f"，沿用上次的 {result.resumed:,} 个应答",
        )
        if result.resumed
        else NOTHING
    )
    took = f"{result.seconds:,.1f}"
    say(both(f"calls: {calls or 'none'}; {took} s{resumed}", f"请求次数：{calls or '无'}；{took} 秒{resumed.zh}"))
    for vendor, why in result.left_alone.items():
        say(both(f"{vendor} is left alone {why}", f"暂不使用 {vendor}：{said(why, 'zh')}"))
    if result.snapshot:
        news = NOTHING if result.fresh else both(", nothing new", "，无新增")
        _print_age(result)
        say(
            both(
                f"snapshot {result.snapshot} of {result.source}, last session {result.last_session}{news}",
                f"数据快照 {result.snapshot}，来自 {result.source}，最后交易日 {result.last_session}{news.zh}",
            )
        )


def _print_age(result: RefreshResult) -> None:
    """Say so when the source as a whole is old: its own calendar ends, and sessions have passed since."""
    behind = max((state.sessions_behind or 0 for name, state in result.tables.items() if name in CALENDARS), default=0)
    if behind:
        sessions = "session" if behind == 1 else "sessions"
        say(
            both(
                f"the calendar of {result.source} ends on {result.last_session}, {behind} {sessions} ago",
                f"{result.source} 的交易日历截至 {result.last_session}，已过去 {behind} 个交易日",
            )
        )


def _print_findings(result: RefreshResult) -> None:
    rules: dict[tuple[str, str], list[Text]] = {}
    silent = {vendor.sentence for vendor in result.silent}
    for finding in result.findings:
        if finding.message in silent:
            say(finding_line("warning", finding.words))
            continue
        rules.setdefault((finding.severity, finding.rule), []).append(finding.words)
    for (severity, rule), lines in sorted(rules.items(), key=lambda item: SEVERITIES.index(item[0][0])):
        say(finding_line(severity, lines[0], len(lines) - 1))
        if mend := mend_line(rule):
            say(mend)


def missing_lines(missing: tuple[Missing, ...]) -> list[Text]:
    """Return one line for each table and state, with the first symbols and the first reason."""
    groups: dict[tuple[str, str], list[Missing]] = {}
    for one in missing:
        groups.setdefault((one.table, one.state), []).append(one)
    lines: list[Text] = []
    for (table, state), ones in groups.items():
        symbols = [one.symbol for one in ones if one.symbol]
        named, more = ", ".join(symbols[:SHOWN]), len(symbols) - SHOWN
        others = both(f" and {more} more", f" 等，另有 {more} 只") if more > 0 else NOTHING
        called = table_name(table).zh
        if state in ("behind", "old"):
            lines.extend(
                both(f"missing: {table}: {one}", f"缺失：{called}：{finding_words(str(one)).zh}") for one in ones
            )
            continue
        of = f" of {named}{others}" if named else ""
        of_zh = f"（{named}{others.zh}）" if named else ""
        why = finding_words(ones[0].reason)
        lines.append(
            both(
                f"missing: {table}{of}: {state} ({why})",
                f"缺失：{called}{of_zh}：{STATES.get(state, state)}（{why.zh}）",
            )
        )
    return lines
