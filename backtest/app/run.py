"""One run from Python: a strategy, a handler or a weight table on a stored market.

For many runs on one market load it once with ``load_market`` and hand it on as ``panel``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

from backtest.app.decided import Asked, decided_table
from backtest.app.library import Reports, asked_library
from backtest.app.option_values import DatedOptionValues, OptionValues, options_of
from backtest.app.run_label import own_label
from backtest.app.run_result import Run
from backtest.app.runnable import Named, decide_runnable, find_runnable
from backtest.app.setting_word import read_setting_word
from backtest.market.loading import load_panel, warm_panel
from backtest.market.panel import Panel
from backtest.result.manifest import About
from backtest.result.source import source_of_table
from backtest.targets import Targets
from data_sources.calendar.day import Day, day_of
from data_sources.given_argument import insist_on_kind
from data_sources.tables.symbols import parse_a_share
from strategies.contract.parameters import Value

if TYPE_CHECKING:
    import pandas as pd

    from backtest.handler.handler import Handler
    from backtest.target_table import GivenTargets

Table: TypeAlias = "pd.DataFrame | pd.Series[float] | Mapping[Any, Mapping[Any, Any] | pd.Series[float]]"
"""A weight table in memory, as ``run_targets`` says."""


def load_market(db: str | Path | None = None, more_symbols: str | Iterable[str] = ()) -> Panel:
    """Load the latest snapshot of a store.

    Parameters
    ----------
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    more_symbols : str or iterable of str, optional
        A shares in any dialect, such as 600000.SH, that get a column even when the store has no bar of them.

    Returns
    -------
    Panel
        Arrays of sessions x symbols, read-only.

    Raises
    ------
    StoreError
        When the store is missing, empty, locked or of another version.
    InputError
        For a word that is not an A share.
    """
    words = [more_symbols] if isinstance(more_symbols, str) else more_symbols
    wanted = [str(parse_a_share(each)) for each in words]
    known = warm_panel(db, wanted)
    if known is not None:
        return known
    from data_sources.store import opened_store  # noqa: PLC0415 - SQLAlchemy, which a warm run does without

    with opened_store(db) as engine:
        return load_panel(engine, wanted)


def run(
    strategy: Named,
    *,
    db: str | Path | None = None,
    panel: Panel | None = None,
    parameters: Mapping[str, Value] | None = None,
    hindsight: bool = False,
    audit: bool = True,
    deep: bool = False,
    reports: Reports = None,
    command: str = "",
    **conditions: Unpack[DatedOptionValues],
) -> Run:
    """Trade a strategy under market conditions and judge it; the twin of ``backtest run STRATEGY``.

    Parameters
    ----------
    strategy : str, Path, Strategy or function
        A registered name (``"rate_power"``, its variant ``"rate_power/momentum"``, its list ``"rate_power/plain"``),
        the path of a file of your own, a ``Strategy``, or a function ``weights(history)`` that returns weights by
        symbol by decision date. Text may hold settings, which name the run too: ``"rate_power:top=3"``. A file that
        defines ``make_handler(history)`` decides day by day, from ``start``, its ``START`` or the first session on.
    db : str or Path, optional
        The store, as for ``load_market``; not read when ``panel`` is given.
    panel : Panel, optional
        A loaded market. The run is counted in the store that it was loaded from (``backtest.trials``); one that was
        made without a store names none, and runs on it are not counted.
    parameters : mapping of str to float, int, str or bool, optional
        Values of the strategy's parameters by name; text is read as the parameter's type. Others have their defaults.
    hindsight : bool, default False
        Trade the names of the first report before it was published, marked everywhere; those of later reports still
        wait for their own day. By default the strategy holds cash until then.
    audit : bool, default True
        Run the look-ahead audit beside a file or function of your own, which computes it on eight changed markets; its
        outcome stands beside the verdict. Registered strategies are audited by tests and nights.
    deep : bool, default False
        Compare the strategy's names with thousands of random lists, say what they had made before publication, and what
        the excess is under other slippage, fill prices and starts.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none. Its strategy files can be asked for by their names.
    command : str, default ""
        What the manifest names as the command that makes the run again.
    **conditions : see OptionValues
        Fields of ``Options``: ``cash=10_000_000.0`` CNY, ``fill="open"``, ``start=None``, ``end=None`` and so on.

    Returns
    -------
    Run
        Equity, fills, refusals, events, metrics, ``report(path)`` and ``to_vectorbt()``.

    Raises
    ------
    UserError
        For an unknown strategy, parameter or condition, for dates outside the data, and for what a file of your own
        raises, with its line.
    """
    named, own = read_setting_word(strategy) if isinstance(strategy, str) else (strategy, {})
    given = {**parameters_of(parameters), **own}
    known = asked_library(reports)
    chosen, options = find_runnable(named, known), options_of(conditions)
    label = own_label(chosen.name, chosen.parameters, own) if own else ""
    asked = Asked(given, hindsight, command, audit, deep, known, label)
    return decide_runnable(chosen, _market(panel, db), options, asked).run(options)


def run_handler(
    handler: Handler,
    start: Day,
    *,
    name: str,
    db: str | Path | None = None,
    panel: Panel | None = None,
    parameters: Mapping[str, Value] | None = None,
    reports: Reports = None,
    command: str = "",
    **conditions: Unpack[OptionValues],
) -> Run:
    """Run a day-by-day handler; see ``docs/handlers.md``.

    Parameters
    ----------
    handler : callable
        Called with a ``View`` after every close; it returns what the next session should do.
    start : date or str
        The run begins at the last session on or before this day.
    name : str
        What the run is called.
    db, panel, command
        As for ``run``.
    parameters : mapping, optional
        Noted in the manifest and nothing else: the handler has them already.
    reports
        As for ``run``; the names of its documents belong to the universe beside the run.
    **conditions : see OptionValues
        Fields of ``Options`` but ``start``. ``fill`` does not apply: each instruction names its auction.

    Returns
    -------
    Run
        Its ``targets`` are empty: a table of weights could not repeat what depended on the path.

    Raises
    ------
    UserError
        For a condition or date that is wrong, and an instruction that is; LookAheadError when the handler asks for
        the future.
    """
    from backtest.app.decided_by_day import run_day_by_day  # noqa: PLC0415 - only a handler runs day by day

    given, known = parameters_of(parameters), asked_library(reports)
    options, day = options_of(conditions), day_of(start)
    market = _market(panel, db)
    return run_day_by_day(handler, day, market, options, About(name, parameters=given, command=command), library=known)


def run_targets(
    targets: str | Path | Targets | Table,
    *,
    db: str | Path | None = None,
    panel: Panel | None = None,
    name: str | None = None,
    reports: Reports = None,
    command: str = "",
    **conditions: Unpack[DatedOptionValues],
) -> Run:
    """Execute a weight table from outside; the twin of ``backtest run --targets FILE``.

    Parameters
    ----------
    targets : str, Path, Targets, pandas.DataFrame, pandas.Series or mapping
        Weights as fractions of the account, by decision date and symbol, in a CSV, Parquet or Excel file or in memory:
        long (columns date, symbol, weight; an empty symbol with weight 0 means cash), wide (a row for each date, a
        column for each symbol; an empty cell beside numbers is no weight, a row of zeros cash), a series or frame with
        date and symbol in its index, or ``{date: {symbol: weight}}``, the inner one a series too. Dates are days,
        moments or text; a moment belongs to its day in Shanghai. Symbols are of any dialect.
    db, panel, command
        As for ``run``.
    name : str, optional
        What the run is called; by default the name of the file, or ``targets``.
    reports
        As for ``run``; the names of its documents belong to the universe beside the run.
    **conditions : see OptionValues
        Fields of ``Options``, as for ``run``.

    Returns
    -------
    Run
        As of ``run``; nothing dates a weight table, so it is not split into hindsight and test.

    Raises
    ------
    UserError
        For what is not a weight table, for a bad row, and for dates outside the data.
    """
    given, options, known = _given(targets), options_of(conditions), asked_library(reports)
    called = name or (Path(targets).stem if isinstance(targets, str | Path) else "targets")
    market = _market(panel, db, given.targets.symbols)
    source = source_of_table(Path(targets)) if isinstance(targets, str | Path) else None
    about = About(called, command=command, source=source, notes=given.notes)
    return decided_table(given.targets, market, options, about, known).run(options)


def parameters_of(given: Mapping[str, Value] | None) -> Mapping[str, Value]:
    """Return parameters by name, none where none are given; InputError for another kind of thing."""
    insist_on_kind("parameters", given, Mapping | None, "values by the name of a parameter")
    return given or {}


def _market(panel: Panel | None, db: str | Path | None, more_symbols: Iterable[str] = ()) -> Panel:
    insist_on_kind("panel", panel, Panel | None, "a market as load_market returns it, or None for the store")
    return panel or load_market(db, more_symbols)


def _given(targets: str | Path | Targets | Table) -> GivenTargets:
    from backtest.given_targets import given_targets  # noqa: PLC0415 - only a table needs a reader
    from backtest.target_file import read_target_file  # noqa: PLC0415 - as above
    from backtest.target_table import GivenTargets  # noqa: PLC0415 - as above

    if isinstance(targets, Targets):
        return GivenTargets(targets)
    return read_target_file(Path(targets)) if isinstance(targets, str | Path) else given_targets(targets)
