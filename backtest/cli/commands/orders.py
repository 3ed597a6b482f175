"""``backtest orders``: tomorrow's orders in whole lots, from tonight's data and what is held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

import backtest
from backtest.cli import run_options as given
from backtest.cli.commands.run import held_at_start
from backtest.cli.completion import strategy_names
from backtest.cli.errors import UsageFault
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.orders import print_orders
from backtest.cli.output import print_answer, remark
from backtest.cli.shared_options import AsOf, Database, Json, Reports, assignments, file_path, money
from backtest.cli.streams import prints_to_stderr
from backtest.options import Options
from data_sources.errors import InputError
from data_sources.language.text import both

if TYPE_CHECKING:
    from backtest.app.next_orders import NextOrders

EXAMPLES = (
    "backtest orders rate_power --positions holdings.csv --cash 200000",
    "backtest orders ./mine.py --positions holdings.xlsx --cash 200000 --csv orders.csv",
    "backtest orders --targets weights.csv --positions holdings.csv --cash 0 --drift --json",
    "backtest orders rate_power --cash 1000000 --as-of 2026-03-31",
)
DEFAULT = Options()

Strategy: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[STRATEGY]",
        help="A name, a variant such as rate_power/momentum, or a file of your own such as ./mine.py.",
        autocompletion=strategy_names,
    ),
]
Positions: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="What is held tonight: symbol, shares (CSV, Parquet, Excel). Without it nothing."
    ),
]
Cash: TypeAlias = Annotated[
    float, typer.Option(parser=money, metavar="CNY", help="Cash tonight beside the positions, CNY.")
]
Drift: TypeAlias = Annotated[
    bool, typer.Option("--drift", help="Without a new decision, list what would lead back to the last weights.")
]
Csv: TypeAlias = Annotated[
    Path | None, typer.Option(parser=file_path, metavar="FILE", help="Write the orders into this CSV file too.")
]


def orders(
    ctx: typer.Context,
    strategy: Strategy = None,
    *,
    targets: given.Targets = None,
    cash: Cash,
    positions: Positions = None,
    as_of: AsOf = None,
    drift: Drift = False,
    parameters: given.Parameters = None,
    commission_rate: given.CommissionRate = DEFAULT.commission_rate,
    commission_min: given.CommissionMin = DEFAULT.commission_min,
    stamp_duty: given.StampDuty = DEFAULT.stamp_duty,
    transfer_fee: given.TransferFee = DEFAULT.transfer_fee,
    slippage: given.Slippage = DEFAULT.slippage,
    participation: given.Participation = DEFAULT.participation,
    cash_buffer: given.CashBuffer = DEFAULT.cash_buffer,
    csv: Csv = None,
    reports: Reports = None,
    db: Database = None,
    as_json: Json = False,
) -> None:
    """List tomorrow's orders in whole lots.

    The latest decision known at the last close is traded by the engine in one more session, at the last closes: what
    fills is to be ordered, what is refused (suspended, no cash, under a lot, not listed) is named. Expected costs and
    the next session's limits stand beside each.
    """
    if (strategy is None) == (targets is None):
        raise UsageFault(
            both("give a strategy or --targets FILE, one of the two", "请在策略与 --targets FILE 中给出一个"), ctx
        )
    settings = assignments(parameters, both("NAME=VALUE, such as top=5", "NAME=VALUE（如 top=5）"), str, ctx)
    known = known_documents(reports)
    with prints_to_stderr():
        found = backtest.orders(
            strategy, targets=targets, cash=cash, positions=held_at_start(positions), as_of=as_of, drift=drift,
            parameters=settings, commission_rate=commission_rate, commission_min=commission_min,
            stamp_duty=stamp_duty, transfer_fee=transfer_fee, slippage=slippage, participation=participation,
            cash_buffer=cash_buffer, reports=known, db=db,
        )  # fmt: skip
    if csv is not None:
        _write(csv, found)
        remark(both(f"written: {csv}", f"已写入：{csv}"))
    print_answer(found, print_orders, as_json=as_json, known=known)


def _write(path: Path, found: NextOrders) -> None:
    import csv  # noqa: PLC0415 - as below
    import io  # noqa: PLC0415 - nothing before a command needs it

    from backtest.app.next_orders import COLUMNS  # noqa: PLC0415 - as above
    from data_sources.files import write_whole  # noqa: PLC0415 - as above
    from data_sources.language.refusals import reason_of  # noqa: PLC0415 - as above

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *found.rows()])
    try:
        write_whole(path, text.getvalue().encode("utf-8-sig"))
    except OSError as fault:
        why = reason_of(fault)
        raise InputError(
            both(f"cannot write {path}: {why}; choose another --csv", f"无法写入 {path}：{why.zh}；请另选 --csv")
        ) from None
