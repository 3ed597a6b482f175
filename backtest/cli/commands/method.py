"""``backtest method``: a computation of the reports, its numbers beside the printed ones, and what moves it."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.errors import UsageFault
from backtest.cli.layouts.method import print_method, print_methods
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Json, assignments
from data_sources.language.text import both

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
            raise UsageFault(
                both("--set and --sensitivity need the NAME of a method", "--set 与 --sensitivity 须给出方法名 NAME"),
                ctx,
            )
        print_answer(backtest.method(), print_methods, as_json=as_json)
        return
    given = assignments(
        overrides, both("INPUT=NUMBER, such as yield_percent=50", "INPUT=NUMBER（如 yield_percent=50）"), float, ctx
    )
    found = backtest.method(name, overrides=given, output=output, step=step)
    print_answer(found, lambda computed: print_method(computed, output, step), as_json=as_json)
