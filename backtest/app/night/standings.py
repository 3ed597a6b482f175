"""How everything stands that a night compares with the night before, read from what the night has made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite

from backtest.app.batch_outcome import BatchOutcome
from backtest.app.night.changes import Standing
from backtest.app.night.diary import Diary
from backtest.app.tell import Tell
from backtest.market.panel import Panel
from data_sources.errors import ResourceError, UserError
from strategies.contract.strategy import Strategy
from strategies.library.history import history_of
from strategies.library.library import Library
from strategies.standing.gate_state import GateState, gate_states
from strategies.standing.sign_state import SignState


def standings_of(
    signs: Iterable[SignState], gates: Iterable[GateState], outcome: BatchOutcome, diary: Diary
) -> tuple[Standing, ...]:
    """Return how falsifiers, gates, badges, diaries and trials stand tonight."""
    return (*_of_signs(signs), *_of_gates(gates), *_of_runs(outcome), *_of_diary(diary))


def gates_on(
    strategies: Iterable[Strategy], panel: Panel, library: Library, day: date, tell: Tell
) -> tuple[GateState, ...]:
    """Return what the gates of strategies say and do after the close of a day.

    A strategy that cannot decide without one of its gates has none here, which is told.
    """
    history = history_of(panel, library)
    found: list[GateState] = []
    for each in strategies:
        try:
            found += gate_states(each, history, day)
        except ResourceError:
            raise
        except UserError as fault:
            tell(f"{each.name}: what its gates do cannot be said: {fault}")
    return tuple(found)


def _of_signs(signs: Iterable[SignState]) -> Iterator[Standing]:
    for each in signs:
        if each.kind == "falsifier" and each.when:
            name = f"{each.report}.{each.thesis}: {each.when}"
            yield Standing("falsifier", name, str(each.state), str(each.happened_on or ""))


def _of_gates(gates: Iterable[GateState]) -> Iterator[Standing]:
    for each in gates:
        reads = each.reading.value
        acts = "acts" if each.moved > 0 else "changes nothing"
        yield Standing(
            "gate", f"{each.strategy} {each.reading.quantity}", acts, f"{reads:,.6g}" if isfinite(reads) else ""
        )


def _of_runs(outcome: BatchOutcome) -> Iterator[Standing]:
    for run in outcome.finished:
        yield Standing("badge", run.result.name, str(run.verdict.badge))
        if run.result.trials is not None:
            yield Standing("trials", run.result.name, str(run.result.trials.count))


def _of_diary(diary: Diary) -> Iterator[Standing]:
    """The last entry of each strategy: the day of the decision in force and how many names it holds."""
    for name, entry in {each.strategy: each for each in diary.entries}.items():
        held = sum(bool(row.symbol) for row in entry.rows)
        yield Standing("diary", name, entry.rows[0].decided_on, str(held))
