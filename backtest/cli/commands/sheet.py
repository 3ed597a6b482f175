"""``backtest sheet``: the page of bare returns in a file, of whichever system made them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.language import language
from backtest.cli.output import print_answer, remark, say
from backtest.cli.run_options import RiskFree
from backtest.cli.shared_options import Database, Json, PageColours, file_path
from data_sources.language.text import NOTHING, both

EXAMPLES = (
    "backtest sheet returns.csv",
    "backtest sheet returns.csv --benchmark 000300.SH --db var/market.db",
    "backtest sheet fund.xlsx --prices --column 单位净值 --benchmark index.csv --out fund.html",
)
PAGES = Path("var/sheet")
"""Where a page is written without ``--out``, by the name of the file."""

File: TypeAlias = Annotated[
    Path,
    typer.Argument(parser=file_path, metavar="FILE", help="Daily returns by date, one column (CSV, Parquet, Excel)."),
]
Benchmark: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|INDEX",
        help="A file like the first, or an index of the store. Without it a column headed benchmark, or none.",
    ),
]
Prices: TypeAlias = Annotated[
    bool, typer.Option("--prices", help="The column holds closes or a net value, as one headed close or nav does.")
]
ColumnName: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="The column of the returns, where several may be.")
]
Name: TypeAlias = Annotated[str, typer.Option(metavar="NAME", help="What the page is called; else as the file.")]
Out: TypeAlias = Annotated[
    Path | None,
    typer.Option(parser=file_path, metavar="FILE", help="The page; without it var/sheet/NAME.html by the file's name."),
]


def sheet(
    file: File,
    benchmark: Benchmark = None,
    *,
    prices: Prices = False,
    column: ColumnName = None,
    name: Name = "",
    risk_free: RiskFree = 0.0,
    db: Database = None,
    out: Out = None,
    colours: PageColours = "red",
    as_json: Json = False,
) -> None:
    """Write the page of daily returns that a file holds.

    Growth, drawdowns, months, worst days and key numbers with intervals, from returns alone: no fills, costs or
    holdings are known. A cell is a fraction (0.012) or says what it is (1.2%). What looks like prices or percents is
    refused; nothing is guessed.
    """
    from backtest.cli.layouts.sheet import print_sheet  # noqa: PLC0415 - nothing heavy before a command runs
    from backtest.result.files import make_folder  # noqa: PLC0415 - as above

    own, levels = (None, file) if prices else (file, None)
    found = backtest.sheet(own, benchmark, prices=levels, column=column, name=name, risk_free=risk_free, db=db)
    page = out or PAGES / f"{file.stem}.html"
    make_folder(page.parent)
    there = page.exists()
    found.report(page, lang=language(), colours=colours)
    print_answer(found, print_sheet, as_json=as_json)
    older = both(", in the place of an older one", "，已替换原有页面") if there else NOTHING
    (remark if as_json else say)(both(f"page: {page}{older}", f"页面：{page}{older.zh}"))
