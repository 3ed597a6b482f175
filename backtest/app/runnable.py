"""What can be run, and how it is found: a strategy, a handler, a file of a user's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.decided import Asked, Decided, decided_strategy
from backtest.app.ran_before import note_run
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.errors import OptionError
from data_sources.language.text import both
from strategies.contract.strategy import Strategy
from strategies.definition import resting_on
from strategies.library.library import Library
from strategies.own.find import find_strategy
from strategies.own.handler_file import UserHandler
from strategies.plain_list.version import has_plain_list

Runnable: TypeAlias = Strategy | UserHandler
Named: TypeAlias = str | Path | Runnable | Callable[..., Any]
"""Whatever names something runnable: a name, the path of a file, the thing itself, a function ``weights(history)``."""


def find_runnable(named: Named, library: Library) -> Runnable:
    """Return a strategy, or what a user's Python file defines, as it stands on the documents of a library.

    A file of the library's folder is found by its name. Raises UserError when there is no such thing, and for a report
    that it names and that there is not.
    """
    if isinstance(named, Strategy | UserHandler):
        return resting_on(named, library)
    if callable(named):
        from strategies.own.weights_file import strategy_of_function  # noqa: PLC0415 - only for a function or a file

        return resting_on(strategy_of_function(named), library)
    path = library.strategy_files.get(str(named)) or Path(named)
    found = _in_file(path, library) if path.suffix == ".py" else find_strategy(str(named), library)
    if found.source:
        note_run(found.source)
    return resting_on(found, library)


def _in_file(path: Path, library: Library) -> Runnable:
    from strategies.own.load import load_file  # noqa: PLC0415 - what runs a file apart, only for a file

    return load_file(path, library)


def check_heeded(
    what: Runnable, options: Options, *, hindsight: bool = False, plain: bool = False, deep: bool = False
) -> None:
    """Raise OptionError for an option that a handler would not heed, and for ``deep`` without names of reports."""
    if isinstance(what, UserHandler):
        _check_handler(what, options, {"--hindsight": hindsight, "--plain": plain, "--deep": deep})
    elif deep and not has_plain_list(what):
        raise OptionError(
            both(
                f"{what.name} takes no names from reports, so there is no list to look at; leave out --deep",
                f"{what.name} 的个股不来自研报，没有名单可查；请去掉 --deep",
            )
        )


def _check_handler(handler: UserHandler, options: Options, given: Mapping[str, bool]) -> None:
    if options.fill != Options().fill:
        raise OptionError(
            both(
                f"{handler.name} names the auction of each instruction; leave out --fill",
                f"{handler.name} 的每条指令自带成交时段；请去掉 --fill",
            )
        )
    for option, wanted in given.items():
        if wanted:
            raise OptionError(
                both(
                    f"{handler.name} decides day by day, which {option} does not know; leave out {option}",
                    f"{handler.name} 逐日决策，不适用 {option}；请去掉 {option}",
                )
            )


def decide_runnable(what: Runnable, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Let a strategy decide, or ready a handler, without trading; raises UserError for dates outside the data."""
    check_heeded(what, options, hindsight=asked.hindsight, deep=asked.deep)
    if isinstance(what, Strategy):
        return decided_strategy(what, panel, options, asked)
    from backtest.app.decided_by_day import decided_handler  # noqa: PLC0415 - only a handler runs day by day

    return decided_handler(what, panel, options, asked)
