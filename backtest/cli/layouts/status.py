"""A store for people: its tables, their age, the reports' names in it, its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import counted
from backtest.cli.output import TextTable, print_table, say
from data_sources.language.finding_words import finding_words
from data_sources.language.text import NOTHING, Text, both, said

if TYPE_CHECKING:
    from backtest.app.status import StoreState
    from data_sources.store import StoreSummary

SHOWN = 8
COLUMNS = (both("table", "数据表"), both("rows", "行数"), both("first", "最早"), both("last", "最晚"))
SIMULATED = both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格")


def print_store_state(state: StoreState) -> None:
    """Print the tables, then a line or two for each of the others."""
    summary = state.summary
    if summary.simulated:
        say(SIMULATED)
    rows = [
        (name, f"{table.rows:,}", str(table.first or ""), str(table.last or ""))
        for name, table in summary.tables.items()
    ]
    print_table(TextTable(COLUMNS, rows, frozenset({"rows"})))
    say(_age(state))
    universe = state.universe
    say(
        both(
            f"names of the reports: {universe.symbols}; with bars {universe.with_bars}, up to the last session "
            f"{universe.up_to_date}, with actions {universe.with_actions}, listing dates {universe.with_list_date}",
            f"研报个股：{universe.symbols} 只；有行情 {universe.with_bars}，更新至最后交易日 {universe.up_to_date}，"
            f"有分红送转 {universe.with_actions}，有上市日期 {universe.with_list_date}",
        )
    )
    if universe.without_bars:
        more = len(universe.without_bars) - SHOWN
        shown = " ".join(universe.without_bars[:SHOWN])
        rest = both(f" and {more} more", f" 等，另有 {more} 只") if more > 0 else NOTHING
        say(both(f"  without any bar: {shown}{rest}", f"  完全没有行情：{shown}{rest.zh}"))
    if state.folder:
        faults = len(state.folder.faults)
        left_out = both(f", {faults} left out", f"，{faults} 个未采用") if faults else NOTHING
        counted_zh = said(state.folder.counted, "zh")
        say(
            both(
                f"documents of {state.folder.path}: {state.folder.counted}{left_out}",
                f"{state.folder.path} 的文件：{counted_zh}{left_out.zh}",
            )
        )
    for line in _calendar(state):
        say(line)
    for line in _findings(summary):
        say(line)
    made = f"{summary.created_at:%Y-%m-%d %H:%M} UTC"
    say(
        both(
            f"snapshot {summary.snapshot} of {summary.source}, made {made}",
            f"数据快照 {summary.snapshot}，来自 {summary.source}，生成于 {made}",
        )
    )
    say(both(f"store {summary.url}", f"数据库 {summary.url}"))


def _age(state: StoreState) -> Text:
    if state.last_session is None:
        return both("last session with data: none", "最后一个有数据的交易日：无")
    behind = {name: count or 0 for name, count in state.sessions_behind.items()}
    bars, index = _sessions(behind["bars"]), _sessions(behind["index"])
    line = both(
        f"last session with bars {state.last_session}: {state.age_in_days} days and {bars} old",
        f"最后一个有行情的交易日 {state.last_session}：距今 {state.age_in_days} 天、{bars.zh}",
    )
    if index == bars:
        return line
    return both(f"{line}; indices are {index} old", f"{line.zh}；指数落后 {index.zh}")


def _findings(summary: StoreSummary) -> list[Text]:
    """Say how many findings hold and where they are listed, and what of them concerns every run."""
    found = counted(summary.findings)
    how = (
        both("; backtest findings --open lists and explains them", "；backtest findings --open 逐条列出并解释")
        if summary.findings
        else NOTHING
    )
    lines = [both(f"findings: {found}{how}", f"数据问题：{found.zh}{how.zh}")]
    lines += [both(f"  WARNING: {message}", f"  警告：{finding_words(message).zh}") for message in summary.unproved]
    if summary.accepted:
        rules = ", ".join(summary.accepted)
        lines.append(
            both(
                f"  WARNING: published in spite of {rules}, which somebody accepted",
                f"  警告：存在 {rules}，经人工放行后发布",
            )
        )
    return lines


def _sessions(count: int) -> Text:
    return both(f"{count} session" if count == 1 else f"{count} sessions", f"{count} 个交易日")


def _calendar(state: StoreState) -> list[Text]:
    calendar = state.calendar
    if calendar is None:
        return [both("calendar: none; import sessions or the CSI 300", "交易日历：无；请导入交易日或沪深300")]
    days = abs(calendar.days_left)
    left = (
        both(f"{days} days ahead", f"尚有 {days} 天")
        if calendar.days_left >= 0
        else both(f"{days} days ago", f"已过 {days} 天")
    )
    lines = [
        both(
            f"calendar known to {calendar.horizon}, {left} ({calendar.source})",
            f"交易日历已知至 {calendar.horizon}，{left.zh}（{calendar.source.zh}）",
        )
    ]
    if calendar.ends_soon:
        lines.append(
            both(
                "  WARNING: it ends soon and sessions after it are provisional; run: backtest refresh",
                "  警告：日历即将到期，其后的交易日为暂定；请运行：backtest refresh",
            )
        )
    if calendar.provisional:
        lines.append(
            both(
                f"  provisional: {calendar.provisional} sessions that no second calendar confirms yet",
                f"  暂定：{calendar.provisional} 个交易日尚无第二份日历印证",
            )
        )
    for word, apart in (
        (both("only in the store", "仅库中有"), calendar.only_ours),
        (both("only in the second one", "仅第二份有"), calendar.only_theirs),
    ):
        if apart:
            shown = " ".join(map(str, apart[-SHOWN:]))
            lines.append(
                both(
                    f"  WARNING: the two calendars disagree on {len(apart)} days {word}, the last: {shown}",
                    f"  警告：两份日历有 {len(apart)} 天不一致（{word.zh}），最近：{shown}",
                )
            )
    return lines
