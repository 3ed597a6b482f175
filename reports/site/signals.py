"""The tab of signals and gates: what each gate says, the series behind them, and which falsifiers have happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from backtest.result.wording import percent
from data_sources.language.text import Text, both, joined, same
from data_sources.tables.signals import SignalValue
from reports.site.listing import Cell, Column, Listing, Section, row, table
from strategies.signals.names.series import quantity_name, series_name, unit_name
from strategies.standing.gate_state import GateReading, GateState
from strategies.standing.sign_state import SignState

SAME = 1e-6
"""Shares of a portfolio that differ by less are one."""


def signals_listing(
    series: Sequence[SignalValue],
    gates: Sequence[GateState],
    signs: Sequence[SignState],
    readers: Mapping[str, Sequence[Text]],
    day: date,
    *,
    pages: Mapping[str, str],
    titles: Mapping[str, Text],
) -> Listing:
    """Return the tab of a day.

    Parameters
    ----------
    series
        The latest known value of each, by name.
    gates
        What each gate says on the day and what that does.
    signs
        Falsifiers and confirming signs of the documents, with their state on the day.
    readers
        By series who reads it.
    day
        The day; ages are counted to it.
    pages
        The addresses of the strategies that have a page, by name.
    titles
        What strategies and theses are called, by name: Chinese says it instead of the name in code.
    """
    written = [each for each in signs if each.state != "in words"]
    return Listing(
        (both(f"What was known after the close of {day}.", f"截至 {day} 收盘已知的信息。"),),
        (_gates(gates, day, pages, titles), _signs(written, titles), _series(series, readers, day)),
    )


def _gates(gates: Sequence[GateState], day: date, pages: Mapping[str, str], titles: Mapping[str, Text]) -> Section:
    columns = (
        Column(both("Strategy", "策略")),
        Column(both("Gate", "择时开关"), wide=True),
        Column(both("Reads", "读数"), number=True),
        Column(both("Period", "期间")),
        Column(both("Age, days", "距今天数"), number=True),
        Column(both("Invested with it", "有开关时仓位"), number=True),
        Column(both("Without it", "无开关时仓位"), number=True),
        Column(both("Moved", "调动比例"), number=True),
    )
    return Section(
        "gates",
        both("Gates", "择时开关"),
        (both(
            "A gate is tried, not read: the strategy decides once with its signal and once without.",
            "择时开关的作用由实测得出：策略在有、无该信号的情况下各决策一次。",
        ),),
        table("gates", columns, [_gate(each, day, pages, titles) for each in gates]),
        both("No strategy has a gate.", "没有策略设有择时开关。"),
    )  # fmt: skip


def _gate(state: GateState, day: date, pages: Mapping[str, str], titles: Mapping[str, Text]) -> tuple[Cell, ...]:
    reading = state.reading
    spoken = reading.spoken
    return row(
        Cell(_titled(state.strategy, titles), href=pages.get(state.strategy, "")),
        _called(reading.quantity, quantity_name(reading.quantity)),
        _reads(reading),
        spoken.period if spoken else "",
        Cell(same(str((day - spoken.published_on).days))) if spoken else "",
        percent(state.invested, 0),
        percent(state.invested_without, 0),
        Cell(same(percent(state.moved, 0)), tone="strong" if state.moved > SAME else ""),
    )


def _titled(name: str, titles: Mapping[str, Text]) -> Text:
    """A strategy or a thesis by its name in code, in Chinese by its title."""
    return both(name, titles[name].zh) if name in titles else same(name)


def _called(code: str, name: Text) -> Text:
    """A name in code, in Chinese behind what it means."""
    return both(code, f"{name.zh}（{code}）") if name.zh != code else same(code)


def _reads(reading: GateReading) -> Cell:
    if reading.spoken is None:
        return Cell(both("nothing yet", "尚无数据"))
    level = reading.source is not None and reading.source.reads == "value"
    if level and not reading.spoken.unit.startswith(("percent", "%")):
        return Cell(same(f"{reading.value:,.6g}"), reading.value)
    return Cell(same(percent(reading.value, signed=not level)), reading.value)


def _signs(signs: Sequence[SignState], titles: Mapping[str, Text]) -> Section:
    columns = (
        Column(both("Thesis", "投资逻辑")),
        Column(both("Kind", "类型")),
        Column(both("What", "内容"), wide=True),
        Column(both("State", "状态"), wide=True),
        Column(both("Since", "发生日")),
    )
    kinds = {"falsifier": both("falsifier", "证伪条件"), "confirming": both("confirming", "佐证")}
    order = {"happened": 0, "not happened": 1, "unknown": 2}
    rows = [
        row(
            Cell(_titled(f"{each.report}.{each.thesis}", titles), href=f"theses.html#report-{each.report}"),
            Cell(kinds[each.kind]),
            Cell(same(each.text)),
            Cell(same(each.words)),
            str(each.happened_on or ""),
        )
        for each in sorted(signs, key=lambda each: order[each.state])
    ]
    return Section(
        "signs",
        both("What would refute or confirm the theses", "证伪条件与佐证"),
        (),
        table("signs", columns, rows),
        both("No document gives one in figures.", "没有研报给出量化条件。"),
    )


def _series(series: Sequence[SignalValue], readers: Mapping[str, Sequence[Text]], day: date) -> Section:
    columns = (
        Column(both("Series", "序列")),
        Column(both("Period", "期间")),
        Column(both("Value", "数值"), number=True),
        Column(both("Unit", "单位")),
        Column(both("Published", "发布日")),
        Column(both("Age, days", "距今天数"), number=True),
        Column(both("Read by", "使用者"), wide=True),
    )
    rows = [
        row(
            _called(each.series, series_name(each.series)),
            each.period,
            Cell(same(f"{each.value:,.10g}"), each.value),
            unit_name(each.unit),
            str(each.published_on),
            str((day - each.published_on).days),
            joined(readers.get(each.series, ()), ", ", "、"),
        )
        for each in series
    ]
    read = sum(bool(readers.get(each.series)) for each in series)
    return Section(
        "series",
        both("Series", "信号序列"),
        (joined([both(
            f"{read:,} of {len(series):,} are read by a strategy, a document's sign or a method.",
            f"{len(series):,} 个序列中有 {read:,} 个被策略、研报条件或测算方法使用。",
        )]),),
        table("series", columns, rows),
        both("No series is known.", "尚无信号序列。"),
    )  # fmt: skip
