"""A computation for people: inputs, outputs, the report's numbers beside ours, and what moves an output."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.app.method import ComputedMethod, MethodList, written
from backtest.cli.output import TextTable, print_rows, print_table, say
from data_sources.language.text import both
from strategies.documents.citation import cited
from strategies.methods.check_results import CheckResult
from strategies.methods.method import Kind
from strategies.methods.words import method_words

KEY, UNIT, VALUE = both("key", "代号"), both("unit", "单位"), both("value", "数值")
LISTED = (KEY, both("title", "测算内容"), both("report", "研报"), both("outputs", "结果"))
INPUTS = (both("input", "输入"), VALUE, UNIT, both("meaning", "含义"), both("source", "出处"))
OUTPUTS = (both("output", "结果"), VALUE, UNIT)
CHECKS = (
    both("check", "核对项"), both("report", "研报"), both("ours", "测算"), both("kind", "类型"), both("holds", "一致"),
    both("note", "备注"),
)  # fmt: skip
MOVED = (both("input", "输入"), UNIT, both("low", "低值"), VALUE, both("high", "高值"))
KINDS: Mapping[Kind, str] = {
    "reproduced": "复现",
    "consistent_with_rounding": "舍入范围内一致",
    "not_reproduced": "无法复现",
    "derived": "推导",
}


def print_methods(found: MethodList) -> None:
    """Print one line per method."""
    cells = [(each.key, each.title, each.report, " ".join(each.outputs)) for each in found.methods]
    print_rows(TextTable(LISTED, cells, long=frozenset({"title", "outputs"})))


def print_method(found: ComputedMethod, output: str | None, step: float) -> None:
    """Print inputs, outputs and checks of a method, then how each input moves ``output``."""
    method = found.method
    say(both(f"{method.key}: {method.title}", f"{method.key}：{method.title.zh}"))
    say(both(f"formula: {method.formula}", f"公式：{method.formula.zh}"))
    place = method.source.zh.removeprefix(f"{method.report} ")
    say(both(f"source: report {method.report}, {method.source}", f"出处：研报 {method.report}，{place}"))
    say(both(f"steers: {found.steers}", f"使用者：{found.steers.zh}"))
    say()
    inputs = [
        (
            each.name,
            written(found.value(each)),
            method_words(each.unit),
            method_words(each.meaning),
            cited(found.origin(each)),
        )
        for each in method.inputs
    ]
    print_table(
        TextTable(INPUTS, inputs, frozenset({"value"}),
                  frozenset({"meaning", "source"}))
    )  # fmt: skip
    say()
    results = [(name, written(value), method_words(method.outputs[name])) for name, value in found.outputs.items()]
    print_table(TextTable(OUTPUTS, results, frozenset({"value"}), frozenset({"unit"})))
    if found.checks:
        say()
        print_table(_check_table(found.checks))
    if method.discrepancy:
        say()
        say(both(f"the report contradicts itself: {method.discrepancy}", f"研报前后不一致：{method.discrepancy}"))
    if output:
        _print_sensitivity(found, output, step)


def _check_table(checks: tuple[CheckResult, ...]) -> TextTable:
    rows = [
        (
            each.check.name,
            written(each.check.expected),
            written(each.computed),
            both(each.check.kind.replace("_", " "), KINDS[each.check.kind]),
            both("yes", "是") if each.holds else both("NO", "否"),
            each.check.note,
        )
        for each in checks
    ]
    return TextTable(CHECKS, rows, frozenset({"report", "ours"}), frozenset({"note", "check"}))


def _print_sensitivity(found: ComputedMethod, output: str, step: float) -> None:
    say()
    say(
        both(
            f"{output} when one input moves by {step:.0%} and all others stay, the widest span first:",
            f"仅一个输入变动 {step:.0%}、其余不变时的 {output}，按幅度由大到小：",
        )
    )
    low, high = both(f"{output} at low", f"{output}（低值）"), both(f"{output} at high", f"{output}（高值）")
    columns = (*MOVED, low, output, high, both("span", "幅度"))
    cells = [
        (row.input, method_words(row.unit), *map(written, (row.low, row.value, row.high, row.output_at_low, row.output,
                                              row.output_at_high, row.span)))
        for row in found.moved
    ]  # fmt: skip
    print_table(TextTable(columns, cells, frozenset(columns[2:]), frozenset({"unit"})))
