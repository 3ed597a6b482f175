"""``backtest method``: a computation of the reports, its numbers beside the printed ones, and what moves it."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backtest.cli.errors import UsageFault
from backtest.cli.output import Table, print_json, print_rows, print_table, say
from backtest.cli.shared_options import Json

if TYPE_CHECKING:
    from strategies.methods.checking import CheckResult
    from strategies.methods.method import Input, Method, Numbers
    from strategies.methods.sensitivity import SensitivityRow

EXAMPLES = (
    "backtest method",
    "backtest method 000/inference_wafer_demand",
    "backtest method inference_wafer_demand --set yield_percent=50 --sensitivity wafers",
)

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="Without one: all methods.")]
Overrides = Annotated[
    list[str] | None, typer.Option("--set", metavar="INPUT=VALUE", help="Compute with another input. Repeatable.")
]
Output = Annotated[
    str | None,
    typer.Option("--sensitivity", metavar="OUTPUT", help="Move each input alone and show what that does to OUTPUT."),
]
Step = Annotated[float, typer.Option(help="How far --sensitivity moves an input, share of its value.")]


def method(
    ctx: typer.Context,
    name: Name = None,
    *,
    overrides: Overrides = None,
    output: Output = None,
    step: Step = 0.1,
    as_json: Json = False,
) -> None:
    """Compute what a report computes, beside the numbers it prints.

    The checks are computed with the report's own inputs, whatever --set says.
    """
    if name is None:
        if overrides or output:
            raise UsageFault("--set and --sensitivity need the NAME of a method", ctx)
        _list(as_json=as_json)
        return
    from strategies.methods.checking import check_method  # noqa: PLC0415 - nothing heavy before a command runs
    from strategies.methods.method import run_method  # noqa: PLC0415
    from strategies.methods.registry import find_method  # noqa: PLC0415
    from strategies.methods.sensitivity import sensitivity  # noqa: PLC0415

    found = find_method(name)
    given = _numbers(overrides or [], ctx)
    outputs = run_method(found, given)
    checks = check_method(found)
    rows = sensitivity(found, output, step, given) if output else ()
    if as_json:
        print_json(_document(found, given, outputs, checks, rows))
        return
    _print(found, given, outputs, checks)
    if output:
        _print_sensitivity(output, step, rows)


def _numbers(words: list[str], ctx: typer.Context) -> dict[str, float]:
    numbers = {}
    for word in words:
        name, equals, value = word.partition("=")
        try:
            numbers[name.strip()] = float(value)
        except ValueError:
            raise UsageFault(f"--set {word!r} is no INPUT=NUMBER, such as yield_percent=50", ctx) from None
        if not (name.strip() and equals):
            raise UsageFault(f"--set {word!r} is no INPUT=NUMBER, such as yield_percent=50", ctx)
    return numbers


def _list(*, as_json: bool) -> None:
    from strategies.methods.registry import METHODS  # noqa: PLC0415 - as above

    found = list(METHODS.values())
    if as_json:
        rows = [
            {"key": each.key, "title": each.title, "report": each.report, "outputs": each.outputs} for each in found
        ]
        print_json({"methods": rows})
        return
    cells = [(each.key, each.title, each.report, " ".join(each.outputs)) for each in found]
    print_rows(Table(("key", "title", "report", "outputs"), cells, long=frozenset({"title", "outputs"})))


def _print(found: Method, given: Numbers, outputs: Numbers, checks: tuple[CheckResult, ...]) -> None:
    say(f"{found.key}: {found.title}")
    say(f"formula: {found.formula}")
    say(f"source: report {found.report}, {found.source}")
    say(f"steers: {_steers(found)}")
    say()
    inputs = [
        (each.name, _written(given.get(each.name, each.default)), each.unit, each.meaning, _origin(each, given))
        for each in found.inputs
    ]
    print_table(
        Table(("input", "value", "unit", "meaning", "source"), inputs, frozenset({"value"}),
              frozenset({"meaning", "source"}))
    )  # fmt: skip
    say()
    results = [(name, _written(value), found.outputs[name]) for name, value in outputs.items()]
    print_table(Table(("output", "value", "unit"), results, frozenset({"value"}), frozenset({"unit"})))
    if checks:
        say()
        print_table(_check_table(checks))
    if found.discrepancy:
        say(f"\nthe report contradicts itself: {found.discrepancy}")


def _steers(found: Method) -> str:
    """What rules read of it; the strategies are imported only for a method whose numbers some series holds."""
    from strategies.methods.method import UNREAD  # noqa: PLC0415 - as above

    if not found.series:
        return UNREAD
    from strategies.methods.steering import steers  # noqa: PLC0415

    return steers(found)


def _origin(each: Input, given: Numbers) -> str:
    return f"--set (default {_written(each.default)})" if each.name in given else each.source or "ours"


def _check_table(checks: tuple[CheckResult, ...]) -> Table:
    columns = ("check", "report", "ours", "kind", "holds", "note")
    rows = [
        (
            each.check.name,
            _written(each.check.expected),
            _written(each.computed),
            each.check.kind.replace("_", " "),
            "yes" if each.holds else "NO",
            each.check.note,
        )
        for each in checks
    ]
    return Table(columns, rows, frozenset({"report", "ours"}), frozenset({"note", "check"}))


def _print_sensitivity(output: str, step: float, rows: tuple[SensitivityRow, ...]) -> None:
    say(f"\n{output} when one input moves by {step:.0%} and all others stay, the widest span first:")
    columns = ("input", "unit", "low", "value", "high", f"{output} at low", output, f"{output} at high", "span")
    cells = [
        (row.input, row.unit, *map(_written, (row.low, row.value, row.high, row.output_at_low, row.output,
                                              row.output_at_high, row.span)))
        for row in rows
    ]  # fmt: skip
    print_table(Table(columns, cells, frozenset(columns[2:]), frozenset({"unit"})))


def _document(
    found: Method,
    given: Numbers,
    outputs: Numbers,
    checks: tuple[CheckResult, ...],
    rows: tuple[SensitivityRow, ...],
) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": found.title,
        "report": found.report,
        "formula": found.formula,
        "source": found.source,
        "steers": _steers(found),
        "discrepancy": found.discrepancy,
        "inputs": [
            {name: _plain(value) for name, value in asdict(each).items()}
            | {"value": given.get(each.name, each.default), "origin": _origin(each, given)}
            for each in found.inputs
        ],
        "outputs": {name: {"value": value, "unit": found.outputs[name]} for name, value in outputs.items()},
        "checks": [
            {"name": each.check.name, "expected": each.check.expected, "computed": each.computed,
             "tolerance": each.check.tolerance, "kind": each.check.kind, "holds": each.holds, "note": each.check.note}
            for each in checks
        ],
        "sensitivity": [
            {name: _plain(value) for name, value in asdict(row).items()} | {"span": _plain(row.span)} for row in rows
        ],
    }  # fmt: skip


def _plain(value: object) -> object:
    """JSON knows no infinity and no NaN: an open end and an output without a result are null."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _written(value: float) -> str:
    return f"{value:,.6g}" if isfinite(value) else "none"
