"""The tab of signals and gates: what each gate says, the series behind them, and which falsifiers have happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, both, joined, same
from data_sources.tables.signals import SignalValue
from reports.site.listing import Cell, Column, Listing, Section, row, table
from strategies.signals.names.series import quantity_name, series_name, unit_name
from strategies.standing.gate_state import GateReading, GateState
from strategies.standing.sign_state import KINDS, SignState

PERCENT = "%"

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
        What strategies and theses (``003.domestic_csp_capex``) are called, by name.
    """
    written = [each for each in signs if each.state != "in words"]
    known = both(f"What was known after the close of {day}.", f"截至 {day} 收盘已知的信息。")
    return Listing(
        (known, *([_moving(gates, titles)] if gates else []), *([_happened(written)] if written else [])),
        (_gates(gates, day, pages, titles), _signs(written, titles), _series(series, readers, day)),
    )


def _moving(gates: Sequence[GateState], titles: Mapping[str, Text]) -> Text:
    """Say how many gates move anything on the day, and of which strategies."""
    moving = [each for each in gates if each.moved > SAME]
    if not moving:
        return both(f"None of {len(gates)} gates moves a weight.", f"{len(gates)} 个择时开关均未调动仓位。")
    of = joined(tuple(dict.fromkeys(titles.get(each.strategy, same(each.strategy)) for each in moving)), ", ", "、")
    return both(
        f"{len(moving)} of {len(gates)} gates move weights, of {of}.",
        f"{len(gates)} 个择时开关中有 {len(moving)} 个调动了仓位：{of.zh}。",
    )


def _happened(signs: Sequence[SignState]) -> Text:
    """Say how many falsifiers have happened, how many have not, and of how many it is unknown."""
    own = [each for each in signs if each.kind == "falsifier"]
    happened, unknown = (sum(each.state == state for each in own) for state in ("happened", "unknown"))
    return both(
        f"Of {len(own)} falsifiers in figures {happened} {'has' if happened == 1 else 'have'} happened, "
        f"{len(own) - happened - unknown} not, and of {unknown} it is unknown.",
        f"{len(own)} 个量化证伪条件中 {happened} 个已发生，"
        f"{len(own) - happened - unknown} 个未发生，{unknown} 个未知。",
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
        Cell(titles.get(state.strategy, same(state.strategy)), href=pages.get(state.strategy, "")),
        Cell(quantity_name(reading.quantity), code=reading.quantity),
        _reads(reading),
        spoken.period if spoken else "",
        Cell(same(str((day - spoken.published_on).days))) if spoken else "",
        percent(state.invested, 0),
        percent(state.invested_without, 0),
        Cell(same(percent(state.moved, 0)), tone="strong" if state.moved > SAME else ""),
    )


def _reads(reading: GateReading) -> Cell:
    if reading.spoken is None:
        return Cell(both("nothing yet", "尚无数据"))
    level = reading.source is not None and reading.source.reads == "value"
    if level and not reading.spoken.unit.startswith(("percent", "%")):
        return Cell(same(f"{reading.value:,.6g}"), reading.value)
    return Cell(same(percent(reading.value, signed=not level)), reading.value)


def _signs(signs: Sequence[SignState], titles: Mapping[str, Text]) -> Section:
    columns = (
        Column(both("Thesis", "投资逻辑"), wide=True),
        Column(both("Kind", "类型")),
        Column(both("Happened", "发生情况")),
        Column(both("What", "内容"), wide=True),
        Column(both("What it read", "读数"), wide=True),
    )
    told = [each for each in signs if each.state != "unknown"]
    unknown = [each for each in signs if each.state == "unknown"]
    why = (columns[0], columns[1], columns[3], Column(both("Why", "原因"), wide=True))
    return Section(
        "signs",
        both("What would refute or confirm the theses", "证伪条件与佐证"),
        (),
        table(
            "signs", columns, [_sign(each, titles) for each in sorted(told, key=lambda each: each.happened_on is None)]
        ),
        NOTHING if signs else both("No document gives one in figures.", "没有研报给出量化条件。"),
        more=table("signs_unknown", why, [_unknown(each, titles) for each in unknown]),
        fold=both(f"{len(unknown)} of which it is unknown, and why", f"{len(unknown)} 个未知及其原因"),
    )


def _sign(sign: SignState, titles: Mapping[str, Text]) -> tuple[Cell, ...]:
    happened = Cell(same(str(sign.happened_on)), tone="strong") if sign.happened_on else Cell(both("no", "否"))
    read = Cell(joined([each.words for each in sign.values], "; ", "；"))
    return row(_thesis(sign, titles), Cell(KINDS[sign.kind]), happened, Cell(same(sign.text)), read)


def _unknown(sign: SignState, titles: Mapping[str, Text]) -> tuple[Cell, ...]:
    return row(_thesis(sign, titles), Cell(KINDS[sign.kind]), Cell(same(sign.text)), Cell(sign.why))


def _thesis(sign: SignState, titles: Mapping[str, Text]) -> Cell:
    thesis = f"{sign.report}.{sign.thesis}"
    return Cell(titles.get(thesis, same(sign.thesis)), href=f"theses.html#report-{sign.report}", code=sign.report)


def _series(series: Sequence[SignalValue], readers: Mapping[str, Sequence[Text]], day: date) -> Section:
    columns = (
        Column(both("Series", "序列")),
        Column(both("Period", "期间")),
        Column(both("Value", "数值"), number=True),
        Column(both("Unit", "单位")),
        Column(both("Published", "发布日")),
        Column(both("Age, days", "距今天数"), number=True),
    )
    of = Column(both("Read by", "使用者"), wide=True)
    read = [each for each in series if readers.get(each.series)]
    unread = [each for each in series if not readers.get(each.series)]
    rows = [(*_value(each, day), Cell(joined(readers[each.series], ", ", "、"))) for each in read]
    return Section(
        "series",
        both("Series", "信号序列"),
        (both(
            f"{len(read):,} of {len(series):,} are read by a strategy, a document's sign or a method.",
            f"{len(series):,} 个序列中有 {len(read):,} 个被策略、研报条件或测算方法使用。",
        ),),
        table("series", (*columns, of), rows),
        NOTHING if series else both("No series is known.", "尚无信号序列。"),
        more=table("series_unread", columns, [_value(each, day) for each in unread]),
        fold=both(f"The {len(unread):,} that nothing reads", f"无人使用的 {len(unread):,} 个"),
    )  # fmt: skip


def _value(each: SignalValue, day: date) -> tuple[Cell, ...]:
    return row(
        # An English name says no more than the code, and some three hundred of them weigh on the page.
        Cell(both("", name.zh) if (name := series_name(each.series)).zh != each.series else NOTHING, code=each.series),
        each.period,
        Cell(same(f"{each.value:,.10g}"), each.value),
        same(PERCENT) if (unit := unit_name(each.unit)).zh == PERCENT else unit,
        str(each.published_on),
        str((day - each.published_on).days),
    )
