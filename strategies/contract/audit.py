"""The look-ahead audit of a strategy, on everything it may read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from time import monotonic

from backtest.targets import Targets
from backtest.validity.audit_days import blind_days, days_in_order, pick_days
from backtest.validity.audit_outcome import AuditOutcome
from backtest.validity.look_ahead import audit, decide_blind
from data_sources.tables.facts import Dates
from strategies.contract.bounded import bounded
from strategies.contract.history import History, cut, scramble
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide

Blind = Mapping[date, Targets | str]
"""What a strategy decided on cut histories before the whole one, or why it failed there."""


def audit_strategy(
    strategy: Strategy,
    history: History,
    given: Mapping[str, Value] | None = None,
    days: int = 12,
    seed: int = 0,
    *,
    decided: Targets | None = None,
    seconds: float | None = None,
    at_least: int = 4,
) -> AuditOutcome:
    """Prove that no decision of a strategy changes when the future is cut off or scrambled.

    The future is the prices, memberships, signals and earnings after a day. So many ``days`` are tried, most of them
    days of decisions; ``seed`` chooses them and the invented futures, and the same one repeats the audit. ``given`` are
    parameter values by name, defaults where missing; ``decided`` is what they make of the history, where that is known
    already. With ``seconds`` no further day is begun after so long, though ``at_least`` so many are audited.
    Raises UserError when the strategy fails on the untouched history.
    """
    if decided is None:
        decided = decide(strategy, history, given).targets
    sessions = _with_bars(history)
    chosen = pick_days(sessions, decided.dates, days, seed)
    until = None if seconds is None else monotonic() + seconds
    return audit(
        _quietly(strategy, given), history, cut, scramble, chosen,
        whole=decided, until=until, at_least=at_least, sessions=sessions,
    )  # fmt: skip


def before_the_whole(
    strategy: Strategy, history: History, given: Mapping[str, Value] | None = None, *, days: int, seed: int = 0
) -> Blind:
    """Let a strategy decide on so many cut histories before it is shown the whole one."""
    chosen = blind_days(_with_bars(history), days, seed)
    return decide_blind(_quietly(strategy, given), history, cut, chosen)


def audit_in_time(
    strategy: Strategy,
    history: History,
    given: Mapping[str, Value] | None = None,
    *,
    decided: Targets,
    blind: Blind,
    seconds: float,
    at_least: int,
    seed: int = 0,
    at_once: int = 1,
    quiet: int | None = None,
) -> AuditOutcome:
    """Hold as many decisions as time allows, each with its future changed right behind it.

    Parameters
    ----------
    strategy, history, given, seed
        As for ``audit_strategy``.
    decided : Targets
        What it decided on the whole history: the decisions that a run trades.
    blind : mapping of date to Targets or str
        What it decided before (``before_the_whole``).
    seconds : float
        No further day is begun after so long.
    at_least : int
        So many days are audited however long it takes.
    at_once : int, default 1
        How many questions are asked at a time; more than one only of a rule that decides in processes of its own.
    quiet : int, optional
        At most so many sessions without a decision (``days_in_order``); None: all.
    """
    sessions = _with_bars(history)
    order = days_in_order(sessions, decided.dates, seed, quiet)
    until = monotonic() + seconds

    def again(known: History) -> Targets:
        with bounded():
            return decide(strategy, known, given).targets

    # Around all threads: each of its own would put back what another one had changed.
    with redirect_stdout(StringIO()):
        return audit(
            again, history, cut, scramble, order, whole=decided,
            blind=blind, until=until, at_least=at_least, at_once=at_once, sessions=sessions,
        )  # fmt: skip


def _quietly(strategy: Strategy, given: Mapping[str, Value] | None) -> Callable[[History], Targets]:
    """The rule, without what it prints: on changed histories that would be said over and over."""

    def again(known: History) -> Targets:
        with redirect_stdout(StringIO()), bounded():
            return decide(strategy, known, given).targets

    return again


def _with_bars(history: History) -> Dates:
    """The sessions with a bar; a calendar may reach back years before them, where no future could be read."""
    panel = history.panel
    found = panel.sessions[panel.traded.any(axis=1)]
    return found if len(found) > 1 else panel.sessions
