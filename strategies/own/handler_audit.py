"""The look-ahead audit of a user's handler: the same instructions must come when the future is another one.

A handler sees views that end at the last close, and a history that grows with them, so it has no future to read. What
the audit looks for is what remains: what it kept from an earlier run in the same process, found by looking into the
program, read from the clock or from a file. So it is run again, from its start to the session after an audited day, in
a process of its own (``strategies.own.process``) that holds a history whose future was cut off or scrambled, where
the clock stands still and files are refused, and must ask for what it asked for when it was traded.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from time import monotonic

from backtest.engine.schedule import last_session
from backtest.options import Options
from backtest.targets import Targets
from backtest.validity.audit_days import days_in_order, pick_days
from backtest.validity.audit_outcome import AuditOutcome
from backtest.validity.look_ahead import audit
from data_sources.calendar.sessions import base_row, next_session
from data_sources.errors import UserError
from data_sources.tables.facts import Dates
from strategies.contract.bounded import bounded
from strategies.contract.history import History, cut, scramble
from strategies.contract.parameters import Value
from strategies.contract.strategy import decide
from strategies.library.library import Library
from strategies.own.find import find_strategy
from strategies.own.handler_apart import heard_apart, run_apart
from strategies.own.handler_file import UserHandler
from strategies.own.handler_run import Decide, HandlerRun, Heard, NotDecidedError
from strategies.own.known_history import Asked


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
    days: int | None = 12,
    seed: int = 0,
    seconds: float | None = None,
    at_least: int = 4,
    heard: Heard | None = None,
    at_once: int = 1,
    quiet: int | None = None,
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
    days : int or None, default 12
        On how many days the future is changed, most of them days of instructions; None: right behind as many of them as
        ``seconds`` allow, ``at_least`` so many days.
    seed : int, default 0
        Which days, and the invented futures.
    seconds : float, optional
        How long it may take when ``days`` is None; no further day is begun after that.
    at_least : int, default 4
        So many days are audited then, however long it takes.
    heard : Heard, optional
        What it asked for when it was traded. None: it is run for that first.
    at_once : int, default 1
        How many runs are asked for at a time.
    quiet : int, optional
        At most so many sessions without an instruction (``days_in_order``) when ``days`` is None; None: all.

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
        _, heard = run_apart(handler, history, values, (replace(options, start=start), start), decided_for(handler))
    asked = heard

    def again(run: _Run) -> Targets:
        end = replace(options, start=start, end=run.end)
        with bounded():
            return _asked_again(handler, run.history, values, HandlerRun(end, start), asked.followed)

    whole = asked.targets()
    # What the handler prints was printed when it was traded.
    with redirect_stdout(StringIO()):
        return audit(
            again,
            _Run(history, None),
            lambda run, day: _Run(cut(run.history, day), next_session(sessions, day)),
            lambda run, day, number: _Run(scramble(run.history, day, number), next_session(sessions, day)),
            _days(ahead, whole.dates, days, seed, quiet),
            whole=whole,
            until=None if seconds is None else monotonic() + seconds,
            at_least=at_least,
            at_once=at_once,
            sessions=ahead,
        )


def _days(ahead: Dates, decisions: Dates, days: int | None, seed: int, quiet: int | None) -> tuple[date, ...]:
    """The days that are audited; behind the last session of the run nothing follows."""
    if len(ahead) < 2:  # noqa: PLR2004 - without a second session there is no future
        return ()
    chosen = days_in_order(ahead, decisions, seed, quiet) if days is None else pick_days(ahead, decisions, days, seed)
    return tuple(day for day in chosen if day < ahead[-1].item())


def decided_by(asked: Asked, history: History, library: Library | None = None) -> Targets:
    """Return what a followed strategy decides on a history; it is looked up in ``library``, None: among the shipped."""
    return decide(find_strategy(asked[0], library), history, dict(asked[1])).targets


def decided_for(handler: UserHandler) -> Decide:
    """Return what decides for a handler: the strategies of its library, named by it."""

    def decided(asked: Asked, history: History) -> Targets:
        try:
            return decided_by(asked, history, handler.library)
        except UserError as fault:
            raise UserError(f"{handler.path}: followed: {fault}") from None

    return decided


def _asked_again(
    handler: UserHandler, history: History, values: Mapping[str, Value], run: HandlerRun, followed: list[Asked]
) -> Targets:
    """Run a handler in a process of its own; followed strategies decide on the same history, outside of it."""
    decided = decided_for(handler)
    known = replace(run, followed=tuple((each, decided(each, history)) for each in followed))
    return heard_apart(handler, history, values, known, _not_followed).targets()


def _not_followed(asked: Asked, _history: History) -> Targets:
    raise NotDecidedError(asked)
