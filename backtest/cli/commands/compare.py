"""``backtest compare``: runs side by side, on the sessions that all have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.completion import run_folders
from backtest.cli.errors import UsageFault
from backtest.cli.language import language
from backtest.cli.output import print_answer, remark, say
from backtest.cli.shared_options import Json, file_path, folder
from data_sources.language.text import Text, both, joined

EXAMPLES = (
    "backtest compare rate_power domestic_compute",
    "backtest compare var/runs/rate_power var/morning/rate_power --json",
    "backtest compare rate_power storage_cycle edge_ai --below var/demo --out var/compare.html",
)

Runs: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="RUN RUN...",
        help="Folders that backtest run wrote, or names of strategies: the newest run of each.",
        autocompletion=run_folders,
    ),
]
Below: TypeAlias = Annotated[
    Path, typer.Option(parser=folder, metavar="DIR", help="Where runs are looked for by their names.")
]


Out: TypeAlias = Annotated[
    Path | None, typer.Option(parser=file_path, metavar="FILE", help="Write the comparison as a page too.")
]
Standalone: TypeAlias = Annotated[
    bool, typer.Option("--standalone", help="Leave links to other files out of the page: one file for a mail.")
]


def compare(
    ctx: typer.Context,
    runs: Runs,
    *,
    below: Below = Path("var/runs"),
    out: Out = None,
    standalone: Standalone = False,
    as_json: Json = False,
) -> None:
    """Set runs side by side, on common sessions.

    Curves, numbers, correlations, holdings in common, and what was set otherwise. All numbers of the first table are
    over the sessions that all have; how many were left out is said. Each run is taken from the base of
    its judged part on, with the badge and the interval of its own verdict. Nothing is run again, no store is read.
    """
    from backtest.cli.layouts.compare import print_compared  # noqa: PLC0415 - nothing heavy before a command runs

    if standalone and out is None:
        raise UsageFault(
            both(
                "--standalone is for a page; name its file with --out FILE",
                "--standalone 用于页面；请用 --out FILE 给出文件",
            ),
            ctx,
        )
    compared = backtest.compare(*runs, below=below)
    removed = () if out is None else compared.report(out, standalone=standalone, lang=language())
    print_answer(compared, print_compared, as_json=as_json)
    if out is not None:
        tell = remark if as_json else say
        tell(both(f"page: {out}", f"页面：{out}"))
        if removed:
            tell(left_out_sentence(removed))


def left_out_sentence(removed: Sequence[str]) -> Text:
    """Say which links are not in a page that is one file."""
    names = joined(removed, ", ", "、")
    return both(f"left out, since they lead out of the file: {names}", f"已去除指向文件之外的链接：{names.zh}")
