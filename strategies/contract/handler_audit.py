"""The look-ahead audit of a user's handler: the same instructions must come when the future is another one.

A handler sees views that end at the last close, and a history that grows with them, so it has no future to read. What
the audit looks for is what remains: what it kept from an earlier run in the same process, found by looking into the
program, read from the clock or from a file. So it is run again, from its start to the session after an audited day, in
a process of its own (``strategies.contract.fresh``) that holds a history whose future was cut off or scrambled, where
the clock stands still and files are refused, and must ask for what it asked for when it was traded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from backtest.engine.schedule import last_session
from backtest.options import Options
from backtest.targets import Targets
from backtest.validity.look_ahead import AuditOutcome, audit, pick_days
from data_sources.calendar.sessions import base_row, next_session
from strategies.contract.fresh.client import ask
from strategies.contract.fresh.handled import read_plans
from strategies.contract.fresh.imports import imports_of
from strategies.contract.fresh.question import Question
from strategies.contract.handler_run import HandlerRun, Heard, run_made
from strategies.contract.history import History, cut, scramble
from strategies.contract.known_history import Asked
from strategies.contract.parameters import Settings, Value
from strategies.contract.strategy import decide
from strategies.contract.user_handler import UserHandler
from strategies.registry import find_strategy

NEEDED = ("strategies.contract.fresh.handled",)
"""What the process that answers imports once for all runs."""


@dataclass(frozen=True)
class _Run:
    """A history and the last session that the handler trades on it; None: to its end."""

    history: History
    end: date | None


def audit_handler(
    handler: UserHandler,
    history: History,
    values: Mapping[str, Value],
    options: Options,
    start: date,
    *,
    days: int = 12,
    seed: int = 0,
    heard: Heard | None = None,
) -> AuditOutcome:
    """Prove that no instruction of a handler changes when the future is cut off or scrambled.

    Parameters
    ----------
    handler : UserHandler
        What a file defines; a new handler is made for each run.
    history : History
        All that it may see.
    values : mapping of str to float, int, str or bool
        Every parameter's value.
    options : Options
        The conditions of the run: what a handler does may depend on its fills.
    start : date
        Its first decision. Days are audited from then to the end of the run: ``options.end`` or the last traded bar.
    days : int, default 12
        On how many days the future is changed; half of them are days of instructions.
    seed : int, default 0
        Which days, and the invented futures.
    heard : Heard, optional
        What it asked for when it was traded. None: it is run for that first.

    Raises
    ------
    UserError
        When it fails on the untouched history, or for a run that would end before it begins.
    """
    sessions = history.panel.sessions
    base = max(base_row(sessions, start), 0)
    # The index may go on after the last bar: a run cut there would hear the handler on days that the whole one has not.
    ahead = sessions[base : last_session(history.panel, options, base) + 1]

    if heard is None:
        _, heard = run_made(handler, history, values, replace(options, start=start), start, decided_by)
    asked = heard

    def again(run: _Run) -> Targets:
        end = replace(options, start=start, end=run.end)
        return _asked_again(handler, run.history, values, HandlerRun(end, start), asked.followed)

    whole = asked.targets()
    chosen = pick_days(ahead, whole.dates, days, seed) if len(ahead) > 1 else ()
    return audit(
        again,
        _Run(history, None),
        lambda run, day: _Run(cut(run.history, day), next_session(sessions, day)),
        lambda run, day, number: _Run(scramble(run.history, day, number), next_session(sessions, day)),
        chosen,
        whole=whole,
    )


def decided_by(asked: Asked, history: History) -> Targets:
    """Return what a followed strategy decides on a history."""
    return decide(find_strategy(asked[0]), history, dict(asked[1])).targets


def _asked_again(
    handler: UserHandler, history: History, values: Mapping[str, Value], run: HandlerRun, followed: list[Asked]
) -> Targets:
    """Run a handler in a process of its own; followed strategies decide on the same history, outside of it."""
    known = replace(run, followed=tuple((each, decided_by(each, history)) for each in followed))
    panel = replace(history.panel)
    asked = Question("handle", handler.path, handler.text, replace(history, panel=panel), Settings(values), run=known)
    return read_plans(handler.path, ask(asked, (*NEEDED, *imports_of(handler.path, handler.text).packages)))
