"""A user's own file with a rule that decides day by day, run by its path.

Such a file defines ``make_handler(history)``, which returns a handler (see ``backtest.handler`` and
``docs/handlers.md``); it is called once per run, so no state passes from one run to the next. Further arguments have
defaults and are the rule's parameters: ``--set NAME=VALUE`` changes them. ``START``, a date, says when the run begins;
without it that is the first session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from backtest.handler import Instruction, LookAheadError, View
from backtest.handler.handler import Handler
from backtest.handler.instruction import Plan
from backtest.result.source import Source
from data_sources.errors import UserError
from data_sources.plain_text import one_line, words_of
from strategies.contract.history import History
from strategies.contract.parameters import Parameter, Value, check_parameters
from strategies.library.library import Library
from strategies.own.faults import in_words, place_of, placed
from strategies.own.module import run_text
from strategies.own.signature import parameters_of
from strategies.own.surroundings import contained


@dataclass(frozen=True)
class UserHandler:
    """What a file says about its handler; ``make`` is its ``make_handler``.

    ``definition`` is the sum of the file, ``source`` the file itself with the modules that it imports, ``text`` the
    file as it was read. ``library`` has the strategies that it may follow beside the shipped ones, None without a
    folder of the user's.
    """

    path: Path
    make: Callable[..., Any]
    start: date | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    definition: str = ""
    source: Source | None = None
    text: bytes = b""
    library: Library | None = None

    def again(self) -> UserHandler:
        """The same handler from its file executed anew, as it was when it was read: no run knows of another one."""
        return handler_of(self.path, self.text) if self.text else self

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.stem

    def values(self, given: Mapping[str, Value]) -> Mapping[str, Value]:
        """Every parameter's value in a run; raises UserError for one that is wrong."""
        return check_parameters(self.name, self.parameters, given).values

    def fresh(self, history: History, values: Mapping[str, Value]) -> Handler:
        """A new handler without a past run; what goes wrong in it is one line with file, line and session."""
        handler = placed(self.path, lambda: self.make(history, **values))
        if not callable(handler):
            raise UserError(
                f"{self.path}: make_handler returned {type(handler).__name__}; return a function that takes the view"
            )
        return _guarded(self.path, handler)


def handler_of(path: Path, text: bytes) -> UserHandler:
    """Execute the text of a file and return the handler that it defines."""
    module = run_text(path, text)
    return placed(path, lambda: _defined(path, text, module))


def _defined(path: Path, text: bytes, module: ModuleType) -> UserHandler:
    make = getattr(module, "make_handler", None)
    if not callable(make):
        raise UserError(f"{path}: make_handler is {type(make).__name__}; it is a function that takes the history")
    return UserHandler(path, make, _start(path, module), parameters_of(path, make, "make_handler"), text=text)


def _start(path: Path, module: ModuleType) -> date | None:
    given = getattr(module, "START", None)
    try:
        start = None if given is None else np.datetime64(given, "D").item()
    except (TypeError, ValueError):
        start = given
    if start is None or isinstance(start, date):
        return start
    raise UserError(f"{path}: START is {given!r}; write it like date(2025, 2, 6)")


def _guarded(path: Path, handler: Callable[[View], Any]) -> Handler:
    def guarded(view: View) -> Plan:
        evening = f"(after the close of {view.today})"
        try:
            with contained():
                plan = handler(view)
        except KeyboardInterrupt:
            raise
        except LookAheadError as fault:
            raise LookAheadError(f"{place_of(path, fault)}: LookAheadError: {fault}") from fault
        except UserError as fault:
            raise UserError(f"{place_of(path, fault)}: {one_line(words_of(fault))} {evening}") from fault
        except BaseException as fault:
            raise UserError(f"{place_of(path, fault)}: {in_words(fault)} {evening}") from fault
        if plan is None or isinstance(plan, Instruction) or _all_instructions(plan):
            return plan  # type: ignore[no-any-return]  # a tuple of instructions, as just found
        raise UserError(
            f"{path}: the handler returned {type(plan).__name__} {evening}; "
            "return weights(...), orders(...), a tuple of them, or None"
        )

    return guarded


def _all_instructions(plan: object) -> bool:
    return isinstance(plan, tuple) and all(isinstance(each, Instruction) for each in plan)
