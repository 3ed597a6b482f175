"""A computation for people: inputs, outputs, the report's numbers beside ours, and what moves an output."""

from __future__ import annotations

from backtest.app.method import ComputedMethod, MethodList, written
from backtest.cli.output import TextTable, print_rows, print_table, say
from strategies.methods.check_results import CheckResult


def print_methods(found: MethodList) -> None:
    """Print one line per method."""
    cells = [(each.key, each.title, each.report, " ".join(each.outputs)) for each in found.methods]
    print_rows(TextTable(("key", "title", "report", "outputs"), cells, long=frozenset({"title", "outputs"})))


def print_method(found: ComputedMethod, output: str | None, step: float) -> None:
    """Print inputs, outputs and checks of a method, then how each input moves ``output``."""
    method = found.method
    say(f"{method.key}: {method.title}")
    say(f"formula: {method.formula}")
    say(f"source: report {method.report}, {method.source}")
    say(f"steers: {found.steers}")
    say()
    inputs = [
        (each.name, written(found.value(each)), each.unit, each.meaning, found.origin(each)) for each in method.inputs
    ]
    print_table(
        TextTable(("input", "value", "unit", "meaning", "source"), inputs, frozenset({"value"}),
                  frozenset({"meaning", "source"}))
    )  # fmt: skip
    say()
    results = [(name, written(value), method.outputs[name]) for name, value in found.outputs.items()]
    print_table(TextTable(("output", "value", "unit"), results, frozenset({"value"}), frozenset({"unit"})))
    if found.checks:
        say()
        print_table(_check_table(found.checks))
    if method.discrepancy:
        say()
        say(f"the report contradicts itself: {method.discrepancy}")
    if output:
        _print_sensitivity(found, output, step)


def _check_table(checks: tuple[CheckResult, ...]) -> TextTable:
    columns = ("check", "report", "ours", "kind", "holds", "note")
    rows = [
        (
            each.check.name,
            written(each.check.expected),
            written(each.computed),
            each.check.kind.replace("_", " "),
            "yes" if each.holds else "NO",
            each.check.note,
        )
        for each in checks
    ]
    return TextTable(columns, rows, frozenset({"report", "ours"}), frozenset({"note", "check"}))


def _print_sensitivity(found: ComputedMethod, output: str, step: float) -> None:
    say()
    say(f"{output} when one input moves by {step:.0%} and all others stay, the widest span first:")
    columns = ("input", "unit", "low", "value", "high", f"{output} at low", output, f"{output} at high", "span")
    cells = [
        (row.input, row.unit, *map(written, (row.low, row.value, row.high, row.output_at_low, row.output,
                                              row.output_at_high, row.span)))
        for row in found.moved
    ]  # fmt: skip
    print_table(TextTable(columns, cells, frozenset(columns[2:]), frozenset({"unit"})))
