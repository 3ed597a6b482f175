"""The tab of data health: how old the tables are, what they cover, and what the checks of the data found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.calendar.age import TableAge
from data_sources.calendar.exchange_calendar import CalendarState
from data_sources.language.finding_words import finding_words
from data_sources.language.text import Text, both, joined, same
from data_sources.quality.causes import cause_of
from data_sources.refresh.served import Served
from data_sources.refresh.silent import SilentVendor
from data_sources.store import StoreSummary
from data_sources.store.kept_findings import KeptFinding
from data_sources.tables.brief import first_of
from data_sources.tables.table_names import table_name
from reports.drawing.age_squares import age_squares
from reports.site.listing import Cell, Column, Listing, Section, row, table

SEVERITIES = {
    "severe": both("severe", "严重"),
    "warning": both("warning", "警告"),
    "note": both("note", "提示"),
}

EXAMPLES = 3
"""So many findings of a rule stand on the page; the command lists all."""


@dataclass(frozen=True)
class Coverage:
    """How many of the names of the reports the store has what of."""

    names: int
    with_bars: int
    up_to_date: int
    with_actions: int
    with_list_date: int
    without_bars: tuple[str, ...]


@dataclass(frozen=True)
class Vendors:
    """What the vendors last gave, and those that gave nothing usable when they were last asked."""

    served: tuple[Served, ...] = ()
    silent: tuple[SilentVendor, ...] = ()


def health_listing(
    summary: StoreSummary,
    ages: Sequence[TableAge],
    coverage: Coverage,
    calendar: CalendarState | None,
    findings: Sequence[KeptFinding],
    *,
    vendors: Vendors,
) -> Listing:
    """Return the tab; of ``findings`` those that hold count. A simulated market grows no older and has no ages."""
    said = both(
        f"Snapshot {summary.snapshot} of {summary.source}.",
        f"数据快照 {summary.snapshot}，来源：{'模拟行情' if summary.simulated else summary.source}。",
    )
    return Listing(
        (said, *(finding_words(each) for each in summary.unproved)),
        (
            _tables(summary, ages),
            vendors_section(vendors),
            _coverage(coverage),
            _calendar(calendar),
            findings_section(findings),
        ),
    )


def _tables(summary: StoreSummary, ages: Sequence[TableAge]) -> Section:
    columns = (
        Column(both("Table", "数据表")),
        Column(both("Rows", "行数"), number=True),
        Column(both("First day", "首日")),
        Column(both("Last day", "末日")),
        Column(both("Sessions due since", "滞后交易日"), number=True),
    )
    late = {each.table: each.sessions for each in ages}
    rows = [
        row(
            table_name(name),
            Cell(same(f"{held.rows:,}"), held.rows),
            str(held.first or ""),
            str(held.last or ""),
            _age(late[name]) if name in late else "",
        )
        for name, held in summary.tables.items()
    ]
    return Section("tables", both("Tables and their age", "数据表与时效"), (), table("tables", columns, rows))


def _age(sessions: int) -> Cell:
    tone = "strong" if sessions else ""
    return Cell(same(str(sessions)), sessions, tone=tone, drawing=age_squares(sessions))


def vendors_section(vendors: Vendors) -> Section:
    """Return the section of vendors, a row a vendor and table."""
    columns = (
        Column(both("Vendor", "数据商")),
        Column(both("Table", "数据表")),
        Column(both("Last gave rows at (UTC)", "最近供数时间（UTC）")),
        Column(both("Up to", "数据截至")),
        Column(both("Silent", "未供数说明"), wide=True),
    )
    served = {(each.vendor, each.table): each for each in vendors.served}
    silent = {(each.vendor, each.table): each for each in vendors.silent}
    rows = [
        _vendor(vendor, name, served.get((vendor, name)), silent.get((vendor, name)))
        for vendor, name in sorted({*served, *silent})
    ]
    return Section(
        "vendors",
        both("Vendors", "数据商"),
        (),
        table("vendors", columns, rows),
        both(
            "No refresh of this store has left a journal: its rows were imported or simulated.",
            "该数据库没有更新日志：数据为导入或模拟所得。",
        ),
    )


def _vendor(vendor: str, name: str, served: Served | None, silent: SilentVendor | None) -> tuple[Cell, ...]:
    return row(
        vendor,
        table_name(name),
        f"{served.at:%Y-%m-%d %H:%M}" if served else both("never", "从未"),
        str(served.last or "") if served else "",
        Cell(finding_words(silent.sentence), tone="strong") if silent else "",
    )


def _coverage(seen: Coverage) -> Section:
    columns = (Column(both("Names of the reports", "研报标的")), Column(both("Number", "数量"), number=True))
    rows = [
        row(Cell(both("named", "被提及")), str(seen.names)),
        row(Cell(both("with bars", "有行情")), str(seen.with_bars)),
        row(Cell(both("with a bar of the last session", "行情至最近交易日")), str(seen.up_to_date)),
        row(Cell(both("with dividends or splits", "有除权除息记录")), str(seen.with_actions)),
        row(Cell(both("with a listing date", "有上市日期")), str(seen.with_list_date)),
    ]
    lacking = first_of(list(seen.without_bars))
    without = (both(f"Without any bar: {lacking}.", f"无任何行情：{lacking}。"),) if seen.without_bars else ()
    return Section("coverage", both("Coverage", "覆盖"), without, table("coverage", columns, rows))


def _calendar(seen: CalendarState | None) -> Section:
    heading = both("Trading calendar", "交易日历")
    if seen is None:
        return Section("calendar", heading, otherwise=both("There is none.", "缺失。"))
    apart = len(seen.only_ours) + len(seen.only_theirs)
    said: list[Text] = [both(
        f"Known to {seen.horizon} ({seen.source}); the two calendars disagree on {apart} days.",
        f"已知至 {seen.horizon}（{seen.source.zh}）；{f'两份日历有 {apart} 天不一致' if apart else '两份日历一致'}。",
    )]  # fmt: skip
    if seen.ends_soon:
        said.append(both("It ends soon: run backtest refresh.", "即将到期：请运行 backtest refresh。"))
    return Section("calendar", heading, tuple(said))


def findings_section(findings: Sequence[KeptFinding]) -> Section:
    """Return the section of what the checks found, a row a rule: of those that hold how many, why, and the latest."""
    held = [each.finding for each in findings if not each.ended]
    told: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for each in reversed(held):
        told[each.severity, each.rule, each.accepted].append(each.message)
    order = list(SEVERITIES)
    columns = (
        Column(both("Rule", "规则")),
        Column(both("Severity", "级别")),
        Column(both("Found", "数量"), number=True),
        Column(both("What it comes from", "原因"), wide=True),
        Column(both("What mends it", "处理"), wide=True),
        Column(both("The latest", "最近几例"), wide=True),
    )
    rows = []
    for key in sorted(told, key=lambda key: (order.index(key[0]), key[1])):
        (severity, rule, accepted), cause = key, cause_of(key[1])
        word = SEVERITIES[severity]
        rows.append(
            row(
                rule,
                Cell(both(f"{word}, accepted", f"{word.zh}，已放行") if accepted else word),
                Cell(same(str(len(told[key]))), len(told[key])),
                Cell(same(cause.cause)) if cause else "",
                Cell(same(cause.mend)) if cause else "",
                Cell(_latest(told[key])),
            )
        )
    return Section(
        "findings",
        both("What the checks found", "数据检查结果"),
        (_holding(len(held)),),
        table("findings", columns, rows),
        both("Nothing.", "无。"),
    )


def _holding(count: int) -> Text:
    hold = "1 finding holds" if count == 1 else f"{count:,} findings hold"
    if not count:
        return both("No findings hold.", "当前没有有效的检查结果。")
    return both(
        f"{hold}; `backtest findings --open` lists each.",
        f"当前有效 {count:,} 条；`backtest findings --open` 逐条列出。",
    )


def _latest(messages: Sequence[str]) -> Text:
    """The latest few of a rule, and how many more there are."""
    shown, more = joined([finding_words(each) for each in messages[:EXAMPLES]], "; ", "；"), len(messages) - EXAMPLES
    return both(f"{shown}; {more:,} more", f"{shown.zh}；另有 {more:,} 条") if more > 0 else shown
