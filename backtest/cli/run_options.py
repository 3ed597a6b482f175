"""The options of ``backtest run``: the conditions of section 6 of the execution rules, and what it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from backtest.cli.completion import strategy_names
from backtest.cli.errors import UsageFault
from backtest.cli.shared_options import day, folder, money, rate
from backtest.options import FillPrice, OrderValidity
from backtest.result.price_charts import PriceCharts
from backtest.written_number import rate_of
from data_sources.errors import InputError
from data_sources.language.text import both

HOLDING_PERIOD = "holding_period"

Names: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STRATEGY...]",
        help="Names, variants such as rate_power/momentum, files such as ./mine.py; with settings of its own: "
        "rate_power:top=5,board=star.",
        autocompletion=strategy_names,
    ),
]
Targets: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Execute this weight table (CSV, Parquet, Excel), long or wide.")
]
Start: TypeAlias = Annotated[
    date | None, typer.Option("--from", parser=day, metavar="YYYY-MM-DD", help="Leave out earlier decisions.")
]
End: TypeAlias = Annotated[
    date | None, typer.Option("--to", parser=day, metavar="YYYY-MM-DD", help="Last day; without it the last with data.")
]
Cash: TypeAlias = Annotated[
    float, typer.Option(parser=money, metavar="CNY", help="Initial cash, CNY: 1000000, 1,000,000 or 100万.")
]
Positions: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Start from these shares beside the cash: symbol, shares, if known bought_on (CSV, Parquet, Excel).",
    ),
]
CashBuffer: TypeAlias = Annotated[
    float,
    typer.Option(
        parser=rate, metavar="RATE", help="Share of the account left in cash; weights are shares of the rest."
    ),
]
Fill: TypeAlias = Annotated[FillPrice, typer.Option(help="Price of a fill.")]
CommissionRate: TypeAlias = Annotated[
    float,
    typer.Option(
        parser=rate,
        metavar="RATE",
        help="Broker's commission, share of the value. All rates: 0.0003, 0.03%, 3bps or 万3.",
    ),
]
CommissionMin: TypeAlias = Annotated[
    float, typer.Option(parser=money, metavar="CNY", help="Least commission of a fill, CNY.")
]

StampDuty: TypeAlias = Annotated[
    float | None,
    typer.Option(parser=rate, metavar="RATE", help="Stamp duty, share of every sale; without it the table by date."),
]
TransferFee: TypeAlias = Annotated[
    float | None,
    typer.Option(parser=rate, metavar="RATE", help="Transfer fee, share of every fill; without it the table by date."),
]


def _dividend_tax(text: str) -> float | str:
    """Read a rate or the word for the tax by holding age; anything else is wrong usage that names both."""
    try:
        return text if text == HOLDING_PERIOD else rate_of(text)
    except InputError:
        raise typer.BadParameter(
            both(
                f"{text!r} is neither a rate like 0.1 nor the word {HOLDING_PERIOD}",
                f"{text!r} 既不是税率（如 0.1），也不是 {HOLDING_PERIOD}",
            )
        ) from None


DividendTax: TypeAlias = Annotated[
    Any,
    typer.Option(
        parser=_dividend_tax,
        metavar="RATE|holding_period",
        help="Flat tax on cash dividends, or 20, 10 or 0% of them by holding age, charged at the sale.",
    ),
]
Slippage: TypeAlias = Annotated[
    float, typer.Option(parser=rate, metavar="RATE", help="How much worse than the price a fill is, share of it.")
]
Participation: TypeAlias = Annotated[
    float | None,
    typer.Option(
        parser=rate, metavar="RATE", help="Most of a session's volume that an order may take; without it no cap."
    ),
]
Validity: TypeAlias = Annotated[
    OrderValidity, typer.Option(help="Whether refused orders are tried again until the next decision.")
]
DelistRecovery: TypeAlias = Annotated[
    float, typer.Option(parser=rate, metavar="RATE", help="What a delisted holding pays, share of its last value.")
]
Benchmark: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="INDEX",
        help="Index to judge against, in any dialect; further ones stand beside it. Default: H00300.CSI where it "
        "covers the sessions of all runs, or else 000300.SH.",
    ),
]
OneBenchmark: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="INDEX",
        help="Index to judge against, in any dialect. Default: H00300.CSI where it covers the sessions, "
        "or else 000300.SH.",
    ),
]
RiskFree: TypeAlias = Annotated[float, typer.Option(parser=rate, metavar="RATE", help="Annual risk-free rate.")]
Parameters: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Set a parameter, for one of several strategies as STRATEGY.NAME=VALUE. Repeatable.",
    ),
]
Hindsight: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--hindsight",
        help="Trade the first report's names before it was published, those of later ones still from their own day; "
        "marked everywhere.",
    ),
]
All: TypeAlias = Annotated[
    bool, typer.Option("--all", help="Run every registered strategy and each basket that a document declares.")
]
Plain: TypeAlias = Annotated[
    bool,
    typer.Option("--plain", help="Run beside each strategy the same names, equal, bought at publication and held."),
]
Audit: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--audit/--no-audit",
        help="Audit a file of your own for look-ahead beside its run: eight more computations of it.",
    ),
]
Deep: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--deep",
        help="Compare the names with random lists, say what they had made before, and try other conditions.",
    ),
]
Check: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--check",
        help="Let vectorbt re-book all fills and events, and fail unless it ends with the same cash and shares.",
    ),
]
Prices: TypeAlias = Annotated[
    PriceCharts,
    typer.Option(help="Names whose price a page shows; those held as far as 300 KB have room, all in up to 600 KB."),
]
Open: TypeAlias = Annotated[
    bool, typer.Option("--open", help="Open the page in a browser; of several runs the index or the first page.")
]
Out: TypeAlias = Annotated[
    Path | None,
    typer.Option(parser=folder, metavar="DIR", help="Folder of the files; several runs get one each below it."),
]


def check_single(targets: Path | None, spread: tuple[str, str | None, int | None], ctx: typer.Context) -> None:
    """Raise UsageFault for a table of weights that is to be spread over workers: it is a single run."""
    if targets and spread != ("local", None, None):
        options = "--executor, --address and --workers"
        raise UsageFault(
            both(
                f"{options} are for strategies; --targets FILE is a single run",
                "--executor、--address、--workers 只用于策略；--targets FILE 只有一个回测",
            ),
            ctx,
        )


def check_what_runs(
    strategies: list[str] | None,
    targets: Path | None,
    of_strategies: Mapping[str, object],
    ctx: typer.Context,
    *,
    every: bool,
) -> None:
    """Raise UsageFault unless one kind of thing is to run, with the options of that kind alone."""
    if bool(strategies) + bool(targets) + every != 1:
        raise UsageFault(
            both(
                "give strategies, --all or --targets FILE, one of the three",
                "请在策略名、--all、--targets FILE 三者中选一",
            ),
            ctx,
        )
    if targets and any(of_strategies.values()):
        options = "--hindsight, --plain, --deep and --set"
        raise UsageFault(
            both(
                f"{options} are for strategies; --targets FILE is executed as it is",
                "--hindsight、--plain、--deep、--set 只用于策略；--targets FILE 按原样执行",
            ),
            ctx,
        )
