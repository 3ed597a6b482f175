"""Reference prices that a table gives (``prev_close``) against the close before and the stored actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data_sources.quality.prices.moves import TICKS, free, outside
from data_sources.quality.prices.reference_kinds import SAME, kind_of_series
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Steps, pauses
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.sightings import sighting, sightings

EX_DATE, DIFFERS, UNEXPLAINED, SERIES = (
    "prev_close_of_ex_date",
    "prev_close_differs",
    "prev_close_without_action",
    "prev_close_series",
)
FEW = 0.2
FEWEST = 5
"""So many rows of a symbol, and more than a fifth of them, are a series of something else and no slips."""


@dataclass(frozen=True)
class Judged:
    """Each step whose bar gives a reference: ``wrong`` where the close before and its actions make another one.

    ``series`` are the wrong ones of symbols that have too many for slips, ``proved`` those single ones that are wrong
    beyond doubt: the plain close before on an ex-date, one above the close of the session before without an action, or
    one that makes the bar illegal that the formula makes legal.
    """

    given: Floats
    wrong: NDArray[np.bool_]
    series: NDArray[np.bool_]
    proved: NDArray[np.bool_]
    above: NDArray[np.bool_]


def given_references(tables: Reference) -> Iterator[Finding]:
    """A ``prev_close`` that the close before and the stored actions do not explain (warning), or many of them (severe).

    ``prev_close_of_ex_date``: an ex-date whose action makes another one, as of many vendors that give the plain close
    of the session before. ``prev_close_differs``: no action is there and the bar is illegal by it, or it lies above the
    close of the session before. ``prev_close_without_action``: legal by it, so that an action may be missing.
    ``prev_close_series`` (severe): over a fifth of a symbol's, and five at least, are something else, named by kind.
    Two ticks are the exchange's right.
    """
    bars, made = tables["bars"], tables.steps
    judged = _judged(tables)
    if judged is None:
        return
    yield from _series(bars, made, judged)
    single = judged.wrong & ~judged.series
    kinds = {
        EX_DATE: single & made.acted,
        DIFFERS: single & ~made.acted & judged.proved,
        UNEXPLAINED: single & ~made.acted & ~judged.proved & (not tables.stretch),
    }
    for rule, found in kinds.items():
        if rule == UNEXPLAINED and not len(tables.background["actions"]):
            yield from _no_actions_at_all(bars, made.rows[found])
            continue
        told = {int(made.rows[step]): _words(rule, made, judged, step) for step in np.flatnonzero(found).tolist()}
        yield from sightings(bars, np.array(list(told), np.intp), rule, "warning", told.__getitem__)


def _words(rule: str, made: Steps, judged: Judged, step: int) -> str:
    given, due = f"prev_close {judged.given[step]:.2f}", f"{made.reference[step]:.2f}"
    if rule == EX_DATE:
        return f"{given} on an ex-date; the action makes it {due}"
    if rule == UNEXPLAINED:
        return f"{given} after a close of {due}, and no action explains it: is one missing?"
    if judged.above[step]:
        return f"{given} after a close of {due} of the session before, and no action raises a price"
    return f"{given} after a close of {due}, and the bar is legal by the close alone"


def _no_actions_at_all(bars: Frame, rows: Array) -> Iterator[Finding]:
    if len(rows):
        first = int(rows[0])
        words = (
            f"{len(rows):,} prev_close show an ex-date, the first of {bars['symbol'][first]} on {bars['date'][first]}"
        )
        file, line = bars.place(first)
        yield Finding("warning", UNEXPLAINED, f"{words}; no actions are known", bars.table.name, "", None, file, line)


def without_failed(tables: Reference, accepted: Collection[str] = ()) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the bars to publish: a single ``prev_close`` that is proved wrong is left empty, with a note that says so.

    The formula then makes the reference price (execution rules, section 2). Those of ``accepted`` rules stay.
    """
    bars, made = tables["bars"], tables.steps
    judged = _judged(tables)
    if judged is None:
        return bars, ()
    kept = (made.acted & (EX_DATE in accepted)) | (~made.acted & (DIFFERS in accepted))
    rows = made.rows[judged.wrong & ~judged.series & judged.proved & ~kept]
    if not len(rows):
        return bars, ()
    given = bars["prev_close"].copy()
    given[rows] = np.nan
    cells = "a prev_close that is" if len(rows) == 1 else f"{len(rows):,} cells of prev_close that are"
    words = f"{cells} wrong beyond doubt left empty: the close before and the actions make the reference price"
    note = Finding("note", "prev_close_left_empty", words, bars.table.name)
    return replace(bars, columns={**bars.columns, "prev_close": given}), (note,)


def _judged(tables: Reference) -> Judged | None:
    """Judge every given reference; None when there is none."""
    bars, made = tables["bars"], tables.steps
    given = bars["prev_close"][made.rows]
    if not (given > 0).any():
        return None
    wrong = (given > 0) & (np.abs(given - made.reference) > TICKS)
    counts = np.repeat(np.add.reduceat(wrong, made.starts[:-1], dtype=np.int64), np.diff(made.starts))
    of = np.repeat(np.add.reduceat(given > 0, made.starts[:-1], dtype=np.int64), np.diff(made.starts))
    series = wrong & (counts >= FEWEST) & (counts > FEW * of)
    plain = made.acted & (np.abs(given - made.before) < SAME)
    proved = outside(bars, made.rows, given, tables.rates) & ~outside(bars, made.rows, made.reference, tables.rates)
    some = np.flatnonzero(wrong & proved)
    proved[some[free(bars, made.rows[some], tables.background)]] = False
    # Actions lower a reference. Where a session lies between, the close may be that of a bar which is missing.
    above = ~made.acted & (given > made.before) & (pauses(bars, made, tables.sessions) == 0)
    return Judged(given, wrong, series, proved | plain | above, above)


def _series(bars: Frame, made: Steps, judged: Judged) -> Iterator[Finding]:
    for first, end in zip(made.starts[:-1].tolist(), made.starts[1:].tolist(), strict=True):
        own = first + np.flatnonzero(judged.series[first:end])
        if not len(own):
            continue
        every = first + np.flatnonzero((judged.given[first:end] > 0) & (made.reference[first:end] > 0))
        kind, mend = kind_of_series(bars, made, judged.given, own, every)
        given, due = judged.given[own[0]], made.reference[own[0]]
        words = f"{len(own)} of {len(every)} prev_close are {kind}: {given:.2f} where {due:.2f} is due; {mend}"
        yield sighting(bars, int(made.rows[own[0]]), SERIES, "severe", words)
