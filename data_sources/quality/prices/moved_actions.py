"""Large actions of another day than their ex-date: one bar shows nothing of them, and one falls by them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.prices.ex_date_moves import FURTHEST
from data_sources.quality.prices.move_proof import is_proof
from data_sources.quality.prices.moves import BEYOND, MISSING, NEAR_BONUS, NO_JUMP, free, outside
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Steps
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import ACTIONS, BARS

LARGE = 0.1
"""Share of the price from which an action is looked for: less may be any day's move."""


def moved_actions(tables: Reference) -> Iterator[Finding]:
    """A large action that its bar shows nothing of, and up to 11 sessions away a bar that opens by it (severe).

    One of the two is beyond the limits of its board. One finding a symbol, and only where such pairs are all that is
    beyond them.
    """
    bars, made, rates = tables[BARS.name], tables.steps, tables.rates
    far = outside(bars, made.rows, made.reference, rates)
    some = np.flatnonzero(far)
    far[some[free(bars, made.rows[some], tables.background)]] = False
    owner = np.repeat(np.arange(len(made.starts) - 1), np.diff(made.starts))
    for symbol in np.unique(owner[far]).tolist():
        first, end = made.starts[symbol : symbol + 2].tolist()
        beyond = set((first + np.flatnonzero(far[first:end])).tolist())
        pairs = [pair for pair in _pairs(bars, made, rates, (first, end)) if beyond & set(pair)]
        if pairs and beyond <= {step for pair in pairs for step in pair} and _are_proof(tables, pairs[0]):
            yield _finding(tables, *pairs[0], len(pairs))


def _pairs(bars: Frame, made: Steps, rates: Floats, within: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Return the steps of large actions that show nothing, each with the step that falls by what it gives."""
    own = np.arange(*within)
    with np.errstate(all="ignore"):
        opened = bars["open"][made.rows] / made.before
        ratio = made.reference[own] / made.before[own]
        still = made.acted[own] & (ratio < 1 - LARGE) & ~outside(bars, made.rows[own], made.before[own], rates[own])
    for step, gives in zip(own[still].tolist(), ratio[still].tolist(), strict=True):
        near = np.arange(max(within[0] + 1, step - FURTHEST), min(within[1], step + FURTHEST + 1))
        near = near[~made.acted[near] & (np.abs(opened[near] / gives - 1) < NEAR_BONUS)]
        near = near[~outside(bars, made.rows[near], made.before[near] * gives, rates[near])]
        if len(near):
            yield step, int(near[np.argmin(np.abs(opened[near] / gives - 1))])


def _are_proof(tables: Reference, pair: tuple[int, int]) -> bool:
    bars, made, background = tables[BARS.name], tables.steps, tables.background
    beyond = zip(pair, (BEYOND[NO_JUMP], BEYOND[MISSING]), strict=True)
    return any(is_proof(bars, step, made, background, doubtful=(), beyond=by) for step, by in beyond)


def _finding(tables: Reference, acted: int, fell: int, count: int) -> Finding:
    bars, made, actions = tables[BARS.name], tables.steps, tables.background[ACTIONS.name]
    symbol, days = str(bars["symbol"][made.rows[fell]]), bars["date"][made.rows]
    own = (actions["symbol"] == symbol) & (actions["ex_date"] > made.before_day[acted])
    row = int(np.flatnonzero(own & (actions["ex_date"] <= days[acted]))[0])
    words = f"the price shows nothing of this action, and falls by what it gives {day_words(fell - acted)}"
    words = f"{words}, on {days[fell]}: {what_day(fell - acted)}"
    more = f"; {count - 1} more like it" if count > 1 else ""
    file, line = actions.place(row)
    day = actions["ex_date"][row].item()
    return Finding("severe", "actions_of_another_day", words + more, ACTIONS.name, symbol, day, file, line)


def day_words(lag: int) -> str:
    """Return by how many sessions a price falls after an ex-date that is given."""
    return f"{abs(lag)} session{'s' if abs(lag) > 1 else ''} {'later' if lag > 0 else 'earlier'}"


def what_day(lag: int) -> str:
    """Say which other day a column of ex-dates seems to hold."""
    what = "the record date (股权登记日)" if lag == 1 else "the day of payment or of a notice"
    return f"ex_date seems to be {what}, or the bars are of other days"
