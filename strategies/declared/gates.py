"""The gates of a declared basket: conditions on published series, evaluated at each decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from data_sources.language.text import Text, both
from data_sources.tables.facts import Booleans, Dates
from data_sources.tables.signals import SignalValue
from strategies.conditions.condition import Form, SeriesQuantity, series_quantities
from strategies.conditions.evaluation import evaluate
from strategies.conditions.in_words import condition_words
from strategies.conditions.parsing import read_condition
from strategies.documents.basket import Gate
from strategies.signals.quantities import Quantity, SeriesSource

YEAR = 12
GROWTH: Mapping[Form, int] = {"yoy": YEAR, "qoq": 3}
"""The months over which a condition takes growth from levels."""


def closed(gate: Gate, signals: Sequence[SignalValue], dates: Dates) -> tuple[Booleans, tuple[Text, ...]]:
    """Return at which decisions (D) a gate is closed, and what a reader must know of it.

    A gate is closed where its condition is known to hold; what was published on the day of a decision counts. Where too
    little is known it is open, and a note says until when.
    """
    truth = evaluate(read_condition(gate.when), signals, dates).truth
    return np.asarray(truth == 1.0, dtype=np.bool_), _note(gate, np.isfinite(truth), dates)


def quantities_of(gates: Sequence[Gate]) -> tuple[Quantity, ...]:
    """Return what the gates read as the quantities that pages and ``backtest signals`` show, each series once.

    A quantity is called by the conditions that read its series. Growth that a condition asks for is shown as growth;
    where several ask for several things of one series, the first is shown.
    """
    asked: dict[str, list[tuple[SeriesQuantity, str, bool]]] = {}
    for gate in gates:
        read = series_quantities(read_condition(gate.when))
        for each in read:
            alone = len({other.series for other in read}) == 1
            asked.setdefault(each.series, []).append((each, gate.when, alone))
    return tuple(_quantity(series, reads) for series, reads in asked.items())


def _quantity(series: str, asked: Sequence[tuple[SeriesQuantity, str, bool]]) -> Quantity:
    conditions = "; ".join(dict.fromkeys(when for _, when, _ in asked))
    name = conditions if all(alone for _, _, alone in asked) else f"{series} of {conditions}"
    form = asked[0][0].form
    return Quantity(name, (SeriesSource(series, "level" if form in GROWTH else "value"),), GROWTH.get(form, YEAR))


def _note(gate: Gate, known: Booleans, dates: Dates) -> tuple[Text, ...]:
    named = f"择时开关“{condition_words(read_condition(gate.when)).zh}”"
    if not len(known) or known[0]:
        return ()
    if not known.any():
        return (
            both(f"gate {gate.when!r} had no known value: neutral throughout", f"{named}始终没有已知数值：全程中性"),
        )
    day = dates[int(known.argmax())]
    return (
        both(
            f"gate {gate.when!r} had no known value until {day}: neutral until then",
            f"{named}在 {day} 之前没有已知数值：此前中性",
        ),
    )
