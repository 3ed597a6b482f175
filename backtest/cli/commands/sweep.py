"""``backtest sweep``: many settings of one strategy, each counted, judged together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli import run_options as given
from backtest.cli.commands.run import held_at_start
from backtest.cli.completion import strategy_names
from backtest.cli.errors import FAILED, PARTLY, UsageFault
from backtest.cli.known_documents import known_documents
from backtest.cli.language import language
from backtest.cli.output import print_answer, remark, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import (
    Address,
    Database,
    Executor,
    Json,
    PageColours,
    Reports,
    Workers,
    assignments,
    folder,
)
from backtest.cli.streams import prints_to_stderr
from backtest.options import Options
from data_sources.errors import InputError
from data_sources.language.text import Text, both
from data_sources.progress import Progress

EXAMPLES = (
    "backtest sweep rate_power/momentum --grid lookback=20,60,120 --grid top=3,5,8",
    "backtest sweep ./mine.py --grid lookback=20:240:20 --grid fill=open,close --metric information_ratio",
    "backtest sweep rate_power/momentum --grid top=3:12:1 --grid slippage=0,0.001,0.002 --random 20 --out var/momentum",
    "backtest sweep ./mine.py --grid lookback=20,60,120 --walk-forward train=2y,test=6m",
    "backtest sweep ./mine.py --grid lookback=20:240:1 --executor ray --address 10.0.0.1:6379",
)
DEFAULT = Options()

Named: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="STRATEGY",
        help="A name, a variant such as rate_power/momentum, or a file of your own such as ./mine.py.",
        autocompletion=strategy_names,
    ),
]
GridWords: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--grid",
        metavar="NAME=VALUES",
        help="Values of a parameter or of an option of a run: 20,60,120 or FIRST:LAST:STEP. Repeatable.",
    ),
]
Random: TypeAlias = Annotated[
    int | None, typer.Option("--random", metavar="N", min=1, help="Draw so many settings of the grid.")
]
Optuna: TypeAlias = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Let optuna choose so many settings, each by what those before it made."),
]
Seed: TypeAlias = Annotated[int, typer.Option(min=0, help="The same seed draws the same settings.")]
Metric: TypeAlias = Annotated[
    str,
    typer.Option(help="What ranks the settings: sharpe, information_ratio, excess_geometric or annual_return."),
]
Walk: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--walk-forward",
        metavar="train=SPAN,test=SPAN",
        help="Choose a setting in each train, live with it in the test after it, such as train=2y,test=6m.",
    ),
]
SweepOut: TypeAlias = Annotated[
    Path | None,
    typer.Option("--out", parser=folder, metavar="DIR", help="Folder of the files. Without it var/sweeps/NAME."),
]
Open: TypeAlias = Annotated[bool, typer.Option("--open", help="Open the page in a browser.")]


def sweep(
    ctx: typer.Context,
    strategy: Named,
    *,
    grid: GridWords = None,
    random: Random = None,
    optuna: Optuna = None,
    seed: Seed = 20250206,
    metric: Metric = "sharpe",
    walk_forward: Walk = None,
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
    benchmark: given.OneBenchmark = None,
    risk_free: given.RiskFree = DEFAULT.risk_free,
    parameters: given.Parameters = None,
    executor: Executor = "local",
    address: Address = None,
    workers: Workers = None,
    out: SweepOut = None,
    open_page: Open = False,
    reports: Reports = None,
    colours: PageColours = "red",
    as_json: Json = False,
) -> None:
    """Look at many settings of a strategy, and say how much is luck.

    Every setting is executed under the full rules and counted as a trial. What is done is kept in the store at once:
    an interrupted sweep goes on with the same command, and a larger grid computes only what is new. Writes
    settings.csv, curves.csv, sweep.json and a page (sweep.html), and of a walk-forward walk_forward.csv.
    """
    from backtest.app.look import look_of  # noqa: PLC0415 - nothing heavy before a command runs
    from backtest.app.sweep.writing import write_sweep  # noqa: PLC0415 - as above
    from backtest.cli.layouts.sweep import print_sweep  # noqa: PLC0415 - as above

    look = look_of(language(), colours)
    known = known_documents(reports)
    settings = assignments(parameters, both("NAME=VALUE, such as top=5", "NAME=VALUE（如 top=5）"), str, ctx)
    # What a user's own file prints goes to stderr: stdout is the result's, and with --json one document.
    with prints_to_stderr(), progress() as heard, said_where_it_stopped(heard) as hear:
        found = backtest.sweep(
            strategy, _grid(grid or (), ctx), random=random, optuna=optuna, seed=seed, metric=metric,  # type: ignore[arg-type]
            walk_forward=walk_forward, db=db, parameters=settings, reports=known, executor=executor,  # type: ignore[arg-type]
            address=address, workers=workers, hear=hear, cash=cash, cash_buffer=cash_buffer, fill=fill,
            commission_rate=commission_rate, commission_min=commission_min, stamp_duty=stamp_duty,
            transfer_fee=transfer_fee, dividend_tax=dividend_tax, slippage=slippage, participation=participation,
            order_validity=order_validity, delist_recovery=delist_recovery, benchmark=benchmark,
            risk_free=risk_free, start=start, end=end, positions=held_at_start(positions),
        )  # fmt: skip
    place = write_sweep(found, out, command=str(ctx.obj), look=look)
    print_answer(found, print_sweep, as_json=as_json)
    tell = remark if as_json else say
    tell(both(f"files: {place}", f"文件：{place}"))
    if open_page:
        tell(_shown(place))
    if found.failed:
        raise typer.Exit(PARTLY if found.ranked else FAILED)


@contextmanager
def said_where_it_stopped(heard: Progress) -> Iterator[Progress]:
    """Hear how far a sweep is, and say so when it is interrupted: what is done is kept, which nobody sees."""
    done, total = 0, 0

    def hear(what: str, now: int, of: int) -> None:
        nonlocal done, total
        done, total = now, of
        heard(what, now, of)

    try:
        yield hear
    except KeyboardInterrupt:
        if total:
            remark(
                both(
                    f"{done:,} of {total:,} settings are done and kept; the same command goes on",
                    f"已完成并保存 {done:,}/{total:,} 组；用同一命令继续",
                )
            )
        raise


def _shown(place: Path) -> Text:
    from backtest.app.open_page import open_page  # noqa: PLC0415 - only who asks for it looks for browsers
    from backtest.app.sweep.folder import PAGE  # noqa: PLC0415 - nothing heavy before a command runs

    return open_page(place / PAGE)


def _grid(words: Sequence[str], ctx: typer.Context) -> dict[str, list[str]]:
    """Read ``--grid``; what is no dial is wrong usage, and so is a dial that is given twice."""
    from backtest.sweeps.grid import read_dial  # noqa: PLC0415 - brings numpy along

    found: dict[str, list[str]] = {}
    for word in words:
        try:
            name, values = read_dial(word)
        except InputError as fault:
            raise UsageFault(fault.words, ctx) from None
        if name in found:
            raise UsageFault(
                both(
                    f"--grid {name} is given twice; give all its values at once", f"--grid {name} 重复；请一次给全取值"
                ),
                ctx,
            )
        found[name] = values
    return found
