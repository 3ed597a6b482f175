"""A symbol's day for people: its row, what the rules make of it, then everything around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say
from data_sources.language.finding_words import finding_words
from data_sources.language.text import NOTHING, Text, both
from data_sources.tables.finding import SEVERITIES

if TYPE_CHECKING:
    from backtest.app.explain import Explanation, StoredRow
PRICES = {
    "reference_price": "参考价（除权除息后前收）",
    "limit_up": "涨停价",
    "limit_down": "跌停价",
    "adjustment_factor": "复权因子",
    "adjusted_close": "复权收盘价",
    "reference_from": "参考价由来",
    "traded": "是否有成交",
    "status": "状态",
    "last_close_adjusted": "前收盘价（经权益分派调整）",
    "buy_at_the_open": "开盘能否买入",
    "sell_at_the_open": "开盘能否卖出",
    "return_on_reference": "相对参考价涨跌幅",
}
"""The Chinese of the names of prices; one that has none here keeps its name."""
ANSWERS = {
    "True": "是",
    "False": "否",
    "ordinary": "正常",
    "possible": "能",
    "refused: no trade that session": "不能：当日无成交",
    "refused: opened at its upper limit": "不能：开盘涨停",
    "refused: opened at its lower limit": "不能：开盘跌停",
    "the bar's own prev_close": "该行情自带的 prev_close",
    "the last close and the actions since": "前收盘价与其后的权益分派",
}
"""The Chinese of what stands beside those names and is no number."""
SEVERITY = {str(name): words.zh for name, words in SEVERITIES.items()}


def print_explanation(found: Explanation) -> None:
    """Print the row with its source, prices, the rows around it, findings and revisions."""
    if found.simulated:
        say(both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格"))
    say(
        both(
            f"{found.symbol} {found.name} on {found.day}, snapshot {found.snapshot}",
            f"{found.symbol} {found.name}，{found.day}，数据快照 {found.snapshot}",
        )
    )
    say(found.about_day)
    if found.bar:
        _row(both("bar", "行情") if found.prices else both("index level", "指数点位"), found.bar)
    else:
        say(found.no_bar)
    for name, value in found.prices.items():
        chinese, shown = PRICES.get(name, name), "无" if value is None else ANSWERS.get(str(value), value)
        say(both(f"  {name:<22}{'none' if value is None else value}", f"  {chinese}：{shown}"))
    for heading, rows in (
        (both("instrument", "证券"), found.instrument),
        (both("actions within half a year", "半年内的分红送转"), found.actions),
        (both("status on this day", "当日状态"), found.status),
        (both("renames", "代码变更"), found.renames),
        (both("last announcements of earnings by this day", "截至当日最近的业绩公告"), found.earnings),
    ):  # fmt: skip
        if rows:
            say()
            say(both(f"{heading}:", f"{heading.zh}："))
            for each in rows:
                _row(NOTHING, each)
    say()
    say(both("findings:", "数据问题：") if found.findings else both("findings: none", "数据问题：无"))
    for finding in found.findings:
        english, chinese = (", accepted", "，已放行") if finding["accepted"] else ("", "")
        severity, rule, message = (str(finding[key]) for key in ("severity", "rule", "message"))
        say(
            both(
                f"  {severity}: {message} [{rule}{english}]",
                f"  {SEVERITY.get(severity, severity)}：{finding_words(message).zh} [{rule}{chinese}]",
            )
        )
    say(both("revisions:", "数据修订：") if found.revisions else both("revisions: none", "数据修订：无"))
    for member in found.named:
        where = f"{member.thesis}, {member.segment}, {member.listing}"
        say(
            both(
                f"named by {member.report} on {member.known_from}: {where}",
                f"研报 {member.report} 于 {member.known_from} 点名：{where}",
            )
        )
    if found.revisions:
        columns = ("table", "field", "was", "since", "became", "on")
        cells = [tuple(str(revision[name]) for name in columns) for revision in found.revisions]
        print_table(TextTable(columns, cells))


def _row(what: Text, row: StoredRow) -> None:
    values = ", ".join(f"{name} {value}" for name, value in row.values.items() if value not in (None, ""))
    head = both(f"{what}: ", f"{what.zh}：") if what else NOTHING
    say(both(f"  {head}{values}", f"  {head.zh}{values}"))
    say(
        both(
            f"    from {row.read_from}, snapshot s{row.snapshot}, published {row.published_at} UTC",
            f"    来自 {row.read_from}，数据快照 s{row.snapshot}，发布于 {row.published_at} UTC",
        )
    )
