"""``backtest status``: what the store holds, how old it is, and how much of the reports' universe it covers."""

from __future__ import annotations

import backtest
from backtest.cli.layouts.status import print_store_state
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Database, Json

EXAMPLES = ("backtest status", "backtest status --db var/market.db --json")


def status(db: Database = None, as_json: Json = False) -> None:
    """Show what the store holds, how old it is and what it lacks."""
    state = backtest.status(db=db)
    print_answer(state, print_store_state, as_json=as_json)
