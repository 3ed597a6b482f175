"""``backtest open``: a page in the reader's browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.output import print_answer, say
from backtest.cli.shared_options import Json, file_path

EXAMPLES = ("backtest open", "backtest open rate_power", "backtest open var/site")

What: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[PAGE|FOLDER|RUN]", help="A page, a folder of pages, or a run or a sweep by its name; else the newest."
    ),
]
Below: TypeAlias = Annotated[
    Path | None,
    typer.Option(parser=file_path, metavar="DIR", help="Look here, and not in var/runs, site, pages, demo and sweeps."),
]


def open_(what: What = None, *, below: Below = None, as_json: Json = False) -> None:
    """Open the newest page, or the one that is named.

    Where there is no browser a line says where the page lies.
    """
    print_answer(backtest.show_page(what, below=below), lambda shown: say(shown.outcome), as_json=as_json)
