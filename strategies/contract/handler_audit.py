"""The look-ahead audit of a user's handler: the same instructions must come when the future is another one.

A view ends at the last close, but ``make_handler(history)`` is given the whole history and may keep it. So the handler
is run again, from its start to the session after an audited day, on histories whose future was cut off or scrambled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from backtest.engine.schedule import last_session
from backtest.handler import Instruction, View, execute_handler
from backtest.handler.instruction import Handler, Plan
from backtest.options import Options
from backtest.targets import Targets
from backtest.validity.look_ahead import AuditOutcome, audit, pick_days
from data_sources.calendar.sessions import base_row, next_session
from strategies.contract.history import History, cut, scramble
from strategies.contract.parameters import Value
from strategies.contract.user_handler import UserHandler


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

    Raises
    ------
    UserError
        When it fails on the untouched history, or for a run that would end before it begins.
    """
    sessions = history.panel.sessions
    base = max(base_row(sessions, start), 0)
    # The index may go on after the last bar: a run cut there would hear the handler on days that the whole one has not.
    ahead = sessions[base : last_session(history.panel, options, base) + 1]

    def decide(run: _Run) -> Targets:
        if run.end is None:
            return whole
        return _instructions(handler, run.history, values, replace(options, end=run.end), start)

    whole = _instructions(handler, history, values, options, start)
    chosen = pick_days(ahead, whole.dates, days, seed) if len(ahead) > 1 else ()
    return audit(
        decide,
        _Run(history, None),
        lambda run, day: _Run(cut(run.history, day), next_session(sessions, day)),
        lambda run, day, number: _Run(scramble(run.history, day, number), next_session(sessions, day)),
        chosen,
    )


def _instructions(
    handler: UserHandler, history: History, values: Mapping[str, Value], options: Options, start: date
) -> Targets:
    """Run a handler for what it asks; the ledger is thrown away."""
    heard: dict[date, Plan] = {}
    fresh = handler.fresh(history, values)
    execute_handler(history.panel, _listening(fresh, heard), replace(options, start=start), start)
    return _as_targets({day: plan for day, plan in heard.items() if plan is not None})


def _listening(handler: Handler, heard: dict[date, Plan]) -> Handler:
    def listening(view: View) -> Plan:
        plan = heard[view.today] = handler(view)
        return plan

    return listening


def _as_targets(plans: Mapping[date, Plan]) -> Targets:
    """Lay instructions out as the audit compares them: an entry for each name, kind and auction, shares as numbers."""
    entries = [_entries(plan) for plan in plans.values()]
    words = tuple(sorted({word for each in entries for word in each}))
    place = {word: k for k, word in enumerate(words)}
    lengths = np.array([len(each) for each in entries], np.int64)
    return Targets(
        np.array(list(plans), "datetime64[D]"),
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        words,
        np.array([place[word] for each in entries for word in each], np.int64),
        np.array([value for each in entries for value in each.values()], np.float64),
    )


def _entries(plan: Plan) -> dict[str, float]:
    instructions = (plan,) if isinstance(plan, Instruction) else plan or ()
    entries = {_word(symbol, each): float(value) for each in instructions for symbol, value in each.values.items()}
    # No order is something else than no name: it takes back open orders and sells nothing.
    return entries | {_word("no", each): 0.0 for each in instructions if each.kind == "orders" and not each.values}


def _word(symbol: str, instruction: Instruction) -> str:
    if (instruction.kind, instruction.auction) == ("weights", "open"):
        return symbol
    return f"{symbol} ({instruction.kind}, {instruction.auction})"
