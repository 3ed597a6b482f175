"""The look-ahead audit: change what happens after a day, and no decision up to that day may change.

1. Decide on some histories whose future was cut off, before the whole one was ever shown (``decide_blind``).
2. Decide on the whole history: those are the decisions that a run trades.
3. For each audited day, cut the future off and, separately, replace it by an invented one; decide again (``audit``).
   With too little time for both more days are cut than scrambled: a cut takes all the future away, and more days show
   more. Where a cut has moved a decision already nothing is left to find out.
4. Every decision dated up to the day must be there again with the same weights, and no other (``_first_difference``).

Weights are the same when they differ by rounding alone (``SAME``): a matrix product adds up in another order when it
has fewer rows. A rule that breaks on a changed history leaves nothing to compare: it may have wanted tomorrow's row, or
no more than some years of history. One that reads tomorrow's row decides otherwise where tomorrow is another one, so
the scrambled history tells the two apart; where it does not, nobody can tell, and the audit has not been passed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from math import isclose
from time import monotonic
from typing import TypeVar

from backtest.targets import Targets
from backtest.validity.audit_days import quiet_sessions
from backtest.validity.audit_outcome import AuditOutcome, Change, Leak, outcome_of
from data_sources.tables.facts import Dates

History = TypeVar("History")
SAME = 1e-12
"""Two weights are equal within this share of the larger one, near zero within this much of the account."""
TOO_LONG = "TookTooLong: "
"""How the answer of a rule begins that was ended; it was asked of the future and did not say."""


def audit(
    decide: Callable[[History], Targets],
    history: History,
    cut: Callable[[History, date], History],
    scramble: Callable[[History, date, int], History],
    days: Sequence[date],
    *,
    whole: Targets | None = None,
    blind: Mapping[date, Targets | str] | None = None,
    until: float | None = None,
    at_least: int = 0,
    at_once: int = 1,
    sessions: Dates | None = None,
) -> AuditOutcome:
    """Hold a rule to its clock on each of ``days``; both changes are made from ``history`` itself.

    Parameters
    ----------
    decide : callable
        The rule: from a history to ``Targets`` for all of it.
    history : any
        What the rule reads; only ``decide``, ``cut`` and ``scramble`` look inside.
    cut : callable
        ``cut(history, day)`` drops what was not known after the close of the day.
    scramble : callable
        ``scramble(history, day, seed)`` replaces it instead; the seed is the day's number among all days, so an audit
        repeats exactly.
    days : sequence of date
        The days after which the future is changed, the most telling first when time may run out.
    whole : Targets, optional
        What it decides on the whole history, where that is known.
    blind : mapping of date to Targets or str, optional
        What it decided on cut histories before it saw the whole one (``decide_blind``).
    until : float, optional
        The moment of ``time.monotonic`` after which no further day is begun; None: none is left out.
    at_least : int, default 0
        So many days are audited, cut and scrambled, however long it takes.
    at_once : int, default 1
        So many questions are put to ``decide`` at a time, from as many threads.
    sessions : array of shape (S,), optional
        All the sessions that ``days`` could be drawn from, so that the outcome can say how many were left out.
    """
    expected = decide(history) if whole is None else whole
    first = expected.dates.min().item() if len(expected.dates) else None
    found: dict[date, list[Leak]] = {}
    scrambled: set[date] = set()
    numbers = {day: number for number, day in enumerate(sorted(set(days)))}

    def hold(day: date, change: Change, answer: Targets | str) -> None:
        leak = _compare(answer, expected.until(day), change, day, first)
        found.setdefault(day, []).extend([leak] if leak else [])

    def cut_behind(day: date) -> None:
        hold(day, "cut", _answer(decide, cut(history, day)))

    def scramble_behind(day: date) -> None:
        hold(day, "scrambled", _answer(decide, scramble(history, day, numbers[day])))
        scrambled.add(day)

    for day, answer in (blind or {}).items():
        hold(day, "cut", answer)
    order = list(dict.fromkeys(days))
    sure = order if until is None else order[:at_least]
    for chosen, end in ((sure, None), (order[len(sure) :], until)):
        _in_turn(cut_behind, (day for day in chosen if day not in found), end, at_once)
        # A rule that failed may have wanted tomorrow's row: where tomorrow is another one it shows what it does there.
        told = {day for day in found if any(not leak.failure for leak in found[day])}
        _in_turn(scramble_behind, (day for day in chosen if day in found and day not in told), end, at_once)
    others = None if sessions is None else len(quiet_sessions(sessions, expected.dates))
    return outcome_of(expected, found, scrambled, others)


def _in_turn(ask: Callable[[date], None], days: Iterable[date], until: float | None, at_once: int) -> None:
    """Ask about each day, so many at a time; none is begun after ``until``."""
    in_time = (day for day in days if until is None or monotonic() <= until)
    if at_once < 2:  # noqa: PLR2004 - one after the other
        for day in in_time:
            ask(day)
        return
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for day in in_time:
            waiting.append(pool.submit(ask, day))
            if len(waiting) == at_once:
                waiting.popleft().result()
        for each in waiting:
            each.result()


def decide_blind(
    decide: Callable[[History], Targets],
    history: History,
    cut: Callable[[History, date], History],
    days: Sequence[date],
) -> dict[date, Targets | str]:
    """Return what a rule decides on cut histories, in the order of the days, or why it failed there."""
    answers = {day: _answer(decide, cut(history, day)) for day in days}
    # How long the whole history takes is not known yet; a day that took too long is asked about again.
    return {day: answer for day, answer in answers.items() if not _too_long(answer)}


def _answer(decide: Callable[[History], Targets], changed: History) -> Targets | str:
    try:
        return decide(changed)
    except TimeoutError as failure:
        return f"{TOO_LONG}{failure}"
    except Exception as failure:  # noqa: BLE001 - whatever the rule raises here, it raised for want of the future
        return f"{type(failure).__name__}: {failure}"


def _too_long(answer: Targets | str) -> bool:
    return isinstance(answer, str) and answer.startswith(TOO_LONG)


def _compare(answer: Targets | str, expected: Targets, change: Change, day: date, first: date | None) -> Leak | None:
    if isinstance(answer, str):
        # Before its first decision a rule may fail for want of the past: nothing was decided, and nothing is.
        early = first is None or day < first
        return None if early and not _too_long(answer) else Leak(change, day, day, "", None, None, answer)
    return _first_difference(expected, answer.until(day), change, day)


def _first_difference(expected: Targets, found: Targets, change: Change, day: date) -> Leak | None:
    before = {(decision, symbol): weight for decision, symbol, weight in expected.rows()}
    after = {(decision, symbol): weight for decision, symbol, weight in found.rows()}
    both = {decision for decision, _ in before} & {decision for decision, _ in after}
    # A date on one side only is a difference whatever its weights are: a decision for nothing sells everything.
    moved = [
        (decision, symbol)
        for decision, symbol in before.keys() | after.keys()
        if decision not in both or not _same(before.get((decision, symbol)), after.get((decision, symbol)))
    ]
    if not moved:
        return None
    decision, symbol = min(moved)
    key = decision, symbol
    return Leak(change, day, *key, before.get(key), after.get(key), of_a_date=decision not in both)


def _same(before: float | None, after: float | None) -> bool:
    """Whether two weights of a name on one date differ by rounding alone; None: the decision does not name it."""
    return isclose(before or 0.0, after or 0.0, rel_tol=SAME, abs_tol=SAME)
