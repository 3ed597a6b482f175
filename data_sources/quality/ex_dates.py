"""Ex-dates as proof: raw prices fall by what an action gives, adjusted ones do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Steps, steps
from data_sources.quality.unproved import symbols_without_amounts
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import ACTIONS

PER_SHARE = ("cash_per_share", "bonus_per_share", "rights_per_share")
TICK = 0.01
SEEN = 1e-4
"""Share of the price from which an action counts at all."""

QUIETEST = 0.003
UNKNOWN = 0.01
FEWEST = 10
"""The move from a close to the next open: at least, where too few are there to measure it, and how few those are."""

TO_MEDIAN = 1.4826  # Standard deviation of a normal distribution over its median absolute deviation.
TELLING = 0.7
"""Logarithm of a likelihood ratio: an ex-date that is twice as likely one way as the other."""

OF_A_SYMBOL, OF_ALL, PER_TEN = 5.0, 8.0, 3.0
"""Logarithms of likelihood ratios, 150, 3,000 and 20 to one, from which it is said."""

BESIDE_AMOUNTS = 2
"""Times as much where amounts fit, which speak for raw prices unless they were adjusted along."""

MOST = 0.75
"""Share of the telling ex-dates that show no jump, from which all symbols are meant and not some."""


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
    together. Where a tenth of each action fits, the actions are per ten shares (severe).
    """
    made, bars = tables.steps, tables["bars"]
    if tables.stretch or not made.acted.any():
        return
    every = _evidence(bars, made)
    doubted = [each for each in every if each.weight > 0]
    overall = sum(each.weight for each in every)
    still, count = sum(each.still for each in every), sum(each.count for each in every)
    of_all = overall > OF_ALL and len(doubted) > 1 and still > MOST * count
    unproved = set(symbols_without_amounts(bars).tolist())
    enough = {True: OF_A_SYMBOL, False: BESIDE_AMOUNTS * OF_A_SYMBOL}
    bad = [
        each
        for each in doubted
        if each.weight > enough[each.symbol in unproved] and each.still > max(1, MOST * each.count)
    ]
    if not of_all and not bad:
        return
    rows = np.isin(bars["symbol"][made.rows], [each.symbol for each in (doubted if of_all else bad)])
    if _tenth_fits(tables, rows):
        words = f"prices fall by a tenth of what the actions say on {still if of_all else len(bad)} ex-dates"
        mend = "they seem to be per ten shares (每10股): divide them by ten"
        yield Finding("severe", "actions_per_ten", f"{words}; {mend}", ACTIONS.name, "" if of_all else bad[0].symbol)
        return
    if of_all:
        words = f"{still} of {count} ex-dates show no jump: prices are adjusted (复权); {DOWNLOAD}"
        yield Finding("severe", "actions_without_jump", words, bars.table.name)
    for each in () if of_all else bad:
        words = f"{each.still} of {each.count} ex-dates show no jump: prices are adjusted (复权); {DOWNLOAD}"
        file, line = bars.place(each.row)
        day = bars["date"][each.row].item()
        yield Finding("severe", "actions_without_jump", words, bars.table.name, each.symbol, day, file, line)


def _evidence(bars: Frame, made: Steps) -> list[Evidence]:
    """Return what each symbol's ex-dates say; symbols without one that could be seen are left out."""
    seen, opened, due, usual = _moves(bars, made)
    weight = _unlikely(opened - due, usual) - _unlikely(opened, usual)
    code = np.repeat(np.arange(len(made.starts) - 1), np.diff(made.starts))[seen]
    found = []
    for own in np.split(np.arange(len(seen)), np.flatnonzero(np.diff(code)) + 1) if len(seen) else ():
        weights = weight[own]
        telling = np.abs(weights) > TELLING
        first = int(made.rows[seen[own[np.argmax(weights)]]])
        still = int((weights > TELLING).sum())
        symbol = str(bars["symbol"][first])
        found.append(Evidence(symbol, float(weights.sum()), still, int(telling.sum()), first))
    return found


def _moves(bars: Frame, made: Steps) -> tuple[Array, Floats, Floats, Floats]:
    """Return the steps with an action that can be seen, how they opened, how they ought to, and the usual move."""
    opened = np.log(bars["open"][made.rows] / made.before)
    due = np.log(np.maximum(made.reference, TICK) / made.before)
    usual = np.empty(len(made.rows))
    for first, end in zip(made.starts[:-1].tolist(), made.starts[1:].tolist(), strict=True):
        own = opened[first:end][~made.acted[first:end] & np.isfinite(opened[first:end])]
        measured = TO_MEDIAN * float(np.median(np.abs(own))) if len(own) >= FEWEST else UNKNOWN
        usual[first:end] = max(measured, QUIETEST)
    seen = np.flatnonzero(made.acted & (np.abs(due) > SEEN) & np.isfinite(opened))
    return seen, opened[seen], due[seen], usual[seen]


def _unlikely(off: Floats, usual: Floats) -> Floats:
    """Return minus the logarithm of the Cauchy density, but for a constant: large moves are no rarity."""
    return np.asarray(np.log1p((off / usual) ** 2))


def _tenth_fits(tables: Reference, of: Array) -> bool:
    """Whether a tenth of the actions is likelier than none at all on these steps."""
    background, bars, made = tables.background, tables["bars"], tables.steps
    actions = background[ACTIONS.name]
    tenth = replace(actions, columns={**actions.columns, **{name: actions[name] / 10 for name in PER_SHARE}})
    other = steps(bars, replace(background, frames={**background.frames, ACTIONS.name: tenth}))
    due = np.log(np.maximum(other.reference, TICK) / made.before)
    seen, opened, _, usual = _moves(bars, made)
    weight = _unlikely(opened, usual) - _unlikely(opened - due[seen], usual)
    return float(weight[of[seen]].sum()) > PER_TEN
