"""The gates of a declared basket: conditions on published series, evaluated at each decision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_sources.tables.facts import Booleans, Dates
from data_sources.tables.signals import SignalValue
from strategies.conditions.condition import series_of
from strategies.conditions.evaluation import evaluate
from strategies.conditions.parsing import read_condition
from strategies.documents.basket import Gate
from strategies.signals.quantities import Quantity, SeriesSource


def closed(gate: Gate, signals: Sequence[SignalValue], dates: Dates) -> tuple[Booleans, tuple[str, ...]]:
    """Return at which decisions (D) a gate is closed, and what a reader must know of it.

    A gate is closed where its condition is known to hold; what was published on the day of a decision counts. Where too
    little is known it is open, and a note says until when.
    """
    truth = evaluate(read_condition(gate.when), signals, dates).truth
    return np.asarray(truth == 1.0, dtype=np.bool_), _note(gate, np.isfinite(truth), dates)


def quantities_of(gates: Sequence[Gate]) -> tuple[Quantity, ...]:
    """Return the series that the gates read, each once, as the quantities that pages and ``backtest signals`` show."""
    named = (series for gate in gates for series in series_of(read_condition(gate.when)))
    return tuple(Quantity(series, (SeriesSource(series, "value"),)) for series in dict.fromkeys(named))


def _note(gate: Gate, known: Booleans, dates: Dates) -> tuple[str, ...]:
    if not len(known) or known[0]:
        return ()
    if not known.any():
        return (f"gate {gate.when!r} had no known value: neutral throughout",)
    return (f"gate {gate.when!r} had no known value until {dates[int(known.argmax())]}: neutral until then",)
