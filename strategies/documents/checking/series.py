"""The series that the conditions of a report file read, beside those that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from data_sources.errors import InputError
from strategies.conditions.condition import SeriesQuantity, series_quantities
from strategies.conditions.parsing import read_condition
from strategies.documents.document import Report
from strategies.documents.reading import Fault, ReadFile


def series_doubts(read: ReadFile, report: Report, known: Collection[str]) -> tuple[Fault, ...]:
    """Return a doubt for each series of a gate or a sign that is not among the ``known`` ones, with the nearest name.

    It may yet be stored, or written into a folder of series; until then the condition is unknown and a gate neutral.
    """
    names = sorted(known)
    return tuple(
        Fault(read.name, line, where, _unknown(series.series, names))
        for line, where, when in _conditions(read, report)
        for series in _series(when)
        if not any(series.takes(each) for each in names)
    )


def _conditions(read: ReadFile, report: Report) -> Iterator[tuple[int, str, str]]:
    """Each condition with its line and the words for its place; a thesis that stands twice is a fault already."""
    for place, thesis in enumerate(report.theses):
        for key, signs in (("falsifiers", thesis.falsifiers), ("confirms", thesis.confirms)):
            for number, sign in enumerate(signs):
                where = f"thesis {thesis.id}: {key} {number + 1}: when"
                yield read.line("thesis", place, key, number, "when"), where, sign.when
    for number, gate in enumerate(report.basket.gates if report.basket else ()):
        yield read.line("basket", "gate", number, "when"), f"basket: gate {number + 1}: when", gate.when


def _series(when: str) -> tuple[SeriesQuantity, ...]:
    try:
        return series_quantities(read_condition(when, excess=True)) if when else ()
    except InputError:  # a fault of the file already
        return ()


def _unknown(series: str, names: Collection[str]) -> str:
    near = get_close_matches(series, names, n=1)
    hint = f"did you mean {near[0]}?" if near else "`backtest signals` lists those that there are"
    return f"no series is called {series}, so that this stays unknown; {hint}"
