"""What each gate did to the decisions of a strategy: all of them taken once more without the gate's signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from backtest.result.gates import ALL_GATES, GateAct, GateEffect
from backtest.targets import Targets
from data_sources.language.text import Text, both
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.signals.names.series import quantity_name
from strategies.signals.quantities import Quantity, in_own_unit, read_quantity
from strategies.standing.gate_state import Weights, share_invested, share_moved, silenced

SAME = 1e-9  # weights that differ by less differ by rounding


def gate_effects(
    strategy: Strategy,
    history: History,
    given: Mapping[str, Value] | None = None,
    *,
    decided: Targets | None = None,
    hindsight: bool = False,
) -> tuple[GateEffect, ...]:
    """Return what each gate of a strategy did, and all of them together when there are several.

    The whole history is decided once for each, without the values that the gate reads, which makes it neutral. Every
    decision is compared with the one in force without the gate. Nothing for a strategy without gates.

    Parameters
    ----------
    strategy
        The strategy.
    history
        All that it may see, such as ``known_history(panel)``.
    given
        Parameter values by name, as for ``decide``.
    decided
        What it decides on this history with all signals; None (default): decided here.
    hindsight
        As for ``decide``.
    """
    if not strategy.gates:
        return ()
    asked: dict[str, tuple[Quantity, ...]] = {each.name: (each,) for each in strategy.gates}
    if len(asked) > 1:
        asked[ALL_GATES] = strategy.gates
    taken = decide(strategy, history, given, hindsight=hindsight).targets if decided is None else decided

    def without(gates: tuple[Quantity, ...]) -> Targets:
        return decide(strategy, silenced(history, gates), given, hindsight=hindsight).targets

    effects = {name: _effect(_called(name), taken, without(gates)) for name, gates in asked.items()}
    return tuple(
        each if name == ALL_GATES else _with_reading(each, asked[name][0], history) for name, each in effects.items()
    )


def _called(quantity: str) -> Text:
    """The gate by its name, as results store it, with what it is called in Chinese."""
    if quantity == ALL_GATES:
        return both(ALL_GATES, "全部择时开关合计")
    return both(quantity, quantity_name(quantity).zh)


def _with_reading(effect: GateEffect, quantity: Quantity, history: History) -> GateEffect:
    return replace(effect, read=_read(quantity, history, effect.days), plain=in_own_unit(quantity, history.signals))


def _read(quantity: Quantity, history: History, days: Sequence[date]) -> tuple[float | None, ...]:
    """What a quantity said on each day, a fraction; None while nothing was published."""
    values = read_quantity(quantity, history.signals, np.array(days, dtype="datetime64[D]")).values
    return tuple(value if np.isfinite(value) else None for value in values.tolist())


def _effect(quantity: str, taken: Targets, without: Targets) -> GateEffect:
    with_gate, neutral = _by_day(taken), _by_day(without)
    days = tuple(sorted({*with_gate, *neutral}))
    own: Weights = {}
    other: Weights = {}
    changed = []
    for day in days:
        own, other = with_gate.get(day, own), neutral.get(day, other)
        share = share_moved(own, other)
        if share > SAME:
            changed.append(GateAct(day, share_invested(own), share_invested(other), share))
    return GateEffect(quantity, days, tuple(changed))


def _by_day(targets: Targets) -> dict[date, Weights]:
    """The weights of each decision, empty for one that holds cash."""
    found: dict[date, dict[str, float]] = {day: {} for day in targets.dates.tolist()}
    for day, symbol, weight in targets.rows():
        if symbol:
            found[day][symbol] = weight
    return dict(found)
