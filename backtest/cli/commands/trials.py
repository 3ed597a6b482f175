"""``backtest trials``: how often each strategy was tried on a store."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.completion import strategy_names
from backtest.cli.layouts.trials import print_trials
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Database, Json

EXAMPLES = ("backtest trials", "backtest trials rate_power --db var/market.db", "backtest trials mine --json")

StrategyName: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[STRATEGY]",
        help="Show each trial of this one, by the name its runs have.",
        autocompletion=strategy_names,
    ),
]


def trials(strategy: StrategyName = None, db: Database = None, as_json: Json = False) -> None:
    """Show how often each strategy was tried on this store.

    The best of many tries looks good by chance, so every run is counted: each setting on each span and snapshot once,
    for good. The spread of the settings' Sharpe ratios says how far apart they lie.
    """
    found = backtest.trials(strategy, db=db)
    print_answer(found, print_trials, as_json=as_json)
