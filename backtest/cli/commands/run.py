"""``backtest run``: strategies or a weight table under market conditions, their files and their verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import backtest
from backtest.app.option_values import DatedOptionValues
from backtest.cli import run_options as given
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.known_documents import known_documents
from backtest.cli.language import language
from backtest.cli.output import remark, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import (
    Address,
    Database,
    Executor,
    Json,
    PageColours,
    Reports,
    Wide,
    Workers,
    assignments,
)
from backtest.cli.streams import prints_to_stderr
from backtest.options import Options
from data_sources.language.text import Text, both

if TYPE_CHECKING:
    from backtest.app.batch_outcome import BatchOutcome
    from backtest.holding import Holding
    from backtest.vectorbt_bridge import BookCheck
    from strategies.library.library import Library

EXAMPLES = (
    "backtest run rate_power",
    "backtest run rate_power domestic_compute storage_cycle --db var/market.db --out var/runs",
    "backtest run ./mine.py --from 2025-02-06 --to 2025-12-31 --cash 1000000 --slippage 0.001",
    "backtest run strategies/examples/trailing_stop.py --set stop=0.15",
    "backtest run --targets weights.csv --participation 0.1 --out var/runs/weights --json",
    "backtest run rate_power/momentum --set top=5 --set lookback=60 --hindsight",
    "backtest run rate_power rate_power:top=5 rate_power/momentum:top=5,lookback=60 --out results",
    "backtest run rate_power --plain --set report=003 --set board=star",
    "backtest run --all --out var/runs",
    "backtest run --all --executor ray --address 10.0.0.1:6379",
    "backtest run mine --reports ./research",
    "backtest run rate_power --positions holdings.csv --cash 200000 --from 2025-02-06",
    "backtest run rate_power --benchmark 000905.SH --benchmark H30184.CSI",
    "backtest run rate_power --check",
    "backtest run rate_power --deep",
    "backtest run rate_power --open",
)
DEFAULT = Options()


def run(
    ctx: typer.Context,
    strategies: given.Names = None,
    *,
    targets: given.Targets = None,
    db: Database = None,
    start: given.Start = None,
    end: given.End = None,
    cash: given.Cash = DEFAULT.cash,
    positions: given.Positions = None,
    cash_buffer: given.CashBuffer = DEFAULT.cash_buffer,
    fill: given.Fill = DEFAULT.fill,
    commission_rate: given.CommissionRate = DEFAULT.commission_rate,
    commission_min: given.CommissionMin = DEFAULT.commission_min,
    stamp_duty: given.StampDuty = DEFAULT.stamp_duty,
    transfer_fee: given.TransferFee = DEFAULT.transfer_fee,
    dividend_tax: given.DividendTax = DEFAULT.dividend_tax,
    slippage: given.Slippage = DEFAULT.slippage,
    participation: given.Participation = DEFAULT.participation,
    order_validity: given.Validity = DEFAULT.order_validity,
    delist_recovery: given.DelistRecovery = DEFAULT.delist_recovery,
    benchmark: given.Benchmark = None,
    risk_free: given.RiskFree = DEFAULT.risk_free,
    parameters: given.Parameters = None,
    hindsight: given.Hindsight = False,
    every: given.All = False,
    plain: given.Plain = False,
    audit: given.Audit = True,
    deep: given.Deep = False,
    check: given.Check = False,
    price_charts: given.Prices = "held",
    executor: Executor = "local",
    address: Address = None,
    workers: Workers = None,
    out: given.Out = None,
    open_page: given.Open = False,
    wide: Wide = False,
    reports: Reports = None,
    colours: PageColours = "red",
    as_json: Json = False,
) -> None:
    """Trade strategies or a weight table, and judge them.

    Writes equity, fills, refusals, positions, events, targets, metrics and a page (report.html); without --out into
    var/runs/NAME. A strategy holds cash until its first report was published. A file of your own defines
    weights(history), or make_handler(history) to decide day by day.
    """
    settings = assignments(parameters, both("NAME=VALUE, such as top=5", "NAME=VALUE（如 top=5）"), str, ctx)
    of_strategies = {"parameters": settings, "hindsight": hindsight, "plain": plain, "deep": deep}
    given.check_what_runs(strategies, targets, of_strategies, ctx, every=every)
    given.check_single(targets, (executor, address, workers), ctx)
    conditions = DatedOptionValues(
        cash=cash, fill=fill, commission_rate=commission_rate, commission_min=commission_min,
        stamp_duty=stamp_duty, transfer_fee=transfer_fee, dividend_tax=dividend_tax, slippage=slippage,
        participation=participation, order_validity=order_validity, delist_recovery=delist_recovery,
        benchmark=benchmark, risk_free=risk_free, start=start, end=end, positions=held_at_start(positions),
        cash_buffer=cash_buffer,
    )  # fmt: skip
    # A weight table has no rule to audit, and is a single run.
    spread = {"executor": executor, "address": address, "workers": workers}
    of_strategies |= {} if targets else {"audit": audit, **spread}
    known = known_documents(reports)
    shared = {
        "db": db,
        "out": out,
        "price_charts": price_charts,
        "command": str(ctx.obj),
        "reports": known,
        "lang": language(),
        "colours": colours,
        **conditions,
    }
    outcome, checks = _carry_out(strategies, targets, of_strategies, shared, check=check)
    _show(outcome, checks, known, as_json=as_json, wide=wide)
    _tell_of_replaced(outcome)
    if open_page and outcome.finished:
        (remark if as_json else say)(shown_in_browser(outcome))
    _end(outcome, checks)


def held_at_start(path: Path | None) -> tuple[Holding, ...] | None:
    """Read the positions of a file, and say what was mended in them."""
    if path is None:
        return None
    from backtest.position_file import given_positions  # noqa: PLC0415 - nothing heavy before a command runs

    found = given_positions(path)
    for note in found.notes:
        remark(f"warning: {note}")
    return found.positions


def _carry_out(
    strategies: list[str] | None,
    targets: Path | None,
    of_strategies: Mapping[str, Any],
    shared: Mapping[str, Any],
    *,
    check: bool,
) -> tuple[BatchOutcome, dict[str, BookCheck]]:
    """Run what was named; return the runs and, when asked for, what a second book-keeper says of each."""
    from backtest.app.batch import check_all_books  # noqa: PLC0415 - nothing heavy before a command runs

    every = _every(shared["reports"])
    # What a user's own file prints goes to stderr: stdout is the result's, and with --json one document.
    with prints_to_stderr():
        with progress() as hear:
            if targets:
                from backtest.app.run_target_file import run_target_file  # noqa: PLC0415 - readers of files, only for one

                outcome = run_target_file(targets, hear=hear, tell=tell, remark=remark, **shared)
            else:
                outcome = backtest.run_many(strategies or every, hear=hear, tell=tell, **of_strategies, **shared)
        return outcome, check_all_books(outcome) if check else {}


def _every(known: Library) -> tuple[str, ...]:
    """The names of all registered strategies and of the baskets of documents; a file is run by who names it."""
    from strategies.registry import NAMES  # noqa: PLC0415 - nothing heavy before a command runs

    return (*NAMES, *(each.id for each in known.reports if each.basket))


def _show(outcome: BatchOutcome, checks: Mapping[str, BookCheck], known: Library, *, as_json: bool, wide: bool) -> None:
    from backtest.cli.layouts.run import show  # noqa: PLC0415 - nothing heavy before a command runs

    show(outcome, as_json=as_json, wide=wide, index=outcome.index, checks=checks, known=known)


def _tell_of_replaced(outcome: BatchOutcome) -> None:
    """Say on stderr which older runs went, so that no output is replaced without a word."""
    from backtest.result.older_run import replaced_sentence  # noqa: PLC0415 - nothing heavy before a command runs

    if words := replaced_sentence(outcome.older):
        remark(words)


def shown_in_browser(outcome: BatchOutcome) -> Text:
    """Open the page that leads to those of several runs, else that of the first; return the line that says so."""
    from backtest.app.open_page import open_page  # noqa: PLC0415 - nothing heavy before a command runs
    from backtest.result.run_folder import PAGE  # noqa: PLC0415

    return open_page(outcome.index or outcome.finished[0].folder / PAGE)


def _end(outcome: BatchOutcome, checks: Mapping[str, BookCheck]) -> None:
    """Exit with a code of its own when a run failed, or its books do not agree."""
    if not all(books.agrees for books in checks.values()):
        raise typer.Exit(FAILED)
    if outcome.failed:
        raise typer.Exit(PARTLY if outcome.finished else FAILED)
