"""``backtest import``: files, folders or archives into the store, or a list of what is wrong with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.layouts.import_folder import print_import, refusal
from backtest.cli.layouts.rules import idle_sentence
from backtest.cli.output import print_answer, remark
from backtest.cli.progress import progress
from backtest.cli.shared_options import Accept, Database, Json

EXAMPLES = (
    "backtest import ./market-data",
    "backtest import ./tushare_daily.csv ./stock_basic.csv --dry-run",
    "backtest import ./bars.zip --format plain_daily --skip-bad",
    "backtest import ./market-data --accept unit_proof",
)

# Written out, so that the help reads no file; a test holds it against the layouts.
LAYOUTS = (
    "akshare_hist, akshare_csindex, akshare_sina_daily, akshare_tencent, akshare_tencent_lots, akshare_fhps, "
    "akshare_sina_dividends, akshare_sina_rights, akshare_cninfo_dividends, akshare_code_name, akshare_spot, "
    "akshare_sse_list, akshare_szse_list, baostock_daily, baostock_stock_basic, baostock_dividend, plain_daily, "
    "plain_without_amount, joinquant, ricequant, ricequant_instruments, qlib, gm, vnpy, futu, yahoo, "
    "yahoo_download, tdx, tdx_day, wind, choice, tushare_daily, tushare_stock_basic, tushare_dividend, "
    "tushare_suspend_d, tushare_trade_cal"
)
NOTE = f"Names for --format: auto, own for our own columns, and of docs/layouts.md {LAYOUTS}."


def import_folder(
    data: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Files, folders or .zip archives: our own tables or those of others."),
    ],
    *,
    db: Database = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option(
            "--format", metavar="NAME", help="Whose layout it is, where files fit several: a name from below."
        ),
    ] = "auto",
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave the bad symbols out and publish the rest (exit code 3).")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but publish.")] = False,
    accept: Accept = None,
    as_json: Json = False,
) -> None:
    """Publish files, ours or those of other systems, into the store.

    Tushare's, akshare's, terminals' and others' are told by their columns; what was done is said. Everything is
    checked first: a severe finding refuses all of it and leaves the store as it was. The same files twice change
    nothing.
    """
    from data_sources.exports.choice import format_names  # noqa: PLC0415 - the help reads no layouts

    if format not in (names := format_names()):
        raise typer.BadParameter(f"{format!r} is unknown; there are {', '.join(names)}", param_hint="--format")
    with progress() as hear:
        result = backtest.import_data(
            data, db=db, format=format, skip_bad=skip_bad, accept=accept, dry_run=dry_run, hear=hear
        )
    print_answer(result, partial(print_import, db=db), as_json=as_json)
    if result.idle:
        remark(idle_sentence(result.idle))
    if result.outcome == "refused":
        tell(refusal(result))
        raise typer.Exit(FAILED)
    if result.outcome == "partly":
        remark(f"partly done: left out {', '.join(result.left_out)}")
        raise typer.Exit(PARTLY)
