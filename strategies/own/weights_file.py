"""A strategy in a user's own file, run by its path.

The smallest file that works::

    def weights(history, lookback=60, top=10):
        panel = history.panel
        momentum = {}
        for t in range(lookback, len(panel.sessions), 20):
            change = panel.total_return_index[t] / panel.total_return_index[t - lookback]
            best = [j for j in change.argsort() if change[j] == change[j]][-top:]
            momentum[panel.sessions[t]] = {panel.symbols[j]: 1 / top for j in best}
        return momentum

``weights(history)`` returns what ``backtest.run_targets`` takes in memory: weights by symbol by decision date, a
frame, long or wide, a series by date and symbol, with dates and symbols in any spelling; or a pair ``(dates,
matrix)`` with a column for each of ``panel.symbols``. A date is the day after whose close the decision is known.
Further arguments have defaults and are the rule's parameters, which ``--set lookback=120`` and ``--grid
lookback=20,60,120`` turn. A file that wants their ranges checked defines ``STRATEGY``, a
``strategies.contract.strategy.Strategy``, instead. ``history.signals`` and ``history.earnings("eps")`` are what was
published and announced (``strategies.contract.history``). A rule that decides day by day defines ``make_handler``,
see ``strategies.own.handler_file``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from types import ModuleType
from typing import Any

import numpy as np

from backtest.targets import Targets, checked_targets, targets_from_rows, targets_from_weights
from data_sources.errors import UserError
from data_sources.given_frame import is_frame
from data_sources.language.text import NOTHING, both, same
from strategies.contract.definition import sum_of_function
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.own.copied_history import own_history
from strategies.own.faults import placed
from strategies.own.signature import parameters_of
from strategies.own.source import source_of_function
from strategies.own.surroundings import undisturbed

SHAPE = "weights by symbol by date, {date: {symbol: weight}}"


def strategy_of(path: Path, module: ModuleType) -> Strategy:
    """Return the strategy that a user's file, which has run, defines, named after the file unless the file names it.

    Raises UserError in one line with file and line: for one without ``weights`` and without ``STRATEGY``, and later,
    when it decides, for whatever it raises or returns that is not a weight table.
    """
    return placed(path, lambda: _strategy_of(path, module))


def _strategy_of(path: Path, module: ModuleType) -> Strategy:
    if hasattr(module, "make_handler"):
        raise UserError(f"{path}: defines make_handler, so it decides day by day; no table of weights comes of it")
    strategy = getattr(module, "STRATEGY", None)
    if strategy is None and callable(getattr(module, "weights", None)):
        rule = _guarded(path, _from_weights(path, module.weights))
        return Strategy(path.stem, same(path.name), rule, parameters=parameters_of(path, module.weights, "weights"))
    if not isinstance(strategy, Strategy):
        raise UserError(
            both(
                f"{path}: defines neither a function weights(history) nor STRATEGY; write one of them",
                f"{path}：既没有定义函数 weights(history)，也没有 STRATEGY；请写其中之一",
            )
        )
    # A strategy that the file took over and changed no longer does what the account of the original says.
    return replace(strategy, targets=_guarded(path, strategy.targets), account=NOTHING, definition="")


def strategy_of_function(weights: Callable[..., Any]) -> Strategy:
    """Return the strategy of a function ``weights(history)``, as a notebook has it, named after the function.

    Its further arguments are its parameters, as in a file.

    What it raises or returns that is not a weight table becomes one line with its file, as for a file.
    """
    code = getattr(weights, "__code__", None)
    name = getattr(weights, "__name__", type(weights).__name__)
    path = Path(code.co_filename if code else name)
    rule = _apart(_guarded(path, _from_weights(path, weights)))
    source = source_of_function(weights, sum_of_function(weights))
    parameters = parameters_of(path, weights, name)
    return Strategy(name, same(name), rule, parameters=parameters, definition=source.definition, source=source)


def _from_weights(path: Path, weights: Callable[..., Any]) -> Callable[[History, Settings], Decisions]:
    def targets(history: History, settings: Settings) -> Decisions:
        answer = weights(history, **settings.values)
        if isinstance(answer, Mapping):
            return _from_mapping(path, answer)
        if is_frame(answer):
            return _read(answer) if len(answer) else Decisions(targets_from_rows([]))
        if isinstance(answer, tuple) and len(answer) == 2:  # noqa: PLR2004 - (dates, matrix)
            return Decisions(_from_matrix(path, history, *answer))
        raise UserError(
            f"{path}: weights(history) returned {type(answer).__name__}; return {SHAPE}, or a pair of dates and a "
            "matrix"
        )

    return targets


def _from_mapping(path: Path, answer: Mapping[Any, Any]) -> Decisions:
    """Read weights by date as ``run_targets`` does; no date is no decision, as on a history that ends early."""
    for day, held in answer.items():
        # A row of a pandas frame has items too, and is no Mapping; a frame under a date is none by symbol.
        if not hasattr(held, "items") or hasattr(held, "columns"):
            shown = shorten(f"{{{day!r}: {held!r}}}", 100, placeholder=" ...")
            raise UserError(
                both(
                    f"{path}: weights(history) returned {shown}; return {SHAPE}",
                    f"{path}：weights(history) 返回了 {shown}；应返回 {SHAPE}",
                )
            )
    return _read(answer) if answer else Decisions(targets_from_rows([]))


def _read(answer: object) -> Decisions:
    from backtest.given_targets import given_targets  # noqa: PLC0415 - readers of tables, only for a rule that returns one

    given = given_targets(answer)
    return Decisions(given.targets, given.notes)


def _from_matrix(path: Path, history: History, dates: Any, matrix: Any) -> Targets:  # noqa: ANN401 - a user's answer
    symbols = history.panel.symbols
    columns = getattr(matrix, "columns", None)
    if columns is not None and [str(name) for name in columns] != list(symbols):
        raise UserError(
            f"{path}: weights(history) returned a frame whose columns are not history.panel.symbols in their order; "
            "reindex it to them"
        )
    days, weights = np.asarray(dates, dtype="datetime64[D]"), np.asarray(matrix)
    if days.ndim != 1 or weights.shape != (len(days), len(symbols)):
        raise UserError(
            f"{path}: weights(history) returned a matrix of shape {weights.shape}; "
            f"it needs {days.size} dates x {len(symbols)} symbols"
        )
    return targets_from_weights(days, symbols, weights)


def _guarded(path: Path, targets: Callable[[History, Settings], Decisions]) -> Callable[[History, Settings], Decisions]:
    """Run a rule, and check what it returns."""

    def guarded(history: History, settings: Settings) -> Decisions:
        return _checked(path, placed(path, lambda: targets(history, settings)))

    return guarded


def _apart(targets: Callable[[History, Settings], Decisions]) -> Callable[[History, Settings], Decisions]:
    """Run a rule of this process on a history of its own: nothing that it does reaches another rule."""

    def apart(history: History, settings: Settings) -> Decisions:
        with undisturbed():
            return targets(own_history(history), settings)

    return apart


def _checked(path: Path, decided: object) -> Decisions:
    """Return decisions whose targets are as targets must be, in arrays that the rule cannot write any more."""
    if not isinstance(decided, Decisions) or not isinstance(decided.targets, Targets):
        raise UserError(f"{path}: the rule of STRATEGY returned {type(decided).__name__}; return Decisions(targets)")
    return placed(path, lambda: replace(decided, targets=checked_targets(decided.targets)))
