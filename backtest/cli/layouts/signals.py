"""What was known on a day for people: the series, the gates, the levels they read, the names of the strategies."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_rows, print_table, remark, say
from data_sources.language.text import NOTHING, Text, both, joined, same

if TYPE_CHECKING:
    from backtest.app.signals import KnownSignals
    from strategies.standing.basket_state import BasketState
    from strategies.standing.gate_state import GateReading, GateState


def print_signals(found: KnownSignals) -> None:
    """Print one table for each; apart from the series, a table without rows is left out."""
    if found.simulated:
        say(
            both(
                "SIMULATED market: no price or imported series in it is real",
                "模拟(SIMULATED)行情：其中没有任何真实价格或导入序列",
            )
        )
    print_rows(_series_table(found))
    if found.series:
        read = sum(bool(found.readers[each.series]) for each in found.series)
        remark(
            both(
                f"{read:,} of {len(found.series):,} series are read by a strategy, a document's sign or a method",
                f"{len(found.series):,} 个序列中有 {read:,} 个被策略、研报的证伪条件或方法读取",
            )
        )
    for table in (_gate_table(found), _level_table(found.gates), _basket_table(found.baskets)):
        if table.rows:
            say()
            print_table(table)


def _series_table(found: KnownSignals) -> TextTable:
    from strategies.readers import NOBODY  # noqa: PLC0415 - nothing heavy before a command runs
    from strategies.signals.names.series import unit_name  # noqa: PLC0415

    columns = (
        both("series", "序列"),
        both("period", "期间"),
        both("value", "数值"),
        both("unit", "单位"),
        both("published", "发布日"),
        both("age in days", "距今天数"),
        both("read by", "使用者"),
    )
    rows = [
        (each.series, each.period, f"{each.value:.10g}", unit_name(each.unit), str(each.published_on),
         str(found.age(each)), joined(found.readers[each.series], ", ", "、") or NOBODY)
        for each in found.series
    ]  # fmt: skip
    return TextTable(columns, rows, frozenset({"value", "age in days"}), frozenset({"series", "unit", "read by"}))


def _gate_table(found: KnownSignals) -> TextTable:
    from backtest.app.signals import what_it_says  # noqa: PLC0415 - nothing heavy before a command runs

    columns = (
        both("strategy", "策略"),
        both("gate", "择时开关"),
        both("reads", "读数"),
        both("from", "来源"),
        both("age in days", "距今天数"),
        both("says", "结论"),
    )
    rows = []
    for state in found.gates:
        spoken = state.reading.spoken
        value = _read(state.reading) if spoken else both("nothing", "无")
        source = joined((_read_from(state.reading), spoken.period), " ", " ") if spoken else NOTHING
        age = str(found.age(spoken)) if spoken else ""
        rows.append((state.strategy, state.reading.quantity, value, source, age, what_it_says(state)))
    return TextTable(columns, rows, frozenset({"reads", "age in days"}), frozenset({"from", "says"}))


def _level_table(gates: Sequence[GateState]) -> TextTable:
    """Growth of the levels that gates read, each series or family once."""
    columns = (
        both("level read by a gate", "开关读取的水平值"),
        both("period", "期间"),
        both("months", "月数"),
        both("growth", "增速"),
        both("acceleration", "增速变化"),
    )
    rows = {}
    for reading in (gate.reading for gate in gates):
        if reading.spoken and not isnan(reading.growth):
            growth, acceleration = _share(reading.growth, "+.1%"), _points(reading.acceleration)
            series = _read_from(reading)
            rows[series] = (series, reading.spoken.period, str(reading.months), growth, acceleration)
    return TextTable(columns, [rows[series] for series in sorted(rows)], frozenset(columns[2:]))


def _basket_table(baskets: Sequence[BasketState]) -> TextTable:
    columns = (
        both("strategy", "策略"),
        both("names", "个股数"),
        both("strength", "相对强度"),
        both("breadth", "上涨广度"),
    )
    rows = [(each.strategy, str(each.names), _points(each.strength), _share(each.breadth, ".1%")) for each in baskets]
    return TextTable(columns, rows, frozenset(columns[1:]))


def _read(reading: GateReading) -> str:
    """What a gate reads: a change with its sign, a level without, in its own unit where that is no percentage."""
    level = reading.source is not None and reading.source.reads == "value"
    if level and reading.spoken and not reading.spoken.unit.startswith(("percent", "%")):
        return f"{reading.value:,.6g}"
    return f"{reading.value:.1%}" if level else f"{reading.value:+.1%}"


def _read_from(reading: GateReading) -> Text:
    """The series it reads, or of how many it takes the median."""
    family = reading.source.series if reading.source and reading.source.series.endswith("/") else ""
    if family and reading.series > 1:
        return both(f"median of {reading.series} series {family}", f"{family} 下 {reading.series} 个序列的中位数")
    return same(reading.spoken.series) if reading.spoken else NOTHING


def _share(value: float, form: str) -> Text:
    return UNKNOWN if isnan(value) else same(f"{value:{form}}")


def _points(value: float) -> Text:
    return UNKNOWN if isnan(value) else both(f"{value * 100:+.1f} points", f"{value * 100:+.1f} 个百分点")


UNKNOWN = both("unknown", "未知")
