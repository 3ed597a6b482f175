"""The product from Python: load a market, run a strategy or a weight table, write its page.

This module and the command line are the only ones that see all packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.market.loading import load_panel
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import About, judge, judge_ledger
from backtest.result.result import Result
from backtest.targets import Targets, targets_from_rows
from data_sources.errors import InputError
from data_sources.store import open_store
from strategies.contract.strategy import Strategy, decide, known_history
from strategies.registry import find_strategy

if TYPE_CHECKING:
    import pandas as pd

    from backtest.handler.instruction import Handler


def options_of(given: Mapping[str, Any]) -> Options:
    """Options by name; raises InputError in one line for a name or a kind of value that there is not."""
    names = [field.name for field in fields(Options)]
    unknown = [name for name in given if name not in names]
    if unknown:
        raise InputError(f"option {unknown[0]!r} is unknown; there are {', '.join(names)}")
    try:
        return Options(**given)
    except TypeError as error:
        raise InputError(
            f"an option is of the wrong kind ({error}); rates and cash are numbers, days are dates"
        ) from error


def load_market(db: str | Path | None = None, more_symbols: Iterable[str] = ()) -> Panel:
    """Load the latest snapshot of a store (a path or URL; ``BACKTEST_DATABASE_URL`` or ``var/market.db`` when None)."""
    engine = open_store(db)
    try:
        return load_panel(engine, more_symbols)
    finally:
        engine.dispose()


def run(
    strategy: str | Path | Strategy,
    *,
    db: str | Path | None = None,
    panel: Panel | None = None,
    parameters: Mapping[str, Any] | None = None,
    hindsight: bool = False,
    command: str = "",
    **options: Any,  # noqa: ANN401 - the fields of Options, checked by it
) -> Result:
    """Run a strategy by name, by the path of a file, or as such; ``options`` are the fields of ``Options``.

    Before its first ``known_from`` it holds cash, unless ``hindsight`` asks for the names of that day earlier; names of
    later reports are never traded before their own.
    Raises UserError for an unknown strategy, parameter or option value and for dates outside the data.
    """
    chosen = strategy if isinstance(strategy, Strategy) else find_strategy(str(strategy))
    market = panel or load_market(db)
    decided = decide(chosen, known_history(market), parameters, hindsight=hindsight)
    about = About(
        name=chosen.name,
        title=chosen.title,
        known_from=chosen.known_from,
        hindsight=hindsight,
        parameters={name: parameter.default for name, parameter in chosen.parameters.items()} | dict(parameters or {}),
        segments=decided.segment_of,
        notes=decided.notes,
        command=command,
    )
    return judge(market, decided.targets, options_of(options), about)


def run_handler(
    handler: Handler,
    start: date,
    *,
    name: str,
    db: str | Path | None = None,
    panel: Panel | None = None,
    parameters: Mapping[str, Any] | None = None,
    command: str = "",
    **options: Any,  # noqa: ANN401 - as above
) -> Result:
    """Run a day-by-day handler from the last session on or before ``start``; ``targets`` of the result is empty.

    ``parameters`` are only noted in the manifest: the handler has them already.
    """
    from backtest.handler import execute_handler  # noqa: PLC0415 - only a handler needs the day-by-day walk

    market, chosen = panel or load_market(db), options_of({"start": start, **options})
    ledger = execute_handler(market, handler, chosen, start)
    about = About(name=name, parameters=parameters or {}, command=command)
    return judge_ledger(market, ledger, targets_from_rows([]), chosen, about)


def run_targets(
    targets: str | Path | Targets | pd.DataFrame,
    *,
    db: str | Path | None = None,
    panel: Panel | None = None,
    name: str | None = None,
    command: str = "",
    **options: Any,  # noqa: ANN401 - as above
) -> Result:
    """Execute a weight table from outside: a CSV or Parquet file, or a pandas frame, of date, symbol, weight.

    Raises UserError for what is none of them, for a bad row, and for dates outside the data.
    """
    decided = _decided(targets)
    called = name or (Path(targets).stem if isinstance(targets, str | Path) else "targets")
    market = panel or load_market(db, decided.symbols)
    return judge(market, decided, options_of(options), About(name=called, command=command))


def _decided(targets: str | Path | Targets | pd.DataFrame) -> Targets:
    from backtest.target_file import read_target_frame, read_targets  # noqa: PLC0415 - only a table needs a reader

    if isinstance(targets, Targets):
        return targets
    return read_targets(Path(targets)) if isinstance(targets, str | Path) else read_target_frame(targets)


def write_page(result: Result, path: Path) -> Path:
    """Write the page of a run and return its path; UserError when it cannot be written."""
    from reports import write_report  # noqa: PLC0415 - only a page needs templates

    write_report(result, path)
    return path
