"""A checked report file as lines, and a report as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say
from data_sources.language.text import NOTHING, Text, both, joined, said

if TYPE_CHECKING:
    from backtest.app.report.check import CheckedReport
    from backtest.app.report.show import ShownReport
    from strategies.documents.document import Report
NAME, THESIS, LINE = both("name", "名称"), both("thesis", "投资逻辑"), both("line", "行")
CALLS = (both("call", "观点"), both("subject", "对象"), NAME, both("called", "评级"), both("names", "个股数"))
KINDS = {
    "premise": "前提", "driver": "驱动因素", "demand": "需求", "macro_gate": "宏观条件", "umbrella": "总论",
    "basket": "组合", "beneficiary": "受益环节", "segment": "细分环节",
}  # fmt: skip
STATES = {"pending": "待验证", "future": "尚未发布", "unjudged": "未评判"}


def print_checked(found: CheckedReport) -> None:
    """Print the faults, then the warnings, then what could not be checked, and the counts."""
    for word, rows in (
        (both("fault", "错误"), found.faults),
        (both("warning", "警告"), found.warnings),
        (both("not checked", "未检查"), found.remarks),
    ):
        for each in rows:
            say(both(f"{word}: {each.sentence}", f"{word.zh}：{said(each.sentence, 'zh')}"))
    counts = both(
        f"{_count(len(found.faults), 'fault')}, {_count(len(found.warnings), 'warning')}",
        f"错误 {len(found.faults)} 处，警告 {len(found.warnings)} 处",
    )
    store = (
        both(f"held against snapshot {found.snapshot}", f"已与数据快照 {found.snapshot} 核对")
        if found.snapshot
        else both("not held against a store", "未与数据库核对")
    )
    say(both(f"{found.file}: {counts}; {store}", f"{found.file}：{counts.zh}；{store.zh}"))


def print_report(shown: ShownReport) -> None:
    """Print dates and state, then a table of each kind of row."""
    report = shown.report
    broker = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    chinese = report.title_zh or report.title
    say(both(f"{report.id} {broker}: {report.title}", f"{report.id} {report.broker_zh or report.broker}：{chinese}"))
    for line in _dates(shown):
        say(line)
    say()
    print_table(_calls(shown))
    say()
    print_table(_theses(report))
    if report.memberships:
        say()
        print_table(_members(report))
    if report.excluded:
        say()
        print_table(_excluded(report))


def _dates(shown: ShownReport) -> list[Text]:
    report = shown.report
    derived = (
        both(f" (derived: {report.date_note})", f"（推算：{report.date_note}）")
        if report.date_basis == "derived"
        else NOTHING
    )
    benchmarks = [f"{each.market} {each.symbol or each.name}" for each in report.standard.benchmarks]
    due = both(f"due {shown.due}, ", f"到期日 {shown.due}，") if shown.due else NOTHING
    state = (
        both("and that day has come", "已到期")
        if shown.state == "due"
        else both(shown.state, STATES.get(shown.state, shown.state))
    )
    against = ", ".join(benchmarks)
    return [
        both(
            f"published {report.published}{derived}, known from {report.known_from}",
            f"发布于 {report.published}{derived.zh}，自 {report.known_from} 起可用",
        ),
        both(
            f"calls begin at the close of {shown.base_day}, {due}{state}",
            f"观点自 {shown.base_day} 收盘起算，{due.zh}{state.zh}",
        ),
        both(f"judged against {against or 'no printed benchmark'}", f"评判基准：{against or '研报未印基准'}"),
    ]


def _calls(shown: ShownReport) -> TextTable:
    rows = [
        (
            each.kind,
            each.subject,
            each.name,
            each.called or both("no rating printed", "未印评级"),
            str(len(each.symbols)),
        )
        for each in shown.calls
    ]
    return TextTable(CALLS, rows, frozenset({"names"}), frozenset({"name"}))


def _kind(word: str) -> Text:
    return both(word, KINDS.get(word, word))


def _theses(report: Report) -> TextTable:
    from strategies.documents.segment_names import segment_id  # noqa: PLC0415 - nothing heavy before a command runs

    rows = [
        (each.id, each.called, _kind(each.kind), joined(map(segment_id, each.segments), " ", "、"), each.lines)
        for each in report.theses
    ]
    columns = (THESIS, NAME, both("kind", "类型"), both("segments", "细分环节"), both("lines", "行"))
    return TextTable(columns, rows, long=frozenset({"name", "segments", "lines"}))


def _members(report: Report) -> TextTable:
    rows = [
        (each.symbol, each.name, each.thesis, each.segment, each.listed_as, str(each.line or ""))
        for each in report.memberships
    ]
    columns = (both("symbol", "代码"), NAME, THESIS, both("segment", "细分环节"), both("as", "列示方式"), LINE)
    return TextTable(columns, rows, frozenset({"line"}), frozenset({"thesis", "segment"}))


def _excluded(report: Report) -> TextTable:
    rows = [
        (each.name, each.code, each.reason, str(each.listed_on or ""), each.thesis, str(each.line or ""), each.note)
        for each in report.excluded
    ]
    columns = (
        both("excluded", "未纳入"),
        both("code", "代码"),
        both("reason", "原因"),
        both("listed_on", "上市日"),
        THESIS,
        LINE,
        both("note", "注"),
    )
    return TextTable(columns, rows, frozenset({"line"}), frozenset({"thesis", "note"}))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
