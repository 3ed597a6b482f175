"""Reference prices that a table gives (``prev_close``) against the close before and the stored actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data_sources.quality.prices.moves import TICKS, free, outside
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Steps, rates_of
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.sightings import sightings

EX_DATE, DIFFERS, UNEXPLAINED, SERIES = (
    "prev_close_of_ex_date",
    "prev_close_differs",
    "prev_close_without_action",
    "prev_close_series",
)
FEW = 0.2
FEWEST = 5
"""So many rows of a symbol, and more than a fifth of them, are a series of something else and no slips."""

SAME = 0.005  # CNY; half a tick
NEARLY_ALL = 0.9
STEADY = 0.003
"""Logarithms that a constant factor, or that of a stretch between two ex-dates, wanders by rounding."""


@dataclass(frozen=True)
class Judged:
    """Each step whose bar gives a reference: ``wrong`` where the close before and its actions make another one.

    ``series`` are the wrong ones of symbols that have too many for slips, ``proved`` those single ones that are wrong
    beyond doubt: the plain close before on an ex-date, or one that makes the bar illegal that the formula makes legal.
    """

    given: Floats
    wrong: NDArray[np.bool_]
    series: NDArray[np.bool_]
    proved: NDArray[np.bool_]
    plain: NDArray[np.bool_]


def given_references(tables: Reference) -> Iterator[Finding]:
    """A ``prev_close`` that the close before and the stored actions do not explain (warning), or most of them (severe).

    ``prev_close_of_ex_date``: an ex-date whose action makes another one, as of many vendors that give the plain close
    of the session before. ``prev_close_differs``: no action is there and the bar is illegal by it.
    ``prev_close_without_action``: legal by it, so that an action may be missing. ``prev_close_series`` (severe): most
    of a symbol's are something else, named by kind. Two ticks are the exchange's right.
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
    words = {
        EX_DATE: "prev_close {:.2f} on an ex-date; the action makes it {:.2f}",
        DIFFERS: "prev_close {:.2f} after a close of {:.2f}, and the bar is legal by the close alone",
        UNEXPLAINED: "prev_close {:.2f} after a close of {:.2f}, and no action explains it: is one missing?",
    }
    for rule, found in kinds.items():
        if rule == UNEXPLAINED and not len(tables.background["actions"]):
            yield from _no_actions_at_all(bars, made.rows[found])
            continue
        told = {
            int(made.rows[step]): words[rule].format(judged.given[step], made.reference[step])
            for step in np.flatnonzero(found).tolist()
        }
        yield from sightings(bars, np.array(list(told), np.intp), rule, "warning", told.__getitem__)


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
    rates = rates_of(bars, made)
    plain = made.acted & (np.abs(given - made.before) < SAME)
    proved = outside(bars, made.rows, given, rates) & ~outside(bars, made.rows, made.reference, rates)
    some = np.flatnonzero(wrong & proved)
    proved[some[free(bars, made.rows[some], tables.background)]] = False
    return Judged(given, wrong, series, proved | plain, plain)


def _series(bars: Frame, made: Steps, judged: Judged) -> Iterator[Finding]:
    for first, end in zip(made.starts[:-1].tolist(), made.starts[1:].tolist(), strict=True):
        own = first + np.flatnonzero(judged.series[first:end])
        if not len(own):
            continue
        row = int(made.rows[own[0]])
        count = int((judged.given[first:end] > 0).sum())
        kind, given, due = _kind(bars, made, judged, own, count), judged.given[own[0]], made.reference[own[0]]
        words = (
            f"{len(own)} of {count} prev_close are {kind}: {given:.2f} where {due:.2f} is due; "
            "give the reference price of the exchange (昨收) or leave them empty"
        )
        file, line = bars.place(row)
        day, symbol = bars["date"][row].item(), str(bars["symbol"][row])
        yield Finding("severe", SERIES, words, bars.table.name, symbol, day, file, line)


def _kind(bars: Frame, made: Steps, judged: Judged, own: Array, count: int) -> str:
    """Say what the wrong references of a symbol, ``own`` of ``count``, are in truth."""
    rows, given = made.rows[own], judged.given[own]
    same = {name: np.mean(np.abs(given - bars[name][rows]) < SAME) for name in ("close", "open", "high", "low")}
    for name, share in same.items():
        if share > NEARLY_ALL:
            return f"the {name} of the same day"
    earlier = made.before[np.maximum(own - 1, 0)]
    if np.mean(np.abs(given - earlier) < SAME) > NEARLY_ALL:
        return "the close of two sessions before"
    if judged.plain[own].all():
        return "the plain close before on ex-dates"
    ratio = np.log(given / made.reference[own])
    middle = float(np.median(ratio))
    wander = float(np.quantile(np.abs(ratio - middle), NEARLY_ALL))
    # A factor that ends at an ex-date, or changes there, is one of adjustment.
    if wander < STEADY + SAME / float(np.median(given)) and len(own) > NEARLY_ALL * count:
        return f"{np.exp(middle):.4g} times the close before"
    if np.median(np.abs(np.diff(ratio))) < STEADY:
        return "adjusted (复权) while the prices are not"
    if wander < 10 * STEADY < abs(middle):
        return f"about {np.exp(middle):.4g} times the close before"
    return "no close before"
