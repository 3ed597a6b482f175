"""Ex-dates as proof: raw prices fall by what an action gives, adjusted ones do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data_sources.quality.kinds import ADJUSTED, DOWNLOAD
from data_sources.quality.prices.ex_date_moves import Moves, moves_of, other_day, unlikely
from data_sources.quality.prices.moved_actions import day_words, moved_actions, what_day
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Steps, steps
from data_sources.quality.units.unproved import symbols_without_amounts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import ACTIONS, BARS
from data_sources.tables.sightings import sighting

PER_SHARE = ("cash_per_share", "bonus_per_share", "rights_per_share")
TELLING = 0.7
"""Logarithm of a likelihood ratio: an ex-date that is twice as likely one way as the other."""

OF_A_SYMBOL, OF_ALL, PER_TEN = 5.0, 8.0, 3.0
"""Logarithms of likelihood ratios, 150, 3,000 and 20 to one, from which it is said."""

BESIDE_AMOUNTS = 2
"""Times as much where amounts fit, which speak for raw prices unless they were adjusted along."""

MOST = 0.75
"""Share of the telling ex-dates that show no jump, from which all symbols are meant and not some."""

UNMOVED = f"ex-dates show no jump: {ADJUSTED}"


@dataclass(frozen=True)
class Evidence:
    """What a symbol's ex-dates say: ``weight`` above 0 for adjusted prices, ``still`` of ``count`` show no jump."""

    symbol: str
    weight: float
    still: int
    count: int
    row: int


def actions_without_jump(tables: Reference) -> Iterator[Finding]:
    """Ex-dates on which prices open as if there were no action: adjusted prices (severe), of a symbol or of all.

    Each ex-date weighs by how much likelier the opening price is one way than the other, by the symbol's usual move
    from a close to the next open, with heavy tails; the weights are added, so that many small dividends count
    together. After more than 5 sessions without a bar an open says nothing. Where a tenth of each action fits, the
    actions are per ten shares (``actions_per_ten``, severe); where each fits some sessions earlier or later, their days
    are others than the ex-dates (``actions_of_another_day``, severe), as are those of single large ones.
    """
    made, bars = tables.steps, tables[BARS.name]
    if tables.stretch or not made.acted.any():
        return
    moves = moves_of(bars, made, tables.sessions)
    every = _evidence(bars, made, moves)
    if sum(each.weight for each in every) > 0 and (found := _of_another_day(moves)):
        yield found
        return
    yield from moved_actions(tables)
    if told := list(_without_jump(bars, every)):
        yield from _per_ten(tables, every, told) or told


def _of_another_day(moves: Moves) -> Finding | None:
    lag, count = other_day(moves, OF_ALL)
    if not lag:
        return None
    words = f"of {count} of {len(moves.seen)} ex-dates the price falls up to {day_words(lag)}: {what_day(lag)}"
    return Finding("severe", "actions_of_another_day", words, ACTIONS.name)


def _without_jump(bars: Frame, every: list[Evidence]) -> Iterator[Finding]:
    """Return the finding about all symbols, or those about single ones."""
    doubted = [each for each in every if each.weight > 0]
    still, count = sum(each.still for each in every), sum(each.count for each in every)
    if sum(each.weight for each in every) > OF_ALL and len(doubted) > 1 and still > MOST * count:
        yield Finding("severe", "actions_without_jump", f"{still} of {count} {UNMOVED}; {DOWNLOAD}", bars.table.name)
        return
    unproved = set(symbols_without_amounts(bars).tolist())
    for each in doubted:
        enough = OF_A_SYMBOL if each.symbol in unproved else BESIDE_AMOUNTS * OF_A_SYMBOL
        if each.weight > enough and each.still > max(1, MOST * each.count):
            words = f"{each.still} of {each.count} {UNMOVED}; {DOWNLOAD}"
            yield sighting(bars, each.row, "actions_without_jump", "severe", words)


def _per_ten(tables: Reference, every: list[Evidence], told: list[Finding]) -> list[Finding]:
    """Return in the place of ``told`` that the actions are per ten shares; nothing where they are not."""
    symbols = {each.symbol for each in told}
    doubted = [each for each in every if each.weight > 0 and (symbols == {""} or each.symbol in symbols)]
    rows = np.isin(tables[BARS.name]["symbol"][tables.steps.rows], [each.symbol for each in doubted])
    if not _tenth_fits(tables, rows):
        return []
    words = f"prices fall by a tenth of what the actions say on {sum(each.still for each in doubted)} ex-dates"
    mend = "they seem to be per ten shares (每10股): divide them by ten"
    return [Finding("severe", "actions_per_ten", f"{words}; {mend}", ACTIONS.name, told[0].symbol)]


def _evidence(bars: Frame, made: Steps, moves: Moves) -> list[Evidence]:
    """Return what each symbol's ex-dates say; symbols without one that could be seen are left out."""
    seen = moves.seen
    opened, due, usual = moves.opened[seen], moves.due[seen], moves.usual[seen]
    weight = unlikely(opened - due, usual) - unlikely(opened, usual)
    found = []
    for own in np.split(np.arange(len(seen)), np.flatnonzero(np.diff(moves.code[seen])) + 1) if len(seen) else ():
        weights = weight[own]
        telling = np.abs(weights) > TELLING
        first = int(made.rows[seen[own[np.argmax(weights)]]])
        still = int((weights > TELLING).sum())
        symbol = str(bars["symbol"][first])
        found.append(Evidence(symbol, float(weights.sum()), still, int(telling.sum()), first))
    return found


def _tenth_fits(tables: Reference, of: Array) -> bool:
    """Whether a tenth of the actions is likelier than none at all on these steps."""
    bars, background = tables[BARS.name], tables.background
    actions = background[ACTIONS.name]
    tenth = replace(actions, columns={**actions.columns, **{name: actions[name] / 10 for name in PER_SHARE}})
    made = steps(bars, replace(background, frames={**background.frames, ACTIONS.name: tenth}))
    moves = moves_of(bars, made, tables.sessions)
    seen = moves.seen[of[moves.seen]]
    weight = unlikely(moves.opened[seen], moves.usual[seen])
    weight -= unlikely(moves.opened[seen] - moves.due[seen], moves.usual[seen])
    return float(weight.sum()) > PER_TEN
