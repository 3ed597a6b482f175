"""``backtest compare``: runs side by side, on the sessions that all have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Json, folder

EXAMPLES = (
    "backtest compare rate_power domestic_compute",
    "backtest compare var/runs/rate_power var/morning/rate_power --json",
    "backtest compare rate_power storage_cycle edge_ai --below var/demo",
)

Runs: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="RUN RUN...", help="Folders that backtest run wrote, or names of strategies: the newest run of each."
    ),
]
Below: TypeAlias = Annotated[
    Path, typer.Option(parser=folder, metavar="DIR", help="Where runs are looked for by their names.")
]


def compare(runs: Runs, *, below: Below = Path("var/runs"), as_json: Json = False) -> None:
    """Set runs side by side, on common sessions.

    Curves, numbers, correlations, holdings in common, and what was set otherwise. All numbers of the first table are
    over the sessions that all have; how many were left out is said. Each run is taken from the base of
    its judged part on, with the badge and the interval of its own verdict. Nothing is run again, no store is read.
    """
    from backtest.cli.layouts.compare import print_compared  # noqa: PLC0415 - nothing heavy before a command runs

    compared = backtest.compare(*runs, below=below)
    print_answer(compared, print_compared, as_json=as_json)
