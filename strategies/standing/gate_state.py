"""What each gate of a strategy says on a day, and what that does: its decision with and without the signal.

A gate is a ``Quantity`` among the ``gates`` of the strategy. What it does is not read from its rule but tried: the
strategy decides on the day once with all signals and once without those of the gate, which makes the gate neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import numpy as np

from data_sources.tables.signals import Signals, SignalValue
from strategies.contract.history import History, cut
from strategies.contract.strategy import Strategy, decide
from strategies.signals.derived import Point, acceleration, growth
from strategies.signals.origin import speaking
from strategies.signals.quantities import Quantity, SeriesSource, belongs, read_quantity
from strategies.signals.values import latest_known

Weights = Mapping[str, float]


@dataclass(frozen=True)
class GateReading:
    """What a quantity says on a day: a fraction, NaN while nothing is known, and the value that spoke last for it.

    ``source`` is what the value was read from, None while nothing is known, and ``series`` how many series it is the
    median of, 1 but for a source that takes in a family. ``growth`` and ``acceleration`` are of the levels it was read
    from, over ``months``, fractions, medians like the value; NaN where they are unknown or the source is not a level.
    """

    quantity: str
    value: float
    spoken: SignalValue | None
    source: SeriesSource | None
    series: int
    months: int
    growth: float
    acceleration: float


@dataclass(frozen=True)
class GateState:
    """A gate of a strategy on a day.

    ``invested`` is the share that the strategy would hold, ``invested_without`` the same with this gate neutral,
    ``invested_ungated`` with all of its gates neutral. ``moved`` is the share of the portfolio that this gate moves,
    into cash or between names; gates that are read together may move much together and nothing alone.
    """

    strategy: str
    reading: GateReading
    invested: float
    invested_without: float
    invested_ungated: float
    moved: float


def read_gate(quantity: Quantity, signals: Sequence[SignalValue], day: date) -> GateReading:
    """Return what a quantity says after the close of a day, from the values published by then."""
    columns = Signals.of(signals)
    reading = read_quantity(quantity, columns, np.array([day], dtype="datetime64[D]"))
    source = next((each for each in quantity.sources if each.series == reading.source[0]), None)
    of_source = [series for series in columns.by_series if belongs(series, reading.source[0])]
    known = speaking(columns.of_series(of_source), day)
    latest = latest_known(known, day)
    growths, accelerations = (
        _of_latest(of, latest.values(), known, quantity.months) if source and source.reads == "level" else []
        for of in (growth, acceleration)
    )
    return GateReading(
        quantity=quantity.name,
        value=float(reading.values[0]),
        spoken=max(latest.values(), key=lambda each: (each.published_on, each.period_end), default=None),
        source=source,
        series=len(growths) if source and source.reads == "level" else len(latest),
        months=quantity.months,
        growth=_median(growths),
        acceleration=_median(accelerations),
    )


def _of_latest(
    of: Callable[[Iterable[SignalValue], int], tuple[Point, ...]],
    latest: Iterable[SignalValue],
    known: tuple[SignalValue, ...],
    months: int,
) -> list[float]:
    """The growth, or another derived value, of the latest period of each series that has one."""
    found = []
    for last in latest:
        points = of((each for each in known if each.series == last.series), months)
        found += [each.value for each in points if each.period_end == last.period_end][-1:]
    return found


def _median(values: list[float]) -> float:
    return median(values) if values else float("nan")


def gate_states(strategy: Strategy, history: History, day: date) -> tuple[GateState, ...]:
    """Return what each gate of a strategy says and does on a day, by deciding on that day with it and without it.

    ``history`` is all there is; what was not known after the close of ``day`` is cut off first. ``day`` is any calendar
    day; after the last session that session counts.
    """
    if not strategy.gates:
        return ()
    asked = _asked_on(history, day)
    weights = _decision(strategy, asked)
    ungated = share_invested(_decision(strategy, silenced(asked, strategy.gates)))
    states = []
    for quantity in strategy.gates:
        without = _decision(strategy, silenced(asked, (quantity,)))
        reading, moved = read_gate(quantity, asked.signals, day), share_moved(weights, without)
        invested = (share_invested(weights), share_invested(without), ungated)
        states.append(GateState(strategy.name, reading, *invested, moved))
    return tuple(states)


def silenced(history: History, quantities: tuple[Quantity, ...]) -> History:
    """Return the history without the values that some quantities read, which makes their gates neutral."""
    sources = [source.series for quantity in quantities for source in quantity.sources]
    columns = Signals.of(history.signals)
    others = [name for name in columns.by_series if not any(belongs(name, source) for source in sources)]
    return replace(history, signals=columns.of_series(others))


def share_invested(weights: Weights) -> float:
    """Return the sum of the weights, free of the rounding by which it may pass 1."""
    return round(sum(weights.values()), 12)


def share_moved(weights: Weights, without: Weights) -> float:
    """Return the larger of what is bought and what is sold between two portfolios, a share of the account."""
    # Not a set: its order changes with each process, and with the order the last digit of a sum.
    symbols = dict.fromkeys([*weights, *without])
    changes = [weights.get(symbol, 0.0) - without.get(symbol, 0.0) for symbol in symbols]
    return max(sum(max(change, 0.0) for change in changes), sum(max(-change, 0.0) for change in changes))


def _asked_on(history: History, day: date) -> History:
    """The history up to a day on which every strategy decides: names known already are said once more on that day."""
    known = cut(history, day)
    last = min(day, known.panel.sessions[-1].item())
    again = tuple(replace(each, known_from=last) for each in known.memberships if each.known_from <= last)
    return replace(known, memberships=(*known.memberships, *again))


def _decision(strategy: Strategy, history: History) -> Weights:
    """The weights of the last decision; nothing before the first."""
    rows = decide(strategy, history).targets.rows()
    return {symbol: weight for day, symbol, weight in rows if day == rows[-1][0] and symbol}
