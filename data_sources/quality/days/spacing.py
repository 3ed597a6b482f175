"""How far apart the rows of a symbol are: a row a week, a row a month, or many rows a day are no daily bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import SymbolDays, symbol_days
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.sightings import sighting

HALF = 0.5
FEWEST_REPEATED = 3
"""Repeated days from which on rows of one day are taken for parts of it; one or two may be a slip."""


@dataclass(frozen=True)
class Spacing:
    """Calendar days from one row to the next, ``least`` to ``most``, and the rows from which on that is no chance."""

    rule: str
    word: str
    least: int
    most: int
    rows: int


SPACINGS = (Spacing("weekly_bars", "week", 5, 9, 7), Spacing("monthly_bars", "month", 26, 35, 5))
"""A week of holidays puts weekly rows further apart and a short one closer; half of them are what counts."""


def wide_bars(tables: Reference) -> Iterator[Finding]:
    """Over half of a symbol's rows come a week (``weekly_bars``) or a month (``monthly_bars``) apart (severe).

    Most symbols at once are one finding for all of them.
    """
    for name in ("bars", "index"):
        spaced = symbol_days(tables[name])
        if not len(spaced.names):
            continue
        for spacing in SPACINGS:
            wide = np.flatnonzero(_are_apart(spaced, spacing)).tolist()
            if len(wide) > 1 and len(wide) > HALF * len(spaced.names):
                message = f"{len(wide)} of {len(spaced.names)} symbols have one row a {spacing.word}; {_mend(name)}"
                yield Finding("severe", spacing.rule, message, name)
                continue
            for symbol in spaced.names[wide].tolist():
                yield Finding("severe", spacing.rule, f"one row a {spacing.word}; {_mend(name)}", name, symbol)


def is_wide(days: Dates) -> bool:
    """Whether rising days come a week or a month apart."""
    one = SymbolDays(np.array([""]), np.array([0, len(days)]), days)
    return bool(len(days)) and any(_are_apart(one, spacing).any() for spacing in SPACINGS)


def _mend(name: str) -> str:
    return "a session has to have a row of its own" if name == "bars" else "an index has to have a row each session"


def _are_apart(spaced: SymbolDays, spacing: Spacing) -> Array:
    """Say of which symbols more than half of the distances are of a spacing."""
    apart = np.diff(spaced.days).astype(np.int64)
    fits = (apart >= spacing.least) & (apart <= spacing.most)
    # The distance from a symbol's last row to the first of the next one is none.
    inner = np.diff(spaced.owner) == 0
    owner = spaced.owner[1:]
    counts = np.bincount(owner[inner], minlength=len(spaced.names))
    fitting = np.bincount(owner[inner & fits], minlength=len(spaced.names))
    return np.asarray((counts + 1 >= spacing.rows) & (fitting > HALF * counts))


def minute_bars(tables: Reference) -> Iterator[Finding]:
    """Over half of a symbol's bars are of a day that it has before, at other prices (severe): parts of a day.

    Said once, in the place of a ``duplicate_key`` for each.
    """
    bars = tables["bars"]
    for symbol in minute_symbols(bars).tolist():
        own = bars.of_symbol(symbol)
        days = len(np.unique(own["date"]))
        message = f"{len(own)} rows on {days} days: these are minute bars, or several files of one symbol in one"
        yield sighting(own, 0, "minute_bars", "severe", message)


def minute_symbols(bars: Frame) -> Array:
    """Return the symbols of which over half of the rows repeat a day of their own at another price."""
    if len(bars) < 2:  # noqa: PLR2004 - a day and its repetition
        return bars["symbol"][:0]
    again = bars["date"][1:] == bars["date"][:-1]
    again &= (bars["close"][1:] != bars["close"][:-1]) | (bars["volume"][1:] != bars["volume"][:-1])
    rows = np.flatnonzero(again) + 1
    if not len(rows):
        return bars["symbol"][:0]
    offsets = symbol_offsets(bars["symbol"])
    owner = np.searchsorted(offsets, rows, side="right") - 1
    rows = rows[offsets[owner] != rows]
    repeated = np.bincount(np.searchsorted(offsets, rows, side="right") - 1, minlength=len(offsets) - 1)
    many = (repeated > HALF * np.diff(offsets)) & (repeated >= FEWEST_REPEATED)
    return np.asarray(bars["symbol"][offsets[:-1][many]])
